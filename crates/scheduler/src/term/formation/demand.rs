//! When teams are wanted and who is free then: the term cut wherever either changes, and what is alike put together.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use crate::format::Skills;
use crate::format::formation::{Hour, Kind};
use crate::term::availability::{DAY, SHORTEST, Timetables, minute};
use crate::term::hours::sessions;
use crate::term::{Person, Term};

/// Hours of a formation, and who is free in them.
pub(super) struct Demand {
    /// The hours.
    pub hours: Vec<Hour>,
    /// A sign an hour, by student.
    pub free: Vec<String>,
}

/// Teams wanted at a minute, by kind; and who is free, by student.
type Piece = (Vec<i64>, Vec<bool>);

/// Cuts the term into hours. A minute counts for a kind as often as teams are aimed at by clinic hours that a team of it could do, and
/// once more if any need could be served in it.
pub(super) fn hours(term: &Term, students: &[&Person], kinds: &[Kind]) -> Demand {
    let wanted = Wanted::new(term, students, kinds);
    let timetables = Timetables::new(term);
    let mut index: BTreeMap<Piece, usize> = BTreeMap::new();
    let mut hours: Vec<Hour> = Vec::new();
    for date in term.working_dates() {
        let open = open(term);
        let wanted = wanted.on(date, &open);
        let free: Vec<[bool; DAY]> = students
            .iter()
            .map(|student| free(&open, &timetables.busy(&student.id, date)))
            .collect();
        for (from, to) in pieces(&wanted, &free) {
            let piece = (wanted[from].clone(), free.iter().map(|free| free[from]).collect());
            let at = |minute: usize| NaiveTime::MIN + TimeDelta::minutes(minute as i64);
            let minutes = term.settings.minutes(date, at(from), at(to));
            let hour = *index.entry(piece).or_insert_with_key(|(wanted, _)| {
                let named = kinds.iter().zip(wanted).filter(|(_, wanted)| **wanted > 0);
                hours.push(Hour {
                    id: format!("{date}T{}", at(from).format("%H:%M")),
                    minutes: 0,
                    teams: named.map(|(kind, wanted)| (kind.id.clone(), *wanted)).collect(),
                });
                hours.len() - 1
            });
            hours[hour].minutes += minutes;
        }
    }
    let mut free = vec![vec!['0'; hours.len()]; students.len()];
    for ((_, pattern), hour) in index {
        for (student, _) in pattern.iter().enumerate().filter(|(_, free)| **free) {
            free[student][hour] = '1';
        }
    }
    Demand {
        hours,
        free: free.into_iter().map(|signs| signs.into_iter().collect()).collect(),
    }
}

/// Minutes of a day in which teams may be out.
fn open(term: &Term) -> [bool; DAY] {
    let mut open = [false; DAY];
    for (from, to) in &term.settings.blocks {
        open[minute(*from)..minute(*to)].fill(true);
    }
    open
}

/// Minutes of a date in which a student is free: stretches that are no use to anybody are left out.
fn free(open: &[bool; DAY], busy: &[bool; DAY]) -> [bool; DAY] {
    let mut free = [false; DAY];
    free.iter_mut()
        .zip(open.iter().zip(busy))
        .for_each(|(free, (open, busy))| *free = *open && !busy);
    let mut begin = 0;
    while begin < DAY {
        let length = free[begin..].iter().take_while(|now| **now == free[begin]).count();
        if length < SHORTEST {
            free[begin..begin + length].fill(false);
        }
        begin += length;
    }
    free
}

/// Maximal stretches of a date with the same teams wanted and the same students free, where any team is wanted.
fn pieces(wanted: &[Vec<i64>], free: &[[bool; DAY]]) -> Vec<(usize, usize)> {
    let mut cut = [false; DAY];
    for minute in 1..DAY {
        cut[minute] = wanted[minute] != wanted[minute - 1];
    }
    for free in free {
        (1..DAY)
            .filter(|&minute| free[minute] != free[minute - 1])
            .for_each(|minute| cut[minute] = true);
    }
    let mut pieces = Vec::new();
    let mut from = 0;
    for to in (1..DAY).filter(|&minute| cut[minute]).chain([DAY]) {
        if wanted[from].iter().any(|&wanted| wanted > 0) {
            pieces.push((from, to));
        }
        from = to;
    }
    pieces
}

/// A clinic hour on its date: from, to, teams aimed at, and the kinds that could.
type Open = (usize, usize, i64, Vec<usize>);

/// Which teams are wanted when.
struct Wanted<'t> {
    term: &'t Term,
    kinds: usize,
    /// Clinic hours by date.
    sessions: BTreeMap<NaiveDate, Vec<Open>>,
    /// Needs that some kind could serve, and these kinds.
    needs: Vec<(&'t crate::term::Need, Vec<usize>)>,
}

impl<'t> Wanted<'t> {
    fn new(term: &'t Term, students: &[&Person], kinds: &[Kind]) -> Self {
        let can = |kind: &Kind, skills: &Skills| {
            skills.iter().all(|(skill, level)| {
                let of_kind = |person: &&&Person| {
                    kind.groups
                        .as_ref()
                        .is_none_or(|groups| groups.contains(&person.college))
                };
                let mut having = students.iter().filter(of_kind);
                having.any(|person| person.skills.get(skill).is_some_and(|own| own >= level))
            })
        };
        let able =
            |skills: &Skills| -> Vec<usize> { (0..kinds.len()).filter(|&kind| can(&kinds[kind], skills)).collect() };
        let mut by_date: BTreeMap<NaiveDate, Vec<_>> = BTreeMap::new();
        for (hour, date) in sessions(&term.hours, &term.settings) {
            let row = (
                minute(hour.start),
                minute(hour.end),
                hour.staffing.target,
                able(&hour.skills),
            );
            by_date.entry(date).or_default().push(row);
        }
        let needs = term.needs.iter().map(|need| {
            let named = |kind: &usize| {
                let teams = need.teams.as_ref();
                teams.is_none_or(|teams| {
                    (1..=kinds[*kind].count as usize).any(|n| teams.contains(&kinds[*kind].team(n)))
                })
            };
            (need, able(&need.skills).into_iter().filter(named).collect())
        });
        Self {
            term,
            kinds: kinds.len(),
            sessions: by_date,
            needs: needs.collect(),
        }
    }

    /// Teams of each kind that are wanted, by minute of a date.
    fn on(&self, date: NaiveDate, open: &[bool; DAY]) -> Vec<Vec<i64>> {
        let mut wanted = vec![vec![0; self.kinds]; DAY];
        for (need, kinds) in self
            .needs
            .iter()
            .filter(|(need, _)| need.from <= date && date <= need.to)
        {
            for (from, to) in need.times(&self.term.settings) {
                wanted[minute(from)..minute(to)]
                    .iter_mut()
                    .for_each(|wanted| kinds.iter().for_each(|&kind| wanted[kind] = 1));
            }
        }
        for (from, to, target, kinds) in self.sessions.get(&date).into_iter().flatten() {
            wanted[*from..*to]
                .iter_mut()
                .for_each(|wanted| kinds.iter().for_each(|&kind| wanted[kind] += target));
        }
        for (wanted, _) in wanted.iter_mut().zip(open).filter(|(_, open)| !**open) {
            wanted.fill(0);
        }
        wanted
    }
}
