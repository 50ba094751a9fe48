//! Absences and exclusions.

use super::Case;
use super::Edit::File;
use super::{many, one};

fn table(name: &'static str, header: &str, row: &str) -> super::Edit {
    File(name, format!("{header}\n{row}\n").into_bytes())
}

fn absence(row: &str) -> super::Edit {
    table("absences.csv", "person,team,start,end,reason", row)
}

fn exclusion(row: &str) -> super::Edit {
    table("excluded.csv", "session,need,team,reason", row)
}

pub fn cases() -> Vec<Case> {
    vec![
        one(
            absence("s99,,2026-03-10 08:00,2026-03-10 12:00,"),
            "absences.csv row 2 person unknown-person",
        ),
        one(
            absence(",med-9,2026-03-10 08:00,2026-03-10 12:00,"),
            "absences.csv row 2 team unknown-team",
        ),
        one(
            absence("s1,med-1,2026-03-10 08:00,2026-03-10 12:00,"),
            "absences.csv row 2 person person-or-team",
        ),
        one(
            absence(",,2026-03-10 08:00,2026-03-10 12:00,"),
            "absences.csv row 2 person person-or-team",
        ),
        one(
            absence("s1,,2026-03-10 12:00,2026-03-10 08:00,"),
            "absences.csv row 2 end end-before-start",
        ),
        one(
            absence("s1,,2026-03-29 02:30,2026-03-29 12:00,"),
            "absences.csv row 2 start no-such-time",
        ),
        one(
            absence("s1,,someday,2026-03-29 12:00,"),
            "absences.csv row 2 start not-a-moment",
        ),
        one(
            exclusion("monday-0317,,med-1,"),
            "excluded.csv row 2 session unknown-session",
        ),
        one(exclusion(",nobody,med-1,"), "excluded.csv row 2 need unknown-need"),
        many(
            vec![exclusion("monday-0316,knee,med-9,")],
            vec![
                "excluded.csv row 2 team unknown-team",
                "excluded.csv row 2 session session-or-need",
            ],
        ),
    ]
}
