//! `yuandi solve`: files in and out, where it starts from, when it ends, and what it says on the way.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::Value;
use tempfile::TempDir;

use crate::{done, folder, folder_with_tiny, json, repository, tiny, yuandi};

/// A folder with the example term, expanded, in `problem.json`.
fn folder_with_a_term() -> TempDir {
    let folder = folder();
    let example = repository().join("examples/jiezi");
    let example = example.to_str().expect("a path in UTF-8");
    done(folder.path(), &["term", example, "--out", "problem.json"]);
    folder
}

fn cost(plan: &Path) -> i64 {
    json(plan)["cost"].as_i64().expect("a plan says its cost")
}

/// The lines of progress of a solve that says nothing else.
fn progress(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let run = yuandi(
        folder,
        &[&["solve", "problem.json", "--progress", "json"], arguments].concat(),
    );
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    let lines = run.stderr.lines().map(serde_json::from_str);
    lines
        .collect::<Result<_, _>>()
        .unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

#[test]
fn compressed_files_are_read_and_written() {
    let folder = folder_with_tiny();
    let path = folder.path();
    let mut packed = GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(tiny().to_string().as_bytes()).expect("compressed");
    fs::write(path.join("packed.json.gz"), packed.finish().expect("compressed")).expect("a file");
    done(path, &["solve", "problem.json", "--steps", "50", "--out", "plain.json"]);
    done(
        path,
        &[
            "solve",
            "packed.json.gz",
            "--steps",
            "50",
            "--out",
            "packed-plan.json.gz",
        ],
    );
    let mut unpacked = Vec::new();
    let bytes = fs::read(path.join("packed-plan.json.gz")).expect("the plan");
    GzDecoder::new(bytes.as_slice())
        .read_to_end(&mut unpacked)
        .expect("a gzip file");
    assert_eq!(unpacked, fs::read(path.join("plain.json")).expect("the plan"));
    done(path, &["check", "packed.json.gz", "packed-plan.json.gz"]);
}

#[test]
fn without_a_file_the_plan_goes_to_standard_output() {
    let folder = folder_with_tiny();
    let said = done(folder.path(), &["solve", "problem.json", "--steps", "50"]);
    done(
        folder.path(),
        &[
            "solve",
            "problem.json",
            "--steps",
            "50",
            "--out",
            "a/new/folder/plan.json",
        ],
    );
    let written = fs::read_to_string(folder.path().join("a/new/folder/plan.json")).expect("the plan");
    assert_eq!(said.trim_end(), written.trim_end());
}

#[test]
fn a_plan_to_start_from_is_not_made_worse() {
    let folder = folder_with_a_term();
    let path = folder.path();
    let solve = |more: &[&str]| done(path, &[&["solve", "problem.json", "--no-proof"], more].concat());
    solve(&["--steps", "0", "--out", "built.json"]);
    solve(&["--steps", "2000", "--out", "good.json"]);
    solve(&["--steps", "0", "--from", "good.json", "--out", "again.json"]);
    solve(&[
        "--steps",
        "500",
        "--seed",
        "7",
        "--from",
        "good.json",
        "--out",
        "better.json",
    ]);
    let [built, good, again, better] =
        ["built.json", "good.json", "again.json", "better.json"].map(|plan| cost(&path.join(plan)));
    assert!(good < built, "{good} {built}");
    assert!(again <= good, "{again} {good}");
    assert!(better <= good, "{better} {good}");
}

#[test]
fn the_same_seed_and_steps_give_the_same_bytes() {
    let folder = folder_with_a_term();
    let path = folder.path();
    let solve = |seed: &str, threads: &str, out: &str| {
        let budget = ["--steps", "300", "--no-proof", "--seed", seed, "--threads", threads];
        done(path, &[&["solve", "problem.json", "--out", out], &budget[..]].concat());
        fs::read(path.join(out)).expect("the plan")
    };
    let one = solve("3", "1", "one.json");
    assert_eq!(one, solve("3", "1", "one-again.json"));
    assert_ne!(one, solve("4", "1", "other.json"), "seeds make a difference");
    assert_eq!(solve("3", "2", "two.json"), solve("3", "2", "two-again.json"));
    let best = |plan: &str| cost(&path.join(plan));
    assert!(
        best("two.json") <= best("one.json"),
        "the first of two chains is the one chain"
    );
}

#[test]
fn a_proof_is_the_same_every_time() {
    let folder = folder_with_tiny();
    for plan in ["one.json", "two.json"] {
        done(
            folder.path(),
            &["solve", "problem.json", "--steps", "500", "--out", plan],
        );
    }
    let [one, two] = ["one.json", "two.json"].map(|plan| json(&folder.path().join(plan)));
    assert_eq!(one, two);
    assert_eq!(one["bound"], one["cost"]);
}

#[test]
fn progress_is_json_a_line_and_never_gets_worse() {
    let folder = folder_with_a_term();
    let budget = ["--steps", "400", "--no-proof", "--out", "plan.json"];
    for threads in ["1", "2"] {
        let lines = progress(folder.path(), &[&budget[..], &["--threads", threads]].concat());
        let number = |line: &Value, key: &str| line[key].as_i64().unwrap_or_else(|| panic!("{key} in {line}"));
        let prices: Vec<(i64, i64)> = lines
            .iter()
            .map(|line| (number(line, "violations"), number(line, "cost")))
            .collect();
        assert!(prices.len() > 5 && prices.is_sorted_by(|a, b| a >= b), "{prices:?}");
        for key in ["milliseconds", "steps"] {
            let values: Vec<i64> = lines.iter().map(|line| number(line, key)).collect();
            assert!(values.is_sorted(), "{key}: {values:?}");
        }
        let last = prices.last().expect("a line");
        assert_eq!(*last, (0, cost(&folder.path().join("plan.json"))));
    }
}

#[test]
fn progress_tells_bounds_that_only_rise() {
    let folder = folder_with_tiny();
    let lines = progress(folder.path(), &["--steps", "500", "--out", "plan.json"]);
    let bounds: Vec<Option<i64>> = lines.iter().map(|line| line["bound"].as_i64()).collect();
    assert!(bounds.is_sorted(), "{bounds:?}");
    let plan = json(&folder.path().join("plan.json"));
    assert_eq!(bounds.last(), Some(&plan["bound"].as_i64()));
}

#[test]
fn progress_tells_the_parts_of_the_cost() {
    let folder = folder_with_tiny();
    let lines = progress(folder.path(), &["--steps", "500", "--out", "plan.json"]);
    let priced: Vec<&Value> = lines.iter().filter(|line| !line["parts"].is_null()).collect();
    assert!(!priced.is_empty(), "{lines:?}");
    for line in priced {
        let parts = line["parts"].as_object().expect("parts");
        assert_eq!(parts.len(), 14);
        let sum: i64 = parts.values().filter_map(Value::as_i64).sum();
        assert_eq!(Some(sum), line["cost"].as_i64(), "{line}");
    }
}

#[test]
fn seconds_end_a_solve() {
    let folder = folder_with_a_term();
    for seconds in ["0", "1"] {
        let arguments = [
            "solve",
            "problem.json",
            "--no-proof",
            "--seconds",
            seconds,
            "--out",
            "plan.json",
        ];
        done(folder.path(), &arguments);
        done(folder.path(), &["check", "problem.json", "plan.json"]);
    }
    let both = [
        "solve",
        "problem.json",
        "--no-proof",
        "--seconds",
        "600",
        "--steps",
        "10",
    ];
    done(folder.path(), &both);
}

#[test]
fn no_progress_is_told_where_nobody_watches() {
    let folder = folder_with_tiny();
    for style in ["auto", "none"] {
        let run = yuandi(
            folder.path(),
            &["solve", "problem.json", "--steps", "50", "--progress", style],
        );
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{style}");
    }
}
