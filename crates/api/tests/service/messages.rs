//! One message to each person whom a publication concerns, and to nobody else.

use yuandi_api::db;
use yuandi_api::db::messages::announce;
use yuandi_api::domain::duty::DutyChange;

use super::harness::outbox::{Reader, content, duty, key, messages, moved, publish, readers};
use super::harness::{Backend, Service, on_both};

const PEOPLE: [Reader; 4] = [
    Reader {
        person: "s1",
        team: "a",
        email: Some("s1@example.org"),
        language: "zh-CN",
    },
    Reader {
        person: "s2",
        team: "a",
        email: None,
        language: "zh-CN",
    },
    Reader {
        person: "t1",
        team: "a",
        email: Some("t1@example.org"),
        language: "en",
    },
    Reader {
        person: "s3",
        team: "b",
        email: Some("s3@example.org"),
        language: "en",
    },
];

on_both! {
    /// Everybody hears once, of what is theirs alone.
    fn a_person_gets_one_message_per_publication(service: &Service) {
        let accounts = readers(service, &PEOPLE);
        let changes = || vec![
            moved("a", "mon-0907"),
            DutyChange { before: None, after: duty("a", "mon-0914") },
            DutyChange { before: Some(duty("c", "mon-0907")), after: duty("c", "mon-0907") },
        ];
        assert_eq!(publish(service, "p1", changes()), 3);
        assert_eq!(publish(service, "p1", changes()), 0, "twice for one publication");
        let sent = messages(service);
        for (account, channel) in [(0, "email"), (1, "file"), (2, "email")] {
            let theirs: Vec<_> = sent.iter().filter(|message| message.recipient == accounts[account]).collect();
            assert_eq!(theirs.len(), 1);
            assert_eq!((theirs[0].channel.as_str(), theirs[0].cause.as_str()), (channel, "publication p1"));
            let changes = content(service, &theirs[0].id)["changes"].clone();
            let whats: Vec<_> = changes.as_array().expect("a list").iter().map(|change| &change["what"]).collect();
            assert_eq!(whats, ["new", "moved"], "by time");
        }
        assert!(sent.iter().all(|message| message.recipient != accounts[3]), "nothing changed for team b");
        assert_eq!(publish(service, "p2", changes()), 3, "another publication");
    }
}

on_both! {
    /// The message is written with what caused it, or not at all.
    fn nothing_leaves_if_the_publication_fails(service: &Service) {
        readers(service, &PEOPLE);
        let now = service.app.clock.now();
        let failed = service.app.db.write::<(), db::Error, _>(move |tx| {
            Box::pin(async move {
                assert_eq!(announce(tx, &key(), "p1", &[moved("a", "mon-0907")], now).await?, 3);
                Err(db::Error::Closed)
            })
        });
        assert!(service.wait(failed).is_err());
        assert_eq!(messages(service), []);
    }
}
