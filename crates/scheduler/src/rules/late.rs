//! A visit that starts after the need is due costs `late` for each started hour.

use crate::model::{Cost, Minutes, Need};

/// The price of a start.
#[inline]
pub fn price(need: &Need, start: Minutes) -> Cost {
    if start <= need.due { 0 } else { need.late * Cost::from((start - need.due + 59) / 60) }
}
