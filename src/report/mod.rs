//! `report.html`: what the office looks at first. One file, two languages, no network.
//!
//! Computed from the term, the problem, the plan and the independent checker's verdict; the solver is not asked.

mod costs;
mod coverage;
mod hours;
mod labels;
mod needs;
mod roster;
mod uncovered;

use askama::Template;
use yuandi_scheduler::format::{Plan, Problem};
use yuandi_scheduler::term::Term;
use yuandi_scheduler::verify::Verdict;

use crate::gap;
use costs::Cost;
use coverage::Kind;
use hours::Load;
use needs::Grid;
use roster::Week;
use uncovered::{OpenNeed, OpenSession};

/// Everything the page shows.
#[derive(Template)]
#[template(path = "report.html")]
pub struct Report<'a> {
    name: &'a str,
    from: String,
    to: String,
    weeks: usize,
    cost: i64,
    bound: Option<i64>,
    gap: Option<String>,
    feasible: bool,
    violations: &'a [String],
    served: usize,
    needs: usize,
    covered: i64,
    wanted: i64,
    kinds: Vec<Kind<'a>>,
    roster: Vec<Week<'a>>,
    grids: Vec<Grid>,
    teams: Vec<Load>,
    students: Vec<Load>,
    open_needs: Vec<OpenNeed<'a>>,
    open_sessions: Vec<OpenSession<'a>>,
    costs: Vec<Cost>,
    limits: Vec<(String, i64)>,
}

impl<'a> Report<'a> {
    /// Gathers what the page shows.
    pub fn new(term: &'a Term, problem: &'a Problem, plan: &'a Plan, verdict: &'a Verdict) -> Self {
        let kinds = coverage::by_kind(problem, plan, term.settings.weeks);
        let total = |pick: fn(&coverage::Cell) -> i64| kinds.iter().flat_map(|kind| &kind.weeks).map(pick).sum();
        let last = term.end().pred_opt().unwrap_or(term.settings.first_day);
        Self {
            name: &term.settings.name,
            from: term.settings.first_day.to_string(),
            to: last.to_string(),
            weeks: term.settings.weeks,
            cost: verdict.cost,
            bound: plan.bound,
            gap: gap::of(plan, verdict),
            feasible: verdict.feasible,
            violations: &verdict.first_violations,
            served: verdict.served,
            needs: verdict.needs,
            covered: total(|cell| cell.staffed),
            wanted: total(|cell| cell.target),
            roster: roster::by_week(problem, plan, term.settings.weeks),
            grids: needs::by_grid(term, problem, plan),
            teams: hours::of_teams(problem, plan),
            students: hours::of_students(term, problem, plan),
            open_needs: uncovered::needs(problem, plan),
            open_sessions: uncovered::sessions(problem, plan),
            costs: costs::by_part(verdict),
            limits: verdict.limits.iter().map(|(id, cost)| (id.clone(), *cost)).collect(),
            kinds,
        }
    }

    /// The page.
    pub fn page(&self) -> anyhow::Result<String> {
        Ok(self.render()?)
    }

    /// A cost with its thousands apart.
    fn grouped(&self, cost: &i64) -> String {
        let digits = cost.unsigned_abs().to_string();
        let groups: Vec<&str> = digits
            .as_bytes()
            .rchunks(3)
            .rev()
            .filter_map(|group| str::from_utf8(group).ok())
            .collect();
        format!("{}{}", if *cost < 0 { "−" } else { "" }, groups.join(","))
    }

    /// The share of wanted attendances that are staffed, in percent.
    fn coverage(&self) -> i64 {
        if self.wanted == 0 {
            100
        } else {
            100 * self.covered / self.wanted
        }
    }
}
