//! Lists of choices and other lists of ids: each once.

use std::collections::HashMap;
use std::fmt::{self, Display};

use super::super::faults::{At, Faults};
use super::super::ids::stranger;
use crate::format::placement::Tier;

/// An id's place in a list of choices: `choices[2]`, or `choices[2][1]` among tied ones.
#[derive(Clone, Copy)]
pub struct Entry {
    tier: usize,
    tied: Option<usize>,
}

impl Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "choices[{}]", self.tier)?;
        self.tied.map_or(Ok(()), |tied| write!(f, "[{tied}]"))
    }
}

/// Checks lists of choices, one after another, against the ids that they may name.
pub struct Lists<'a> {
    index: &'a HashMap<&'a str, usize>,
    /// The code of a reference to nothing, and what it is a reference to.
    what: (&'static str, &'static str),
    /// The last list that named each row, counted from 1: cheaper than a set for each list.
    named: Vec<usize>,
    lists: usize,
}

impl<'a> Lists<'a> {
    pub fn new(index: &'a HashMap<&'a str, usize>, rows: usize, what: (&'static str, &'static str)) -> Self {
        Self {
            index,
            what,
            named: vec![0; rows],
            lists: 0,
        }
    }

    pub fn check(&mut self, choices: &[Tier], at: At, faults: &mut Faults) {
        self.lists += 1;
        for (entry, id) in entries(choices) {
            match self.index.get(id) {
                None => stranger(self.index.keys().copied(), id, self.what, at, entry, faults),
                Some(&row) if std::mem::replace(&mut self.named[row], self.lists) == self.lists => {
                    listed_twice(id, at, entry, faults);
                }
                Some(_) => {}
            }
        }
    }
}

/// The ids of a list of choices with their places.
fn entries(choices: &[Tier]) -> impl Iterator<Item = (Entry, &str)> {
    choices.iter().enumerate().flat_map(|(tier, ids)| {
        let several = ids.0.len() > 1;
        let entry = move |tied: usize| Entry {
            tier,
            tied: several.then_some(tied),
        };
        ids.0
            .iter()
            .enumerate()
            .map(move |(tied, id)| (entry(tied), id.as_str()))
    })
}

/// An id that stands in the list already: which of its places counts?
pub fn listed_twice(id: &str, at: At, field: impl Display, faults: &mut Faults) {
    let cause = format!("{id:?} stands in the list already");
    faults.add(at, field, "listed-twice", cause, "Name it once.");
}
