//! The independent checker of team formation: what a result scores and what it breaks, read from its page alone.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::unusable;
use crate::format::formation::{Formation, Formed, Kind, Student, TeamRow};
use crate::format::{Fault, validate_formation, validate_formed};

/// Score and violations of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormationVerdict {
    /// Common time less the prices.
    pub score: i64,
    /// Whether nothing hard is broken.
    pub feasible: bool,
    /// Number of hard violations.
    pub violations: usize,
    /// The score by part, under the names of the page.
    pub parts: BTreeMap<&'static str, i64>,
    /// By team: minutes of common time, and their worth.
    pub teams: BTreeMap<String, (i64, i64)>,
    /// The first violations, at most [`super::Verdict::TOLD`], in words.
    pub first_violations: Vec<String>,
}

/// What has been found so far.
#[derive(Default)]
struct Tally {
    violations: usize,
    told: Vec<String>,
}

impl Tally {
    /// Counts hard violations of one cause.
    fn broken(&mut self, times: i64, words: impl FnOnce() -> String) {
        if times > 0 {
            self.violations += times as usize;
            if self.told.len() < super::Verdict::TOLD {
                self.told.push(words());
            }
        }
    }
}

/// Checks and prices a result.
///
/// # Errors
/// Every mistake that makes the problem or the result unusable. A result that merely breaks rules is no error.
pub fn verify_formation(problem: &Formation, formed: &Formed) -> Result<FormationVerdict, Vec<Fault>> {
    validate_formation("formation", problem)?;
    validate_formed("result", problem, formed)?;
    let mut tally = Tally::default();
    let students: HashMap<&str, &Student> = problem.students.iter().map(|row| (row.id.as_str(), row)).collect();
    let rows = || formed.teams.iter().filter(|row| !row.students.is_empty());
    let team_of = places(rows(), &mut tally);
    let kinds: HashMap<String, &Kind> = (problem.teams.iter())
        .flat_map(|kind| (1..=kind.count as usize).map(move |number| (kind.team(number), kind)))
        .collect();
    let (mut common, mut short) = (0i128, 0i128);
    let mut teams = BTreeMap::new();
    for row in rows() {
        let kind = kinds[&row.team];
        let members: Vec<&Student> = row.students.iter().map(|id| students[id.as_str()]).collect();
        rules(row, kind, &members, &mut tally);
        let (minutes, worth) = time(problem, kind, &members);
        let lacking = (kind.least.unwrap_or(0) - worth).max(0);
        common += i128::from(worth);
        short += i128::from(lacking) * i128::from(kind.short.unwrap_or(0));
        teams.insert(row.team.clone(), (minutes, worth));
    }
    let together = |one: &str, other: &str| team_of.contains_key(one) && team_of.get(one) == team_of.get(other);
    for (one, other) in &problem.apart {
        tally.broken(i64::from(together(one, other)), || {
            format!("{one} and {other} are in one team")
        });
    }
    for row in &problem.fixed {
        let kept = team_of.get(row.student.as_str()) == Some(&row.team.as_str());
        tally.broken(i64::from(!kept), || format!("{} is not in {}", row.student, row.team));
    }
    let parted = problem
        .friends
        .iter()
        .filter(|friends| !together(&friends.students.0, &friends.students.1));
    let friends: i128 = parted.map(|friends| i128::from(friends.weight)).sum();
    let alone = problem
        .students
        .iter()
        .filter(|student| !team_of.contains_key(student.id.as_str()))
        .count();
    let missing = kinds.keys().filter(|team| !teams.contains_key(*team)).count();
    let sums = [
        ("common", common),
        ("short", short),
        ("friends", friends),
        ("unplaced", alone as i128 * i128::from(problem.weights.unplaced)),
        ("unformed", missing as i128 * i128::from(problem.weights.unformed)),
    ];
    verdict(sums, teams, tally).ok_or_else(unusable::score_overflow)
}

fn verdict(
    sums: [(&'static str, i128); 5],
    teams: BTreeMap<String, (i64, i64)>,
    tally: Tally,
) -> Option<FormationVerdict> {
    let costs: i128 = sums.iter().skip(1).map(|(_, sum)| sum).sum();
    let parts = sums.iter().map(|(part, sum)| Some((*part, i64::try_from(*sum).ok()?)));
    Some(FormationVerdict {
        score: i64::try_from(sums[0].1 - costs).ok()?,
        feasible: tally.violations == 0,
        violations: tally.violations,
        parts: parts.collect::<Option<_>>()?,
        teams,
        first_violations: tally.told,
    })
}

/// Everybody's team; who is in two, or a team that has two rows, is told.
fn places<'a>(rows: impl Iterator<Item = &'a TeamRow>, tally: &mut Tally) -> HashMap<&'a str, &'a str> {
    let mut team_of: HashMap<&str, &str> = HashMap::new();
    let mut seen = Vec::new();
    for row in rows {
        tally.broken(i64::from(seen.contains(&&row.team)), || {
            format!("{} has two rows", row.team)
        });
        seen.push(&row.team);
        for student in &row.students {
            let earlier = team_of.insert(student, &row.team);
            tally.broken(i64::from(earlier.is_some()), || format!("{student} is in a team twice"));
        }
    }
    team_of
}

/// The hard rules of one team.
fn rules(row: &TeamRow, kind: &Kind, members: &[&Student], tally: &mut Tally) {
    let (team, size) = (&row.team, members.len() as i64);
    tally.broken(kind.min - size, || {
        format!("{team} has {size} members, fewer than {}", kind.min)
    });
    tally.broken(size - kind.max, || {
        format!("{team} has {size} members, more than {}", kind.max)
    });
    for entry in &kind.mix {
        let has = |student: &&&Student| {
            let mut asked = entry.skills.iter();
            asked.all(|(skill, level)| student.skills.get(skill).is_some_and(|own| own >= level))
        };
        let there = members.iter().filter(has).count() as i64;
        let skills: Vec<String> = entry
            .skills
            .iter()
            .map(|(skill, level)| format!("{skill}:{level}"))
            .collect();
        tally.broken(entry.min - there, || {
            format!(
                "{team} has {there} of {} members with {}",
                entry.min,
                skills.join(" and ")
            )
        });
    }
    let any = |what| members.iter().any(|student| student.experienced == Some(what));
    tally.broken(i64::from(any(false) && !any(true)), || {
        format!("{team} has first-timers and nobody experienced")
    });
    for student in members {
        let groups = kind.groups.as_ref();
        let taken = groups.is_none_or(|groups| student.groups.iter().any(|group| groups.contains(group)));
        tally.broken(i64::from(!taken), || {
            format!("{team} takes nobody of the groups of {}", student.id)
        });
    }
}

/// Minutes in which a quorum is free and the team wanted; and the same as often as such teams are wanted.
fn time(problem: &Formation, kind: &Kind, members: &[&Student]) -> (i64, i64) {
    let quorum = kind.quorum.unwrap_or(members.len() as i64);
    let (mut minutes, mut worth) = (0, 0);
    for (at, hour) in problem.hours.iter().enumerate() {
        let free = members
            .iter()
            .filter(|student| student.free.as_bytes().get(at) == Some(&b'1'))
            .count() as i64;
        let wanted = hour.teams.get(&kind.id).copied().unwrap_or(0);
        if free >= quorum && wanted > 0 {
            minutes += hour.minutes;
            worth += hour.minutes * wanted;
        }
    }
    (minutes, worth)
}
