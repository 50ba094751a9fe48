//! Residents' needs.

use super::Edit::{Cell, Row, Text};
use super::{Case, cell, many, one};

pub fn cases() -> Vec<Case> {
    [numbers(), windows(), teams(), links()].concat()
}

fn numbers() -> Vec<Case> {
    vec![
        cell("needs", 2, "minutes", "45 min", "not-a-whole-number"),
        cell("needs", 2, "minutes", "0", "zero"),
        cell("needs", 2, "minutes", "-45", "negative-number"),
        cell("needs", 2, "minutes", "9999999999", "out-of-range"),
        cell("needs", 2, "unserved", "9999999999999999999999", "not-a-whole-number"),
        cell("needs", 2, "late", "-5", "negative-number"),
        cell("needs", 2, "load", "-1", "negative-number"),
        cell("needs", 2, "skills", "tuina:-1", "not-a-skill"),
        cell("needs", 2, "place", "block-2", "unknown-place"),
    ]
}

fn windows() -> Vec<Case> {
    vec![
        cell("needs", 2, "from", "2026-02-30", "not-a-date"),
        cell("needs", 2, "to", "2026-03-09", "end-before-start"),
        cell("needs", 2, "from", "2026-03-08", "outside-the-term"),
        cell("needs", 3, "to", "2026-04-06", "outside-the-term"),
        many(
            vec![
                Cell("needs", 4, "from", "2026-03-08"),
                Cell("needs", 4, "to", "2026-04-06"),
            ],
            vec![
                "needs.csv row 4 from outside-the-term",
                "needs.csv row 4 to outside-the-term",
            ],
        ),
        cell("needs", 4, "hours", "09:00", "not-a-time-range"),
        cell("needs", 4, "hours", "09:00-08:00", "not-a-time-range"),
        cell("needs", 4, "hours", "08:00-09:00;08:30-10:00", "hours-overlap"),
        one(
            Cell("needs", 4, "minutes", "31"),
            "needs.csv row 4 hours window-too-short",
        ),
        one(
            Cell("needs", 2, "minutes", "241"),
            "needs.csv row 2 hours window-too-short",
        ),
        // From 01:00 to 04:00 are but two hours on 29 March, and 02:30 is no time of that day.
        one(
            Row(
                "needs",
                "night,x,room,150,2026-03-28,2026-03-30,01:00-04:00,,1,,,,,,,,,,,,,",
            ),
            "needs.csv row 5 hours window-too-short",
        ),
        one(
            Row(
                "needs",
                "night,x,room,30,2026-03-28,2026-03-30,02:30-04:00,,1,,,,,,,,,,,,,",
            ),
            "needs.csv row 5 hours no-such-time",
        ),
        one(
            Row("needs", "fri,x,room,30,2026-04-03,2026-04-03,,,1,,,,,,,,,,,,,"),
            "needs.csv row 5 to holidays-only",
        ),
        cell("needs", 2, "due", "tomorrow", "not-a-moment"),
        cell("needs", 2, "due", "2026-03-29 02:30", "no-such-time"),
        cell("needs", 2, "due", "", "late-without-due"),
        // A block that is too short for a visit is no window; it is no mistake while another is long enough.
        many(
            vec![Text("term.toml", "[\"14:00\", \"18:00\"]", "[\"14:00\", \"14:30\"]")],
            vec![],
        ),
    ]
}

fn teams() -> Vec<Case> {
    vec![
        cell("needs", 3, "teams", "med-1;law-2", "unknown-team"),
        cell("needs", 4, "excluded", "med-9", "unknown-team"),
        cell("needs", 2, "preferred", "law:10", "unknown-team"),
        cell("needs", 2, "preferred", "law-1", "not-a-price"),
        cell("needs", 2, "preferred", "law-1:281474976710656", "not-a-price"),
        cell("needs", 2, "preferred", "law-1:1;law-1:2", "entry-twice"),
    ]
}

fn links() -> Vec<Case> {
    vec![
        cell("needs", 3, "after", "elbow", "unknown-need"),
        cell("needs", 3, "after", "knee-2", "follows-itself"),
        one(
            Cell("needs", 3, "after", ""),
            "needs.csv row 3 gap_min link-without-need",
        ),
        one(
            Cell("needs", 3, "gap_min", "43201"),
            "needs.csv row 3 gap_max gap-reversed",
        ),
        cell("needs", 3, "gap_max", "a week", "not-a-whole-number"),
        cell("needs", 3, "gap_max", "4294967296", "out-of-range"),
        cell("needs", 3, "same_team", "both", "unknown-choice"),
        cell("needs", 3, "link_weight", "-1", "negative-number"),
        cell("needs", 3, "together", "maybe", "not-yes-or-no"),
    ]
}
