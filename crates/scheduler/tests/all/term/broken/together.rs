//! Several mistakes at once: all are told, and none for what another has caused.

use super::Edit::{Cell, File, NoFile, Row, Text};
use super::{Case, many};

pub fn cases() -> Vec<Case> {
    [everywhere(), followed()].concat()
}

/// One in each file.
fn everywhere() -> Vec<Case> {
    let edits = vec![
        Text("term.toml", "travel = 1", "travel = -1"),
        Cell("places", 3, "x", "near"),
        Cell("people", 2, "role", "boss"),
        Cell("teams", 2, "quorum", "4"),
        Cell("timetables", 2, "end", "07:00"),
        Cell("hours", 2, "target", "9"),
        Cell("needs", 4, "to", "2026-03-19"),
        Cell("wishes", 2, "want", "?"),
        File("calendars/s3.ics", b"?".to_vec()),
        Cell("fixed", 2, "team", "med-2"),
        Text("baseline.json", "friday-0313", "friday-0315"),
    ];
    let faults = vec![
        "term.toml weights travel out-of-range",
        "places.csv row 3 x not-a-number",
        "people.csv row 2 role unknown-role",
        "teams.csv row 2 quorum quorum-above-members",
        "timetables.csv row 2 end end-before-start",
        "hours.csv row 2 target target-above-max",
        "needs.csv row 4 to end-before-start",
        "wishes.csv row 2 want not-yes-or-no",
        "calendars/s3.ics line 1 not-a-calendar",
        "fixed.csv row 2 team unknown-team",
        "baseline.json sessions[0] session unknown-session",
    ];
    let row = many(
        vec![Row(
            "needs",
            "n,,moon,x,2026-13-01,,9-8,a:b,-1,now,-1,-1,no,no,no,no,2,1,no,-1,no?,",
        )],
        vec![
            "needs.csv row 5 kind missing-value",
            "needs.csv row 5 place unknown-place",
            "needs.csv row 5 minutes not-a-whole-number",
            "needs.csv row 5 from not-a-date",
            "needs.csv row 5 to missing-value",
            "needs.csv row 5 unserved negative-number",
            "needs.csv row 5 hours not-a-time-range",
            "needs.csv row 5 skills not-a-skill",
            "needs.csv row 5 due not-a-moment",
            "needs.csv row 5 late negative-number",
            "needs.csv row 5 load negative-number",
            "needs.csv row 5 preferred not-a-price",
            "needs.csv row 5 teams unknown-team",
            "needs.csv row 5 excluded unknown-team",
            "needs.csv row 5 same_team unknown-choice",
            "needs.csv row 5 link_weight negative-number",
            "needs.csv row 5 together not-yes-or-no",
            "needs.csv row 5 gap_max gap-reversed",
            "needs.csv row 5 after unknown-need",
        ],
    );
    vec![many(edits, faults), row]
}

/// Rows with a mistake are named by others, which have none.
fn followed() -> Vec<Case> {
    vec![
        many(
            vec![Cell("places", 2, "name", "")],
            vec!["places.csv row 2 name missing-value"],
        ),
        many(
            vec![Cell("people", 2, "college", "")],
            vec!["people.csv row 2 college missing-value"],
        ),
        many(
            vec![Cell("teams", 2, "skills", "")],
            vec!["teams.csv row 2 skills missing-value"],
        ),
        many(
            vec![Cell("hours", 4, "place", "moon"), Cell("hours", 3, "end", "")],
            vec![
                "hours.csv row 3 end missing-value",
                "hours.csv row 4 place unknown-place",
            ],
        ),
        many(
            vec![Cell("needs", 2, "kind", "")],
            vec!["needs.csv row 2 kind missing-value"],
        ),
        many(
            vec![
                NoFile("term.toml"),
                Cell("fixed", 2, "team", "x"),
                Cell("fixed", 3, "need", "y"),
            ],
            vec![
                "term.toml missing-file",
                "fixed.csv row 2 team unknown-team",
                "fixed.csv row 3 need unknown-need",
            ],
        ),
        // A member whose row has a mistake still counts to the quorum.
        many(
            vec![Row("people", "s6,Gus,law,law-1,"), Cell("teams", 3, "quorum", "3")],
            vec!["people.csv row 9 id duplicate-id"],
        ),
    ]
}
