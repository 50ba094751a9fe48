//! Which activities may start in which slot, and when.

use super::MOST_OUTINGS;
use crate::model::{ActIx, Minutes, Model, SlotIx};

/// An activity that may start in a slot, from here to there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub slot: SlotIx,
    pub act: ActIx,
    pub from: Minutes,
    pub to: Minutes,
}

/// Where each activity may start as far as skills, windows and slots go, sorted by slot. Legs are left to the walk: without
/// the triangle inequality the way through another place may be the shorter one.
pub(super) fn candidates(model: &Model) -> Option<Vec<Candidate>> {
    let mut all = Vec::new();
    for act in 0..model.activities.len() as ActIx {
        for (team, of_team) in (0..).zip(&model.teams) {
            if !model.options.eligible[act as usize].admits(team) {
                continue;
            }
            match model.session(act) {
                Some(session) => in_window(
                    model,
                    act,
                    of_team.slots.clone(),
                    (session.start, session.start),
                    &mut all,
                ),
                None => {
                    for &window in &model.need(act).starts {
                        in_window(model, act, of_team.slots.clone(), window, &mut all);
                    }
                }
            }
            if all.len() > MOST_OUTINGS {
                return None;
            }
        }
    }
    all.sort_by_key(|candidate| (candidate.slot, candidate.act, candidate.from));
    Some(all)
}

fn in_window(
    model: &Model,
    act: ActIx,
    slots: std::ops::Range<SlotIx>,
    window: (Minutes, Minutes),
    all: &mut Vec<Candidate>,
) {
    let minutes = model.activities[act as usize].minutes;
    let of_team = &model.slots[slots.start as usize..slots.end as usize];
    let begin = of_team.partition_point(|slot| slot.to < window.0.saturating_add(minutes));
    for (slot, ix) in of_team.iter().zip(slots).skip(begin) {
        if slot.from > window.1 {
            break;
        }
        let from = window.0.max(slot.from);
        let to = window.1.min(slot.to - minutes).min(slot.starts_before - 1);
        if from <= to {
            all.push(Candidate {
                slot: ix,
                act,
                from,
                to,
            });
        }
    }
}
