//! Calendars out and in, through the public API.

mod busy;
mod fold;
mod fuzz;
mod hostile;
mod invitation;
mod read;
mod write;
mod zones;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use yuandi_api::ical::{Event, Feed, read};

/// `2026-09-07 09:00` as a wall-clock time.
fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time of the test itself")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test itself")
}

fn feed() -> Feed {
    Feed {
        name: "第3小组值班".into(),
        zone: Tz::Asia__Shanghai,
    }
}

fn event(uid: &str) -> Event {
    Event {
        uid: uid.into(),
        sequence: 3,
        updated: DateTime::from_timestamp(1_788_226_200, 0).expect("a time of the test itself"),
        zone: Tz::Asia__Shanghai,
        start: at("2026-09-07 09:00"),
        end: at("2026-09-07 11:30"),
        summary: "康复志愿服务".into(),
        location: None,
        description: None,
        url: None,
        categories: Vec::new(),
        cancelled: false,
    }
}

/// The lines of a feed before folding; checks on the way that the file is made of such lines.
fn unfolded(file: &str) -> Vec<String> {
    assert!(file.ends_with("\r\n"));
    assert_eq!(
        file.matches('\n').count(),
        file.matches("\r\n").count(),
        "a line feed alone"
    );
    assert_eq!(
        file.matches('\r').count(),
        file.matches("\r\n").count(),
        "a carriage return alone"
    );
    for line in file.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line:?}", line.len());
    }
    file.replace("\r\n ", "")
        .split_terminator("\r\n")
        .map(str::to_owned)
        .collect()
}

/// The values of a property in the order of the file.
fn values<'a>(lines: &'a [String], name: &str) -> Vec<&'a str> {
    let start = format!("{name}:");
    lines.iter().filter_map(|line| line.strip_prefix(&start)).collect()
}

/// A calendar around the lines of one component or more.
fn calendar(lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}\r\nEND:VCALENDAR\r\n",
        lines.trim().replace('\n', "\r\n")
    )
}

/// A calendar of one event with these lines.
fn one(lines: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\n{}\nEND:VEVENT", lines.trim()))
}

/// Busy spans in Shanghai between two days, as `09-07 09:00 – 09-07 11:30`.
fn busy(file: &str, first: &str, end: &str) -> Vec<String> {
    let read = read(file.as_bytes()).unwrap_or_else(|faults| panic!("{faults:?} in {file}"));
    let spans = read.busy(day(first), day(end), Tz::Asia__Shanghai);
    spans
        .iter()
        .map(|(begin, end)| format!("{} – {}", begin.format("%m-%d %H:%M"), end.format("%m-%d %H:%M")))
        .collect()
}

/// Line and code of each fault.
fn faults(file: &[u8]) -> Vec<(usize, &'static str)> {
    match read(file) {
        Ok(calendar) => panic!("read without a fault: {calendar:?}"),
        Err(faults) => faults.into_iter().map(|fault| (fault.line, fault.code)).collect(),
    }
}
