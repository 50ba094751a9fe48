//! Decisions already taken are in the plan as they stand.

use super::audit::duties::{Duties, Finding};
use crate::model::Model;

/// A decision that is not kept is a violation.
pub fn audit(model: &Model, duties: &Duties) -> Finding {
    model
        .fixed
        .iter()
        .map(|decision| Finding::broken(!duties.keeps(model, decision)))
        .sum()
}
