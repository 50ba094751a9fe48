//! The events of a calendar one by one, as far as they lie in a window: which it is, what it is called, when.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

use super::event::{Busy, Calendar};

/// One occurrence of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// UID of its event; empty if the file gives none.
    pub uid: String,
    /// Of an event that recurs, which occurrence it is: where the rule puts it, wherever it was moved to.
    pub named: Option<NaiveDateTime>,
    /// Title of the event.
    pub title: String,
    /// Whether it takes its owner's time: neither cancelled nor marked as transparent.
    pub blocks: bool,
    /// Begin on the clock of the zone asked for, not before the window.
    pub start: NaiveDateTime,
    /// End, not after the window.
    pub end: NaiveDateTime,
}

/// The occurrences in a window, and the events that have none in it.
#[derive(Clone, Debug, Default)]
pub struct Occurrences<'c> {
    /// In the order of the file, those of an event in the order of time.
    pub within: Vec<Occurrence>,
    /// Events without any: they lie outside, or take no time.
    pub none: Vec<&'c Busy>,
}

impl Busy {
    /// Whether it takes no time at all.
    #[must_use]
    pub fn is_instant(&self) -> bool {
        self.length.nominal().is_zero()
    }

    fn recurs(&self) -> bool {
        !self.rules.is_empty() || !self.more.is_empty() || self.replaces.is_some()
    }
}

impl Calendar {
    /// Every occurrence from `first` up to and without `end`, by the clock on the wall in `zone`, as [`Calendar::busy`] reads them; none
    /// of a calendar whose rules would take too long to expand.
    #[must_use]
    pub fn occurrences(&self, first: NaiveDate, end: NaiveDate, zone: Tz) -> Option<Occurrences<'_>> {
        let window = (first.and_time(NaiveTime::MIN), end.and_time(NaiveTime::MIN));
        // By the line of the event and the occurrence: where the clock shows an hour twice, one comes in several spans.
        let mut spans: BTreeMap<(usize, NaiveDateTime), (NaiveDateTime, NaiveDateTime)> = BTreeMap::new();
        let mut take = |event: &Busy, named, (start, end)| {
            let span = spans.entry((event.line, named)).or_insert((start, end));
            *span = (span.0.min(start), span.1.max(end));
        };
        self.expand(self.events.iter(), window, zone, &mut take).ok()?;
        let mut found = Occurrences::default();
        for event in &self.events {
            let mine = spans.range((event.line, NaiveDateTime::MIN)..=(event.line, NaiveDateTime::MAX));
            let replaced = event.replaces.map(|moment| moment.on(event.start.clock));
            let before = found.within.len();
            found.within.extend(mine.map(|((_, named), (start, end))| Occurrence {
                uid: event.uid.clone(),
                named: event.recurs().then_some(replaced.unwrap_or(*named)),
                title: event.summary.clone(),
                blocks: event.blocks,
                start: *start,
                end: *end,
            }));
            if found.within.len() == before {
                found.none.push(event);
            }
        }
        Some(found)
    }
}
