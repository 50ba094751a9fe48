//! Limits compiled: which activities each counts, over which spans, and where its counters stand.

use super::Cost;

/// What a counter adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Service minutes.
    Minutes,
    /// Activities.
    Activities,
    /// Dates with work.
    Days,
}

/// Over which dates a counter adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Each date.
    Day,
    /// Each week of the horizon.
    Week,
    /// The whole horizon.
    Term,
    /// Every run of so many consecutive dates.
    Window(usize),
}

/// The shape of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A sum over a span.
    Sum(Unit, Span),
    /// Saturday–Sunday pairs with work over the horizon.
    Weekends,
    /// Maximal runs of dates with work, or (`off`) without.
    Run {
        /// Counts dates without work.
        off: bool,
    },
    /// Minutes between two consecutive activities on different dates.
    Rest,
}

/// One limit.
#[derive(Clone, Debug)]
pub struct Limit {
    /// Its id.
    pub id: String,
    /// Its shape.
    pub kind: Kind,
    /// By set of tags: whether it counts an activity (for rest: the first of the two).
    pub of: Vec<bool>,
    /// By set of tags, for rest: whether the second of the two is meant.
    pub then: Vec<bool>,
    /// Lower end.
    pub min: Option<i64>,
    /// Upper end.
    pub max: Option<i64>,
    /// Aim.
    pub target: Option<i64>,
    /// Cost of a unit; hard without.
    pub weight: Option<Cost>,
    /// Which tally of dates with work it reads: limits that count the same activities share one.
    pub tally: u32,
}

impl Limit {
    /// Units by which a value is under `min`, over `max` and off `target`.
    #[inline]
    pub fn off(&self, value: i64) -> i64 {
        let low = self.min.map_or(0, |min| (min - value).max(0));
        let high = self.max.map_or(0, |max| (value - max).max(0));
        low + high + self.target.map_or(0, |target| (value - target).abs())
    }
}

/// A limit as it holds for one team.
#[derive(Clone, Copy, Debug)]
pub struct TeamLimit {
    /// Index of the limit.
    pub limit: u32,
    /// Where its counters start, one a bucket of its span.
    pub counters: u32,
    /// Where its tally of activities by date starts.
    pub dates: u32,
}

/// All limits.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// In the order of the problem.
    pub all: Vec<Limit>,
    /// For each team, the limits that hold for it, but for rest.
    pub of_team: Vec<Vec<TeamLimit>>,
    /// For each team, the rest limits that hold for it.
    pub rest_of_team: Vec<Vec<u32>>,
    /// For each team, its tallies of activities by date: (which activities by set of tags, where it starts).
    pub tallies_of_team: Vec<Vec<(u32, u32)>>,
    /// For each tally, by set of tags, whether it counts an activity.
    pub tallies: Vec<Vec<bool>>,
    /// Number of counters over all teams.
    pub counters: usize,
    /// Number of tally cells over all teams.
    pub dates: usize,
}
