//! The calendars of a plan, read back by two programs of others: every duty in exactly its calendars, and nobody's name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chrono::{NaiveDateTime, TimeDelta};
use icalendar::{CalendarDateTime, Component as _, DatePerhapsTime};
use serde_json::Value;

use crate::term_folder::{edit, folder_with_tiny_term, planned};
use crate::{files, json, repository, rows, text};

/// A duty as it stands in a calendar: the file, from when to when, and the number in its description.
type Duty = (String, String, String, String);

/// A calendar file's text and, once read back, its events.
struct File {
    name: String,
    text: String,
    events: Vec<icalendar::Event>,
}

/// Every calendar that was written, read by `icalendar` and by `ical`, which have to agree.
fn read_back(folder: &Path) -> Vec<File> {
    let calendars = folder.join("out/calendars");
    let read = |name: String| {
        let text = fs::read_to_string(calendars.join(&name)).expect("a calendar in UTF-8");
        let calendar: icalendar::Calendar = text.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
        let events: Vec<icalendar::Event> = calendar.events().cloned().collect();
        assert_eq!(
            uids_by_ical(&text),
            events.iter().map(uid).collect::<Vec<_>>(),
            "{name}"
        );
        File { name, text, events }
    };
    files(&calendars).into_iter().map(read).collect()
}

fn uids_by_ical(text: &str) -> Vec<String> {
    let mut calendars = ical::IcalParser::new(text.as_bytes());
    let calendar = calendars.next().expect("a calendar").expect("one without errors");
    assert!(calendars.next().is_none(), "one calendar a file");
    let uid = |event: ical::parser::ical::component::IcalEvent| {
        let property = event.properties.into_iter().find(|property| property.name == "UID");
        property
            .and_then(|property| property.value)
            .expect("an event has a UID")
    };
    calendar.events.into_iter().map(uid).collect()
}

fn uid(event: &icalendar::Event) -> String {
    event.get_uid().expect("an event has a UID").to_owned()
}

fn wall(time: Option<DatePerhapsTime>, zone: &str) -> String {
    match time {
        Some(DatePerhapsTime::DateTime(CalendarDateTime::WithTimezone { date_time, tzid })) if tzid == zone => {
            date_time.format("%Y-%m-%dT%H:%M").to_string()
        }
        other => panic!("{other:?} is no time in {zone}"),
    }
}

/// Duties as the calendars have them.
fn told(files: &[File], zone: &str) -> Vec<Duty> {
    let mut duties = Vec::new();
    for file in files {
        for event in &file.events {
            let description = event.get_description().expect("a description");
            let number = description.rsplit("编号：").next().expect("a number").trim();
            let (start, end) = (wall(event.get_start(), zone), wall(event.get_end(), zone));
            duties.push((file.name.clone(), start, end, number.to_owned()));
        }
    }
    duties.sort();
    duties
}

fn by_id<'v>(problem: &'v Value, list: &str) -> BTreeMap<&'v str, &'v Value> {
    rows(problem, list).iter().map(|row| (text(row, "id"), row)).collect()
}

/// Duties as problem and plan have them, each for its team's calendar and its place's.
fn planned_duties(folder: &Path) -> Vec<Duty> {
    let [problem, plan] = ["problem", "plan"].map(|name| json(&folder.join(format!("out/{name}.json"))));
    let (sessions, needs) = (by_id(&problem, "sessions"), by_id(&problem, "needs"));
    let mut duties = Vec::new();
    let mut add = |team: &str, place: &str, start: &str, end: &str, id: &str| {
        for file in [format!("teams/{team}.ics"), format!("places/{place}.ics")] {
            duties.push((file, start.to_owned(), end.to_owned(), id.to_owned()));
        }
    };
    for row in rows(&plan, "sessions") {
        let session = sessions[text(row, "session")];
        for team in rows(row, "teams") {
            let team = team.as_str().expect("a team's id");
            add(
                team,
                text(session, "place"),
                text(session, "start"),
                text(session, "end"),
                text(session, "id"),
            );
        }
    }
    for row in rows(&plan, "needs") {
        let need = needs[text(row, "need")];
        let start = NaiveDateTime::parse_from_str(text(row, "start"), "%Y-%m-%dT%H:%M").expect("a time");
        let end = start + TimeDelta::minutes(need["minutes"].as_i64().expect("minutes"));
        let end = end.format("%Y-%m-%dT%H:%M").to_string();
        add(
            text(row, "team"),
            text(need, "place"),
            text(row, "start"),
            &end,
            text(need, "id"),
        );
    }
    duties.sort();
    duties
}

/// UIDs of the teams' calendars.
fn team_uids(files: &[File]) -> BTreeSet<String> {
    let teams = files.iter().filter(|file| file.name.starts_with("teams/"));
    teams.flat_map(|file| file.events.iter().map(uid)).collect()
}

#[test]
fn every_duty_stands_in_its_teams_and_its_places_calendar() {
    for zone in ["Asia/Shanghai", "Europe/Berlin"] {
        let folder = folder_with_tiny_term();
        edit(folder.path(), "term.toml", "Asia/Shanghai", zone);
        planned(folder.path());
        let duties = planned_duties(folder.path());
        assert!(duties.len() > 20, "{duties:?}");
        assert_eq!(told(&read_back(folder.path()), zone), duties, "{zone}");
    }
}

#[test]
fn what_an_earlier_plan_left_does_not_stay() {
    let folder = folder_with_tiny_term();
    planned(folder.path());
    edit(folder.path(), "needs.csv", "building-12", "therapy-room");
    planned(folder.path());
    assert_eq!(
        told(&read_back(folder.path()), "Asia/Shanghai"),
        planned_duties(folder.path())
    );
}

#[test]
fn uids_are_unique_and_stay_when_a_visit_moves() {
    let folder = folder_with_tiny_term();
    planned(folder.path());
    let before = read_back(folder.path());
    let all: usize = before
        .iter()
        .filter(|file| file.name.starts_with("teams/"))
        .map(|file| file.events.len())
        .sum();
    assert_eq!(team_uids(&before).len(), all, "one UID a duty");
    for file in &before {
        assert_eq!(
            file.events.iter().map(uid).collect::<BTreeSet<_>>().len(),
            file.events.len()
        );
    }
    edit(
        folder.path(),
        "needs.csv",
        "chat,company,building-12,60,2026-09-21",
        "chat,company,building-12,60,2026-09-23",
    );
    planned(folder.path());
    let after = read_back(folder.path());
    assert_ne!(
        told(&before, "Asia/Shanghai"),
        told(&after, "Asia/Shanghai"),
        "the visit moved"
    );
    assert_eq!(team_uids(&before), team_uids(&after));
}

#[test]
fn two_terms_share_no_uid() {
    let uids = [("2026-09-07", "2026-09-07"), ("2026-", "2027-")].map(|(from, to)| {
        let folder = folder_with_tiny_term();
        for file in ["term.toml", "hours.csv", "needs.csv"] {
            let path = folder.path().join("tiny_term").join(file);
            let text = fs::read_to_string(&path).expect("a file of the tiny term");
            fs::write(path, text.replace(from, to)).expect("a file of the test's folder");
        }
        planned(folder.path());
        team_uids(&read_back(folder.path()))
    });
    assert!(uids.iter().all(|uids| uids.len() > 10));
    assert_eq!(uids[0].intersection(&uids[1]).next(), None);
}

#[test]
fn nothing_in_them_is_personal() {
    let folder = folder_with_tiny_term();
    planned(folder.path());
    let people = repository().join("tests/fixtures/tiny_term/people.csv");
    let people = fs::read_to_string(people).expect("the people of the tiny term");
    let personal: Vec<&str> = people
        .lines()
        .skip(1)
        .flat_map(|row| row.split(',').take(2))
        .chain(["解剖学"])
        .collect();
    assert_eq!(personal.len(), 15);
    for file in read_back(folder.path()) {
        let unfolded = file.text.replace("\r\n ", "");
        for word in &personal {
            assert!(!unfolded.contains(word), "{word} in {}", file.name);
        }
    }
}
