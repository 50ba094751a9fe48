//! Who may come in, and where to: the set-up link, signing in, links for passwords, keys; and every route for every role.

use serde_json::{Value as Json, json};
use yuandi_api::domain::role::Role;
use yuandi_api::setup;

use super::harness::{Answer, Backend, Client, FOREIGN, HOME, Service, on_both};

/// Every route, and who may use it: `METHOD PATH: roles`.
const MATRIX: &str = include_str!("access_matrix.txt");

/// A path of the description with what its parameters may stand for.
fn filled(path: &str, partnership: &str) -> String {
    let path = path
        .replace("{partnership}", partnership)
        .replace("{term}", "2026-autumn");
    let segments = path
        .split('/')
        .map(|segment| if segment.starts_with('{') { "none" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}

/// What a route answers to somebody: a body that nothing takes, so that nothing happens.
fn ask(client: &Client, method: &str, path: &str) -> Answer {
    let body: &[u8] = if method == "GET" { b"" } else { br#"{"nonsense": 1}"# };
    client.send(method, path, "application/json", body)
}

fn code(answer: &Answer) -> String {
    let json: Json = serde_json::from_slice(&answer.body).unwrap_or_default();
    json["code"].as_str().unwrap_or_default().to_owned()
}

/// Whether somebody came in: whatever else is wrong with the request.
fn admitted(answer: &Answer) -> bool {
    assert!(answer.status < 500, "{answer:?}");
    answer.status != 401 && !(answer.status == 403 && code(answer) == "forbidden")
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

on_both! {
    /// Each route, each role, one's own partnership, another's, and nobody at all.
    fn everybody_gets_as_far_as_the_table_says(service: &Service) {
        let mut found = Vec::new();
        for (method, path) in routes(service) {
            let mut may = Vec::new();
            for role in Role::ALL {
                // A new sign-in each time: one of the routes ends it.
                let client = service.role(role);
                if admitted(&ask(&client, &method, &filled(&path, HOME))) {
                    may.push(role.name());
                }
                if path.contains("{partnership}") {
                    let foreign = ask(&client, &method, &filled(&path, FOREIGN));
                    assert_eq!((foreign.status, code(&foreign).as_str()), (404, "not-found"), "{role} {method} {path}");
                    let unknown = ask(&client, &method, &filled(&path, "nowhere"));
                    assert_eq!(foreign.body, unknown.body, "{role} {method} {path}: tells that a partnership is there");
                }
            }
            let nobody = ask(&service.nobody(), &method, &filled(&path, HOME));
            if admitted(&nobody) {
                may.push("nobody");
            }
            found.push(format!("{method} {path}: {}", may.join(" ")));
        }
        found.sort();
        let wanted: Vec<&str> = MATRIX.lines().collect();
        assert_eq!(found.len(), wanted.len(), "{}", found.join("\n"));
        for (found, wanted) in found.iter().zip(wanted) {
            assert_eq!(found, wanted);
        }
    }
}

on_both! {
    /// Whoever signed in writes only with the token of their own pages; a cookie alone, which another site could send, is not enough.
    fn another_site_cannot_write(service: &Service) {
        let mut office = service.role(Role::Office);
        office.headers.retain(|(name, _)| name != "x-csrf-token");
        let places = "/api/v1/partnerships/jiezi/terms/2026-autumn/places";
        office.get(places).expect(200);
        let place = json!({"id": "p", "name": "楼", "x": 0, "y": 0});
        office.post(places, &place).problem(403, "csrf");
        office.with("x-csrf-token", "guess").post(places, &place).problem(403, "csrf");
    }
}

/// A founding of a partnership with the secret of a link.
fn founding(secret: &str) -> Json {
    json!({
        "secret": secret,
        "partnership": {"id": "new", "name": "新社区", "zone": "Asia/Shanghai", "domain": "new.example"},
        "account": {"login": "Wang", "name": "王老师", "password": "correct horse battery"},
    })
}

/// Signs somebody in.
fn sign_in(service: &Service, login: &str, password: &str) -> Answer {
    let body = json!({"partnership": "new", "login": login, "password": password});
    service.nobody().post("/api/v1/sign-in", &body)
}

/// Somebody who signed in, with cookie and token.
fn signed_in(service: &Service, answer: &Answer) -> Client {
    let cookie = answer.header("set-cookie").expect("a cookie");
    for mark in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(mark), "{cookie}");
    }
    let value = cookie.split(';').next().expect("a value");
    let csrf = answer.json()["csrf"].as_str().expect("a token").to_owned();
    service.nobody().with("cookie", value).with("x-csrf-token", &csrf)
}

/// The secret of the link that a first start prints.
fn link(service: &Service) -> Option<String> {
    let path = service.wait(setup::link(&service.app)).expect("a database")?;
    Some(path.strip_prefix("/setup/").expect("a link").to_owned())
}

on_both! {
    /// The first start gives out one link that works once; whoever has it becomes the office, and lets others in.
    fn a_partnership_is_founded_once(backend: Backend) {
        let service = Service::start_empty(backend, |_| {});
        let anybody = service.nobody();
        let old = link(&service).expect("a link");
        let secret = link(&service).expect("a newer one");
        anybody.post("/api/v1/setup", &founding(&old)).problem(404, "no-such-link");
        let mut weak = founding(&secret);
        weak["account"]["password"] = json!("password12");
        weak["partnership"]["zone"] = json!("Mars/Olympus");
        let errors = anybody.post("/api/v1/setup", &weak).problem(422, "invalid");
        let fields: Vec<&str> = errors["errors"].as_array().expect("errors").iter().filter_map(|e| e["field"].as_str()).collect();
        assert_eq!(fields, ["partnership.zone", "account.password"]);
        anybody.post("/api/v1/setup", &founding(&secret)).expect(201);
        anybody.post("/api/v1/setup", &founding(&secret)).problem(404, "no-such-link");
        assert_eq!(link(&service), None);
        let office = signed_in(&service, &sign_in(&service, "wang", "correct horse battery").expect(200));
        // A student: the office hands over a link, with which they set a password, once.
        let student = json!({"login": "2026001", "name": "李同学", "roles": ["student"]});
        let opened = office.post("/api/v1/partnerships/new/accounts", &student).expect(201).json();
        sign_in(&service, "2026001", "").problem(401, "wrong-sign-in");
        let set = json!({"secret": opened["password_link"]["secret"], "password": "staple battery horse"});
        anybody.post("/api/v1/password", &set).expect(204);
        anybody.post("/api/v1/password", &set).problem(404, "no-such-link");
        let student = signed_in(&service, &sign_in(&service, "2026001", "staple battery horse").expect(200));
        assert_eq!(student.get("/api/v1/me").expect(200).json()["roles"], json!(["student"]));
        // Who is let go is out at once.
        let path = format!("/api/v1/partnerships/new/accounts/{}", opened["id"].as_str().expect("an id"));
        let seen = office.get(&path).expect(200);
        let gone = json!({"login": "2026001", "name": "李同学", "roles": ["student"], "active": false});
        office.put(&path, seen.header("etag").expect("an ETag"), &gone).expect(200);
        student.get("/api/v1/me").problem(401, "unauthenticated");
        sign_in(&service, "2026001", "staple battery horse").problem(401, "wrong-sign-in");
        // The last of the office cannot let itself go.
        let me = office.get("/api/v1/me").expect(200).json()["account"]["id"].as_str().expect("an id").to_owned();
        let last = json!({"login": "wang", "name": "王老师", "roles": ["centre"]});
        office.put(&format!("/api/v1/partnerships/new/accounts/{me}"), "\"1\"", &last).problem(409, "last-office");
        office.send("POST", "/api/v1/sign-out", "", b"").expect(204);
        office.get("/api/v1/me").problem(401, "unauthenticated");
    }
}

on_both! {
    /// Guessing locks a login for a while, whether anybody has it or not; then its owner gets in again.
    fn guessing_locks_a_login(backend: Backend) {
        let service = Service::start_empty(backend, |_| {});
        let secret = link(&service).expect("a link");
        service.nobody().post("/api/v1/setup", &founding(&secret)).expect(201);
        for login in ["wang", "nobody"] {
            let mut tries = 0;
            let locked = loop {
                let answer = sign_in(&service, login, "a wrong guess");
                if answer.status == 429 {
                    break answer;
                }
                answer.problem(401, "wrong-sign-in");
                tries += 1;
                assert!(tries < 20, "{login} is never locked");
            };
            assert!(tries >= 3, "{login} is locked after {tries}");
            let wait = locked.header("retry-after").expect("how long").parse::<i64>().expect("seconds");
            locked.problem(429, "locked");
            sign_in(&service, login, "correct horse battery").problem(429, "locked");
            service.app.clock.advance(wait + 1);
        }
        sign_in(&service, "wang", "correct horse battery").expect(200);
    }
}

on_both! {
    /// A key does what its roles may, and no more; it is shown once, ends on its day, and can be revoked.
    fn keys_open_what_they_say(service: &Service) {
        let office = service.role(Role::Office);
        let keys = "/api/v1/partnerships/jiezi/keys";
        let day = |days: i64| {
            let at = service.app.clock.now() + days * 86_400;
            chrono::DateTime::from_timestamp(at, 0).expect("a day").to_rfc3339()
        };
        office.post(keys, &json!({"name": "k", "roles": ["office"], "writes": false, "expires": day(400)})).problem(422, "invalid");
        let made = office.post(keys, &json!({"name": "k", "roles": ["office"], "writes": false, "expires": day(30)})).expect(201).json();
        let secret = made["secret"].as_str().expect("a secret");
        let key = service.nobody().with("authorization", &format!("Bearer {secret}"));
        let places = "/api/v1/partnerships/jiezi/terms/2026-autumn/places";
        key.get(places).expect(200);
        key.post(places, &json!({"id": "p", "name": "楼", "x": 0, "y": 0})).problem(403, "forbidden");
        key.get("/api/v1/partnerships/elsewhere/terms/2026-autumn/places").problem(404, "not-found");
        let listed = office.get(keys).expect(200);
        assert!(!listed.text().contains(secret), "a secret is shown again");
        let id = made["id"].as_str().expect("an id");
        office.send("DELETE", &format!("{keys}/{id}"), "", b"").expect(204);
        key.get(places).problem(401, "unauthenticated");
        let made = office.post(keys, &json!({"name": "k", "roles": ["auditor"], "writes": false, "expires": day(1)})).expect(201).json();
        let key = service.nobody().with("authorization", &format!("Bearer {}", made["secret"].as_str().expect("a secret")));
        key.get(places).expect(200);
        service.app.clock.advance(86_401);
        key.get(places).problem(401, "unauthenticated");
        // Keys make no keys.
        let office = service.role(Role::Office);
        let made = office.post(keys, &json!({"name": "k", "roles": ["office"], "writes": true, "expires": day(1)})).expect(201).json();
        let key = service.nobody().with("authorization", &format!("Bearer {}", made["secret"].as_str().expect("a secret")));
        key.post(keys, &json!({"name": "k", "roles": ["office"], "writes": true, "expires": day(1)})).problem(403, "sign-in-only");
    }
}
