//! Solves as jobs: how far they are, who comes next, how much is too much, and what becomes of one that is cut short.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;

use serde_json::{Value as Json, json};
use yuandi_api::db::jobs::{self, Job, NewJob};
use yuandi_api::db::records::TermKey;
use yuandi_api::db::{self, Tx, Value, terms};
use yuandi_api::domain::role::Role;

use super::harness::term::{TINY, solve, until};
use super::harness::{Backend, Client, FOREIGN, HOME, Service, on_both};

/// A stream of events, read as it comes.
struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    fn open(client: &Client, path: &str) -> Self {
        let address = client.base.strip_prefix("http://").expect("an address");
        let mut stream = TcpStream::connect(address).expect("a service");
        write!(
            stream,
            "GET {path}/events HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n"
        )
        .expect("a service");
        for (name, value) in &client.headers {
            write!(stream, "{name}: {value}\r\n").expect("a service");
        }
        write!(stream, "\r\n").expect("a service");
        Self {
            lines: BufReader::new(stream),
        }
    }

    /// The next event and what it tells; none at the end of the stream.
    fn next(&mut self) -> Option<(String, Json)> {
        let mut name = None;
        loop {
            let mut line = String::new();
            if self.lines.read_line(&mut line).expect("a line") == 0 {
                return None;
            }
            if let Some(event) = line.trim_end().strip_prefix("event: ") {
                name = Some(event.to_owned());
            } else if let Some(data) = line.strip_prefix("data: ") {
                return Some((name?, serde_json::from_str(data).expect("JSON")));
            }
        }
    }
}

/// A solve that goes on until it is stopped; gives its path.
fn long(office: &Client) -> String {
    let job = office
        .post(&format!("{TINY}/jobs"), &json!({"seconds": 600}))
        .expect(202);
    job.header("location").expect("a place").to_owned()
}

on_both! {
    /// Whoever watches a solve sees how it stands before it has ended, with parts that add up to the cost; then its end.
    fn a_solve_tells_how_far_it_is(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let path = long(&office);
        let mut events = Events::open(&office, &path);
        let seen = loop {
            let (name, seen) = events.next().expect("an event");
            assert_eq!((name.as_str(), &seen["finished"]), ("progress", &Json::Null), "{seen}");
            if !seen["progress"]["parts"].is_null() {
                break seen;
            }
        };
        let progress = &seen["progress"];
        let parts = progress["parts"].as_object().expect("parts");
        assert_eq!(parts.len(), 14);
        assert_eq!(parts.values().filter_map(Json::as_i64).sum::<i64>(), progress["cost"].as_i64().expect("a cost"));
        office.send("POST", &format!("{path}/cancel"), "", b"").expect(202);
        let mut last = None;
        while let Some(event) = events.next() {
            last = Some(event);
        }
        let (name, ended) = last.expect("an end");
        assert_eq!((name.as_str(), &ended["state"]), ("end", &json!("cancelled")));
        assert!(!ended["progress"]["parts"].is_null());
    }
}

on_both! {
    /// A service that stops gives a solve under way back to the queue, and ends the streams of those who watch.
    fn a_stop_releases_a_solve_and_ends_its_stream(backend: Backend) {
        let mut service = Service::start(backend);
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let path = long(&office);
        until(|| office.get(&path).expect(200).json(), |job| !job["progress"].is_null());
        let mut events = Events::open(&office, &path);
        events.next().expect("an event");
        let url = service.app.config.database.clone();
        let read = service.stop();
        while events.next().is_some() {}
        let left: Vec<(String, Option<String>, i64)> = read.block_on(async {
            let db = db::Database::open(&url).await.expect("a database");
            let sql = "SELECT state, worker, lost FROM job";
            let left = db.all(sql, Vec::new()).await.expect("jobs");
            db.close().await;
            left
        });
        assert_eq!(left, [("queued".to_owned(), None, 0)]);
    }
}

on_both! {
    /// A term that cannot be planned is told why, row by row.
    fn a_faulty_term_is_told_its_faults(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        // Each row by itself is fine; that the team has no members left, only the whole shows.
        for person in ["2026001", "2026002"] {
            let path = format!("{TINY}/people/{person}");
            let seen = office.get(&path).expect(200);
            office.delete(&path, seen.header("etag").expect("an ETag")).expect(204);
        }
        let told = office.get(&format!("{TINY}/faults")).expect(200).json();
        assert_eq!(told["faults"][0]["code"], "quorum-above-members", "{told}");
        let job = solve(&office, &json!({"steps": 10}));
        assert_eq!((&job["state"], &job["outcome"]), (&json!("failed"), &json!("faulty-term")));
        assert_eq!(job["faults"], told["faults"]);
    }
}

on_both! {
    /// A partnership has as many solves under way as was agreed with it, and no more.
    fn too_many_solves_are_refused(backend: Backend) {
        let service = Service::start_with(backend, |config| {
            config.solves.active = 1;
            config.solves.longest = 700;
            config.solves.partnerships.insert(HOME.to_owned(), 2);
        });
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let jobs = |term: &str| format!("/api/v1/partnerships/jiezi/terms/{term}/jobs");
        for term in ["second", "third"] {
            let body = json!({"id": term, "name": "T", "zone": "Asia/Shanghai", "first_day": "2026-09-07", "weeks": 2,
                "settings": {"blocks": [["08:00", "12:00"]]}});
            office.post("/api/v1/partnerships/jiezi/terms", &body).expect(201);
        }
        office.post(&jobs("tiny"), &json!({"seconds": 701})).problem(422, "invalid");
        let path = long(&office);
        until(|| office.get(&path).expect(200).json(), |job| job["state"] == "running");
        // The one solver is busy with it: this one waits.
        office.post(&jobs("second"), &json!({"seconds": 600})).expect(202);
        office.post(&jobs("third"), &json!({"seconds": 600})).problem(409, "too-many-jobs");
        office.send("POST", &format!("{path}/cancel"), "", b"").expect(202);
        until(|| office.get(&path).expect(200).json(), |job| !job["finished"].is_null());
        office.post(&jobs("third"), &json!({"seconds": 600})).expect(202);
    }
}

/// Queues a job for a term that is made for it.
async fn queue(tx: &mut Tx, partnership: &str, term: &str, now: i64) -> Result<(), db::Error> {
    let key = TermKey {
        partnership: partnership.to_owned(),
        term: term.to_owned(),
    };
    let row = terms::Term {
        name: "T".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        first_day: "2026-09-07".to_owned(),
        weeks: 1,
        settings: "{}".to_owned(),
    };
    terms::insert(tx, &key, &row).await?;
    let job = NewJob {
        round: None,
        id: format!("{partnership}-{term}"),
        settings: "{}".to_owned(),
        actor: "somebody".to_owned(),
        now,
    };
    jobs::submit(tx, &key, &job, 9).await.map(drop)
}

/// Ends a job well.
async fn end(tx: &mut Tx, job: &Job, worker: &str, now: i64) -> Result<bool, db::Error> {
    jobs::end(tx, job, worker, &jobs::End::plain("done", now)).await
}

on_both! {
    /// Whoever asks for many solves at once does not keep others waiting: who has fewer running, or was served longer ago, is next.
    fn solves_are_taken_up_in_turn(service: &Service) {
        let now = 1_000_000;
        let order = service.wait(service.app.db.write::<_, db::Error, _>(move |tx| {
            Box::pin(async move {
                // One transaction in the far past: the service's own worker sees nothing of it before it is over.
                for (term, at) in [("a", 1), ("b", 2), ("c", 3)] {
                    queue(tx, HOME, term, now + at).await?;
                }
                for (term, at) in [("x", 4), ("y", 5)] {
                    queue(tx, FOREIGN, term, now + at).await?;
                }
                let mut order = Vec::new();
                let first = jobs::claim(tx, "w1", now + 10, now + 99).await?.expect("a job");
                let second = jobs::claim(tx, "w2", now + 11, now + 99).await?.expect("a job");
                // The one that was served first is served least recently, once both are done.
                end(tx, &first, "w1", now + 12).await?;
                end(tx, &second, "w2", now + 12).await?;
                order.extend([first.id, second.id]);
                for at in 20..23 {
                    let job = jobs::claim(tx, "w1", now + at, now + 99).await?.expect("a job");
                    end(tx, &job, "w1", now + at).await?;
                    order.push(job.id);
                }
                Ok(order)
            })
        }));
        let order = order.expect("a transaction");
        assert_eq!(order, ["jiezi-a", "elsewhere-x", "jiezi-b", "elsewhere-y", "jiezi-c"]);
    }
}

on_both! {
    /// A solve that takes its worker down each time is given up, with a reason; one that was given back is not.
    fn a_solve_that_kills_its_workers_is_given_up(service: &Service) {
        let now = 1_000_000;
        let ended = service.wait(service.app.db.write::<_, db::Error, _>(move |tx| {
            Box::pin(async move {
                queue(tx, HOME, "a", now).await?;
                for turn in 0..5 {
                    let job = jobs::claim(tx, "w", now + turn, now + 99).await?.expect("a job");
                    jobs::end(tx, &job, "w", &jobs::End::plain("queued", now + turn)).await?;
                }
                for turn in 1..4 {
                    let job = jobs::claim(tx, "w", now + turn * 100, now + turn * 100 + 99).await?;
                    assert_eq!(job.expect("a job").attempt, 5 + turn);
                }
                let none = jobs::claim(tx, "w", now + 400, now + 499).await?;
                let sql = "SELECT state, outcome FROM job";
                let ended: Vec<(String, Option<String>)> = tx.all(sql, Vec::<Value>::new()).await?;
                Ok((none, ended))
            })
        }));
        let (none, ended) = ended.expect("a transaction");
        assert_eq!(none, None);
        assert_eq!(ended, [("failed".to_owned(), Some("workers-lost".to_owned()))]);
    }
}
