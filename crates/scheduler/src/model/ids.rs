//! The texts that indices stand for, for the way out.

use super::{ActIx, Minutes, TeamIx};
use crate::format::{Clock, LocalTime};

/// Ids by index, and the clock that turns minutes back into local time.
#[derive(Clone, Debug)]
pub struct Ids {
    /// Team ids.
    pub teams: Vec<String>,
    /// Activity ids: sessions, then needs.
    pub activities: Vec<String>,
    /// Wall clock of the zone.
    pub clock: Clock,
}

impl Ids {
    /// A team's id.
    pub fn team(&self, team: TeamIx) -> &str {
        &self.teams[team as usize]
    }

    /// A session's or need's id.
    pub fn activity(&self, act: ActIx) -> &str {
        &self.activities[act as usize]
    }

    /// An instant on the wall clock.
    pub fn time(&self, instant: Minutes) -> LocalTime {
        self.clock.wall(instant)
    }
}
