//! What a feed consists of.

use chrono_tz::Tz;
use yuandi_api::ical::{Event, Feed, WriteError, stable_uid, write};

use super::{at, event, feed, unfolded, values};

fn sample() -> Vec<Event> {
    let uid = |number| stable_uid("feeds.example.org", &["2026-autumn", "N0042", number]);
    let advice = "请提前十分钟到达并签到。\n如需请假请点链接，或致电中心。\n".repeat(3);
    let session = Event {
        summary: "康复志愿服务，第3小组；3号室".into(),
        location: Some("社区服务中心, 二楼3号室".into()),
        description: Some(advice),
        url: Some("https://feeds.example.org/s/ab12".into()),
        categories: vec!["康复".into(), "上门; 陪同".into()],
        ..event(&uid("1"))
    };
    let off = Event {
        sequence: 4,
        start: at("2026-09-08 09:00"),
        end: at("2026-09-08 11:30"),
        summary: "康复志愿服务，第3小组".into(),
        cancelled: true,
        ..event(&uid("2"))
    };
    vec![off, session]
}

#[test]
fn the_sample_is_the_golden_file() {
    let file = write(&feed(), &sample()).unwrap();
    assert_eq!(file, include_str!("../golden/feed.ics"));
}

#[test]
fn a_feed_says_all_that_clients_need_and_says_it_once() {
    let lines = unfolded(&write(&feed(), &sample()).unwrap());
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Yuandi//Term calendar//ZH"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("NAME", "第3小组值班"),
        ("X-WR-CALNAME", "第3小组值班"),
        ("X-WR-TIMEZONE", "Asia/Shanghai"),
        ("REFRESH-INTERVAL;VALUE=DURATION", "PT1H"),
        ("X-PUBLISHED-TTL", "PT1H"),
        ("TZID", "Asia/Shanghai"),
    ] {
        assert_eq!(values(&lines, name), [value], "{name}");
    }
    assert_eq!(values(&lines, "DTSTAMP"), values(&lines, "LAST-MODIFIED"));
    assert_eq!(values(&lines, "DTSTAMP"), ["20260901T013000Z"; 2]);
    assert_eq!(values(&lines, "SEQUENCE"), ["3", "4"]);
    assert_eq!(values(&lines, "STATUS"), ["CONFIRMED", "CANCELLED"]);
    assert_eq!(values(&lines, "TRANSP"), ["OPAQUE", "TRANSPARENT"]);
    assert_eq!(values(&lines, "SUMMARY")[1], "【已取消】康复志愿服务，第3小组");
    let place = |wanted: &str| lines.iter().position(|line| line == wanted).unwrap();
    assert!(
        place("END:VTIMEZONE") < place("BEGIN:VEVENT"),
        "a zone is defined before its use"
    );
}

#[test]
fn the_order_in_which_events_come_does_not_show() {
    let mut events: Vec<Event> = (0..20).map(|i| event(&format!("u{i}@x"))).collect();
    for (i, event) in events.iter_mut().enumerate() {
        event.start = at(&format!("2026-09-{:02} 08:00", 1 + i % 5));
        event.end = at("2026-09-30 08:00");
    }
    let once = write(&feed(), &events).unwrap();
    events.reverse();
    assert_eq!(once, write(&feed(), &events).unwrap());
    let lines = unfolded(&once);
    let keys: Vec<_> = values(&lines, "DTSTART;TZID=Asia/Shanghai")
        .into_iter()
        .zip(values(&lines, "UID"))
        .collect();
    assert!(keys.is_sorted() && keys.len() == 20, "{keys:?}");
}

#[test]
fn a_feed_without_events_is_a_calendar() {
    for zone in [Tz::Asia__Shanghai, Tz::Europe__Berlin, Tz::UTC] {
        let file = write(
            &Feed {
                name: "空".into(),
                zone,
            },
            &[],
        )
        .unwrap();
        assert_eq!(yuandi_api::ical::read(file.as_bytes()).unwrap().events.len(), 0);
        assert_eq!(
            values(&unfolded(&file), "TZOFFSETTO").len() % 2,
            1,
            "a base and pairs of changes: {file}"
        );
    }
}

#[test]
fn data_that_would_break_clients_is_refused() {
    let refused = |event: Event| write(&feed(), &[event]).unwrap_err();
    let twice = write(&feed(), &[event("a@x"), event("b@x"), event("a@x")]);
    assert_eq!(twice, Err(WriteError::DuplicateUid { uid: "a@x".into() }));
    for uid in ["", "a\r\nSTATUS:CANCELLED", "a\u{0}", "a b", "a\u{85}", "a\u{2028}"] {
        assert_eq!(refused(event(uid)), WriteError::BadUid { uid: uid.into() });
    }
    for url in [
        "",
        "https://x\r\nSTATUS:CANCELLED",
        "https://x\n y",
        "https://x\u{7f}",
        "https://x y",
    ] {
        let error = refused(Event {
            url: Some(url.into()),
            ..event("a@x")
        });
        assert_eq!(
            error,
            WriteError::BadUrl {
                uid: "a@x".into(),
                url: url.into()
            }
        );
    }
    for (start, end) in [
        ("2026-09-07 09:00", "2026-09-07 09:00"),
        ("2026-09-07 09:00", "2026-09-07 08:00"),
        ("1969-09-07 09:00", "2026-09-07 08:00"),
        ("2026-09-07 09:00", "2200-01-01 00:00"),
    ] {
        let error = refused(Event {
            start: at(start),
            end: at(end),
            ..event("a@x")
        });
        assert!(matches!(error, WriteError::BadSpan { .. }), "{error}");
    }
}

#[test]
fn a_uid_is_of_its_parts_and_its_office() {
    let uid = stable_uid("feeds.example.org", &["2026-autumn", "N0042", "1"]);
    assert_eq!(uid, "43b537fd-36d5-51e3-931a-3e41cf969ea8@feeds.example.org");
    assert_ne!(uid, stable_uid("feeds.example.com", &["2026-autumn", "N0042", "1"]));
    assert_ne!(uid, stable_uid("feeds.example.org", &["2026-autumn", "N0042", "2"]));
    assert_ne!(stable_uid("x", &["ab", "c"]), stable_uid("x", &["a", "bc"]));
    assert_ne!(stable_uid("x", &["a"]), stable_uid("x", &["a", ""]));
}
