//! Freezing and measuring, by hand.

use serde_json::json;

use super::Model;
use crate::format::placement::{Aim, PlacementProblem};
use crate::placement::{Assignment, Measures, blocking, broken};

fn model() -> Model {
    let problem: PlacementProblem = serde_json::from_value(json!({
        "format": "placement/1",
        "applicants": [
            {"id": "li", "skills": {"care": 2}, "choices": [["ward", "shop"], "school"]},
            {"id": "wang", "choices": ["shop", "ward", "school"]},
            {"id": "zhao", "groups": ["law"], "choices": ["shop"]},
        ],
        "positions": [
            {"id": "ward", "host": "h", "capacity": 1, "skills": {"care": 1}},
            {"id": "shop", "host": "h", "capacity": 1, "choices": ["zhao", ["li", "wang"]]},
            {"id": "school", "capacity": 2, "minimum": 1, "groups": ["town"]},
        ],
        "hosts": [{"id": "h", "capacity": 1}],
        "quotas": [{"id": "q", "positions": ["town"], "max": 0}],
        "aim": "stable",
    }))
    .expect("it is a problem");
    Model::new(&problem, None)
}

#[test]
fn only_eligible_pairs_are_frozen_in_the_order_of_the_lists() {
    let model = model();
    let rows: Vec<_> = model
        .pairs
        .iter()
        .map(|p| (p.applicant, p.position, p.rank, p.liking))
        .collect();
    assert_eq!(
        rows,
        [
            (0, 0, 1, 1),
            (0, 1, 1, 2),
            (0, 2, 2, 1),
            (1, 1, 1, 2),
            (1, 2, 3, 1),
            (2, 1, 1, 1)
        ]
    );
    assert_eq!(model.pairs_at(1), [5, 1, 3]);
    assert_eq!(model.longest, 3);
    assert_eq!(model.quotas[0].pairs, [2, 4]);
    assert_eq!((model.quotas_of(2), model.quotas_of(3)), (&[0][..], &[][..]));
}

#[test]
fn figures_blocking_pairs_and_broken_rules_are_those_of_the_page() {
    let model = model();
    let assignment = Assignment::of(&model, [1, 4]);
    let measures = Measures::of(&model, &assignment);
    assert_eq!((measures.placed, measures.rank_sum, measures.rank_sum_all), (2, 4, 8));
    assert_eq!(measures.profile, [1, 0, 1]);
    assert_eq!(measures.worst(), 3);
    // Zhao is liked better than Li at the shop; Wang is not.
    assert_eq!(blocking::pairs(&model, &assignment), [5]);
    assert_eq!(broken(&model, &assignment), [super::super::Broken::Quota(0, 1)]);
    assert_eq!(measures.key(Aim::Fair), [-2, 1, 0, 1, 0]);
}

#[test]
fn a_move_within_a_full_host_can_block() {
    let model = model();
    // Li at the ward fills the host; at the shop Li would be as well off, and Zhao finds nobody worse there.
    let assignment = Assignment::of(&model, [0]);
    assert!(blocking::pairs(&model, &assignment).is_empty());
}
