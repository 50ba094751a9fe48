//! The office's own checker, `docs/format/check.py`, asked about many plans in one process.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use serde_json::{Value, json};
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
        &["-B", "-c", LOOP, &repository().join("docs/format").to_string_lossy()],
        lines,
    );
    output
        .lines()
        .map(|line| serde_json::from_str(line).expect("check.py prints JSON"))
        .collect()
}

/// A problem of `tests/instances/generate.py`, as JSON.
pub fn generated(arguments: &[&str]) -> String {
    let script = repository().join("tests/instances/generate.py");
    let script = script.to_string_lossy();
    python(&[&["-B", &*script], arguments].concat(), String::new())
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn python(arguments: &[&str], input: String) -> String {
    let mut child = Command::new("python3")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("these tests compare with check.py and need python3 (Debian: apt-get install python3)");
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
