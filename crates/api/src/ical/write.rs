//! Feeds: events out as an `.ics` file.

use chrono::Datelike as _;
use chrono_tz::Tz;

use super::feed::{Event, Feed, WriteError, check};
use super::fold::push_folded;
use super::moment::push_stamp;
use super::text::push_escaped;
use super::vtimezone::push_vtimezone;

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

    let mut writer = Writer {
        out: String::with_capacity(1024 + 512 * events.len()),
        line: String::new(),
    };
    writer.head(feed);
    let first = order.first().map_or(YEAR_OF_AN_EMPTY_FEED, |e| e.start.year());
    let last = order.iter().map(|e| e.end.year()).max().unwrap_or(first);
    push_vtimezone(&mut writer.out, feed.zone, first..=last)
        .map_err(|_| WriteError::OffsetWithSeconds { zone: feed.zone.name() })?;
    for event in order {
        writer.event(event, feed.zone);
    }
    writer.raw("END:VCALENDAR");
    Ok(writer.out)
}

/// The file so far, and the line in the making.
struct Writer {
    out: String,
    line: String,
}

impl Writer {
    /// A line as it is.
    fn raw(&mut self, line: &str) {
        push_folded(&mut self.out, line);
    }

    /// A line of name and value, the value by `fill`.
    fn line(&mut self, name: &str, fill: impl FnOnce(&mut String)) {
        self.line.clear();
        self.line.push_str(name);
        self.line.push(':');
        fill(&mut self.line);
        push_folded(&mut self.out, &self.line);
    }

    fn text(&mut self, name: &str, value: &str) {
        self.line(name, |line| push_escaped(line, value));
    }

    fn head(&mut self, feed: &Feed) {
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Yuandi//Term calendar//ZH",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
        ] {
            self.raw(line);
        }
        self.text("NAME", &feed.name);
        self.text("X-WR-CALNAME", &feed.name);
        self.text("X-WR-TIMEZONE", feed.zone.name());
        // PT1H, never P1H: that one letter made Xiaomi's calendar reject whole files.
        self.raw("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        self.raw("X-PUBLISHED-TTL:PT1H");
    }

    fn event(&mut self, event: &Event, zone: Tz) {
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
            self.line.extend([name, zone.name(), ":"]);
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
        self.raw("END:VEVENT");
    }
}
