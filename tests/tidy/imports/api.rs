//! The parts of the service.

use super::{Crates, House, part};
use crate::repository::File;

/// The service: SQL stays in `db`, the web in `http`, the scheduler in `planning`, mail and calls to others in `notify`.
pub const HOUSE: House = House {
    folder: "crates/api",
    parts: &[
        part("clock", &[], PLAIN),
        part("config", &[], PLAIN),
        part("ical", &[], PLAIN),
        part("tasks", &[], PLAIN),
        // Rows are values that a database can fill: of sqlx, `domain` names what that takes.
        part(
            "domain",
            &[],
            Crates::But(&["actix_web", "yuandi_scheduler", "lettre", "ureq", "tokio"]),
        ),
        part("db", &["domain", "ical"], BETWEEN),
        part("feeds", &["db", "domain", "ical"], PLAIN),
        part("app", &["clock", "config", "db", "feeds", "tasks"], PLAIN),
        // The form of CSV is that of the term folder, which the scheduler reads.
        part(
            "tables",
            &["domain"],
            Crates::But(&["actix_web", "sqlx", "lettre", "ureq"]),
        ),
        part("logs", &["config"], PLAIN),
        part("setup", &["app", "db", "domain"], PLAIN),
        part(
            "planning",
            &["db", "domain", "ical", "tables"],
            Crates::But(&["actix_web", "sqlx", "lettre", "ureq"]),
        ),
        part(
            "demo",
            &["app", "db", "domain", "planning"],
            Crates::But(&["actix_web", "sqlx", "lettre", "ureq"]),
        ),
        part(
            "notify",
            &["app", "config", "db", "domain", "feeds", "ical", "tasks"],
            Crates::But(&["actix_web", "sqlx", "yuandi_scheduler"]),
        ),
        part("jobs", &["app", "db", "planning", "tasks"], PLAIN),
        part(
            "http",
            &["app", "db", "domain", "feeds", "notify", "planning", "tables", "tasks"],
            HANDLES,
        ),
        part(
            "server",
            &["app", "clock", "config", "db", "http", "jobs", "notify", "tasks"],
            HANDLES,
        ),
    ],
};

/// What belongs to one part alone.
const PLAIN: Crates = Crates::But(&["actix_web", "sqlx", "yuandi_scheduler", "lettre", "ureq"]);

/// What speaks to the database.
const BETWEEN: Crates = Crates::But(&["actix_web", "yuandi_scheduler", "lettre", "ureq"]);

/// What speaks to the web.
const HANDLES: Crates = Crates::But(&["yuandi_scheduler", "lettre", "ureq"]);

#[test]
fn a_part_that_knows_too_much_is_seen() {
    let crates = ["sqlx", "actix_web", "yuandi_scheduler"].map(str::to_owned);
    for (path, text) in [
        ("domain/role.rs", "use crate::db::Tx;"),
        ("domain/role.rs", "use actix_web::web;"),
        ("db/records.rs", "use crate::http::problem::Problem;"),
        ("db/records.rs", "use yuandi_scheduler::term;"),
        ("http/json/place.rs", "use yuandi_scheduler::verify::verify;"),
        ("ical/write.rs", "use crate::domain::duty::Duty;"),
        ("newcomer/mod.rs", ""),
    ] {
        let file = File::sample(&format!("{}{path}", HOUSE.sources()), text);
        assert_eq!(HOUSE.check(&file, &crates).len(), 1, "{path}: {text}");
    }
}
