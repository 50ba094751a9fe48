//! The service as commands: started, used, stopped, copied and put back, with what it prints and logs.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use ureq::http::{Request, Response};

use crate::term_folder::folder_with_tiny_term;
use crate::{done, folder, yuandi};

/// The last line that a start prints.
const READY: &str = "interface · 接口说明";

/// A service that runs until it is told to stop, or dropped.
struct Serving {
    child: Child,
    stdout: BufReader<ChildStdout>,
    /// What it printed until it was ready.
    said: Vec<String>,
    url: String,
}

impl Serving {
    /// Starts it in a folder, on a free port, with the log in `log.jsonl`.
    fn start(folder: &Path, database: &str, arguments: &[&str]) -> Self {
        let log = File::create(folder.join("log.jsonl")).expect("a file for the log");
        let mut child = Command::new(env!("CARGO_BIN_EXE_yuandi"))
            .args(["serve", "--listen", "127.0.0.1:0", "--database", database])
            .args(arguments)
            .env("YUANDI_LOG__FORMAT", "json")
            .env("YUANDI_LOG__LEVEL", "debug")
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("the program starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("standard output is piped"));
        let mut said = Vec::new();
        while !said.last().is_some_and(|line: &String| line.starts_with(READY)) {
            let mut line = String::new();
            let read = stdout.read_line(&mut line).expect("a line");
            assert!(read > 0, "{said:?}: {}", log_of(folder));
            said.push(line.trim_end().to_owned());
        }
        let ready = said.last().and_then(|line| line.split_whitespace().last());
        let url = ready
            .and_then(|url| url.strip_suffix("/openapi.json"))
            .expect("an address")
            .to_owned();
        Self {
            child,
            stdout,
            said,
            url,
        }
    }

    /// What was printed after a label, or the last word of the first line in which it stands.
    fn told(&self, label: &str) -> &str {
        let line = self.said.iter().find(|line| line.contains(label));
        let line = line.unwrap_or_else(|| panic!("no {label} in {:?}", self.said));
        line.split_whitespace().last().expect("a word")
    }

    fn get(&self, path: &str) -> Response<ureq::Body> {
        let request = Request::get(format!("{}{path}", self.url)).body(()).expect("a request");
        agent().run(request).expect("an answer")
    }

    /// Sends JSON; gives the status, the cookie that was set, and the body.
    fn post(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> (u16, String, Value) {
        let mut request = Request::post(format!("{}{path}", self.url)).header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut answer = agent()
            .run(request.body(body.to_string()).expect("a request"))
            .expect("an answer");
        let cookie = answer.headers().get("set-cookie").and_then(|value| value.to_str().ok());
        let cookie = cookie
            .and_then(|cookie| cookie.split(';').next())
            .unwrap_or_default()
            .to_owned();
        let text = answer.body_mut().read_to_string().expect("a body");
        (
            answer.status().as_u16(),
            cookie,
            serde_json::from_str(&text).unwrap_or_default(),
        )
    }

    fn sign_in(&self, partnership: &str, login: &str, password: &str) -> (u16, String, Value) {
        let body = json!({"partnership": partnership, "login": login, "password": password});
        self.post("/api/v1/sign-in", &[], &body)
    }

    /// Asks it to stop as the system does, and waits for its end.
    fn stop(mut self) -> Option<i32> {
        let kill = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(kill.expect("kill runs").success());
        let mut rest = String::new();
        while self.stdout.read_line(&mut rest).expect("a line") > 0 {}
        self.child.wait().expect("the program ends").code()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // A test that failed leaves nobody behind; who was stopped is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::new_with_config(ureq::config::Config::builder().http_status_as_error(false).build())
}

fn log_of(folder: &Path) -> String {
    fs::read_to_string(folder.join("log.jsonl")).expect("a log")
}

/// Each line is an object; a request is told by its route's pattern.
fn check_form(log: &str) {
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    let pattern = "/api/v1/partnerships/{partnership}/accounts";
    let told = lines
        .iter()
        .find(|line| line["span"]["route"] == pattern)
        .expect("the request");
    assert_eq!(
        (&told["status"], &told["span"]["method"]),
        (&json!(201), &json!("POST")),
        "{told}"
    );
    assert!(
        told["timestamp"].is_string() && told["level"] == "INFO" && told["span"]["request"].is_string(),
        "{told}"
    );
}

#[test]
fn a_new_service_is_founded_with_its_link_and_logs_no_names_and_no_secrets() {
    let folder = folder();
    let path = folder.path();
    let service = Serving::start(path, "sqlite:new.db", &[]);
    let link = service.told("/setup/").rsplit('/').next().expect("a secret").to_owned();
    let (name, login, password) = ("王二小老师", "wang-erxiao", "correct horse battery");
    let founding = json!({
        "secret": link,
        "partnership": {"id": "jiezi", "name": "介子路社区", "zone": "Asia/Shanghai", "domain": "jiezi.example"},
        "account": {"login": login, "name": name, "password": password},
    });
    assert_eq!(service.post("/api/v1/setup", &[], &founding).0, 201);
    assert_eq!(service.sign_in("jiezi", login, "wrong guess 1234").0, 401);
    let (status, cookie, session) = service.sign_in("jiezi", login, password);
    assert_eq!(status, 200, "{session}");
    let csrf = session["csrf"].as_str().expect("a token").to_owned();
    let headers = [
        ("cookie", cookie.as_str()),
        ("x-csrf-token", csrf.as_str()),
        ("idempotency-key", "key-4711"),
    ];
    let pupil = json!({"login": "pupil-0815", "name": "李小花", "roles": ["student"], "email": "flower@example.edu"});
    let (status, _, opened) = service.post("/api/v1/partnerships/jiezi/accounts", &headers, &pupil);
    assert_eq!(status, 201, "{opened}");
    let password_link = opened["password_link"]["secret"].as_str().expect("a secret").to_owned();
    let feed = json!({"kind": "partnership", "subject": "jiezi"});
    let (status, _, made) = service.post("/api/v1/partnerships/jiezi/feeds", &headers[..2], &feed);
    assert_eq!(status, 201, "{made}");
    let address = made["https"].as_str().expect("an address");
    let feed_secret = address
        .rsplit('/')
        .next()
        .and_then(|file| file.split('.').next())
        .expect("a secret");
    assert_eq!(service.get(&format!("/feeds/{feed_secret}.ics")).status(), 200);
    assert_eq!(
        service.get("/api/v1/partnerships/jiezi/terms/open-sesame").status(),
        401
    );
    let feed_secret = feed_secret.to_owned();
    assert_eq!(service.stop(), Some(0));
    let log = log_of(path);
    check_form(&log);
    let cookie = cookie.split('=').nth(1).expect("a secret");
    for secret in [&link, password, cookie, &csrf, &password_link, &feed_secret, "key-4711"] {
        assert!(!secret.is_empty() && !log.contains(secret), "{secret} is in {log}");
    }
    for name in [
        name,
        login,
        "李小花",
        "pupil-0815",
        "flower@",
        "介子路",
        "open-sesame",
        "127.0.0.1",
    ] {
        assert!(!log.contains(name), "{name} is in {log}");
    }
    // Once founded, there is no further link.
    let again = Serving::start(path, "sqlite:new.db", &[]);
    assert!(
        !again.said.iter().any(|line| line.contains("/setup/")),
        "{:?}",
        again.said
    );
    assert_eq!(again.stop(), Some(0));
}

#[test]
fn a_demonstration_is_planned_copied_and_put_back() {
    let folder = folder_with_tiny_term();
    let path = folder.path();
    let service = Serving::start(path, "sqlite:demo.db", &["--demo", "tiny_term", "--steps", "300"]);
    let duties: u32 = service.told("duties").parse().expect("a number");
    assert!(duties > 5, "{:?}", service.said);
    let report = fs::read_to_string(path.join("out/report.html")).expect("a report");
    assert!(report.contains(service.told("cost ·")), "{:?}", service.said);
    let feed = service.told("/feeds/");
    let calendar = service
        .get(&feed[feed.find("/feeds/").expect("a path")..])
        .body_mut()
        .read_to_string();
    assert!(calendar.expect("a calendar").contains("BEGIN:VEVENT"));
    let password = service.told("password ·").to_owned();
    assert_eq!(service.sign_in("jiezi", "office", &password).0, 200);
    let copied = done(path, &["backup", "copy.db", "--database", "sqlite:demo.db"]);
    assert!(copied.contains("copy.db"), "{copied}");
    let twice = yuandi(path, &["backup", "copy.db", "--database", "sqlite:demo.db"]);
    assert_ne!(twice.code, Some(0), "{twice:?}");
    let running = yuandi(path, &["restore", "copy.db", "--database", "sqlite:demo.db"]);
    assert_ne!(running.code, Some(0), "{running:?}");
    assert_eq!(service.stop(), Some(0));
    let restored = done(path, &["restore", "copy.db", "--database", "sqlite:demo.db"]);
    assert!(restored.contains("before · 原数据"), "{restored}");
    let again = Serving::start(path, "sqlite:demo.db", &["--demo", "tiny_term", "--steps", "1"]);
    assert!(
        again.said.iter().any(|line| line.contains("stays as it is")),
        "{:?}",
        again.said
    );
    assert_eq!(again.sign_in("jiezi", "office", &password).0, 200);
    assert_eq!(again.stop(), Some(0));
}

#[test]
fn what_cannot_be_served_is_told() {
    let folder = folder();
    let path = folder.path();
    let odd = yuandi(path, &["serve", "--database", "mysql://x", "--listen", "here"]);
    assert_eq!(odd.code, Some(2), "{odd:?}");
    assert!(
        odd.stderr.contains("database:") && odd.stderr.contains("listen:"),
        "{odd:?}"
    );
    let nothing = yuandi(path, &["restore", "nowhere.db", "--database", "sqlite:new.db"]);
    assert_ne!(nothing.code, Some(0), "{nothing:?}");
    assert!(!path.join("new.db").exists());
    let faulty = folder_with_tiny_term();
    crate::term_folder::edit(faulty.path(), "term.toml", "weeks", "wekes");
    let demo = yuandi(
        faulty.path(),
        &[
            "serve",
            "--database",
            "sqlite:d.db",
            "--listen",
            "127.0.0.1:0",
            "--demo",
            "tiny_term",
            "--steps",
            "1",
        ],
    );
    assert_eq!(demo.code, Some(2), "{demo:?}");
    assert!(demo.stderr.contains("wekes"), "{demo:?}");
}
