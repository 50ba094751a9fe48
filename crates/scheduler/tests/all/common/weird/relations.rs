//! Links, continuity, requests, fixed decisions and a baseline.

use yuandi_scheduler::format::{
    Baseline, Clock, Continuity, Fixed, Link, LinkTeams, LocalTime, Need, Problem, Request,
};

use super::dice::{Dice, time};

pub fn links(dice: &mut Dice, problem: &Problem) -> Vec<Link> {
    let mut links = Vec::new();
    for _ in 0..dice.between(0, 4) {
        let (first, second) = (dice.pick(&problem.needs), dice.pick(&problem.needs));
        if first.id == second.id {
            continue;
        }
        let min = dice.maybe(50, |d| *d.pick(&[0, 0, -300, 120, 1440]));
        let max = dice.maybe(50, |d| min.unwrap_or(0) + *d.pick(&[0, 0, 240, 4320]));
        links.push(Link {
            first: first.id.clone(),
            second: second.id.clone(),
            min,
            max,
            teams: *dice.pick(&[LinkTeams::Any, LinkTeams::Same, LinkTeams::Different]),
            weight: dice.maybe(50, |d| d.between(0, 40)),
            together: dice.chance(40),
        });
    }
    links
}

pub fn continuity(dice: &mut Dice, problem: &Problem) -> Vec<Continuity> {
    let ids: Vec<&str> = problem.needs.iter().map(|n| n.id.as_str()).collect();
    (0..dice.between(0, 2))
        .map(|i| Continuity {
            id: format!("care-{i}"),
            needs: dice.some_of(&ids),
            max_teams: dice.between(0, 2),
            weight: dice.maybe(60, |d| d.between(0, 60)),
        })
        .collect()
}

pub fn requests(dice: &mut Dice, problem: &Problem, clock: &Clock) -> Vec<Request> {
    (0..dice.between(0, 5))
        .map(|_| {
            let session = dice.maybe(50, |d| d.pick(&problem.sessions).id.clone());
            let day = dice.between(0, i64::from(clock.days()) - 1);
            let from = 30 * dice.between(0, 40);
            let during = (
                time(clock, day, from),
                time(clock, day, from + 60 * dice.between(2, 30)),
            );
            Request {
                team: dice.pick(&problem.teams).id.clone(),
                during: session.is_none().then_some(during),
                session,
                want: dice.chance(50),
                weight: dice.between(0, 20),
            }
        })
        .collect()
}

pub fn fixed(dice: &mut Dice, problem: &Problem, clock: &Clock) -> Vec<Fixed> {
    let several = dice.maybe(40, |d| d.between(1, 2)).unwrap_or(0);
    (0..several)
        .map(|_| {
            if dice.chance(50) {
                attendance(dice, problem)
            } else {
                visit(dice, problem, clock)
            }
        })
        .collect()
}

/// Some rows twice.
pub fn baseline(dice: &mut Dice, problem: &Problem, clock: &Clock) -> Option<Baseline> {
    dice.maybe(60, |dice| {
        let mut sessions: Vec<Fixed> = (0..dice.between(0, 6)).map(|_| attendance(dice, problem)).collect();
        let mut needs: Vec<Fixed> = (0..dice.between(0, 4)).map(|_| visit(dice, problem, clock)).collect();
        for rows in [&mut sessions, &mut needs] {
            if let Some(row) = rows.first().cloned().filter(|_| dice.chance(50)) {
                rows.push(row);
            }
        }
        Baseline { sessions, needs }
    })
}

fn attendance(dice: &mut Dice, problem: &Problem) -> Fixed {
    Fixed {
        session: Some(dice.pick(&problem.sessions).id.clone()),
        need: None,
        team: dice.pick(&problem.teams).id.clone(),
        start: None,
    }
}

fn visit(dice: &mut Dice, problem: &Problem, clock: &Clock) -> Fixed {
    let need = dice.pick(&problem.needs);
    Fixed {
        session: None,
        need: Some(need.id.clone()),
        team: dice.pick(&problem.teams).id.clone(),
        start: Some(start_of(dice, need, clock)),
    }
}

/// A start inside a window of the need, on a grid so coarse that plan and baseline often agree.
pub fn start_of(dice: &mut Dice, need: &Need, clock: &Clock) -> LocalTime {
    let (from, to) = dice.pick(&need.windows);
    let (Some(from), Some(to)) = (clock.instant(from), clock.instant(to)) else {
        return from.clone();
    };
    let room = (i64::from(to - from) - need.minutes).max(0);
    clock.wall(from + (dice.between(0, 4) * room / 4) as i32)
}
