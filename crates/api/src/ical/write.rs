//! Feeds: events out as an `.ics` file.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use chrono_tz::Tz;

use super::feed::{Event, Feed, WriteError, check};
use super::fold::push_folded;
use super::moment::push_stamp;
use super::text::push_escaped;
use super::vtimezone::definition;

/// What stands before the title of an event that will not take place.
const CANCELLED: &str = "【已取消】";

/// Year whose offset a feed without events declares.
const YEAR_OF_AN_EMPTY_FEED: i32 = 2000;

/// The bytes of the feed: the same for the same data, in whatever order the events come.
///
/// # Errors
///
/// Refuses data that would give a file which some client rejects or which holds a property nobody meant: [`WriteError`].
pub fn write(feed: &Feed, events: &[Event]) -> Result<String, WriteError> {
    check(events)?;
    let mut order: Vec<&Event> = events.iter().collect();
    order.sort_unstable_by(|a, b| (a.start, &a.uid).cmp(&(b.start, &b.uid)));

    let mut writer = Writer::with_capacity(1024 + 512 * events.len());
    writer.begin("PUBLISH");
    writer.head(feed);
    writer.zones(feed.zone, &order)?;
    for event in order {
        writer.event(event, |_| {});
    }
    Ok(writer.end())
}

/// The file so far, and the line in the making.
pub(super) struct Writer {
    pub(super) out: String,
    line: String,
}

impl Writer {
    /// An empty file with room for some octets.
    pub(super) fn with_capacity(octets: usize) -> Self {
        Self {
            out: String::with_capacity(octets),
            line: String::new(),
        }
    }

    /// The first lines of every calendar.
    pub(super) fn begin(&mut self, method: &str) {
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Yuandi//Term calendar//ZH",
            "CALSCALE:GREGORIAN",
        ] {
            self.raw(line);
        }
        self.line("METHOD", |line| line.push_str(method));
    }

    /// Its last line, and all of it.
    pub(super) fn end(mut self) -> String {
        self.raw("END:VCALENDAR");
        self.out
    }

    /// A line as it is.
    pub(super) fn raw(&mut self, line: &str) {
        push_folded(&mut self.out, line);
    }

    /// A line of name and value, the value by `fill`.
    pub(super) fn line(&mut self, name: &str, fill: impl FnOnce(&mut String)) {
        self.line.clear();
        self.line.push_str(name);
        self.line.push(':');
        fill(&mut self.line);
        push_folded(&mut self.out, &self.line);
    }

    fn text(&mut self, name: &str, value: &str) {
        self.line(name, |line| push_escaped(line, value));
    }

    /// What a subscription has besides.
    fn head(&mut self, feed: &Feed) {
        self.text("NAME", &feed.name);
        self.text("X-WR-CALNAME", &feed.name);
        self.text("X-WR-TIMEZONE", feed.zone.name());
        // PT1H, never P1H: that one letter made Xiaomi's calendar reject whole files.
        self.raw("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        self.raw("X-PUBLISHED-TTL:PT1H");
    }

    /// Each zone of these events, by name, for the years they are in; without events `otherwise`.
    pub(super) fn zones(&mut self, otherwise: Tz, events: &[&Event]) -> Result<(), WriteError> {
        let mut zones: BTreeMap<&str, (Tz, i32, i32)> = BTreeMap::new();
        for event in events {
            let (first, last) = (event.start.year(), event.end.year());
            let known = zones.entry(event.zone.name()).or_insert((event.zone, first, last));
            *known = (event.zone, first.min(known.1), last.max(known.2));
        }
        if zones.is_empty() {
            let year = YEAR_OF_AN_EMPTY_FEED;
            zones.insert(otherwise.name(), (otherwise, year, year));
        }
        for (zone, first, last) in zones.into_values() {
            self.out.push_str(&definition(zone, first..=last)?);
        }
        Ok(())
    }

    /// An event; `more` adds properties of its own at the end.
    pub(super) fn event(&mut self, event: &Event, more: impl FnOnce(&mut Self)) {
        self.raw("BEGIN:VEVENT");
        self.line("UID", |line| line.push_str(&event.uid));
        for name in ["DTSTAMP", "LAST-MODIFIED"] {
            self.line(name, |line| {
                push_stamp(line, event.updated.naive_utc());
                line.push('Z');
            });
        }
        self.line("SEQUENCE", |line| line.push_str(&event.sequence.to_string()));
        self.raw(if event.cancelled {
            "STATUS:CANCELLED"
        } else {
            "STATUS:CONFIRMED"
        });
        for (name, at) in [("DTSTART;TZID=", event.start), ("DTEND;TZID=", event.end)] {
            self.line.clear();
            self.line.extend([name, event.zone.name(), ":"]);
            push_stamp(&mut self.line, at);
            push_folded(&mut self.out, &self.line);
        }
        self.line("SUMMARY", |line| {
            line.push_str(if event.cancelled { CANCELLED } else { "" });
            push_escaped(line, &event.summary);
        });
        for (name, value) in [("LOCATION", &event.location), ("DESCRIPTION", &event.description)] {
            if let Some(value) = value {
                self.text(name, value);
            }
        }
        if let Some(url) = &event.url {
            self.line("URL", |line| line.push_str(url));
        }
        self.raw(if event.cancelled {
            "TRANSP:TRANSPARENT"
        } else {
            "TRANSP:OPAQUE"
        });
        if !event.categories.is_empty() {
            self.line("CATEGORIES", |line| {
                for (i, category) in event.categories.iter().enumerate() {
                    line.push_str(if i > 0 { "," } else { "" });
                    push_escaped(line, category);
                }
            });
        }
        more(self);
        self.raw("END:VEVENT");
    }
}
