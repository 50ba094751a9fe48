//! Invitations: the feed's own event, with who asks and who is asked.

use icalendar::{Calendar, CalendarComponent, Component as _};
use yuandi_api::ical::{Event, Invitation, Party, WriteError, invite, read, write};

use super::{event, feed, unfolded, values};

fn invitation(event: Event) -> Invitation {
    let party = |name: &str, address: &str| Party {
        name: name.into(),
        address: address.into(),
    };
    Invitation {
        event,
        organizer: party("介子路, \"院地共建\"", "yuandi@example.org"),
        attendee: party("林小满", "lin@example.org"),
    }
}

/// The lines of the one event of a file, without those that only invitations have.
fn event_lines(file: &str) -> Vec<String> {
    let lines = unfolded(file);
    let begin = lines.iter().position(|line| line == "BEGIN:VEVENT").expect("an event");
    let own = |line: &&String| !line.starts_with("ORGANIZER") && !line.starts_with("ATTENDEE");
    lines[begin..].iter().filter(own).cloned().collect()
}

#[test]
fn it_is_the_event_of_the_feed() {
    for cancelled in [false, true] {
        let duty = Event {
            cancelled,
            ..event("u@x")
        };
        let mail = invite(&invitation(duty.clone())).unwrap();
        assert_eq!(event_lines(&mail), event_lines(&write(&feed(), &[duty]).unwrap()));
        let method = if cancelled { "CANCEL" } else { "REQUEST" };
        assert_eq!(values(&unfolded(&mail), "METHOD"), [method]);
    }
}

#[test]
fn it_says_who_asks_and_who_is_asked() {
    let mail = invite(&invitation(event("u@x"))).unwrap();
    let lines = unfolded(&mail);
    let organizer = "ORGANIZER;CN=\"介子路, ^'院地共建^'\":mailto:yuandi@example.org";
    assert!(lines.iter().any(|line| line == organizer), "{mail}");
    let attendee = "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;CN=\"林小满\":mailto:lin@example.org";
    assert_eq!(lines.iter().filter(|line| *line == attendee).count(), 1, "{mail}");
}

#[test]
fn others_read_it_and_so_do_we() {
    let duty = event("u@x");
    let mail = invite(&invitation(duty.clone())).unwrap();
    let ours = read(mail.as_bytes()).unwrap();
    assert_eq!((ours.events.len(), ours.events[0].uid.as_str()), (1, "u@x"));
    let theirs: Calendar = mail.parse().unwrap();
    let events: Vec<_> = theirs
        .components
        .iter()
        .filter_map(CalendarComponent::as_event)
        .collect();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].get_uid(), Some("u@x"));
    assert_eq!(events[0].property_value("SEQUENCE"), Some("3"));
    assert_eq!(events[0].get_summary(), Some(duty.summary.as_str()));
    assert_eq!(events[0].property_value("ORGANIZER"), Some("mailto:yuandi@example.org"));
}

#[test]
fn a_name_adds_no_line_and_an_address_no_property() {
    let mut sly = invitation(event("u@x"));
    sly.attendee.name = "a\r\nSTATUS:CANCELLED\u{2028}^\"".into();
    let mail = invite(&sly).unwrap();
    assert_eq!(values(&unfolded(&mail), "STATUS"), ["CONFIRMED"]);
    assert!(
        mail.replace("\r\n ", "").contains("CN=\"a^nSTATUS:CANCELLED^n^^^'\""),
        "{mail}"
    );
    for address in ["", "nobody", "a b@x", "a@x\r\nSTATUS:CANCELLED", "\"a\"@x"] {
        sly.attendee.address = address.into();
        let address = address.to_owned();
        assert_eq!(invite(&sly), Err(WriteError::BadAddress { address }));
    }
    let twice = Event {
        end: super::at("2026-09-07 08:00"),
        ..event("u@x")
    };
    assert!(matches!(invite(&invitation(twice)), Err(WriteError::BadSpan { .. })));
}
