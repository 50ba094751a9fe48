//! How often the database is asked: as often for a whole semester's duties as for one. Counted on PostgreSQL, whose transactions
//! run where they are asked for; on SQLite the statements are the same.

use yuandi_api::db::records::TermKey;
use yuandi_api::db::{self, Touched, duties, messages};
use yuandi_api::domain::role::Role;
use yuandi_api::domain::secret;
use yuandi_api::feeds::{Subscription, render};

use super::{open_account, published};
use crate::harness::calendar::subscribe;
use crate::harness::hear::Heard;
use crate::harness::{Backend, HOME, Service};

/// How many statements something takes, and what it gives.
fn counted<T>(service: &Service, work: impl Future<Output = T>) -> (usize, T) {
    let listening = Heard::here();
    let done = service.wait(work);
    (listening.all().len(), done)
}

#[test]
fn a_publication_asks_as_often_for_many_as_for_one() {
    let service = Service::start(Backend::Postgres);
    let office = published(&service);
    let people = ["2026001", "2026002", "2026003", "2026004", "2026005", "2026006"];
    let follow = |plan: &'static str| {
        let (key, now) = (
            TermKey {
                partnership: HOME.to_owned(),
                term: "tiny".to_owned(),
            },
            service.app.clock.now(),
        );
        let work = service.app.db.write::<_, db::Error, _>(move |tx| {
            Box::pin(async move {
                let changes = duties::refresh(tx, &key, Touched::Everything, now).await?;
                let told = messages::announce(tx, &key, plan, &changes, now).await?;
                Ok((changes.len(), told))
            })
        });
        let (statements, done) = counted(&service, work);
        (statements, done.expect("a database"))
    };
    open_account(&office, "student", people[0]);
    service.sql("UPDATE duty SET title = 'x' WHERE uid = (SELECT MIN(uid) FROM duty WHERE team = 'tuina-1')");
    let (for_one, (changes, told)) = follow("one");
    assert_eq!((changes, told), (1, 1));
    people[1..]
        .iter()
        .for_each(|person| open_account(&office, "student", person));
    service.sql("DELETE FROM duty");
    let (for_all, (changes, told)) = follow("all");
    assert!(changes > 5 && told == people.len(), "{changes} {told}");
    assert_eq!(for_one, for_all);
    assert!(for_all <= 20, "{for_all}");
}

#[test]
fn a_poll_asks_twice_at_most_and_a_reading_once_or_twice_more() {
    let service = Service::start(Backend::Postgres);
    let office = published(&service);
    let student = service.person(Role::Student, Some("2026001"));
    for (path, to_poll, to_read) in [
        (subscribe(&office, "partnership", HOME), 1, 2),
        (subscribe(&office, "team", "repair"), 1, 2),
        (subscribe(&student, "person", "2026001"), 2, 1),
    ] {
        let secret = path
            .strip_prefix("/feeds/")
            .and_then(|path| path.strip_suffix(".ics"))
            .expect("a secret");
        let hash = secret::hash(secret);
        let (polled, found) = counted(&service, Subscription::by_token(&service.app.db, &hash));
        assert_eq!(polled, to_poll, "{path}");
        let subscription = found.expect("a database").expect("a feed");
        let now = service.app.clock.now();
        let (read, text) = counted(&service, render(&service.app.db, &subscription, now, &service.base));
        assert_eq!(read, to_read, "{path}");
        assert!(text.expect("a calendar").contains("BEGIN:VEVENT"));
    }
}
