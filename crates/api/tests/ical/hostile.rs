//! Texts that try to become properties.

use proptest::prelude::*;
use yuandi_api::ical::{Event, Feed, read, write};

use super::{event, feed, unfolded};

const ATTACKS: &[&str] = &[
    "\r\nSTATUS:CANCELLED",
    "\nSTATUS:CANCELLED",
    "\rSTATUS:CANCELLED",
    "\r\n STATUS:CANCELLED",
    "\u{85}STATUS:CANCELLED",
    "\u{2028}STATUS:CANCELLED",
    "\u{b}\u{c}STATUS:CANCELLED",
    "\\\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    "\\",
    "\\\\n",
    "\u{0}",
    "\";X=\"",
    "a;b,c:d",
    "\r\nEND:VCALENDAR\r\n",
    "\u{1b}[2J",
    "^n^^^'",
];

/// Names and parameters of all lines: what an attack would change.
fn shape(file: &str) -> Vec<String> {
    unfolded(file)
        .iter()
        .map(|line| line.split(':').next().unwrap_or_default().to_owned())
        .collect()
}

fn with(text: &str) -> String {
    let event = Event {
        summary: text.into(),
        location: Some(text.into()),
        description: Some(text.into()),
        categories: vec![text.into(), text.into()],
        ..event("a@x")
    };
    write(
        &Feed {
            name: text.into(),
            ..feed()
        },
        &[event],
    )
    .unwrap()
}

/// The file has the lines of a harmless one, for us and for two readers that share no code with us.
fn check(text: &str) {
    let file = with(text);
    assert_eq!(shape(&file), shape(&with("无害")), "{text:?}");
    // A reader that takes every kind of line break for one sees no more lines either.
    let breaks = [
        '\n', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}', '\u{0}', '\u{1c}', '\u{1d}', '\u{1e}',
    ];
    assert_eq!(file.matches(breaks).count(), file.matches("\r\n").count(), "{text:?}");
    let ours = read(file.as_bytes()).unwrap();
    assert!(ours.events.len() == 1 && ours.events[0].blocks, "{text:?}");
    let theirs: ::icalendar::Calendar = file.parse().unwrap();
    let event = theirs.events().next().unwrap();
    assert_eq!(
        ::icalendar::Component::property_value(event, "STATUS"),
        Some("CONFIRMED")
    );
    let calendar = ::ical::IcalParser::new(file.as_bytes()).next().unwrap().unwrap();
    let status: Vec<_> = calendar.events[0]
        .properties
        .iter()
        .filter(|p| p.name == "STATUS")
        .collect();
    assert_eq!(status.len(), 1);
    assert_eq!(status[0].value.as_deref(), Some("CONFIRMED"));
}

#[test]
fn no_attack_adds_a_property() {
    for attack in ATTACKS {
        for text in [attack.to_string(), format!("康复{attack}服务"), attack.repeat(30)] {
            check(&text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_mixture_of_attacks_adds_a_property(pieces in prop::collection::vec(prop::sample::select(ATTACKS), 1..40)) {
        check(&pieces.concat());
    }
}
