//! Times of linked needs. For each instant, outings in which the first starts no earlier and outings in which the second
//! starts too early for that exclude each other.

use super::Sheet;
use crate::model::{ActIx, Minutes};
use crate::proof::linear::{Terms, Var};

/// Starts are rounded apart to this grain, which keeps the rows few: most starts are bounded by windows and slots, which
/// begin and end on the half hour or so.
const GRAIN: Minutes = 30;

pub(super) fn add(sheet: &mut Sheet<'_>) {
    for link in &sheet.model.links {
        if let Some(min) = link.min {
            apart(sheet, (link.first, link.second), min, link.together);
        }
        if let Some(max) = link.max {
            apart(sheet, (link.second, link.first), -max, link.together);
        }
    }
}

/// `start(second) − start(first)` is at least `least`.
fn apart(sheet: &mut Sheet<'_>, (first, second): (ActIx, ActIx), least: Minutes, together: bool) {
    let mut from: Vec<(Minutes, Var)> = starts(sheet, first)
        .map(|(var, earliest, _)| (earliest.div_euclid(GRAIN) * GRAIN, var))
        .collect();
    let mut until: Vec<(Minutes, Var)> = starts(sheet, second)
        .map(|(var, _, latest)| (-(-latest).div_euclid(GRAIN) * GRAIN, var))
        .collect();
    from.sort_unstable();
    until.sort_unstable();
    let mut early = 0;
    for at in 0..from.len() {
        if at > 0 && from[at].0 == from[at - 1].0 {
            continue;
        }
        let too_early = until.partition_point(|entry| entry.0 < from[at].0.saturating_add(least));
        // An earlier instant with the same outings of the second has more outings of the first.
        if too_early == early {
            continue;
        }
        early = too_early;
        let seconds = until[..too_early].iter().map(|entry| (entry.1, 1));
        if together {
            let firsts = from[..at].iter().map(|entry| (entry.1, -1));
            let terms: Terms = seconds.chain(firsts).collect();
            sheet.linear.at_most(terms, 0);
        } else {
            let firsts = from[at..].iter().map(|entry| (entry.1, 1));
            let terms: Terms = seconds.chain(firsts).collect();
            sheet.linear.at_most(terms, 1);
        }
    }
}

/// Outings with an activity, and its earliest and latest start there.
fn starts(sheet: &Sheet<'_>, act: ActIx) -> impl Iterator<Item = (Var, Minutes, Minutes)> {
    sheet
        .outings
        .with(act)
        .map(|(ix, _, member)| (ix, member.earliest, member.latest))
}
