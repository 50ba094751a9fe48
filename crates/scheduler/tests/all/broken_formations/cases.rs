//! The cases: edits of the valid formation, and the faults they must bring.

use serde_json::{Value, json};

/// Edits (a JSON pointer and what to put there), and the faults expected.
pub type Case = (Vec<(&'static str, Value)>, Vec<&'static str>);

fn one(pointer: &'static str, value: Value, fault: &'static str) -> Case {
    (vec![(pointer, value)], vec![fault])
}

pub fn cases() -> Vec<Case> {
    [shapes(), lists(), kinds(), relations(), overflow()].concat()
}

fn shapes() -> Vec<Case> {
    vec![
        one("/format", json!("formation/2"), "format wrong-format"),
        one("/students", json!("(remove)"), "students missing-field"),
        one("/teams/0/count", json!(1.5), "teams[0] count wrong-type"),
        one("/friends/0/students", json!(["ann"]), "friends[0] students wrong-type"),
        one("/weights/unplaced", json!("much"), "weights unplaced wrong-type"),
    ]
}

fn lists() -> Vec<Case> {
    vec![
        one("/hours/1/id", json!("monday"), "hours[1] id duplicate-id"),
        one(
            "/students/-",
            json!({"id": "ben", "free": "00"}),
            "students[4] id duplicate-id",
        ),
        (
            vec![("/teams/1/id", json!("tuina"))],
            vec!["teams[1] id duplicate-id", "hours[1] teams.law unknown-kind"],
        ),
        one("/hours/0/minutes", json!(1i64 << 31), "hours[0] minutes out-of-range"),
        one("/hours/0/teams/tuina", json!(-1), "hours[0] teams.tuina negative"),
        one("/hours/0/teams/music", json!(1), "hours[0] teams.music unknown-kind"),
        one(
            "/students/0/skills/tuina",
            json!(-2),
            "students[0] skills.tuina negative",
        ),
        one("/students/0/free", json!("111"), "students[0] free bad-pattern"),
        one("/students/0/free", json!("1x"), "students[0] free bad-pattern"),
    ]
}

fn kinds() -> Vec<Case> {
    vec![
        one("/teams/0/count", json!(-1), "teams[0] count negative"),
        one("/teams/1/count", json!(100_000), "teams count too-many-teams"),
        one("/teams/1/min", json!(0), "teams[1] min no-members"),
        one("/teams/1/max", json!(1), "teams[1] min min-above-max"),
        one("/teams/0/mix/0/min", json!(3), "teams[0] mix[0].min mix-above-size"),
        one(
            "/teams/0/mix/0/skills/tuina",
            json!(-1),
            "teams[0] mix[0].skills.tuina negative",
        ),
        one("/teams/0/quorum", json!(0), "teams[0] quorum bad-quorum"),
        one("/teams/0/quorum", json!(2), "teams[0] quorum bad-quorum"),
        one("/teams/0/short", json!("(remove)"), "teams[0] least senseless-field"),
        one("/teams/0/least", json!(null), "teams[0] short senseless-field"),
        one("/teams/0/short", json!(-1), "teams[0] short negative"),
    ]
}

fn relations() -> Vec<Case> {
    vec![
        one(
            "/friends/0/students/0",
            json!("eve"),
            "friends[0] students[0] unknown-student",
        ),
        one(
            "/friends/0/students/0",
            json!("ben"),
            "friends[0] students pair-with-oneself",
        ),
        one("/friends/0/weight", json!(-1), "friends[0] weight negative"),
        one("/friends/0/weight", json!(1i64 << 48), "friends[0] weight out-of-range"),
        one("/apart/0/0", json!("eve"), "apart[0] [0] unknown-student"),
        one("/fixed/0/student", json!("eve"), "fixed[0] student unknown-student"),
        one("/fixed/0/team", json!("tuina-03"), "fixed[0] team unknown-team"),
        one(
            "/fixed/-",
            json!({"student": "ann", "team": "law-01"}),
            "fixed[1] student fixed-twice",
        ),
        one(
            "/fixed/-",
            json!({"student": "cai", "team": "tuina-02"}),
            "fixed[1] team wrong-group",
        ),
        (
            vec![
                ("/teams/0/max", json!(1)),
                ("/fixed/-", json!({"student": "ben", "team": "tuina-01"})),
            ],
            vec!["fixed[1] team team-too-full"],
        ),
        (
            vec![
                ("/fixed/-", json!({"student": "cai", "team": "law-01"})),
                ("/fixed/-", json!({"student": "dan", "team": "law-01"})),
            ],
            vec!["apart[0] fixed-together"],
        ),
    ]
}

fn overflow() -> Vec<Case> {
    let largest = json!((1i64 << 48) - 1);
    vec![(
        vec![
            ("/teams/0/least", largest.clone()),
            ("/teams/0/short", largest.clone()),
            ("/weights/unplaced", largest),
        ],
        vec!["cost-overflow"],
    )]
}
