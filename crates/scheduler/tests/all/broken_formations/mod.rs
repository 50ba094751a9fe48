//! Broken formations and results: each mistake has its code at its place, and all are told at once.

mod cases;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use yuandi_scheduler::format::{read_formation, read_formed, validate_formation, validate_formed};

use crate::broken_problems::{brief, edit};

/// Two kinds of teams, four students, and something of everything.
fn valid() -> Value {
    json!({
        "format": "formation/1",
        "hours": [
            {"id": "monday", "minutes": 180, "teams": {"tuina": 2}},
            {"id": "friday", "minutes": 90, "teams": {"tuina": 1, "law": 1}}
        ],
        "students": [
            {"id": "ann", "groups": ["medical"], "skills": {"tuina": 2}, "experienced": true, "free": "11"},
            {"id": "ben", "groups": ["medical"], "experienced": false, "free": "10"},
            {"id": "cai", "groups": ["law"], "free": "01"},
            {"id": "dan", "free": "00"}
        ],
        "teams": [
            {"id": "tuina", "groups": ["medical"], "count": 2, "min": 1, "max": 2, "mix": [{"skills": {"tuina": 1}, "min": 1}],
             "quorum": 1, "least": 60, "short": 2},
            {"id": "law", "count": 1, "min": 2, "max": 3}
        ],
        "friends": [{"students": ["ann", "ben"], "weight": 30}],
        "apart": [["cai", "dan"]],
        "fixed": [{"student": "ann", "team": "tuina-01"}],
        "weights": {"unplaced": 500, "unformed": 500}
    })
}

fn faults_of(problem: &Value) -> Vec<String> {
    let bytes = problem.to_string();
    let checked = read_formation("formation.json", bytes.as_bytes());
    let checked = checked.and_then(|problem| validate_formation("formation.json", &problem));
    checked.err().iter().flatten().map(brief).collect()
}

#[test]
fn the_valid_formation_is_valid() {
    assert_eq!(faults_of(&valid()), Vec::<String>::new());
}

#[test]
fn every_case_has_its_faults_and_no_others() {
    let mut wrong = Vec::new();
    for (edits, expected) in cases::cases() {
        let mut problem = valid();
        edits
            .iter()
            .for_each(|(pointer, value)| edit(&mut problem, pointer, value.clone()));
        let found = faults_of(&problem);
        if found != expected {
            wrong.push(format!("{edits:?}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_page_of_faults_lists_the_codes_that_have_a_case() {
    let page = include_str!("../../../../../docs/format/faults.md");
    let codes = |section: &str| -> BTreeSet<String> {
        let rows = section
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
        rows.flat_map(|cell| cell.trim_end_matches('`').split("`, `").map(str::to_owned))
            .collect()
    };
    let mut sections = page.split("\n## ");
    let shared = codes(sections.next().expect("a page"));
    let own = sections.find(|section| section.starts_with("Formations"));
    let own = codes(own.expect("a section on formations"));
    let cases = cases::cases();
    let used = cases
        .iter()
        .flat_map(|(_, faults)| faults)
        .filter_map(|fault| fault.rsplit(' ').next());
    let used: BTreeSet<String> = used.map(str::to_owned).collect();
    assert_eq!(used.difference(&shared).cloned().collect::<BTreeSet<_>>(), own);
}

#[test]
fn a_result_names_only_what_the_formation_knows() {
    let problem = read_formation("formation.json", valid().to_string().as_bytes()).expect("it is valid");
    let result = json!({
        "format": "plan/1",
        "teams": [{"team": "tuina-03", "students": ["ann", "eve"]}, {"team": "law-01", "students": []}],
        "unplaced": [{"student": "fay"}],
        "unformed": [{"team": "law"}]
    });
    let formed = read_formed("result.json", result.to_string().as_bytes()).expect("it reads");
    let faults = validate_formed("result.json", &problem, &formed).expect_err("it is wrong");
    let expected = [
        "format wrong-format",
        "teams[0] team unknown-team",
        "teams[0] students[1] unknown-student",
        "unplaced[0] student unknown-student",
        "unformed[0] team unknown-team",
    ];
    assert_eq!(faults.iter().map(brief).collect::<Vec<_>>(), expected);
    let unread = read_formed(
        "result.json",
        br#"{"teams": [{"team": 1, "students": []}], "score": "much"}"#,
    );
    let unread = unread.expect_err("it does not read");
    let expected = ["format missing-field", "teams[0] team wrong-type", "score wrong-type"];
    assert_eq!(unread.iter().map(brief).collect::<Vec<_>>(), expected);
}

#[test]
fn all_mistakes_are_told_at_once() {
    let mut problem = valid();
    for (pointer, value) in [
        ("/hours/0/minutes", json!(-1)),
        ("/students/1/free", json!("1")),
        ("/teams/1/quorum", json!(3)),
        ("/friends/0/students/1", json!("eve")),
        ("/apart/0/1", json!("cai")),
        ("/fixed/0/team", json!("tuina")),
        ("/weights/unplaced", json!(-1)),
    ] {
        edit(&mut problem, pointer, value);
    }
    let expected = [
        "hours[0] minutes negative",
        "students[1] free bad-pattern",
        "teams[1] quorum bad-quorum",
        "friends[0] students[1] unknown-student",
        "apart[0] pair-with-oneself",
        "fixed[0] team unknown-team",
        "weights unplaced negative",
    ];
    assert_eq!(faults_of(&problem), expected);
}
