//! From the lines of a VEVENT to an event, or to what is wrong with them.

use super::duration;
use super::event::Busy;
use super::fault::{Faults, excerpt};
use super::line::Property;
use super::moment::{Clock, Length, Moment};
use super::rule::Rule;
use super::text::unescaped;
use super::zone::Zones;

/// A VEVENT before its zones are known: their definitions may come later in the file.
pub(super) struct RawEvent {
    pub(super) line: usize,
    pub(super) properties: Vec<Property>,
    /// Called off by the calendar's METHOD.
    pub(super) cancelled: bool,
}

/// Line, code and cause of a fault.
type Wrong = (usize, &'static str, String);

impl RawEvent {
    /// The properties worth keeping.
    pub(super) const PROPERTIES: [&str; 12] = [
        "DTEND",
        "DTSTART",
        "DURATION",
        "EXDATE",
        "RDATE",
        "RECURRENCE-ID",
        "RRULE",
        "SEQUENCE",
        "STATUS",
        "SUMMARY",
        "TRANSP",
        "UID",
    ];

    /// The event; none if a fault was found in it.
    pub(super) fn build(&self, zones: &Zones, faults: &mut Faults) -> Option<Busy> {
        let mut note = |(line, code, cause): Wrong| faults.add(line, code, cause);
        let start = self.start(zones).map_err(&mut note).ok()?;
        let length = self.length(start, zones).map_err(&mut note);
        let replaces = self.replaces(zones).map_err(&mut note);
        let (mut rules, mut more, mut except) = (Vec::new(), Vec::new(), Vec::new());
        let mut sound = true;
        for property in &self.properties {
            let done = match property.name.as_str() {
                "RRULE" => Rule::parse(&property.value, start)
                    .map(|rule| rules.push(rule))
                    .map_err(|(code, cause)| (property.line, code, cause)),
                "RDATE" => each(property, |value| {
                    more.push(period(property, value, length.as_ref().ok().copied(), zones)?);
                    Ok(())
                }),
                "EXDATE" => each(property, |value| {
                    except.push(moment(property, value, zones)?);
                    Ok(())
                }),
                _ => Ok(()),
            };
            sound &= done.map_err(&mut note).is_ok();
        }
        let (length, replaces) = (length.ok()?, replaces.ok()?);
        sound.then(|| Busy {
            line: self.line,
            uid: self.value("UID").to_owned(),
            summary: unescaped(self.value("SUMMARY")),
            blocks: !self.cancelled && !self.says("STATUS", "CANCELLED") && !self.says("TRANSP", "TRANSPARENT"),
            sequence: self.value("SEQUENCE").trim().parse().unwrap_or(0),
            start,
            length,
            rules,
            more,
            except,
            replaces,
        })
    }

    fn get(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    fn value(&self, name: &str) -> &str {
        self.get(name).map_or("", |property| &property.value)
    }

    fn says(&self, name: &str, value: &str) -> bool {
        self.value(name).trim().eq_ignore_ascii_case(value)
    }

    fn start(&self, zones: &Zones) -> Result<Moment, Wrong> {
        let Some(property) = self.get("DTSTART") else {
            return Err((self.line, "no-start", "an event without DTSTART".into()));
        };
        moment(property, &property.value, zones)
    }

    fn replaces(&self, zones: &Zones) -> Result<Option<Moment>, Wrong> {
        let Some(property) = self.get("RECURRENCE-ID") else {
            return Ok(None);
        };
        if let Some(range) = property.param("RANGE") {
            let cause = format!(
                "RANGE={} changes many occurrences at once, which is not read",
                excerpt(range)
            );
            return Err((property.line, "unsupported-range", cause));
        }
        moment(property, &property.value, zones).map(Some)
    }

    fn length(&self, start: Moment, zones: &Zones) -> Result<Length, Wrong> {
        if let Some(property) = self.get("DTEND") {
            let end = moment(property, &property.value, zones)?;
            return between(start, end).ok_or_else(|| {
                let cause = format!("DTEND {} lies before DTSTART", excerpt(&property.value));
                (property.line, "ends-before-start", cause)
            });
        }
        match self.get("DURATION") {
            Some(property) => parsed_duration(property, &property.value),
            None => Ok(Length {
                days: i64::from(start.whole_day),
                seconds: 0,
            }),
        }
    }
}

/// The length of an event given by its end; none if it ends before it starts.
fn between(start: Moment, end: Moment) -> Option<Length> {
    // Elapsed time is the same on every clock that does not jump.
    let utc = Clock::Zone(chrono_tz::Tz::UTC);
    let passed = match (start.clock, end.clock) {
        (Clock::Zone(_), Clock::Zone(_)) => end.on(utc) - start.on(utc),
        _ => end.at - start.at,
    };
    let length = match passed.num_seconds() {
        // Careless programs end a day on itself.
        0 if start.whole_day => Length { days: 1, seconds: 0 },
        seconds if start.whole_day && end.whole_day => Length {
            days: seconds / 86_400,
            seconds: 0,
        },
        seconds => Length { days: 0, seconds },
    };
    (passed.num_seconds() >= 0).then_some(length)
}

/// Does something with each value of a list, up to the first mistake.
fn each(property: &Property, take: impl FnMut(&str) -> Result<(), Wrong>) -> Result<(), Wrong> {
    property
        .value
        .split(',')
        .filter(|value| !value.trim().is_empty())
        .try_for_each(take)
}

fn moment(property: &Property, value: &str, zones: &Zones) -> Result<Moment, Wrong> {
    let clock = match property.param("TZID") {
        Some(id) => zones.resolve(id).map(Clock::Zone),
        None => Some(Clock::Floating),
    };
    let found = Moment::parse(value.trim(), clock.unwrap_or(Clock::Floating)).ok_or_else(|| {
        (
            property.line,
            "bad-date",
            format!("{} of {} is no date", excerpt(value), property.name),
        )
    })?;
    if clock.is_none() && found.clock == Clock::Floating && !found.whole_day {
        let id = property.param("TZID").unwrap_or_default();
        let cause = format!(
            "TZID {} is no known zone and the file does not say which it is",
            excerpt(id)
        );
        return Err((property.line, "unknown-zone", cause));
    }
    Ok(found)
}

/// A value of RDATE: a start, or a start with an end or a duration of its own.
fn period(property: &Property, value: &str, usual: Option<Length>, zones: &Zones) -> Result<(Moment, Length), Wrong> {
    let Some((start, end)) = value.split_once('/') else {
        // A faulty length is reported where it stands.
        return Ok((moment(property, value, zones)?, usual.unwrap_or_default()));
    };
    let start = moment(property, start, zones)?;
    if end.trim().starts_with(['P', '+', '-']) {
        return Ok((start, parsed_duration(property, end)?));
    }
    let length = between(start, moment(property, end, zones)?);
    let length = length.ok_or_else(|| {
        (
            property.line,
            "ends-before-start",
            format!("the period {} ends before it starts", excerpt(value)),
        )
    })?;
    Ok((start, length))
}

fn parsed_duration(property: &Property, value: &str) -> Result<Length, Wrong> {
    let length = duration::parse(value.trim());
    length.ok_or_else(|| {
        let cause = format!("{} is no duration between nothing and ten years", excerpt(value));
        (property.line, "bad-duration", cause)
    })
}
