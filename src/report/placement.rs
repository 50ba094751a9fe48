//! `placement.html`: who got which position, and what can be said for it. One file, two languages, no network.
//!
//! The figures are the library's; this part draws them.

use std::collections::HashMap;

use askama::Template;
use yuandi_scheduler::format::placement::{Aim, PlacementProblem, PlacementResult};
use yuandi_scheduler::placement::reasons::Language;
use yuandi_scheduler::report::placement::{Placements, Share};
use yuandi_scheduler::term::Term;

use crate::placed::{Why, word};

/// How applicants and positions are called; by their ids where nothing else is known.
#[derive(Debug, Default)]
pub struct Names {
    term: Option<String>,
    of: HashMap<String, String>,
}

impl Names {
    /// The names of a term's people, teams and positions.
    pub fn of(term: &Term) -> Self {
        let people = term
            .people
            .iter()
            .map(|person| (person.id.clone(), person.name.clone()));
        let teams = term.teams.iter().map(|team| (team.id.clone(), team.name.clone()));
        let named = |position: &yuandi_scheduler::term::Position| Some((position.id.clone(), position.name.clone()?));
        Self {
            term: Some(term.settings.name.clone()),
            of: people
                .chain(teams)
                .chain(term.positions.iter().filter_map(named))
                .collect(),
        }
    }

    fn name(&self, id: &str) -> String {
        self.of
            .get(id)
            .map_or_else(|| id.to_owned(), |name| format!("{name} {id}"))
    }
}

/// A bar of the profile.
struct Bar {
    /// Rank; nothing for who is in no position.
    rank: Option<usize>,
    count: i64,
    /// Its length, in percent of the longest.
    width: i64,
}

/// A college in the table of fairness.
struct College {
    share: Share,
    /// Placed of all, in percent.
    placed: i64,
    /// Placed at a first choice of all, in percent.
    first: i64,
}

/// A position.
struct Seat {
    name: String,
    host: String,
    used: i64,
    capacity: i64,
    minimum: i64,
    closed: bool,
    listed: i64,
    /// Who is there.
    who: String,
}

/// Somebody in no position.
struct Unplaced {
    name: String,
    zh: String,
    en: String,
}

/// A placement by some aim, beside the one chosen.
struct Other {
    aim: &'static str,
    chosen: bool,
    placed: i64,
    rank_sum: i64,
    blocking: i64,
    /// More placed than by the aim chosen.
    more: i64,
}

/// Everything the page shows.
#[derive(Template)]
#[template(path = "placement.html")]
pub struct Report {
    name: String,
    aim: Aim,
    all: Share,
    profile: Vec<Bar>,
    colleges: Vec<College>,
    seats: Vec<Seat>,
    unplaced: Vec<Unplaced>,
    blocking: Vec<(String, String)>,
    optimal: bool,
    bound: Option<(i64, &'static str)>,
    others: Vec<Other>,
}

impl Report {
    /// Gathers what the page shows.
    pub fn new(names: &Names, (problem, result): (&PlacementProblem, &PlacementResult), why: &[Why]) -> Self {
        let Placements {
            all,
            colleges,
            positions,
        } = Placements::new(problem, result);
        let seat = |row: yuandi_scheduler::report::placement::Filling| Seat {
            name: names.name(&row.position),
            host: row.host.unwrap_or_default(),
            used: row.used,
            capacity: row.capacity,
            minimum: row.minimum,
            closed: row.closed,
            listed: row.listed,
            who: row
                .applicants
                .iter()
                .map(|id| names.name(id))
                .collect::<Vec<_>>()
                .join("、"),
        };
        let said = |(id, reasons): &Why| {
            let in_words = |language, between: &str| {
                let sentences = reasons.iter().map(|reason| reason.sentence(language));
                sentences.collect::<Vec<_>>().join(between)
            };
            Unplaced {
                name: names.name(id),
                zh: in_words(Language::Chinese, "；"),
                en: in_words(Language::English, "; "),
            }
        };
        let pairs = result.blocking.iter();
        Self {
            name: names.term.clone().unwrap_or_default(),
            aim: problem.aim,
            profile: bars(&all),
            colleges: colleges.into_iter().map(college).collect(),
            seats: positions.into_iter().map(seat).collect(),
            unplaced: why.iter().map(said).collect(),
            blocking: pairs
                .map(|(applicant, position)| (names.name(applicant), names.name(position)))
                .collect(),
            optimal: result.optimal,
            bound: result.bound.zip(result.bound_of.map(word)),
            others: others(problem.aim, &all, result),
            all,
        }
    }

    /// The page.
    pub fn page(&self) -> anyhow::Result<String> {
        Ok(self.render()?)
    }
}

fn bars(all: &Share) -> Vec<Bar> {
    let longest = all
        .profile
        .iter()
        .copied()
        .chain([all.unplaced()])
        .max()
        .unwrap_or(1)
        .max(1);
    let bar = |rank: Option<usize>, count: i64| Bar {
        rank,
        count,
        width: 100 * count / longest,
    };
    let ranks = all.profile.iter().zip(1..).map(|(&count, rank)| bar(Some(rank), count));
    ranks.chain([bar(None, all.unplaced())]).collect()
}

fn college(share: Share) -> College {
    let percent = |part: i64| 100 * part / share.applicants.max(1);
    College {
        placed: percent(share.placed),
        first: percent(share.first()),
        share,
    }
}

fn others(aim: Aim, all: &Share, result: &PlacementResult) -> Vec<Other> {
    let chosen = Other {
        aim: aim.word(),
        chosen: true,
        placed: all.placed,
        rank_sum: result.rank_sum,
        blocking: result.blocking.len() as i64,
        more: 0,
    };
    let rest = result.other_aims.iter().map(|(other, figures)| Other {
        aim: other.word(),
        chosen: false,
        placed: figures.placed,
        rank_sum: figures.rank_sum,
        blocking: figures.blocking,
        more: figures.placed - all.placed,
    });
    if result.other_aims.is_empty() {
        return Vec::new();
    }
    std::iter::once(chosen).chain(rest).collect()
}

impl Ranks for Share {
    fn mean(&self) -> String {
        self.mean_tenths()
            .map_or_else(|| "–".to_owned(), |tenths| format!("{}.{}", tenths / 10, tenths % 10))
    }
}

/// Figures of a share as the page writes them.
trait Ranks {
    /// The mean rank with one decimal.
    fn mean(&self) -> String;
}
