//! Activities anywhere.

use super::{Search, Work};

impl Search<'_> {
    pub(super) fn ruin_scattered(&mut self, count: usize, work: &mut Work) {
        for _ in 0..count {
            let Some(act) = self.any_activity() else { return };
            self.take_any_out(act, work);
        }
    }
}
