//! From a validated [`Problem`] to a [`Model`]: ids become indices, local times instants.
//!
//! Everything here relies on `format::validate`: an unknown id or a time that does not exist is a bug by now, and answered
//! with index 0 or instant 0 rather than a panic.

mod activities;
mod limits;
mod relations;

use std::collections::HashMap;

use super::options::Ground;
use super::{Calendar, Decision, Ids, Minutes, Model, Options, PlaceIx, Slot, Team, TeamIx, Travel, Weights};
use crate::format::{Clock, Fixed, LocalTime, Problem};

/// Ids to indices, and the clock.
struct Names<'a> {
    clock: Clock,
    places: HashMap<&'a str, PlaceIx>,
    teams: HashMap<&'a str, TeamIx>,
    activities: HashMap<(bool, &'a str), u32>,
}

impl<'a> Names<'a> {
    fn new(problem: &'a Problem, clock: Clock) -> Self {
        let sessions = problem.sessions.iter().map(|s| (true, s.id.as_str()));
        let needs = problem.needs.iter().map(|n| (false, n.id.as_str()));
        Self {
            clock,
            places: index(problem.places.iter().map(|p| p.id.as_str())),
            teams: index(problem.teams.iter().map(|t| t.id.as_str())),
            activities: index(sessions.chain(needs)),
        }
    }

    fn place(&self, id: &str) -> PlaceIx {
        self.places.get(id).copied().unwrap_or(0)
    }

    fn team(&self, id: &str) -> TeamIx {
        self.teams.get(id).copied().unwrap_or(0)
    }

    fn session(&self, id: &str) -> u32 {
        self.activities.get(&(true, id)).copied().unwrap_or(0)
    }

    fn need(&self, id: &str) -> u32 {
        self.activities.get(&(false, id)).copied().unwrap_or(0)
    }

    fn instant(&self, time: &LocalTime) -> Minutes {
        self.clock.instant(time).unwrap_or(0)
    }
}

fn index<K: std::hash::Hash + Eq>(keys: impl Iterator<Item = K>) -> HashMap<K, u32> {
    keys.zip(0..).collect()
}

impl Model {
    /// Freezes a problem that `format::validate` has accepted. Nothing when its zone or horizon is not valid.
    pub fn new(problem: &Problem) -> Option<Self> {
        let names = Names::new(problem, Clock::new(problem)?);
        let calendar = Calendar::new(&names.clock);
        let travel = travel(problem);
        let (teams, slots) = teams(problem, &names, &calendar);
        let parts = activities::Parts::new(problem, &names);
        let eligible = activities::eligible(problem, &names);
        let ground = Ground {
            teams: &teams,
            slots: &slots,
            activities: &parts.activities,
            sessions: &parts.sessions,
            needs: &parts.needs,
            travel: &travel,
        };
        let options = Options::new(&ground, eligible);
        let limits = limits::compile(problem, &calendar, &parts.tag_sets);
        let (links, peers) = relations::links(problem, &names);
        let (care, care_of) = relations::care(problem, &names);
        let wishes = relations::wishes(problem, &names, &teams, &slots);
        let base = problem.baseline.clone().unwrap_or_default();
        let decisions: Vec<Decision> = base
            .sessions
            .iter()
            .chain(&base.needs)
            .map(|row| decision(row, &names, &parts.sessions))
            .collect();
        let mut baseline = vec![Vec::new(); parts.activities.len()];
        for entry in &decisions {
            baseline[entry.act as usize].push(*entry);
        }
        let weights = problem.weights;
        Some(Self {
            calendar,
            travel,
            teams,
            slots,
            options,
            limits,
            links,
            peers,
            care,
            care_of,
            preferences: relations::preferences(problem, &names),
            wishes,
            baseline,
            baseline_entries: decisions.len() as i64,
            fixed: problem
                .fixed
                .iter()
                .map(|row| decision(row, &names, &parts.sessions))
                .collect(),
            weights: Weights {
                travel: weights.travel,
                outing: weights.outing,
                regularity: weights.regularity,
                change: weights.change,
            },
            activities: parts.activities,
            sessions: parts.sessions,
            needs: parts.needs,
            ids: Ids {
                teams: problem.teams.iter().map(|t| t.id.clone()).collect(),
                activities: activity_ids(problem),
                clock: names.clock,
            },
        })
    }
}

fn activity_ids(problem: &Problem) -> Vec<String> {
    problem
        .sessions
        .iter()
        .map(|s| &s.id)
        .chain(problem.needs.iter().map(|n| &n.id))
        .cloned()
        .collect()
}

fn travel(problem: &Problem) -> Travel {
    if let Some(matrix) = &problem.travel.matrix {
        let legs = matrix.iter().flatten().map(|&leg| leg as Minutes).collect();
        return Travel::from_matrix(problem.places.len(), legs);
    }
    let at: Vec<_> = problem
        .places
        .iter()
        .map(|p| (p.x.unwrap_or(0.0), p.y.unwrap_or(0.0)))
        .collect();
    Travel::euclidean(
        &at,
        problem.travel.per_minute.unwrap_or(1.0),
        problem.travel.overhead.unwrap_or(0.0),
    )
}

fn teams(problem: &Problem, names: &Names<'_>, calendar: &Calendar) -> (Vec<Team>, Vec<Slot>) {
    let (mut teams, mut slots) = (Vec::new(), Vec::new());
    for (ix, team) in problem.teams.iter().enumerate() {
        let first = slots.len();
        let mut spans: Vec<_> = team
            .available
            .iter()
            .map(|(a, b)| (names.instant(a), names.instant(b)))
            .collect();
        spans.sort_unstable();
        for (k, &(from, to)) in spans.iter().enumerate() {
            let starts_before = spans.get(k + 1).map_or(Minutes::MAX, |next| next.0);
            let one_date = calendar.day(from) == calendar.day((to - 1).max(from));
            slots.push(Slot {
                team: ix as TeamIx,
                from,
                to,
                starts_before,
                one_date,
            });
        }
        teams.push(Team {
            home: names.place(&team.home),
            capacity: team.capacity.unwrap_or(i64::MAX),
            longest_outing: team.longest_outing.map(|most| most as Minutes),
            slots: first as u32..slots.len() as u32,
        });
    }
    (teams, slots)
}

fn decision(row: &Fixed, names: &Names<'_>, sessions: &[super::Session]) -> Decision {
    let team = names.team(&row.team);
    match (&row.session, &row.need) {
        (Some(session), _) => {
            let act = names.session(session);
            Decision {
                act,
                team,
                start: sessions[act as usize].start,
            }
        }
        (None, need) => {
            let act = names.need(need.as_deref().unwrap_or_default());
            Decision {
                act,
                team,
                start: row.start.as_ref().map_or(0, |start| names.instant(start)),
            }
        }
    }
}
