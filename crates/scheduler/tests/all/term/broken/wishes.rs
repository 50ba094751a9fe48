//! Teams' wishes.

use super::Edit::Cell;
use super::{Case, cell, many, one};

pub fn cases() -> Vec<Case> {
    vec![
        cell("wishes", 2, "team", "med-9", "unknown-team"),
        cell("wishes", 2, "hour", "sunday", "unknown-hour"),
        one(
            Cell("wishes", 2, "date", "2026-03-11"),
            "wishes.csv row 2 hour hour-and-interval",
        ),
        cell("wishes", 3, "date", "16 March", "not-a-date"),
        cell("wishes", 3, "date", "2026-04-06", "outside-the-term"),
        cell("wishes", 3, "end", "08:00", "end-before-start"),
        cell("wishes", 3, "end", "", "missing-value"),
        cell("wishes", 2, "want", "gladly", "not-yes-or-no"),
        cell("wishes", 2, "weight", "-8", "negative-number"),
        cell("wishes", 2, "weight", "281474976710656", "out-of-range"),
        many(
            vec![
                Cell("wishes", 3, "date", "2026-03-29"),
                Cell("wishes", 3, "start", "02:30"),
            ],
            vec!["wishes.csv row 3 start no-such-time"],
        ),
        many(
            vec![Cell("wishes", 2, "hour", "")],
            vec![
                "wishes.csv row 2 date missing-value",
                "wishes.csv row 2 start missing-value",
                "wishes.csv row 2 end missing-value",
            ],
        ),
    ]
}
