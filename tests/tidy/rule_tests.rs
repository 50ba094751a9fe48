//! Every rule has a test file of its name, and every test file a rule.

use std::collections::BTreeSet;

use crate::no_complaints;
use crate::repository::rust_files;

const RULES: &str = "crates/scheduler/src/rules/";
/// Files beside the rules that are none: the list of all, and the pricing of all from scratch, which every rule's test asks.
const NO_RULES: [&str; 2] = ["mod", "audit"];

/// Names in a folder, `late.rs` and `limit/mod.rs` alike.
fn names<'p>(paths: impl Iterator<Item = &'p str>, folder: &str) -> BTreeSet<String> {
    let inside = paths.filter_map(|path| path.strip_prefix(folder));
    let names = inside.map(|path| {
        path.split('/')
            .next()
            .unwrap_or(path)
            .trim_end_matches(".rs")
            .to_owned()
    });
    names
        .filter(|name| name != "tests" && !NO_RULES.contains(&name.as_str()))
        .collect()
}

fn check<'p>(paths: impl Iterator<Item = &'p str> + Clone) -> Vec<String> {
    let tests_folder = format!("{RULES}tests/");
    let (rules, tests) = (names(paths.clone(), RULES), names(paths, &tests_folder));
    let untested = rules
        .difference(&tests)
        .map(|rule| format!("{RULES}{rule}: no test file {tests_folder}{rule}.rs"));
    let ruleless = tests
        .difference(&rules)
        .map(|test| format!("{tests_folder}{test}.rs: no rule of this name"));
    untested.chain(ruleless).collect()
}

#[test]
fn rules_and_tests_are_paired() {
    let paths: Vec<&str> = rust_files().map(|file| file.path.as_str()).collect();
    assert!(
        names(paths.iter().copied(), RULES).len() >= 15,
        "the rules are where this test looks"
    );
    no_complaints(&check(paths.into_iter()));
}

#[test]
fn a_rule_without_test_and_a_test_without_rule_are_seen() {
    let paths = [
        "mod.rs",
        "audit.rs",
        "late.rs",
        "limit/mod.rs",
        "limit/audit.rs",
        "link.rs",
        "tests/mod.rs",
    ];
    let tests = ["tests/late.rs", "tests/limit.rs", "tests/lateness.rs"];
    let paths: Vec<String> = paths
        .iter()
        .chain(&tests)
        .map(|path| format!("{RULES}{path}"))
        .collect();
    let complaints = check(paths.iter().map(String::as_str));
    assert_eq!(complaints.len(), 2, "{complaints:?}");
    assert!(complaints[0].contains("link") && complaints[1].contains("lateness"));
}
