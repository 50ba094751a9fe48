//! The cases: edits of the valid problem, and the faults they must bring.

use serde_json::{Value, json};

/// Edits (a JSON pointer and what to put there), and the faults expected.
pub type Case = (Vec<(&'static str, Value)>, Vec<&'static str>);

const HUGE: i64 = 1 << 48;

pub fn cases() -> Vec<Case> {
    [
        header(),
        rows_and_types(),
        references(),
        times_of_sessions(),
        times_of_needs_and_teams(),
        numbers(),
        relations(),
        limits(),
        decisions(),
    ]
    .concat()
}

fn one(pointer: &'static str, value: Value, fault: &'static str) -> Case {
    (vec![(pointer, value)], vec![fault])
}

fn header() -> Vec<Case> {
    vec![
        one("/format", json!("problem/2"), "format wrong-format"),
        one("/horizon/end", json!("2026-03-23"), "horizon.end horizon-backwards"),
        one("/time_zone", json!("Europe/Bielefeld"), "time_zone unknown-zone"),
        one("/horizon/start", json!("23.03.2026"), "horizon.start not-a-date"),
        one("/horizon/end", json!("2026-02-30"), "horizon.end not-a-date"),
        one("/horizon/end", json!("9026-04-06"), "horizon.end horizon-too-long"),
        one("/travel", json!({}), "travel travel-unclear"),
        one("/travel/matrix", json!([[0, 1], [1, 0]]), "travel travel-unclear"),
        one(
            "/travel",
            json!({"matrix": [[0, 1]]}),
            "travel matrix matrix-not-square",
        ),
        one(
            "/travel",
            json!({"matrix": [[0, 1], [1]]}),
            "travel matrix[1] matrix-not-square",
        ),
        one(
            "/travel",
            json!({"matrix": [[0, -1], [1, 0]]}),
            "travel matrix[0][1] negative",
        ),
        one(
            "/travel",
            json!({"matrix": [[0, 1], [HUGE, 0]]}),
            "travel matrix[1][0] out-of-range",
        ),
        one("/travel/metric", json!("manhattan"), "travel metric unknown-metric"),
        one("/travel/per_minute", json!(0), "travel per_minute bad-pace"),
        one("/travel/per_minute", json!("(remove)"), "travel per_minute bad-pace"),
        one("/travel/overhead", json!(-1), "travel overhead bad-overhead"),
        one("/places/1/x", json!(1e300), "travel per_minute out-of-range"),
        one("/places/1/y", json!("(remove)"), "places[1] y missing-coordinates"),
    ]
}

fn rows_and_types() -> Vec<Case> {
    vec![
        one("/teams", json!("(remove)"), "teams missing-field"),
        one("/needs", json!({}), "needs wrong-type"),
        one("/teams/1/home", json!("(remove)"), "teams[1] missing-field"),
        one("/needs/0/minutes", json!(45.5), "needs[0] minutes wrong-type"),
        one("/needs/0/minutes", json!("45"), "needs[0] minutes wrong-type"),
        one("/sessions/0/teams/max", json!(null), "sessions[0] teams.max wrong-type"),
        one(
            "/teams/0/skills/tuina",
            json!(1_i64 << 31),
            "teams[0] skills.tuina out-of-range",
        ),
        one("/limits/0/count", json!("hours"), "limits[0] count unknown-value"),
        one("/links/0/teams", json!("equal"), "links[0] teams unknown-value"),
        one("/needs/1/windows/0/-", json!("extra"), "needs[1] windows[0] wrong-type"),
        one("/weights/travel", json!([]), "weights travel wrong-type"),
        one("/baseline/needs/0/team", json!(7), "baseline.needs[0] team wrong-type"),
        (
            vec![
                ("/needs/0/minutes", json!(true)),
                ("/needs/1/id", json!(2)),
                ("/horizon", json!("May")),
            ],
            vec![
                "horizon wrong-type",
                "needs[0] minutes wrong-type",
                "needs[1] id wrong-type",
            ],
        ),
    ]
}

fn references() -> Vec<Case> {
    vec![
        one(
            "/places/-",
            json!({"id": "campus", "x": 1, "y": 1}),
            "places[2] id duplicate-id",
        ),
        one(
            "/teams/-",
            json!({"id": "law-1", "home": "campus"}),
            "teams[2] id duplicate-id",
        ),
        (
            vec![("/sessions/1/id", json!("clinic-1"))],
            vec![
                "sessions[1] id duplicate-id",
                "requests[0] session unknown-session",
                "baseline.sessions[0] session unknown-session",
            ],
        ),
        one(
            "/needs/-",
            json!({"id": "need-1", "place": "campus", "minutes": 5, "windows": [], "unserved": 1}),
            "needs[2] id duplicate-id",
        ),
        one(
            "/continuity/-",
            json!({"id": "care", "needs": [], "max_teams": 1}),
            "continuity[1] id duplicate-id",
        ),
        one("/limits/2/id", json!("day-hours"), "limits[2] id duplicate-id"),
        one("/teams/0/home", json!("moon"), "teams[0] home unknown-place"),
        one("/sessions/0/place", json!("moon"), "sessions[0] place unknown-place"),
        one("/needs/1/place", json!("moon"), "needs[1] place unknown-place"),
        one(
            "/needs/0/allowed/0",
            json!("arts-1"),
            "needs[0] allowed[0] unknown-team",
        ),
        one(
            "/needs/0/excluded/0",
            json!("arts-1"),
            "needs[0] excluded[0] unknown-team",
        ),
        one(
            "/needs/0/preferred",
            json!({"arts-1": 3}),
            "needs[0] preferred.arts-1 unknown-team",
        ),
        one("/links/0/first", json!("need-9"), "links[0] first unknown-need"),
        one(
            "/continuity/0/needs/1",
            json!("need-9"),
            "continuity[0] needs[1] unknown-need",
        ),
        one("/requests/0/team", json!("arts-1"), "requests[0] team unknown-team"),
        one(
            "/requests/0/session",
            json!("clinic-9"),
            "requests[0] session unknown-session",
        ),
        one(
            "/fixed/0/session",
            json!("clinic-9"),
            "fixed[0] session unknown-session",
        ),
        one("/fixed/1/need", json!("need-9"), "fixed[1] need unknown-need"),
        one(
            "/baseline/sessions/0/team",
            json!("arts-1"),
            "baseline.sessions[0] team unknown-team",
        ),
    ]
}

fn times_of_sessions() -> Vec<Case> {
    vec![
        one(
            "/sessions/0/start",
            json!("2026-03-23 14:30"),
            "sessions[0] start not-a-time",
        ),
        one(
            "/sessions/0/end",
            json!("2026-03-23T17:30+01:00"),
            "sessions[0] end not-a-time",
        ),
        one(
            "/sessions/0/end",
            json!("2026-03-23T14:00"),
            "sessions[0] end interval-backwards",
        ),
        one(
            "/sessions/0/end",
            json!("2026-03-23T14:30"),
            "sessions[0] end empty-interval",
        ),
        one(
            "/sessions/0/start",
            json!("2026-03-22T14:30"),
            "sessions[0] end outside-horizon",
        ),
    ]
}

fn times_of_needs_and_teams() -> Vec<Case> {
    vec![
        one(
            "/needs/1/windows/0/1",
            json!("2026-03-29T02:30"),
            "needs[1] windows[0][1] time-does-not-exist",
        ),
        one(
            "/needs/1/windows/0/1",
            json!("2026-04-06T00:01"),
            "needs[1] windows[0] outside-horizon",
        ),
        one(
            "/needs/1/windows/0/1",
            json!("2026-03-29T00:29"),
            "needs[1] windows[0] window-too-short",
        ),
        // From 01:45 to 03:10 on the wall are 25 minutes in the night that loses an hour.
        one(
            "/needs/1/windows/0",
            json!(["2026-03-29T01:45", "2026-03-29T03:10"]),
            "needs[1] windows[0] window-too-short",
        ),
        one(
            "/needs/0/due",
            json!("2026-03-29T02:00"),
            "needs[0] due time-does-not-exist",
        ),
        far_from_horizon(),
        one(
            "/teams/1/available/0/0",
            json!("soon"),
            "teams[1] available[0][0] not-a-time",
        ),
        one(
            "/teams/1/available/0/0",
            json!("2026-03-30T00:00"),
            "teams[1] available[0] interval-backwards",
        ),
        one(
            "/teams/0/available/1/0",
            json!("2026-03-23T11:59"),
            "teams[0] available[1] overlapping-intervals",
        ),
        one(
            "/requests/1/during/1",
            json!("2026-03-23T07:00"),
            "requests[1] during interval-backwards",
        ),
        one(
            "/fixed/1/start",
            json!("2026-03-29T02:59"),
            "fixed[1] start time-does-not-exist",
        ),
        one(
            "/baseline/needs/0/start",
            json!("25:00"),
            "baseline.needs[0] start not-a-time",
        ),
    ]
}

/// Most of six thousand years in minutes do not fit in 32 bits.
fn far_from_horizon() -> Case {
    let lists = [
        "/teams",
        "/sessions",
        "/links",
        "/continuity",
        "/requests",
        "/fixed",
        "/baseline/sessions",
        "/baseline/needs",
    ];
    let mut edits: Vec<(&str, Value)> = lists.map(|list| (list, json!([]))).to_vec();
    let need =
        json!({"id": "need", "place": "campus", "minutes": 5, "windows": [], "unserved": 1, "due": "0001-01-01T00:00"});
    edits.push(("/needs", json!([need])));
    edits.push(("/horizon", json!({"start": "5990-01-01", "end": "5990-02-01"})));
    (edits, vec!["needs[0] due time-out-of-range"])
}

fn numbers() -> Vec<Case> {
    vec![
        one("/needs/0/minutes", json!(-1), "needs[0] minutes negative"),
        one("/needs/0/load", json!(-1), "needs[0] load negative"),
        one("/needs/0/unserved", json!(-1), "needs[0] unserved negative"),
        one("/needs/0/late", json!(HUGE), "needs[0] late out-of-range"),
        one(
            "/needs/0/preferred/medical-1",
            json!(-HUGE),
            "needs[0] preferred.medical-1 out-of-range",
        ),
        one("/teams/0/capacity", json!(-1), "teams[0] capacity negative"),
        one(
            "/teams/0/longest_outing",
            json!(1_i64 << 31),
            "teams[0] longest_outing out-of-range",
        ),
        one("/teams/0/skills/tuina", json!(-1), "teams[0] skills.tuina negative"),
        one(
            "/sessions/0/teams/target",
            json!(-1),
            "sessions[0] teams.target negative",
        ),
        one(
            "/sessions/0/teams/max",
            json!(1_i64 << 31),
            "sessions[0] teams.max out-of-range",
        ),
        one("/sessions/0/teams/under", json!(-1), "sessions[0] teams.under negative"),
        one("/sessions/0/mix/0/min", json!(-1), "sessions[0] mix[0].min negative"),
        one(
            "/sessions/0/mix/0/under",
            json!(HUGE),
            "sessions[0] mix[0].under out-of-range",
        ),
        one("/continuity/0/max_teams", json!(-1), "continuity[0] max_teams negative"),
        one("/requests/0/weight", json!(-1), "requests[0] weight negative"),
        one("/weights/change", json!(-1), "weights change negative"),
        (
            vec![
                ("/sessions/0/teams/target", json!(i32::MAX)),
                ("/sessions/0/teams/under", json!(HUGE - 1)),
            ],
            vec!["cost-overflow"],
        ),
    ]
}

fn relations() -> Vec<Case> {
    vec![
        one("/links/0/second", json!("need-1"), "links[0] second link-to-itself"),
        one("/links/0/max", json!(-1), "links[0] min min-above-max"),
        one("/links/0/weight", json!(-1), "links[0] weight negative"),
        one("/requests/0/session", json!("(remove)"), "requests[0] request-unclear"),
        one("/requests/1/session", json!("clinic-1"), "requests[1] request-unclear"),
    ]
}

fn limits() -> Vec<Case> {
    vec![
        one("/limits/0/per", json!("run"), "limits[0] per limit-combination"),
        one("/limits/0/per", json!("(remove)"), "limits[0] per limit-combination"),
        one("/limits/0/count", json!("weekends"), "limits[0] per limit-combination"),
        one("/limits/0/count", json!("days"), "limits[0] per limit-combination"),
        one("/limits/3/per", json!("term"), "limits[3] per limit-combination"),
        one("/limits/1/per", json!("day"), "limits[1] per limit-combination"),
        one("/limits/1/min", json!("(remove)"), "limits[1] min missing-bound"),
        one("/limits/0/max", json!("(remove)"), "limits[0] max missing-bound"),
        one("/limits/0/then", json!(["clinic"]), "limits[0] then senseless-field"),
        one("/limits/1/max", json!(900), "limits[1] max senseless-field"),
        one("/limits/3/target", json!(3), "limits[3] target senseless-field"),
        one("/limits/2/window", json!("(remove)"), "limits[2] window bad-window"),
        one("/limits/2/window", json!(0), "limits[2] window bad-window"),
        one("/limits/0/window", json!(7), "limits[0] window bad-window"),
        one("/limits/0/min", json!(301), "limits[0] min min-above-max"),
        one("/limits/0/max", json!(-1), "limits[0] max negative"),
        one("/limits/2/weight", json!(-1), "limits[2] weight negative"),
    ]
}

fn decisions() -> Vec<Case> {
    vec![
        one("/fixed/0/session", json!("(remove)"), "fixed[0] decision-unclear"),
        one("/fixed/0/need", json!("need-1"), "fixed[0] decision-unclear"),
        one("/fixed/1/start", json!("(remove)"), "fixed[1] start missing-start"),
        one(
            "/baseline/sessions/0",
            json!({"need": "need-1", "team": "law-1", "start": "2026-03-23T09:30"}),
            "baseline.sessions[0] decision-unclear",
        ),
        one(
            "/baseline/needs/0",
            json!({"session": "clinic-1", "team": "law-1"}),
            "baseline.needs[0] decision-unclear",
        ),
    ]
}
