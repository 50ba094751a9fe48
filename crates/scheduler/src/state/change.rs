//! Adding and removing stops, and taking changes back.

use super::{Insertion, Mark, State, Step};
use crate::model::{Minutes, Price, SlotIx};
use crate::roster::outing::settle;
use crate::roster::{Duty, Stop};
use crate::rules;

impl State<'_> {
    /// This moment. Marks are taken and returned to like a stack.
    pub fn mark(&self) -> Mark {
        Mark {
            steps: self.log.len(),
            price: self.price,
        }
    }

    /// Forgets how to go back: the changes stay.
    pub fn keep(&mut self) {
        self.log.clear();
    }

    /// Takes back every change since a mark.
    pub fn undo(&mut self, mark: Mark) {
        while self.log.len() > mark.steps {
            match self.log.pop() {
                Some(Step::Added(duty)) => self.erase(duty),
                Some(Step::Removed(duty)) => self.write(duty),
                Some(Step::Outing(slot, stops)) => *self.roster.outing_mut(slot) = stops,
                None => break,
            }
        }
        self.price = mark.price;
    }

    /// Puts an activity where an insertion says. False, with the state as it was, when it does not fit there.
    pub fn insert(&mut self, insertion: &Insertion) -> bool {
        let slot = insertion.slot;
        let stop = Stop::new(self.model, insertion.act, insertion.window());
        self.begin(slot);
        let edges = self.edge_price(slot);
        self.roster.outing_mut(slot).insert(insertion.position, stop);
        self.starts.insert(insertion.position, stop.start);
        if !self.resettle(slot, Some(insertion.position)) {
            self.restore_outing();
            return false;
        }
        let start = self.roster.outing(slot)[insertion.position].start;
        let team = self.model.slots[slot as usize].team;
        self.add(Duty {
            act: insertion.act,
            team,
            slot,
            start,
        });
        self.price += self.edge_price(slot) - edges;
        true
    }

    /// Takes the stop at a position out of its outing. False, with the state as it was, where travel times are such that the way
    /// without it takes longer than the way through it and what is left no longer fits.
    pub fn remove(&mut self, slot: SlotIx, position: usize) -> bool {
        self.begin(slot);
        let edges = self.edge_price(slot);
        let stop = self.roster.outing_mut(slot).remove(position);
        self.starts.remove(position);
        if !self.resettle(slot, None) {
            self.restore_outing();
            return false;
        }
        let team = self.model.slots[slot as usize].team;
        self.take(Duty {
            act: stop.act,
            team,
            slot,
            start: stop.start,
        });
        self.price += self.edge_price(slot) - edges;
        true
    }

    /// Puts back the outing logged last.
    fn restore_outing(&mut self) {
        if let Some(Step::Outing(slot, stops)) = self.log.pop() {
            *self.roster.outing_mut(slot) = stops;
        }
    }

    /// Logs an outing as it is, and notes its starts.
    fn begin(&mut self, slot: SlotIx) {
        let stops = self.roster.outing(slot);
        self.starts.clear();
        self.starts.extend(stops.iter().map(|stop| stop.start));
        self.log.push(Step::Outing(slot, stops.clone()));
        if !self.is_changed[slot as usize] {
            self.is_changed[slot as usize] = true;
            self.changed.push(slot);
        }
    }

    /// Settles an outing and books every stop, but for the one at `fresh`, whose start moved.
    fn resettle(&mut self, slot: SlotIx, fresh: Option<usize>) -> bool {
        if !settle(self.model, slot, self.roster.outing_mut(slot)) {
            return false;
        }
        let team = self.model.slots[slot as usize].team;
        for position in 0..self.starts.len() {
            let (stop, old) = (self.roster.outing(slot)[position], self.starts[position]);
            if stop.start != old && fresh != Some(position) {
                self.retime(
                    Duty {
                        act: stop.act,
                        team,
                        slot,
                        start: old,
                    },
                    stop.start,
                );
            }
        }
        true
    }

    fn retime(&mut self, duty: Duty, start: Minutes) {
        self.take(duty);
        self.add(Duty { start, ..duty });
    }

    fn add(&mut self, duty: Duty) {
        self.price += self.gain(duty);
        self.write(duty);
        self.log.push(Step::Added(duty));
    }

    fn take(&mut self, duty: Duty) {
        self.erase(duty);
        self.price -= self.gain(duty);
        self.log.push(Step::Removed(duty));
    }

    /// What a duty that the state lacks would change, but for the way and the rest around it.
    pub fn gain(&self, duty: Duty) -> Price {
        rules::gain(self.model, &self.roster, &self.books, duty)
    }

    fn write(&mut self, duty: Duty) {
        self.roster.add(duty);
        self.books.record(self.model, duty, 1);
    }

    fn erase(&mut self, duty: Duty) {
        self.roster.remove(duty);
        self.books.record(self.model, duty, -1);
    }

    /// What stands between stops rather than on one of them: the way, the outing itself, and rest on both sides of each stop.
    fn edge_price(&self, slot: SlotIx) -> Price {
        let stops = self.roster.outing(slot);
        rules::route::price(self.model, slot, stops) + rules::rest::price(self.model, &self.roster, slot, stops)
    }
}
