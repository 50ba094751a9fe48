//! Teams to be formed: the kinds that the office asks for, the formation that comes of a term, and the term that comes of its result.

mod demand;
mod filled;
mod kinds;
mod problem;

pub use kinds::TeamKind;
pub(super) use kinds::read;

use super::settings::keys::Keys;

/// What parting two friends costs for each who names the other, in minutes, when the office does not say.
const FRIEND: i64 = 600;

/// `[formation]` of `term.toml`: prices in minutes of common time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormationPrices {
    /// Parting two friends, for each who names the other.
    pub friend: Option<i64>,
    /// A student in no team.
    pub unplaced: Option<i64>,
    /// A team that is not formed.
    pub unformed: Option<i64>,
}

impl FormationPrices {
    /// Reads the table.
    pub(super) fn read(keys: &mut Keys<'_>) -> Self {
        keys.only(&["friend", "unplaced", "unformed"]);
        Self {
            friend: keys.weight("friend"),
            unplaced: keys.weight("unplaced"),
            unformed: keys.weight("unformed"),
        }
    }

    /// Its keys and what is given of them.
    pub(super) fn entries(self) -> [(&'static str, Option<i64>); 3] {
        [
            ("friend", self.friend),
            ("unplaced", self.unplaced),
            ("unformed", self.unformed),
        ]
    }
}
