//! `yuandi check` says what `docs/format/check.py` says.

use std::path::Path;

use serde_json::{Value, json};

use crate::{Run, check_py, done, folder, folder_with_tiny, repository, tiny, write, yuandi};

/// Keys in the order in which a text names them.
fn keys(text: &str) -> Vec<&str> {
    let named = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.split_once("\":"));
    named.map(|(key, _)| key).collect()
}

/// A verdict, with the violations' wording, which is each checker's own, reduced to their number.
fn verdict(run: &Run) -> Value {
    let mut verdict: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    verdict["first_violations"] = json!(verdict["first_violations"].as_array().map(Vec::len));
    verdict
}

/// Both checkers on one plan.
fn both(folder: &Path, problem: &str, plan: &str) -> (Run, Run) {
    let ours = yuandi(folder, &["check", problem, plan, "--json"]);
    (ours, check_py(folder, problem, plan))
}

#[test]
fn keys_and_their_order_are_those_of_check_py() {
    let folder = folder_with_tiny();
    done(
        folder.path(),
        &["solve", "problem.json", "--steps", "50", "--out", "plan.json"],
    );
    let (ours, theirs) = both(folder.path(), "problem.json", "plan.json");
    assert_eq!(keys(&ours.stdout), keys(&theirs.stdout));
    assert!(keys(&ours.stdout).contains(&"first_violations"));
}

#[test]
fn values_and_exit_codes_are_those_of_check_py() {
    let folder = folder_with_tiny();
    let at = |name: &str| folder.path().join(name);
    let visit = |team, start| json!({ "need": "knee", "team": team, "start": start });
    write(&at("empty.json"), &json!({ "format": "plan/1" }));
    write(
        &at("unable.json"),
        &json!({ "format": "plan/1", "needs": [visit("tuina-2", "2026-09-07T15:00")] }),
    );
    write(
        &at("late.json"),
        &json!({ "format": "plan/1", "needs": [visit("tuina-1", "2026-09-07T17:30")] }),
    );
    write(
        &at("hurried.json"),
        &json!({
            "format": "plan/1", "sessions": [{ "session": "therapy-0907", "teams": ["tuina-1", "tuina-2"] }],
            "needs": [visit("tuina-1", "2026-09-07T16:30")],
        }),
    );
    let mut limited = tiny();
    limited["limits"] = json!([
        { "id": "enough", "count": "minutes", "per": "week", "min": 60, "weight": 3 },
        { "id": "days", "count": "days", "per": "term", "min": 1 },
    ]);
    write(&at("limited.json"), &limited);
    for problem in ["problem.json", "limited.json"] {
        for plan in ["empty.json", "unable.json", "late.json", "hurried.json"] {
            let (ours, theirs) = both(folder.path(), problem, plan);
            assert_eq!(verdict(&ours), verdict(&theirs), "{problem} {plan}");
            assert_eq!(ours.code, theirs.code, "{problem} {plan}");
        }
    }
}

#[test]
fn a_whole_term_is_priced_as_check_py_does() {
    let folder = folder();
    let example = repository().join("examples/jiezi");
    let example = example.to_str().expect("a path in UTF-8");
    done(folder.path(), &["term", example, "--out", "problem.json"]);
    let steps = [
        "solve",
        "problem.json",
        "--steps",
        "100",
        "--no-proof",
        "--out",
        "plan.json",
    ];
    done(folder.path(), &steps);
    let (ours, theirs) = both(folder.path(), "problem.json", "plan.json");
    assert_eq!(verdict(&ours), verdict(&theirs));
    assert_eq!((ours.code, theirs.code), (Some(0), Some(0)));
}

#[test]
fn people_read_the_parts_that_cost_and_the_rules_that_are_broken() {
    let folder = folder_with_tiny();
    let visit = json!([{ "need": "knee", "team": "tuina-2", "start": "2026-09-07T15:00" }]);
    write(
        &folder.path().join("plan.json"),
        &json!({ "format": "plan/1", "needs": visit }),
    );
    let run = yuandi(folder.path(), &["check", "problem.json", "plan.json"]);
    let lines: Vec<Vec<&str>> = run
        .stdout
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    for expected in [
        &["cost", "571"][..],
        &["unserved", "300"],
        &["understaffed", "240"],
        &["travel", "26"],
        &["outing", "5"],
        &["needs", "1", "of", "2"],
        &["staffed", "0"],
        &["violations", "1"],
        &["tuina-2", "lacks", "a", "skill", "for", "knee"],
    ] {
        assert!(lines.iter().any(|line| line == expected), "{expected:?} in {run:?}");
    }
    assert_eq!(lines.len(), 9, "parts that cost nothing are left out: {run:?}");
}
