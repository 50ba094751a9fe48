//! When the owner of a calendar is not free.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use super::event::{Busy, Calendar};
use super::moment::{Clock, Length, Moment, instant, shown_twice, wall};
use super::rule::{Budget, Exhausted};

/// Begin and end on the clock of the zone asked for.
pub(super) type Span = (NaiveDateTime, NaiveDateTime);

/// What takes the spans of an event: where the occurrence stands on the event's own clock, and when it is. One occurrence may have two.
pub(super) type Take<'t> = &'t mut dyn FnMut(&Busy, NaiveDateTime, Span);

impl Calendar {
    /// The spans from `first` up to and without `end` in which the owner is busy, by the clock on the wall in `zone`:
    /// sorted, apart from each other, clipped to the window.
    ///
    /// Times without a zone and whole days are taken as `zone`'s. Where clocks are put back, a span covers every
    /// reading that the clock shows during the event. A calendar whose rules would take too long to expand counts as
    /// busy throughout: a visit too few is better than one on top of a class.
    #[must_use]
    pub fn busy(&self, first: NaiveDate, end: NaiveDate, zone: Tz) -> Vec<Span> {
        let window = (first.and_time(NaiveTime::MIN), end.and_time(NaiveTime::MIN));
        let mut spans = Vec::new();
        let blocking = self.events.iter().filter(|event| event.blocks);
        match self.expand(blocking, window, zone, &mut |_, _, span| spans.push(span)) {
            Ok(()) => merged(spans),
            Err(Exhausted) => vec![window],
        }
    }

    /// Every occurrence of some of its events within a window.
    pub(super) fn expand<'e>(
        &'e self,
        events: impl Iterator<Item = &'e Busy>,
        window: Span,
        zone: Tz,
        take: Take<'_>,
    ) -> Result<(), Exhausted> {
        if window.0 >= window.1 {
            return Ok(());
        }
        let mut replaced: HashMap<&str, Vec<Moment>> = HashMap::new();
        for event in self.events.iter().filter(|event| !event.uid.is_empty()) {
            if let Some(moment) = event.replaces {
                replaced.entry(&event.uid).or_default().push(moment);
            }
        }
        let mut expansion = Expansion {
            window,
            zone,
            budget: Budget::new(),
            take,
        };
        for event in events {
            let others = match event.replaces {
                None => replaced.get(event.uid.as_str()).map_or(&[][..], Vec::as_slice),
                Some(_) => &[],
            };
            expansion.add(event, others)?;
        }
        Ok(())
    }
}

/// What occurrences are looked for, and who takes them.
struct Expansion<'t> {
    window: Span,
    zone: Tz,
    budget: Budget,
    take: Take<'t>,
}

impl Expansion<'_> {
    /// Adds the occurrences of `event` but for those that other events replace.
    fn add(&mut self, event: &Busy, replaced: &[Moment]) -> Result<(), Exhausted> {
        let clock = event.start.clock;
        self.budget.spend((event.except.len() + replaced.len()) as u64)?;
        let without = Exceptions::new(event, replaced);
        let mut starts = vec![event.start.at];
        // Clocks differ by less than two days.
        let reach = event.length.nominal() + TimeDelta::days(2);
        let from = self.window.0.checked_sub_signed(reach).unwrap_or(NaiveDateTime::MIN);
        let to = self
            .window
            .1
            .checked_add_signed(TimeDelta::days(2))
            .unwrap_or(NaiveDateTime::MAX);
        for rule in &event.rules {
            rule.occurrences(from, to, &mut self.budget, |at| starts.push(at))?;
        }
        for at in starts.into_iter().filter(|&at| !without.contains(at)) {
            self.push(event, (at, clock, event.length), at);
        }
        for &(moment, length) in event
            .more
            .iter()
            .filter(|(moment, _)| !without.contains(moment.on(clock)))
        {
            self.push(event, (moment.at, moment.clock, length), moment.on(clock));
        }
        Ok(())
    }

    fn push(&mut self, event: &Busy, (start, clock, length): (NaiveDateTime, Clock, Length), named: NaiveDateTime) {
        let days = TimeDelta::days(length.days);
        let seconds = TimeDelta::seconds(length.seconds);
        let (begin, end) = match clock {
            Clock::Floating => (start, start + days + seconds),
            Clock::Zone(zone) => {
                let (begin, end) = (instant(start, zone), instant(start + days, zone) + seconds);
                let span = (wall(begin, self.zone), wall(end, self.zone));
                // Clocks put back show an hour twice: begin and end in it do not tell all that the clock shows between.
                let passed = end - begin;
                if span.1 - span.0 < passed && [span.0, span.1].iter().any(|&at| shown_twice(at, self.zone)) {
                    self.clip(event, named, (span.1 - passed, span.1));
                    self.clip(event, named, (span.0, span.0 + passed));
                }
                span
            }
        };
        self.clip(event, named, (begin, end));
    }

    fn clip(&mut self, event: &Busy, named: NaiveDateTime, (begin, end): Span) {
        let (begin, end) = (begin.max(self.window.0), end.min(self.window.1));
        if begin < end {
            (self.take)(event, named, (begin, end));
        }
    }
}

/// Occurrences that do not take place, on the event's clock. One given as a date takes out all of the day.
struct Exceptions {
    times: HashSet<NaiveDateTime>,
    days: HashSet<NaiveDate>,
}

impl Exceptions {
    fn new(event: &Busy, replaced: &[Moment]) -> Exceptions {
        let mut exceptions = Exceptions {
            times: HashSet::new(),
            days: HashSet::new(),
        };
        for moment in event.except.iter().chain(replaced) {
            if event.start.whole_day || moment.whole_day {
                exceptions.days.insert(moment.at.date());
            } else {
                exceptions.times.insert(moment.on(event.start.clock));
            }
        }
        exceptions
    }

    fn contains(&self, at: NaiveDateTime) -> bool {
        self.times.contains(&at) || self.days.contains(&at.date())
    }
}

/// Sorts spans and joins those that meet.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for (begin, end) in spans {
        match joined.last_mut() {
            Some(last) if begin <= last.1 => last.1 = last.1.max(end),
            _ => joined.push((begin, end)),
        }
    }
    joined
}
