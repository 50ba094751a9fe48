//! People to write to, and changes to write about.

use std::time::{Duration, Instant};

use serde_json::Value as Json;
use uuid::Uuid;
use yuandi_api::db::accounts::{self, NewAccount};
use yuandi_api::db::messages::announce;
use yuandi_api::db::outbox::{self, Message, Only};
use yuandi_api::db::records::TermKey;
use yuandi_api::db::{self, Value};
use yuandi_api::domain::duty::{Duty, DutyChange};
use yuandi_api::domain::role::Role;

use super::service::{HOME, Service, TERM};

/// A member of a team who has an account.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// Person.
    pub person: &'static str,
    /// Team.
    pub team: &'static str,
    /// Address.
    pub email: Option<&'static str>,
    /// `zh-CN` or `en`.
    pub language: &'static str,
}

/// Puts people into the term's tables and gives each an account; gives back the accounts.
pub fn readers(service: &Service, people: &'static [Reader]) -> Vec<String> {
    let accounts: Vec<String> = people.iter().map(|_| Uuid::new_v4().to_string()).collect();
    let (ids, now) = (accounts.clone(), service.app.clock.now());
    let done = service.app.db.write::<_, db::Error, _>(move |tx| {
        Box::pin(async move {
            let place = "INSERT INTO place (partnership, term, id, ordinal, name, x, y) VALUES ($1, $2, 'p', 1, 'P', 0, 0)";
            tx.run(place, texts(&[HOME, TERM])).await?;
            let mut teams: Vec<&str> = people.iter().map(|reader| reader.team).collect();
            teams.dedup();
            for team in teams {
                let sql = "INSERT INTO team (partnership, term, id, ordinal, name, college, home, skills, quorum, groups) \
                           VALUES ($1, $2, $3, 1, $3, 'C', 'p', '[]', 1, '[]')";
                tx.run(sql, texts(&[HOME, TERM, team])).await?;
            }
            for (reader, id) in people.iter().zip(ids) {
                let sql = "INSERT INTO person (partnership, term, id, ordinal, name, college, team, role) \
                           VALUES ($1, $2, $3, 1, '某人', 'C', $4, 'student')";
                tx.run(sql, texts(&[HOME, TERM, reader.person, reader.team])).await?;
                let account = NewAccount {
                    id,
                    partnership: HOME.to_owned(),
                    login: reader.person.to_owned(),
                    name: format!("{} 同学", reader.person),
                    roles: vec![Role::Student],
                    person: Some(reader.person.to_owned()),
                    grid: None,
                    email: reader.email.map(str::to_owned),
                    language: reader.language.to_owned(),
                    password: None,
                };
                accounts::open(tx, &account, now).await?;
            }
            Ok(())
        })
    });
    service.wait(done).expect("people");
    accounts
}

fn texts(values: &[&str]) -> Vec<Value> {
    values.iter().map(|value| Value::from(*value)).collect()
}

/// A team's duty on a Monday afternoon.
pub fn duty(team: &str, activity: &str) -> Duty {
    Duty {
        uid: format!("{team}-{activity}@jiezi.example"),
        term: TERM.to_owned(),
        kind: "session".to_owned(),
        activity: activity.to_owned(),
        team: team.to_owned(),
        service: "clinic".to_owned(),
        place: "p".to_owned(),
        grid: None,
        zone: "Asia/Shanghai".to_owned(),
        start: "2026-09-07T14:30".to_owned(),
        end: "2026-09-07T17:30".to_owned(),
        title: "推拿服务".to_owned(),
        location: "党群服务中心".to_owned(),
        description: "请提前十分钟到达。".to_owned(),
        sequence: 3,
        updated: 1_788_226_200,
        cancelled: false,
    }
}

/// That duty, put off by a day and a half hour.
pub fn moved(team: &str, activity: &str) -> DutyChange {
    let before = duty(team, activity);
    let after = Duty {
        start: "2026-09-08T15:00".to_owned(),
        end: "2026-09-08T18:00".to_owned(),
        sequence: before.sequence + 1,
        ..before.clone()
    };
    DutyChange {
        before: Some(before),
        after,
    }
}

/// The term that both have.
pub fn key() -> TermKey {
    TermKey {
        partnership: HOME.to_owned(),
        term: TERM.to_owned(),
    }
}

/// Announces changes, as a publication does.
pub fn publish(service: &Service, plan: &'static str, changes: Vec<DutyChange>) -> usize {
    let now = service.app.clock.now();
    let done = service
        .app
        .db
        .write::<_, db::Error, _>(move |tx| Box::pin(async move { announce(tx, &key(), plan, &changes, now).await }));
    service.wait(done).expect("an announcement")
}

/// Every message, the newest first.
pub fn messages(service: &Service) -> Vec<Message> {
    let all = Only {
        state: None,
        recipient: None,
    };
    service
        .wait(outbox::page(&service.app.db, HOME, all, None, 1000))
        .expect("messages")
}

/// What a message says.
pub fn content(service: &Service, id: &str) -> Json {
    let text = service
        .wait(outbox::content(&service.app.db, HOME, id))
        .expect("a database");
    serde_json::from_str(&text.expect("a message")).expect("JSON")
}

/// Waits until the messages are as they should be.
pub fn until(service: &Service, wanted: impl Fn(&[Message]) -> bool) -> Vec<Message> {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let found = messages(service);
        if wanted(&found) {
            return found;
        }
        assert!(Instant::now() < deadline, "{found:#?}");
        service.wait(async { tokio::time::sleep(Duration::from_millis(20)).await });
    }
}
