//! `yuandi term`: an office's folder expanded into a problem that every checker accepts.

use serde_json::{Value, json};

use crate::term_folder::{edit, folder_with_tiny_term, make_mistakes};
use crate::{check_py, done, files, json, rows, text, write, yuandi};

fn expanded() -> Value {
    let folder = folder_with_tiny_term();
    done(folder.path(), &["term", "tiny_term", "--out", "problem.json"]);
    json(&folder.path().join("problem.json"))
}

/// When a team is available on a date.
fn available(problem: &Value, team: &str, date: &str) -> Vec<String> {
    let team = rows(problem, "teams").iter().find(|row| text(row, "id") == team);
    let intervals = rows(team.expect("the team"), "available");
    let ends = intervals.iter().map(|interval| {
        let end = |k: usize| interval[k].as_str().expect("a time");
        (end(0), end(1))
    });
    let on_date = ends.filter(|(from, _)| from.starts_with(date));
    on_date
        .map(|(from, to)| format!("{}-{}", &from[11..], &to[11..]))
        .collect()
}

#[test]
fn both_checkers_accept_the_problem() {
    let folder = folder_with_tiny_term();
    for problem in ["problem.json", "problem.json.gz"] {
        done(folder.path(), &["term", "tiny_term", "--out", problem]);
        write(&folder.path().join("empty.json"), &json!({ "format": "plan/1" }));
        let ours = done(folder.path(), &["check", problem, "empty.json", "--json"]);
        let ours: Value = serde_json::from_str(&ours).expect("a verdict");
        if problem == "problem.json" {
            let theirs = check_py(folder.path(), problem, "empty.json");
            assert_eq!(ours, serde_json::from_str::<Value>(&theirs.stdout).expect("a verdict"));
        }
        assert_eq!((&ours["needs"], &ours["feasible"]), (&json!(5), &json!(true)));
    }
}

#[test]
fn weekly_hours_are_dated_around_holidays_and_make_up_days() {
    let problem = expanded();
    let ids: Vec<&str> = rows(&problem, "sessions").iter().map(|row| text(row, "id")).collect();
    let expected = [
        "tuesday-0908",
        "tuesday-0915",
        "tuesday-0922",
        "friday-0911",
        "friday-0918",
        "friday-0920",
        "open-day",
    ];
    assert_eq!(ids, expected);
}

#[test]
fn a_students_calendar_keeps_a_team_from_work() {
    let problem = expanded();
    let on = |team, date| available(&problem, team, date);
    assert_eq!(on("tuina-1", "2026-09-08"), ["08:00-12:00", "16:00-18:00"], "in class");
    assert_eq!(
        on("tuina-1", "2026-09-15"),
        ["08:00-12:00", "14:00-18:00"],
        "the class is called off"
    );
    assert_eq!(
        on("tuina-2", "2026-09-08"),
        ["08:00-12:00", "14:00-18:00"],
        "another team's class"
    );
    assert!(on("tuina-2", "2026-09-25").is_empty(), "a holiday");
}

#[test]
fn a_term_with_mistakes_gives_no_problem() {
    let folder = folder_with_tiny_term();
    let told = make_mistakes(folder.path());
    let before = files(folder.path());
    let run = yuandi(folder.path(), &["term", "tiny_term", "--out", "problem.json"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    for part in told {
        assert!(run.stderr.contains(part), "`{part}` is not told: {}", run.stderr);
    }
    assert_eq!(files(folder.path()), before);
}

#[test]
fn a_term_without_a_first_day_hides_no_other_mistake() {
    let folder = folder_with_tiny_term();
    make_mistakes(folder.path());
    edit(
        folder.path(),
        "term.toml",
        "first_day = \"2026-09-07\"",
        "first_day = \"someday\"",
    );
    let run = yuandi(folder.path(), &["term", "tiny_term", "--out", "problem.json"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    for part in [
        "term.toml, first_day: ",
        "people.csv, row 4, team: ",
        "needs.csv, row 4, place: ",
        "hours.csv, row 2, weekday: ",
        "calendars/2026001.ics, line ",
    ] {
        assert!(run.stderr.contains(part), "`{part}` is not told: {}", run.stderr);
    }
}

#[test]
fn a_problem_that_stands_is_kept_when_the_term_has_a_mistake() {
    let folder = folder_with_tiny_term();
    done(folder.path(), &["term", "tiny_term", "--out", "problem.json"]);
    let before = json(&folder.path().join("problem.json"));
    edit(folder.path(), "term.toml", "weeks = 3", "weeks = 0");
    let run = yuandi(folder.path(), &["term", "tiny_term", "--out", "problem.json"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert_eq!(json(&folder.path().join("problem.json")), before);
}

#[test]
fn a_term_moves_to_the_day_that_counts_as_today() {
    let folder = folder_with_tiny_term();
    let start = |more: &[&str]| {
        done(
            folder.path(),
            &[&["term", "tiny_term", "--out", "problem.json"], more].concat(),
        );
        text(&json(&folder.path().join("problem.json"))["horizon"], "start").to_owned()
    };
    assert_eq!(
        start(&["--move-to-today", "--today", "2026-09-27"]),
        "2026-09-07",
        "within the term"
    );
    assert_eq!(
        start(&["--move-to-today", "--today", "2027-03-10"]),
        "2027-03-01",
        "in the middle week"
    );
    assert_eq!(
        start(&["--move-to-today", "--today", "2020-01-01"]),
        "2019-12-23",
        "back, too"
    );
    let today = chrono::Local::now().date_naive();
    let first: chrono::NaiveDate = start(&["--move-to-today"]).parse().expect("a date");
    assert!((0..21).contains(&(today - first).num_days()), "{first} {today}");
    let run = yuandi(
        folder.path(),
        &["term", "tiny_term", "--out", "problem.json", "--today", "2027-03-10"],
    );
    assert_eq!(run.code, Some(2), "a day without --move-to-today: {run:?}");
}

#[test]
fn a_term_moved_onto_a_change_of_the_clock_gives_no_problem() {
    let folder = folder_with_tiny_term();
    edit(folder.path(), "term.toml", "Asia/Shanghai", "Europe/Berlin");
    edit(folder.path(), "hours.csv", "friday,,09:00", "sunday,,02:30");
    done(folder.path(), &["term", "tiny_term", "--out", "here.json"]);
    // The clock is set forward on Sunday the 28th, from 02:00 to 03:00.
    let moved = ["--move-to-today", "--today", "2027-03-31", "--out", "there.json"];
    let run = yuandi(folder.path(), &[&["term", "tiny_term"], &moved[..]].concat());
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("2027-03-28T02:30 does not exist"), "{run:?}");
    assert!(!folder.path().join("there.json").exists());
}
