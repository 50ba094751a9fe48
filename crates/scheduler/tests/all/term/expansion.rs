//! What the small folder becomes, to the minute.

use serde_json::{Value, json};
use yuandi_scheduler::format::Problem;

use super::{base::Folder, faults_of, read_folder};

fn expand(folder: &Folder) -> Problem {
    assert_eq!(faults_of(folder), [""; 0]);
    read_folder(folder).expect("it has no faults").expand()
}

fn problem() -> Value {
    serde_json::to_value(expand(&Folder::valid())).expect("a problem is JSON")
}

/// Sessions of an hour: id, start, end.
fn sessions(problem: &Value, hour: &str) -> Vec<String> {
    let all = problem["sessions"].as_array().expect("a list");
    let line = |s: &Value| format!("{} {} {}", text(&s["id"]), text(&s["start"]), text(&s["end"]));
    all.iter().map(line).filter(|line| line.starts_with(hour)).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// When a team is available on a date, as `FROM-TO` times.
fn available(problem: &Value, team: usize, date: &str) -> Vec<String> {
    let all = problem["teams"][team]["available"].as_array().expect("a list");
    let intervals = all.iter().map(|pair| (text(&pair[0]), text(&pair[1])));
    intervals
        .filter(|(from, _)| from.starts_with(date))
        .map(|(from, to)| format!("{}-{}", &from[11..], &to[11..]))
        .collect()
}

const MED: usize = 0;
const LAW: usize = 1;

#[test]
fn the_valid_folder_is_valid() {
    expand(&Folder::valid());
}

#[test]
fn settings_become_header_travel_weights_and_limits() {
    let problem = problem();
    assert_eq!(problem["format"], "problem/1");
    assert_eq!(problem["name"], "Spring 春季");
    assert_eq!(problem["time_zone"], "Europe/Berlin");
    assert_eq!(problem["horizon"], json!({"start": "2026-03-09", "end": "2026-04-06"}));
    let travel = json!({"metric": "euclidean", "per_minute": 100.0, "overhead": 2.0});
    assert_eq!(problem["travel"], travel);
    let weights = json!({"travel": 1, "outing": 5, "regularity": 15, "change": 30});
    assert_eq!(problem["weights"], weights);
    let limits = json!([
        {"id": "week-hours", "for": ["medical"], "count": "minutes", "per": "week", "max": 480},
        {"id": "morning-after", "count": "rest", "of": ["therapy"], "min": 660}
    ]);
    assert_eq!(problem["limits"], limits);
    let care = json!([{"id": "care-1", "needs": ["knee", "knee-2"], "max_teams": 1, "weight": 60}]);
    assert_eq!(problem["continuity"], care);
}

#[test]
fn a_weekly_hour_opens_on_its_weekday_in_every_week() {
    let problem = problem();
    let expected = [
        "monday-0309 2026-03-09T14:30 2026-03-09T17:30",
        "monday-0316 2026-03-16T14:30 2026-03-16T17:30",
        "monday-0323 2026-03-23T14:30 2026-03-23T17:30",
        "monday-0330 2026-03-30T14:30 2026-03-30T17:30",
    ];
    assert_eq!(sessions(&problem, "monday"), expected);
    let first = json!({
        "id": "monday-0309", "place": "room", "start": "2026-03-09T14:30", "end": "2026-03-09T17:30",
        "skills": {"tuina": 1}, "tags": ["therapy"], "series": "monday",
        "teams": {"target": 1, "max": 2, "under": 240, "over": 20},
        "mix": [{"skills": {"tuina": 2}, "min": 1, "under": 90}]
    });
    assert_eq!(problem["sessions"][0], first);
}

#[test]
fn a_make_up_day_opens_the_hours_of_the_weekday_it_follows_and_a_holiday_none() {
    let expected = [
        "friday-0313 2026-03-13T09:00 2026-03-13T11:00",
        "friday-0314 2026-03-14T09:00 2026-03-14T11:00",
        "friday-0320 2026-03-20T09:00 2026-03-20T11:00",
        "friday-0327 2026-03-27T09:00 2026-03-27T11:00",
    ];
    assert_eq!(sessions(&problem(), "friday"), expected);
}

#[test]
fn a_make_up_day_without_sessions_opens_neither_its_own_hours_nor_the_others() {
    let mut folder = Folder::valid();
    folder.replace("term.toml", "date = \"2026-03-14\"", "date = \"2026-03-18\"");
    folder.replace("term.toml", "sessions = true", "sessions = false");
    folder.cell("hours.csv", 4, "weeks", "");
    let problem = serde_json::to_value(expand(&folder)).expect("a problem is JSON");
    let wednesdays = sessions(&problem, "odd-wed");
    assert_eq!(wednesdays.len(), 3, "{wednesdays:?}");
    assert!(!wednesdays.iter().any(|line| line.contains("0318")), "{wednesdays:?}");
    assert_eq!(sessions(&problem, "friday").len(), 3);
}

#[test]
fn odd_and_even_weeks_count_from_the_first() {
    let problem = problem();
    let odd = [
        "odd-wed-0311 2026-03-11T10:00 2026-03-11T11:00",
        "odd-wed-0325 2026-03-25T10:00 2026-03-25T11:00",
    ];
    assert_eq!(sessions(&problem, "odd-wed"), odd);
    let even = [
        "even-tue-0317 2026-03-17T08:30 2026-03-17T09:30",
        "even-tue-0331 2026-03-31T08:30 2026-03-31T09:30",
    ];
    assert_eq!(sessions(&problem, "even-tue"), even);
}

#[test]
fn a_single_event_keeps_its_id_and_has_no_series() {
    let problem = problem();
    assert_eq!(sessions(&problem, "fair"), ["fair 2026-03-21T10:00 2026-03-21T12:00"]);
    let all = problem["sessions"].as_array().expect("a list");
    assert!(all.iter().all(|s| s.get("series").is_some() == (s["id"] != "fair")));
    assert_eq!(all.len(), 13);
}

#[test]
fn a_team_is_available_when_a_quorum_of_its_members_is_free() {
    let problem = problem();
    // One of three is in class from 8, another from 9 to 11; their teacher's lessons do not count.
    assert_eq!(
        available(&problem, MED, "2026-03-09"),
        ["08:00-09:00", "10:00-12:00", "14:00-18:00"]
    );
    // One of two is enough for the lawyers: both are in class only from 10:40 to 11.
    assert_eq!(
        available(&problem, LAW, "2026-03-10"),
        ["08:00-10:40", "11:00-12:00", "14:00-18:00"]
    );
    assert_eq!(available(&problem, LAW, "2026-03-17"), ["08:00-12:00", "14:00-18:00"]);
}

#[test]
fn lessons_of_odd_weeks_leave_the_even_ones_free() {
    let problem = problem();
    let fridays = [("2026-03-20", true), ("2026-03-27", false)];
    for (date, free) in fridays {
        let expected: &[&str] = if free {
            &["08:00-12:00", "14:00-18:00"]
        } else {
            &["08:00-12:00", "16:00-18:00"]
        };
        assert_eq!(available(&problem, MED, date), expected, "{date}");
    }
}

#[test]
fn a_make_up_day_follows_the_other_timetable_and_a_holiday_frees_nobody() {
    let problem = problem();
    assert_eq!(available(&problem, MED, "2026-03-14"), ["08:00-12:00", "16:00-18:00"]);
    assert_eq!(available(&problem, MED, "2026-03-21"), ["08:00-12:00", "14:00-18:00"]);
    assert_eq!(available(&problem, MED, "2026-04-03"), [""; 0]);
}

#[test]
fn calendars_make_people_busy_in_addition_to_the_table() {
    let mut folder = Folder::valid();
    folder.add("timetables.csv", "s1,wednesday,09:00,10:00,1,Anatomy");
    folder.add("timetables.csv", "s2,thursday,16:00,18:00,1,Anatomy");
    folder.add("timetables.csv", "s2,friday,08:00,12:00,1,Anatomy");
    let problem = serde_json::to_value(expand(&folder)).expect("a problem is JSON");
    assert_eq!(
        available(&problem, MED, "2026-03-11"),
        ["08:00-09:00", "10:00-12:00", "14:00-18:00"]
    );
    assert_eq!(available(&problem, MED, "2026-03-12"), ["08:00-12:00", "14:00-17:00"]);
    assert_eq!(available(&problem, MED, "2026-03-13")[0], "09:00-12:00");
}

#[test]
fn stretches_below_half_an_hour_are_dropped_and_touching_blocks_are_one() {
    let mut folder = Folder::valid();
    folder.replace(
        "term.toml",
        r#"["14:00", "18:00"]"#,
        r#"["12:00", "12:30"], ["13:00", "13:29"]"#,
    );
    let problem = serde_json::to_value(expand(&folder)).expect("a problem is JSON");
    assert_eq!(available(&problem, MED, "2026-03-11"), ["08:00-12:30"]);
}

#[test]
fn teams_have_their_college_as_first_group() {
    let mut team = problem()["teams"][MED].clone();
    team["available"] = json!([]);
    let expected = json!({
        "id": "med-1", "name": "Medical one 岐伯一队", "groups": ["medical", "old", "care"], "home": "campus",
        "skills": {"tuina": 2}, "capacity": 4, "longest_outing": 240, "available": []
    });
    assert_eq!(team, expected);
}

#[test]
fn needs_have_a_window_for_each_date_and_hour_range() {
    let problem = problem();
    let knee = json!({
        "id": "knee", "place": "block-1", "minutes": 45, "skills": {"tuina": 2}, "tags": ["therapy"], "load": 1,
        "windows": [["2026-03-10T08:00", "2026-03-10T12:00"], ["2026-03-10T14:00", "2026-03-10T18:00"],
                    ["2026-03-11T08:00", "2026-03-11T12:00"], ["2026-03-11T14:00", "2026-03-11T18:00"]],
        "unserved": 200, "due": "2026-03-10T18:00", "late": 5, "preferred": {"law-1": 10}
    });
    assert_eq!(problem["needs"][0], knee);
    let around_the_holiday = json!([
        ["2026-04-02T09:00", "2026-04-02T10:00"],
        ["2026-04-02T15:00", "2026-04-02T16:30"],
        ["2026-04-04T09:00", "2026-04-04T10:00"],
        ["2026-04-04T15:00", "2026-04-04T16:30"]
    ]);
    assert_eq!(problem["needs"][1]["windows"], around_the_holiday);
    assert_eq!(problem["needs"][1]["allowed"], json!(["med-1", "law-1"]));
    assert_eq!(problem["needs"][2]["excluded"], json!(["med-1"]));
    let link = json!({"first": "knee", "second": "knee-2", "min": 1440, "max": 43200, "teams": "same", "weight": 40, "together": true});
    assert_eq!(problem["links"], json!([link]));
}

#[test]
fn wishes_are_for_every_session_of_an_hour_or_for_an_interval() {
    let expected = json!([
        {"team": "med-1", "session": "odd-wed-0311", "want": false, "weight": 8},
        {"team": "med-1", "session": "odd-wed-0325", "want": false, "weight": 8},
        {"team": "law-1", "during": ["2026-03-16T08:00", "2026-03-16T12:00"], "want": true, "weight": 3},
        {"team": "law-1", "session": "fair", "want": true, "weight": 4}
    ]);
    assert_eq!(problem()["requests"], expected);
}

#[test]
fn decisions_and_the_published_plan_are_taken_over() {
    let problem = problem();
    let fixed = json!([
        {"session": "monday-0316", "team": "med-1"},
        {"need": "form", "team": "law-1", "start": "2026-03-20T08:35"}
    ]);
    assert_eq!(problem["fixed"], fixed);
    let baseline = json!({
        "sessions": [{"session": "friday-0313", "team": "med-1"}],
        "needs": [{"need": "knee", "team": "med-1", "start": "2026-03-10T14:30"}]
    });
    assert_eq!(problem["baseline"], baseline);
}

#[test]
fn ids_do_not_depend_on_the_order_of_rows_or_columns() {
    let mut folder = Folder::valid();
    for file in ["hours.csv", "needs.csv", "wishes.csv", "teams.csv", "people.csv"] {
        let mut rows = folder.rows(file);
        rows[1..].reverse();
        let lines = rows
            .iter()
            .map(|row| row.iter().rev().cloned().collect::<Vec<_>>().join(",") + "\n");
        folder.put(file, lines.collect::<String>());
    }
    let (turned, straight) = (expand(&folder), expand(&Folder::valid()));
    let ids = |problem: &Problem| {
        let mut ids: Vec<String> = problem.sessions.iter().map(|s| s.id.clone()).collect();
        ids.extend(problem.needs.iter().map(|n| n.id.clone()));
        ids.sort_unstable();
        ids
    };
    assert_eq!(ids(&turned), ids(&straight));
    assert_eq!(turned.teams[1], straight.teams[0]);
}

/// The clock goes from 02:00 to 03:00 on 29 March.
#[test]
fn a_lesson_that_ends_while_the_clock_is_set_forward_ends_when_that_is_over() {
    let mut folder = Folder::valid();
    folder.replace("term.toml", r#"["08:00", "12:00"]"#, r#"["00:00", "06:00"]"#);
    for person in ["s4", "s5"] {
        folder.add("timetables.csv", &format!("{person},sunday,00:00,02:30,,"));
    }
    let problem = serde_json::to_value(expand(&folder)).expect("a problem is JSON");
    assert_eq!(available(&problem, LAW, "2026-03-22"), ["02:30-06:00", "14:00-18:00"]);
    assert_eq!(available(&problem, LAW, "2026-03-29"), ["03:00-06:00", "14:00-18:00"]);
}

#[test]
fn blocks_too_short_for_a_visit_are_no_windows_of_it() {
    let mut folder = Folder::valid();
    folder.replace("term.toml", r#"["14:00", "18:00"]"#, r#"["14:00", "14:44"]"#);
    let problem = serde_json::to_value(expand(&folder)).expect("a problem is JSON");
    let mornings = json!([
        ["2026-03-10T08:00", "2026-03-10T12:00"],
        ["2026-03-11T08:00", "2026-03-11T12:00"]
    ]);
    assert_eq!(problem["needs"][0]["windows"], mornings);
}
