//! Decisions already taken: the team does the activity in an outing that allows the start.

use super::Sheet;
use crate::proof::linear::{Sense, Terms};

pub(super) fn add(sheet: &mut Sheet<'_>) {
    for fixed in &sheet.model.fixed {
        let kept: Terms = sheet
            .outings
            .with(fixed.act)
            .filter(|(_, outing, member)| {
                outing.team == fixed.team && (member.earliest..=member.latest).contains(&fixed.start)
            })
            .map(|(ix, ..)| (ix, 1))
            .collect();
        sheet.linear.row(kept, Sense::Exactly, 1);
    }
}
