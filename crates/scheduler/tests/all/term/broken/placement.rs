//! Positions, choices, rankings, placements, and the settings of placing.

use super::Case;
use super::Edit::{self, File, Text};
use super::{many, one};

/// A table of positions: one for students, one for teams, and a last row.
fn position(row: &str) -> Edit {
    let header = "id,host,for,capacity,minimum,hours,times,weeks";
    let rows = "ward,clinic,,2,,,,\ndesk,centre,team,1,,monday,,\n";
    File("positions.csv", format!("{header}\n{rows}{row}").into_bytes())
}

fn choices(rows: &str) -> Vec<Edit> {
    let table = format!("applicant,position,rank\n{rows}\n");
    vec![position(""), File("choices.csv", table.into_bytes())]
}

fn rankings(rows: &str) -> Vec<Edit> {
    let table = format!("applicant,position,rank\n{rows}\n");
    vec![position(""), File("rankings.csv", table.into_bytes())]
}

fn placements(rows: &str) -> Vec<Edit> {
    let table = format!("applicant,position,fixed\n{rows}\n");
    vec![position(""), File("placements.csv", table.into_bytes())]
}

pub fn cases() -> Vec<Case> {
    [positions(), pairs(), settings()].concat()
}

fn positions() -> Vec<Case> {
    let of = |row: &str, fault: &str| one(position(row), &format!("positions.csv row 4 {fault}"));
    vec![
        of("x,,,1,,,,", "host missing-value"),
        of("ward,clinic,,1,,,,", "id duplicate-id"),
        of("x,clinic,dog,1,,,,", "for unknown-choice"),
        of("x,clinic,,0,,,,", "capacity zero"),
        of("x,clinic,,1,2,,,", "minimum min-above-max"),
        of("x,clinic,team,1,,mondy,,", "hours unknown-hour"),
        of("x,clinic,学生,1,,monday,,", "hours hours-for-students"),
        of("x,clinic,,1,,,monday,", "times not-weekly-times"),
        of("x,clinic,,1,,,monday 10:00-09:00,", "times not-weekly-times"),
        of("x,clinic,,1,,,,9", "weeks not-weeks"),
    ]
}

fn pairs() -> Vec<Case> {
    vec![
        many(choices("s9,ward,1"), vec!["choices.csv row 2 applicant unknown-person"]),
        many(
            choices("med-1,ward,1"),
            vec!["choices.csv row 2 applicant unknown-person"],
        ),
        many(choices("s1,desk,1"), vec!["choices.csv row 2 applicant unknown-team"]),
        many(
            choices("s1,word,1"),
            vec!["choices.csv row 2 position unknown-position"],
        ),
        many(choices("s1,ward,0"), vec!["choices.csv row 2 rank zero"]),
        many(
            choices("s1,ward,1\ns1,ward,2"),
            vec!["choices.csv row 3 position choice-twice"],
        ),
        many(
            rankings("s1,ward,1\ns1,ward,1"),
            vec!["rankings.csv row 3 position choice-twice"],
        ),
        many(rankings("s1,ward,"), vec!["rankings.csv row 2 rank missing-value"]),
        many(
            placements("s1,ward,perhaps"),
            vec!["placements.csv row 2 fixed not-yes-or-no"],
        ),
        many(
            placements("s1,ward,yes\ns1,ward,no"),
            vec!["placements.csv row 3 applicant placed-twice"],
        ),
    ]
}

fn settings() -> Vec<Case> {
    let add = |text: &str, fault: &str| {
        let first: &'static str = "[[limits]]\nid = \"week-hours\"";
        let text: &'static str = String::leak(format!("{text}\n\n{first}"));
        one(Text("term.toml", first, text), &format!("term.toml {fault}"))
    };
    vec![
        add("[placement]\naims = 1", "placement aims unknown-key"),
        add("[placement]\naim = \"nice\"", "placement aim unknown-choice"),
        add("[placement]\nhosts = 1", "placement hosts wrong-type"),
        add(
            "[[placement.hosts]]\nid = \"clinic\"\nroom = 1",
            "placement.hosts[0] room unknown-key",
        ),
        add("[[placement.hosts]]\ncapacity = 1", "placement.hosts[0] bad-row"),
        add(
            "[[placement.hosts]]\nid = \"clinic\"\n[[placement.hosts]]\nid = \"clinic\"",
            "placement.hosts[1] id duplicate-id",
        ),
    ]
}
