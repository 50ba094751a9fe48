//! The table of placements: who got which position, and which of that is decided for good.

use std::collections::BTreeSet;

use super::Position;
use super::choices::pair;
use crate::term::cells::yes;
use crate::term::faults::Faults;
use crate::term::names::Known;
use crate::term::table::Tables;

/// Who is where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Student number, or id of a team.
    pub applicant: String,
    /// Position.
    pub position: String,
    /// Whether a later round must keep it.
    pub fixed: bool,
}

/// Reads the placements.
pub(in crate::term) fn read(
    tables: &Tables,
    known: &Known<'_>,
    positions: &[Position],
    faults: &mut Faults,
) -> Vec<Placement> {
    let mut placements = Vec::new();
    let mut placed = BTreeSet::new();
    for row in tables.rows("placements") {
        let fixed = row.may("fixed", yes, faults).unwrap_or(false);
        let Some((applicant, position)) = pair(&row, known, positions, faults) else {
            continue;
        };
        if !placed.insert(applicant.clone()) {
            let cause = format!("{applicant:?} is placed in an earlier row");
            row.fault(faults, "applicant", "placed-twice", cause, "Keep one of the rows.");
            continue;
        }
        placements.push(Placement {
            applicant,
            position,
            fixed,
        });
    }
    placements
}
