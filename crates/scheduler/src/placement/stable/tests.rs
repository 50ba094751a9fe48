//! Deferred acceptance against every placement of random small problems of hospitals and residents.

use fastrand::Rng;
use serde_json::{Value, json};

use super::{applicants_propose, classical, positions_propose, strict};
use crate::format::placement::{Aim, PlacementProblem};
use crate::placement::{Assignment, Measures, Model, blocking};

/// Up to six people and four places; so many in a hundred entries of people's and of positions' lists are tied with the one before.
fn random(seed: u64, people_tie: u8, positions_tie: u8) -> Model {
    let rng = &mut Rng::with_seed(seed);
    let (people, places) = (rng.usize(1..=6), rng.usize(1..=4));
    let tiers = |rng: &mut Rng, letter: char, count: usize, least: usize| {
        let tied = if letter == 'p' { people_tie } else { positions_tie };
        let mut ids: Vec<String> = (0..count).map(|number| format!("{letter}{number}")).collect();
        rng.shuffle(&mut ids);
        ids.truncate(rng.usize(least..=count));
        let mut tiers: Vec<Vec<String>> = Vec::new();
        for id in ids {
            match tiers.last_mut() {
                Some(last) if rng.u8(..100) < tied => last.push(id),
                _ => tiers.push(vec![id]),
            }
        }
        tiers
    };
    let applicants: Vec<Value> = (0..people)
        .map(|a| json!({ "id": format!("a{a}"), "choices": tiers(rng, 'p', places, 1) }))
        .collect();
    let positions = (0..places)
        .map(|p| json!({ "id": format!("p{p}"), "capacity": rng.i64(0..=3), "choices": tiers(rng, 'a', people, 0) }));
    let problem = json!({
        "format": "placement/1", "applicants": applicants, "positions": positions.collect::<Vec<_>>(), "aim": "stable",
    });
    let problem: PlacementProblem = serde_json::from_value(problem).expect("it is a problem");
    Model::new(&problem, None)
}

/// Every stable placement.
fn all_stable(model: &Model) -> Vec<Assignment> {
    let mut stable = Vec::new();
    let mut assignment = Assignment::empty(model);
    loop {
        if crate::placement::broken(model, &assignment).is_empty() && blocking::pairs(model, &assignment).is_empty() {
            stable.push(assignment.clone());
        }
        let digits = (0..).zip(&mut assignment.pairs);
        let carried = digits.map(|(applicant, pair)| {
            let row = model.pairs_of(applicant);
            let following = pair.map_or(row.start, |pair| pair + 1);
            *pair = (following < row.end).then_some(following);
            pair.is_none()
        });
        if carried.take_while(|carried| *carried).count() == model.applicants.len() {
            return stable;
        }
    }
}

#[test]
fn with_strict_lists_each_side_gets_its_best_stable_placement() {
    for seed in 0..300 {
        let model = random(seed, 0, 0);
        assert!(classical(&model) && strict(&model));
        let stable = all_stable(&model);
        let best = stable
            .iter()
            .min_by_key(|placement| Measures::of(&model, placement).key(Aim::Stable));
        assert_eq!(best, Some(&applicants_propose(&model)), "seed {seed}");
        let worst = stable
            .iter()
            .max_by_key(|placement| Measures::of(&model, placement).rank_sum);
        assert_eq!(worst, Some(&positions_propose(&model)), "seed {seed}");
    }
}

#[test]
fn with_ties_both_sides_proposals_end_stable() {
    for seed in 0..300 {
        let model = random(seed, 40, 40);
        assert!(
            blocking::pairs(&model, &applicants_propose(&model)).is_empty(),
            "seed {seed}"
        );
        assert!(
            blocking::pairs(&model, &positions_propose(&model)).is_empty(),
            "seed {seed}"
        );
    }
}

#[test]
fn where_positions_tie_two_thirds_of_the_most_are_placed_at_least() {
    for seed in 0..300 {
        let model = random(seed, 0, 60);
        let found = applicants_propose(&model);
        let placed = |placement: &Assignment| Measures::of(&model, placement).placed;
        let most = all_stable(&model).iter().map(placed).max();
        assert!(most.is_some_and(|most| 3 * placed(&found) >= 2 * most), "seed {seed}");
    }
}

#[test]
fn what_is_fixed_stays_and_takes_room() {
    let problem: PlacementProblem = serde_json::from_value(json!({
        "format": "placement/1",
        "applicants": [{ "id": "li", "choices": ["ward", "shop"] }, { "id": "wang", "choices": ["ward", "shop"] }],
        "positions": [{ "id": "ward", "capacity": 1, "choices": ["li", "wang"] }, { "id": "shop", "capacity": 1 }],
        "fixed": [{ "applicant": "wang", "position": "ward" }],
        "aim": "stable",
    }))
    .expect("it is a problem");
    let model = Model::new(&problem, None);
    let expected = Assignment::of(&model, [1, 2]);
    assert_eq!(
        (applicants_propose(&model), positions_propose(&model)),
        (expected.clone(), expected)
    );
}
