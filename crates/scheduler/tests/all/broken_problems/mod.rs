//! Broken problems and plans: each mistake has its code at its place, and all mistakes are told at once.
//!
//! Every case is one valid problem with a few edits; the expected faults are written `place field code`.

mod cases;
mod plans;
mod texts;
mod valid;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use yuandi_scheduler::format::{Fault, read_problem, validate};

/// Puts a value at a JSON pointer, adding the last field or entry (`-`) where there is none.
pub fn edit(document: &mut Value, pointer: &str, value: Value) {
    let (parent, last) = pointer.rsplit_once('/').expect("a pointer starts with a slash");
    match document.pointer_mut(parent).expect("the parent is there") {
        Value::Object(fields) if value == Value::String("(remove)".into()) => drop(fields.remove(last)),
        Value::Object(fields) => drop(fields.insert(last.into(), value)),
        Value::Array(entries) if last == "-" => entries.push(value),
        Value::Array(entries) => entries[last.parse::<usize>().expect("an index")] = value,
        other => panic!("{parent} is {other}"),
    }
}

/// What reading and validating finds, as `place field code`.
fn faults_of(bytes: &[u8]) -> Vec<String> {
    let checked = read_problem("problem.json", bytes).and_then(|problem| validate("problem.json", &problem));
    checked.err().iter().flatten().map(brief).collect()
}

/// A fault in brief. Whatever it is, it names the file and says why and what to do.
pub fn brief(fault: &Fault) -> String {
    assert!(
        !fault.file.is_empty() && !fault.cause.is_empty() && !fault.remedy.is_empty(),
        "{fault:?}"
    );
    let parts = [fault.at.as_str(), &fault.field, fault.code];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn every_case_has_its_faults_and_no_others() {
    let mut wrong = Vec::new();
    for (edits, expected) in cases::cases() {
        let mut problem = valid::problem();
        for (pointer, value) in &edits {
            edit(&mut problem, pointer, value.clone());
        }
        let found = faults_of(problem.to_string().as_bytes());
        if found != expected {
            wrong.push(format!("{edits:?}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// JSON has no way to write a number that is not finite; the other two need a text that is broken as a whole.
const CODES_WITHOUT_A_CASE: [&str; 3] = ["not-finite", "not-json", "duplicate-field"];

#[test]
fn the_page_of_faults_lists_the_codes_that_have_a_case() {
    let page = include_str!("../../../../../docs/format/faults.md");
    // The codes of formations have their own test.
    let of_others = |section: &&str| !section.starts_with("Formations");
    let first_cells = page
        .split("\n## ")
        .filter(of_others)
        .flat_map(str::lines)
        .filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    let listed: BTreeSet<&str> = first_cells
        .flat_map(|cell| cell.trim_end_matches('`').split("`, `"))
        .collect();
    let cases = cases::cases();
    let expected = cases
        .iter()
        .flat_map(|(_, faults)| faults)
        .filter_map(|fault| fault.rsplit(' ').next());
    let placements = crate::placement::broken_cases();
    let of_placements = placements.iter().filter_map(|(.., fault)| fault.rsplit(' ').next());
    let used: BTreeSet<&str> = expected.chain(of_placements).chain(CODES_WITHOUT_A_CASE).collect();
    assert_eq!(listed, used);
    assert!(cases.len() >= 60, "{} cases", cases.len());
}

#[test]
fn coordinates_that_are_no_numbers_are_told() {
    let mut problem = read_problem("problem.json", valid::problem().to_string().as_bytes()).expect("it is valid");
    problem.places[0].x = Some(f64::NAN);
    problem.places[1].y = Some(f64::INFINITY);
    let faults = validate("problem.json", &problem).expect_err("nobody can go there");
    assert_eq!(
        faults.iter().map(brief).collect::<Vec<_>>(),
        ["places[0] x not-finite", "places[1] y not-finite"]
    );
}

#[test]
fn the_valid_problem_is_valid() {
    assert_eq!(faults_of(valid::problem().to_string().as_bytes()), Vec::<String>::new());
}

#[test]
fn all_mistakes_are_told_at_once() {
    let mut problem = valid::problem();
    for (pointer, value) in [
        ("/time_zone", json!("Europe/Bielefeld")),
        ("/places/1/x", json!(null)),
        ("/teams/1/home", json!("moon")),
        ("/sessions/0/teams/max", json!(-1)),
        ("/needs/1/place", json!("moon")),
        ("/links/0/second", json!("need-1")),
        ("/limits/1/max", json!(900)),
        ("/fixed/0/team", json!("arts-1")),
        ("/weights/change", json!(-1)),
    ] {
        edit(&mut problem, pointer, value);
    }
    let expected = [
        "time_zone unknown-zone",
        "places[1] x missing-coordinates",
        "teams[1] home unknown-place",
        "sessions[0] teams.max negative",
        "needs[1] place unknown-place",
        "links[0] second link-to-itself",
        "limits[1] max senseless-field",
        "fixed[0] team unknown-team",
        "weights change negative",
    ];
    assert_eq!(faults_of(problem.to_string().as_bytes()), expected);
}
