//! Every route for every role, by sign-in and by key; another's partnership, and another's ids within one's own.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use yuandi_api::db;
use yuandi_api::domain::role::Role;

use super::harness::term::{folder, look};
use super::harness::{Answer, Backend, Client, FOREIGN, HOME, Service, on_both};

/// Every route, and who may use it: `METHOD PATH: roles | roles of keys`. Everybody in it is a member of a team and answers for a
/// grid; a key is nobody's, and has neither.
const MATRIX: &str = include_str!("access_matrix.txt");

/// A path of the description with what its parameters may stand for.
fn filled(path: &str, partnership: &str, id: &str) -> String {
    let path = path
        .replace("{partnership}", partnership)
        .replace("{term}", "2026-autumn")
        .replace("{form}", "csv");
    let segments = path
        .split('/')
        .map(|segment| if segment.starts_with('{') { id } else { segment });
    segments.collect::<Vec<_>>().join("/")
}

/// What a route answers to somebody: a body that nothing takes, so that nothing happens.
fn ask(client: &Client, method: &str, path: &str) -> Answer {
    let body: &[u8] = if method == "GET" { b"" } else { b"nonsense" };
    client.send(method, path, "text/plain", body)
}

fn code(answer: &Answer) -> String {
    let json: Json = serde_json::from_slice(&answer.body).unwrap_or_default();
    json["code"].as_str().unwrap_or_default().to_owned()
}

/// Whether somebody came in: whatever else is wrong with the request.
fn admitted(answer: &Answer) -> bool {
    assert!(answer.status < 500, "{answer:?}");
    answer.status != 401 && !(answer.status == 403 && ["forbidden", "sign-in-only"].contains(&code(answer).as_str()))
}

/// The routes of the description, as methods and paths.
fn routes(service: &Service) -> Vec<(String, String)> {
    let document = service.nobody().get("/openapi.json").expect(200).json();
    let paths = document["paths"].as_object().expect("paths").clone();
    let of = |(path, item): (String, Json)| {
        let methods = item.as_object().expect("methods").clone();
        methods
            .into_iter()
            .map(move |(method, _)| (method.to_uppercase(), path.clone()))
    };
    paths.into_iter().flat_map(of).collect()
}

/// A team with a member, and a grid with a place.
fn ground(office: &Client, partnership: &str) {
    let root = format!("/api/v1/partnerships/{partnership}");
    let term = format!("{root}/terms/2026-autumn");
    for (path, row) in [
        (
            format!("{root}/grids"),
            json!({"id": "g", "name": "网格", "level": "grid", "parent": null}),
        ),
        (
            format!("{term}/places"),
            json!({"id": "p", "name": "楼", "x": 0, "y": 0, "grid": "g"}),
        ),
        (
            format!("{term}/teams"),
            json!({"id": "t", "name": "队", "college": "C", "home": "p", "skills": ["推拿"], "quorum": 1}),
        ),
        (
            format!("{term}/people"),
            json!({"id": "s1", "name": "某人", "college": "C", "team": "t", "role": "student"}),
        ),
    ] {
        office.post(&path, &row).expect(201);
    }
}

/// A key of a role.
fn key(service: &Service, office: &Client, role: Role) -> Client {
    let until = chrono::DateTime::from_timestamp(service.app.clock.now() + 86_400, 0).expect("a day");
    let body = json!({"name": "k", "roles": [role.name()], "writes": true, "expires": until.to_rfc3339()});
    let made = office.post("/api/v1/partnerships/jiezi/keys", &body).expect(201).json();
    service.nobody().with(
        "authorization",
        &format!("Bearer {}", made["secret"].as_str().expect("a secret")),
    )
}

/// Asserts that another's partnership cannot be told from one that is not there.
fn stays_out(client: &Client, method: &str, path: &str) {
    let foreign = ask(client, method, &filled(path, FOREIGN, "none"));
    assert_eq!(
        (foreign.status, code(&foreign).as_str()),
        (404, "not-found"),
        "{method} {path}"
    );
    let unknown = ask(client, method, &filled(path, "nowhere", "none"));
    assert_eq!(
        foreign.body, unknown.body,
        "{method} {path}: tells that a partnership is there"
    );
}

on_both! {
    /// Each route, each role, one's own partnership, another's, and nobody at all.
    fn everybody_gets_as_far_as_the_table_says(service: &Service) {
        let office = service.role(Role::Office);
        ground(&office, HOME);
        let keys = Role::ALL.map(|role| (role, key(service, &office, role)));
        let mut found = Vec::new();
        for (method, path) in routes(service) {
            let (mut may, mut by_key) = (Vec::new(), Vec::new());
            for (role, key) in &keys {
                // A new sign-in each time: one of the routes ends it.
                let person = service.somebody(HOME, *role, Some("s1"), Some("g"));
                for (client, list) in [(&person, &mut may), (key, &mut by_key)] {
                    if admitted(&ask(client, &method, &filled(&path, HOME, "none"))) {
                        list.push(role.name());
                    }
                    if path.contains("{partnership}") {
                        stays_out(client, &method, &path);
                    }
                }
            }
            let nobody = ask(&service.nobody(), &method, &filled(&path, HOME, "none"));
            if admitted(&nobody) {
                may.push("nobody");
            }
            found.push(format!("{method} {path}: {} | {}", may.join(" "), by_key.join(" ")).trim_end().to_owned());
        }
        found.sort();
        let wanted: Vec<&str> = MATRIX.lines().collect();
        assert_eq!(found.len(), wanted.len(), "{}", found.join("\n"));
        for (found, wanted) in found.iter().zip(wanted) {
            assert_eq!(found, wanted);
        }
    }
}

/// Something of every kind in the other partnership, by the word that stands before its id in a path.
fn belongings(service: &Service, office: &Client) -> BTreeMap<&'static str, String> {
    ground(office, FOREIGN);
    let root = format!("/api/v1/partnerships/{FOREIGN}");
    let id = |answer: Answer| answer.expect(201).json()["id"].as_str().expect("an id").to_owned();
    let until = chrono::DateTime::from_timestamp(service.app.clock.now() + 86_400, 0)
        .expect("a day")
        .to_rfc3339();
    let mut ids = BTreeMap::from([
        ("grids", "g".to_owned()),
        ("places", "p".to_owned()),
        ("teams", "t".to_owned()),
        ("people", "s1".to_owned()),
    ]);
    for (word, path, row) in [
        (
            "colleges",
            format!("{root}/colleges"),
            json!({"id": "c", "name": "学院"}),
        ),
        (
            "accounts",
            format!("{root}/accounts"),
            json!({"login": "x", "name": "某人", "roles": ["student"]}),
        ),
        (
            "keys",
            format!("{root}/keys"),
            json!({"name": "k", "roles": ["office"], "expires": until}),
        ),
        (
            "feeds",
            format!("{root}/feeds"),
            json!({"kind": "partnership", "subject": FOREIGN}),
        ),
        (
            "webhooks",
            format!("{root}/webhooks"),
            json!({"url": "https://hooks.example/x", "events": ["plan.published"]}),
        ),
    ] {
        ids.insert(word, id(office.post(&path, &row)));
    }
    for (word, row) in rows() {
        ids.insert(word, id(office.post(&format!("{root}/terms/2026-autumn/{word}"), &row)));
    }
    let calendar = format!("{root}/terms/2026-autumn/calendars/s1");
    office
        .send(
            "PUT",
            &calendar,
            "text/calendar",
            b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        )
        .expect(201);
    ids.insert("calendars", "s1".to_owned());
    let seen = look(
        office,
        &format!("{root}/terms/new"),
        &folder("tests/fixtures/tiny_term"),
    );
    ids.insert("imports", seen["id"].as_str().expect("an id").to_owned());
    planned(service);
    ids.extend(
        [
            ("plans", "plan"),
            ("jobs", "job"),
            ("messages", "message"),
            ("swaps", "swap"),
        ]
        .map(|(word, id)| (word, id.to_owned())),
    );
    ids
}

/// A row of each further table of a term.
fn rows() -> [(&'static str, Json); 13] {
    [
        (
            "hours",
            json!({"id": "h", "kind": "K", "place": "p", "weekday": "monday", "start": "14:00",
            "end": "15:00", "target": 1, "max": 1, "under": 1}),
        ),
        (
            "needs",
            json!({"id": "n", "kind": "K", "place": "p", "minutes": 30, "from": "2026-09-07",
            "to": "2026-09-11", "unserved": 1}),
        ),
        (
            "timetables",
            json!({"person": "s1", "weekday": "monday", "start": "08:00", "end": "09:00"}),
        ),
        ("wishes", json!({"team": "t", "hour": "h", "want": "yes", "weight": 1})),
        ("fixed", json!({"session": "h-0914", "team": "t"})),
        ("excluded", json!({"session": "h-0921", "team": "t"})),
        (
            "absences",
            json!({"team": "t", "start": "2026-09-14 08:00", "end": "2026-09-14 18:00"}),
        ),
        (
            "formation",
            json!({"id": "kind", "college": "C", "teams": 1, "min": 1, "max": 2, "home": "p"}),
        ),
        ("positions", json!({"id": "ward", "host": "clinic", "capacity": 2})),
        ("choices", json!({"applicant": "s1", "position": "ward", "rank": 1})),
        ("rankings", json!({"applicant": "s1", "position": "ward", "rank": 1})),
        ("placements", json!({"applicant": "s1", "position": "ward"})),
        (
            "rounds",
            json!({"id": "round", "name": "R", "opens": "2026-08-01T00:00:00Z", "closes": "2026-08-10T00:00:00Z"}),
        ),
    ]
}

/// A plan, the job that made it, a swap, and a message, as only the service itself makes them.
fn planned(service: &Service) {
    let done = service.app.db.write::<_, db::Error, _>(|tx| {
        Box::pin(async move {
            for sql in [
                "INSERT INTO plan (partnership, term, id, number, state, origin, cost, violations, parts, unserved, created_by, created) \
                 VALUES ('elsewhere', '2026-autumn', 'plan', 1, 'draft', 'solve', 7, 0, '{}', '[]', 'a', 1)",
                "INSERT INTO job (partnership, term, id, state, settings, created_by, created, finished) \
                 VALUES ('elsewhere', '2026-autumn', 'job', 'done', '{}', 'a', 1, 2)",
                "INSERT INTO swap (partnership, term, id, state, kind, activity, team, \"start\", begins, cost, reason, asked_by, \
                 created, updated) VALUES ('elsewhere', '2026-autumn', 'swap', 'offered', 'session', 'h-0914', 't', '2026-09-14T14:00', 9, 0, '', 'a', 1, 1)",
                "INSERT INTO message (partnership, id, channel, recipient, cause, content, state, next, created) \
                 VALUES ('elsewhere', 'message', 'file', 'a', 'c', '{}', 'dead', 1, 1)",
            ] {
                tx.run(sql, Vec::new()).await?;
            }
            Ok(())
        })
    });
    service.wait(done).expect("rows");
}

/// What stands before the id in a path.
fn word(path: &str) -> Option<&str> {
    let (before, _) = path.split_once("/{id}")?;
    before.rsplit('/').next()
}

on_both! {
    /// An id of another partnership, asked for within one's own, is an id that is not there; and whatever is tried, it stays as it is.
    fn anothers_ids_are_nobodys(service: &Service) {
        let office = service.role(Role::Office);
        let theirs = service.somebody(FOREIGN, Role::Office, None, None);
        let ids = belongings(service, &theirs);
        let routes = routes(service);
        let with_id: Vec<_> = routes.iter().filter_map(|(method, path)| Some((method, path, word(path)?))).collect();
        assert!(with_id.len() > 50, "{}", with_id.len());
        let seen = |word: &str| -> Vec<(u16, Vec<u8>)> {
            let reads = with_id.iter().filter(|(method, path, of)| *method == "GET" && *of == word && path.ends_with("{id}"));
            reads.map(|(_, path, _)| theirs.get(&filled(path, FOREIGN, &ids[word]))).map(|answer| (answer.status, answer.body)).collect()
        };
        let before: Vec<_> = ids.keys().map(|word| seen(word)).collect();
        for (method, path, word) in &with_id {
            let id = ids.get(word).unwrap_or_else(|| panic!("no {word} to try"));
            for body in [&b""[..], b"{}", b"nonsense"] {
                let ask = |id: &str| office.with("if-match", "\"1\"").send(method, &filled(path, HOME, id), "application/json", body);
                let (theirs, nobodys) = (ask(id), ask("none"));
                assert!(theirs.status >= 400 && theirs.status < 500, "{method} {path}: {theirs:?}");
                assert_eq!((theirs.status, theirs.text()), (nobodys.status, nobodys.text()), "{method} {path}");
            }
        }
        let after: Vec<_> = ids.keys().map(|word| seen(word)).collect();
        assert_eq!(before, after);
    }
}
