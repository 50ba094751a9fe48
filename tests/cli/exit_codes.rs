//! 0, 1 and 2: done, not feasible, bad input. With 2 every mistake is told and nothing is written.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::{done, files, folder_with_tiny, json, rows, tiny, write, yuandi};

/// A plan of the tiny problem in which the knee is not served by somebody experienced.
fn wrong_plan() -> Value {
    json!({ "format": "plan/1", "needs": [{ "need": "knee", "team": "tuina-2", "start": "2026-09-07T15:00" }] })
}

/// Fills a folder with inputs that are wrong, each in its own way.
fn wrong_inputs(folder: &Path) {
    let mut faulty = tiny();
    faulty["needs"][0]["minutes"] = json!(-45);
    faulty["sessions"][0]["place"] = json!("therapy-rom");
    faulty["teams"][1]["id"] = json!("tuina-1");
    write(&folder.join("faulty.json"), &faulty);
    write(&folder.join("plan.json"), &json!({ "format": "plan/1" }));
    let of_strangers = json!({
        "format": "plan/1", "sessions": [{ "session": "therapy-0908", "teams": ["tuina-1"] }],
        "needs": [{ "need": "knee", "team": "tuina-3", "start": "2026-09-07T15:00" }],
    });
    write(&folder.join("strangers.json"), &of_strangers);
    fs::write(folder.join("cut.json"), "{\n  \"format\": \"problem/1\",").expect("a file");
    fs::write(folder.join("plain.json.gz"), tiny().to_string()).expect("a file");
    done(
        folder,
        &["solve", "problem.json", "--steps", "1", "--out", "whole.json.gz"],
    );
    let whole = fs::read(folder.join("whole.json.gz")).expect("a compressed plan");
    fs::write(folder.join("half.json.gz"), &whole[..whole.len() / 2]).expect("a file");
}

#[test]
fn what_is_done_is_0() {
    let folder = folder_with_tiny();
    for arguments in [
        &["solve", "problem.json", "--steps", "100", "--out", "plan.json"][..],
        &["check", "problem.json", "plan.json"],
        &["check", "problem.json", "plan.json", "--json"],
        &["--help"],
        &["--version"],
    ] {
        done(folder.path(), arguments);
    }
}

#[test]
fn a_check_that_fails_is_1() {
    let folder = folder_with_tiny();
    write(&folder.path().join("wrong.json"), &wrong_plan());
    for arguments in [
        &["check", "problem.json", "wrong.json"][..],
        &["check", "problem.json", "wrong.json", "--json"],
    ] {
        let run = yuandi(folder.path(), arguments);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stdout.contains("tuina-2 lacks a skill for knee"), "{run:?}");
    }
}

#[test]
fn what_cannot_be_met_is_1_and_named_beside_the_plan() {
    let folder = folder_with_tiny();
    let fixed = json!([{ "need": "knee", "team": "tuina-2", "start": "2026-09-07T15:00" }]);
    let least = json!([{ "id": "enough", "count": "minutes", "per": "term", "min": 200 }]);
    for (field, value, told) in [
        ("fixed", fixed, "tuina-2 lacks a skill for knee"),
        ("limits", least, "enough"),
    ] {
        let mut problem = tiny();
        problem[field] = value;
        write(&folder.path().join("hard.json"), &problem);
        let run = yuandi(
            folder.path(),
            &["solve", "hard.json", "--steps", "200", "--out", "plan.json"],
        );
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains(told), "{run:?}");
        assert!(
            !run.stderr.contains("gap"),
            "the bound is about feasible plans: {run:?}"
        );
        let plan = json(&folder.path().join("plan.json"));
        assert!(!rows(&plan, "unmet").is_empty());
        for unmet in rows(&plan, "unmet") {
            assert!(run.stderr.contains(unmet.as_str().expect("words")), "{unmet}: {run:?}");
        }
        assert_eq!(
            yuandi(folder.path(), &["check", "hard.json", "plan.json"]).code,
            Some(1)
        );
    }
}

#[test]
fn bad_input_is_2_and_every_mistake_is_told() {
    let folder = folder_with_tiny();
    wrong_inputs(folder.path());
    let problem_faults = [
        "faulty.json, needs[0], minutes: ",
        "faulty.json, sessions[0], place: ",
        "Maybe \"therapy-room\"?",
        "faulty.json, teams[1], id: ",
        "3 mistakes; nothing was written.",
    ];
    let plan_faults = [
        "strangers.json, sessions[0], session: ",
        "strangers.json, needs[0], team: ",
        "2 mistakes; nothing was written.",
    ];
    let cases: [(&[&str], &[&str]); 12] = [
        (&["solve", "no-such.json"], &["no-such.json"]),
        (&["solve", "cut.json"], &["cut.json, line 2", "[not-json]"]),
        (&["solve", "faulty.json"], &problem_faults),
        (&["check", "faulty.json", "plan.json"], &problem_faults),
        (&["check", "problem.json", "strangers.json"], &plan_faults),
        (&["solve", "problem.json", "--from", "strangers.json"], &plan_faults),
        (&["solve", "plain.json.gz"], &["plain.json.gz is not a gzip file"]),
        (
            &["check", "problem.json", "half.json.gz"],
            &["half.json.gz is not a gzip file"],
        ),
        (&["solve", "problem.json", "--second", "5"], &["--second"]),
        (&["solve", "problem.json", "--threads", "0"], &["--threads"]),
        (
            &["solve", "problem.json", "--seconds", "18446744073709551615"],
            &["--seconds"],
        ),
        (&["plan", "no-such-folder"], &["no-such-folder"]),
    ];
    let before = files(folder.path());
    for (arguments, told) in cases {
        let out: &[&str] = if arguments[0] == "check" {
            &[]
        } else {
            &["--out", "out/new.json"]
        };
        let run = yuandi(folder.path(), &[arguments, out].concat());
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert_eq!(run.stdout, "", "{arguments:?}");
        for part in told {
            assert!(
                run.stderr.contains(part),
                "{arguments:?} does not tell `{part}`: {run:?}"
            );
        }
        assert_eq!(files(folder.path()), before, "{arguments:?}");
    }
}

#[test]
fn a_place_that_cannot_be_written_is_2_and_leaves_nothing() {
    let folder = folder_with_tiny();
    fs::create_dir(folder.path().join("taken")).expect("a folder");
    let before = files(folder.path());
    for out in ["taken", "problem.json/plan.json", ".."] {
        let run = yuandi(folder.path(), &["solve", "problem.json", "--steps", "1", "--out", out]);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(
            run.stderr.contains(out) || run.stderr.contains("problem.json"),
            "{run:?}"
        );
        assert_eq!(files(folder.path()), before, "{out}");
    }
}
