//! Which activities are related: near in time, near in place, wanted from the same teams.

use crate::model::{ActIx, Minutes, Model};

/// Related activities kept for each.
const KEPT: usize = 40;
/// Days on either side that are looked at.
const DAYS: usize = 2;
/// What a difference in the skills asked for weighs, in minutes of travel.
const OTHER_SKILLS: Minutes = 240;
/// Minutes of difference in time that weigh as much as one of travel.
const TIME_PER_TRAVEL: Minutes = 12;

/// Lists of related activities, made when first asked for.
#[derive(Debug)]
pub struct Neighbours {
    by_day: Vec<Vec<ActIx>>,
    lists: Vec<Option<Box<[ActIx]>>>,
}

/// When an activity may start at the earliest.
pub fn first_start(model: &Model, act: ActIx) -> Minutes {
    match model.session(act) {
        Some(session) => session.start,
        None => model.need(act).starts.first().map_or(0, |range| range.0),
    }
}

fn last_start(model: &Model, act: ActIx) -> Minutes {
    match model.session(act) {
        Some(session) => session.start,
        None => model.need(act).starts.last().map_or(0, |range| range.1),
    }
}

impl Neighbours {
    /// Empty lists over a problem's activities.
    pub fn new(model: &Model) -> Self {
        let mut by_day = vec![Vec::new(); model.calendar.days.max(1)];
        for act in 0..model.activities.len() as ActIx {
            by_day[model.calendar.day(first_start(model, act))].push(act);
        }
        Self {
            by_day,
            lists: vec![None; model.activities.len()],
        }
    }

    /// The activities related to one, the nearest first; itself not among them.
    pub fn of(&mut self, model: &Model, act: ActIx) -> &[ActIx] {
        if self.lists[act as usize].is_none() {
            self.lists[act as usize] = Some(self.list(model, act));
        }
        self.lists[act as usize].as_deref().unwrap_or(&[])
    }

    fn list(&self, model: &Model, act: ActIx) -> Box<[ActIx]> {
        let day = model.calendar.day(first_start(model, act));
        let days = day.saturating_sub(DAYS)..(day + DAYS + 1).min(self.by_day.len());
        let others = self.by_day[days]
            .iter()
            .flatten()
            .copied()
            .filter(|&other| other != act);
        let mut near: Vec<(Minutes, ActIx)> = others.map(|other| (distance(model, act, other), other)).collect();
        if near.len() > KEPT {
            near.select_nth_unstable(KEPT);
            near.truncate(KEPT);
        }
        near.sort_unstable();
        near.into_iter().map(|(_, other)| other).collect()
    }
}

fn distance(model: &Model, a: ActIx, b: ActIx) -> Minutes {
    let apart = (first_start(model, a) - last_start(model, b))
        .max(first_start(model, b) - last_start(model, a))
        .max(0);
    let way = model
        .travel
        .leg(model.activities[a as usize].place, model.activities[b as usize].place);
    let skills = |act: ActIx| std::sync::Arc::as_ptr(&model.options.eligible[act as usize].skilled);
    let other = if std::ptr::eq(skills(a), skills(b)) {
        0
    } else {
        OTHER_SKILLS
    };
    way + apart / TIME_PER_TRAVEL + other
}
