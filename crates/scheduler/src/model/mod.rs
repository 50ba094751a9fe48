//! The frozen problem in dense integers: what the rules price and the search reads, never changed after it is built.
//!
//! Minutes are instants since the horizon's first midnight. Sessions and needs stand in one array of activities, sessions
//! first, so that an activity below [`Model::sessions`]' length is a session. Outing slots (the intervals of `available`)
//! are contiguous for each team and ordered by time.

mod build;
mod calendar;
mod ids;
mod limits;
mod options;
mod price;
mod relations;
mod travel;

pub use calendar::{Calendar, Weekend};
pub use ids::Ids;
pub use limits::{Kind, Limit, Limits, Span, TeamLimit, Unit};
pub use options::{Opportunity, Options};
pub use price::Price;
pub use relations::{CareGroup, Link, Peer, Preference, Teams, Wish, Wishes};
pub use travel::Travel;

/// Minutes, or an instant in minutes since the horizon's first midnight.
pub type Minutes = i32;
/// Money-like units of the objective.
pub type Cost = i64;
/// Index of a place.
pub type PlaceIx = u32;
/// Index of a team.
pub type TeamIx = u32;
/// Index of an outing slot, over all teams.
pub type SlotIx = u32;
/// Index of an activity: a session, or a need after all sessions.
pub type ActIx = u32;

/// A team.
#[derive(Clone, Debug)]
pub struct Team {
    /// Where its outings begin and end.
    pub home: PlaceIx,
    /// Largest sum of loads in one outing.
    pub capacity: i64,
    /// Longest outing, from leaving home to being back.
    pub longest_outing: Option<Minutes>,
    /// Its outing slots.
    pub slots: std::ops::Range<SlotIx>,
}

/// One interval of a team's availability.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Whose.
    pub team: TeamIx,
    /// Leaves home no earlier.
    pub from: Minutes,
    /// Is home again by then.
    pub to: Minutes,
    /// A start at or after this belongs to the next slot.
    pub starts_before: Minutes,
    /// Whether all of it lies on one date.
    pub one_date: bool,
}

/// What sessions and needs have in common.
#[derive(Clone, Copy, Debug)]
pub struct Activity {
    /// Where.
    pub place: PlaceIx,
    /// How long.
    pub minutes: Minutes,
    /// Against a team's capacity; 0 for sessions.
    pub load: i64,
    /// Index of its set of tags among the distinct ones.
    pub tags: u32,
}

/// A session's own facts.
#[derive(Clone, Debug)]
pub struct Session {
    /// When it starts.
    pub start: Minutes,
    /// Teams wanted.
    pub target: i64,
    /// Teams at most.
    pub max: i64,
    /// Cost of each team short of the target.
    pub under: Cost,
    /// Cost of each team over it.
    pub over: Cost,
    /// The occurrence before it in its series.
    pub before: Option<ActIx>,
    /// The occurrence after it.
    pub after: Option<ActIx>,
    /// Compositions asked of it.
    pub mix: Vec<Mix>,
}

/// At least `min` of the attending teams are in `able`.
#[derive(Clone, Debug)]
pub struct Mix {
    /// Whether each team has the skills.
    pub able: std::sync::Arc<[bool]>,
    /// Teams asked for.
    pub min: i64,
    /// Cost of each team short; hard without.
    pub under: Option<Cost>,
}

/// A need's own facts.
#[derive(Clone, Debug)]
pub struct Need {
    /// Possible starts, inclusive, one range a window.
    pub starts: Vec<(Minutes, Minutes)>,
    /// Cost when not served.
    pub unserved: Cost,
    /// A start after this is late.
    pub due: Minutes,
    /// Cost of each started hour of lateness.
    pub late: Cost,
    /// Whether its price depends on its minute of the day (due, baseline, wishes about intervals).
    pub timed: bool,
}

/// A decision already taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What.
    pub act: ActIx,
    /// By whom.
    pub team: TeamIx,
    /// When.
    pub start: Minutes,
}

/// The weights that are not of one activity.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weights {
    /// Each minute of each leg.
    pub travel: Cost,
    /// Each outing with work.
    pub outing: Cost,
    /// Each team new to an occurrence of a series.
    pub regularity: Cost,
    /// Each baseline entry not kept.
    pub change: Cost,
}

/// The frozen problem.
#[derive(Clone, Debug)]
pub struct Model {
    /// Dates, weeks and weekends of the horizon.
    pub calendar: Calendar,
    /// Minutes between places.
    pub travel: Travel,
    /// Teams.
    pub teams: Vec<Team>,
    /// Outing slots of all teams, in the order of teams and of time.
    pub slots: Vec<Slot>,
    /// Sessions, then needs.
    pub activities: Vec<Activity>,
    /// Sessions' own facts, by activity index.
    pub sessions: Vec<Session>,
    /// Needs' own facts, by activity index less the number of sessions.
    pub needs: Vec<Need>,
    /// Whether a team has the skills for an activity and may do it, and where it fits.
    pub options: Options,
    /// Limits, compiled.
    pub limits: Limits,
    /// Links between needs.
    pub links: Vec<Link>,
    /// For each need, its ends of links.
    pub peers: Vec<Vec<Peer>>,
    /// Continuity groups.
    pub care: Vec<CareGroup>,
    /// For each need, the continuity groups it is in.
    pub care_of: Vec<Vec<u32>>,
    /// For each need, prices of particular teams, by team.
    pub preferences: Vec<Vec<Preference>>,
    /// Wishes.
    pub wishes: Wishes,
    /// For each activity, the baseline's entries.
    pub baseline: Vec<Vec<Decision>>,
    /// Number of baseline entries, repeated ones counted.
    pub baseline_entries: i64,
    /// Decisions already taken.
    pub fixed: Vec<Decision>,
    /// Weights.
    pub weights: Weights,
    /// Texts for the way out.
    pub ids: Ids,
}

impl Model {
    /// Whether an activity is a session.
    pub fn is_session(&self, act: ActIx) -> bool {
        (act as usize) < self.sessions.len()
    }

    /// The session's own facts, if the activity is one.
    pub fn session(&self, act: ActIx) -> Option<&Session> {
        self.sessions.get(act as usize)
    }

    /// Index of a need among the needs; meaningful for needs only.
    pub fn need_index(&self, act: ActIx) -> usize {
        act as usize - self.sessions.len()
    }

    /// A need's own facts; the activity must be a need.
    pub fn need(&self, act: ActIx) -> &Need {
        &self.needs[self.need_index(act)]
    }

    /// Activity index of a need.
    pub fn need_act(&self, need: usize) -> ActIx {
        (self.sessions.len() + need) as ActIx
    }

    /// The slot of a team that holds a start: the one with the latest `from` not after it.
    pub fn slot_at(&self, team: TeamIx, start: Minutes) -> Option<SlotIx> {
        let range = &self.teams[team as usize].slots;
        let slots = &self.slots[range.start as usize..range.end as usize];
        let after = slots.partition_point(|slot| slot.from <= start);
        (after > 0).then(|| range.start + after as SlotIx - 1)
    }
}
