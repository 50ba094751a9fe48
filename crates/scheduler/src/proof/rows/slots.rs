//! One outing a slot at most.

use super::{Sheet, times};

pub(super) fn add(sheet: &mut Sheet<'_>) {
    let mut first = 0;
    for of_slot in sheet.outings.all.chunk_by(|a, b| a.slot == b.slot) {
        sheet.linear.at_most(times(first..first + of_slot.len(), 1), 1);
        first += of_slot.len();
    }
}
