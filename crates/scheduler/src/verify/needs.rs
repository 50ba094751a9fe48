//! Needs: served or not, by whom, when, how late.

use super::roster::{Roster, Visit};
use super::setting::{Setting, able, lacking};
use super::tally::{Tally, product};
use super::violation::{Rule, Violation};
use crate::format::{Need, Team};

pub fn check(setting: &Setting, roster: &Roster, tally: &mut Tally) {
    for (need, visit) in setting.problem.needs.iter().zip(&roster.visits) {
        match visit {
            None => tally.sums.unserved += i128::from(need.unserved),
            Some(visit) => {
                let team = &setting.problem.teams[visit.team];
                right_team(need, visit, team, tally);
                right_time(setting, need, visit, tally);
                tally.sums.preference += i128::from(need.preferred.get(&team.id).copied().unwrap_or(0));
            }
        }
    }
}

fn right_team(need: &Need, visit: &Visit, team: &Team, tally: &mut Tally) {
    if !able(team, &need.skills) {
        tally.violation(|| {
            let words = format!("{} lacks a skill for {}", team.id, need.id);
            broken(Rule::LacksSkill, need, visit, words)
                .team(&team.id)
                .named(lacking(team, &need.skills))
        });
    }
    let not_allowed = need.allowed.as_ref().is_some_and(|allowed| !allowed.contains(&team.id));
    if not_allowed || need.excluded.contains(&team.id) {
        tally.violation(|| {
            let words = format!("{} may not serve {}", team.id, need.id);
            broken(Rule::MayNotServe, need, visit, words).team(&team.id)
        });
    }
}

fn right_time(setting: &Setting, need: &Need, visit: &Visit, tally: &mut Tally) {
    let (start, end) = (visit.start, visit.start + need.minutes);
    let mut windows = need.windows.iter();
    if !windows.any(|(from, to)| setting.minute(from) <= start && end <= setting.minute(to)) {
        tally.violation(|| {
            let words = format!("{} at {} is outside its windows", need.id, visit.time);
            broken(Rule::OutsideWindows, need, visit, words)
        });
    }
    let after_due = need.due.as_ref().map_or(0, |due| start - setting.minute(due));
    if after_due > 0 {
        tally.sums.late += product(need.late, (after_due + 59) / 60);
    }
}

/// A rule that is broken by a visit.
fn broken(rule: Rule, need: &Need, visit: &Visit, words: String) -> Violation {
    Violation::new(rule, words).about([need.id.as_str()]).at(visit.time)
}
