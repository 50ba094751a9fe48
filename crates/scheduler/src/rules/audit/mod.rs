//! Every rule from scratch, over any plan, feasible or not: what the incremental prices are held against.

pub mod duties;

use super::{
    availability, capacity, change, continuity, cover, duration, eligible, fixed, late, limit, link, mix, preference,
    reach, regularity, request, rest, route, unserved, window,
};
use crate::model::{Cost, Decision, Model};
use duties::Duties;

/// Cost of each part under the format page's name, in its order.
pub type Parts = [(&'static str, Cost); 14];

/// A plan's price, part by part, and its number of hard violations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// Cost by part.
    pub parts: Parts,
    /// Hard violations.
    pub violations: i64,
}

impl Audit {
    /// The sum of the parts.
    pub fn cost(&self) -> Cost {
        self.parts.iter().map(|(_, cost)| cost).sum()
    }
}

/// Prices a plan from scratch.
pub fn audit(model: &Model, decisions: &[Decision]) -> Audit {
    let duties = &Duties::new(model, decisions);
    let cover = cover::audit(model, duties);
    let soft = [
        limit::audit(model, duties),
        rest::audit(model, duties),
        link::audit(model, duties),
        mix::audit(model, duties),
        continuity::audit(model, duties),
    ];
    let [limits, rests, links, mixes, care] = soft;
    let hard = [
        eligible::audit(model, duties),
        window::audit(model, duties),
        availability::audit(model, duties),
        reach::audit(model, duties),
        duration::audit(model, duties),
        capacity::audit(model, duties),
        fixed::audit(model, duties),
    ];
    let (travel, outing) = route::audit(model, duties);
    Audit {
        parts: [
            ("unserved", unserved::audit(model, duties)),
            ("understaffed", cover.under),
            ("overstaffed", cover.over),
            ("late", late::audit(model, duties)),
            ("travel", travel),
            ("outing", outing),
            ("preference", preference::audit(model, duties)),
            ("request", request::audit(model, duties)),
            ("limit", limits.cost + rests.cost),
            ("regularity", regularity::audit(model, duties)),
            ("change", change::audit(model, duties)),
            ("link", links.cost),
            ("mix", mixes.cost),
            ("continuity", care.cost),
        ],
        violations: duties.repeated
            + cover.broken
            + soft.iter().map(|f| f.broken).sum::<i64>()
            + hard.iter().map(|f| f.broken).sum::<i64>(),
    }
}
