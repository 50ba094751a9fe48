//! Files of other programs: what is accepted, and what is said about the rest.

use yuandi_api::ical::read;

use super::{busy, calendar, faults, one};

#[test]
fn careless_but_clear_files_are_read() {
    let plain = one("UID:a\nSUMMARY:高等数学\nDTSTART:20260907T090000\nDTEND:20260907T103000");
    let expected = ["09-07 09:00 – 09-07 10:30"];
    for file in [
        plain.clone(),
        format!("\u{feff}{plain}"),
        plain.replace("\r\n", "\n"),
        plain.to_lowercase().replace("t09", "T09").replace("t10", "T10"),
        plain.replace("DTSTART", "\r\n\r\nDTSTART"),
        plain.replace("SUMMARY:", "SUMM\r\n ARY:\r\n\t"),
        plain.replace("DTEND", "X-UNKNOWN;A=\"x:y;z\",b:c\r\nDTEND"),
        plain.replace(
            "BEGIN:VEVENT",
            "BEGIN:X-FOO\r\nBEGIN:VEVENT\r\nnot a line\r\nEND:VEVENT\r\nEND:X-FOO\r\nBEGIN:VEVENT",
        ),
        plain.replace("END:VEVENT", "BEGIN:VALARM\r\nDTSTART:bad\r\nEND:VALARM\r\nEND:VEVENT"),
        plain.trim_end().to_owned(),
        format!("{plain}{}", calendar("X-A:b")),
    ] {
        assert_eq!(busy(&file, "2026-09-01", "2026-10-01"), expected, "{file}");
    }
}

#[test]
fn a_fold_inside_a_character_is_mended() {
    let mut file = one("UID:a\nSUMMARY:高等数学\nDTSTART:20260907T090000\nDTEND:20260907T103000").into_bytes();
    let place = file.windows(3).position(|w| w == "等".as_bytes()).unwrap();
    file.splice(place + 1..place + 1, *b"\r\n ");
    assert_eq!(read(&file).unwrap().events[0].summary, "高等数学");
}

#[test]
fn titles_come_back_unescaped() {
    let read = read(
        calendar("X-WR-CALNAME:课表\\, 秋\nBEGIN:VEVENT\nDTSTART:20260907\nSUMMARY:a\\;b\\nc\\\\d\\x\nEND:VEVENT")
            .as_bytes(),
    );
    let read = read.unwrap();
    assert_eq!(read.name.as_deref(), Some("课表, 秋"));
    assert_eq!(read.events[0].summary, "a;b\nc\\d\\x");
    assert_eq!((read.events[0].line, read.events[0].uid.as_str()), (4, ""));
}

#[test]
fn what_is_no_calendar_is_said_so() {
    let sheet = b"PK\x03\x04\x14\x00\x06\x00\xff\xfe\x00binary".as_slice();
    let wide: Vec<u8> = "BEGIN:VCALENDAR\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for file in [
        b"".as_slice(),
        b"\r\n\r\n",
        b"\xef\xbb\xbf",
        sheet,
        &wide,
        b"<html>\n<body>",
        b"BEGIN:VCARD\nEND:VCARD",
        b"\0",
    ] {
        let codes: Vec<_> = faults(file).into_iter().map(|(_, code)| code).collect();
        assert_eq!(codes, ["not-a-calendar"], "{file:?}");
    }
}

#[test]
fn each_fault_of_an_event_has_its_line() {
    for (lines, expected) in [
        ("UID:a", vec![(3, "no-start")]),
        ("DTSTART:20260231T090000", vec![(4, "bad-date")]),
        ("DTSTART:2026-09-07", vec![(4, "bad-date")]),
        ("DTSTART:20260907T250000", vec![(4, "bad-date")]),
        ("DTSTART:00010101T000000", vec![(4, "bad-date")]),
        ("DTSTART;TZID=Mars/Olympus:20260907T090000", vec![(4, "unknown-zone")]),
        (
            "DTSTART:20260907T090000\nDTEND:20260907T080000",
            vec![(5, "ends-before-start")],
        ),
        (
            "DTSTART;VALUE=DATE:20260907\nDTEND;VALUE=DATE:20260906",
            vec![(5, "ends-before-start")],
        ),
        ("DTSTART:20260907T090000\nDURATION:-PT1H", vec![(5, "bad-duration")]),
        ("DTSTART:20260907T090000\nDURATION:P", vec![(5, "bad-duration")]),
        ("DTSTART:20260907T090000\nDURATION:PT", vec![(5, "bad-duration")]),
        (
            "DTSTART:20260907T090000\nDURATION:PT99999999999999999999H",
            vec![(5, "bad-duration")],
        ),
        ("DTSTART:20260907T090000\nRRULE:FREQ=SOMETIMES", vec![(5, "bad-rule")]),
        (
            "DTSTART:20260907T090000\nRRULE:FREQ=DAILY;COUNT=0",
            vec![(5, "bad-rule")],
        ),
        (
            "DTSTART:20260907T090000\nRRULE:FREQ=DAILY;UNTIL=bald",
            vec![(5, "bad-rule")],
        ),
        ("DTSTART:20260907T090000\nRRULE:FREQ=每天", vec![(5, "bad-rule")]),
        (
            "DTSTART:20260907T090000\nRRULE:FREQ=SECONDLY",
            vec![(5, "rule-too-frequent")],
        ),
        (
            "DTSTART:20260907T090000\nRRULE:FREQ=YEARLY;BYHOUR=1,2,3,4,5,6,7;BYMINUTE=1,2,3,4,5,6,7",
            vec![(5, "rule-too-frequent")],
        ),
        (
            "DTSTART:20260907T090000\nEXDATE:20260907T090000,x",
            vec![(5, "bad-date")],
        ),
        (
            "DTSTART:20260907T090000\nRDATE;VALUE=PERIOD:20260908T090000/20260908T080000",
            vec![(5, "ends-before-start")],
        ),
        (
            "DTSTART:20260907T090000\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260907T090000",
            vec![(5, "unsupported-range")],
        ),
        ("DTSTART:20260907T090000\n这不是一行", vec![(5, "bad-line")]),
        ("DTSTART:20260907T090000\nX;A=\"b:c", vec![(5, "bad-line")]),
        ("DTSTART:x\nDTEND:y\nRRULE:z", vec![(4, "bad-date")]),
        (
            "DTSTART:20260907T090000\nDTEND:y\nRRULE:z\nEXDATE:w",
            vec![(5, "bad-date"), (6, "bad-rule"), (7, "bad-date")],
        ),
    ] {
        assert_eq!(faults(one(lines).as_bytes()), expected, "{lines}");
    }
}

#[test]
fn components_must_pair() {
    let open = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260907\n";
    assert_eq!(
        faults(open.as_bytes()),
        [(1, "unclosed-component"), (2, "unclosed-component")]
    );
    assert_eq!(
        faults(format!("{open}END:VCALENDAR\n").as_bytes()),
        [(2, "unclosed-component")]
    );
    assert_eq!(
        faults(format!("{open}END:VEVENT\nEND:VEVENT\nEND:VCALENDAR").as_bytes()),
        [(5, "wrong-end")]
    );
    assert_eq!(
        faults(format!("{}SUMMARY:x\n", one("DTSTART:20260907")).as_bytes()),
        [(7, "outside-calendar")]
    );
    let deep = format!("BEGIN:VCALENDAR\n{}", "BEGIN:A\n".repeat(1000));
    assert_eq!(faults(deep.as_bytes()), [(17, "too-deep")]);
}

#[test]
fn all_faults_come_at_once_and_sorted() {
    let file = calendar(
        "BEGIN:VEVENT\nDTSTART:x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:y\nEND:VEVENT\nEND:VTODO\nBEGIN:VEVENT\nDTSTART:20260907T090000\nRRULE:z\nno line\nEND:VEVENT",
    );
    assert_eq!(
        faults(file.as_bytes()),
        [
            (4, "bad-date"),
            (6, "no-start"),
            (9, "wrong-end"),
            (12, "bad-rule"),
            (13, "bad-line")
        ]
    );
}

#[test]
fn other_encodings_are_named_once() {
    // 高等数学 in GB18030, in two events.
    let mut file = b"BEGIN:VCALENDAR\n".to_vec();
    for _ in 0..2 {
        file.extend_from_slice(
            b"BEGIN:VEVENT\nDTSTART:20260907\nSUMMARY:\xb8\xdf\xb5\xc8\xca\xfd\xd1\xa7\nEND:VEVENT\n",
        );
    }
    file.extend_from_slice(b"END:VCALENDAR\n");
    assert_eq!(faults(&file), [(4, "not-utf-8")]);
}

#[test]
fn size_is_limited() {
    let event = "BEGIN:VEVENT\nDTSTART:20260907\nEND:VEVENT\n";
    let fits = calendar(&event.repeat(20_000));
    assert_eq!(read(fits.as_bytes()).unwrap().events.len(), 20_000);
    assert_eq!(
        faults(calendar(&event.repeat(20_001)).as_bytes()),
        [(60_003, "too-many-events")]
    );
    assert_eq!(faults(&vec![b'\n'; 10_000_001]), [(1, "too-large")]);
    let noise = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", "noise\n".repeat(100_000));
    let found = faults(noise.as_bytes());
    assert_eq!((found.len(), found[100]), (101, (102, "too-many-faults")));
}
