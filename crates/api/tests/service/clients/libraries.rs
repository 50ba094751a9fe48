//! What programs built on ical.js and on Python's icalendar make of a feed: both must see the same.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value as Json;

use super::{call_off, installed, published, rename_room, run, spans};
use crate::harness::calendar::subscribe;
use crate::harness::{Backend, Client, Service, on_both};

/// Offset of the zone of the tiny term, in seconds.
const SHANGHAI: i64 = 8 * 3600;

/// The events of a feed by UID, as both libraries see them, without a warning from either.
fn read(reader: &Client, path: &str) -> Vec<Json> {
    let feed = reader.get(path).expect(200);
    let mut node = Command::new("node");
    node.arg(installed("tests/clients/read.mjs"))
        .arg(installed("target/node"));
    let mut python = Command::new(installed("target/python/bin/python"));
    python.arg(installed("tests/clients/read.py"));
    let [by_node, by_python] = [node, python].map(|mut command| {
        let events: Json = serde_json::from_str(&run(&mut command, &feed.body)).expect("JSON");
        events.as_array().expect("events").clone()
    });
    assert_eq!(by_node, by_python);
    by_node
}

fn text<'e>(event: &'e Json, name: &str) -> &'e str {
    event[name].as_str().expect("text")
}

/// The instant of a local time in Shanghai.
fn instant(local: &str) -> i64 {
    let local = chrono::NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").expect("a time");
    local.and_utc().timestamp() - SHANGHAI
}

on_both! {
    /// Every duty of the plan is there once, at its hour on the wall and at the right instant, without a warning.
    fn times_are_those_of_the_plan(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "partnership", "jiezi");
        let events = read(&service.nobody(), &path);
        let mut seen: Vec<_> = events.iter().map(|event| (text(event, "start").to_owned(), text(event, "end").to_owned())).collect();
        seen.sort();
        assert_eq!(seen, spans(&office));
        for event in &events {
            assert_eq!((text(event, "zone"), text(event, "status")), ("Asia/Shanghai", "CONFIRMED"));
            assert_eq!(event["instant"], instant(text(event, "start")));
            assert_eq!(event["minutes"], (instant(text(event, "end")) - instant(text(event, "start"))) / 60);
        }
        let uids: BTreeSet<_> = events.iter().map(|event| text(event, "uid")).collect();
        assert_eq!(uids.len(), events.len(), "a UID names one event");
    }
}

on_both! {
    /// A room that gets another name changes its events in place; the others stay as they are.
    fn a_change_of_room_updates(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "partnership", "jiezi");
        let before = read(&service.nobody(), &path);
        let name = rename_room(service, &office);
        let after = read(&service.nobody(), &path);
        assert_eq!(before.len(), after.len());
        for (old, new) in before.iter().zip(&after) {
            if text(old, "location") == "健康理疗馆" {
                assert_eq!((text(new, "uid"), text(new, "location")), (text(old, "uid"), name));
                assert_eq!((&old["sequence"], &new["sequence"]), (&Json::from(0), &Json::from(1)));
            } else {
                assert_eq!(old, new);
            }
        }
        assert!(after.iter().any(|event| text(event, "location") == name));
    }
}

on_both! {
    /// What is called off keeps its UID, counts on, and is marked; what replaces it is one more event.
    fn a_cancellation_cancels(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "team", "tuina-1");
        let before = read(&service.nobody(), &path);
        call_off(service, &office);
        let after = read(&service.nobody(), &path);
        let off: Vec<_> = after.iter().filter(|event| event["status"] == "CANCELLED").collect();
        assert!(!off.is_empty());
        for event in off {
            let old = before.iter().find(|old| old["uid"] == event["uid"]).expect("it was there");
            assert_eq!((old["sequence"].as_i64(), event["sequence"].as_i64()), (Some(0), Some(1)));
            assert!(text(event, "summary").starts_with("【已取消】"));
        }
        let uids: BTreeSet<_> = after.iter().map(|event| text(event, "uid")).collect();
        assert_eq!(uids.len(), after.len(), "nothing is there twice");
    }
}

on_both! {
    /// Without a change both read the same, as often as they like.
    fn two_readings_without_change_are_one(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "partnership", "jiezi");
        let first = read(&service.nobody(), &path);
        service.app.clock.advance(3600);
        plan_again(&office);
        assert_eq!(read(&service.nobody(), &path), first);
    }
}

/// Publishes once more what is published.
fn plan_again(office: &Client) {
    crate::harness::term::plan_and_publish(office, true);
}
