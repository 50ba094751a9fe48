//! What can be wrong with any table: headers, columns, cells that are empty or too many, ids.

use super::Edit::{File, NoColumn, Row, Text};
use super::{Case, cell, many, one};

pub fn cases() -> Vec<Case> {
    [headers(), columns(), cells(), ids()].concat()
}

fn headers() -> Vec<Case> {
    vec![
        one(
            Text("people.csv", "role", "rôle"),
            "people.csv row 1 rôle unknown-column",
        ),
        many(
            vec![Text("places.csv", "name,", "nane,")],
            vec![
                "places.csv row 1 nane unknown-column",
                "places.csv row 1 name missing-column",
            ],
        ),
        one(
            Text("teams.csv", ",groups", ",名称"),
            "teams.csv row 1 name column-twice",
        ),
        one(
            Text("people.csv", "role", ""),
            "people.csv row 1 column 5 untitled-column",
        ),
        many(vec![File("wishes.csv", "team,want,weight\n\n\n".into())], vec![]),
        many(
            vec![File("wishes.csv", "\n\nteam,want,weight\nmed-1,yes,1\n".into())],
            vec![
                "wishes.csv row 4 date missing-value",
                "wishes.csv row 4 start missing-value",
                "wishes.csv row 4 end missing-value",
            ],
        ),
    ]
}

/// Without its column a cell is not faulted in every row again, and nobody is faulted for naming a row whose id is unknown.
fn columns() -> Vec<Case> {
    vec![
        one(NoColumn("places", "x"), "places.csv row 1 x missing-column"),
        one(NoColumn("places", "id"), "places.csv row 1 id missing-column"),
        one(NoColumn("people", "id"), "people.csv row 1 id missing-column"),
        one(NoColumn("people", "team"), "people.csv row 1 team missing-column"),
        one(NoColumn("teams", "id"), "teams.csv row 1 id missing-column"),
        one(NoColumn("teams", "quorum"), "teams.csv row 1 quorum missing-column"),
        one(
            NoColumn("timetables", "person"),
            "timetables.csv row 1 person missing-column",
        ),
        one(NoColumn("hours", "id"), "hours.csv row 1 id missing-column"),
        one(NoColumn("hours", "max"), "hours.csv row 1 max missing-column"),
        one(NoColumn("needs", "id"), "needs.csv row 1 id missing-column"),
        one(NoColumn("needs", "minutes"), "needs.csv row 1 minutes missing-column"),
        one(NoColumn("wishes", "want"), "wishes.csv row 1 want missing-column"),
        one(NoColumn("fixed", "team"), "fixed.csv row 1 team missing-column"),
        many(
            vec![NoColumn("people", "role"), NoColumn("timetables", "course")],
            vec![],
        ),
    ]
}

fn cells() -> Vec<Case> {
    vec![
        cell("places", 2, "name", " ", "missing-value"),
        cell("people", 8, "id", "", "missing-value"),
        cell("teams", 3, "college", "", "missing-value"),
        cell("hours", 2, "kind", "\u{3000}", "missing-value"),
        cell("needs", 4, "to", "", "missing-value"),
        cell("wishes", 2, "weight", "", "missing-value"),
        one(Row("people", "s7,Jo,law,law-1,,x"), "people.csv row 9 too-many-cells"),
        many(
            vec![
                Row("places", "yard,Yard, behind the house,1,2,,house"),
                Row("places", "gate,Gate,1,2,,,,"),
            ],
            vec!["places.csv row 5 too-many-cells", "places.csv row 5 x not-a-number"],
        ),
        // A row is a row however many lines its cells have.
        many(
            vec![
                Row("people", "s7,\"Jo\nand\nco\",law,,"),
                Row("people", ""),
                Row("people", "s8,Kim,,,"),
            ],
            vec!["people.csv row 11 college missing-value"],
        ),
    ]
}

fn ids() -> Vec<Case> {
    vec![
        one(Row("places", "campus,Again,1,1,,"), "places.csv row 5 id duplicate-id"),
        one(
            Row("people", "s1,Twin,medical,med-1,"),
            "people.csv row 9 id duplicate-id",
        ),
        one(
            Row("teams", "med-1,Again,law,campus,advice,1,,,"),
            "teams.csv row 4 id duplicate-id",
        ),
        one(
            Row("hours", "fair,event,,room,,2026-03-22,10:00,12:00,,,1,1,1,,,"),
            "hours.csv row 7 id duplicate-id",
        ),
        one(
            Row("needs", "knee,x,room,10,2026-03-20,2026-03-20,,,1,,,,,,,,,,,,,"),
            "needs.csv row 5 id duplicate-id",
        ),
    ]
}
