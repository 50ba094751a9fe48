//! How to place.

use std::time::Duration;

use super::reasons::Language;
use crate::format::placement::{Aim, PlacementResult};

/// How to place; the default follows the problem.
#[derive(Clone, Debug)]
pub struct Settings<'a> {
    /// The aim, instead of the problem's.
    pub aim: Option<Aim>,
    /// Whose best stable placement it is to be.
    pub side: Side,
    /// How long at most, for each aim.
    pub time: Duration,
    /// Seed of every random choice.
    pub seed: u64,
    /// Whether to say what the other aims would give.
    pub compare: bool,
    /// A published placement: among the best by the aim, the one that moves the fewest of those whom it placed.
    pub baseline: Option<&'a PlacementResult>,
    /// The language of the reasons.
    pub language: Language,
}

/// A side of a stable placement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// What the aim says: of the stable placements that place most, the best for the applicants.
    #[default]
    Applicants,
    /// The best for every position, in problems of hospitals and residents, see [`classical`](super::stable::classical).
    Positions,
}

impl Settings<'_> {
    /// The time for each aim unless it is said.
    pub const DEFAULT_TIME: Duration = Duration::from_secs(20);
}

impl Default for Settings<'_> {
    fn default() -> Self {
        Self {
            aim: None,
            side: Side::default(),
            time: Self::DEFAULT_TIME,
            seed: 1,
            compare: true,
            baseline: None,
            language: Language::default(),
        }
    }
}
