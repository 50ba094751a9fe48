//! Why there is no placement, as faults.

use super::assignment::Assignment;
use super::course::Found;
use super::feasible::{Broken, broken};
use super::model::Model;
use crate::format::Fault;
use crate::format::placement::PlacementProblem;
use crate::verify::PlacementVerdict;

/// How a fault names the problem, which came without a file name.
pub const PROBLEM: &str = "placement problem";

/// No placement keeps every hard rule, or none was found: one fault, and one for each rule that the nearest one breaks.
pub fn no_placement(problem: &PlacementProblem, model: &Model, found: &Found) -> Vec<Fault> {
    let (code, cause, remedy) = if found.proved {
        (
            "no-placement",
            "no placement keeps every hard rule",
            "Relax one of the rules that are named.",
        )
    } else {
        (
            "no-placement-found",
            "no placement that keeps every hard rule was found in time",
            "Give more time, or relax one of the rules that are named.",
        )
    };
    let first = fault("", "", code, cause.into(), remedy);
    let rules = rules_broken(problem, model, &found.nearest);
    std::iter::once(first).chain(rules).collect()
}

fn rules_broken(problem: &PlacementProblem, model: &Model, nearest: &Assignment) -> Vec<Fault> {
    let broken = broken(model, nearest);
    let remedy = "If this rule cannot be kept together with the others, relax it.";
    let faults = broken.into_iter().map(|broken| match broken {
        Broken::Quota(quota, count) => {
            let (at, row) = (format!("quotas[{quota}]"), &problem.quotas[quota as usize]);
            fault(
                &at,
                "min",
                "rule-not-kept",
                format!("the nearest placement brings {:?} to {count}", row.id),
                remedy,
            )
        }
        Broken::Minimum(position) => {
            let (at, row) = (format!("positions[{position}]"), &problem.positions[position as usize]);
            fault(
                &at,
                "minimum",
                "rule-not-kept",
                format!("the nearest placement opens {:?} with fewer", row.id),
                remedy,
            )
        }
        Broken::Capacity(position) => {
            let (at, row) = (format!("positions[{position}]"), &problem.positions[position as usize]);
            fault(
                &at,
                "capacity",
                "rule-not-kept",
                format!("the nearest placement overfills {:?}", row.id),
                remedy,
            )
        }
        Broken::Host(host) => {
            let (at, row) = (format!("hosts[{host}]"), &problem.hosts[host as usize]);
            fault(
                &at,
                "capacity",
                "rule-not-kept",
                format!("the nearest placement overfills {:?}", row.id),
                remedy,
            )
        }
        Broken::Bundle(bundle) => {
            let (at, row) = (format!("bundles[{bundle}]"), &problem.bundles[bundle as usize]);
            fault(
                &at,
                "applicants",
                "rule-not-kept",
                format!("the nearest placement splits {:?}", row.id),
                remedy,
            )
        }
        Broken::Apart(one, other) => {
            let (one, other) = (
                &problem.applicants[one as usize].id,
                &problem.applicants[other as usize].id,
            );
            fault(
                "apart",
                "",
                "rule-not-kept",
                format!("the nearest placement has {one:?} and {other:?} together"),
                remedy,
            )
        }
        Broken::Fixed(applicant) => {
            let id = &problem.applicants[applicant as usize].id;
            fault(
                "fixed",
                "",
                "rule-not-kept",
                format!("the nearest placement moves {id:?}"),
                remedy,
            )
        }
    });
    faults.collect()
}

/// The best stable placement for positions is asked for where the theory knows none.
pub fn no_best_for_positions() -> Vec<Fault> {
    let cause = "positions have a best stable placement only where everybody has size 1, and nothing counts beside the positions' capacities";
    let remedy = "Ask for the applicants' side, or leave sizes, hosts' capacities, minimums, quotas, bundles and people apart out.";
    vec![fault("", "", "no-best-for-positions", cause.into(), remedy)]
}

/// The independent checker does not confirm a placement: it is kept back.
pub fn not_confirmed(verdict: &PlacementVerdict) -> Vec<Fault> {
    let cause = match verdict.violations.first() {
        Some(violation) => format!("the independent checker refuses the placement: {violation}"),
        None => "the independent checker comes to other figures".into(),
    };
    vec![fault(
        "",
        "",
        "not-confirmed",
        cause,
        "Tell those who maintain the program, with the problem.",
    )]
}

fn fault(at: &str, field: &str, code: &'static str, cause: String, remedy: &str) -> Fault {
    Fault {
        file: PROBLEM.into(),
        at: at.into(),
        field: field.into(),
        code,
        cause,
        remedy: remedy.into(),
    }
}
