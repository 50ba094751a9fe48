//! What ties activities to teams and to each other: links, continuity, preferences, wishes.

use super::{ActIx, Cost, Minutes, SlotIx, TeamIx};

/// Whether two linked needs ask for one team or two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Teams {
    /// Either.
    Any,
    /// One team for both.
    Same,
    /// Two teams.
    Different,
}

/// A relation between two needs.
#[derive(Clone, Debug)]
pub struct Link {
    /// The earlier by name, not always by time.
    pub first: ActIx,
    /// The other.
    pub second: ActIx,
    /// `start(second) − start(first)` at least.
    pub min: Option<Minutes>,
    /// And at most.
    pub max: Option<Minutes>,
    /// One team or two.
    pub teams: Teams,
    /// Cost of breaking `teams`; hard without.
    pub weight: Option<Cost>,
    /// Both or neither.
    pub together: bool,
}

/// One end of a link, seen from a need.
#[derive(Clone, Copy, Debug)]
pub struct Peer {
    /// Index of the link.
    pub link: u32,
    /// The need at the other end.
    pub other: ActIx,
    /// Whether this need is the link's `first`.
    pub is_first: bool,
}

/// A resident's needs that should meet few teams.
#[derive(Clone, Debug)]
pub struct CareGroup {
    /// Its id.
    pub id: String,
    /// Its needs.
    pub needs: Vec<ActIx>,
    /// Teams at most.
    pub max_teams: i64,
    /// Cost of each team above; hard without.
    pub weight: Option<Cost>,
}

/// A price of being served by one team.
#[derive(Clone, Copy, Debug)]
pub struct Preference {
    /// The team.
    pub team: TeamIx,
    /// Added to the cost.
    pub cost: Cost,
}

/// A wish about an interval.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// Whose.
    pub team: TeamIx,
    /// From.
    pub from: Minutes,
    /// To.
    pub to: Minutes,
    /// Whether work is wished for.
    pub want: bool,
    /// Cost when it goes otherwise.
    pub weight: Cost,
}

/// All wishes.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// For each session: what the attendance of a team adds to the cost, by team (wishes of one team summed).
    pub of_session: Vec<Vec<Preference>>,
    /// Wishes about intervals.
    pub intervals: Vec<Wish>,
    /// For each slot, the wishes of its team that overlap it.
    pub of_slot: std::collections::HashMap<SlotIx, Vec<u32>>,
    /// What all wishes cost when nobody works.
    pub idle: Cost,
}
