//! Sessions and needs as one array, their tags as sets, their skills as eligible teams.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::Names;
use crate::format::{self, Problem, Skills};
use crate::model::options::Eligible;
use crate::model::{ActIx, Activity, Minutes, Mix, Need, Session, TeamIx};

/// The activities of a problem.
pub(super) struct Parts {
    pub activities: Vec<Activity>,
    pub sessions: Vec<Session>,
    pub needs: Vec<Need>,
    /// The distinct sets of tags.
    pub tag_sets: Vec<BTreeSet<String>>,
}

/// Which teams have a set of skills, each set looked at once.
struct Skilled<'a> {
    problem: &'a Problem,
    known: HashMap<&'a Skills, Arc<[bool]>>,
}

impl<'a> Skilled<'a> {
    fn teams(&mut self, asked: &'a Skills) -> Arc<[bool]> {
        let problem = self.problem;
        let has = |team: &format::Team| asked.iter().all(|(s, level)| team.skills.get(s).unwrap_or(&0) >= level);
        self.known
            .entry(asked)
            .or_insert_with(|| problem.teams.iter().map(has).collect())
            .clone()
    }
}

impl Parts {
    pub(super) fn new(problem: &Problem, names: &Names<'_>) -> Self {
        let mut tags = TagSets::default();
        let mut skilled = Skilled {
            problem,
            known: HashMap::new(),
        };
        let mut activities = Vec::with_capacity(problem.sessions.len() + problem.needs.len());
        let mut sessions = Vec::with_capacity(problem.sessions.len());
        for row in &problem.sessions {
            let (start, end) = (names.instant(&row.start), names.instant(&row.end));
            let place = names.place(&row.place);
            activities.push(Activity {
                place,
                minutes: end - start,
                load: 0,
                tags: tags.index(&row.tags),
            });
            sessions.push(session(row, start, &mut skilled));
        }
        chain_series(problem, &mut sessions);
        let wished: BTreeSet<&str> = problem
            .requests
            .iter()
            .filter(|r| r.during.is_some())
            .map(|r| r.team.as_str())
            .collect();
        let held: BTreeSet<&str> = problem
            .baseline
            .iter()
            .flat_map(|b| &b.needs)
            .filter_map(|row| row.need.as_deref())
            .collect();
        let mut needs = Vec::with_capacity(problem.needs.len());
        for row in &problem.needs {
            let (place, minutes) = (names.place(&row.place), row.minutes as Minutes);
            activities.push(Activity {
                place,
                minutes,
                load: row.load,
                tags: tags.index(&row.tags),
            });
            let late = if row.due.is_some() { row.late } else { 0 };
            needs.push(Need {
                starts: starts(row, names),
                unserved: row.unserved,
                due: row.due.as_ref().map_or(Minutes::MAX, |due| names.instant(due)),
                late,
                timed: late != 0 || !wished.is_empty() || held.contains(row.id.as_str()),
            });
        }
        Self {
            activities,
            sessions,
            needs,
            tag_sets: tags.sets,
        }
    }
}

fn session<'a>(row: &'a format::Session, start: Minutes, skilled: &mut Skilled<'a>) -> Session {
    let mix = |m: &'a format::Mix, skilled: &mut Skilled<'a>| Mix {
        able: skilled.teams(&m.skills),
        min: m.min,
        under: m.under,
    };
    Session {
        start,
        target: row.teams.target,
        max: row.teams.max,
        under: row.teams.under,
        over: row.teams.over,
        before: None,
        after: None,
        mix: row.mix.iter().map(|m| mix(m, skilled)).collect(),
    }
}

/// Occurrences of one series follow each other in order of start, then of the list.
fn chain_series(problem: &Problem, sessions: &mut [Session]) {
    let mut series: HashMap<&str, Vec<usize>> = HashMap::new();
    for (ix, row) in problem.sessions.iter().enumerate() {
        if let Some(name) = &row.series {
            series.entry(name).or_default().push(ix);
        }
    }
    for occurrences in series.values_mut() {
        occurrences.sort_by_key(|&ix| (sessions[ix].start, ix));
        for pair in occurrences.windows(2) {
            sessions[pair[0]].after = Some(pair[1] as ActIx);
            sessions[pair[1]].before = Some(pair[0] as ActIx);
        }
    }
}

/// Ranges of possible starts, a window each; an hour that the clock shows twice is meant the first time only, since a local
/// time names the first of the two.
fn starts(row: &format::Need, names: &Names<'_>) -> Vec<(Minutes, Minutes)> {
    let mut ranges = Vec::new();
    for (from, to) in &row.windows {
        let (from, to) = (names.instant(from), names.instant(to) - row.minutes as Minutes);
        if from <= to {
            named_first(from, to, names, &mut ranges);
        }
    }
    ranges.sort_unstable();
    ranges
}

fn named_first(from: Minutes, to: Minutes, names: &Names<'_>, ranges: &mut Vec<(Minutes, Minutes)>) {
    let clock = &names.clock;
    let shift = |at: Minutes| clock.wall(at).wall().unwrap_or(0) - at;
    if shift(from) == shift(to) && clock.instant(&clock.wall(from)) == Some(from) {
        ranges.push((from, to));
        return;
    }
    let mut open: Option<Minutes> = None;
    for at in from..=to {
        let meant = clock.instant(&clock.wall(at)) == Some(at);
        match (meant, open) {
            (true, None) => open = Some(at),
            (false, Some(begin)) => {
                ranges.push((begin, at - 1));
                open = None;
            }
            _ => {}
        }
    }
    ranges.extend(open.map(|begin| (begin, to)));
}

/// Who may do each activity.
pub(super) fn eligible(problem: &Problem, names: &Names<'_>) -> Vec<Eligible> {
    let mut skilled = Skilled {
        problem,
        known: HashMap::new(),
    };
    let sorted = |ids: &[String]| {
        let mut teams: Vec<TeamIx> = ids.iter().map(|id| names.team(id)).collect();
        teams.sort_unstable();
        teams.into_boxed_slice()
    };
    let sessions = problem.sessions.iter().map(|row| (&row.skills, None, [].as_slice()));
    let needs = problem
        .needs
        .iter()
        .map(|row| (&row.skills, row.allowed.as_deref(), row.excluded.as_slice()));
    sessions
        .chain(needs)
        .map(|(skills, allowed, excluded)| Eligible {
            skilled: skilled.teams(skills),
            allowed: allowed.map(sorted),
            excluded: sorted(excluded),
        })
        .collect()
}

/// Distinct sets of tags, numbered as they turn up.
#[derive(Default)]
struct TagSets {
    sets: Vec<BTreeSet<String>>,
    known: HashMap<BTreeSet<String>, u32>,
}

impl TagSets {
    fn index(&mut self, tags: &[String]) -> u32 {
        let set: BTreeSet<String> = tags.iter().cloned().collect();
        *self.known.entry(set).or_insert_with_key(|set| {
            self.sets.push(set.clone());
            self.sets.len() as u32 - 1
        })
    }
}
