//! Two people at the same moment: whatever they do, the database decides, one of them is told, and nothing is lost or done twice.

use std::sync::Barrier;

use serde_json::{Value as Json, json};
use yuandi_api::domain::role::Role;
use yuandi_api::setup;

use super::harness::term::{TINY, solve};
use super::harness::{Answer, Backend, Client, Service, on_both};

const TERM: &str = "/api/v1/partnerships/jiezi/terms/2026-autumn";
const PLACES: &str = "/api/v1/partnerships/jiezi/terms/2026-autumn/places";

/// Lets several ask at the same moment; gives the answers in the order of the askers.
fn at_once<'a>(asks: Vec<Box<dyn FnOnce() -> Answer + Send + 'a>>) -> Vec<Answer> {
    let start = &Barrier::new(asks.len());
    std::thread::scope(|scope| {
        let threads: Vec<_> = asks
            .into_iter()
            .map(|ask| {
                scope.spawn(move || {
                    start.wait();
                    ask()
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("an answer"))
            .collect()
    })
}

/// The same for so many who do alike.
fn alike(count: usize, ask: impl Fn(usize) -> Answer + Sync) -> Vec<Answer> {
    let ask = &ask;
    at_once(
        (0..count)
            .map(|i| Box::new(move || ask(i)) as Box<dyn FnOnce() -> Answer + Send>)
            .collect(),
    )
}

/// Statuses in order.
fn statuses(answers: &[Answer]) -> Vec<u16> {
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    statuses
}

/// The only one that went well.
fn winner(answers: &[Answer]) -> &Answer {
    let mut well = answers.iter().filter(|answer| answer.status < 300);
    let first = well.next().expect("somebody succeeds");
    assert_eq!(well.count(), 0, "{answers:?}");
    first
}

fn place(id: &str, name: &str) -> Json {
    json!({"id": id, "name": name, "x": 0, "y": 0})
}

on_both! {
    /// Of those who change the same row, one does; the others are told, and what is there is what the one wrote.
    fn one_row_is_changed_by_one(service: &Service) {
        let office = service.role(Role::Office);
        office.post(PLACES, &place("p", "楼")).expect(201);
        let path = format!("{PLACES}/p");
        let answers = alike(6, |i| office.put(&path, "\"1\"", &place("p", &format!("楼 {i}"))));
        assert_eq!(statuses(&answers), [200, 412, 412, 412, 412, 412]);
        assert_eq!(office.get(&path).expect(200).json(), winner(&answers).json());
        // A change and a removal.
        let gone = at_once(vec![
            Box::new(|| office.delete(&path, "\"2\"")),
            Box::new(|| office.put(&path, "\"2\"", &place("p", "新楼"))),
        ]);
        winner(&gone);
    }
}

on_both! {
    /// Of those who add a row of the same id, one does.
    fn one_id_is_taken_once(service: &Service) {
        let office = service.role(Role::Office);
        let answers = alike(6, |i| office.post(PLACES, &place("p", &format!("楼 {i}"))));
        assert_eq!(statuses(&answers), [201, 409, 409, 409, 409, 409]);
        assert_eq!(office.get(&format!("{PLACES}/p")).expect(200).json(), winner(&answers).json());
    }
}

on_both! {
    /// A request that is sent several times at once with one key is done once: the others hear the same answer, or to wait.
    fn one_key_does_one_deed(service: &Service) {
        let office = service.role(Role::Office);
        office.post(PLACES, &place("p", "楼")).expect(201);
        let team = json!({"id": "t", "name": "队", "college": "C", "home": "p", "skills": ["推拿"], "quorum": 1});
        office.post(&format!("{TERM}/teams"), &team).expect(201);
        let away = json!({"team": "t", "start": "2026-09-14 08:00", "end": "2026-09-14 18:00"});
        let keyed = office.with("idempotency-key", "k");
        let path = format!("{TERM}/absences");
        let answers = alike(6, |_| keyed.post(&path, &away));
        for answer in &answers {
            assert!(answer.status == 201 || (answer.status == 409 && answer.json()["code"] == "under-way"), "{answer:?}");
        }
        let first = answers.iter().find(|answer| answer.status == 201).expect("the deed");
        assert_eq!(keyed.post(&path, &away).expect(201).body, first.body);
        assert_eq!(office.get(&path).expect(200).json()["items"].as_array().map(Vec::len), Some(1));
    }
}

on_both! {
    /// Of two drafts that are published at once, both may be, one after the other; one is published in the end, and duties are its.
    fn one_plan_is_published(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let drafts: Vec<String> = (1..3)
            .map(|seed| {
                let job = solve(&office, &json!({"steps": 50, "seed": seed}));
                format!("{TINY}/plans/{}", job["plan"].as_str().expect("a plan"))
            })
            .collect();
        let publish = |path: &String| office.with("if-match", "\"1\"").send("POST", &format!("{path}/publish"), "", b"");
        let answers = alike(4, |i| publish(&drafts[i % 2]));
        assert!(answers.iter().all(|answer| [200, 409, 412].contains(&answer.status)), "{answers:?}");
        assert!(answers.iter().any(|answer| answer.status == 200), "{answers:?}");
        let states: Vec<Json> = drafts.iter().map(|path| office.get(path).expect(200).json()["state"].clone()).collect();
        let published = states.iter().filter(|state| **state == "published").count();
        assert_eq!(published, 1, "{states:?}");
        let at = states.iter().position(|state| *state == "published").expect("a plan");
        let decided = office.get(&format!("{}/decisions", drafts[at])).expect(200).json();
        assert_eq!(office.get(&format!("{TINY}/published")).expect(200).json()["decisions"], decided["items"]);
        assert!(decided["items"].as_array().is_some_and(|items| !items.is_empty()), "{decided}");
    }
}

on_both! {
    /// A term has one solve under way.
    fn one_solve_of_a_term(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let answers = alike(4, |_| office.post(&format!("{TINY}/jobs"), &json!({"seconds": 600})));
        assert_eq!(statuses(&answers), [202, 409, 409, 409]);
        for answer in answers.iter().filter(|answer| answer.status == 409) {
            assert_eq!(answer.json()["code"], "solve-under-way");
        }
        let path = winner(&answers).header("location").expect("a place").to_owned();
        office.send("POST", &format!("{path}/cancel"), "", b"").expect(202);
    }
}

on_both! {
    /// Of those who found with the one link, one does.
    fn one_founder(backend: Backend) {
        let service = Service::start_empty(backend, |_| {});
        let path = service.wait(setup::link(&service.app)).expect("a database").expect("a link");
        let secret = path.strip_prefix("/setup/").expect("a link").to_owned();
        let anybody = service.nobody();
        let founding = |i: usize| json!({
            "secret": secret,
            "partnership": {"id": format!("new-{i}"), "name": "新社区", "zone": "Asia/Shanghai", "domain": "new.example"},
            "account": {"login": "wang", "name": "王老师", "password": "correct horse battery"},
        });
        let answers = alike(4, |i| anybody.post("/api/v1/setup", &founding(i)));
        assert_eq!(statuses(&answers), [201, 404, 404, 404]);
        let partnerships: Vec<(i64,)> = service
            .wait(service.app.db.all("SELECT COUNT(*) FROM partnership", Vec::new()))
            .expect("a database");
        assert_eq!(partnerships, [(1,)]);
    }
}

on_both! {
    /// A new address that is shown is one that works: of those who change it at once, whoever is not told otherwise has the last.
    fn one_address_of_a_feed(service: &Service) {
        let office = service.role(Role::Office);
        let feeds = "/api/v1/partnerships/jiezi/feeds";
        let made = office.post(feeds, &json!({"kind": "partnership", "subject": "jiezi"})).expect(201).json();
        let path = format!("{feeds}/{}/rotate", made["id"].as_str().expect("an id"));
        let answers = alike(4, |_| office.send("POST", &path, "", b""));
        let shown: Vec<String> = answers.iter().filter(|answer| answer.status == 200).map(address).collect();
        assert!(!shown.is_empty() && answers.iter().all(|answer| [200, 409].contains(&answer.status)), "{answers:?}");
        let live = shown.iter().filter(|path| service.nobody().get(path).status == 200).count();
        assert_eq!(live, 1, "{shown:?}");
    }
}

/// The path of a feed's address.
fn address(answer: &Answer) -> String {
    let url = answer.json()["https"].as_str().expect("an address").to_owned();
    url[url.find("/feeds/").expect("a feed")..].to_owned()
}

on_both! {
    /// A grid is not taken out while somebody names it at the same moment.
    fn a_grid_is_named_or_gone(service: &Service) {
        let office = service.role(Role::Office);
        let grids = "/api/v1/partnerships/jiezi/grids";
        for round in 0..8 {
            let id = format!("g{round}");
            office.post(grids, &json!({"id": id, "name": "网格", "level": "grid", "parent": null})).expect(201);
            let row = json!({"id": format!("p{round}"), "name": "楼", "x": 0, "y": 0, "grid": id});
            let answers = both(
                || office.delete(&format!("{grids}/{id}"), "\"1\""),
                || office.post(PLACES, &row),
            );
            match (answers[0].status, answers[1].status) {
                (204, 422) | (409, 201) => {}
                other => panic!("{other:?}: {answers:?}"),
            }
        }
    }
}

/// Two who do different things.
fn both(one: impl FnOnce() -> Answer + Send, other: impl FnOnce() -> Answer + Send) -> Vec<Answer> {
    at_once(vec![Box::new(one), Box::new(other)])
}

on_both! {
    /// Who writes at the same moment in different rows is never told that the service failed.
    fn many_write_and_none_fails(service: &Service) {
        let clients: Vec<Client> = (0..8).map(|_| service.role(Role::Office)).collect();
        let answers = alike(8, |i| {
            let answers = (0..5).map(|k| clients[i].post(PLACES, &place(&format!("p{i}-{k}"), "楼")));
            answers.max_by_key(|answer| answer.status).expect("an answer")
        });
        assert_eq!(statuses(&answers), [201; 8]);
        let page = clients[0].get(&format!("{PLACES}?limit=100")).expect(200).json();
        assert_eq!(page["items"].as_array().map(Vec::len), Some(40));
        let whole = clients[0].get("/api/v1/partnerships/jiezi/audit/check").expect(200).json();
        assert_eq!((&whole["whole"], &whole["entries"]), (&json!(true), &json!(40)));
    }
}
