//! A visit lies wholly inside one of its need's windows.

use super::audit::duties::{Duties, Finding};
use crate::model::Model;

/// A visit outside every window is a violation.
pub fn audit(model: &Model, duties: &Duties) -> Finding {
    let visits = model
        .needs
        .iter()
        .zip(&duties.visits)
        .filter_map(|(need, visit)| visit.map(|v| (need, v.1)));
    visits
        .map(|(need, start)| Finding::broken(!need.starts.iter().any(|r| (r.0..=r.1).contains(&start))))
        .sum()
}
