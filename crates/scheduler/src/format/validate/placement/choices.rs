//! Lists of choices and other lists of ids: each once.

use std::collections::HashSet;
use std::fmt::{self, Display};

use super::super::faults::{At, Faults};
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

/// The ids of a list of choices with their places.
pub fn entries(choices: &[Tier]) -> impl Iterator<Item = (Entry, &str)> {
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
pub fn listed_twice<'a, F: Display>(list: impl Iterator<Item = (F, &'a str)>, at: At, faults: &mut Faults) {
    let mut seen = HashSet::new();
    for (field, id) in list {
        if !seen.insert(id) {
            let cause = format!("{id:?} stands in the list already");
            faults.add(at, field, "listed-twice", cause, "Name it once.");
        }
    }
}
