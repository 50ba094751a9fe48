//! A plan changed by hand, judged: what the change really costs, in total and by part, and every hard rule that it breaks or mends.
//!
//! A pure function of problem, plan and changes. All figures are the independent checker's, of the plan before and the plan after.

mod board;
mod touched;

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use yuandi_scheduler::format::{Fault, Need, Plan, Problem, Unserved};
use yuandi_scheduler::verify::{Verdict, Violation, inspect};

use super::decisions::{self, Origin};
use super::names::Names;
use super::sentences::breach;
use crate::db::plans::NewPlan;
use crate::domain::breach::Breach;
use crate::domain::decision::Decision;
use crate::domain::edit::Change;
use board::Board;
pub use touched::Touched;

/// Why a need is unserved that somebody left so.
const BY_HAND: &str = "by-hand";

/// Why a change cannot be made at all, whatever the office says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditFault {
    /// Which field: `changes[2].team`.
    pub field: String,
    /// Stable code.
    pub code: &'static str,
    /// What is wrong.
    pub cause: String,
    /// What to do.
    pub remedy: &'static str,
}

/// What the checker says of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Figures {
    /// Cost.
    pub cost: i64,
    /// Cost by part.
    pub parts: BTreeMap<String, i64>,
    /// Hard violations.
    pub violations: i64,
}

impl From<&Verdict> for Figures {
    fn from(verdict: &Verdict) -> Self {
        let parts = verdict.parts.rows();
        Self {
            cost: verdict.cost,
            parts: parts.map(|(part, cost)| (part.to_owned(), cost)).into(),
            violations: verdict.violations as i64,
        }
    }
}

/// A plan before and after a change, as the checker sees them.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Before.
    pub before: Figures,
    /// After.
    pub after: Figures,
    /// Rules that the change breaks, or breaks further.
    pub breaks: Vec<Breach>,
    /// Rules that were broken before and no more.
    pub repairs: Vec<Breach>,
    /// Rules that are broken before and after.
    pub stands: Vec<Breach>,
    /// Decisions of the plan before that the term no longer has a place for.
    pub gone: Vec<Decision>,
    problem: Problem,
    plan: Plan,
    verdict: Verdict,
}

impl Judged {
    /// What the change costs more, in total and by part; parts that stay the same are left out.
    #[must_use]
    pub fn difference(&self) -> (i64, BTreeMap<String, i64>) {
        let of = |part: &String| self.before.parts.get(part).copied().unwrap_or_default();
        let parts = self
            .after
            .parts
            .iter()
            .map(|(part, cost)| (part.clone(), cost - of(part)));
        let parts = parts.filter(|(_, more)| *more != 0).collect();
        (self.after.cost - self.before.cost, parts)
    }

    /// The plan after the change, as it is kept: its figures are the checker's.
    #[must_use]
    pub fn kept(&self, origin: Origin<'_>) -> NewPlan {
        decisions::kept(&self.problem, &self.plan, &self.verdict, origin)
    }
}

/// Judges a change of a plan. `unserved` says why needs were left out before; with `pin`, what is changed is held to the plan after,
/// and no more to what was fixed of it before.
///
/// # Errors
/// Every change that names what is not there, that the plan has already or has not, or that puts a team in two places at once.
pub fn judge(
    problem: &Problem,
    (base, unserved): (&[Decision], &[Unserved]),
    changes: &[Change],
    pin: bool,
) -> Result<Judged, Vec<EditFault>> {
    let (there, gone): (Vec<Decision>, Vec<Decision>) = base
        .iter()
        .cloned()
        .partition(|decision| super::problem::is_there(problem, decision));
    let before = decisions::plan(&there);
    let after = Board::of(problem, &before).change(changes)?;
    let (old, old_violations) = inspect(problem, &before).map_err(unreadable)?;
    let mut held = problem.clone();
    if pin {
        pinned(&mut held, changes, &after);
    }
    let (new, new_violations) = inspect(&held, &after).map_err(unreadable)?;
    let names = Names::of(problem);
    let told = |violations: Vec<Violation>| violations.iter().map(|one| breach(one, &names)).collect::<Vec<_>>();
    let Split {
        breaks,
        repairs,
        stands,
    } = split(told(old_violations), told(new_violations));
    Ok(Judged {
        before: Figures::from(&old),
        after: Figures::from(&new),
        breaks,
        repairs,
        stands,
        gone,
        plan: Plan {
            unserved: reasons(problem, &after, unserved),
            ..after
        },
        problem: held,
        verdict: new,
    })
}

/// What the checker takes for no plan: a time that the clock skips, or a cost beyond all numbers.
fn unreadable(faults: Vec<Fault>) -> Vec<EditFault> {
    let fault = |fault: Fault| EditFault {
        field: "changes".to_owned(),
        code: fault.code,
        cause: fault.cause,
        remedy: "Change the plan otherwise, or correct the term's tables.",
    };
    faults.into_iter().map(fault).collect()
}

/// Why each need of a plan is unserved: as before, or because somebody left it so.
fn reasons(problem: &Problem, plan: &Plan, before: &[Unserved]) -> Vec<Unserved> {
    let open = problem
        .needs
        .iter()
        .filter(|need| plan.needs.iter().all(|row| row.need != need.id));
    let reason = |need: &Need| {
        let known = before.iter().find(|unserved| unserved.need == need.id).cloned();
        known.unwrap_or_else(|| Unserved {
            need: need.id.clone(),
            reasons: vec![BY_HAND.to_owned()],
        })
    };
    open.map(reason).collect()
}

/// Broken rules before and after, told apart.
struct Split {
    breaks: Vec<Breach>,
    repairs: Vec<Breach>,
    stands: Vec<Breach>,
}

/// The same rule of the same team, thing and time is one and the same; by more than before, it is broken anew.
fn split(before: Vec<Breach>, after: Vec<Breach>) -> Split {
    let same = |a: &Breach, b: &Breach| {
        (&a.code, &a.team, &a.activities, &a.at) == (&b.code, &b.team, &b.activities, &b.at) && limit(a) == limit(b)
    };
    let mut left = before;
    let (mut breaks, mut stands) = (Vec::new(), Vec::new());
    for breach in after {
        match left.iter().position(|old| same(old, &breach)) {
            Some(place) if left.remove(place).amount >= breach.amount => stands.push(breach),
            _ => breaks.push(breach),
        }
    }
    Split {
        breaks,
        repairs: left,
        stands,
    }
}

/// Two limits may be broken by one team over one span: their sentences name them.
fn limit(breach: &Breach) -> Option<&str> {
    let named = || breach.en.split('“').nth(1)?.split('”').next();
    (breach.code == "limit").then(named).flatten()
}

/// Holds what was changed to the plan after, in place of what was fixed of it before.
fn pinned(problem: &mut Problem, changes: &[Change], after: &Plan) {
    let touched = Touched::of(changes);
    problem.fixed.retain(|fixed| !touched.lets_go(fixed));
    let rows = touched.holds(after).into_iter();
    problem.fixed.extend(rows);
}

#[cfg(test)]
mod tests;
