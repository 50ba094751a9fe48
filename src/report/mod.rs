//! `report.html`: what the office looks at first. One file, two languages, no network.
//!
//! The figures are the library's; this part draws them.

pub mod placement;
mod roster;
mod shape;

use askama::Template;
use yuandi_scheduler::format::{Plan, Problem};
use yuandi_scheduler::report::Report as Figures;
use yuandi_scheduler::report::costs::{self, Cost};
use yuandi_scheduler::report::coverage;
use yuandi_scheduler::term::Term;
use yuandi_scheduler::verify::Verdict;

use crate::gap;
use roster::Week;
use shape::{Heat as _, Hours as _, Share as _, Shares as _};

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
    figures: Figures<'a>,
    roster: Vec<Week<'a>>,
    longest: i64,
    costs: Vec<Cost>,
    largest: i64,
    limits: Vec<(String, i64)>,
}

impl<'a> Report<'a> {
    /// Gathers what the page shows.
    pub fn new(term: &'a Term, problem: &'a Problem, plan: &'a Plan, verdict: &'a Verdict) -> Self {
        let figures = Figures::new(term, problem, plan);
        let cells = || figures.coverage.iter().flat_map(|kind| &kind.weeks);
        let total = |pick: fn(&coverage::Cell) -> i64| cells().map(pick).sum();
        let last = term.end().pred_opt().unwrap_or(term.settings.first_day);
        let costs = costs::by_part(verdict.parts.rows());
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
            longest: shape::longest(&figures.teams),
            largest: costs.iter().map(|part| part.cost.abs()).max().unwrap_or(1),
            costs,
            limits: verdict.limits.iter().map(|(id, cost)| (id.clone(), *cost)).collect(),
            figures,
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
