//! When the owner of a calendar is busy.

use chrono_tz::Tz;
use yuandi_api::ical::read;

use super::{at, busy, calendar, day, one};

/// Busy in September 2026 according to one event.
fn september(lines: &str) -> Vec<String> {
    busy(&one(lines), "2026-09-01", "2026-10-01")
}

#[test]
fn an_event_ends_by_its_end_its_duration_or_its_day() {
    for (lines, expected) in [
        (
            "DTSTART:20260907T090000\nDTEND:20260907T103000",
            "09-07 09:00 – 09-07 10:30",
        ),
        ("DTSTART:20260907T090000\nDURATION:PT1H30M", "09-07 09:00 – 09-07 10:30"),
        ("DTSTART:20260907T090000\nDURATION:P1DT2H", "09-07 09:00 – 09-08 11:00"),
        ("DTSTART:20260907T090000\nDURATION:P1W", "09-07 09:00 – 09-14 09:00"),
        ("DTSTART;VALUE=DATE:20260907", "09-07 00:00 – 09-08 00:00"),
        (
            "DTSTART;VALUE=DATE:20260907\nDTEND;VALUE=DATE:20260910",
            "09-07 00:00 – 09-10 00:00",
        ),
        (
            "DTSTART;VALUE=DATE:20260907\nDTEND;VALUE=DATE:20260907",
            "09-07 00:00 – 09-08 00:00",
        ),
        ("DTSTART;VALUE=DATE:20260907\nDURATION:P2D", "09-07 00:00 – 09-09 00:00"),
        (
            "DTSTART:20260831T230000\nDTEND:20260901T010000",
            "09-01 00:00 – 09-01 01:00",
        ),
        (
            "DTSTART:20260930T230000\nDTEND:20261001T010000",
            "09-30 23:00 – 10-01 00:00",
        ),
    ] {
        assert_eq!(september(lines), [expected], "{lines}");
    }
    assert!(
        september("DTSTART:20260907T090000").is_empty(),
        "an instant takes no time"
    );
}

#[test]
fn zones_are_found_by_many_names() {
    let defined = |definition: &str, id: &str| {
        calendar(&format!(
            "BEGIN:VEVENT\nDTSTART;TZID={id}:20260907T090000\nDURATION:PT1H\nEND:VEVENT\nBEGIN:VTIMEZONE\nTZID:{id}\n{definition}\nEND:VTIMEZONE"
        ))
    };
    let block = |offset: &str| format!("BEGIN:STANDARD\nTZOFFSETTO:{offset}\nEND:STANDARD");
    for (file, expected) in [
        (
            one("DTSTART:20260907T010000Z\nDTEND:20260907T020000Z"),
            "09-07 09:00 – 09-07 10:00",
        ),
        (
            one("DTSTART;TZID=Asia/Shanghai:20260907T090000\nDURATION:PT1H"),
            "09-07 09:00 – 09-07 10:00",
        ),
        (
            one("DTSTART;TZID=\"China Standard Time\":20260907T090000\nDURATION:PT1H"),
            "09-07 09:00 – 09-07 10:00",
        ),
        (
            one("DTSTART;TZID=china standard time:20260907T090000\nDURATION:PT1H"),
            "09-07 09:00 – 09-07 10:00",
        ),
        (
            one("DTSTART;TZID=/mozilla.org/20050126_1/Asia/Tokyo:20260907T090000\nDURATION:PT1H"),
            "09-07 08:00 – 09-07 09:00",
        ),
        (
            one("DTSTART;TZID=Tokyo Standard Time:20260907T090000\nDTEND:20260907T010000Z"),
            "09-07 08:00 – 09-07 09:00",
        ),
        (
            one("DTSTART;TZID=Europe/Berlin:20260907T090000\nDURATION:PT1H"),
            "09-07 15:00 – 09-07 16:00",
        ),
        (
            defined("X-LIC-LOCATION:Asia/Tokyo", "Mine"),
            "09-07 08:00 – 09-07 09:00",
        ),
        (defined(&block("+0900"), "Mine"), "09-07 08:00 – 09-07 09:00"),
        (defined(&block("-0300"), "Mine"), "09-07 20:00 – 09-07 21:00"),
        (
            defined(&block("+0900"), "China Standard Time"),
            "09-07 09:00 – 09-07 10:00",
        ),
    ] {
        assert_eq!(busy(&file, "2026-09-01", "2026-10-01"), [expected], "{file}");
    }
    let varies = defined(&format!("{}\n{}", block("+0900"), block("+1000")), "Mine");
    assert_eq!(super::faults(varies.as_bytes()), [(4, "unknown-zone")]);
}

#[test]
fn rules_recur() {
    let from = |rule: &str| {
        september(&format!(
            "DTSTART;TZID=Asia/Shanghai:20260907T090000\nDURATION:PT1H\n{rule}"
        ))
    };
    let days = |rule: &str| {
        from(rule)
            .iter()
            .map(|span| span[3..5].to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    for (rule, expected) in [
        ("RRULE:FREQ=WEEKLY", "07 14 21 28"),
        ("RRULE:FREQ=WEEKLY;COUNT=3", "07 14 21"),
        ("RRULE:FREQ=WEEKLY;UNTIL=20260921", "07 14 21"),
        ("RRULE:FREQ=WEEKLY;UNTIL=20260921T010000Z", "07 14 21"),
        ("RRULE:FREQ=WEEKLY;UNTIL=20260921T005959Z", "07 14"),
        ("RRULE:FREQ=WEEKLY;UNTIL=20260921T085959", "07 14"),
        ("RRULE:FREQ=WEEKLY;UNTIL=20200101T000000Z", "07"),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "07 09 21 23"),
        ("RRULE:FREQ=MONTHLY;BYDAY=-1WE", "07 30"),
        ("RRULE:FREQ=DAILY;INTERVAL=10", "07 17 27"),
        ("RDATE;TZID=Asia/Shanghai:20260910T090000,20260911T090000", "07 10 11"),
        (
            "RRULE:FREQ=WEEKLY\nEXDATE;TZID=Asia/Shanghai:20260914T090000\nEXDATE:20260921T010000Z",
            "07 28",
        ),
        ("RRULE:FREQ=WEEKLY\nEXDATE;VALUE=DATE:20260914,20260928", "07 21"),
        (
            "RRULE:FREQ=WEEKLY\nEXDATE;TZID=Asia/Shanghai:20260907T090000",
            "14 21 28",
        ),
        (
            "RRULE:FREQ=WEEKLY\nEXDATE;TZID=Asia/Shanghai:20260914T093000",
            "07 14 21 28",
        ),
    ] {
        assert_eq!(days(rule), expected, "{rule}");
    }
    let period = from("RDATE;VALUE=PERIOD;TZID=Asia/Shanghai:20260910T140000/PT2H,20260911T140000/20260911T143000");
    assert_eq!(period[1..], ["09-10 14:00 – 09-10 16:00", "09-11 14:00 – 09-11 14:30"]);
}

#[test]
fn an_old_rule_still_recurs_now() {
    for (start, rule, expected) in [
        ("19900101T090000", "FREQ=DAILY;INTERVAL=7", "07 14 21 28"),
        ("19900101T090000", "FREQ=WEEKLY", "07 14 21 28"),
        ("16040917T090000", "FREQ=YEARLY", "17"),
        ("19900117T090000", "FREQ=MONTHLY", "17"),
        ("19900117T090000", "FREQ=MONTHLY;INTERVAL=4", "17"),
        ("19900117T090000", "FREQ=MONTHLY;INTERVAL=3", ""),
        ("20000229T090000", "FREQ=MONTHLY;BYMONTHDAY=29", "29"),
    ] {
        let found = september(&format!("DTSTART:{start}\nDURATION:PT1H\nRRULE:{rule}"));
        let days: Vec<_> = found.iter().map(|span| span[3..5].to_owned()).collect();
        assert_eq!(days.join(" "), expected, "{start} {rule}");
    }
}

#[test]
fn nine_o_clock_stays_nine_o_clock_when_clocks_change() {
    let file = one("DTSTART;TZID=Europe/Berlin:20261019T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2");
    let read = read(file.as_bytes()).unwrap();
    let (first, end) = (day("2026-10-01"), day("2026-12-01"));
    let begins = |zone| {
        read.busy(first, end, zone)
            .iter()
            .map(|span| span.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        begins(Tz::Europe__Berlin),
        [at("2026-10-19 09:00"), at("2026-10-26 09:00")]
    );
    assert_eq!(begins(Tz::UTC), [at("2026-10-19 07:00"), at("2026-10-26 08:00")]);
}

#[test]
fn clocks_put_forward_and_back() {
    let berlin = |lines: &str| {
        let read = read(one(lines).as_bytes()).unwrap();
        read.busy(day("2026-03-01"), day("2026-11-01"), Tz::Europe__Berlin)
    };
    // 02:30 does not exist on 29 March: it is the instant half an hour after 02:00 became 03:00.
    let skipped = berlin("DTSTART;TZID=Europe/Berlin:20260329T023000\nDURATION:PT1H");
    assert_eq!(skipped, [(at("2026-03-29 03:30"), at("2026-03-29 04:30"))]);
    // From 02:30 summer time to 02:15 winter time the clock shows 02:30 to 03:00, then 02:00 to 02:15.
    let twice = berlin("DTSTART:20261025T003000Z\nDTEND:20261025T011500Z");
    let covers = |begin: &str, end: &str| twice.iter().any(|span| span.0 <= at(begin) && at(end) <= span.1);
    assert!(covers("2026-10-25 02:30", "2026-10-25 03:00"), "{twice:?}");
    assert!(covers("2026-10-25 02:00", "2026-10-25 02:15"), "{twice:?}");
    let weekend = berlin("DTSTART:20261024T080000Z\nDTEND:20261026T090000Z");
    assert_eq!(weekend, [(at("2026-10-24 10:00"), at("2026-10-26 10:00"))]);
}

#[test]
fn what_takes_no_time_does_not_block() {
    let event = "DTSTART:20260907T090000\nDURATION:PT1H";
    assert!(september(&format!("{event}\nSTATUS:CANCELLED")).is_empty());
    assert!(september(&format!("{event}\nTRANSP:transparent")).is_empty());
    assert_eq!(september(&format!("{event}\nSTATUS:TENTATIVE\nTRANSP:OPAQUE")).len(), 1);
    let cancelled = one(event).replace("VERSION:2.0", "METHOD:CANCEL");
    assert!(busy(&cancelled, "2026-09-01", "2026-10-01").is_empty());
    let both = format!("{cancelled}{}", one(event));
    assert_eq!(busy(&both, "2026-09-01", "2026-10-01").len(), 1);
}

#[test]
fn a_moved_or_cancelled_occurrence_replaces_the_one_of_the_rule() {
    let series =
        "BEGIN:VEVENT\nUID:s\nDTSTART;TZID=Asia/Shanghai:20260907T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\nEND:VEVENT";
    let changed = |lines: &str| {
        let file = calendar(&format!("{series}\nBEGIN:VEVENT\nUID:s\n{lines}\nEND:VEVENT"));
        busy(&file, "2026-09-01", "2026-10-01")
            .iter()
            .map(|span| span[3..11].to_owned())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let id = "RECURRENCE-ID;TZID=Asia/Shanghai:20260914T090000";
    let moved = changed(&format!(
        "{id}\nDTSTART;TZID=Asia/Shanghai:20260915T140000\nDURATION:PT1H"
    ));
    assert_eq!(moved, "07 09:00, 15 14:00, 21 09:00, 28 09:00");
    let by_utc = changed("RECURRENCE-ID:20260914T010000Z\nDTSTART:20260915T060000Z\nDURATION:PT1H");
    assert_eq!(by_utc, moved);
    let off = changed(&format!(
        "{id}\nDTSTART;TZID=Asia/Shanghai:20260914T090000\nSTATUS:CANCELLED"
    ));
    assert_eq!(off, "07 09:00, 21 09:00, 28 09:00");
}

#[test]
fn the_version_with_the_higher_sequence_counts() {
    let version = |sequence, day| {
        format!("BEGIN:VEVENT\nUID:a\nSEQUENCE:{sequence}\nDTSTART:202609{day}T090000\nDURATION:PT1H\nEND:VEVENT\n")
    };
    let file = calendar(&format!("{}{}", version(2, "08"), version(1, "07")));
    assert_eq!(busy(&file, "2026-09-01", "2026-10-01"), ["09-08 09:00 – 09-08 10:00"]);
    let shared = calendar(&format!("{}{}", version(1, "08"), version(1, "07")));
    assert_eq!(
        busy(&shared, "2026-09-01", "2026-10-01").len(),
        2,
        "one UID for two events"
    );
}

#[test]
fn spans_are_joined_and_an_empty_window_has_none() {
    let event = |start: &str, end: &str| {
        format!("BEGIN:VEVENT\nDTSTART:20260907T{start}00\nDTEND:20260907T{end}00\nEND:VEVENT\n")
    };
    let file = calendar(
        &[("1300", "1400"), ("0900", "1000"), ("0930", "1030"), ("1030", "1100")]
            .map(|(a, b)| event(a, b))
            .concat(),
    );
    assert_eq!(
        busy(&file, "2026-09-07", "2026-09-08"),
        ["09-07 09:00 – 09-07 11:00", "09-07 13:00 – 09-07 14:00"]
    );
    assert!(busy(&file, "2026-09-07", "2026-09-07").is_empty());
    assert!(busy(&file, "2026-09-08", "2026-09-07").is_empty());
    let all = read(file.as_bytes())
        .unwrap()
        .busy(chrono::NaiveDate::MIN, chrono::NaiveDate::MAX, Tz::Asia__Shanghai);
    assert_eq!(all.len(), 2);
}
