//! What teams are formed by: skills, friends, people to keep apart, and the table of kinds.

use super::Case;
use super::Edit::{File, Text};
use super::{many, one};

const PEOPLE: &str = "id,name,college,team,role,skills,experienced,friends,apart\n\
    s1,Ann,medical,med-1,leader,,,,\ns2,Ben,medical,med-1,,,,,\ns3,Cai,medical,med-1,,,,,\n\
    s4,Dan,law,law-1,,,,,\ns5,Eve,law,law-1,,,,,\n";

/// The people, with one more in row 7.
fn person(row: &str) -> super::Edit {
    File("people.csv", format!("{PEOPLE}{row}\n").into_bytes())
}

/// A table of kinds with one row.
fn kind(row: &str) -> super::Edit {
    let header = "id,college,from,teams,min,max,mix,quorum,home,least,short";
    File("formation.csv", format!("{header}\n{row}\n").into_bytes())
}

pub fn cases() -> Vec<Case> {
    [people(), kinds(), settings()].concat()
}

fn people() -> Vec<Case> {
    let of = |row: &str, fault: &str| {
        let lessons = File("timetables.csv", b"person,weekday,start,end\n".to_vec());
        many(vec![person(row), lessons], vec![fault])
    };
    vec![
        of("s6,Fay,law,,,tuina:0,,,", "people.csv row 7 skills not-a-skill"),
        of("s6,Fay,law,,,,maybe,,", "people.csv row 7 experienced not-yes-or-no"),
        of("s6,Fay,law,,,,,s1;s9,", "people.csv row 7 friends unknown-person"),
        of("s6,Fay,law,,,,,,s9", "people.csv row 7 apart unknown-person"),
        of("s6,Fay,law,,,,,s6,", "people.csv row 7 friends names-oneself"),
        of("s6,Fay,law,,,,,s1;s2,s3；s2", "people.csv row 7 apart friend-and-apart"),
    ]
}

fn kinds() -> Vec<Case> {
    vec![
        one(
            kind("new,law,,1,2,,,,campus,,"),
            "formation.csv row 2 max missing-value",
        ),
        one(
            kind("new,law,,1,3,2,,,campus,,"),
            "formation.csv row 2 min min-above-max",
        ),
        one(kind("new,law,,1,0,2,,,campus,,"), "formation.csv row 2 min zero"),
        one(
            kind("new,law,,1001,1,2,,,campus,,"),
            "formation.csv row 2 teams out-of-range",
        ),
        one(
            kind("new,law,,1,2,3,,3,campus,,"),
            "formation.csv row 2 quorum quorum-above-members",
        ),
        one(
            kind("new,law,,1,2,3,tuina:2,,campus,,"),
            "formation.csv row 2 mix not-a-mix",
        ),
        one(
            kind("new,law,,1,2,3,tuina:2 x4,,campus,,"),
            "formation.csv row 2 mix mix-above-size",
        ),
        one(
            kind("new,law,,1,2,3,,,moon,,"),
            "formation.csv row 2 home unknown-place",
        ),
        one(
            kind("new,law,,1,2,3,,,campus,60,"),
            "formation.csv row 2 short short-without-least",
        ),
        one(
            kind("new,arts,,1,2,3,,,campus,,"),
            "formation.csv row 2 college unknown-college",
        ),
        one(
            kind("new,arts,law;lwa,1,2,3,,,campus,,"),
            "formation.csv row 2 from unknown-college",
        ),
        many(
            vec![kind("new,law,,1,2,3,,,campus,,\nnew,law,,1,2,3,,,campus,-1,1")],
            vec![
                "formation.csv row 3 id duplicate-id",
                "formation.csv row 3 least negative-number",
            ],
        ),
    ]
}

fn settings() -> Vec<Case> {
    let add = |line: &'static str| Text("term.toml", "[[limits]]\nid = \"week-hours\"", line);
    vec![
        one(
            add("[formation]\nfriends = 1\n\n[[limits]]\nid = \"week-hours\""),
            "term.toml formation friends unknown-key",
        ),
        one(
            add("[formation]\nfriend = -1\n\n[[limits]]\nid = \"week-hours\""),
            "term.toml formation friend out-of-range",
        ),
    ]
}
