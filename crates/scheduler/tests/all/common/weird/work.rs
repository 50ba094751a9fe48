//! Sessions and needs.

use std::collections::BTreeMap;

use yuandi_scheduler::format::{Clock, LocalTime, Mix, Need, Problem, Session, Staffing};

use super::dice::{Dice, TAGS, fits, time};

pub fn sessions(dice: &mut Dice, problem: &Problem, clock: &Clock) -> Vec<Session> {
    let wanted = dice.between(4, 10);
    let mut sessions = Vec::new();
    while (sessions.len() as i64) < wanted {
        let (day, start) = (dice.between(0, i64::from(clock.days()) - 1), start_minute(dice));
        let (start, end) = (
            time(clock, day, start),
            time(clock, day, start + 15 * dice.between(1, 14)),
        );
        if !fits(clock, &start, &end, 1) {
            continue;
        }
        sessions.push(Session {
            id: format!("session-{}", sessions.len()),
            place: dice.pick(&problem.places).id.clone(),
            start,
            end,
            skills: dice.skills(30, 2),
            tags: dice.some_of(&TAGS),
            series: dice.maybe(60, |d| d.pick(&["monday", "friday"]).to_string()),
            teams: Staffing {
                target: dice.between(0, 3),
                max: dice.between(0, 4),
                under: dice.between(0, 90),
                over: dice.between(0, 20),
            },
            mix: (0..dice.between(-1, 2)).map(|_| mix(dice)).collect(),
        });
    }
    sessions
}

fn mix(dice: &mut Dice) -> Mix {
    Mix {
        skills: dice.skills(60, 3),
        min: dice.between(0, 2),
        under: dice.maybe(60, |d| d.between(0, 50)),
    }
}

/// Mostly by day; sometimes at night, when clocks change and sessions end on another date.
fn start_minute(dice: &mut Dice) -> i64 {
    if dice.chance(75) {
        15 * dice.between(32, 70)
    } else {
        15 * dice.between(0, 95)
    }
}

pub fn needs(dice: &mut Dice, problem: &Problem, clock: &Clock) -> Vec<Need> {
    (0..dice.between(4, 10))
        .map(|i| {
            let minutes = 5 * dice.between(0, 18);
            let windows = windows(dice, clock, minutes);
            let due = dice.maybe(40, |d| d.pick(&windows).0.clone());
            Need {
                id: format!("need-{i}"),
                place: dice.pick(&problem.places).id.clone(),
                minutes,
                windows,
                skills: dice.skills(30, 2),
                tags: dice.some_of(&TAGS),
                load: dice.between(0, 2),
                unserved: dice.between(0, 500),
                due,
                late: dice.between(0, 9),
                allowed: dice.maybe(15, |d| some_teams(d, problem)),
                excluded: dice.maybe(15, |d| some_teams(d, problem)).unwrap_or_default(),
                preferred: preferred(dice, problem),
            }
        })
        .collect()
}

fn some_teams(dice: &mut Dice, problem: &Problem) -> Vec<String> {
    let ids: Vec<&str> = problem.teams.iter().map(|t| t.id.as_str()).collect();
    dice.some_of(&ids)
}

fn preferred(dice: &mut Dice, problem: &Problem) -> BTreeMap<String, i64> {
    let some = dice.maybe(40, |d| some_teams(d, problem)).unwrap_or_default();
    some.into_iter().map(|team| (team, dice.between(-30, 30))).collect()
}

/// One to three windows, which may overlap, span nights and stand in any order.
fn windows(dice: &mut Dice, clock: &Clock, minutes: i64) -> Vec<(LocalTime, LocalTime)> {
    let wanted = dice.between(1, 3) as usize;
    let mut windows = Vec::new();
    while windows.len() < wanted {
        let (day, start) = (dice.between(0, i64::from(clock.days()) - 1), start_minute(dice));
        let length = if dice.chance(20) {
            1440 * dice.between(1, 3)
        } else {
            15 * dice.between(2, 40)
        };
        let window = (time(clock, day, start), time(clock, day, start + length));
        if fits(clock, &window.0, &window.1, minutes) {
            windows.push(window);
        }
    }
    windows
}
