//! The definition of a time zone for the years a feed speaks of.

use std::fmt::Write as _;
use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeDelta, TimeZone as _};
use chrono_tz::{OffsetComponents as _, OffsetName as _, Tz};

use super::feed::WriteError;
use super::fold::push_folded;
use super::moment::push_stamp;

/// One STANDARD or DAYLIGHT block.
struct Observance {
    /// Wall clock at which it begins, as the clock showed until then.
    onset: NaiveDateTime,
    from: i32,
    to: i32,
    daylight: bool,
    name: String,
}

/// The VTIMEZONE of `zone`, right for `years`: the offset in force when they begin, then a block for each change of the clocks
/// within them. Rules would be shorter, but clients disagree about those and not about dates. An offset with seconds is refused:
/// the local mean time of days before railways, which Outlook rejects with the whole file.
pub(super) fn definition(zone: Tz, years: RangeInclusive<i32>) -> Result<String, WriteError> {
    let mut out = String::new();
    push_folded(&mut out, "BEGIN:VTIMEZONE");
    push_folded(&mut out, &format!("TZID:{}", zone.name()));
    for observance in observances(zone, years) {
        if !push_observance(&mut out, &observance) {
            return Err(WriteError::OffsetWithSeconds { zone: zone.name() });
        }
    }
    push_folded(&mut out, "END:VTIMEZONE");
    Ok(out)
}

/// Says whether its offsets can be written.
fn push_observance(out: &mut String, observance: &Observance) -> bool {
    let kind = if observance.daylight { "DAYLIGHT" } else { "STANDARD" };
    let mut block = format!("BEGIN:{kind}\r\nDTSTART:");
    push_stamp(&mut block, observance.onset);
    for (name, offset) in [("FROM", observance.from), ("TO", observance.to)] {
        if offset % 60 != 0 {
            return false;
        }
        let sign = if offset < 0 { '-' } else { '+' };
        let minutes = offset.abs() / 60;
        // Writing to a string cannot fail.
        let _ = write!(block, "\r\nTZOFFSET{name}:{sign}{:02}{:02}", minutes / 60, minutes % 60);
    }
    let _ = write!(block, "\r\nTZNAME:{}\r\nEND:{kind}\r\n", observance.name);
    out.push_str(&block);
    true
}

fn observances(zone: Tz, years: RangeInclusive<i32>) -> Vec<Observance> {
    let midnight = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).map(|d| d.and_time(NaiveTime::MIN));
    let (Some(first), Some(last), Some(epoch)) = (
        midnight(*years.start(), 1, 1),
        midnight(*years.end() + 1, 1, 1),
        midnight(1970, 1, 1),
    ) else {
        return Vec::new();
    };
    // A wall clock is up to a day away from UTC.
    let mut day = first - Days::new(1);
    let base = offset(zone, day);
    let mut found = vec![observance(zone, day, epoch, base)];
    while day <= last {
        let next = day + Days::new(1);
        let (before, after) = (offset(zone, day), offset(zone, next));
        if before != after {
            let change = first_instant_after(zone, day, next, before);
            let onset = change + TimeDelta::seconds(before.into());
            found.push(observance(zone, change, onset, before));
        }
        day = next;
    }
    found
}

/// Bisects to the second at which the offset stops being `before`.
fn first_instant_after(zone: Tz, mut low: NaiveDateTime, mut high: NaiveDateTime, before: i32) -> NaiveDateTime {
    while high - low > TimeDelta::seconds(1) {
        let middle = low + TimeDelta::seconds((high - low).num_seconds() / 2);
        if offset(zone, middle) == before {
            low = middle
        } else {
            high = middle
        }
    }
    high
}

fn offset(zone: Tz, utc: NaiveDateTime) -> i32 {
    zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()
}

fn observance(zone: Tz, utc: NaiveDateTime, onset: NaiveDateTime, from: i32) -> Observance {
    let here = zone.offset_from_utc_datetime(&utc);
    Observance {
        onset,
        from,
        to: here.fix().local_minus_utc(),
        daylight: here.dst_offset() != TimeDelta::zero(),
        name: here.abbreviation().unwrap_or(zone.name()).to_owned(),
    }
}
