//! What must not matter: names, pairs that cannot be, a position that nobody wants.

use yuandi_scheduler::format::placement::{Aim, PlacementProblem, Tier};
use yuandi_scheduler::format::validate_placement;

use super::best_found;
use super::odd::{self, TINY};

fn unchanged(change: impl Fn(&mut PlacementProblem)) {
    for seed in 0..150 {
        let problem = odd::problem(seed, TINY);
        let mut changed = problem.clone();
        change(&mut changed);
        validate_placement("changed", &changed).expect("it is still a problem");
        let figures = |problem| Aim::ALL.map(|aim| best_found(problem, aim));
        assert_eq!(figures(&problem), figures(&changed), "problem {seed}");
    }
}

#[test]
fn names_do_not_matter() {
    unchanged(|problem| {
        let text = serde_json::to_string(problem).expect("it is JSON");
        // Ids are a letter and a number, and nothing else in the text looks like that.
        let renamed = ["a", "p", "h", "q", "b"].iter().fold(text, |text, letter| {
            (1..=9).fold(text, |text, n| {
                text.replace(&format!("\"{letter}{n}\""), &format!("\"{letter}-{}\"", 99 - n))
            })
        });
        *problem = serde_json::from_str(&renamed).expect("it is still a problem");
    });
}

#[test]
fn the_order_of_rows_does_not_matter() {
    unchanged(|problem| {
        problem.applicants.reverse();
        problem.positions.reverse();
        problem.quotas.reverse();
        problem.bundles.reverse();
    });
}

#[test]
fn an_applicant_whom_a_position_does_not_list_may_list_it() {
    unchanged(|problem| {
        let tiers = |choices: &[Tier]| {
            choices
                .iter()
                .rposition(|tier| !tier.0.is_empty())
                .map_or(0, |last| last + 1)
        };
        let longest = problem.applicants.iter().map(|a| tiers(&a.choices)).max().unwrap_or(0);
        let mut choosy = problem.positions[0].clone();
        choosy.id = "choosy".into();
        choosy.choices = Some(Vec::new());
        problem.positions.push(choosy);
        // Where it does not lengthen the longest list of all, by which unplaced applicants are counted.
        for applicant in problem
            .applicants
            .iter_mut()
            .filter(|applicant| applicant.choices.len() < longest)
        {
            applicant.choices.push(Tier(vec!["choosy".into()]));
        }
    });
}

#[test]
fn a_position_that_nobody_wants_does_not_matter() {
    unchanged(|problem| {
        let mut lonely = problem.positions[0].clone();
        lonely.id = "lonely".into();
        lonely.choices = None;
        problem.positions.insert(0, lonely);
    });
}
