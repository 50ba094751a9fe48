//! Messages leave: to a mail server, to webhooks, into a folder; and are tried again.

use std::fs;

use serde_json::json;
use yuandi_api::config::{Config, Smtp};
use yuandi_api::db;
use yuandi_api::db::messages::announce;
use yuandi_api::db::outbox::{self, Outcome};
use yuandi_api::domain::duty::{Duty, DutyChange};
use yuandi_api::domain::role::Role;

use super::harness::outbox::{Reader, duty, key, messages, moved, publish, readers, until};
use super::harness::peers::{Mail, Peer, python};
use super::harness::{Backend, Service, on_both};

const PEOPLE: [Reader; 2] = [
    Reader {
        person: "s1",
        team: "a",
        email: Some("s1@example.org"),
        language: "zh-CN",
    },
    Reader {
        person: "t1",
        team: "b",
        email: Some("t1@example.org"),
        language: "en",
    },
];

/// Reads a mail as Python's own library does.
const READ: &str = r#"
import sys, json, email, email.policy
mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = [p for p in mail.walk() if not p.is_multipart()]
print(json.dumps({
    "kind": mail.get_content_type(), "subject": mail["subject"], "to": mail["to"], "from": mail["from"],
    "id": mail["message-id"], "auto": mail["auto-submitted"],
    "parts": [{"kind": p.get_content_type(), "method": p.get_param("method"), "text": p.get_content() if p.get_content_maintype() == "text"
        else p.get_payload(decode=True).decode()} for p in parts],
    "defects": [str(d) for p in mail.walk() for d in p.defects],
}))"#;

fn with_mail(server: &Peer<Mail>) -> impl FnOnce(&mut Config) {
    let smtp = Smtp {
        url: format!("smtp://{}", server.address),
        from: "yuandi@example.org".to_owned(),
    };
    |config| config.smtp = Some(smtp)
}

on_both! {
    /// A mail says what changed for its reader, in their language, with an invitation under the feed's UID.
    fn a_mail_carries_the_change_and_its_invitation(backend: Backend) {
        let server = Peer::mail();
        let service = Service::start_with(backend, with_mail(&server));
        readers(&service, &PEOPLE);
        let off = Duty { cancelled: true, sequence: 4, ..duty("b", "mon-0921") };
        publish(&service, "p1", vec![
            moved("a", "mon-0907"),
            DutyChange { before: Some(duty("b", "mon-0921")), after: off },
            DutyChange { before: None, after: duty("b", "mon-0928") },
        ]);
        let mut mails = [server.next(), server.next()];
        mails.sort_by(|a, b| a.to.cmp(&b.to));
        assert_eq!(mails[0].to, ["<s1@example.org>"]);
        let chinese = python(READ, &mails[0].data);
        assert_eq!(chinese["defects"], json!([]));
        assert_eq!(chinese["kind"], "multipart/alternative");
        assert_eq!(chinese["subject"], "2026 秋季学期：您的排班有1项变动");
        assert_eq!((&chinese["to"], &chinese["from"]), (&json!("s1 同学 <s1@example.org>"), &json!("介子路社区 <yuandi@example.org>")));
        assert_eq!(chinese["auto"], "auto-generated");
        let text = chinese["parts"][0]["text"].as_str().expect("text");
        assert!(text.contains("9月7日 星期一 14:30–17:30 → 9月8日 星期二 15:00–18:00  推拿服务，党群服务中心"), "{text}");
        let calendar = &chinese["parts"][1];
        assert_eq!((&calendar["kind"], &calendar["method"]), (&json!("text/calendar"), &json!("REQUEST")));
        let calendar = calendar["text"].as_str().expect("a calendar").replace("\r\n ", "");
        for line in ["METHOD:REQUEST", "UID:a-mon-0907@jiezi.example", "SEQUENCE:4", "DTSTART;TZID=Asia/Shanghai:20260908T150000"] {
            assert!(calendar.lines().any(|other| other == line), "{line} in {calendar}");
        }
        let english = python(READ, &mails[1].data);
        assert_eq!(english["kind"], "multipart/mixed");
        assert_eq!(english["subject"], "2026 秋季学期: 2 of your duties have changed");
        let methods: Vec<_> = english["parts"].as_array().expect("parts").iter().map(|part| part["method"].clone()).collect();
        let mut methods = methods[1..].to_vec();
        methods.sort_by_key(ToString::to_string);
        assert_eq!(methods, ["CANCEL", "REQUEST"]);
        until(&service, |all| all.iter().all(|message| message.state == "sent"));
        assert!(server.rest().is_empty(), "a person gets one mail");
    }
}

on_both! {
    /// A refusal is tried again later and later, and ends; the office sees why, and can have it sent once more.
    fn what_is_refused_is_tried_again(backend: Backend) {
        let server = Peer::mail();
        let service = Service::start_with(backend, with_mail(&server));
        readers(&service, &PEOPLE);
        server.answer("451 not now");
        publish(&service, "p1", vec![moved("a", "mon-0907")]);
        let first = server.next();
        let waiting = until(&service, |all| all[0].state == "waiting" && all[0].attempts == 1);
        assert_eq!(waiting[0].error.as_deref(), Some("smtp-451"));
        service.app.clock.advance(6);
        let second = server.next();
        let id = |mail: &Mail| python(READ, &mail.data)["id"].clone();
        assert_eq!(id(&first), id(&second), "the same mail");
        until(&service, |all| all[0].state == "sent" && all[0].attempts == 2);
        server.answer("550 no such mailbox");
        publish(&service, "p2", vec![moved("a", "mon-0907")]);
        server.next();
        let dead = until(&service, |all| all[0].state == "dead");
        assert_eq!(dead[0].error.as_deref(), Some("smtp-550"));
        let office = service.role(Role::Office);
        let list = "/api/v1/partnerships/jiezi/messages";
        let page = office.get(&format!("{list}?state=dead")).expect(200).json();
        assert_eq!(page["items"].as_array().expect("items").len(), 1);
        let path = format!("{list}/{}", page["items"][0]["id"].as_str().expect("an id"));
        assert_eq!(office.get(&path).expect(200).json()["content"]["plan"], "p2");
        assert_eq!(office.post(&format!("{path}/resend"), &json!({})).expect(200).json()["error"], json!(null));
        server.next();
        until(&service, |all| all[0].state == "sent");
        office.get(&format!("{list}?state=lost")).problem(422, "invalid");
        office.get(&format!("{list}/nothing")).problem(404, "not-found");
        service.role(Role::Centre).get(list).problem(403, "forbidden");
        service.role(Role::Auditor).post(&format!("{path}/resend"), &json!({})).problem(403, "forbidden");
    }
}

on_both! {
    /// Ten attempts over three days, then it is dead.
    fn a_server_that_never_answers_ends_in_a_dead_letter(backend: Backend) {
        let service = Service::start_with(backend, |config| {
            config.smtp = Some(Smtp { url: "smtp://127.0.0.1:1".to_owned(), from: "y@example.org".to_owned() });
        });
        readers(&service, &PEOPLE);
        publish(&service, "p1", vec![moved("a", "mon-0907")]);
        for attempt in 1..10 {
            until(&service, |all| all[0].state == "waiting" && all[0].attempts == attempt);
            service.app.clock.advance(86_401);
        }
        let dead = until(&service, |all| all[0].state == "dead");
        assert_eq!((dead[0].attempts, dead[0].error.as_deref()), (10, Some("smtp-unreachable")));
    }
}

on_both! {
    /// Who dies with a message in hand lets somebody else have it; who comes back too late settles nothing.
    fn a_lost_lease_is_taken_over_and_fenced(backend: Backend) {
        let server = Peer::mail();
        let service = Service::start_with(backend, with_mail(&server));
        readers(&service, &PEOPLE);
        let now = service.app.clock.now();
        let taken = service.app.db.write::<_, db::Error, _>(move |tx| Box::pin(async move {
            announce(tx, &key(), "p1", &[moved("a", "mon-0907")], now).await?;
            outbox::claim(tx, now, now + 120, 16).await
        }));
        let taken = service.wait(taken).expect("messages");
        assert_eq!(taken.len(), 1);
        assert_eq!(messages(&service)[0].state, "sending");
        service.app.clock.advance(121);
        server.next();
        until(&service, |all| all[0].state == "sent" && all[0].attempts == 2);
        let late = service.app.db.write::<_, db::Error, _>(move |tx| Box::pin(async move {
            let dead = Outcome::Dead("late".to_owned());
            outbox::settle(tx, &taken[0], &dead, now).await
        }));
        service.wait(late).expect("a database");
        assert_eq!(messages(&service)[0].state, "sent");
    }
}

on_both! {
    /// With a folder, messages are files, and nobody is called; who has no address is a text for somebody to tell.
    fn a_folder_takes_everything(backend: Backend) {
        static MORE: [Reader; 2] = [PEOPLE[0], Reader { person: "s2", team: "a", email: None, language: "zh-CN" }];
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("messages");
        let path = inside.clone();
        let service = Service::start_with(backend, |config| config.message_folder = Some(path));
        readers(&service, &MORE);
        let hook = json!({"url": "https://example.org/hook", "events": ["plan.published"]});
        service.role(Role::Office).post("/api/v1/partnerships/jiezi/webhooks", &hook).expect(201);
        publish(&service, "p1", vec![moved("a", "mon-0907")]);
        until(&service, |all| all.len() == 3 && all.iter().all(|message| message.state == "sent"));
        let mut endings: Vec<_> = fs::read_dir(&inside).expect("a folder").map(|entry| {
            let path = entry.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("text");
            match path.extension().and_then(|ending| ending.to_str()) {
                Some("eml") => assert_eq!(python(READ, &text)["to"], "s1 同学 <s1@example.org>"),
                Some("json") => assert!(text.contains("plan.published")),
                _ => assert!(text.contains("s2 同学，您好"), "{text}"),
            }
            path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default()
        }).collect();
        endings.sort();
        assert_eq!(endings, ["eml", "json", "txt"]);
    }
}

on_both! {
    /// Without a mail server or an address nothing is lost: the office sees whom to tell.
    fn who_cannot_be_reached_is_listed(service: &Service) {
        static MORE: [Reader; 2] = [PEOPLE[0], Reader { person: "s2", team: "a", email: None, language: "zh-CN" }];
        readers(service, &MORE);
        publish(service, "p1", vec![moved("a", "mon-0907")]);
        let dead = until(service, |all| all.iter().all(|message| message.state == "dead"));
        let mut errors: Vec<_> = dead.iter().map(|message| message.error.as_deref()).collect();
        errors.sort();
        assert_eq!(errors, [Some("no-address"), Some("no-mail-server")]);
    }
}
