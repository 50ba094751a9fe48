//! A visit that starts after the need is due costs `late` for each started hour.

use super::audit::duties::Duties;
use crate::model::{Cost, Minutes, Model, Need};

/// The price of a start.
#[inline]
pub fn price(need: &Need, start: Minutes) -> Cost {
    if start <= need.due {
        0
    } else {
        need.late * Cost::from((start - need.due + 59) / 60)
    }
}

/// The price of all visits after their due time.
pub fn audit(model: &Model, duties: &Duties) -> Cost {
    let visits = model.needs.iter().zip(&duties.visits);
    visits
        .filter_map(|(need, visit)| visit.map(|(_, start)| price(need, start)))
        .sum()
}
