//! Places, people, teams and timetables.

use super::Edit::Row;
use super::{Case, cell, one};

pub fn cases() -> Vec<Case> {
    [places_and_people(), teams(), timetables()].concat()
}

fn places_and_people() -> Vec<Case> {
    vec![
        one(Row("places", "a/b,B,0,0,,"), "places.csv row 5 id not-an-id"),
        cell("places", 3, "x", "300 m", "not-a-number"),
        cell("places", 3, "y", "NaN", "not-a-number"),
        cell("places", 4, "y", "1e300", "out-of-range"),
        cell("people", 2, "team", "med-2", "unknown-team"),
        cell("people", 2, "role", "boss", "unknown-role"),
        cell("people", 3, "name", "", "missing-value"),
    ]
}

fn teams() -> Vec<Case> {
    vec![
        cell("teams", 2, "home", "moon", "unknown-place"),
        cell("teams", 2, "quorum", "4", "quorum-above-members"),
        cell("teams", 3, "quorum", "3", "quorum-above-members"),
        cell("teams", 2, "quorum", "0", "zero"),
        cell("teams", 2, "quorum", "two", "not-a-whole-number"),
        cell("teams", 2, "quorum", "1.5", "not-a-whole-number"),
        cell("teams", 2, "capacity", "-1", "negative-number"),
        cell("teams", 2, "longest_outing", "3000000000", "out-of-range"),
        cell("teams", 2, "skills", "tuina:high", "not-a-skill"),
        cell("teams", 2, "skills", "tuina:0", "not-a-skill"),
        cell("teams", 2, "skills", "tuina:2;tuina:1", "entry-twice"),
        one(
            Row("teams", "arts-1,Arts,arts,campus,paint,1,,,"),
            "teams.csv row 4 quorum quorum-above-members",
        ),
    ]
}

fn timetables() -> Vec<Case> {
    vec![
        cell("timetables", 2, "person", "s9", "unknown-person"),
        cell("timetables", 2, "weekday", "0", "not-a-weekday"),
        cell("timetables", 2, "weekday", "周八", "not-a-weekday"),
        cell("timetables", 2, "start", "8h", "not-a-time"),
        cell("timetables", 2, "start", "24:00", "not-a-time"),
        cell("timetables", 2, "end", "08:00", "end-before-start"),
        cell("timetables", 2, "weeks", "1-5", "not-weeks"),
        cell("timetables", 2, "weeks", "0-2", "not-weeks"),
        cell("timetables", 2, "weeks", "3-2", "not-weeks"),
        cell("timetables", 2, "weeks", "2 odd", "not-weeks"),
        cell("timetables", 2, "weeks", "some", "not-weeks"),
        cell("timetables", 2, "weeks", ";", "not-weeks"),
    ]
}
