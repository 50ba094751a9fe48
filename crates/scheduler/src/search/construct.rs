//! The first plan: fixed decisions, what still fits of a given plan, the rest by date as a coordinator would.
//!
//! By date rather than in random order: on large problems that starts a fifth lower.

use super::neighbours::first_start;
use super::{Search, Work};
use crate::model::{ActIx, Decision, Opportunity, Price};
use crate::roster::Duty;
use crate::state::Insertion;

/// What a search starts from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Start<'a> {
    /// A plan to start from; what no longer fits of it is left out.
    pub plan: &'a [Decision],
}

impl Search<'_> {
    /// Puts fixed decisions and what fits of a plan in place.
    ///
    /// The plan goes in as a whole before anything of it is judged: half of a linked pair, or of the hours that a minimum asks
    /// for, breaks what the whole does not.
    pub(super) fn restore(&mut self, start: &Start<'_>) {
        for decision in self.model.fixed.iter().chain(start.plan) {
            self.place(decision);
        }
        self.mend(start.plan);
        self.state.keep();
    }

    /// Takes out of a plan what breaks a rule today, while there is such a thing.
    fn mend(&mut self, plan: &[Decision]) {
        let mut work = Work::default();
        for decision in plan.iter().rev() {
            let (mark, before) = (self.state.mark(), self.state.price().hard);
            if before == 0 {
                break;
            }
            if self.take_out(decision.act, decision.team, &mut work) && self.state.price().hard >= before {
                self.state.undo(mark);
            }
        }
    }

    /// Adds what lowers the price, by date.
    pub(super) fn fill_by_date(&mut self) {
        let mut order: Vec<ActIx> = (0..self.model.activities.len() as ActIx).collect();
        order.sort_by_key(|&act| (first_start(self.model, act), act));
        for &act in &order {
            self.fill(act);
        }
        for act in order {
            self.bank.note(&self.state, act);
        }
        self.state.keep();
    }

    /// Puts a decision into the plan as it stands, if there is room, even where it breaks a limit.
    fn place(&mut self, decision: &Decision) {
        let Decision { act, team, start } = *decision;
        let taken = match self.model.session(act) {
            Some(_) => self.state.roster().attends(act, team),
            None => self.state.roster().visit(act).is_some(),
        };
        let Some(slot) = self.model.slot_at(team, start).filter(|_| !taken) else {
            return;
        };
        if !self.model.options.eligible[act as usize].admits(team) || !self.allows_start(act, start) {
            return;
        }
        let held = Opportunity {
            slot,
            earliest: start,
            latest: start,
        };
        let insertion = self.state.cheapest(act, held).or_else(|| self.appended(act, held));
        if let Some(insertion) = insertion {
            self.state.insert(&insertion);
        }
    }

    fn allows_start(&self, act: ActIx, start: i32) -> bool {
        match self.model.session(act) {
            Some(session) => session.start == start,
            None => self
                .model
                .need(act)
                .starts
                .iter()
                .any(|range| (range.0..=range.1).contains(&start)),
        }
    }

    /// The position by time alone, for an outing whose price gives no answer.
    fn appended(&self, act: ActIx, at: Opportunity) -> Option<Insertion> {
        let stops = self.state.roster().outing(at.slot);
        let team = self.model.slots[at.slot as usize].team;
        let duty = Duty {
            act,
            team,
            slot: at.slot,
            start: at.earliest,
        };
        let position = stops.partition_point(|stop| stop.start < at.earliest);
        let price = self.state.gain(duty);
        Some(Insertion {
            act,
            slot: at.slot,
            position,
            start: at.earliest,
            earliest: at.earliest,
            latest: at.latest,
            price: Price {
                soft: price.soft,
                hard: price.hard,
            },
        })
    }
}
