//! The same teams from one occurrence of a weekly hour to the next: each team new to an occurrence costs `regularity`, unless
//! nobody attended the one before.

use super::audit::duties::Duties;
use crate::model::{Cost, Model};
use crate::roster::{Duty, Roster};

/// What a team's attendance changes in the pairs with the occurrence before and the one after.
pub fn gain(model: &Model, roster: &Roster, duty: Duty) -> Cost {
    let Some(session) = model.session(duty.act) else {
        return 0;
    };
    let weight = model.weights.regularity;
    let mut cost = 0;
    if let Some(before) = session.before {
        let known = roster.attending(before);
        if !known.is_empty() && !known.contains(&duty.team) {
            cost += weight;
        }
    }
    if let Some(after) = session.after {
        let next = roster.attending(after);
        let stays = next.contains(&duty.team);
        if roster.attending(duty.act).is_empty() {
            cost += weight * (next.len() - usize::from(stays)) as Cost;
        } else if stays {
            cost -= weight;
        }
    }
    cost
}

/// The price of all teams new to an occurrence.
pub fn audit(model: &Model, duties: &Duties) -> Cost {
    let mut fresh = 0;
    for (session, teams) in model.sessions.iter().zip(&duties.attending) {
        let Some(before) = session.before.map(|before| &duties.attending[before as usize]) else {
            continue;
        };
        if !before.is_empty() {
            fresh += teams.iter().filter(|team| !before.contains(team)).count();
        }
    }
    model.weights.regularity * fresh as Cost
}
