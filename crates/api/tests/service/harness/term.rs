//! A small term that is planned and published, for tests of what comes after.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};
use yuandi_api::planning::archive;
use yuandi_scheduler::term::TermFiles;

use super::{Answer, Client, Service};

/// The term of these tests.
pub const TINY: &str = "/api/v1/partnerships/jiezi/terms/tiny";
/// Noon of the first Monday of the tiny term, in UTC.
const FIRST_MONDAY: i64 = 1_788_753_600;
/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// The files of a folder of the repository, by their path in it.
pub fn folder(path: &str) -> TermFiles {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    let mut files = BTreeMap::new();
    for (prefix, folder) in [("", root.clone()), ("calendars/", root.join("calendars"))] {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                let name = path.file_name().expect("a name").to_string_lossy();
                files.insert(format!("{prefix}{name}"), fs::read(&path).expect("a file"));
            }
        }
    }
    TermFiles { files }
}

/// Sends a folder, and gives what was seen.
pub fn look(office: &Client, term: &str, files: &TermFiles) -> Json {
    let zip = archive::pack(files).expect("a zip");
    let path = format!("{term}/imports?file=term.zip");
    office.send("POST", &path, "application/zip", &zip).expect(201).json()
}

/// Sends a folder and puts it in place of a term; gives the import's address.
pub fn import(office: &Client, term: &str, files: &TermFiles) -> String {
    let seen = look(office, term, files);
    assert_eq!(seen["state"], "ready", "{seen}");
    let path = format!("{term}/imports/{}", seen["id"].as_str().expect("an id"));
    office.send("POST", &format!("{path}/apply"), "", b"").expect(204);
    path
}

/// Asks again and again until an answer is as wanted.
pub fn until(ask: impl Fn() -> Json, wanted: impl Fn(&Json) -> bool) -> Json {
    let began = Instant::now();
    loop {
        let answer = ask();
        if wanted(&answer) {
            return answer;
        }
        assert!(began.elapsed() < PATIENCE, "{answer}");
        std::thread::yield_now();
    }
}

/// Asks for a plan of the tiny term and waits for it; gives the job.
pub fn solve(office: &Client, settings: &Json) -> Json {
    solve_term(office, TINY, settings)
}

/// Asks for a plan of a term and waits for it; gives the job.
pub fn solve_term(office: &Client, term: &str, settings: &Json) -> Json {
    let job = office.post(&format!("{term}/jobs"), settings).expect(202);
    let path = job.header("location").expect("a place").to_owned();
    until(
        || office.get(&path).expect(200).json(),
        |job| !job["finished"].is_null(),
    )
}

/// Asks for a plan of few steps of the tiny term, waits for it, publishes it; gives its id.
pub fn plan_and_publish(office: &Client, replan: bool) -> String {
    publish_term(office, TINY, replan)
}

/// Asks for a plan of few steps of a term, waits for it, publishes it; gives its id.
pub fn publish_term(office: &Client, term: &str, replan: bool) -> String {
    let id = draft_term(office, term, replan);
    publish_draft(office, term, &id).expect(200);
    id
}

/// Asks for a plan of few steps of a term and waits for it; gives its id.
pub fn draft_term(office: &Client, term: &str, replan: bool) -> String {
    let job = solve_term(office, term, &json!({"steps": 300, "replan": replan}));
    assert_eq!(job["state"], "done", "{job}");
    job["plan"].as_str().expect("a plan").to_owned()
}

/// Publishes a draft.
pub fn publish_draft(office: &Client, term: &str, plan: &str) -> Answer {
    let path = format!("{term}/plans/{plan}");
    let seen = office.get(&path).expect(200);
    let etag = seen.header("etag").expect("an ETag");
    office
        .with("if-match", etag)
        .send("POST", &format!("{path}/publish"), "", b"")
}

/// Changes fields of a row; gives the answer.
pub fn edit(office: &Client, path: &str, fields: &Json) -> Answer {
    let seen = office.get(path).expect(200);
    let mut row = seen.json();
    let row_fields = row.as_object_mut().expect("a row");
    row_fields.remove("version");
    for (name, value) in fields.as_object().expect("fields") {
        row_fields.insert(name.clone(), value.clone());
    }
    office.put(path, seen.header("etag").expect("an ETag"), &row)
}

/// Asks for a plan of few steps of the tiny term and waits for it; gives its id.
pub fn draft(office: &Client, replan: bool) -> String {
    draft_term(office, TINY, replan)
}

/// Publishes a draft of the tiny term as it is.
pub fn publish(office: &Client, id: &str) -> Answer {
    publish_draft(office, TINY, id)
}

/// What a plan decides, page by page.
pub fn decisions(client: &Client, plan: &str) -> Vec<Json> {
    let pages = pages(client, &format!("{TINY}/plans/{plan}/decisions"), 5);
    pages.into_iter().flatten().collect()
}

/// Every page of a list.
pub fn pages(client: &Client, path: &str, limit: usize) -> Vec<Vec<Json>> {
    let mut found: Vec<Vec<Json>> = Vec::new();
    let mut next = format!("{path}?limit={limit}");
    loop {
        let page = client.get(&next).expect(200).json();
        found.push(page["items"].as_array().expect("items").clone());
        let Some(cursor) = page["next"].as_str() else {
            return found;
        };
        next = format!("{path}?limit={limit}&cursor={cursor}");
    }
}

/// The teams that a plan has at a session or need.
pub fn teams(decisions: &[Json], activity: &str) -> Vec<String> {
    let of = decisions.iter().filter(|decision| decision["activity"] == activity);
    of.map(|decision| decision["team"].as_str().expect("a team").to_owned())
        .collect()
}

impl Service {
    /// The tiny term on its first Monday, imported.
    pub fn with_tiny_term(&self) {
        self.app.clock.advance(FIRST_MONDAY - self.app.clock.now());
        import(
            &self.role(yuandi_api::domain::role::Role::Office),
            TINY,
            &folder("tests/fixtures/tiny_term"),
        );
    }
}
