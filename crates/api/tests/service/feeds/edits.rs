//! Edits of a term whose plan is published: duties, calendars and messages follow, and each reader hears once of each.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use yuandi_api::config::Smtp;
use yuandi_api::domain::role::Role;

use super::{calendars, open_account, published, rename_room};
use crate::harness::calendar::{events, subscribe, value};
use crate::harness::outbox::{content, messages, until};
use crate::harness::peers::Peer;
use crate::harness::term::{TINY, draft, edit, folder, import, look, plan_and_publish, publish};
use crate::harness::{Backend, Client, HOME, Service, on_both};

/// Accounts, by person; each hears of what concerns it.
fn accounts(office: &Client) -> BTreeMap<String, String> {
    for (role, person) in [
        ("student", "2026001"),
        ("student", "2026003"),
        ("student", "2026005"),
        ("supervisor", "2026007"),
    ] {
        open_account(office, role, person);
    }
    let all = office.get("/api/v1/partnerships/jiezi/accounts").expect(200).json();
    let all = all["items"].as_array().expect("accounts");
    let named = all.iter().filter_map(|account| {
        let text = |name: &str| account[name].as_str().map(str::to_owned);
        Some((text("person")?, text("id")?))
    });
    named.collect()
}

/// What was told since the newest message had this id, by person: the kinds of the changes.
fn told(service: &Service, accounts: &BTreeMap<String, String>, since: &str) -> BTreeMap<String, Vec<String>> {
    let mut told = BTreeMap::new();
    for message in messages(service)
        .into_iter()
        .filter(|message| message.id.as_str() > since)
    {
        // Whoever else has an account of the same person hears the same.
        let Some((person, _)) = accounts.iter().find(|(_, account)| **account == message.recipient) else {
            continue;
        };
        let changes = content(service, &message.id)["changes"]
            .as_array()
            .expect("changes")
            .clone();
        let kinds = changes
            .iter()
            .map(|change| change["what"].as_str().expect("a kind").to_owned())
            .collect();
        assert_eq!(told.insert(person.clone(), kinds), None, "{person} hears twice");
    }
    told
}

fn newest(service: &Service) -> String {
    messages(service)
        .first()
        .map(|message| message.id.clone())
        .unwrap_or_default()
}

/// Somebody heard of nothing but this kind of change.
fn only(told: &BTreeMap<String, Vec<String>>, person: &str, kind: &str) -> bool {
    told.get(person)
        .is_some_and(|kinds| !kinds.is_empty() && kinds.iter().all(|other| other == kind))
}

on_both! {
    /// A room that moves, an hour that is elsewhere, a need that is gone: whoever has a duty there hears of it, nobody else, and of
    /// each edit once.
    fn an_edit_tells_those_whom_it_concerns(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let accounts = accounts(&office);
        plan_and_publish(&office, false);
        let since = newest(service);
        rename_room(&office, "另一间");
        let after_room = told(service, &accounts, &since);
        assert!(only(&after_room, "2026001", "moved"), "{after_room:?}");
        let since = newest(service);
        rename_room(&office, "又一间");
        assert_eq!(told(service, &accounts, &since), after_room, "each edit is a cause of its own");
        let since = newest(service);
        edit(&office, &format!("{TINY}/hours/open-day"), &json!({"name": "便民维修日"})).expect(200);
        let hour = told(service, &accounts, &since);
        assert!(only(&hour, "2026005", "edited") && only(&hour, "2026007", "edited") && hour.len() == 2, "{hour:?}");
        let since = newest(service);
        let lamp = format!("{TINY}/needs/lamp");
        office.delete(&lamp, office.get(&lamp).expect(200).header("etag").expect("an ETag")).expect(204);
        let need = told(service, &accounts, &since);
        assert!(only(&need, "2026005", "called_off") && need.len() == 2, "{need:?}");
        let since = newest(service);
        edit(&office, &format!("{TINY}/places/campus"), &json!({"name": "老校区"})).expect(200);
        assert_eq!(told(service, &accounts, &since), BTreeMap::new(), "nobody has a duty there");
    }
}

on_both! {
    /// Webhooks that want to know are told of edits, too.
    fn an_edit_tells_webhooks(service: &Service) {
        let office = published(service);
        let hook = json!({"url": "https://example.org/hook", "events": ["duties.changed"]});
        office.post("/api/v1/partnerships/jiezi/webhooks", &hook).expect(201);
        rename_room(&office, "另一间");
        let calls = messages(service);
        assert_eq!(calls.len(), 1);
        let body = content(service, &calls[0].id);
        assert_eq!((&body["type"], &body["data"]["duties"][0]["place"]), (&json!("duties.changed"), &json!("therapy-room")));
    }
}

on_both! {
    /// Who leaves a team sees its coming duties called off, hears of it once, and has those of the new team; who comes back has the
    /// old ones again. Counters only rise.
    fn who_changes_teams_sees_the_old_duties_called_off(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let accounts = accounts(&office);
        plan_and_publish(&office, false);
        let student = service.person(Role::Student, Some("2026001"));
        let path = subscribe(&student, "person", "2026001");
        // Those still to come: it is Monday evening.
        let read = || -> BTreeMap<String, (String, u32)> {
            let feed = service.nobody().get(&path).expect(200);
            let named = |event: &Vec<String>| {
                let count = value(event, "SEQUENCE").parse().expect("a number");
                (value(event, "UID").to_owned(), (value(event, "STATUS").to_owned(), count))
            };
            let coming = |event: &&Vec<String>| value(event, "DTSTART") > "20260908";
            events(&feed).iter().filter(coming).map(named).collect()
        };
        let first = read();
        let (since, etag) = (newest(service), service.nobody().get(&path).expect(200).header("last-modified").expect("a date").to_owned());
        service.app.clock.advance(60);
        let person = format!("{TINY}/people/2026001");
        edit(&office, &person, &json!({"team": "tuina-2", "role": "student"})).expect(200);
        service.nobody().with("if-modified-since", &etag).get(&path).expect(200);
        let moved = read();
        for (uid, (_, count)) in &first {
            assert_eq!(moved[uid], ("CANCELLED".to_owned(), count + 1), "{uid}");
        }
        assert!(moved.len() > first.len());
        let heard = told(service, &accounts, &since);
        assert_eq!(heard.keys().collect::<Vec<_>>(), ["2026001"]);
        assert!(heard["2026001"].contains(&"called_off".to_owned()) && heard["2026001"].contains(&"new".to_owned()));
        let told_off = content(service, &newest(service))["changes"].clone();
        for change in told_off.as_array().expect("changes").iter().filter(|change| change["what"] == "called_off") {
            let uid = change["duty"]["uid"].as_str().expect("a UID");
            assert_eq!(change["duty"]["sequence"], Json::from(moved[uid].1), "as in the feed");
        }
        // What the team is told after that is not theirs.
        let since = newest(service);
        edit(&office, &format!("{TINY}/teams/tuina-1"), &json!({"name": "推拿甲队"})).expect(200);
        assert!(!told(service, &accounts, &since).contains_key("2026001"));
        service.app.clock.advance(60);
        edit(&office, &person, &json!({"team": "tuina-1"})).expect(200);
        let back = read();
        for (uid, (_, count)) in &moved {
            let (status, now) = &back[uid];
            assert!(now > count, "{uid}");
            assert_eq!(status, if first.contains_key(uid) { "CONFIRMED" } else { "CANCELLED" });
        }
    }
}

on_both! {
    /// Who is no longer in the tables at all, too; and what they did before they left stays done.
    fn who_leaves_keeps_what_they_did(service: &Service) {
        let office = published(service);
        let student = service.person(Role::Student, Some("2026006"));
        let path = subscribe(&student, "person", "2026006");
        let before = events(&service.nobody().get(&path).expect(200));
        service.app.clock.advance(6 * 86_400);
        let office_later = service.role(Role::Office);
        drop(office);
        office_later.delete(&format!("{TINY}/people/2026006"), "\"1\"").expect(204);
        service.app.feeds.forget();
        let after = events(&service.nobody().get(&path).expect(200));
        assert_eq!(after.len(), before.len());
        let status = |day: &str| -> Vec<&str> {
            let on = |event: &&Vec<String>| value(event, "DTSTART").starts_with(day);
            after.iter().filter(on).map(|event| value(event, "STATUS")).collect()
        };
        assert_eq!(status("20260912"), ["CONFIRMED"], "the open day is over");
        let done = |event: &&Vec<String>| value(event, "DTSTART") < "20260913";
        assert!(after.iter().filter(done).eq(before.iter().filter(done)), "not a byte of it moves");
        let coming = after.iter().filter(|event| value(event, "DTSTART") > "20260914");
        assert!(coming.clone().count() > 0 && coming.into_iter().all(|event| value(event, "STATUS") == "CANCELLED"));
    }
}

on_both! {
    /// An import in place of a published term: its calendars show it, its people hear of it; so with its undoing.
    fn an_import_tells_and_so_does_its_undoing(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let accounts = accounts(&office);
        plan_and_publish(&office, false);
        let student = service.person(Role::Student, Some("2026001"));
        let [path, of_student] = [subscribe(&office, "place", "therapy-room"), subscribe(&student, "person", "2026001")];
        let mut files = folder("tests/fixtures/tiny_term");
        let change = |files: &mut yuandi_scheduler::term::TermFiles, name: &str, from: &str, to: &str| {
            let file = files.files.get_mut(name).expect("a file");
            let text = String::from_utf8_lossy(file).into_owned();
            assert!(text.contains(from));
            *file = text.replace(from, to).into_bytes();
        };
        change(&mut files, "places.csv", "健康理疗馆", "新理疗馆");
        change(&mut files, "people.csv", "2026001,林听雨,医学院,tuina-1", "2026001,林听雨,医学院,tuina-2");
        change(&mut files, "people.csv", "2026004,沈南乔,医学院,tuina-2", "2026004,沈南乔,医学院,tuina-1");
        let (since, before) = (newest(service), service.nobody().get(&path).expect(200));
        service.app.clock.advance(60);
        let applied = import(&office, TINY, &files);
        let after = service.nobody().get(&path).expect(200);
        assert!(after.text().contains("X-WR-CALNAME:新理疗馆") && !after.text().contains("健康理疗馆"));
        let heard = told(service, &accounts, &since);
        assert!(heard["2026001"].contains(&"called_off".to_owned()), "{heard:?}");
        assert!(only(&heard, "2026003", "moved"), "{heard:?}");
        let theirs = service.nobody().get(&of_student).expect(200);
        assert!(theirs.text().contains("STATUS:CANCELLED"));
        let since = newest(service);
        office.send("POST", &format!("{applied}/undo"), "", b"").expect(204);
        let undone = service.nobody().get(&path).expect(200);
        let shown = |answer: &crate::harness::Answer| -> Vec<String> {
            events(answer).iter().map(|event| format!("{} {}", value(event, "UID"), value(event, "LOCATION"))).collect()
        };
        assert_eq!(shown(&undone), shown(&before));
        assert!(only(&told(service, &accounts, &since), "2026003", "moved"));
    }
}

on_both! {
    /// A term that people work by cannot go: whoever wants to undo its first import is told why.
    fn a_published_term_stays(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let first = office.get("/api/v1/partnerships/jiezi/audit").expect(200).json();
        let applied = first["items"].as_array().expect("entries").iter().find(|entry| entry["action"] == "import.apply");
        let id = applied.expect("the import")["subject"].as_str().expect("an id").to_owned();
        let undo = format!("{TINY}/imports/{id}/undo");
        plan_and_publish(&office, false);
        let path = subscribe(&office, "partnership", HOME);
        let before = service.nobody().get(&path).expect(200);
        office.send("POST", &undo, "", b"").problem(409, "plan-published");
        assert_eq!(service.nobody().get(&path).expect(200).body, before.body);
        office.get(&format!("{TINY}/published")).expect(200);
    }
}

on_both! {
    /// A draft is held once more to the term as it is now, and refused with every reason.
    fn a_draft_that_no_longer_holds_is_not_published(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let refused = |plan: &str| publish(&office, plan).problem(409, "plan-no-longer-holds")["errors"].clone();
        let old = draft(&office, false);
        let away = json!({"team": "tuina-1", "start": "2026-09-07 00:00", "end": "2026-09-28 00:00"});
        let absence = office.post(&format!("{TINY}/absences"), &away).expect(201).header("location").expect("a place").to_owned();
        let errors = refused(&old);
        assert!(errors.as_array().expect("errors").iter().all(|error| error["code"] == "breaks-a-rule"), "{errors}");
        assert!(errors.to_string().contains("tuina-1"), "{errors}");
        office.delete(&absence, "\"1\"").expect(204);
        let hour = format!("{TINY}/hours/tuesday");
        edit(&office, &hour, &json!({"start": "15:00", "end": "17:00"})).expect(200);
        let errors = refused(&old);
        assert!(errors.as_array().expect("errors").iter().all(|error| error["code"] == "moved-since"), "{errors}");
        edit(&office, &hour, &json!({"start": "14:30", "end": "16:30"})).expect(200);
        let lamp = format!("{TINY}/needs/lamp");
        office.delete(&lamp, "\"1\"").expect(204);
        let errors = refused(&old);
        assert!(errors.to_string().contains("lamp"), "{errors}");
        assert_eq!(messages(service), []);
        office.get(&format!("{TINY}/published")).problem(404, "not-found");
        plan_and_publish(&office, false);
    }
}

on_both! {
    /// From the office's click to the mail in a student's hands: publication, delivery, and a span of them once more.
    fn from_publication_to_mail_and_once_more(backend: Backend) {
        let server = Peer::mail();
        let smtp = Smtp { url: format!("smtp://{}", server.address), from: "yuandi@example.org".to_owned() };
        let service = Service::start_with(backend, |config| config.smtp = Some(smtp));
        service.with_tiny_term();
        let office = service.role(Role::Office);
        accounts(&office);
        plan_and_publish(&office, false);
        let mut first: Vec<_> = (0..4).map(|_| server.next()).collect();
        first.sort_by(|a, b| a.to.cmp(&b.to));
        let to: Vec<&str> = first.iter().map(|mail| mail.to[0].as_str()).collect();
        assert_eq!(to, ["2026001", "2026003", "2026005", "2026007"].map(|person| format!("<{person}@example.org>")));
        let feed = service.nobody().get(&subscribe(&office, "team", "repair")).expect(200);
        for mail in &first[2..] {
            let invited = calendars(&mail.data);
            assert!(invited.contains("METHOD:REQUEST"));
            for event in events(&feed) {
                assert!(event.iter().all(|line| invited.lines().any(|other| other == line)), "the event of the feed: {event:?}");
            }
        }
        until(&service, |all| all.iter().all(|message| message.state == "sent"));
        rename_room(&office, "另一间");
        let moved = server.next();
        assert!(calendars(&moved.data).contains("SEQUENCE:1"));
        until(&service, |all| all.iter().all(|message| message.state == "sent"));
        while !server.rest().is_empty() {}
        let instant = |seconds: i64| chrono::DateTime::from_timestamp(service.app.clock.now() + seconds, 0).expect("an instant").to_rfc3339();
        let span = |from: i64, to: i64, sent: bool| json!({"from": instant(from), "to": instant(to), "sent": sent});
        let resend = |body: &Json| office.post("/api/v1/partnerships/jiezi/resends", body);
        resend(&span(10, 0, true)).problem(422, "invalid");
        assert_eq!(resend(&span(-7200, -3600, true)).expect(200).json()["messages"], 0, "nothing was written then");
        assert_eq!(resend(&span(-3600, 60, false)).expect(200).json()["messages"], 0, "nothing is dead");
        let all = messages(&service).len();
        assert_eq!(resend(&span(-3600, 60, true)).expect(200).json()["messages"], all);
        for _ in 0..all {
            server.next();
        }
        until(&service, |all| all.iter().all(|message| message.state == "sent"));
    }
}

on_both! {
    /// A host hears of what happens in the grid they answer for, and in those below it.
    fn a_host_hears_of_their_grid(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        for (id, level, parent) in [("street", "street", Json::Null), ("grid-1", "grid", json!("street")), ("grid-2", "grid", json!("street"))] {
            office.post("/api/v1/partnerships/jiezi/grids", &json!({"id": id, "name": id, "level": level, "parent": parent})).expect(201);
        }
        for (login, grid) in [("school", "street"), ("factory", "grid-2")] {
            let host = json!({"login": login, "name": login, "roles": ["host"], "grid": grid});
            office.post("/api/v1/partnerships/jiezi/accounts", &host).expect(201);
        }
        edit(&office, &format!("{TINY}/places/building-12"), &json!({"grid": "grid-1"})).expect(200);
        plan_and_publish(&office, false);
        let told = messages(service);
        assert_eq!(told.len(), 1, "{told:?}");
        let changes = content(service, &told[0].id)["changes"].clone();
        assert!(changes.as_array().expect("changes").iter().all(|change| change["duty"]["grid"] == "grid-1"), "{changes}");
    }
}

on_both! {
    /// An import that only looks changes nothing for anybody.
    fn a_look_tells_nobody(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "partnership", HOME);
        let etag = service.nobody().get(&path).expect(200).header("etag").expect("an ETag").to_owned();
        look(&office, TINY, &folder("tests/fixtures/tiny_term"));
        service.app.feeds.forget();
        service.nobody().with("if-none-match", &etag).get(&path).expect(304);
        assert_eq!(messages(service), []);
    }
}
