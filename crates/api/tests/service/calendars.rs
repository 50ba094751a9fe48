//! Timetables and absences as calendars: a file at a time.

use std::thread;

use serde_json::{Value as Json, json};
use yuandi_api::domain::role::Role;

use super::harness::term::TINY;
use super::harness::{Answer, Backend, Client, HOME, Service, on_both};

const KIND: &str = "text/calendar; charset=utf-8";

/// A calendar of these events: UID, begin, end, and whatever else.
fn calendar(events: &[(&str, &str, &str, &str)]) -> String {
    let mut text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test\r\n".to_owned();
    for (uid, start, end, more) in events {
        text.push_str(&format!(
            "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260901T000000Z\r\nDTSTART;TZID=Asia/Shanghai:{start}\r\n\
             DTEND;TZID=Asia/Shanghai:{end}\r\nSUMMARY:{uid} 去医院\r\n{more}END:VEVENT\r\n"
        ));
    }
    text + "END:VCALENDAR\r\n"
}

fn put(client: &Client, path: &str, text: &str) -> Answer {
    client.send("PUT", path, KIND, text.as_bytes())
}

fn etag(answer: &Answer) -> String {
    answer.header("etag").expect("an ETag").to_owned()
}

on_both! {
    /// Put, read, replaced, taken away, and given back, each by whoever may; who saw an old version changes nothing.
    fn a_calendar_is_put_and_given_back(service: &Service) {
        service.with_tiny_term();
        let student = service.person(Role::Student, Some("2026003"));
        let path = format!("{TINY}/calendars/2026003");
        let one = calendar(&[("a", "20260907T080000", "20260907T100000", "")]);
        let two = calendar(&[("b", "20260908T080000", "20260908T100000", "")]);
        student.get(&path).problem(404, "not-found");
        let first = put(&student, &path, &one).expect(201);
        assert_eq!(student.get(&path).expect(200).text(), one);
        assert_eq!(etag(&student.get(&path)), etag(&first));
        put(&student, &path, &two).problem(428, "if-match-required");
        let second = put(&student.with("if-match", &etag(&first)), &path, &two).expect(204);
        put(&student.with("if-match", &etag(&first)), &path, &one).problem(412, "changed-meanwhile");
        let undo = |seen: &Answer| student.with("if-match", &etag(seen)).send("POST", &format!("{path}/undo"), "", b"");
        let third = undo(&second).expect(204);
        assert_eq!(student.get(&path).expect(200).text(), one);
        undo(&second).problem(412, "changed-meanwhile");
        let fourth = undo(&third).expect(204);
        assert_eq!(student.get(&path).expect(200).text(), two);
        student.delete(&path, &etag(&first)).problem(412, "changed-meanwhile");
        let gone = student.delete(&path, &etag(&fourth)).expect(204);
        student.get(&path).problem(404, "not-found");
        let back = undo(&gone).expect(204);
        assert_eq!(etag(&student.get(&path).expect(200)), etag(&back));
        // Its first change taken back is no calendar.
        let office = service.role(Role::Office);
        let other = format!("{TINY}/calendars/2026002");
        let made = put(&office, &other, &one).expect(201);
        office.with("if-match", &etag(&made)).send("POST", &format!("{other}/undo"), "", b"").expect(204);
        office.get(&other).problem(404, "not-found");
        let zip = office.get(&format!("{TINY}/export")).expect(200).body;
        let files = yuandi_api::planning::archive::unpack(&zip).expect("a zip").files;
        assert_eq!(files.get("calendars/2026003.ics").map(Vec::as_slice), Some(two.as_bytes()));
        assert!(!files.contains_key("calendars/2026002.ics"));
    }
}

on_both! {
    /// A student's own alone; the office's all; nobody's who is not of the term; every mistake by its line.
    fn calendars_are_ones_own_and_sound(service: &Service) {
        service.with_tiny_term();
        let student = service.person(Role::Student, Some("2026003"));
        let (own, other) = (format!("{TINY}/calendars/2026003"), format!("{TINY}/calendars/2026002"));
        let good = calendar(&[("a", "20260907T080000", "20260907T100000", "")]);
        put(&student, &other, &good).problem(404, "not-found");
        student.get(&other).problem(404, "not-found");
        put(&service.role(Role::Centre), &other, &good).problem(403, "forbidden");
        student.send("PUT", &own, "application/json", b"{}").problem(415, "not-a-calendar");
        let office = service.role(Role::Office);
        put(&office, &format!("{TINY}/calendars/nobody"), &good).problem(404, "not-found");
        put(&office, "/api/v1/partnerships/jiezi/terms/none/calendars/2026003", &good).problem(404, "not-found");
        service.role(Role::Auditor).get(&other).problem(404, "not-found");
        let bad = calendar(&[("a", "20260907T080000", "20260907T070000", ""), ("b", "someday", "20260907T070000", "RRULE:FREQ=NEVER\r\n")]);
        let problem = put(&student, &own, &bad).problem(422, "invalid");
        let told: Vec<(&str, &str)> = problem["errors"].as_array().expect("errors").iter()
            .filter_map(|error| Some((error["field"].as_str()?, error["code"].as_str()?))).collect();
        assert_eq!(told, [("line 8", "ends-before-start"), ("line 14", "bad-date")], "{problem}");
        student.get(&own).problem(404, "not-found");
    }
}

on_both! {
    /// Of several who change one calendar at once, one does, and the others are told.
    fn one_of_several_at_once_wins(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let path = format!("{TINY}/calendars/2026003");
        let race = |client: &Client| {
            let sent: Vec<_> = (0..6).map(|k| {
                let (client, path) = (client.clone(), path.clone());
                let text = calendar(&[(&format!("e{k}"), "20260907T080000", "20260907T100000", "")]);
                thread::spawn(move || put(&client, &path, &text).status)
            }).collect();
            let mut statuses: Vec<u16> = sent.into_iter().map(|thread| thread.join().expect("an answer")).collect();
            statuses.sort_unstable();
            statuses
        };
        assert_eq!(race(&office), [201, 428, 428, 428, 428, 428]);
        let seen = etag(&office.get(&path).expect(200));
        assert_eq!(race(&office.with("if-match", &seen)), [204, 412, 412, 412, 412, 412]);
    }
}

fn fates(answer: &Json) -> Vec<(String, String)> {
    let absences = answer["absences"].as_array().expect("absences").iter();
    let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
    absences
        .map(|step| (text(&step["fate"]), text(&step["start"])))
        .collect()
}

fn listed(office: &Client) -> Json {
    office.get(&format!("{TINY}/absences")).expect(200).json()["items"].clone()
}

on_both! {
    /// Looked at first, then done; once more it changes nothing; a moved event moves its absence, a cancelled one takes it away.
    fn absences_come_from_a_calendar_once(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let student = service.person(Role::Student, Some("2026001"));
        let path = format!("{TINY}/absence-imports?person=2026001");
        let weekly = "RRULE:FREQ=WEEKLY;COUNT=4\r\n";
        let text = calendar(&[
            ("dentist", "20260908T140010", "20260908T150010", ""),
            ("weekly", "20260909T080000", "20260909T090000", weekly),
            ("free", "20260910T080000", "20260910T090000", "TRANSP:TRANSPARENT\r\n"),
            ("later", "20270101T080000", "20270101T090000", ""),
            ("instant", "20260911T080000", "20260911T080000", ""),
            ("dentist", "20260912T080000", "20260912T090000", ""),
        ]);
        let send = |path: &str, text: &str| student.send("POST", path, KIND, text.as_bytes()).expect(200).json();
        let seen = send(&path, &text);
        assert_eq!(seen["applied"], false);
        let new = |start: &str| ("new".to_owned(), start.to_owned());
        assert_eq!(fates(&seen), [new("2026-09-08 14:00"), new("2026-09-09 08:00"), new("2026-09-16 08:00"), new("2026-09-23 08:00")], "{seen}");
        let why: Vec<&str> = seen["skipped"].as_array().expect("skipped").iter().filter_map(|event| event["why"].as_str()).collect();
        assert_eq!(why, ["free", "twice", "outside-the-term", "no-duration"], "{seen}");
        assert_eq!(listed(&office), json!([]));
        let apply = format!("{path}&apply=true");
        let done = send(&apply, &text);
        assert_eq!((&done["applied"], &done["absences"]), (&json!(true), &seen["absences"]));
        let first = listed(&office);
        assert_eq!(first.as_array().map(Vec::len), Some(4));
        let changes = office.get(&format!("{HOUSE}/audit")).expect(200).json()["items"][0].clone();
        assert_eq!((&changes["action"], &changes["detail"]), (&json!("absence.import"), &json!("new 4")));
        let again = send(&apply, &text);
        assert!(fates(&again).iter().all(|(fate, _)| fate == "same"), "{again}");
        assert_eq!(listed(&office), first);
        // By another calendar of the same person: the first is moved, the second called off.
        let moved = calendar(&[("dentist", "20260908T160000", "20260908T170000", ""), ("weekly", "20260909T080000", "20260909T090000", "STATUS:CANCELLED\r\n")]);
        let changed = send(&format!("{apply}&reason=%E7%9C%8B%E7%97%85"), &moved);
        assert_eq!(fates(&changed), [("changed".to_owned(), "2026-09-08 16:00".to_owned())], "{changed}");
        let of = |uid: &str, more: &str| calendar(&[(uid, "20260909T080000", "20260909T090000", more)]);
        let gone = send(&apply, &of("weekly", &format!("{weekly}STATUS:CANCELLED\r\n")));
        assert_eq!(fates(&gone).iter().filter(|(fate, _)| fate == "gone").count(), 3, "{gone}");
        let left = listed(&office);
        assert_eq!((left.as_array().map(Vec::len), &left[0]["reason"], &left[0]["version"]), (Some(1), &json!("看病"), &json!(2)));
    }
}

const HOUSE: &str = "/api/v1/partnerships/jiezi";

on_both! {
    /// One's own absences; a team's are the office's; what is there by hand does not come twice; a timetable is none.
    fn absences_are_taken_for_whom_one_may(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let student = service.person(Role::Student, Some("2026001"));
        let text = calendar(&[("fair", "20260908T140000", "20260908T150000", "")]);
        let send = |client: &Client, query: &str, text: &str| client.send("POST", &format!("{TINY}/absence-imports?{query}"), KIND, text.as_bytes());
        send(&student, "person=2026002", &text).problem(403, "forbidden");
        send(&student, "team=tuina-1", &text).problem(403, "forbidden");
        send(&student, "person=2026001&team=tuina-1", &text).problem(422, "invalid");
        send(&office, "person=nobody", &text).problem(422, "invalid");
        send(&office, "team=nobody&apply=true", &text).problem(422, "invalid");
        send(&service.somebody(HOME, Role::Centre, None, None), "team=tuina-1", &text).problem(403, "forbidden");
        office.post(&format!("{TINY}/absences"), &json!({"team": "tuina-1", "start": "2026-09-08 14:00", "end": "2026-09-08 15:00"})).expect(201);
        assert_eq!(fates(&send(&office, "team=tuina-1&apply=true", &text).expect(200).json())[0].0, "same");
        assert_eq!(fates(&send(&office, "team=tuina-2&apply=true", &text).expect(200).json())[0].0, "new");
        assert_eq!(listed(&office).as_array().map(Vec::len), Some(2));
        let hourly = calendar(&[("class", "20260907T080000", "20260907T083000", "RRULE:FREQ=HOURLY\r\n")]);
        let refused = send(&office, "person=2026001&apply=true", &hourly).problem(422, "invalid");
        assert_eq!(refused["errors"][0]["code"], "too-much", "{refused}");
        assert_eq!(send(&office, "person=2026001", "hello").problem(422, "invalid")["errors"][0]["code"], "not-a-calendar");
    }
}

on_both! {
    /// Of two imports at once, one brings the absences and the other finds them there.
    fn two_imports_at_once_bring_absences_once(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let text = calendar(&[("a", "20260908T140000", "20260908T150000", "RRULE:FREQ=DAILY;COUNT=5\r\n")]);
        let sent: Vec<_> = (0..4).map(|_| {
            let (office, text) = (office.clone(), text.clone());
            let path = format!("{TINY}/absence-imports?person=2026001&apply=true");
            thread::spawn(move || office.send("POST", &path, KIND, text.as_bytes()).expect(200).json())
        }).collect();
        let answers: Vec<Json> = sent.into_iter().map(|thread| thread.join().expect("an answer")).collect();
        let new = answers.iter().flat_map(fates).filter(|(fate, _)| fate == "new").count();
        assert_eq!((new, listed(&office).as_array().map(Vec::len)), (5, Some(5)));
    }
}
