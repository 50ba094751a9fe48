//! Small random placement problems with every corner of the format, and random placements of them.

use yuandi_scheduler::format::placement::{
    Aim, Applicant, Bundle, Host, Placed, PlacementProblem, PlacementResult, Position, Quota, Tier, Together,
};
use yuandi_scheduler::format::validate_placement;

use crate::common::weird::dice::{Dice, GROUPS};

/// How large the problems are.
#[derive(Clone, Copy)]
pub struct Size {
    pub applicants: i64,
    pub positions: i64,
    pub choices: usize,
}

pub const TINY: Size = Size {
    applicants: 5,
    positions: 4,
    choices: 3,
};
pub const SMALL: Size = Size {
    applicants: 40,
    positions: 12,
    choices: 6,
};

/// What a problem has.
struct Features {
    sizes: bool,
    skills: bool,
    ties: bool,
    minimums: bool,
}

/// A valid problem, the same for the same seed.
pub fn problem(seed: u64, size: Size) -> PlacementProblem {
    let dice = &mut Dice::new(seed);
    let features = Features {
        sizes: dice.chance(30),
        skills: dice.chance(30),
        ties: dice.chance(60),
        minimums: dice.chance(40),
    };
    let hosts: Vec<String> = names("h", dice.between(0, (size.positions / 2).max(2)));
    let people = names("a", dice.between(1, size.applicants));
    let places = names("p", dice.between(1, size.positions));
    let mut problem = PlacementProblem {
        format: "placement/1".into(),
        applicants: people
            .iter()
            .map(|id| applicant(dice, id, &places, &features, size))
            .collect(),
        positions: places
            .iter()
            .map(|id| position(dice, id, (&people, &hosts), &features, size))
            .collect(),
        hosts: Vec::new(),
        quotas: Vec::new(),
        bundles: Vec::new(),
        apart: Vec::new(),
        fixed: Vec::new(),
        aim: *dice.pick(&Aim::ALL),
    };
    let share = (size.applicants + 2) / hosts.len().max(1) as i64;
    problem.hosts = hosts.iter().map(|id| host(dice, id, share)).collect();
    relations(dice, &mut problem, &people, size);
    decisions(dice, &mut problem);
    validate_placement("odd", &problem).expect("the generator makes valid problems");
    problem
}

/// A placement that names what the problem knows and keeps what it happens to keep.
pub fn placement(seed: u64, problem: &PlacementProblem) -> PlacementResult {
    let dice = &mut Dice::new(seed);
    let mut placed = Vec::new();
    for applicant in &problem.applicants {
        let listed: Vec<&String> = applicant.choices.iter().flat_map(|tier| &tier.0).collect();
        if !listed.is_empty() && dice.chance(70) {
            placed.push(Placed {
                applicant: applicant.id.clone(),
                position: (*dice.pick(&listed)).clone(),
            });
        }
    }
    if dice.chance(10)
        && let Some(first) = placed.first().cloned()
    {
        placed.push(first);
    }
    result(placed)
}

/// A result that says who is where and nothing else.
pub fn result(placed: Vec<Placed>) -> PlacementResult {
    let json = serde_json::json!({ "format": "placement-result/1", "placed": placed });
    serde_json::from_value(json).expect("it is a result")
}

fn names(letter: &str, count: i64) -> Vec<String> {
    (1..=count).map(|number| format!("{letter}{number}")).collect()
}

fn applicant(dice: &mut Dice, id: &str, places: &[String], features: &Features, size: Size) -> Applicant {
    Applicant {
        id: id.into(),
        groups: dice.some_of(&GROUPS),
        size: if features.sizes { dice.between(1, 3) } else { 1 },
        skills: dice.skills(if features.skills { 60 } else { 0 }, 2),
        choices: tiers(dice, places, size.choices, features.ties),
    }
}

fn position(
    dice: &mut Dice,
    id: &str,
    (people, hosts): (&[String], &[String]),
    features: &Features,
    size: Size,
) -> Position {
    let capacity = dice.between(0, 2 + size.applicants / size.positions);
    let fewest = if features.minimums && dice.chance(50) {
        dice.between(0, capacity)
    } else {
        0
    };
    Position {
        id: id.into(),
        host: if hosts.is_empty() || dice.chance(20) {
            None
        } else {
            Some(dice.pick(hosts).clone())
        },
        groups: dice.some_of(&GROUPS),
        capacity,
        minimum: fewest,
        skills: dice.skills(if features.skills { 25 } else { 0 }, 2),
        choices: dice.maybe(70, |dice| tiers(dice, people, people.len(), features.ties)),
    }
}

/// A random order of some of the ids, cut into tiers.
fn tiers(dice: &mut Dice, ids: &[String], most: usize, ties: bool) -> Vec<Tier> {
    let mut ids = ids.to_vec();
    dice.shuffle(&mut ids);
    ids.truncate(dice.between(most.min(1) as i64, most.max(1) as i64) as usize);
    let mut tiers: Vec<Tier> = Vec::new();
    for id in ids {
        match tiers.last_mut() {
            Some(last) if ties && dice.chance(40) => last.0.push(id),
            _ => tiers.push(Tier(vec![id])),
        }
    }
    if ties && dice.chance(5) {
        tiers.insert(0, Tier(Vec::new()));
    }
    tiers
}

fn host(dice: &mut Dice, id: &str, share: i64) -> Host {
    Host {
        id: id.into(),
        capacity: dice.maybe(60, |dice| dice.between(0, share + 1)),
    }
}

fn relations(dice: &mut Dice, problem: &mut PlacementProblem, people: &[String], size: Size) {
    if dice.chance(40) {
        let count = dice.between(1, 2);
        problem.quotas = names("q", count).into_iter().map(|id| quota(dice, id, size)).collect();
    }
    let pairs = size.applicants / 5;
    if people.len() > 1 && dice.chance(35) {
        for id in names("b", dice.between(1, pairs)) {
            let mut members = people.to_vec();
            dice.shuffle(&mut members);
            members.truncate(dice.between(1, 3) as usize);
            let at = if dice.chance(50) {
                Together::Position
            } else {
                Together::Host
            };
            problem.bundles.push(Bundle {
                id,
                applicants: members,
                at,
            });
        }
    }
    if people.len() > 1 && dice.chance(35) {
        for _ in 0..dice.between(1, pairs) {
            let mut two = people.to_vec();
            dice.shuffle(&mut two);
            problem.apart.push((two[0].clone(), two[1].clone()));
        }
    }
}

fn quota(dice: &mut Dice, id: String, size: Size) -> Quota {
    let most = size.applicants / 2;
    let max = dice.maybe(60, |dice| dice.between(0, most));
    let min = if max.is_none() || dice.chance(20) {
        Some(dice.between(0, max.unwrap_or(2).min(2)))
    } else {
        None
    };
    Quota {
        id,
        positions: dice.maybe(60, |dice| dice.some_of(&GROUPS)),
        applicants: dice.maybe(60, |dice| dice.some_of(&GROUPS)),
        min,
        max,
    }
}

/// Some decisions that can be kept, each with all before it.
fn decisions(dice: &mut Dice, problem: &mut PlacementProblem) {
    if !dice.chance(30) {
        return;
    }
    for _ in 0..dice.between(1, 2) {
        let applicant = dice.pick(&problem.applicants).clone();
        let listed: Vec<String> = applicant.choices.into_iter().flat_map(|tier| tier.0).collect();
        if listed.is_empty() {
            continue;
        }
        problem.fixed.push(Placed {
            applicant: applicant.id,
            position: dice.pick(&listed).clone(),
        });
        if validate_placement("odd", problem).is_err() {
            problem.fixed.pop();
        }
    }
}
