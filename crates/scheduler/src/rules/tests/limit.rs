//! Counting rules.

use serde_json::{Value, json};

use super::{check, merged, session, with};

const DAYS: [&str; 4] = ["07", "08", "14", "15"];

/// An hour on each of the four free days, tagged `x`, and half an hour more on the first, tagged `y`.
fn limited(limit: Value) -> Value {
    let mut sessions: Vec<Value> = DAYS
        .iter()
        .map(|day| {
            let (start, end) = (format!("2026-09-{day}T09:00"), format!("2026-09-{day}T10:00"));
            merged(session(&format!("s{day}"), &start, &end), json!({"tags": ["x"]}))
        })
        .collect();
    sessions.push(merged(
        session("y", "2026-09-07T11:00", "2026-09-07T11:30"),
        json!({"tags": ["y"]}),
    ));
    // The first team alone is in the group, so that each expectation is one team's.
    let limit = merged(json!({"id": "l", "for": ["g"]}), limit);
    with(json!({"sessions": sessions, "limits": [limit]}))
}

const ALL: [(&str, &str, &str); 5] = [
    ("s07", "a", ""),
    ("y", "a", ""),
    ("s08", "a", ""),
    ("s14", "a", ""),
    ("s15", "a", ""),
];

#[test]
fn minutes_by_day_week_and_term() {
    check(
        limited(json!({"count": "minutes", "per": "day", "max": 60, "weight": 2})),
        &ALL,
        "limit",
        60,
        0,
    );
    check(
        limited(json!({"count": "minutes", "per": "week", "max": 100, "weight": 1})),
        &ALL,
        "limit",
        50 + 20,
        0,
    );
    check(
        limited(json!({"count": "minutes", "per": "term", "target": 300, "weight": 1})),
        &ALL,
        "limit",
        30,
        0,
    );
    check(
        limited(json!({"count": "minutes", "per": "week", "max": 100})),
        &ALL,
        "limit",
        0,
        2,
    );
}

#[test]
fn a_minimum_holds_in_every_bucket_worked_or_not() {
    check(
        limited(json!({"count": "minutes", "per": "week", "min": 50, "weight": 1})),
        &[],
        "limit",
        100,
        0,
    );
    check(
        limited(json!({"count": "minutes", "per": "day", "min": 1, "weight": 1})),
        &ALL,
        "limit",
        10,
        0,
    );
    check(
        limited(json!({"count": "activities", "per": "term", "min": 6})),
        &ALL,
        "limit",
        0,
        1,
    );
}

#[test]
fn tags_choose_what_counts() {
    let of = |tag: &str| limited(json!({"count": "activities", "per": "day", "of": [tag], "max": 0, "weight": 1}));
    check(of("x"), &ALL, "limit", 4, 0);
    check(of("y"), &ALL, "limit", 1, 0);
}

#[test]
fn days_and_rolling_windows() {
    check(
        limited(json!({"count": "days", "per": "week", "max": 1, "weight": 3})),
        &ALL,
        "limit",
        6,
        0,
    );
    // Windows of eight dates: those from the 7th to the 13th; the first holds both of 7, 8 and 14, the second 8, 14 and 15.
    check(
        limited(json!({"count": "days", "per": "window", "window": 8, "max": 2, "weight": 1})),
        &ALL,
        "limit",
        2,
        0,
    );
    let minutes = json!({"count": "minutes", "per": "window", "window": 2, "max": 100, "weight": 1});
    check(limited(minutes), &ALL, "limit", 50 + 20, 0);
}

#[test]
fn weekends_without_work_are_none() {
    check(
        limited(json!({"count": "weekends", "per": "term", "target": 2, "weight": 5})),
        &ALL,
        "limit",
        10,
        0,
    );
}

#[test]
fn runs_of_work_and_of_free_dates() {
    check(
        limited(json!({"count": "days", "per": "run", "max": 1, "weight": 4})),
        &ALL,
        "limit",
        8,
        0,
    );
    // The first run touches the horizon's first date and is not held to the minimum; the second is two long.
    check(
        limited(json!({"count": "days", "per": "run", "min": 3, "weight": 4})),
        &ALL,
        "limit",
        4,
        0,
    );
    // Free: 9 to 13 (five), 16 to 20 (five, at the end).
    check(
        limited(json!({"count": "days_off", "per": "run", "max": 4, "weight": 1})),
        &ALL,
        "limit",
        2,
        0,
    );
    check(
        limited(json!({"count": "days_off", "per": "run", "min": 7, "weight": 1})),
        &ALL,
        "limit",
        2,
        0,
    );
}
