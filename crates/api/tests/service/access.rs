//! Who may come in: the set-up link, signing in, links for passwords, keys.

use serde_json::{Value as Json, json};
use yuandi_api::domain::role::Role;
use yuandi_api::setup;

use super::harness::{Answer, Backend, Client, Service, on_both};

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

/// A key with a role, made by somebody of the office; gives who made it, where, and who has the key.
fn key_of(service: &Service, role: Role) -> (Client, String, Client) {
    let office = service.role(Role::Office);
    let keys = "/api/v1/partnerships/jiezi/keys";
    let until = chrono::DateTime::from_timestamp(service.app.clock.now() + 86_400, 0)
        .expect("a day")
        .to_rfc3339();
    let body = json!({"name": "k", "roles": [role.name()], "writes": true, "expires": until});
    let made = office.post(keys, &body).expect(201).json();
    let key = service.nobody().with(
        "authorization",
        &format!("Bearer {}", made["secret"].as_str().expect("a secret")),
    );
    (office, made["created_by"].as_str().expect("an account").to_owned(), key)
}

on_both! {
    /// A key that leaked lets nobody in: no account, no link, no change of one, no further key.
    fn a_key_lets_nobody_in(service: &Service) {
        let (office, maker, key) = key_of(service, Role::Office);
        let accounts = "/api/v1/partnerships/jiezi/accounts";
        let account = json!({"login": "mole", "name": "某人", "roles": ["office"]});
        key.post(accounts, &account).problem(403, "sign-in-only");
        key.send("POST", &format!("{accounts}/{maker}/password-link"), "", b"").problem(403, "sign-in-only");
        key.put(&format!("{accounts}/{maker}"), "\"1\"", &account).problem(403, "sign-in-only");
        // It may look, as its maker may.
        key.get(&format!("{accounts}/{maker}")).expect(200);
        office.post(accounts, &account).expect(201);
    }
}

on_both! {
    /// A key ends with the account that made it, and has no right that its maker lost.
    fn a_key_is_no_more_than_its_maker(service: &Service) {
        let (_, maker, key) = key_of(service, Role::Office);
        let other = service.role(Role::Office);
        let places = "/api/v1/partnerships/jiezi/terms/2026-autumn/places";
        let path = format!("/api/v1/partnerships/jiezi/accounts/{maker}");
        key.get(places).expect(200);
        key.post(places, &json!({"id": "p", "name": "楼", "x": 0, "y": 0})).expect(201);
        let change = |version: &str, roles: &str, active: bool| {
            let body = json!({"login": "maker", "name": "某人", "roles": [roles], "active": active});
            other.put(&path, version, &body).expect(200);
        };
        change("\"1\"", "centre", true);
        key.post(places, &json!({"id": "q", "name": "楼", "x": 0, "y": 0})).problem(403, "forbidden");
        change("\"2\"", "office", true);
        key.post(places, &json!({"id": "q", "name": "楼", "x": 0, "y": 0})).expect(201);
        change("\"3\"", "office", false);
        key.get(places).problem(401, "unauthenticated");
    }
}
