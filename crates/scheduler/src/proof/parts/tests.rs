//! Rows that tie are priced, others are kept, and at good duals nothing is lost.

use super::super::linear::Linear;
use super::super::relaxation::bound;
use super::{FINE, Part, Split, split};

/// Minimise x + 2y with x + y ≥ 4 as a tie, x ≤ 3 and y ≤ 2 in rows of their own: 3 + 2.
fn tied() -> Linear {
    let mut linear = Linear::default();
    let (x, y) = (linear.variable(1, 9), linear.variable(2, 9));
    linear.at_most([(x, 1)], 3);
    linear.at_most([(y, 1)], 2);
    linear.tying = true;
    linear.at_least([(x, 1), (y, 1)], 4);
    linear
}

/// What the parts prove at the duals they were split with.
fn whole(split: &Split) -> f64 {
    let bounds = split
        .parts
        .iter()
        .map(|part| bound(&part.linear, &part.duals).expect("finite"));
    split.whole(&bounds.collect::<Vec<_>>())
}

#[test]
fn parts_at_good_duals_lose_nothing() {
    let split = split(&tied(), &[-1.0, 0.0, 2.0]);
    assert_eq!(split.parts.len(), 2);
    assert!(split.parts.iter().all(|part| part.priced));
    let whole = whole(&split);
    assert!((whole - 5.0).abs() < 1e-6, "{whole}");
}

#[test]
fn parts_at_any_duals_stay_below() {
    let mut random = fastrand::Rng::with_seed(11);
    for _ in 0..2_000 {
        let duals: Vec<f64> = (0..3).map(|_| 8.0 * random.f64() - 4.0).collect();
        let whole = whole(&split(&tied(), &duals));
        assert!(whole <= 5.0 + 1e-6, "{duals:?} prove {whole}");
    }
}

#[test]
fn a_tie_inside_a_part_is_kept() {
    let mut linear = tied();
    linear.tying = false;
    linear.at_most([(0, 1), (1, 1)], 9);
    let parts = split(&linear, &[0.0; 4]).parts;
    assert_eq!(
        (parts.len(), parts[0].linear.rows.len(), parts[0].priced),
        (1, 4, false)
    );
}

#[test]
fn what_plans_cost_in_an_unpriced_part_is_whole() {
    let mut part = Part::default();
    assert_eq!(part.rounded(0.2 + 3.0 * FINE as f64), 4.0 * FINE as f64);
    part.priced = true;
    assert_eq!(part.rounded(200.5), 200.5);
}
