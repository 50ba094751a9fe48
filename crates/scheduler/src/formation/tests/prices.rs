//! The price of the state is the checker's after every change, and going back restores it.

use fastrand::Rng;

use super::agrees;
use super::random::formation;
use crate::formation::course::Found;
use crate::formation::model::Model;
use crate::formation::outcome;
use crate::formation::search::Best;
use crate::formation::state::{State, Transfer};
use crate::verify::verify_formation;

/// Some transfers that may be made at once: a move, or a circle of up to three students.
fn some_transfers(rng: &mut Rng, model: &Model, state: &State<'_>) -> Option<Vec<Transfer>> {
    let mut students: Vec<usize> = (0..rng.usize(1..=3)).map(|_| rng.usize(0..model.students())).collect();
    students.dedup();
    let to = |rng: &mut Rng| (rng.u32(0..5) > 0).then(|| rng.usize(0..model.teams.len()));
    let mut targets: Vec<Option<usize>> = students.iter().skip(1).map(|&student| state.team_of(student)).collect();
    targets.push(if students.len() > 1 && rng.bool() {
        state.team_of(students[0])
    } else {
        to(rng)
    });
    let transfers: Vec<Transfer> = students.into_iter().zip(targets).collect();
    let mut teams: Vec<usize> = transfers.iter().filter_map(|(_, to)| *to).collect();
    let mut sources: Vec<usize> = transfers
        .iter()
        .filter_map(|(student, _)| state.team_of(*student))
        .collect();
    let mut named: Vec<usize> = transfers.iter().map(|(student, _)| *student).collect();
    let once = [&mut teams, &mut sources, &mut named].into_iter().all(|list| {
        let before = list.len();
        list.sort_unstable();
        list.dedup();
        list.len() == before
    });
    (once && transfers.iter().all(|transfer| state.may(*transfer))).then_some(transfers)
}

#[test]
fn prices_are_the_checkers_after_every_change() {
    let mut rng = Rng::with_seed(1);
    let mut made = 0;
    for seed in 0..60 {
        let problem = formation(seed, 4 + seed as usize % 9);
        let model = Model::new(&problem);
        let mut state = State::new(&model);
        for _ in 0..40 {
            let Some(transfers) = some_transfers(&mut rng, &model, &state) else {
                continue;
            };
            let before = state.price();
            let promised = before + state.change(&transfers);
            state.apply(&transfers);
            assert_eq!(state.price(), promised);
            if rng.bool() {
                state.keep();
                made += 1;
            } else {
                state.undo(before);
            }
            let best = Best {
                price: state.price(),
                teams: state.teams_of_all().to_vec(),
            };
            let mut formed = outcome::formed(&problem, &model, &Found { best, bound: None });
            let verdict = verify_formation(&problem, &formed).expect("a valid result");
            assert_eq!(
                (state.price().score, state.price().violations),
                (verdict.score, verdict.violations as i64)
            );
            formed.unmet = verdict.first_violations;
            agrees(&problem, &formed);
        }
    }
    assert!(made > 300, "{made}");
}
