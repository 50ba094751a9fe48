//! `yuandi form`: an office's students become teams, written as tables that the folder takes.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::term_folder::{edit, folder_with_tiny_term};
use crate::{done, files, json, repository, rows, text, write, yuandi};

const PEOPLE: &str = "学号,姓名,学院,服务队,身份,技能,有经验,同伴,回避
2026001,林听雨,医学院,,学生,推拿:2,是,2026002,
2026002,许知远山,医学院,,学生,,否,,
2026003,高朗月,医学院,,学生,推拿,是,,2026001
2026004,沈南乔,医学院,,学生,,否,,
2026005,唐小满,机械学院,,学生,家电,,,
2026006,陆星河,机械学院,,学生,,,,
";

/// A folder whose students are in no team yet; `teams.csv` has its header alone.
fn folder_before_teams() -> tempfile::TempDir {
    let folder = folder_with_tiny_term();
    let put = |file: &str, content: &str| {
        fs::write(folder.path().join("tiny_term").join(file), content).expect("a file of the test's folder");
    };
    put("people.csv", PEOPLE);
    put("teams.csv", "id,name,college,home,skills,quorum\n");
    put(
        "formation.csv",
        "编号,名称,学院,队数,最少队员,最多队员,组成,最少人数,出发地\n推拿,推拿队,医学院,2,2,2,推拿 x1,,campus\n维修,,机械学院,1,2,3,家电 x1,1,campus\n",
    );
    folder
}

fn members(result: &Value) -> Vec<String> {
    let row = |row: &Value| format!("{} {}", text(row, "team"), row["students"]);
    rows(result, "teams").iter().map(row).collect()
}

#[test]
fn teams_are_formed_told_and_written_as_tables() {
    let folder = folder_before_teams();
    let told = done(folder.path(), &["form", "tiny_term", "--steps", "500"]);
    for part in ["迷你学期", "3 of 3", "6 of 6", "1 of 1", "0.00 %"] {
        assert!(told.contains(part), "`{part}` is not told: {told}");
    }
    let out = folder.path().join("out");
    let written: Vec<String> = files(&out).into_iter().collect();
    assert_eq!(
        written,
        ["formation-result.json", "formation.json", "people.csv", "teams.csv"]
    );
    let result = json(&out.join("formation-result.json"));
    assert_eq!(result["score"], result["bound"]);
    let expected = [
        r#"推拿-01 ["2026001","2026002"]"#,
        r#"推拿-02 ["2026003","2026004"]"#,
        r#"维修-01 ["2026005","2026006"]"#,
    ];
    assert_eq!(members(&result), expected);
    // The tables in their place: the folder is planned with its teams.
    for table in ["people.csv", "teams.csv"] {
        fs::copy(out.join(table), folder.path().join("tiny_term").join(table)).expect("a copy");
    }
    done(folder.path(), &["term", "tiny_term", "--out", "problem.json"]);
    let problem = json(&folder.path().join("problem.json"));
    let names: Vec<&str> = rows(&problem, "teams").iter().map(|team| text(team, "name")).collect();
    assert_eq!(names, ["推拿队 1", "推拿队 2", "维修-01"]);
    let again = done(
        folder.path(),
        &["form", "tiny_term", "--steps", "500", "--out", "again"],
    );
    assert!(again.contains("3 of 3"), "{again}");
    for table in ["people.csv", "teams.csv"] {
        let read = |folder: &Path| fs::read(folder.join(table)).expect("a table");
        assert_eq!(read(&out), read(&folder.path().join("again")), "{table}");
    }
}

#[test]
fn a_formation_by_itself_is_formed_too() {
    let folder = folder_before_teams();
    done(folder.path(), &["form", "tiny_term", "--steps", "500"]);
    let first = json(&folder.path().join("out/formation-result.json"));
    done(
        folder.path(),
        &["form", "out/formation.json", "--steps", "500", "--out", "alone"],
    );
    assert_eq!(
        files(&folder.path().join("alone")).into_iter().collect::<Vec<_>>(),
        ["formation-result.json"]
    );
    assert_eq!(json(&folder.path().join("alone/formation-result.json")), first);
    let mut broken = json(&folder.path().join("out/formation.json"));
    broken["students"][0]["free"] = "maybe".into();
    write(&folder.path().join("broken.json"), &broken);
    let run = yuandi(folder.path(), &["form", "broken.json"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(
        run.stderr.contains("broken.json, students[0], free: ") && run.stderr.contains("bad-pattern"),
        "{run:?}"
    );
}

#[test]
fn who_is_left_over_is_told_why() {
    let folder = folder_before_teams();
    edit(folder.path(), "formation.csv", "医学院,2,2,2", "医学院,1,2,2");
    edit(folder.path(), "formation.csv", "家电 x1", "家电:2 x1");
    let told = done(folder.path(), &["form", "tiny_term", "--steps", "500"]);
    assert!(told.contains("维修-01: too-few-with-skill"), "{told}");
    assert!(told.contains("2026005: team-not-formed"), "{told}");
    assert!(told.contains("team-full"), "{told}");
}

#[test]
fn members_who_cannot_be_a_team_end_with_code_1() {
    let folder = folder_before_teams();
    let put = |file: &str, content: &str| {
        fs::write(folder.path().join("tiny_term").join(file), content).expect("a file of the test's folder");
    };
    put(
        "people.csv",
        &PEOPLE
            .replace("沈南乔,医学院,", "沈南乔,医学院,推拿-01")
            .replace("推拿:2,是", ",否")
            .replace("推拿,是", ",否"),
    );
    put(
        "teams.csv",
        "id,name,college,home,skills,quorum\n推拿-01,推拿队,医学院,campus,推拿,1\n",
    );
    let run = yuandi(folder.path(), &["form", "tiny_term", "--steps", "500"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("nobody experienced"), "{run:?}");
    assert!(folder.path().join("out/formation-result.json").exists());
}

#[test]
fn a_folder_that_asks_for_no_teams_is_told_so() {
    let folder = folder_with_tiny_term();
    let run = yuandi(folder.path(), &["form", "tiny_term"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(
        run.stderr
            .contains("formation.csv: no teams are asked for [missing-table]"),
        "{run:?}"
    );
    assert!(!folder.path().join("out").exists());
}

#[test]
fn the_example_is_formed_with_a_small_gap() {
    let folder = crate::folder();
    let example = repository().join("examples/formation");
    let example = example.to_str().expect("a path");
    let told = done(folder.path(), &["form", example, "--steps", "20000"]);
    let result = json(&folder.path().join("out/formation-result.json"));
    let number = |field: &str| result[field].as_i64().unwrap_or_else(|| panic!("no {field}: {told}"));
    assert!(number("bound") >= number("score"));
    assert!(
        (number("bound") - number("score")) * 100 <= number("score").abs() * 5,
        "{told}"
    );
    assert!(rows(&result, "unplaced").len() <= 3, "{told}");
}
