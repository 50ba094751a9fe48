//! Feeds of the running service, read by calendar clients that others wrote: khal fed by vdirsyncer, ical.js (the calendar of
//! Thunderbird), and Python's icalendar. What they show is held to the published plan, not to the bytes of the feed.

mod khal;
mod libraries;

use std::path::PathBuf;
use std::process::{Command, Stdio};

use std::io::Write as _;

use serde_json::{Value as Json, json};
use yuandi_api::domain::role::Role;

use super::harness::term::{TINY, edit, plan_and_publish};
use super::harness::{Client, Service};

/// The office of a service with the tiny term, planned and published.
fn published(service: &Service) -> Client {
    service.with_tiny_term();
    let office = service.role(Role::Office);
    plan_and_publish(&office, false);
    office
}

/// Local begin and end of every duty of the published plan, sorted.
fn spans(office: &Client) -> Vec<(String, String)> {
    let published = office.get(&format!("{TINY}/published")).expect(200).json();
    let decisions = published["decisions"].as_array().expect("decisions");
    let text = |decision: &Json, name: &str| decision[name].as_str().expect("a time").to_owned();
    let mut spans: Vec<_> = (decisions.iter())
        .map(|decision| (text(decision, "start"), text(decision, "end")))
        .collect();
    spans.sort();
    spans
}

/// Gives the therapy room another name; gives the new one.
fn rename_room(service: &Service, office: &Client) -> &'static str {
    const NAME: &str = "健康理疗馆, 二楼; 左手";
    service.app.clock.advance(60);
    edit(office, &format!("{TINY}/places/therapy-room"), &json!({"name": NAME})).expect(200);
    NAME
}

/// Takes the second week from a team, and publishes what becomes of it.
fn call_off(service: &Service, office: &Client) {
    let away = json!({"team": "tuina-1", "start": "2026-09-14 00:00", "end": "2026-09-28 00:00"});
    office.post(&format!("{TINY}/absences"), &away).expect(201);
    service.app.clock.advance(60);
    plan_and_publish(office, true);
}

/// A path from the root of the repository that must be there.
fn installed(path: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    assert!(path.exists(), "{} is missing: run `make setup`", path.display());
    path
}

/// What a program prints, given this input. It must succeed and warn of nothing.
fn run(command: &mut Command, input: &[u8]) -> String {
    let command = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let child = command.spawn();
    let mut child = child.unwrap_or_else(|error| panic!("{command:?}: {error}: run `make setup`"));
    let mut stdin = child.stdin.take().expect("input");
    stdin.write_all(input).expect("a reader");
    drop(stdin);
    let output = child.wait_with_output().expect("an end");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.is_empty(), "{command:?}: {told}");
    String::from_utf8(output.stdout).expect("UTF-8")
}
