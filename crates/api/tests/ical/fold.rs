//! Long lines and every kind of character: what was written is read back, by us and by others.

use ::icalendar::{Component as _, EventLike as _};
use proptest::prelude::*;
use yuandi_api::ical::{Event, read, write};

use super::{event, feed, unfolded, values};

/// Characters of one to four octets, marks that combine, joiners, blanks that trimming takes, and all that is special.
const PIECES: &[&str] = &[
    "a",
    "Z9",
    " ",
    "\t",
    "\u{3000}",
    "é",
    "e\u{301}",
    "漢",
    "社区服务",
    "𠮷",
    "👩‍⚕️",
    "👨‍👩‍👧‍👦",
    "🇨🇳",
    "क्ष",
    "ا\u{64b}",
    "\u{200b}",
    "\\",
    ";",
    ",",
    ":",
    "\"",
    "\\n",
    "\n",
    "\r\n",
    "=",
    "^n",
    "\u{feff}",
    "\u{ad}",
    "《》",
    "\u{2028}",
];

/// What readers get to see of a text: control characters go, line breaks of any kind are one.
fn visible(text: &str) -> String {
    let broken = text.replace(['\u{2028}', '\u{2029}'], "\n");
    broken
        .chars()
        .filter(|&c| !c.is_control() || c == '\n' || c == '\t')
        .collect()
}

/// RFC 5545, 3.3.11, written once more.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}

/// Writes the text in each text property and reads it back three times.
fn check(text: &str) {
    let written = Event {
        summary: text.into(),
        location: Some(text.into()),
        description: Some(text.into()),
        categories: vec![text.into(), "终".into()],
        ..event("a@x")
    };
    let file = write(&feed(), &[written]).unwrap();
    let shown = visible(text);

    let lines = unfolded(&file);
    for name in ["SUMMARY", "LOCATION", "DESCRIPTION"] {
        assert_eq!(values(&lines, name), [escaped(&shown)], "{text:?}");
    }
    assert_eq!(values(&lines, "CATEGORIES"), [format!("{},终", escaped(&shown))]);

    let ours = read(file.as_bytes()).unwrap();
    assert_eq!(ours.events[0].summary, shown);

    let theirs: ::icalendar::Calendar = file.parse().unwrap();
    let theirs = theirs.events().next().unwrap();
    assert_eq!(theirs.get_summary(), Some(shown.as_str()));
    assert_eq!(theirs.get_location(), Some(shown.as_str()));
    assert_eq!(theirs.get_description(), Some(shown.as_str()));

    by_the_ical_crate(&file, &escaped(&shown));
}

/// The `ical` crate leaves values escaped and trims colons before and blanks behind them.
fn by_the_ical_crate(file: &str, value: &str) {
    let mut parser = ::ical::IcalParser::new(file.as_bytes());
    let calendar = parser.next().unwrap().unwrap();
    assert!(parser.next().is_none());
    let value = value.trim_start_matches(':').trim_end();
    for name in ["SUMMARY", "LOCATION", "DESCRIPTION"] {
        let found: Vec<_> = calendar.events[0]
            .properties
            .iter()
            .filter(|p| p.name == name)
            .collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].value.as_deref().unwrap_or("").trim_end(), value);
    }
}

#[test]
fn each_piece_at_each_offset() {
    for piece in PIECES {
        for offset in 0..160 {
            let text = format!("{}{piece}{piece}b", "a".repeat(offset));
            let file = write(
                &feed(),
                &[Event {
                    summary: text.clone(),
                    ..event("a@x")
                }],
            )
            .unwrap();
            let lines = unfolded(&file);
            assert_eq!(values(&lines, "SUMMARY"), [escaped(&visible(&text))]);
        }
        check(format!("{}{}", "漢".repeat(23), piece.repeat(60)).trim_end());
    }
}

#[test]
fn a_long_line_is_cut_no_more_often_than_needed() {
    let file = write(
        &feed(),
        &[Event {
            summary: "x".repeat(67 + 74 * 3 + 11),
            ..event("a@x")
        }],
    )
    .unwrap();
    let lines: Vec<&str> = file
        .split("\r\n")
        .skip_while(|line| !line.starts_with("SUMMARY"))
        .take(5)
        .collect();
    assert_eq!(
        lines.iter().map(|line| line.len()).collect::<Vec<_>>(),
        [75, 75, 75, 75, 12]
    );
}

#[test]
fn blanks_stand_at_the_begin_of_a_line_rather_than_at_its_end() {
    for blank in [" ", "\t", "\u{3000}"] {
        for offset in 60..80 {
            let text = format!("{}{blank}{blank}{}", "a".repeat(offset), "b".repeat(80));
            let file = write(
                &feed(),
                &[Event {
                    summary: text,
                    ..event("a@x")
                }],
            )
            .unwrap();
            assert!(file.split("\r\n").all(|line| line.trim_end() == line), "{file}");
        }
    }
    // Nothing but blanks has to be cut somewhere.
    check(&format!("a{}b", " ".repeat(60)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mixed_text_comes_back(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        check(pieces.concat().trim_end());
    }

    #[test]
    fn any_text_comes_back_to_us(text in any::<String>(), long in "\\PC{0,200}") {
        for text in [text, long] {
            let file = write(&feed(), &[Event { summary: text.clone(), ..event("a@x") }]).unwrap();
            let lines = unfolded(&file);
            prop_assert_eq!(values(&lines, "SUMMARY"), [escaped(&visible(&text))]);
            prop_assert_eq!(&read(file.as_bytes()).unwrap().events[0].summary, &visible(&text));
        }
    }
}
