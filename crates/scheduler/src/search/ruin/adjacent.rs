//! Activities near each other in time and place, wanted from the same teams.

use super::{Search, Work};

impl Search<'_> {
    pub(super) fn ruin_adjacent(&mut self, count: usize, work: &mut Work) {
        let Some(seed) = self.any_activity() else { return };
        let mut left = count;
        left -= usize::from(self.take_any_out(seed, work)).min(left);
        let near = self.neighbours.of(self.model, seed).to_vec();
        // Some are passed over, so that the same seed does not always take out the same.
        for act in near {
            if left == 0 {
                break;
            }
            if self.rng.u32(..3) > 0 && self.take_any_out(act, work) {
                left -= 1;
            }
        }
    }
}
