//! What is found is the best there is, by brute force through the checker alone.

use std::sync::atomic::AtomicBool;

use super::random::formation;
use super::{agrees, formed};
use crate::format::formation::{Formation, Formed, TeamRow};
use crate::formation::bound::{Effort, Prover};
use crate::formation::model::Model;
use crate::formation::search::Search;
use crate::verify::verify_formation;

/// A result of one team.
fn alone(team: &str, students: Vec<String>) -> Formed {
    let team = team.to_owned();
    Formed {
        format: "formation-result/1".into(),
        teams: vec![TeamRow {
            team,
            students,
            minutes: None,
            worth: None,
        }],
        ..Formed::default()
    }
}

/// The best score of a feasible result: every team of every set of students is checked by itself, as scores of teams add up.
fn brute_force(problem: &Formation) -> Option<i64> {
    let students = problem.students.len();
    let nothing = alone("k0-01", Vec::new());
    let base = verify_formation(problem, &nothing).expect("a valid result");
    let mut best: Vec<Option<i64>> = vec![None; 1 << students];
    best[0] = Some(base.score);
    let kinds = problem.teams.iter();
    for id in kinds.flat_map(|kind| (1..=kind.count as usize).map(|number| kind.team(number))) {
        let settled = |set: usize, here: bool| {
            let rows = problem.fixed.iter().filter(|row| (row.team == id) == here);
            rows.filter(|row| (0..students).any(|at| set >> at & 1 == 1 && problem.students[at].id == row.student))
                .count()
        };
        let mine = problem.fixed.iter().filter(|row| row.team == id).count();
        let gains: Vec<Option<i64>> = (0..1 << students)
            .map(|set: usize| {
                let members = (0..students)
                    .filter(|at| set >> at & 1 == 1)
                    .map(|at| problem.students[at].id.clone());
                let verdict = verify_formation(problem, &alone(&id, members.collect())).expect("a valid result");
                let others_wait = problem.fixed.len() - mine;
                let kept = settled(set, true) == mine && settled(set, false) == 0;
                (kept && verdict.violations == others_wait).then_some(verdict.score - base.score)
            })
            .collect();
        let mut next = vec![None; 1 << students];
        for taken in 0..1usize << students {
            let mut set = taken;
            loop {
                let sum = best[taken ^ set].zip(gains[set]).map(|(sum, gain)| sum + gain);
                next[taken] = next[taken].max(sum);
                if set == 0 {
                    break;
                }
                set = (set - 1) & taken;
            }
        }
        best = next;
    }
    best.into_iter().flatten().max()
}

#[test]
fn small_formations_are_solved_to_the_proven_best() {
    let (mut feasible, mut unplaced, mut unformed) = (0, 0, 0);
    for seed in 0..1_500 {
        let problem = formation(seed, 3 + seed as usize % 5);
        let formed = formed(&problem, 3_000, seed);
        agrees(&problem, &formed);
        let best = brute_force(&problem);
        assert_eq!(formed.unmet.is_empty(), best.is_some(), "seed {seed}");
        if best.is_some() {
            assert_eq!((formed.score, formed.bound), (best, best), "seed {seed}: {formed:?}");
            feasible += 1;
            unplaced += usize::from(!formed.unplaced.is_empty());
            unformed += usize::from(!formed.unformed.is_empty());
        } else {
            assert_eq!(formed.bound, None, "seed {seed}");
        }
    }
    assert!(
        feasible > 1_000 && unplaced > 200 && unformed > 200,
        "{feasible} {unplaced} {unformed}"
    );
}

/// However little a proof may work, its bound holds.
#[test]
fn a_bound_holds_however_early_it_ends() {
    let stop = AtomicBool::new(false);
    for seed in 0..80 {
        let problem = formation(seed, 7);
        let Some(best) = brute_force(&problem) else { continue };
        let model = Model::new(&problem);
        let search = Search::new(&model, seed);
        let start = search.best();
        for work in [0, 1, 7, 40, 300] {
            let mut effort = Effort {
                deadline: None,
                work,
                stop: &stop,
            };
            let mut prover = Prover::new(&model);
            if start.price.violations == 0 {
                prover.prove(&start.teams, start.price.score, &mut effort);
                let bound = prover.bound().expect("a bound");
                assert!(bound >= best, "seed {seed}, work {work}: {bound} below {best}");
            }
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_teams() {
    let problem = formation(5, 30);
    let first = formed(&problem, 2_000, 9);
    agrees(&problem, &first);
    assert_eq!(first, formed(&problem, 2_000, 9));
    assert!(first.bound >= first.score);
}

#[test]
fn the_order_of_students_makes_no_difference() {
    for seed in 300..320 {
        let problem = formation(seed, 6);
        let mut turned = problem.clone();
        turned.students.reverse();
        turned.friends.reverse();
        turned.hours.reverse();
        for student in &mut turned.students {
            student.free = student.free.chars().rev().collect();
        }
        let (one, other) = (formed(&problem, 2_000, 1), formed(&turned, 2_000, 1));
        assert_eq!((one.score, one.bound), (other.score, other.bound), "seed {seed}");
    }
}

#[test]
fn a_stopped_formation_has_its_teams_at_hand() {
    let problem = formation(11, 40);
    let settings = super::Settings::default();
    let formed = super::form(&problem, &settings, &AtomicBool::new(true)).expect("a valid formation");
    agrees(&problem, &formed);
    assert!(!formed.teams.is_empty());
}
