//! `yuandi plan`: from an office's folder to everything it hands out.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::term_folder::{edit, folder_with_tiny_term, make_mistakes, planned};
use crate::{done, files, json, rows, text, yuandi};

/// Every file that was written, with its bytes.
fn written(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let out = folder.join("out");
    let read = |file: String| {
        let bytes = fs::read(out.join(&file)).expect("a file that was written");
        (file, bytes)
    };
    files(&out).into_iter().map(read).collect()
}

#[test]
fn a_term_becomes_problem_plan_calendars_and_report() {
    let folder = folder_with_tiny_term();
    let said = planned(folder.path());
    for part in [
        "迷你学期 · A tiny term",
        "cost",
        "proven gap",
        "report.html",
        "calendars",
    ] {
        assert!(said.contains(part), "{said}");
    }
    let expected = [
        "calendars/places/building-12.ics",
        "calendars/places/campus.ics",
        "calendars/places/therapy-room.ics",
        "calendars/teams/repair.ics",
        "calendars/teams/tuina-1.ics",
        "calendars/teams/tuina-2.ics",
        "plan.json",
        "problem.json",
        "report.html",
    ];
    assert_eq!(
        files(&folder.path().join("out")).into_iter().collect::<Vec<_>>(),
        expected
    );
    done(folder.path(), &["check", "out/problem.json", "out/plan.json"]);
    let plan = json(&folder.path().join("out/plan.json"));
    assert_eq!(rows(&plan, "needs").len(), 4);
    assert_eq!(rows(&plan, "sessions").len(), 7, "{plan}");
    assert_eq!(text(&rows(&plan, "unserved")[0], "need"), "piano");
}

#[test]
fn a_second_run_writes_the_same_bytes() {
    let folder = folder_with_tiny_term();
    planned(folder.path());
    let first = written(folder.path());
    planned(folder.path());
    assert_eq!(first, written(folder.path()));
}

#[test]
fn mistakes_are_all_told_and_nothing_is_written() {
    let folder = folder_with_tiny_term();
    let told = make_mistakes(folder.path());
    let run = yuandi(folder.path(), &["plan", "tiny_term"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    for part in told {
        assert!(run.stderr.contains(part), "`{part}` is not told: {}", run.stderr);
    }
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_term_that_asks_too_much_is_written_with_what_cannot_be_met() {
    let folder = folder_with_tiny_term();
    edit(folder.path(), "term.toml", "max = 300", "min = 300");
    let run = yuandi(folder.path(), &["plan", "tiny_term", "--steps", "100"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("breaks limit day-hours"), "{run:?}");
    assert!(
        run.stdout.contains("none · 无"),
        "no gap of a plan that is not feasible: {run:?}"
    );
    let report = fs::read_to_string(folder.path().join("out/report.html")).expect("the report");
    assert!(report.contains("无法满足的要求") && report.contains("breaks limit day-hours"));
    assert_eq!(
        yuandi(folder.path(), &["check", "out/problem.json", "out/plan.json"]).code,
        Some(1)
    );
}

#[test]
fn a_term_moves_to_today_and_keeps_its_shape() {
    let folder = folder_with_tiny_term();
    let moved = [
        "plan",
        "tiny_term",
        "--steps",
        "300",
        "--move-to-today",
        "--today",
        "2027-03-10",
        "--out",
        "moved",
    ];
    done(folder.path(), &moved);
    planned(folder.path());
    done(folder.path(), &["check", "moved/problem.json", "moved/plan.json"]);
    let [here, there] = ["out", "moved"].map(|out| json(&folder.path().join(out).join("problem.json")));
    assert_eq!(there["horizon"]["start"], "2027-03-01");
    for list in ["teams", "sessions", "needs", "links"] {
        assert_eq!(rows(&here, list).len(), rows(&there, list).len(), "{list}");
    }
    let [here, there] = ["out", "moved"].map(|out| json(&folder.path().join(out).join("plan.json")));
    assert_eq!(here["cost"], there["cost"]);
}
