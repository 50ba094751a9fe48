//! Clinic hours and single events.

use super::Edit::{Cell, Row, Text};
use super::{Case, cell, many, one};

pub fn cases() -> Vec<Case> {
    [times(), dates(), staffing()].concat()
}

fn times() -> Vec<Case> {
    vec![
        cell("hours", 2, "start", "half past two", "not-a-time"),
        cell("hours", 2, "end", "14:30", "end-before-start"),
        // 02:30 does not exist on Sunday, 29 March.
        one(
            Row("hours", "night,x,,room,sunday,,02:30,04:00,,,1,1,1,,,"),
            "hours.csv row 7 start no-such-time",
        ),
        one(
            Row("hours", "night,x,,room,,2026-03-29,01:00,02:00,,,1,1,1,,,"),
            "hours.csv row 7 end no-such-time",
        ),
        many(
            vec![Row("hours", "night,x,,room,sunday,,02:30,04:00,1-2;4,,1,1,1,,,")],
            vec![],
        ),
        many(
            vec![
                Row("hours", "night,x,,room,sunday,,02:30,04:00,,,1,1,1,,,"),
                Text("term.toml", "Europe/Berlin", "Asia/Shanghai"),
            ],
            vec![],
        ),
    ]
}

fn dates() -> Vec<Case> {
    vec![
        cell("hours", 2, "weekday", "someday", "not-a-weekday"),
        cell("hours", 2, "weekday", "", "no-weekday-or-date"),
        one(
            Cell("hours", 6, "weekday", "6"),
            "hours.csv row 6 date weekday-and-date",
        ),
        cell("hours", 6, "date", "21.03.", "not-a-date"),
        cell("hours", 6, "date", "2026-04-06", "outside-the-term"),
        cell("hours", 6, "date", "2026-04-03", "never-open"),
        cell("hours", 2, "weeks", "1-16", "not-weeks"),
        // Friday of the fourth week is a holiday; Saturday of the first follows another weekday.
        one(
            Row("hours", "late,x,,room,fri,,09:00,10:00,4,,1,1,1,,,"),
            "hours.csv row 7 weekday never-open",
        ),
        one(
            Row("hours", "sat,x,,room,sat,,09:00,10:00,1,,1,1,1,,,"),
            "hours.csv row 7 weekday never-open",
        ),
        one(
            Row("hours", "monday-0316,x,,room,,2026-03-20,09:00,10:00,,,1,1,1,,,"),
            "hours.csv row 7 id duplicate-session",
        ),
    ]
}

fn staffing() -> Vec<Case> {
    vec![
        cell("hours", 2, "place", "room2", "unknown-place"),
        cell("hours", 2, "target", "3", "target-above-max"),
        cell("hours", 2, "max", "many", "not-a-whole-number"),
        cell("hours", 2, "under", "-240", "negative-number"),
        cell("hours", 2, "over", "281474976710656", "out-of-range"),
        cell("hours", 2, "max", "2147483648", "out-of-range"),
        cell("hours", 2, "skills", ":2", "not-a-skill"),
        cell("hours", 2, "mix", "tuina:2", "not-a-mix"),
        cell("hours", 2, "mix", "tuina:2 x0", "not-a-mix"),
        cell("hours", 2, "mix", "tuina:2 x99999999999", "not-a-mix"),
        cell("hours", 2, "mix_under", "-1", "negative-number"),
    ]
}
