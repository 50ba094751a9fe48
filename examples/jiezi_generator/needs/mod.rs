//! `needs.csv`: what residents ask for, some 25 requests a week, and courses of therapy at home.
//!
//! A quarter of the residents live alone: leaving them without costs twice as much. Some visits want company, and are
//! then two needs which are served at the same time by different teams, or not at all.

mod courses;
mod kinds;
mod table;

use chrono::NaiveDate;
use fastrand::Rng;

use super::calendar::{self, day, days};
use super::places::Building;
use super::teams::Team;
use super::{chance, pick};
use kinds::{COMPANY, Kind};

pub use table::table;

/// A request or one visit of a course.
#[derive(Clone)]
pub struct Need {
    id: String,
    kind: &'static Kind,
    place: String,
    /// How long the visit takes.
    pub minutes: u32,
    from: NaiveDate,
    to: NaiveDate,
    hours: &'static str,
    unserved: u32,
    due: Option<NaiveDate>,
    late: u32,
    load: u32,
    choice: Choice,
    after: Option<After>,
    course: Option<usize>,
}

impl Need {
    /// The skill asked for.
    pub fn skill(&self) -> &'static str {
        self.kind.skill
    }
}

/// A resident's say about the team.
#[derive(Clone)]
enum Choice {
    None,
    Only(Vec<String>),
    NotThis(String),
    Rather(String),
}

/// How a need follows another.
#[derive(Clone)]
enum After {
    Course(String),
    Together(String),
}

/// Every need: requests in the order in which they arrive, then the courses.
pub fn draw(buildings: &[Building], teams: &[Team], rng: &mut Rng) -> Vec<Need> {
    let mut needs = Vec::new();
    for offset in 0..days() {
        // 25 a week: about four and a half on a weekday, one and a half on a day of the weekend.
        let hundredths = if offset % 7 < 5 { 446 } else { 143 };
        let arrivals = hundredths / 100 + usize::from(rng.usize(0..100) < hundredths % 100);
        for _ in 0..arrivals {
            let id = format!("n{:03}", needs.len() + 1);
            let Some(need) = request(id, offset, buildings, teams, rng) else {
                continue;
            };
            needs.push(need);
            if chance(rng, 6) {
                needs.push(company(&needs[needs.len() - 1], format!("n{:03}", needs.len() + 1)));
            }
        }
    }
    for course in 1..=courses::COURSES {
        needs.extend(courses::draw(course, buildings, rng));
    }
    needs
}

/// A request that arrives on a day and can wait three to six days; none if all of them are holidays.
fn request(id: String, offset: usize, buildings: &[Building], teams: &[Team], rng: &mut Rng) -> Option<Need> {
    let kind = kinds::draw(rng);
    let last = (offset + rng.usize(2..=5)).min(days() - 1);
    let due = (offset + 1..=last)
        .chain([offset])
        .map(day)
        .find(|date| !calendar::is_holiday(*date))?;
    let alone = if chance(rng, 25) { 2 } else { 1 };
    Some(Need {
        id,
        kind,
        place: building(buildings, rng),
        minutes: 5 * rng.u32(kind.minutes.0 / 5..=kind.minutes.1 / 5),
        from: day(offset),
        to: day(last),
        hours: hours(rng),
        unserved: kind.unserved * alone,
        due: (kind.late > 0).then_some(due),
        late: kind.late * alone,
        load: if kind.carries { rng.u32(1..=3) } else { 0 },
        choice: choice(kind, teams, rng),
        after: None,
        course: None,
    })
}

fn building(buildings: &[Building], rng: &mut Rng) -> String {
    buildings[rng.usize(0..buildings.len())].id.clone()
}

/// When the resident is at home.
fn hours(rng: &mut Rng) -> &'static str {
    match rng.u8(0..100) {
        0..25 => "08:30-12:00",
        25..45 => "08:30-12:00;14:00-18:00",
        _ => "14:00-18:00",
    }
}

/// Now and then a resident asks for a team, or for any but one.
fn choice(kind: &Kind, teams: &[Team], rng: &mut Rng) -> Choice {
    let able: Vec<&Team> = teams.iter().filter(|team| team.can(kind.skill, kind.level)).collect();
    match rng.u8(0..100) {
        0..4 => Choice::Rather(pick(rng, &able).id.clone()),
        4..6 => Choice::NotThis(pick(rng, &able).id.clone()),
        6 => Choice::Only(
            rng.choose_multiple(&able, 3)
                .into_iter()
                .map(|team| team.id.clone())
                .collect(),
        ),
        _ => Choice::None,
    }
}

/// Somebody who goes along and listens while the other team works.
fn company(visit: &Need, id: String) -> Need {
    Need {
        id,
        kind: &COMPANY,
        unserved: COMPANY.unserved,
        due: None,
        late: 0,
        load: 0,
        choice: Choice::None,
        after: Some(After::Together(visit.id.clone())),
        ..visit.clone()
    }
}
