//! Zone, horizon, places, travel and teams.

use yuandi_scheduler::format::{Clock, Horizon, LocalDate, LocalTime, Place, Problem, Team, Travel, Weights};

use super::dice::{Dice, GROUPS, time};

/// Zones with a date from which to count, most of them close to a change of the clock: by an hour, by half an hour on Lord
/// Howe, and over midnight in Cairo, where 24 April has none.
const SETTINGS: [(&str, &str); 7] = [
    ("Asia/Shanghai", "2026-09-07"),
    ("UTC", "2026-01-01"),
    ("Europe/Berlin", "2026-03-26"),
    ("Europe/Berlin", "2026-10-19"),
    ("America/New_York", "2026-03-05"),
    ("Australia/Lord_Howe", "2026-04-01"),
    ("Africa/Cairo", "2026-04-23"),
];

/// A problem without teams and work.
pub fn bare(dice: &mut Dice) -> Problem {
    let (zone, first) = *dice.pick(&SETTINGS);
    let first = LocalDate::parse(first).day().unwrap_or(0) + dice.between(-2, 3) as i32;
    let places = places(dice);
    Problem {
        format: "problem/1".into(),
        name: None,
        time_zone: zone.into(),
        horizon: Horizon {
            start: LocalDate::Day(first),
            end: LocalDate::Day(first + dice.between(7, 21) as i32),
        },
        travel: travel(dice, places.len()),
        places,
        teams: vec![],
        sessions: vec![],
        needs: vec![],
        links: vec![],
        continuity: vec![],
        limits: vec![],
        requests: vec![],
        fixed: vec![],
        baseline: None,
        weights: Weights::default(),
    }
}

fn places(dice: &mut Dice) -> Vec<Place> {
    (0..dice.between(1, 4))
        .map(|i| Place {
            id: format!("place-{i}"),
            name: None,
            x: Some(dice.between(-900, 900) as f64 / 1.5),
            y: Some(dice.between(-900, 900) as f64),
        })
        .collect()
}

/// Half of the time a matrix that is not symmetric, and now and then charges for staying.
fn travel(dice: &mut Dice, places: usize) -> Travel {
    if dice.chance(50) {
        return Travel {
            metric: Some("euclidean".into()),
            per_minute: Some(dice.between(40, 300) as f64),
            overhead: dice.maybe(50, |d| d.between(0, 6) as f64 / 2.0),
            ..Travel::default()
        };
    }
    let staying = dice.maybe(20, |d| d.between(1, 3)).unwrap_or(0);
    let leg = |a: usize, b: usize, d: &mut Dice| if a == b { staying } else { d.between(0, 25) };
    let matrix = (0..places)
        .map(|a| (0..places).map(|b| leg(a, b, dice)).collect())
        .collect();
    Travel {
        matrix: Some(matrix),
        ..Travel::default()
    }
}

pub fn teams(dice: &mut Dice, problem: &Problem, clock: &Clock) -> Vec<Team> {
    (0..dice.between(2, 5))
        .map(|i| Team {
            id: format!("team-{i}"),
            name: None,
            groups: dice.some_of(&GROUPS),
            home: dice.pick(&problem.places).id.clone(),
            skills: dice.skills(80, 3),
            capacity: dice.maybe(30, |d| d.between(0, 4)),
            longest_outing: dice.maybe(25, |d| d.between(60, 700)),
            available: available(dice, clock),
        })
        .collect()
}

/// Days off, half days that touch, whole days, nights and stretches of days; not always in order.
fn available(dice: &mut Dice, clock: &Clock) -> Vec<(LocalTime, LocalTime)> {
    let mut intervals = Vec::new();
    let mut day = 0;
    while day < i64::from(clock.days()) {
        let mut add = |from: i64, to: i64| intervals.push((time(clock, day, from), time(clock, day, to)));
        match dice.between(0, 9) {
            0 => {}
            1..=3 => {
                add(480, 720);
                add(720, 1080);
            }
            4 | 5 => add(dice.between(96, 120) * 5, dice.between(160, 260) * 5),
            6 => add(0, 1440),
            7 => {
                add(1320, 1440 + 360);
                day += 1;
            }
            _ => {
                let length = dice.between(1, 3);
                add(420, 1440 * length + 1200);
                day += length;
            }
        }
        day += 1;
    }
    if dice.chance(30) {
        dice.shuffle(&mut intervals);
    }
    intervals
}
