//! Continuity: how many different teams a resident meets.

use std::collections::BTreeSet;

use super::roster::Roster;
use super::setting::Setting;
use super::tally::{Tally, product};
use super::violation::{Rule, Violation};

pub fn check(setting: &Setting, roster: &Roster, tally: &mut Tally) {
    for continuity in &setting.problem.continuity {
        let visits = continuity.needs.iter().filter_map(|need| {
            let index = setting.need_index[need.as_str()];
            roster.visits[index].as_ref()
        });
        let teams: BTreeSet<usize> = visits.map(|visit| visit.team).collect();
        let extra = teams.len() as i64 - continuity.max_teams;
        match continuity.weight {
            _ if extra <= 0 => {}
            Some(weight) => tally.sums.continuity += product(weight, extra),
            None => tally.violation(|| {
                let words = format!("{} meets {extra} teams too many", continuity.id);
                Violation::new(Rule::Continuity, words)
                    .about(continuity.needs.iter().map(String::as_str))
                    .named([&continuity.id])
                    .by(extra)
            }),
        }
    }
}
