//! Mistakes in `term.toml`: a key, a date, a block, a weight, a limit.

use super::Edit::{Cell, Text};
use super::{Case, Edit, many, one};

pub fn cases() -> Vec<Case> {
    [header(), days(), blocks(), weights(), limits()].concat()
}

fn toml(old: &'static str, new: &'static str) -> Edit {
    Text("term.toml", old, new)
}

fn header() -> Vec<Case> {
    vec![
        one(toml("[weights]", "[weights"), "term.toml line 15 not-toml"),
        one(toml("name =", "title = 1\nname ="), "term.toml title unknown-key"),
        one(toml("speed = 100", "weeks = 4"), "term.toml line 7 not-toml"),
        one(toml("\"Spring 春季\"", "7"), "term.toml name wrong-type"),
        one(toml("Europe/Berlin", "Europe/Bielefeld"), "term.toml zone unknown-zone"),
        one(
            toml("first_day = \"2026-03-09\"\n", ""),
            "term.toml first_day missing-value",
        ),
        one(toml("2026-03-09", "09.03.2026"), "term.toml first_day not-a-date"),
        one(toml("2026-03-09", "26-03-09"), "term.toml first_day not-a-date"),
        one(toml("weeks = 4", "weeks = 61"), "term.toml weeks out-of-range"),
        one(toml("weeks = 4", "weeks = 4.5"), "term.toml weeks wrong-type"),
        one(toml("speed = 100", "speed = 0"), "term.toml speed out-of-range"),
        one(toml("overhead = 2", "overhead = -2"), "term.toml overhead out-of-range"),
        many(vec![toml("\"2026-03-09\"", "2026-03-09")], vec![]),
        many(vec![toml("speed = 100\noverhead = 2\n", "")], vec![]),
        // Something that is wrong in it does not hide what is wrong against it.
        many(
            vec![toml("name =", "title ="), Cell("hours", 6, "date", "2026-04-06")],
            vec![
                "term.toml title unknown-key",
                "term.toml name missing-value",
                "hours.csv row 6 date outside-the-term",
            ],
        ),
    ]
}

fn days() -> Vec<Case> {
    vec![
        one(
            toml("[\"2026-04-03\"]", "[\"2026-04-06\"]"),
            "term.toml holidays outside-the-term",
        ),
        one(
            toml("[\"2026-04-03\"]", "[\"2026-02-30\"]"),
            "term.toml holidays not-a-date",
        ),
        one(
            toml("[\"2026-04-03\"]", "\"2026-04-03\""),
            "term.toml holidays wrong-type",
        ),
        one(
            toml("date = \"2026-03-14\"", "date = \"2026-03-08\""),
            "term.toml make_up outside-the-term",
        ),
        one(
            toml("date = \"2026-03-14\"", "date = \"2026-04-03\""),
            "term.toml make_up holiday-and-make-up",
        ),
        one(
            toml("date = \"2026-03-14\"", "day = 3\ndate = \"2026-03-14\""),
            "term.toml make_up[0] day unknown-key",
        ),
        one(
            toml("\"friday\"", "\"freitag\""),
            "term.toml make_up[0] follows not-a-weekday",
        ),
        one(
            toml("sessions = true", "sessions = \"yes\""),
            "term.toml make_up[0] sessions not-yes-or-no",
        ),
        one(
            toml(
                "[weights]",
                "[[make_up]]\ndate = \"2026-03-14\"\nfollows = \"monday\"\n\n[weights]",
            ),
            "term.toml make_up make-up-twice",
        ),
        many(
            vec![toml(
                "date = \"2026-03-14\"\nfollows = \"friday\"",
                "date = \"14 March\"",
            )],
            vec![
                "term.toml make_up[0] date not-a-date",
                "term.toml make_up[0] follows missing-value",
            ],
        ),
    ]
}

fn blocks() -> Vec<Case> {
    vec![
        one(
            toml("[\"14:00\", \"18:00\"]", "[\"18:00\", \"14:00\"]"),
            "term.toml blocks not-a-time-range",
        ),
        one(
            toml("[\"14:00\", \"18:00\"]", "[\"14:00\"]"),
            "term.toml blocks wrong-type",
        ),
        one(
            toml("[\"14:00\", \"18:00\"]", "[\"11:00\", \"18:00\"]"),
            "term.toml blocks blocks-overlap",
        ),
        one(
            toml("[[\"08:00\", \"12:00\"], [\"14:00\", \"18:00\"]]", "[]"),
            "term.toml blocks wrong-type",
        ),
        one(
            toml("blocks = [[\"08:00\", \"12:00\"], [\"14:00\", \"18:00\"]]\n", ""),
            "term.toml blocks missing-value",
        ),
        // The clock goes forward on 29 March.
        one(
            toml("[\"08:00\", \"12:00\"]", "[\"02:00\", \"12:00\"]"),
            "term.toml blocks no-such-time",
        ),
    ]
}

fn weights() -> Vec<Case> {
    vec![
        one(
            toml("travel = 1", "travel = -1"),
            "term.toml weights travel out-of-range",
        ),
        one(
            toml("outing = 5", "outing = \"5\""),
            "term.toml weights outing wrong-type",
        ),
        one(
            toml("change = 30", "changes = 30"),
            "term.toml weights changes unknown-key",
        ),
        one(toml("[weights]", "[[weights]]"), "term.toml weights wrong-type"),
        one(
            toml("max_teams = 1", "max_teams = 0"),
            "term.toml continuity max_teams out-of-range",
        ),
        one(
            toml("weight = 60", "weight = 1.5"),
            "term.toml continuity weight wrong-type",
        ),
    ]
}

fn limits() -> Vec<Case> {
    vec![
        one(
            toml("count = \"rest\"", "count = \"naps\""),
            "term.toml limits[1] bad-limit",
        ),
        one(toml("id = \"week-hours\"\n", ""), "term.toml limits[0] bad-limit"),
        one(
            toml("min = 660", "min = 660\nunit = 1"),
            "term.toml limits[1] unit unknown-key",
        ),
        one(
            toml("morning-after", "week-hours"),
            "term.toml limits[1] id duplicate-id",
        ),
        one(
            toml("per = \"week\"", "per = \"run\""),
            "term.toml limits[0] per limit-combination",
        ),
        one(
            toml("per = \"week\"", "per = \"window\""),
            "term.toml limits[0] window bad-window",
        ),
        one(toml("max = 480\n", ""), "term.toml limits[0] max missing-bound"),
        one(toml("max = 480", "max = -1"), "term.toml limits[0] max negative"),
        one(
            toml("max = 480", "max = 4000000000"),
            "term.toml limits[0] max out-of-range",
        ),
        one(
            toml("max = 480", "min = 481\nmax = 480"),
            "term.toml limits[0] min min-above-max",
        ),
        one(
            toml("min = 660", "min = 660\nmax = 900"),
            "term.toml limits[1] max senseless-field",
        ),
        // Only all costs together show this, so no row of a table has it.
        one(
            toml("max = 480", "target = 480\nweight = 281474976710655"),
            "the expanded term cost-overflow",
        ),
        many(
            vec![toml("max = 480", "max = -1"), toml("min = 660", "target = 660")],
            vec![
                "term.toml limits[0] max negative",
                "term.toml limits[1] min missing-bound",
                "term.toml limits[1] target senseless-field",
            ],
        ),
    ]
}
