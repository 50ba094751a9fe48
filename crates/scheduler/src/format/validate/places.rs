//! Places: coordinates where the metric asks for them.

use super::Context;
use super::faults::{At, Faults, rows};
use crate::format::Place;

pub fn check(context: &Context, faults: &mut Faults) {
    let metric = context.problem.travel.metric.is_some();
    for (at, place) in rows("places", &context.problem.places) {
        if metric {
            missing_coordinates(place, at, faults);
        }
        not_finite(place, at, faults);
    }
}

fn coordinates(place: &Place) -> [(&'static str, Option<f64>); 2] {
    [("x", place.x), ("y", place.y)]
}

fn missing_coordinates(place: &Place, at: At, faults: &mut Faults) {
    for (field, _) in coordinates(place).into_iter().filter(|(_, value)| value.is_none()) {
        let cause = format!("{:?} has no {field}, and travel is measured by coordinates", place.id);
        faults.add(
            at,
            field,
            "missing-coordinates",
            cause,
            "Give x and y in metres, or a matrix of travel times.",
        );
    }
}

fn not_finite(place: &Place, at: At, faults: &mut Faults) {
    for (field, value) in coordinates(place) {
        if value.is_some_and(|value| !value.is_finite()) {
            faults.add(
                at,
                field,
                "not-finite",
                "the coordinate is not a number".into(),
                "Give metres as a number.",
            );
        }
    }
}
