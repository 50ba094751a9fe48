//! Links between two needs: gap, teams, together.

use super::roster::{Roster, Visit};
use super::setting::Setting;
use super::tally::Tally;
use super::violation::{Rule, Violation};
use crate::format::{Link, LinkTeams};

pub fn check(setting: &Setting, roster: &Roster, tally: &mut Tally) {
    let visit = |need: &String| roster.visits[setting.need_index[need.as_str()]].as_ref();
    for link in &setting.problem.links {
        match (visit(&link.first), visit(&link.second)) {
            (Some(first), Some(second)) => {
                gap(link, second.start - first.start, tally);
                teams(link, first, second, tally);
            }
            (None, None) => {}
            _ if link.together => {
                let words = || format!("{} and {} go together", link.first, link.second);
                tally.violation(|| broken(Rule::GoTogether, link, words()));
            }
            _ => {}
        }
    }
}

fn gap(link: &Link, minutes: i64, tally: &mut Tally) {
    if link.min.is_some_and(|min| minutes < min) || link.max.is_some_and(|max| minutes > max) {
        tally.violation(|| {
            let words = format!("{} and {} are {minutes} minutes apart", link.first, link.second);
            broken(Rule::Gap, link, words).by(minutes)
        });
    }
}

fn teams(link: &Link, first: &Visit, second: &Visit, tally: &mut Tally) {
    let fails = match link.teams {
        LinkTeams::Any => false,
        LinkTeams::Same => first.team != second.team,
        LinkTeams::Different => first.team == second.team,
    };
    match link.weight {
        _ if !fails => {}
        Some(weight) => tally.sums.link += i128::from(weight),
        None => tally.violation(|| {
            let words = format!("{} and {} want {:?} teams", link.first, link.second, link.teams);
            broken(Rule::LinkTeams, link, words).named([&format!("{:?}", link.teams).to_lowercase()])
        }),
    }
}

/// A link that is broken.
fn broken(rule: Rule, link: &Link, words: String) -> Violation {
    Violation::new(rule, words).about([link.first.as_str(), link.second.as_str()])
}
