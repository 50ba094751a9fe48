//! Travel: a matrix or a metric, and legs that fit in 32 bits.

use super::Context;
use super::faults::Faults;
use super::numbers::{LARGEST_COUNT, count};
use crate::format::{Place, Problem, Travel};

pub fn check(context: &Context, faults: &mut Faults) {
    let problem = context.problem;
    let travel = &problem.travel;
    travel_unclear(travel, faults);
    if let Some(matrix) = &travel.matrix {
        matrix_not_square(matrix, problem.places.len(), faults);
        legs_of_matrix(matrix, faults);
    }
    if let Some(metric) = &travel.metric {
        unknown_metric(metric, faults);
        bad_per_minute(travel, faults);
        bad_overhead(travel, faults);
        leg_out_of_range(problem, faults);
    }
}

fn travel_unclear(travel: &Travel, faults: &mut Faults) {
    let cause = match (&travel.matrix, &travel.metric) {
        (None, None) => "there is neither a matrix nor a metric",
        (Some(_), Some(_)) => "there are both a matrix and a metric",
        _ => return,
    };
    let remedy = r#"Give either a "matrix" of minutes or "metric": "euclidean" with "per_minute"."#;
    faults.add("travel", "", "travel-unclear", cause.into(), remedy);
}

fn matrix_not_square(matrix: &[Vec<i64>], places: usize, faults: &mut Faults) {
    let remedy = "Give one row and one column a place, in the order of the places.";
    if matrix.len() != places {
        let cause = format!("the matrix has {} rows for {places} places", matrix.len());
        faults.add("travel", "matrix", "matrix-not-square", cause, remedy);
    }
    for (index, row) in matrix.iter().enumerate().filter(|(_, row)| row.len() != places) {
        let cause = format!("the row has {} columns for {places} places", row.len());
        faults.add(
            "travel",
            format_args!("matrix[{index}]"),
            "matrix-not-square",
            cause,
            remedy,
        );
    }
}

fn legs_of_matrix(matrix: &[Vec<i64>], faults: &mut Faults) {
    for (from, row) in matrix.iter().enumerate() {
        for (to, minutes) in row.iter().enumerate() {
            if !(0..=LARGEST_COUNT).contains(minutes) {
                count(*minutes, "travel", format_args!("matrix[{from}][{to}]"), faults);
            }
        }
    }
}

fn unknown_metric(metric: &str, faults: &mut Faults) {
    if metric != "euclidean" {
        let cause = format!("there is no metric {metric:?}");
        faults.add(
            "travel",
            "metric",
            "unknown-metric",
            cause,
            r#"Use "euclidean", or give a matrix."#,
        );
    }
}

fn bad_per_minute(travel: &Travel, faults: &mut Faults) {
    let cause = match travel.per_minute {
        None => "the metric needs per_minute, the metres travelled in a minute".into(),
        Some(pace) if !(pace.is_finite() && pace > 0.0) => format!("{pace} metres a minute is no pace"),
        Some(_) => return,
    };
    faults.add(
        "travel",
        "per_minute",
        "bad-pace",
        cause,
        "Give a number above 0, for example 80 on foot.",
    );
}

fn bad_overhead(travel: &Travel, faults: &mut Faults) {
    if let Some(overhead) = travel
        .overhead
        .filter(|minutes| !(minutes.is_finite() && *minutes >= 0.0))
    {
        let cause = format!("an overhead of {overhead} minutes makes no sense");
        faults.add("travel", "overhead", "bad-overhead", cause, "Give minutes, 0 or more.");
    }
}

/// Bounds the longest leg by the diagonal of the box around all places.
fn leg_out_of_range(problem: &Problem, faults: &mut Faults) {
    let minutes = longest_leg(problem);
    if minutes > LARGEST_COUNT as f64 {
        let cause = format!("a leg may take {minutes:.0} minutes, more than 32 bits hold");
        faults.add(
            "travel",
            "per_minute",
            "out-of-range",
            cause,
            "Check the coordinates and per_minute.",
        );
    }
}

/// No leg takes longer than this many minutes.
pub fn longest_leg(problem: &Problem) -> f64 {
    if let Some(matrix) = &problem.travel.matrix {
        return matrix.iter().flatten().copied().max().unwrap_or(0) as f64;
    }
    let extent = |of: fn(&Place) -> Option<f64>| {
        let values = || problem.places.iter().filter_map(of).filter(|v| v.is_finite());
        values().fold(f64::MIN, f64::max) - values().fold(f64::MAX, f64::min)
    };
    let (wide, high) = (extent(|p| p.x).max(0.0), extent(|p| p.y).max(0.0));
    let pace = problem.travel.per_minute.filter(|pace| *pace > 0.0).unwrap_or(1.0);
    problem.travel.overhead.unwrap_or(0.0) + wide.hypot(high) / pace + 1.0
}
