//! Broken and hostile files: an answer each time, and soon.

use std::time::{Duration, Instant};

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use fastrand::Rng;
use yuandi_api::ical::{Calendar, read};

use super::{calendar, day, one};

/// Far beyond what each of these takes; only a bomb gets there.
const SOON: Duration = Duration::from_secs(20);

const TOKENS: &[&[u8]] = &[
    b"\r\n",
    b"\n ",
    b":",
    b";",
    b",",
    b"\"",
    b"=",
    b"\\",
    b"BEGIN:VEVENT\r\n",
    b"END:VEVENT\r\n",
    b"BEGIN:VCALENDAR\r\n",
    b"END:VCALENDAR\r\n",
    b"RRULE:FREQ=SECONDLY\r\n",
    b"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n",
    b"\xff",
    b"\0",
    b"EXDATE:",
    b"TZID=",
    b"99999999999999999999",
    b"-",
    b"\xef\xbb\xbf",
    "漢".as_bytes(),
    b"P1W",
    b"T",
    b"Z",
    b"DURATION:P3000D\r\n",
    b"RDATE;VALUE=PERIOD:20260907T090000Z/PT1H\r\n",
    b";INTERVAL=65535",
    b";COUNT=4294967295",
    b";BYSETPOS=-1",
    b";BYDAY=-53SU",
    b";BYWEEKNO=53",
    b"FREQ=HOURLY",
    b"21991231T235959",
    b"16000101",
];

const SEEDS: &[&str] = &[
    include_str!("../golden/feed.ics"),
    include_str!("../golden/timetable.ics"),
];

fn mutated(rng: &mut Rng) -> Vec<u8> {
    let mut file = rng.choice(SEEDS).unwrap().as_bytes().to_vec();
    for _ in 0..rng.usize(1..8) {
        let place = rng.usize(..=file.len());
        let reach = (place + rng.usize(..40)).min(file.len());
        match rng.u8(..6) {
            0 if place < file.len() => file[place] = rng.u8(..),
            1 => drop(file.drain(place..reach)),
            2 => drop(file.splice(place..place, rng.choice(TOKENS).unwrap().iter().copied())),
            3 => drop(file.splice(place..reach, rng.choice(TOKENS).unwrap().iter().copied())),
            4 => {
                let copy = file[place..reach].to_vec();
                let target = rng.usize(..=file.len());
                drop(file.splice(target..target, copy));
            }
            _ if rng.u8(..8) == 0 => file.truncate(place),
            _ => {}
        }
    }
    file
}

/// Whatever the file, the spans are sorted, apart and within the window.
fn check(calendar: &Calendar, first: NaiveDate, end: NaiveDate) {
    for zone in [Tz::Asia__Shanghai, Tz::America__New_York] {
        let spans = calendar.busy(first, end, zone);
        assert!(spans.iter().all(|span| span.0 < span.1));
        assert!(spans.windows(2).all(|pair| pair[0].1 < pair[1].0));
        assert!(spans.first().is_none_or(|span| span.0.date() >= first));
        assert!(
            spans
                .last()
                .is_none_or(|span| span.1 <= end.and_hms_opt(0, 0, 0).unwrap())
        );
    }
}

#[test]
fn mutated_files_are_read_or_refused() {
    let mut rng = Rng::with_seed(20_260_907);
    let (mut read_well, began) = (0, Instant::now());
    for _ in 0..8_000 {
        match read(&mutated(&mut rng)) {
            Ok(calendar) => {
                read_well += 1;
                check(&calendar, day("2026-09-01"), day("2027-01-31"));
            }
            Err(faults) => {
                assert!((1..=101).contains(&faults.len()));
                assert!(faults.is_sorted_by_key(|fault| fault.line));
            }
        }
    }
    assert!(
        read_well > 1_000 && read_well < 7_000,
        "the mutations are too wild or too tame: {read_well}"
    );
    assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
}

fn random_rule(rng: &mut Rng) -> String {
    let mut rule = format!(
        "FREQ={}",
        rng.choice(["HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]).unwrap()
    );
    let mut list = |name: &str, low: i32, high: i32| {
        if rng.u8(..6) == 0 {
            let numbers: Vec<_> = (0..rng.usize(1..5)).map(|_| rng.i32(low..=high).to_string()).collect();
            rule.push_str(&format!(";{name}={}", numbers.join(",")));
        }
    };
    list("BYMONTH", 1, 12);
    list("BYMONTHDAY", -31, 31);
    list("BYYEARDAY", -366, 366);
    list("BYWEEKNO", -53, 53);
    list("BYHOUR", 0, 23);
    list("BYMINUTE", 0, 59);
    list("BYSETPOS", -3, 3);
    if rng.u8(..3) == 0 {
        rule.push_str(&format!(";INTERVAL={}", rng.u16(1..9)));
    }
    if rng.u8(..4) == 0 {
        rule.push_str(&format!(
            ";BYDAY={}",
            rng.choice(["MO", "TU,TH", "-1FR", "2WE,SA", "5MO", "SU"]).unwrap()
        ));
    }
    match rng.u8(..6) {
        0 => rule.push_str(&format!(";COUNT={}", rng.u16(1..500))),
        1 => rule.push_str(";UNTIL=20260930T000000Z"),
        2 => rule.push_str(";WKST=SU"),
        _ => {}
    }
    rule
}

/// The reader leaps over the years before the window; a window from the event's begin on does not allow it to.
#[test]
fn a_late_window_shows_what_an_early_one_shows_there() {
    let mut rng = Rng::with_seed(7);
    let (mut sound, mut spans) = (0, 0);
    for _ in 0..3_000 {
        let start = day("2025-01-01") + TimeDelta::days(rng.i64(0..500));
        let rule = random_rule(&mut rng);
        let file = one(&format!(
            "DTSTART:{}T0930{:02}\nDURATION:PT20M\nRRULE:{rule}",
            start.format("%Y%m%d"),
            0
        ));
        let Ok(calendar) = read(file.as_bytes()) else { continue };
        let first = day("2026-09-01") + TimeDelta::days(rng.i64(0..100));
        let end = first + TimeDelta::days(rng.i64(1..150));
        let early = calendar.busy(start, end, Tz::Asia__Shanghai);
        let from = first.and_hms_opt(0, 0, 0).unwrap();
        let expected: Vec<_> = early
            .into_iter()
            .filter(|span| span.1 > from)
            .map(|(begin, end)| (begin.max(from), end))
            .collect();
        let late = calendar.busy(first, end, Tz::Asia__Shanghai);
        assert_eq!(late, expected, "{start} {rule} {first} {end}");
        sound += 1;
        spans += late.len();
    }
    assert!(sound > 1_500 && spans > 20_000, "{sound} rules, {spans} spans");
}

#[test]
fn bombs_do_not_go_off() {
    let event = |lines: &str| format!("BEGIN:VEVENT\nUID:b\n{lines}\nEND:VEVENT\n");
    let many = |lines: &str| calendar(&event(lines).repeat(20_000));
    let window = (day("2026-09-01"), day("2027-01-31"));
    for (file, blocked) in [
        (
            many("DTSTART:20260907T090000\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
            true,
        ),
        (
            many("DTSTART:20260907T090000\nDURATION:PT1H\nRRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"),
            true,
        ),
        (
            many("DTSTART:20260907T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;BYSETPOS=7"),
            true,
        ),
        (
            many("DTSTART:20260907T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU"),
            true,
        ),
        (
            many("DTSTART:20260907T090000\nDURATION:PT1H\nRRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30"),
            true,
        ),
        (
            many("DTSTART:16000101T090000\nDURATION:PT1M\nRRULE:FREQ=HOURLY;COUNT=4294967295"),
            true,
        ),
        (many("DTSTART:20260907T090000\nRECURRENCE-ID:20260907T090000"), false),
        (
            one(&format!(
                "DTSTART:20260907T090000\nEXDATE:20260907T090000{}",
                ",20260907T090000".repeat(600_000)
            )),
            false,
        ),
        (
            one(&format!(
                "DTSTART:20260907T090000\nDURATION:PT1H\nRDATE:20260908T090000{}",
                ",20260908T090000".repeat(600_000)
            )),
            false,
        ),
        (
            one(&format!(
                "DTSTART:20260907T090000\n{}",
                "RRULE:FREQ=DAILY\n".repeat(300_000)
            )),
            false,
        ),
        (
            one(&format!("DTSTART:20260907T090000\nX{}:y", ";A=b".repeat(2_000_000))),
            false,
        ),
        (format!("BEGIN:VCALENDAR\n{}", "BEGIN:VEVENT\n".repeat(700_000)), false),
    ] {
        let began = Instant::now();
        if let Ok(calendar) = read(file.as_bytes()) {
            let spans = calendar.busy(window.0, window.1, Tz::Asia__Shanghai);
            let whole = [(window.0, window.1)].map(|(a, b)| (a.and_hms_opt(0, 0, 0), b.and_hms_opt(0, 0, 0)));
            let all = spans.iter().map(|&(a, b)| (Some(a), Some(b))).eq(whole);
            assert_eq!(all, blocked, "{}", &file[..200.min(file.len())]);
        }
        assert!(
            began.elapsed() < SOON,
            "{:?} for {}",
            began.elapsed(),
            &file[..200.min(file.len())]
        );
    }
}
