//! Courses of therapy at home: six visits to one flat, linked one to the next.

use chrono::Days;
use fastrand::Rng;

use super::super::calendar::{self, day, days};
use super::super::places::Building;
use super::super::{chance, pick};
use super::kinds::THERAPY;
use super::{After, Choice, Need, building, hours};

/// Courses in the term.
pub(super) const COURSES: usize = 12;
const VISITS: usize = 6;
/// Days from one visit to the next, and for how many days each may be made.
const STEP: usize = 3;

/// Six visits to one flat, each a few days after the one before, by the same team if possible.
pub(super) fn draw(course: usize, buildings: &[Building], rng: &mut Rng) -> Vec<Need> {
    let length = STEP * VISITS;
    let open = |offset: usize| !calendar::is_holiday(day(offset));
    let first = loop {
        let first = rng.usize(0..days() - length);
        let visits = (0..VISITS).map(|visit| first + STEP * visit);
        if visits
            .into_iter()
            .all(|from| (from..from + STEP).filter(|offset| open(*offset)).count() > 1)
        {
            break first;
        }
    };
    let (place, minutes, hours) = (building(buildings, rng), pick(rng, &[45, 60]), hours(rng));
    let unserved = THERAPY.unserved * if chance(rng, 25) { 2 } else { 1 };
    let id = |visit: usize| format!("course{course:02}-{visit}");
    (0..VISITS)
        .map(|visit| Need {
            id: id(visit + 1),
            kind: &THERAPY,
            place: place.clone(),
            minutes,
            from: day(first + STEP * visit),
            to: day(first + STEP * visit) + Days::new(STEP as u64 - 1),
            hours,
            unserved,
            due: None,
            late: 0,
            load: 0,
            choice: Choice::None,
            after: (visit > 0).then(|| After::Course(id(visit))),
            course: Some(course),
        })
        .collect()
}
