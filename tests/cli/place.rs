//! `yuandi place`: an office's applicants get positions, written as a table that the folder takes, with a report.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::term_folder::folder_with_tiny_term;
use crate::{done, files, folder, json, repository, rows, text, write, yuandi};

const POSITIONS: &str = "编号,名称,接收单位,对象,名额,最少名额,技能,在岗时间
ward,推拿门诊,岐黄中医馆,,1,,,星期一 14:00-18:00
garage,修车铺,恒力机械厂,学生,2,2,,
desk,健康咨询,社区中心,服务队,1,,tuina:2,
";

const CHOICES: &str = "申请者,岗位,次序
2026001,ward,1
2026003,ward,1
2026003,garage,2
2026005,garage,1
2026006,ward,1
tuina-1,desk,1
";

/// The tiny term with positions and choices.
fn folder_with_choices() -> tempfile::TempDir {
    let folder = folder_with_tiny_term();
    put(folder.path(), "positions.csv", POSITIONS);
    put(folder.path(), "choices.csv", CHOICES);
    put(
        folder.path(),
        "rankings.csv",
        "申请者,岗位,次序\n2026003,ward,2\n2026001,ward,1\n",
    );
    folder
}

fn put(folder: &Path, file: &str, content: &str) {
    fs::write(folder.join("tiny_term").join(file), content).expect("a file of the test's folder");
}

fn placed(result: &Value) -> Vec<String> {
    let row = |row: &Value| format!("{} {}", text(row, "applicant"), text(row, "position"));
    rows(result, "placed").iter().map(row).collect()
}

/// Three who want two places at one of two positions.
fn problem() -> Value {
    json!({"format": "placement/1", "aim": "stable",
        "applicants": [
            {"id": "a", "groups": ["law"], "choices": ["x", "y"]},
            {"id": "b", "groups": ["art"], "choices": ["x"]},
            {"id": "c", "groups": ["art"], "choices": ["x", "y"]}],
        "positions": [
            {"id": "x", "capacity": 1, "choices": ["c", "b", "a"]},
            {"id": "y", "capacity": 1, "choices": ["a"]}]})
}

#[test]
fn a_folder_is_placed_told_and_written_as_its_table() {
    let folder = folder_with_choices();
    let told = done(folder.path(), &["place", "tiny_term", "--compare"]);
    for part in [
        "stable",
        "4 of 5",
        "1: 3, 2: 1",
        "optimal",
        "maximum",
        "2026006: ",
        "placement.html",
    ] {
        assert!(told.contains(part), "`{part}` is not told: {told}");
    }
    let out = folder.path().join("out");
    let written: Vec<String> = files(&out).into_iter().collect();
    assert_eq!(
        written,
        [
            "placement-result.json",
            "placement.html",
            "placement.json",
            "placements.csv"
        ]
    );
    let result = json(&out.join("placement-result.json"));
    assert_eq!(
        placed(&result),
        ["2026001 ward", "2026003 garage", "2026005 garage", "tuina-1 desk"]
    );
    // The table in its place: the next round keeps what it can, and the plan knows who is at work.
    fs::copy(
        out.join("placements.csv"),
        folder.path().join("tiny_term/placements.csv"),
    )
    .expect("a copy");
    put(
        folder.path(),
        "rankings.csv",
        "applicant,position,rank\n2026006,ward,1\n2026001,ward,1\n",
    );
    done(folder.path(), &["place", "tiny_term", "--out", "again"]);
    let again = json(&folder.path().join("again/placement-result.json"));
    assert_eq!(
        placed(&again),
        placed(&result),
        "who is there stays: the host likes both alike"
    );
    done(folder.path(), &["term", "tiny_term", "--out", "problem.json"]);
    let problem = json(&folder.path().join("problem.json"));
    let mondays = |team: &str| {
        let team = rows(&problem, "teams")
            .iter()
            .find(|row| text(row, "id") == team)
            .expect("a team")
            .clone();
        let spans = team["available"].as_array().expect("spans").clone();
        spans
            .iter()
            .filter(|span| span[0].as_str().is_some_and(|from| from.starts_with("2026-09-14T14")))
            .count()
    };
    assert_eq!(
        (mondays("tuina-1"), mondays("tuina-2")),
        (0, 1),
        "both of the first team would have to be free"
    );
}

#[test]
fn a_problem_by_itself_is_placed_by_every_aim() {
    let folder = folder();
    write(&folder.path().join("placement.json"), &problem());
    let by = |aim: &str| {
        done(folder.path(), &["place", "placement.json", "--aim", aim, "--out", aim]);
        assert_eq!(files(&folder.path().join(aim)).len(), 2);
        placed(&json(&folder.path().join(aim).join("placement-result.json")))
    };
    assert_eq!(by("stable"), ["a y", "c x"]);
    assert_eq!(by("maximum").len(), 2);
    assert_eq!((by("fair").len(), by("best").len()), (2, 2));
    done(
        folder.path(),
        &["place", "placement.json", "--side", "positions", "--out", "positions"],
    );
    done(
        folder.path(),
        &["place", "placement.json", "--seed", "1", "--out", "same"],
    );
    let bytes = |out: &str| fs::read(folder.path().join(out).join("placement-result.json")).expect("a result");
    assert_eq!(bytes("stable"), bytes("same"));
    let checker = repository().join("docs/format/check_placement.py");
    let arguments = [
        checker.as_os_str(),
        "placement.json".as_ref(),
        "stable/placement-result.json".as_ref(),
    ];
    let checked = std::process::Command::new("python3")
        .arg("-B")
        .args(arguments)
        .current_dir(folder.path())
        .output();
    let checked = checked.expect("python3 is installed, as `make setup` does");
    assert!(checked.status.success(), "{checked:?}");
}

#[test]
fn of_an_earlier_placement_as_few_as_can_be_lose_theirs() {
    let folder = folder();
    let mut tied = problem();
    tied["positions"][0]["choices"] = json!([["a", "b", "c"]]);
    write(&folder.path().join("placement.json"), &tied);
    let keeping = |who: &str| {
        let before = json!({"format": "placement-result/1", "placed": [{"applicant": who, "position": "x"}]});
        write(&folder.path().join("before.json"), &before);
        done(folder.path(), &["place", "placement.json", "--baseline", "before.json"]);
        placed(&json(&folder.path().join("out/placement-result.json"))).contains(&format!("{who} x"))
    };
    assert!(keeping("b") && keeping("c"));
}

#[test]
fn mistakes_are_told_at_once_and_nothing_is_written() {
    let folder = folder_with_choices();
    put(
        folder.path(),
        "choices.csv",
        "申请者,岗位,次序\n2026009,ward,1\n2026001,wrad,1\n2026001,ward,0\n",
    );
    let run = yuandi(folder.path(), &["place", "tiny_term"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    for part in [
        "choices.csv, row 2, applicant: ",
        "choices.csv, row 3, position: ",
        "Maybe \"ward\"?",
        "choices.csv, row 4, rank: ",
    ] {
        assert!(run.stderr.contains(part), "`{part}`: {run:?}");
    }
    put(folder.path(), "choices.csv", "申请者,岗位,次序\n");
    let run = yuandi(folder.path(), &["place", "tiny_term"]);
    assert!(
        run.code == Some(2) && run.stderr.contains("nobody has stated choices"),
        "{run:?}"
    );
    put(folder.path(), "positions.csv", "编号,接收单位,名额\n");
    put(folder.path(), "rankings.csv", "申请者,岗位,次序\n");
    let run = yuandi(folder.path(), &["place", "tiny_term"]);
    assert!(
        run.code == Some(2) && run.stderr.contains("there are no positions"),
        "{run:?}"
    );
    assert!(!folder.path().join("out").exists());
}

#[test]
fn rules_that_allow_no_placement_end_with_code_1() {
    let folder = folder();
    let mut impossible = problem();
    impossible["quotas"] = json!([{"id": "all-three", "min": 3}]);
    write(&folder.path().join("placement.json"), &impossible);
    let run = yuandi(folder.path(), &["place", "placement.json"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stderr.contains("no placement keeps every hard rule") && run.stderr.contains("all-three"),
        "{run:?}"
    );
    assert!(!folder.path().join("out").exists());
}

#[test]
fn the_report_says_everything_in_both_languages_and_needs_no_network() {
    let folder = folder_with_choices();
    done(folder.path(), &["place", "tiny_term", "--compare"]);
    let page = fs::read_to_string(folder.path().join("out/placement.html")).expect("the report");
    let count = |what: &str| page.matches(what).count();
    assert!(count("<b lang=\"zh\">") > 20);
    assert_eq!(count("<b lang=\"zh\">"), count("<b lang=\"en\">"));
    for part in [
        "<strong>4<small>/5</small></strong>",
        "林听雨 2026001",
        "推拿门诊 ward",
        "陆星河 2026006",
        "医学院",
        "机械学院",
        "stable ✓",
        "Proved: by this aim no placement is better.",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for load in [
        "http:", "https:", "@import", "url(", "<link", "<iframe", "fetch(", " src=",
    ] {
        assert!(!page.contains(load), "{load}");
    }
}

#[test]
fn the_example_is_placed_and_proved() {
    let folder = folder();
    let example = repository().join("examples/jiezi");
    let told = done(folder.path(), &["place", example.to_str().expect("a path")]);
    let result = json(&folder.path().join("out/placement-result.json"));
    assert_eq!(result["blocking"], json!([]), "{told}");
    assert!(rows(&result, "placed").len() >= 200, "{told}");
    assert!(told.contains("optimal"), "{told}");
}
