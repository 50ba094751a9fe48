//! Plans for a problem: empty, careful, careless, or silly.

use yuandi_scheduler::format::{Clock, NeedRow, Plan, Problem, SessionRow, Skills, Team};

use super::dice::{Dice, time};
use super::relations::start_of;

/// A plan for the problem that names only what the problem knows. Some are feasible, most are not, some are absurd.
pub fn random_plan(problem: &Problem, seed: u64) -> Plan {
    let mut dice = Dice::new(seed ^ 0x9e37_79b9_7f4a_7c15);
    let clock = Clock::new(problem).expect("random plans are for valid problems");
    let mut plan = Plan {
        format: "plan/1".into(),
        ..Plan::default()
    };
    let density = *dice.pick(&[0, 15, 40, 80, 100]);
    let careful = dice.chance(60);
    attend(&mut dice, problem, &mut plan, density, careful);
    visit(&mut dice, problem, &clock, &mut plan, density, careful);
    if dice.chance(20) {
        repeat(&mut dice, &mut plan);
    }
    plan
}

fn attend(dice: &mut Dice, problem: &Problem, plan: &mut Plan, density: i64, careful: bool) {
    for session in &problem.sessions {
        let mut teams = Vec::new();
        for team in &problem.teams {
            let fits = !careful
                || (able(team, &session.skills)
                    && (teams.len() as i64) < session.teams.max
                    && team
                        .available
                        .iter()
                        .any(|(from, to)| from.wall() <= session.start.wall() && session.end.wall() <= to.wall()));
            if fits && dice.chance(density / 2) {
                teams.push(team.id.clone());
            }
        }
        if !teams.is_empty() || dice.chance(10) {
            plan.sessions.push(SessionRow {
                session: session.id.clone(),
                teams,
            });
        }
    }
}

fn visit(dice: &mut Dice, problem: &Problem, clock: &Clock, plan: &mut Plan, density: i64, careful: bool) {
    for need in &problem.needs {
        if !dice.chance(density) {
            continue;
        }
        let able: Vec<&Team> = problem
            .teams
            .iter()
            .filter(|t| !careful || able(t, &need.skills))
            .collect();
        if able.is_empty() {
            continue;
        }
        let anywhere = !careful && dice.chance(30);
        let day = dice.between(-3, i64::from(clock.days()) + 2);
        plan.needs.push(NeedRow {
            need: need.id.clone(),
            team: dice.pick(&able).id.clone(),
            start: if anywhere {
                time(clock, day, dice.between(0, 1439))
            } else {
                start_of(dice, need, clock)
            },
        });
    }
}

/// The same rows again: a session in two rows, a need served by two teams, a team named twice.
fn repeat(dice: &mut Dice, plan: &mut Plan) {
    if let Some(row) = plan.sessions.first().cloned() {
        plan.sessions.push(row);
    }
    if let (Some(first), Some(last)) = (plan.needs.first().cloned(), plan.needs.last().cloned()) {
        plan.needs.push(NeedRow {
            team: last.team,
            ..first
        });
    }
    dice.shuffle(&mut plan.needs);
}

fn able(team: &Team, asked: &Skills) -> bool {
    asked
        .iter()
        .all(|(skill, level)| team.skills.get(skill).copied().unwrap_or(0) >= *level)
}
