//! Calendar feeds. `docs/feeds.md` says what a first-class subscription must do; each point of it is a test here, by its number.

mod calendar;
mod edits;
mod events;
mod http;
mod statements;
mod subjects;

use serde_json::json;
use yuandi_api::domain::role::Role;

use super::harness::calendar::{FEEDS, events, path_of, subscribe, value};
use super::harness::peers::python;
use super::harness::term::{TINY, edit, plan_and_publish};
use super::harness::{Answer, Backend, Client, Service, on_both};

const ROOM: &str = "/api/v1/partnerships/jiezi/terms/tiny/places/therapy-room";

/// The office of a service with the tiny term, planned and published.
fn published(service: &Service) -> Client {
    service.with_tiny_term();
    let office = service.role(Role::Office);
    plan_and_publish(&office, false);
    office
}

/// Gives the therapy room another name.
fn rename_room(office: &Client, name: &str) {
    edit(office, ROOM, &json!({"name": name})).expect(200);
}

/// The lines of a feed, unfolded.
fn lines(answer: &Answer) -> Vec<String> {
    let text = answer.text().replace("\r\n ", "");
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

/// An account with an address, `NAME@example.org`, of a person of the term's tables.
fn open_account(office: &Client, role: &str, person: &str) {
    let account = json!({
        "login": person, "name": format!("账户{person}"), "roles": [role], "person": person, "email": format!("{person}@example.org"),
    });
    office.post("/api/v1/partnerships/jiezi/accounts", &account).expect(201);
}

/// The calendars in a mail, unfolded.
fn calendars(mail: &str) -> String {
    const READ: &str = r#"
import sys, json, email, email.policy
mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
print(json.dumps("".join(p.get_payload(decode=True).decode() for p in mail.walk() if p.get_content_type() == "text/calendar")))"#;
    let text = python(READ, mail);
    text.as_str().expect("text").replace("\r\n ", "")
}

on_both! {
    /// A student's calendar holds their team's duties, each once, and nothing that tells of a person.
    fn a_student_subscribes(service: &Service) {
        published(service);
        let student = service.person(Role::Student, Some("2026001"));
        let feed = service.nobody().get(&subscribe(&student, "person", "2026001")).expect(200);
        let duties = events(&feed);
        assert!(duties.len() > 3 && duties.iter().all(|event| value(event, "SUMMARY").contains("推拿一队")));
        assert!(!feed.text().contains("林听雨") && !feed.text().contains("2026001"));
    }
}

on_both! {
    /// A replan that leaves a duty alone leaves its bytes alone; so does publishing the same once more.
    fn what_stays_the_same_keeps_its_bytes(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        plan_and_publish(&office, false);
        let path = subscribe(&office, "partnership", "jiezi");
        let before = service.nobody().get(&path).expect(200);
        service.app.clock.advance(60);
        plan_and_publish(&office, true);
        assert_eq!(service.nobody().get(&path).expect(200).body, before.body);
        service.nobody().with("if-none-match", before.header("etag").expect("an ETag")).get(&path).expect(304);
    }
}

on_both! {
    /// What was called off and takes place after all is no longer called off, under a higher count.
    fn what_comes_back_is_told(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "team", "tuina-1");
        let away = json!({"team": "tuina-1", "start": "2026-09-14 00:00", "end": "2026-09-28 00:00"});
        let absence = office.post(&format!("{TINY}/absences"), &away).expect(201).header("location").expect("a place").to_owned();
        plan_and_publish(&office, true);
        office.delete(&absence, "\"1\"").expect(204);
        plan_and_publish(&office, false);
        let back = events(&service.nobody().get(&path).expect(200));
        let back = back.iter().filter(|event| value(event, "STATUS") == "CONFIRMED" && value(event, "SEQUENCE") == "2");
        assert!(back.count() > 0);
    }
}

on_both! {
    /// A new address replaces the old one; a withdrawn one says so; who read is seen.
    fn addresses_are_rotated_and_withdrawn(service: &Service) {
        service.with_tiny_term();
        let student = service.person(Role::Student, Some("2026001"));
        let address = student.post(FEEDS, &json!({"kind": "person", "subject": "2026001"})).expect(201).json();
        let old = path_of(&address);
        let nobody = service.nobody().with("user-agent", "khal/0.11 (of 林听雨)");
        nobody.get(&old).expect(200);
        let id = address["id"].as_str().expect("an id");
        let rotated = student.send("POST", &format!("{FEEDS}/{id}/rotate"), "", b"").expect(200).json();
        let new = path_of(&rotated);
        nobody.get(&old).expect(404);
        nobody.get(&new).expect(200);
        service.wait(yuandi_api::jobs::fetches::note(&service.app)).expect("a note");
        let list = student.get(FEEDS).expect(200).json();
        assert_eq!((&list["items"][0]["client"], &list["items"][0]["silent"]), (&json!("khal"), &json!(false)), "{list}");
        let other = service.person(Role::Student, Some("2026002"));
        assert_eq!(other.get(FEEDS).expect(200).json()["items"], json!([]));
        other.send("DELETE", &format!("{FEEDS}/{id}"), "", b"").problem(404, "not-found");
        student.send("DELETE", &format!("{FEEDS}/{id}"), "", b"").expect(204);
        nobody.get(&new).problem(410, "withdrawn");
        other.post(FEEDS, &json!({"kind": "person", "subject": "2026001"})).problem(403, "forbidden");
        other.post(FEEDS, &json!({"kind": "team", "subject": "repair"})).problem(403, "forbidden");
        other.post(FEEDS, &json!({"kind": "place", "subject": "nowhere"})).problem(422, "invalid");
        nobody.get("/feeds/nonsense.ics").expect(404);
    }
}
