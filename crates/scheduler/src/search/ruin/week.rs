//! Some of a team's week.

use super::{Search, Work};

impl Search<'_> {
    pub(super) fn ruin_week(&mut self, count: usize, work: &mut Work) {
        let Some(seed) = self.any_activity() else { return };
        let options = self.model.options.of(seed);
        if options.is_empty() {
            return;
        }
        let slot = options[self.rng.usize(..options.len())].slot;
        self.take_any_out(seed, work);
        let mut taken = self.clear_slot(slot, work);
        while taken < count {
            let Some(other) = self.slot_in_week_of(slot) else { break };
            match self.clear_slot(other, work) {
                0 => break,
                some => taken += some,
            }
        }
    }
}
