//! A test file a rule, all through one `check`: a small problem, a plan, what the plan must cost.

mod availability;
mod capacity;
mod change;
mod continuity;
mod cover;
mod duration;
mod eligible;
mod fixed;
mod late;
mod limit;
mod link;
mod mix;
mod preference;
mod reach;
mod regularity;
mod request;
mod rest;
mod route;
mod unserved;
mod window;

use serde_json::{Value, json};

use super::audit::audit;
use crate::format::Problem;
use crate::model::{Decision, Model, Opportunity};
use crate::state::State;

/// Two teams at home in `h`, free on the first two Mondays and Tuesdays from 08:00 to 18:00; places `h` and `p`, ten minutes apart.
fn base() -> Value {
    let free = json!([
        ["2026-09-07T08:00", "2026-09-07T18:00"],
        ["2026-09-08T08:00", "2026-09-08T18:00"],
        ["2026-09-14T08:00", "2026-09-14T18:00"],
        ["2026-09-15T08:00", "2026-09-15T18:00"],
    ]);
    json!({
        "format": "problem/1", "time_zone": "Asia/Shanghai",
        "horizon": {"start": "2026-09-07", "end": "2026-09-21"},
        "places": [{"id": "h"}, {"id": "p"}],
        "travel": {"matrix": [[0, 10], [10, 0]]},
        "teams": [
            {"id": "a", "groups": ["g"], "home": "h", "skills": {"tuina": 2}, "available": free},
            {"id": "b", "groups": [], "home": "h", "skills": {"tuina": 1}, "available": free},
        ],
        "sessions": [], "needs": [], "limits": [], "requests": [], "fixed": [], "links": [], "continuity": [],
        "weights": {},
    })
}

/// The base with some of its fields replaced.
fn with(changes: Value) -> Value {
    let mut problem = base();
    for (field, value) in changes.as_object().expect("an object of fields") {
        problem[field] = value.clone();
    }
    problem
}

/// A session at `p` for one team at most two, without a price.
fn session(id: &str, start: &str, end: &str) -> Value {
    json!({"id": id, "place": "p", "start": start, "end": end, "teams": {"target": 0, "max": 2}})
}

/// A need of 30 minutes at `p`, all of the first Monday, without a price.
fn need(id: &str) -> Value {
    json!({"id": id, "place": "p", "minutes": 30, "unserved": 0,
           "windows": [["2026-09-07T08:00", "2026-09-07T18:00"], ["2026-09-14T08:00", "2026-09-14T18:00"]]})
}

fn merged(mut row: Value, fields: Value) -> Value {
    for (field, value) in fields.as_object().expect("an object of fields") {
        row[field] = value.clone();
    }
    row
}

fn decisions(model: &Model, plan: &[(&str, &str, &str)]) -> Vec<Decision> {
    let position = |ids: &[String], id: &str| ids.iter().position(|known| known == id).expect("a known id") as u32;
    plan.iter()
        .map(|&(act, team, start)| {
            let act = position(&model.ids.activities, act);
            let start = crate::format::LocalTime::parse(start);
            let start = model
                .session(act)
                .map_or_else(|| model.ids.clock.instant(&start).expect("a time"), |s| s.start);
            Decision {
                act,
                team: position(&model.ids.teams, team),
                start,
            }
        })
        .collect()
}

/// Checks that a plan of (activity, team, start; empty for sessions) costs `cost` in `part` and breaks so many rules; and that a
/// state which takes the same decisions one by one arrives at the same price.
fn check(problem: Value, plan: &[(&str, &str, &str)], part: &str, cost: i64, violations: i64) {
    let problem: Problem = serde_json::from_value(problem).expect("a problem");
    crate::format::validate("problem", &problem).expect("a valid problem");
    let model = Model::new(&problem).expect("a model");
    let decisions = decisions(&model, plan);
    let audit = audit(&model, &decisions);
    let found = audit.parts.iter().find(|(name, _)| *name == part).expect("a part").1;
    assert_eq!(
        (found, audit.violations),
        (cost, violations),
        "{part} and violations: {audit:?}"
    );
    if violations == 0 {
        assert_eq!(
            incremental(&model, &decisions),
            (audit.cost(), 0),
            "the state's price is the audit's"
        );
    }
}

fn incremental(model: &Model, decisions: &[Decision]) -> (i64, i64) {
    let mut state = State::new(model);
    for d in decisions {
        let slot = model.slot_at(d.team, d.start).expect("a slot");
        let held = Opportunity {
            slot,
            earliest: d.start,
            latest: d.start,
        };
        let insertion = state.cheapest(d.act, held).expect("room");
        assert!(state.insert(&insertion));
    }
    (state.price().soft, state.price().hard)
}
