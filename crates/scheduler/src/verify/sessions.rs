//! Sessions: how many teams, which skills, which mix.

use super::roster::Roster;
use super::setting::{Setting, able, lacking};
use super::tally::{Tally, product};
use super::violation::{Rule, Violation};
use crate::format::{Session, Team};

pub fn check(setting: &Setting, roster: &Roster, tally: &mut Tally) {
    for (session, teams) in setting.problem.sessions.iter().zip(&roster.teams_of_session) {
        let teams: Vec<&Team> = teams.iter().map(|team| &setting.problem.teams[*team]).collect();
        staffing(session, teams.len() as i64, tally);
        mixes(session, &teams, tally);
        for team in teams.iter().filter(|team| !able(team, &session.skills)) {
            tally.violation(|| {
                let words = format!("{} lacks a skill for {}", team.id, session.id);
                broken(Rule::LacksSkill, session, words)
                    .team(&team.id)
                    .named(lacking(team, &session.skills))
            });
        }
    }
}

fn staffing(session: &Session, present: i64, tally: &mut Tally) {
    let asked = &session.teams;
    if present > asked.max {
        tally.violation(|| {
            let words = format!("{} has {present} teams, at most {}", session.id, asked.max);
            broken(Rule::TooManyTeams, session, words).by(present - asked.max)
        });
    }
    tally.sums.understaffed += product(asked.under, (asked.target - present).max(0));
    tally.sums.overstaffed += product(asked.over, (present - asked.target).max(0));
}

fn mixes(session: &Session, teams: &[&Team], tally: &mut Tally) {
    if teams.is_empty() {
        return;
    }
    for mix in &session.mix {
        let skilled = teams.iter().filter(|team| able(team, &mix.skills)).count() as i64;
        let short = mix.min - skilled;
        match mix.under {
            _ if short <= 0 => {}
            Some(under) => tally.sums.mix += product(under, short),
            None => tally.violation(|| {
                let words = format!("{} is {short} teams short of {:?}", session.id, mix.skills);
                broken(Rule::MixShort, session, words)
                    .named(mix.skills.keys())
                    .by(short)
            }),
        }
    }
}

/// A rule that is broken at a session.
fn broken(rule: Rule, session: &Session, words: String) -> Violation {
    Violation::new(rule, words)
        .about([session.id.as_str()])
        .at(&session.start)
}
