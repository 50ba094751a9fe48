//! Strict problems of hospitals and residents: both sides' best stable placements are those of the Python package `matching`.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use serde_json::{Value, json};
use yuandi_scheduler::format::placement::{Aim, Applicant, PlacementProblem, Position, Tier};
use yuandi_scheduler::placement::{Settings, Side, place};

use crate::common::check_py::peer;
use crate::common::weird::dice::Dice;

/// Reads games, a line each, and prints who is where in the best stable matchings of residents and of hospitals.
const GAMES: &str = r#"
import json, sys, warnings
from matching.games import HospitalResident
warnings.simplefilter("ignore")
for line in sys.stdin:
    game = json.loads(line)
    both = []
    for side in ("resident", "hospital"):
        solver = HospitalResident.create_from_dictionaries(game["residents"], game["hospitals"], game["capacities"])
        matching = solver.solve(optimal=side)
        both.append({r.name: h.name for h, residents in matching.items() for r in residents})
    print(json.dumps(both))
"#;

/// Everybody ranks whoever ranks them, as `matching` asks for.
fn strict(seed: u64) -> PlacementProblem {
    let dice = &mut Dice::new(seed);
    let (people, places) = (dice.between(2, 30), dice.between(2, 8));
    let mut applicants: Vec<(String, Vec<String>)> = Vec::new();
    for number in 1..=people {
        let mut list: Vec<String> = (1..=places).map(|place| format!("p{place}")).collect();
        dice.shuffle(&mut list);
        list.truncate(dice.between(1, places) as usize);
        applicants.push((format!("a{number}"), list));
    }
    let mut order: Vec<usize> = (0..applicants.len()).collect();
    let positions = (1..=places).map(|number| {
        let id = format!("p{number}");
        dice.shuffle(&mut order);
        let those = order.iter().filter(|&&index| applicants[index].1.contains(&id));
        let choices: Vec<Tier> = those.map(|&index| Tier(vec![applicants[index].0.clone()])).collect();
        Position {
            id,
            host: None,
            groups: Vec::new(),
            capacity: dice.between(1, 5),
            minimum: 0,
            skills: BTreeMap::new(),
            choices: Some(choices),
        }
    });
    let positions = positions
        .filter(|position| position.choices.as_ref().is_some_and(|list| !list.is_empty()))
        .collect();
    PlacementProblem {
        format: "placement/1".into(),
        positions,
        applicants: applicants.into_iter().map(applicant).collect(),
        hosts: Vec::new(),
        quotas: Vec::new(),
        bundles: Vec::new(),
        apart: Vec::new(),
        fixed: Vec::new(),
        aim: Aim::Stable,
    }
}

fn applicant((id, choices): (String, Vec<String>)) -> Applicant {
    Applicant {
        id,
        groups: Vec::new(),
        size: 1,
        skills: BTreeMap::new(),
        choices: choices.into_iter().map(|id| Tier(vec![id])).collect(),
    }
}

fn as_game(problem: &PlacementProblem) -> Value {
    let list = |choices: &[Tier]| choices.iter().flat_map(|tier| tier.0.clone()).collect::<Vec<_>>();
    let residents: BTreeMap<_, _> = problem.applicants.iter().map(|a| (&a.id, list(&a.choices))).collect();
    let hospitals = problem
        .positions
        .iter()
        .map(|p| (&p.id, list(p.choices.as_deref().unwrap_or_default())));
    let capacities: BTreeMap<_, _> = problem.positions.iter().map(|p| (&p.id, p.capacity)).collect();
    json!({ "residents": residents, "hospitals": hospitals.collect::<BTreeMap<_, _>>(), "capacities": capacities })
}

fn ours(problem: &PlacementProblem, side: Side) -> Value {
    let settings = Settings {
        side,
        compare: false,
        ..Settings::default()
    };
    let result = place(problem, &settings, &AtomicBool::new(false)).expect("a stable placement exists");
    assert!(result.blocking.is_empty() && (result.optimal || side == Side::Positions));
    let rows = result
        .placed
        .iter()
        .map(|row| (row.applicant.clone(), json!(row.position)));
    Value::Object(rows.collect())
}

#[test]
fn both_sides_get_what_the_python_package_gives_them() {
    let problems: Vec<_> = (0..200).map(strict).collect();
    let games: String = problems
        .iter()
        .map(|problem| format!("{}\n", as_game(problem)))
        .collect();
    let told = peer(GAMES, games);
    assert_eq!(told.lines().count(), problems.len());
    let mut sides_differ = 0;
    for (seed, (problem, told)) in problems.iter().zip(told.lines()).enumerate() {
        let told: Value = serde_json::from_str(told).expect("it prints JSON");
        assert_eq!(
            ours(problem, Side::Applicants),
            told[0],
            "for applicants, problem {seed}"
        );
        assert_eq!(ours(problem, Side::Positions), told[1], "for positions, problem {seed}");
        sides_differ += usize::from(told[0] != told[1]);
    }
    assert!(sides_differ > 10);
}
