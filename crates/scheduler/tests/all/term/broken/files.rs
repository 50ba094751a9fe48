//! Files that are missing, unreadable, or nobody's.

use super::Edit::{Cell, File, NoFile, Row, Text};
use super::{Case, many, one};

pub fn cases() -> Vec<Case> {
    [missing(), encodings(), calendars()].concat()
}

fn missing() -> Vec<Case> {
    vec![
        one(NoFile("term.toml"), "term.toml missing-file"),
        one(NoFile("places.csv"), "places.csv missing-table"),
        one(NoFile("people.csv"), "people.csv missing-table"),
        one(NoFile("teams.csv"), "teams.csv missing-table"),
        one(NoFile("hours.csv"), "hours.csv missing-table"),
        // Without needs there are none, and what names one is at fault.
        many(
            vec![NoFile("needs.csv")],
            vec![
                "fixed.csv row 3 need unknown-need",
                "baseline.json needs[0] need unknown-need",
            ],
        ),
        many(
            vec![NoFile("wishes.csv"), NoFile("fixed.csv"), NoFile("timetables.csv")],
            vec![],
        ),
        one(File("need.csv", b"id,kind\n".to_vec()), "need.csv unknown-file"),
        one(File("Teams.xlsx", Vec::new()), "Teams.xlsx unknown-file"),
        many(
            vec![
                File("~$term.xlsx", b"lock".to_vec()),
                File("README.md", b"# Spring".to_vec()),
                File("notes.txt", Vec::new()),
            ],
            vec![],
        ),
    ]
}

/// `学院` in Big5, `é` in Latin-1, and UTF-16: none of them UTF-8 or GB18030.
fn encodings() -> Vec<Case> {
    let neither = b"id,name,x,y\ncampus,caf\xe9,0,0\nroom,caf\xe9 \xff,0,0\n".to_vec();
    let utf_16 = b"\xff\xfei\0d\0".to_vec();
    vec![
        one(File("places.csv", neither.clone()), "places.csv wrong-encoding"),
        one(File("wishes.csv", utf_16), "wishes.csv wrong-encoding"),
        one(File("teams.csv", b"id,\0".to_vec()), "teams.csv wrong-encoding"),
        one(File("term.toml", neither), "term.toml wrong-encoding"),
        one(File("needs.csv", b"\xef\xbb\xbf".to_vec()), "needs.csv empty-table"),
        one(File("people.csv", Vec::new()), "people.csv empty-table"),
        many(
            vec![
                File("hours.csv", b"\xff\xff".to_vec()),
                Cell("wishes", 3, "weight", "-3"),
            ],
            vec!["hours.csv wrong-encoding", "wishes.csv row 3 weight negative-number"],
        ),
    ]
}

fn calendars() -> Vec<Case> {
    vec![
        one(
            File("calendars/s3.ics", b"\xff".to_vec()),
            "calendars/s3.ics not-a-calendar",
        ),
        many(
            vec![
                File(
                    "calendars/s1.ics",
                    b"hello\nbusy 2026-03-11T08:00:00 2026-03-11T12:00:00\nbusy now then\n".to_vec(),
                ),
                Row("timetables", "s1,monday,08:00,10:00,5,"),
            ],
            vec![
                "timetables.csv row 11 weeks not-weeks",
                "calendars/s1.ics line 1 not-a-calendar",
                "calendars/s1.ics line 3 not-a-calendar",
            ],
        ),
        one(File("calendars/s9.ics", Vec::new()), "calendars/s9.ics unknown-person"),
        many(
            vec![
                File("calendars/s9.ics", b"?".to_vec()),
                Text("term.toml", "weeks = 4", "weeks = 0"),
            ],
            vec![
                "term.toml weeks out-of-range",
                "calendars/s9.ics unknown-person",
                "calendars/s9.ics line 1 not-a-calendar",
            ],
        ),
    ]
}
