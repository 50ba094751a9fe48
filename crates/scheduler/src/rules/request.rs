//! Teams' wishes: to attend a session or not, to work during an interval or not.

use super::audit::duties::Duties;
use crate::model::{Cost, Model, Wish};
use crate::roster::Duty;

/// For each wish about an interval, how many activities of its team overlap it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    overlaps: Vec<i32>,
}

fn touches(wish: &Wish, model: &Model, duty: Duty) -> bool {
    duty.start < wish.to && duty.start + model.activities[duty.act as usize].minutes > wish.from
}

impl Book {
    /// Nobody does anything.
    pub fn new(model: &Model) -> Self {
        Self {
            overlaps: vec![0; model.wishes.intervals.len()],
        }
    }

    /// What the first activity within an interval changes.
    pub fn gain(&self, model: &Model, duty: Duty) -> Cost {
        let mut cost = 0;
        for &ix in wishes(model, duty) {
            let wish = &model.wishes.intervals[ix as usize];
            if self.overlaps[ix as usize] == 0 && touches(wish, model, duty) {
                cost += if wish.want { -wish.weight } else { wish.weight };
            }
        }
        cost
    }

    /// Notes that a duty came or went.
    pub fn record(&mut self, model: &Model, duty: Duty, sign: i32) {
        for &ix in wishes(model, duty) {
            if touches(&model.wishes.intervals[ix as usize], model, duty) {
                self.overlaps[ix as usize] += sign;
            }
        }
    }
}

fn wishes(model: &Model, duty: Duty) -> &[u32] {
    if model.wishes.intervals.is_empty() {
        return &[];
    }
    model.wishes.of_slot.get(&duty.slot).map_or(&[], Vec::as_slice)
}

/// What a team's attendance of a session adds by its wishes about it.
#[inline]
pub fn session_gain(model: &Model, duty: Duty) -> Cost {
    let wishes = &model.wishes.of_session[duty.act as usize];
    wishes
        .iter()
        .find(|wish| wish.team == duty.team)
        .map_or(0, |wish| wish.cost)
}

/// The price of all wishes that went otherwise.
pub fn audit(model: &Model, duties: &Duties) -> Cost {
    let attended = duties.attending.iter().zip(&model.wishes.of_session);
    let about_sessions = attended.flat_map(|(teams, wishes)| wishes.iter().filter(|wish| teams.contains(&wish.team)));
    let met = |wish: &Wish| {
        duties.of_team[wish.team as usize]
            .iter()
            .any(|w| w.start < wish.to && w.end > wish.from)
    };
    let about_time = model.wishes.intervals.iter().filter(|wish| met(wish));
    let gained: Cost = about_time
        .map(|wish| if wish.want { -wish.weight } else { wish.weight })
        .sum();
    model.wishes.idle + gained + about_sessions.map(|wish| wish.cost).sum::<Cost>()
}
