//! The description is what the service does: Schemathesis calls every operation of `/openapi.json`, with what the description allows
//! and with what it does not, and holds statuses, headers, types and bodies of the answers against it.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use yuandi_api::domain::role::Role;

use super::harness::term::plan_and_publish;
use super::harness::{Backend, Service};

const CONFIG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/service/contract/schemathesis.toml");
/// The same requests each time.
const SEED: &str = "1";

/// The program, where `make setup` puts it.
fn program() -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/python/bin/schemathesis");
    assert!(path.exists(), "{} is missing: run make setup", path.display());
    path
}

/// All ways of trying: the description's own examples, each rule kept and broken, chance, and what answers lead to.
const ALL: &str = "examples,coverage,fuzzing,stateful";
/// Those that reach the database with ever new values.
const CHANCE: &str = "fuzzing,stateful";

/// Tries everything out as somebody, and finds nothing.
fn try_out(service: &Service, caller: &Caller, phases: &str) {
    let mut command = Command::new(program());
    // Whatever it writes stays with the test.
    command.current_dir(service.folder.path());
    command.args(["--no-color", "--config-file", CONFIG, "run"]);
    command.arg(format!("{}/openapi.json", service.base));
    command.args([
        "--seed",
        SEED,
        "--checks",
        "all",
        // More than one, and this Python's parser trips over itself.
        "--workers",
        "1",
        "--phases",
        phases,
        "--continue-on-failure",
    ]);
    command.env("SPARE_KEY", &caller.spare_key);
    if let Some(header) = &caller.header {
        command.args(["--header", header]);
    }
    let done = command.output().expect("a run");
    let text = String::from_utf8_lossy(&done.stdout);
    assert!(
        done.status.success(),
        "{text}\n{}",
        String::from_utf8_lossy(&done.stderr)
    );
    // A run that tries nothing finds nothing.
    assert!(text.contains("passed"), "{text}");
}

/// Somebody who tries everything out.
struct Caller {
    /// Proves who they are.
    header: Option<String>,
    /// Id of a key that may be revoked.
    spare_key: String,
}

/// A term that is planned and published, and a key to all that the office may do.
fn office(service: &Service) -> Caller {
    service.with_tiny_term();
    let office = service.role(Role::Office);
    plan_and_publish(&office, false);
    let expires = chrono::DateTime::from_timestamp(service.app.clock.now() + 86_400, 0).expect("a day");
    let key = json!({"name": "contract", "roles": ["office"], "writes": true, "expires": expires.to_rfc3339()});
    let [key, spare] = [(); 2].map(|()| office.post("/api/v1/partnerships/jiezi/keys", &key).expect(201).json());
    Caller {
        header: Some(format!(
            "Authorization: Bearer {}",
            key["secret"].as_str().expect("a secret")
        )),
        spare_key: spare["id"].as_str().expect("an id").to_owned(),
    }
}

#[test]
fn the_office_finds_what_is_described_on_sqlite() {
    let service = Service::start(Backend::Sqlite);
    try_out(&service, &office(&service), ALL);
}

#[test]
fn the_office_finds_what_is_described_on_postgres() {
    let service = Service::start(Backend::Postgres);
    try_out(&service, &office(&service), CHANCE);
}

#[test]
fn nobody_finds_what_is_described() {
    let service = Service::start(Backend::Sqlite);
    service.with_tiny_term();
    let nobody = Caller {
        header: None,
        spare_key: "none".to_owned(),
    };
    try_out(&service, &nobody, ALL);
}
