//! A resident should meet few different teams: the served needs of a group are served by at most `max_teams`.

use smallvec::SmallVec;

use super::audit::duties::{Duties, Finding};
use crate::model::{CareGroup, Model, Price, TeamIx};
use crate::roster::{Duty, Roster};

/// The price of a group being served by so many different teams.
pub fn price(group: &CareGroup, teams: usize) -> Price {
    Price::of((teams as i64 - group.max_teams).max(0), group.weight)
}

/// What a visit changes in the groups of its need.
pub fn gain(model: &Model, roster: &Roster, duty: Duty) -> Price {
    let mut change = Price::ZERO;
    for &group in &model.care_of[model.need_index(duty.act)] {
        let group = &model.care[group as usize];
        let mut teams: SmallVec<[TeamIx; 8]> = SmallVec::new();
        for visit in group
            .needs
            .iter()
            .filter(|&&need| need != duty.act)
            .filter_map(|&need| roster.visit(need))
        {
            if !teams.contains(&visit.team) {
                teams.push(visit.team);
            }
        }
        if !teams.contains(&duty.team) {
            change += price(group, teams.len() + 1) - price(group, teams.len());
        }
    }
    change
}

/// All groups.
pub fn audit(model: &Model, duties: &Duties) -> Finding {
    let of = |group: &CareGroup| {
        let mut teams: Vec<_> = group
            .needs
            .iter()
            .filter_map(|&need| duties.visit(model, need))
            .map(|v| v.0)
            .collect();
        teams.sort_unstable();
        teams.dedup();
        Finding::off((teams.len() as i64 - group.max_teams).max(0), group.weight)
    };
    model.care.iter().map(of).sum()
}
