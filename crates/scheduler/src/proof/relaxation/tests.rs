//! Whatever the duals, the bound stays below the optimum; good duals reach it.

use std::time::Duration;

use super::super::linear::{Linear, Sense};
use super::{bound, duals};

/// Minimise 3x + 2y + 1 with x + y ≥ 3, x − y = 1, x ≤ 4 and both between 0 and 5: x = 2, y = 1.
fn small() -> Linear {
    let mut linear = Linear::default();
    linear.constant = 1;
    let (x, y) = (linear.variable(3, 5), linear.variable(2, 5));
    linear.at_least([(x, 1), (y, 1)], 3);
    linear.row([(x, 1), (y, -1)], Sense::Exactly, 1);
    linear.at_most([(x, 1)], 4);
    linear
}

const OPTIMUM: f64 = 9.0;

#[test]
fn good_duals_reach_the_optimum() {
    let linear = small();
    let duals = std::thread::spawn({
        let linear = linear.clone();
        move || duals(&linear, Duration::from_secs(5))
    });
    let duals = duals.join().expect("no panic").expect("solved");
    let found = bound(&linear, &duals).expect("finite");
    assert!((found - OPTIMUM).abs() < 1e-3, "{found}");
    assert!(found <= OPTIMUM);
}

#[test]
fn no_duals_prove_too_much() {
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..5_000 {
        let duals: Vec<f64> = (0..3).map(|_| 20.0 * random.f64() - 10.0).collect();
        let found = bound(&small(), &duals).expect("finite");
        assert!(found <= OPTIMUM, "{duals:?} prove {found}");
    }
}

#[test]
fn duals_that_are_no_numbers_prove_nothing() {
    assert_eq!(bound(&small(), &[0.0, f64::NAN, 0.0]), None);
}
