//! Two processes on one PostgreSQL: what one changes, the other does not keep answering from memory.

use serde_json::json;
use yuandi_api::domain::role::Role;

use super::harness::term::{TINY, folder, import, plan_and_publish, until};
use super::harness::{Backend, Client, Service};

const FEEDS: &str = "/api/v1/partnerships/jiezi/feeds";

/// A subscription: its id, and the path of its calendar.
fn subscribe(office: &Client, kind: &str, subject: &str) -> (String, String) {
    let made = office
        .post(FEEDS, &json!({"kind": kind, "subject": subject}))
        .expect(201)
        .json();
    let address = made["https"].as_str().expect("an address");
    let path = address[address.find("/feeds/").expect("a feed")..].to_owned();
    (made["id"].as_str().expect("an id").to_owned(), path)
}

/// Polls of one process, after the other changed a name, gave out a new address, withdrew one.
#[test]
fn a_poll_sees_what_another_process_did() {
    let first = Service::start(Backend::Postgres);
    first.with_tiny_term();
    let office = first.role(Role::Office);
    plan_and_publish(&office, false);
    let database = first.app.config.database.clone();
    let second = Service::start_empty(Backend::Postgres, |config| config.database = database);
    second.app.clock.advance(first.app.clock.now() - second.app.clock.now());
    let places = office.get(&format!("{TINY}/places")).expect(200).json();
    let place = &places["items"][0];
    let id = place["id"].as_str().expect("an id");
    // One each: nobody needs two of the same.
    let subscriptions = [(); 3].map(|()| subscribe(&first.role(Role::Office), "place", id));
    let tags = subscriptions.clone().map(|(_, path)| {
        let answer = second.nobody().get(&path).expect(200);
        answer.header("etag").expect("an ETag").to_owned()
    });
    let poll = |i: usize| {
        let reader = second.nobody().with("if-none-match", &tags[i]);
        reader.get(&subscriptions[i].1).status
    };
    // Once from the database, and again from memory.
    for i in [0, 1, 2, 0, 1, 2] {
        assert_eq!(poll(i), 304);
    }
    let rotated = format!("{FEEDS}/{}/rotate", subscriptions[0].0);
    office.send("POST", &rotated, "", b"").expect(200);
    until(|| json!(poll(0)), |status| *status == 404);
    let withdrawn = format!("{FEEDS}/{}", subscriptions[1].0);
    office.send("DELETE", &withdrawn, "", b"").expect(204);
    until(|| json!(poll(1)), |status| *status == 410);
    assert_eq!(poll(2), 304);
    let path = format!("{TINY}/places/{id}");
    let etag = office
        .get(&path)
        .expect(200)
        .header("etag")
        .expect("an ETag")
        .to_owned();
    let mut renamed = place.clone();
    renamed["name"] = json!("新楼");
    renamed.as_object_mut().expect("a place").remove("version");
    office.put(&path, &etag, &renamed).expect(200);
    until(|| json!(poll(2)), |status| *status == 200);
}

/// A term is seen as it was at one moment: an export is never half one term and half another.
#[test]
fn an_export_is_of_one_moment() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let service = Service::start(backend);
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let tiny = folder("tests/fixtures/tiny_term");
        let before = office.get(&format!("{TINY}/export")).expect(200).body;
        std::thread::scope(|scope| {
            let writing = scope.spawn(|| (0..5).for_each(|_| drop(import(&office, TINY, &tiny))));
            while !writing.is_finished() {
                assert_eq!(office.get(&format!("{TINY}/export")).expect(200).body, before);
            }
            writing.join().expect("a writer");
        });
    }
}
