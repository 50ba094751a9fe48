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
    for _ in 0..rng.usize(1..4) {
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
fn rules_of_any_make_are_read_or_refused() {
    let mut rng = Rng::with_seed(11);
    let names = "FREQ INTERVAL COUNT UNTIL WKST BYMONTH BYMONTHDAY BYYEARDAY BYWEEKNO BYDAY BYHOUR BYSETPOS BYEASTER X";
    let names: Vec<&str> = names.split(' ').collect();
    let values = "DAILY HOURLY MONTHLY YEARLY MO -53SU 99999WE 0TU +1FR 0 1 -1 30 53 60 -128 65535 65536 4294967295 -366 99991231 \
        20270101T000000Z 16000101T000000 1.5 - + M";
    let values: Vec<&str> = values.split_whitespace().collect();
    let mut sound = 0;
    for _ in 0..4_000 {
        let mut rule = format!(
            "FREQ={}",
            rng.choice(["HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]).unwrap()
        );
        for _ in 0..rng.usize(..4) {
            let list: Vec<_> = (0..rng.usize(1..3)).map(|_| *rng.choice(&values).unwrap()).collect();
            rule.push_str(&format!(";{}={}", rng.choice(&names).unwrap(), list.join(",")));
        }
        if let Ok(calendar) = read(one(&format!("DTSTART:20240229T093000\nDURATION:PT1H\nRRULE:{rule}")).as_bytes()) {
            check(&calendar, day("2026-09-01"), day("2026-10-01"));
            sound += 1;
        }
    }
    assert!(sound > 800 && sound < 3_200, "{sound} sound rules");
}

/// Reads the file and asks for a term; whether all of it counts as busy.
fn blocked(file: &str) -> bool {
    let began = Instant::now();
    let all = read(file.as_bytes()).is_ok_and(|calendar| {
        let (first, end) = (day("2026-09-01"), day("2027-01-31"));
        let spans = calendar.busy(first, end, Tz::Asia__Shanghai);
        spans.len() == 1 && spans[0].0.date() == first && spans[0].1.date() == end
    });
    assert!(began.elapsed() < SOON, "{:?} for {}", began.elapsed(), &file[..120]);
    all
}

#[test]
fn a_calendar_too_costly_to_expand_counts_as_busy() {
    for (start, rule) in [
        ("20260907", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        ("20260907", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"),
        ("20260907", "FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;BYSETPOS=7"),
        ("20260907", "FREQ=DAILY;INTERVAL=7;BYDAY=TU"),
        ("20260907", "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30"),
        ("20260907", "FREQ=HOURLY;INTERVAL=24;BYHOUR=3"),
        ("20260907", "FREQ=YEARLY;BYWEEKNO=1,2,3;BYYEARDAY=200,201"),
        ("16000101", "FREQ=HOURLY;COUNT=4294967295"),
        (
            "16000101",
            "FREQ=YEARLY;COUNT=4294967295;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU",
        ),
        ("20260101", "FREQ=HOURLY;BYMINUTE=0,10,20,30,40,50"),
    ] {
        let event = format!("BEGIN:VEVENT\nDTSTART:{start}T090000\nDURATION:PT1M\nRRULE:{rule}\nEND:VEVENT\n");
        assert!(blocked(&calendar(&event.repeat(20_000))), "{rule}");
        let endless = rule.contains("COUNT=4294967295");
        assert!(
            endless || !blocked(&calendar(&event)),
            "one such rule is no harm: {rule}"
        );
    }
}

#[test]
fn long_lists_and_deep_nests_take_no_time() {
    let start = "DTSTART:20260907T090000\nDURATION:PT1H";
    let replacements = format!("BEGIN:VEVENT\nUID:b\n{start}\nRECURRENCE-ID:20260907T090000\nEND:VEVENT\n");
    let originals = format!("BEGIN:VEVENT\nUID:b\n{start}\nEND:VEVENT\n");
    for file in [
        one(&format!(
            "{start}\nEXDATE:20260907T090000{}",
            ",20260907T090000".repeat(600_000)
        )),
        one(&format!(
            "{start}\nRDATE:20260908T090000{}",
            ",20260908T090000".repeat(600_000)
        )),
        one(&format!("{start}\nX{}:y", ";A=b".repeat(2_000_000))),
        one(&format!("{start}\nX:y{}", "\n z".repeat(2_000_000))),
        one(&format!("{start}\n{}", "UID:x\n".repeat(1_000_000))),
        format!("BEGIN:VCALENDAR\n{}", "BEGIN:VEVENT\n".repeat(700_000)),
        format!("BEGIN:VCALENDAR\n{}", "BEGIN:VEVENT\nEND:X\n".repeat(400_000)),
    ] {
        assert!(!blocked(&file));
    }
    assert!(blocked(&calendar(&format!(
        "{}{}",
        replacements.repeat(10_000),
        originals.repeat(10_000)
    ))));
    assert!(blocked(&one(&format!(
        "{start}\n{}",
        "RRULE:FREQ=DAILY\n".repeat(200_000)
    ))));
}
