//! The books agree with the figures from scratch, and undoing restores them.

use std::sync::atomic::AtomicBool;

use serde_json::{Value, json};

use super::moves::Moves;
use super::price::Prices;
use super::state::State;
use super::{Budget, improve};
use crate::format::placement::{Aim, PlacementProblem};
use crate::placement::{Assignment, Measures, Model, blocking, broken};

/// 24 people of sizes 1 and 2, 8 positions of 3 hosts, with everything that ties them together.
fn model() -> Model {
    let rotate = |start: usize, step: usize, count: usize, among: usize, letter: &str| {
        (0..count)
            .map(|index| format!("{letter}{}", (start + index * step) % among))
            .collect::<Vec<_>>()
    };
    let applicants: Vec<Value> = (0..24)
        .map(|a| {
            json!({
                "id": format!("a{a}"), "size": 1 + a % 5 / 4, "groups": [format!("g{}", a % 3)],
                "choices": rotate(a, 3, 4, 8, "p"),
            })
        })
        .collect();
    let positions: Vec<Value> = (0..8)
        .map(|p| {
            json!({
                "id": format!("p{p}"), "host": format!("h{}", p % 3), "capacity": 4, "minimum": p % 3,
                "groups": [format!("t{}", p % 2)], "choices": rotate(p, 5, 24, 24, "a"),
            })
        })
        .collect();
    let problem: PlacementProblem = serde_json::from_value(json!({
        "format": "placement/1", "applicants": applicants, "positions": positions,
        "hosts": [{ "id": "h0", "capacity": 9 }, { "id": "h1", "capacity": 10 }, { "id": "h2" }],
        "quotas": [
            { "id": "few", "applicants": ["g0"], "positions": ["t0"], "max": 3 },
            { "id": "some", "applicants": ["g1"], "positions": ["t1"], "min": 2 },
        ],
        "bundles": [
            { "id": "pair", "applicants": ["a1", "a9"], "at": "position" },
            { "id": "three", "applicants": ["a2", "a5", "a10"], "at": "host" },
        ],
        "apart": [["a3", "a6"], ["a4", "a7"]],
        "fixed": [{ "applicant": "a0", "position": "p3" }],
        "aim": "stable",
    }))
    .expect("it is a problem");
    Model::new(&problem, None)
}

/// What the state says, and the same from scratch.
fn agree(state: &State<'_>, aim: Aim) {
    let fresh = State::new(state.model, state.assignment.clone(), Prices::new(state.model, aim));
    assert_eq!((state.price(), state.shortage()), (fresh.price(), fresh.shortage()));
    assert_eq!(state.filled.position, fresh.filled.position);
    assert_eq!(state.filled.host, fresh.filled.host);
    if aim == Aim::Stable {
        let mut found = state.blocking.clone();
        found.sort_unstable();
        assert_eq!(found, blocking::pairs(state.model, &state.assignment));
    }
}

#[test]
fn books_agree_after_every_step_and_every_way_back() {
    let model = model();
    for aim in Aim::ALL {
        let mut moves = Moves::new(&model, 7);
        let mut state = State::new(&model, moves.decided(), Prices::new(&model, aim));
        moves.begin(&mut state, &Assignment::empty(&model));
        state.settle();
        state.keep();
        for step in 0..400 {
            let before = (state.assignment.clone(), state.price());
            let done = moves.step(&mut state);
            state.settle();
            agree(&state, aim);
            if done && step % 3 > 0 {
                state.keep();
            } else {
                state.undo(0);
                state.settle();
                assert_eq!((state.assignment.clone(), state.price()), before);
                agree(&state, aim);
                state.keep();
            }
        }
    }
}

#[test]
fn the_search_keeps_every_hard_rule_and_its_promise() {
    let model = model();
    let stop = AtomicBool::new(false);
    let budget = Budget {
        steps: 3_000,
        cooled: 0.0,
        until: None,
        stop: &stop,
        seed: 1,
    };
    for aim in Aim::ALL {
        let start = crate::placement::stable::applicants_propose(&model);
        let found = improve(&model, aim, &start, &budget)
            .best
            .expect("there is room for most");
        assert_eq!(broken(&model, &found), []);
        assert!(Measures::of(&model, &found).placed > 18);
        assert_eq!(
            Some(found),
            improve(&model, aim, &start, &budget).best,
            "the same seed gives the same placement"
        );
    }
}
