//! Why there is no placement, as faults.

use super::assignment::Assignment;
use super::exact::Demand;
use super::feasible::{Broken, broken};
use super::model::Model;
use crate::format::Fault;
use crate::format::placement::PlacementProblem;
use crate::verify::PlacementVerdict;

/// How a fault names the problem, which came without a file name.
pub const PROBLEM: &str = "placement problem";

/// No placement keeps these hard rules together: one fault, and one for each of them.
pub fn impossible(problem: &PlacementProblem, demands: &[Demand]) -> Vec<Fault> {
    let cause = "no placement keeps every hard rule".into();
    let first = fault("", "", "no-placement", cause, "Relax one of the rules that are named.");
    let rules = demands.iter().map(|&demand| {
        let (at, field, rule) = told(problem, demand);
        let cause = format!("{rule} cannot be kept together with the other rules that are named");
        fault(
            &at,
            field,
            "rules-conflict",
            cause,
            "Relax this rule or one of the others.",
        )
    });
    std::iter::once(first).chain(rules).collect()
}

/// No placement was found in time: one fault, and one for each rule that the nearest one breaks.
pub fn not_found(problem: &PlacementProblem, model: &Model, nearest: &Assignment) -> Vec<Fault> {
    let cause = "no placement that keeps every hard rule was found in time".into();
    let remedy = "Give more time, or relax one of the rules that are named.";
    let first = fault("", "", "no-placement-found", cause, remedy);
    let rules = broken(model, nearest).into_iter().map(|broken| {
        let (at, field, rule) = told(problem, demand(broken));
        let cause = format!("{rule} was not kept by the nearest placement");
        fault(&at, field, "rule-not-kept", cause, "If it cannot be kept, relax it.")
    });
    std::iter::once(first).chain(rules).collect()
}

fn demand(broken: Broken) -> Demand {
    match broken {
        Broken::Capacity(position) => Demand::Capacity(position),
        Broken::Minimum(position) => Demand::Minimum(position),
        Broken::Host(host) => Demand::Host(host),
        Broken::Quota(quota, _) => Demand::Quota(quota),
        Broken::Bundle(bundle) => Demand::Bundle(bundle),
        Broken::Apart(one, other) => Demand::Apart(one, other),
        Broken::Fixed(applicant) => Demand::Fixed(applicant),
    }
}

/// Where a rule stands, its field, and what it is called.
fn told(problem: &PlacementProblem, demand: Demand) -> (String, &'static str, String) {
    let applicant = |index: u32| &problem.applicants[index as usize].id;
    let position = |index: u32| &problem.positions[index as usize].id;
    match demand {
        Demand::Capacity(index) => (
            format!("positions[{index}]"),
            "capacity",
            format!("the capacity of {:?}", position(index)),
        ),
        Demand::Minimum(index) => (
            format!("positions[{index}]"),
            "minimum",
            format!("the minimum of {:?}", position(index)),
        ),
        Demand::Host(index) => {
            let host = &problem.hosts[index as usize].id;
            (
                format!("hosts[{index}]"),
                "capacity",
                format!("the capacity of host {host:?}"),
            )
        }
        Demand::Quota(index) => (
            format!("quotas[{index}]"),
            "",
            format!("quota {:?}", problem.quotas[index as usize].id),
        ),
        Demand::Bundle(index) => (
            format!("bundles[{index}]"),
            "",
            format!("bundle {:?}", problem.bundles[index as usize].id),
        ),
        Demand::Apart(one, other) => {
            let same = |(a, b): &(String, String)| {
                (a == applicant(one) && b == applicant(other)) || (b == applicant(one) && a == applicant(other))
            };
            let row = problem.apart.iter().position(same).unwrap_or_default();
            let rule = format!("keeping {:?} and {:?} apart", applicant(one), applicant(other));
            (format!("apart[{row}]"), "", rule)
        }
        Demand::Fixed(index) => {
            let row = problem
                .fixed
                .iter()
                .position(|row| row.applicant == *applicant(index))
                .unwrap_or_default();
            (
                format!("fixed[{row}]"),
                "",
                format!("the decision about {:?}", applicant(index)),
            )
        }
    }
}

/// The best stable placement for positions is asked for where the theory knows none.
pub fn no_best_for_positions() -> Vec<Fault> {
    let cause = "positions have a best stable placement only where everybody has size 1 and nothing counts beside the positions' capacities";
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
