//! The zones a feed defines, judged by a reader that knows nothing but the file.

use chrono::{LocalResult, NaiveDate, NaiveDateTime, Offset as _, TimeDelta, TimeZone as _};
use chrono_tz::{TZ_VARIANTS, Tz};
use proptest::prelude::*;
use yuandi_api::ical::{Event, Feed, WriteError, read, write};

use super::{at, day, event, unfolded, values};

fn feed_of(zone: Tz, spans: &[(NaiveDateTime, NaiveDateTime)]) -> Result<String, WriteError> {
    let events = spans.iter().enumerate().map(|(i, &(start, end))| Event {
        zone,
        start,
        end,
        ..event(&format!("{i}@x"))
    });
    write(&Feed { name: "x".into(), zone }, &events.collect::<Vec<_>>())
}

/// Seconds east of UTC by the observance that began last (RFC 5545, 3.6.5).
fn declared(file: &str, local: NaiveDateTime) -> i32 {
    let lines = unfolded(file);
    let zone: Vec<String> = lines
        .into_iter()
        .skip_while(|l| l != "BEGIN:VTIMEZONE")
        .take_while(|l| l != "END:VTIMEZONE")
        .collect();
    let onsets = values(&zone, "DTSTART").into_iter().zip(values(&zone, "TZOFFSETTO"));
    let known = onsets.map(|(onset, offset)| (NaiveDateTime::parse_from_str(onset, "%Y%m%dT%H%M%S").unwrap(), offset));
    let (_, offset) = known.filter(|&(onset, _)| onset <= local).max().unwrap();
    assert_eq!(offset.len(), 5, "an offset with seconds");
    let (hours, minutes): (i32, i32) = (offset[1..3].parse().unwrap(), offset[3..].parse().unwrap());
    (hours * 3600 + minutes * 60) * if offset.starts_with('-') { -1 } else { 1 }
}

#[test]
fn berlin_changes_its_clocks_twice_a_year() {
    let file = feed_of(Tz::Europe__Berlin, &[(at("2026-09-07 09:00"), at("2027-01-11 10:00"))]).unwrap();
    let lines = unfolded(&file);
    let daylight = lines.iter().filter(|line| *line == "BEGIN:DAYLIGHT").count();
    let standard = lines.iter().filter(|line| *line == "BEGIN:STANDARD").count();
    assert_eq!((daylight, standard), (2, 3));
    let zone_lines: Vec<String> = lines.into_iter().take_while(|line| line != "END:VTIMEZONE").collect();
    assert_eq!(
        values(&zone_lines, "DTSTART"),
        [
            "19700101T000000",
            "20260329T020000",
            "20261025T030000",
            "20270328T020000",
            "20271031T030000"
        ]
    );
    assert_eq!(
        values(&zone_lines, "TZOFFSETFROM"),
        ["+0100", "+0100", "+0200", "+0100", "+0200"]
    );
    assert_eq!(
        values(&zone_lines, "TZOFFSETTO"),
        ["+0100", "+0200", "+0100", "+0200", "+0100"]
    );
    assert_eq!(values(&zone_lines, "TZNAME"), ["CET", "CEST", "CET", "CEST", "CET"]);
}

#[test]
fn a_morning_in_berlin_is_another_instant_in_winter() {
    let spans = [
        (at("2026-10-24 09:00"), at("2026-10-24 10:00")),
        (at("2026-10-26 09:00"), at("2026-10-26 10:00")),
    ];
    let file = feed_of(Tz::Europe__Berlin, &spans).unwrap();
    let busy = read(file.as_bytes())
        .unwrap()
        .busy(day("2026-10-01"), day("2026-11-01"), Tz::UTC);
    assert_eq!(
        busy,
        [
            (at("2026-10-24 07:00"), at("2026-10-24 08:00")),
            (at("2026-10-26 08:00"), at("2026-10-26 09:00"))
        ]
    );
}

#[test]
fn each_event_keeps_its_own_zone() {
    let here = event("a@x");
    let there = Event {
        zone: Tz::Europe__Berlin,
        ..event("b@x")
    };
    let feed = Feed {
        name: "x".into(),
        zone: Tz::Asia__Shanghai,
    };
    let file = write(&feed, &[here, there]).unwrap();
    let lines = unfolded(&file);
    assert_eq!(values(&lines, "TZID"), ["Asia/Shanghai", "Europe/Berlin"]);
    for line in [
        "DTSTART;TZID=Asia/Shanghai:20260907T090000",
        "DTSTART;TZID=Europe/Berlin:20260907T090000",
    ] {
        assert!(lines.iter().any(|other| other == line), "{line} in {file}");
    }
    let busy = read(file.as_bytes())
        .unwrap()
        .busy(day("2026-09-07"), day("2026-09-08"), Tz::UTC);
    assert_eq!(
        busy,
        [
            (at("2026-09-07 01:00"), at("2026-09-07 03:30")),
            (at("2026-09-07 07:00"), at("2026-09-07 09:30"))
        ]
    );
}

#[test]
fn shanghai_needs_one_block() {
    let file = feed_of(Tz::Asia__Shanghai, &[(at("2026-09-07 09:00"), at("2027-01-11 10:00"))]).unwrap();
    let block = "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nTZNAME:CST\r\n";
    assert!(file.contains(block), "{file}");
    assert_eq!(file.matches("TZOFFSETTO").count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_zone_is_declared_as_it_is(
        zone in prop::sample::select(&TZ_VARIANTS[..]), year in 1990..2037, days in 0..700i64, minute in 0..1440i64
    ) {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
        let start = first + TimeDelta::days(days) + TimeDelta::minutes(minute);
        let end = start + TimeDelta::days(200);
        let file = feed_of(zone, &[(start, end)]).unwrap();
        for local in [start, end] {
            if let LocalResult::Single(found) = zone.from_local_datetime(&local) {
                prop_assert_eq!(declared(&file, local), found.offset().fix().local_minus_utc(), "{} {}", zone, local);
                let spans = read(file.as_bytes()).unwrap().busy(day("1980-01-01"), day("2050-01-01"), Tz::UTC);
                let edge = if local == start { spans[0].0 } else { spans[0].1 };
                prop_assert_eq!(edge, found.naive_utc());
            }
        }
    }
}
