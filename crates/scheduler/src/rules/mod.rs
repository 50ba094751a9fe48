//! What a plan costs and what it must not do: one file a rule, with its price, what it caches, and how both change.
//!
//! Every rule answers one question, [`gain`]: by how much does the price change when one duty is added to a roster that lacks
//! it? Taking a duty away is the same question asked after it is gone. What lies between stops rather than on one of them
//! ([`route`], [`rest`]) is priced by outing.

pub mod audit;
pub mod availability;
pub mod capacity;
pub mod change;
pub mod continuity;
pub mod cover;
pub mod duration;
pub mod eligible;
pub mod fixed;
pub mod late;
pub mod limit;
pub mod link;
pub mod mix;
pub mod preference;
pub mod reach;
pub mod regularity;
pub mod request;
pub mod rest;
pub mod route;
pub mod unserved;
pub mod window;

#[cfg(test)]
mod tests;

use crate::model::{Model, Price};
use crate::roster::{Duty, Roster};

/// What the rules keep count of while duties come and go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Books {
    /// Counters of limits.
    pub limits: limit::Book,
    /// Work within wished-for or unwished-for intervals.
    pub wishes: request::Book,
}

impl Books {
    /// Nobody does anything.
    pub fn new(model: &Model) -> Self {
        Self {
            limits: limit::Book::new(model),
            wishes: request::Book::new(model),
        }
    }

    /// Notes that a duty came (`sign` 1) or went (−1).
    pub fn record(&mut self, model: &Model, duty: Duty, sign: i32) {
        self.limits.record(model, duty, sign);
        self.wishes.record(model, duty, sign);
    }
}

/// The change of the price if a duty were added, but for its way and its rest.
pub fn gain(model: &Model, roster: &Roster, books: &Books, duty: Duty) -> Price {
    let mut price = books.limits.gain(model, duty);
    price.soft += books.wishes.gain(model, duty);
    price.soft += change::gain(model, duty);
    match model.session(duty.act) {
        Some(session) => {
            price += cover::gain(session, roster.attending(duty.act).len());
            price.soft += request::session_gain(model, duty);
            price.soft += regularity::gain(model, roster, duty);
            price += mix::gain(session, roster.attending(duty.act), duty.team);
        }
        None => {
            let need = model.need(duty.act);
            price.soft += unserved::gain(need) + late::price(need, duty.start) + preference::price(model, duty);
            price += link::gain(model, roster, duty);
            price += continuity::gain(model, roster, duty);
        }
    }
    price
}

/// The price of a plan in which nobody does anything.
pub fn idle_price(model: &Model) -> Price {
    let understaffed: i64 = model.sessions.iter().map(cover::idle).sum();
    let unserved: i64 = model.needs.iter().map(|need| need.unserved).sum();
    let mut price = limit::idle_price(model);
    price.soft += understaffed + unserved + model.wishes.idle + change::idle(model);
    price
}
