//! A term with the placements of a result.

use std::collections::BTreeSet;

use super::Placement;
use crate::format::placement::PlacementResult;
use crate::term::Term;

impl Term {
    /// This term with the placements of a result in the place of its own; what was decided for good stays so.
    #[must_use]
    pub fn with_placements(&self, result: &PlacementResult) -> Self {
        let fixed: BTreeSet<&str> = self
            .placements
            .iter()
            .filter(|row| row.fixed)
            .map(|row| row.applicant.as_str())
            .collect();
        let row = |applicant: &String, position: &String| Placement {
            applicant: applicant.clone(),
            position: position.clone(),
            fixed: fixed.contains(applicant.as_str()),
        };
        let placements = result
            .placed
            .iter()
            .map(|placed| row(&placed.applicant, &placed.position));
        Self {
            placements: placements.collect(),
            ..self.clone()
        }
    }
}
