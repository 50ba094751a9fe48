//! Needs that nobody serves cost `unserved`.

use crate::model::{Cost, Need};

/// What serving a need saves.
#[inline]
pub fn gain(need: &Need) -> Cost {
    -need.unserved
}
