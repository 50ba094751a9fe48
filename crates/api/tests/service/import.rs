//! A term comes in, goes out the same, and an import can be undone.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};
use yuandi_api::domain::role::Role;
use yuandi_api::planning::archive;
use yuandi_api::planning::import::read;
use yuandi_scheduler::term::TermFiles;

use super::harness::{Backend, Client, Service, on_both};

const TERM: &str = "/api/v1/partnerships/jiezi/terms/2026-autumn";
const NEW: &str = "/api/v1/partnerships/jiezi/terms/new";

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
fn look(office: &Client, term: &str, files: &TermFiles) -> Json {
    let zip = archive::pack(files).expect("a zip");
    office
        .send(
            "POST",
            &format!("{term}/imports?file=term.zip"),
            "application/zip",
            &zip,
        )
        .expect(201)
        .json()
}

/// Sends a folder and puts it in place of a term; gives the import's address.
pub fn import(office: &Client, term: &str, files: &TermFiles) -> String {
    let seen = look(office, term, files);
    assert_eq!(seen["state"], "ready", "{seen}");
    let path = format!("{term}/imports/{}", seen["id"].as_str().expect("an id"));
    office.send("POST", &format!("{path}/apply"), "", b"").expect(204);
    path
}

on_both! {
    /// The example goes in and comes out the same term, its calendars too.
    fn what_comes_in_goes_out_the_same(service: &Service) {
        let office = service.role(Role::Office);
        let example = folder("examples/jiezi");
        import(&office, NEW, &example);
        let zip = office.get(&format!("{NEW}/export")).expect(200).body;
        let out = archive::unpack(&zip).expect("a zip");
        assert_eq!(read(&out).expect("a term"), read(&example).expect("a term"));
        let page = office.get(&format!("{NEW}/people?limit=1000")).expect(200).json();
        assert!(page["items"].as_array().expect("people").len() > 200);
        assert_eq!(office.get(NEW).expect(200).json()["name"], "2026 年秋季学期");
        // Once more: nothing changes, so every row keeps its id and version.
        let before = office.get(&format!("{NEW}/timetables?limit=1000")).expect(200).body;
        let seen = look(&office, NEW, &example);
        assert_eq!(seen["summary"]["people"]["changed"], 0, "{}", seen["summary"]);
        assert_eq!(seen["summary"]["needs"]["new"], 0);
        import(&office, NEW, &example);
        assert_eq!(office.get(&format!("{NEW}/timetables?limit=1000")).expect(200).body, before);
    }
}

on_both! {
    /// An undone import leaves the term as it was, or none where none was.
    fn an_import_is_undone(service: &Service) {
        let office = service.role(Role::Office);
        let tiny = folder("tests/fixtures/tiny_term");
        let first = import(&office, NEW, &tiny);
        let before = office.get(&format!("{NEW}/export")).expect(200).body;
        let mut changed = tiny.clone();
        let needs = String::from_utf8(changed.files["needs.csv"].clone()).expect("UTF-8");
        let header = needs.lines().next().expect("a header").to_owned();
        changed.files.insert("needs.csv".to_owned(), header.into_bytes());
        let second = import(&office, NEW, &changed);
        assert_ne!(office.get(&format!("{NEW}/export")).expect(200).body, before);
        office.send("POST", &format!("{first}/undo"), "", b"").problem(409, "term-changed");
        office.send("POST", &format!("{second}/undo"), "", b"").expect(204);
        assert_eq!(office.get(&format!("{NEW}/export")).expect(200).body, before);
        office.send("POST", &format!("{second}/undo"), "", b"").expect(409);
        office.get(&second).expect(200);
    }
}

on_both! {
    /// Every mistake is told by row, and nothing changes.
    fn a_faulty_folder_changes_nothing(service: &Service) {
        let office = service.role(Role::Office);
        let mut folder = folder("tests/fixtures/tiny_term");
        let people = String::from_utf8(folder.files["people.csv"].clone()).expect("UTF-8");
        folder.files.insert("people.csv".to_owned(), people.replace("tuina-1", "tuina-9").into_bytes());
        folder.files.remove("places.csv");
        let seen = look(&office, TERM, &folder);
        assert_eq!(seen["state"], "faulty");
        let codes: Vec<&str> = seen["faults"].as_array().expect("faults").iter().filter_map(|f| f["code"].as_str()).collect();
        assert!(codes.contains(&"missing-table") && codes.contains(&"unknown-team"), "{codes:?}");
        let path = format!("{TERM}/imports/{}", seen["id"].as_str().expect("an id"));
        office.send("POST", &format!("{path}/apply"), "", b"").problem(409, "import-state");
        assert_eq!(office.get(&format!("{TERM}/teams")).expect(200).json()["items"], json!([]));
        let refused = office.send("POST", &format!("{TERM}/imports"), "application/zip", b"hello");
        assert_eq!(refused.problem(422, "invalid")["errors"][0]["code"], "not-a-folder");
    }
}

/// Looks twice at the same folder, then applies both at once; gives the statuses in order.
fn apply_at_once(office: &Client, term: &str) -> Vec<u16> {
    let tiny = folder("tests/fixtures/tiny_term");
    let paths: Vec<String> = (0..2)
        .map(|_| {
            format!(
                "{term}/imports/{}/apply",
                look(office, term, &tiny)["id"].as_str().expect("an id")
            )
        })
        .collect();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let send = |path: &String| {
            let office = office.clone();
            let path = path.clone();
            scope.spawn(move || office.send("POST", &path, "", b"").status)
        };
        let threads: Vec<_> = paths.iter().map(send).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("an answer"))
            .collect()
    });
    let mut sorted = statuses.clone();
    sorted.sort_unstable();
    sorted
}

on_both! {
    /// Of two who apply at once to the same term, one is told that it changed.
    fn two_imports_at_once_lose_nothing(service: &Service) {
        let office = service.role(Role::Office);
        let statuses = apply_at_once(&office, NEW);
        assert_eq!(statuses, [204, 409]);
    }
}

on_both! {
    /// The same where the term is there already.
    fn two_imports_at_once_lose_nothing_of_a_term_that_is_there(service: &Service) {
        let office = service.role(Role::Office);
        let statuses = apply_at_once(&office, TERM);
        assert_eq!(statuses, [204, 409]);
    }
}
