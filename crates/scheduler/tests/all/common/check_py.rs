//! The office's own checkers, `docs/format/check.py` and `docs/format/check_placement.py`, asked about many plans in one process.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use serde_json::{Value, json};
use yuandi_scheduler::format::placement::{PlacementProblem, PlacementResult};
use yuandi_scheduler::format::{Plan, Problem};

/// Reads lines, a problem with its plans each, and prints a line a plan: what the checker says, or why it cannot.
const LOOP: &str = r#"
import json, sys
sys.path.insert(0, sys.argv[1])
import check
for line in sys.stdin:
    case = json.loads(line)
    for plan in case["plans"]:
        try:
            print(json.dumps(check.check(case["problem"], plan)))
        except (SystemExit, LookupError, TypeError, ValueError, AttributeError) as unusable:
            print(json.dumps({"unusable": repr(unusable)}))
"#;

/// What check.py says of each plan of each problem, in order.
pub fn check(cases: &[(Problem, Vec<Plan>)]) -> Vec<Value> {
    let lines: String = cases
        .iter()
        .map(|(problem, plans)| format!("{}\n", json!({ "problem": problem, "plans": plans })))
        .collect();
    let output = python(
        "python3",
        &["-B", "-c", LOOP, &repository().join("docs/format").to_string_lossy()],
        lines,
    );
    output
        .lines()
        .map(|line| serde_json::from_str(line).expect("check.py prints JSON"))
        .collect()
}

/// Reads lines, a problem with a placement each, and prints what the checker of placements says.
const PLACEMENTS: &str = r#"
import json, sys
sys.path.insert(0, sys.argv[1])
import check_placement
for line in sys.stdin:
    case = json.loads(line)
    print(json.dumps(check_placement.check(case["problem"], case["result"])))
"#;

/// What `check_placement.py` says of each placement, in order.
pub fn check_placements(cases: &[(PlacementProblem, PlacementResult)]) -> Vec<Value> {
    let lines: String = cases
        .iter()
        .map(|(problem, result)| format!("{}\n", json!({ "problem": problem, "result": result })))
        .collect();
    let folder = repository().join("docs/format");
    let output = python("python3", &["-B", "-c", PLACEMENTS, &folder.to_string_lossy()], lines);
    output
        .lines()
        .map(|line| serde_json::from_str(line).expect("check_placement.py prints JSON"))
        .collect()
}

/// What a script prints in the Python of `make setup`, which has the packages of `tests/python/requirements.txt`.
pub fn peer(script: &str, input: String) -> String {
    let program = repository().join("target/python/bin/python");
    python(&program.to_string_lossy(), &["-B", "-c", script], input)
}

/// A problem of `tests/instances/generate.py`, as JSON.
pub fn generated(arguments: &[&str]) -> String {
    let script = repository().join("tests/instances/generate.py");
    let script = script.to_string_lossy();
    python("python3", &[&["-B", &*script], arguments].concat(), String::new())
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn python(program: &str, arguments: &[&str], input: String) -> String {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("these tests compare with Python's answers and need what `make setup` installs");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    // Beside the reading, or both sides would wait for the other once a pipe is full.
    let writer = thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("python3 runs to its end");
    assert!(output.status.success(), "python3 failed: {:?}", output.status);
    writer
        .join()
        .expect("the writer does not panic")
        .expect("python3 reads all of its input");
    String::from_utf8(output.stdout).expect("python3 prints UTF-8")
}
