//! Room for something open: empties an outing it would fit in, and with it some of the same team's week, since what stands in
//! the way is as often a limit on the week as another activity.

use super::{Search, Work};
use crate::model::SlotIx;

/// Other outings of the team within the week that are emptied too, at most.
const OTHERS: usize = 2;

impl Search<'_> {
    pub(super) fn ruin_for_room(&mut self, work: &mut Work) {
        let Some(seed) = self.bank.draw(&mut self.rng) else {
            return self.ruin_scattered(super::FEWEST, work);
        };
        work.wanted.push(seed);
        let options = self.model.options.of(seed);
        if options.is_empty() {
            return;
        }
        let slot = options[self.rng.usize(..options.len())].slot;
        self.clear_slot(slot, work);
        for _ in 0..self.rng.usize(..=OTHERS) {
            if let Some(other) = self.slot_in_week_of(slot) {
                self.clear_slot(other, work);
            }
        }
    }

    /// A random slot with work of the same team, within a week before or after.
    pub(super) fn slot_in_week_of(&mut self, slot: SlotIx) -> Option<SlotIx> {
        let model = self.model;
        let own = &model.slots[slot as usize];
        let range = model.teams[own.team as usize].slots.clone();
        let near = |s: SlotIx| (model.slots[s as usize].from - own.from).abs() < 7 * 1440;
        let before = (range.start..slot).rev().take_while(|&s| near(s));
        let after = (slot + 1..range.end).take_while(|&s| near(s));
        let busy: Vec<SlotIx> = before
            .chain(after)
            .filter(|&s| !self.state.roster().outing(s).is_empty())
            .collect();
        (!busy.is_empty()).then(|| busy[self.rng.usize(..busy.len())])
    }
}
