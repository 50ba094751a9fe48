//! The events of an imported calendar, as far as they say when their owner is busy.

use std::collections::HashMap;

use super::moment::{Length, Moment};
use super::rule::Rule;

/// A calendar that was read: see [`Calendar::busy`].
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// Title, if the file gives one.
    pub name: Option<String>,
    /// Its events in the order of the file, outdated versions left out.
    pub events: Vec<Busy>,
}

/// One event, with all its recurrences.
#[derive(Clone, Debug)]
pub struct Busy {
    /// Line of the file on which it begins.
    pub line: usize,
    /// Identity; empty if the file gives none.
    pub uid: String,
    /// Title; empty if the file gives none.
    pub summary: String,
    /// Whether it takes its owner's time: neither cancelled nor marked as transparent.
    pub blocks: bool,
    pub(super) sequence: u32,
    pub(super) start: Moment,
    pub(super) length: Length,
    pub(super) rules: Vec<Rule>,
    /// RDATE: further occurrences.
    pub(super) more: Vec<(Moment, Length)>,
    /// EXDATE: occurrences that do not take place.
    pub(super) except: Vec<Moment>,
    /// RECURRENCE-ID: the occurrence of the same UID that this event stands for.
    pub(super) replaces: Option<Moment>,
}

/// Leaves out events of which the file also holds a version with a higher SEQUENCE. Equal ones all stay: some programs
/// give different events one UID, and a span too many is better than one too few.
pub(super) fn latest(mut events: Vec<Busy>) -> Vec<Busy> {
    let mut newest: HashMap<(String, Option<Moment>), u32> = HashMap::new();
    for event in events.iter().filter(|event| !event.uid.is_empty()) {
        let known = newest.entry((event.uid.clone(), event.replaces)).or_default();
        *known = event.sequence.max(*known);
    }
    events.retain(|event| {
        event.uid.is_empty() || newest.get(&(event.uid.clone(), event.replaces)) == Some(&event.sequence)
    });
    events
}
