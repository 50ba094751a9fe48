//! Calendar feeds. `docs/feeds.md` says what a first-class subscription must do; each point of it is a test here, by its number.

mod calendar;
mod edits;
mod events;
mod http;
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
    /// A student's calendar holds their team's duties; a poll without change is answered with 304, twice with the same bytes.
    fn a_student_subscribes(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        plan_and_publish(&office, false);
        let student = service.person(Role::Student, Some("2026001"));
        let address = student.post(FEEDS, &json!({"kind": "person", "subject": "2026001"})).expect(201).json();
        let https = address["https"].as_str().expect("an address");
        assert!(https.len() <= 256 && https.ends_with(".ics") && https.is_ascii());
        assert_eq!(address["webcal"], https.replacen("http", "webcal", 1));
        assert!(address["google"].as_str().expect("a link").contains("cid=webcal%3A%2F%2F"));
        assert!(address["qr"].as_str().expect("an image").contains("<svg"));
        let path = path_of(&address);
        let nobody = service.nobody();
        let first = nobody.get(&path).expect(200);
        assert_eq!(first.header("content-type"), Some("text/calendar; charset=utf-8"));
        assert_eq!(first.header("cache-control"), Some("private, max-age=300"));
        assert_eq!(first.header("x-robots-tag"), Some("noindex"));
        assert!(first.header("content-disposition").expect("a name").starts_with("inline; filename="));
        assert!(first.text().starts_with("BEGIN:VCALENDAR\r\n") && first.text().contains("TZID:Asia/Shanghai"));
        let duties = events(&first);
        assert!(duties.len() > 3 && duties.iter().all(|event| value(event, "SUMMARY").contains("推拿一队")));
        let second = nobody.get(&path).expect(200);
        assert_eq!(first.body, second.body);
        let etag = first.header("etag").expect("an ETag");
        assert_eq!(nobody.with("if-none-match", etag).get(&path).expect(304).header("etag"), Some(etag));
        nobody.with("if-none-match", "\"other\"").get(&path).expect(200);
        let modified = first.header("last-modified").expect("a date");
        nobody.with("if-modified-since", modified).get(&path).expect(304);
        let head = nobody.send("HEAD", &path, "", b"").expect(200);
        assert!(head.body.is_empty() && head.header("etag") == Some(etag));
        nobody.with("accept", "text/html").get(&path).expect(200);
        assert!(nobody.get("/robots.txt").expect(200).text().contains("Allow: /feeds/"));
        // Nothing in it tells of a person.
        assert!(!first.text().contains("林听雨") && !first.text().contains("2026001"));
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
    /// A room that gets another name counts every duty in it on, and none elsewhere.
    fn a_change_of_a_room_updates_what_happens_there(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        plan_and_publish(&office, false);
        let path = subscribe(&office, "partnership", "jiezi");
        let before = service.nobody().get(&path).expect(200);
        let mut room = office.get(ROOM).expect(200).json();
        room["name"] = json!("健康理疗馆（二楼）");
        room.as_object_mut().expect("a place").remove("version");
        service.app.clock.advance(60);
        office.put(ROOM, "\"1\"", &room).expect(200);
        let after = service.nobody().get(&path).expect(200);
        assert_ne!(after.header("etag"), before.header("etag"));
        let (before, after) = (events(&before), events(&after));
        assert_eq!(before.len(), after.len());
        for (old, new) in before.iter().zip(&after) {
            assert_eq!(value(old, "UID"), value(new, "UID"));
            if value(old, "LOCATION").starts_with("健康理疗馆") {
                assert_eq!((value(old, "SEQUENCE"), value(new, "SEQUENCE")), ("0", "1"));
                assert!(value(new, "LAST-MODIFIED") > value(old, "LAST-MODIFIED"));
                assert_eq!(value(new, "LOCATION"), "健康理疗馆（二楼）");
            } else {
                assert_eq!(old, new);
            }
        }
    }
}

on_both! {
    /// What is called off stays as a tombstone for two weeks, then goes; what comes back is no longer called off.
    fn a_called_off_duty_is_told(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        plan_and_publish(&office, false);
        let path = subscribe(&office, "team", "tuina-1");
        let quiet = json!({"kind": "team", "subject": "tuina-1", "omit_cancelled": true});
        let quiet = path_of(&office.post(FEEDS, &quiet).expect(201).json());
        let before = events(&service.nobody().get(&path).expect(200));
        let away = json!({"team": "tuina-1", "start": "2026-09-14 00:00", "end": "2026-09-28 00:00"});
        let absence = office.post(&format!("{TINY}/absences"), &away).expect(201).header("location").expect("a place").to_owned();
        plan_and_publish(&office, true);
        let after = events(&service.nobody().get(&path).expect(200));
        assert_eq!(after.len(), before.len());
        let off: Vec<_> = after.iter().filter(|event| value(event, "STATUS") == "CANCELLED").collect();
        assert!(!off.is_empty());
        for event in &off {
            assert!(value(event, "SUMMARY").starts_with("【已取消】"));
            assert_eq!((value(event, "SEQUENCE"), value(event, "TRANSP")), ("1", "TRANSPARENT"));
            assert!(before.iter().any(|old| value(old, "UID") == value(event, "UID")));
        }
        assert_eq!(events(&service.nobody().get(&quiet).expect(200)).len(), before.len() - off.len());
        office.delete(&absence, "\"1\"").expect(204);
        plan_and_publish(&office, false);
        let back = events(&service.nobody().get(&path).expect(200));
        let back = back.iter().filter(|event| value(event, "STATUS") == "CONFIRMED" && value(event, "SEQUENCE") == "2");
        assert!(back.count() > 0);
        office.post(&format!("{TINY}/absences"), &away).expect(201);
        plan_and_publish(&office, true);
        service.app.clock.advance(40 * 24 * 3600);
        let office = service.role(Role::Office);
        let path = subscribe(&office, "team", "tuina-1");
        let late = events(&service.nobody().get(&path).expect(200));
        assert!(late.iter().all(|event| value(event, "STATUS") == "CONFIRMED"), "{late:?}");
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
