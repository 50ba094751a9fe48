//! The parts of the scheduler.

use super::{Crates, House, part};
use crate::repository::File;

/// The scheduler: a part whose types are the dense ones writes and dates nothing.
pub const HOUSE: House = House {
    folder: "crates/scheduler",
    parts: &[
        part("format", &[], Crates::All),
        part("term", &["format"], Crates::All),
        part("report", &["format", "term"], DENSE),
        part("model", &["format"], DENSE),
        part("roster", &["model"], DENSE),
        part("rules", &["model", "roster"], DENSE),
        part("state", &["model", "roster", "rules"], DENSE),
        part("search", &["model", "roster", "rules", "state"], DENSE),
        part("proof", &["model"], DENSE),
        // The independent checker uses nothing besides `format` and the standard library.
        part("verify", &["format"], Crates::Only(&["serde"])),
        // Of `search` it takes the budget and the cooling, of `proof` the way to the solver.
        part("formation", &["format", "proof", "search", "verify"], DENSE),
        part("placement", &["format", "proof", "verify"], DENSE),
        part(
            "solve",
            &["format", "model", "proof", "rules", "search", "state", "verify"],
            Crates::All,
        ),
    ],
};

/// What writing and dates are done with stops at the edge.
const DENSE: Crates = Crates::But(&["serde", "serde_json", "chrono", "chrono_tz"]);

#[test]
fn a_part_that_knows_too_much_is_seen() {
    let crates = ["serde", "highs", "chrono"].map(str::to_owned);
    for (path, text) in [
        ("verify/limits/runs.rs", "use crate::model::Model;"),
        ("verify/limits/runs.rs", "use super::super::super::rules;"),
        ("verify/mod.rs", "fn f() { crate::{state::State}; }"),
        ("verify/mod.rs", "mod inner { use super::super::model::Model; }"),
        ("verify/mod.rs", "use highs::Model;"),
        ("verify/mod.rs", "fn f(day: chrono::NaiveDate) {}"),
        ("model/mod.rs", "#[derive(serde::Serialize)] struct Model;"),
        ("state/mod.rs", "fn f() { m! { chrono::Utc::now() } }"),
        ("rules/late.rs", "use crate::search::Search;"),
        ("search/mod.rs", "use serde_json as json;"),
        ("proof/mod.rs", "use crate::state::State;"),
        ("newcomer/mod.rs", ""),
    ] {
        let file = File::sample(&format!("{}{path}", HOUSE.sources()), text);
        assert_eq!(HOUSE.check(&file, &crates).len(), 1, "{path}: {text}");
    }
}

#[test]
fn what_is_allowed_is_not() {
    let crates = ["serde", "highs"].map(str::to_owned);
    for (path, text) in [
        (
            "verify/limits/runs.rs",
            "use super::Tally; use crate::format::{Plan, Problem}; use serde::Serialize;",
        ),
        (
            "verify/mod.rs",
            "pub(crate) mod tally; mod tests { use super::verify; use std::fmt; }",
        ),
        ("rules/tests/late.rs", "use serde_json::json;"),
        ("state/mod.rs", "//! Nothing of chrono.\nuse crate::rules::Books;"),
        ("solve/mod.rs", "use crate::{model::Model, proof, search::Search};"),
        ("lib.rs", "pub mod verify;"),
    ] {
        let file = File::sample(&format!("{}{path}", HOUSE.sources()), text);
        assert_eq!(HOUSE.check(&file, &crates), Vec::<String>::new(), "{path}: {text}");
    }
}
