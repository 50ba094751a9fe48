//! `yuandi check PROBLEM PLAN`: cost, parts and violations by the independent checker.

use std::path::PathBuf;

use clap::Args;
use yuandi_scheduler::verify::{Verdict, verify};

use super::{load_plan, load_problem};
use crate::console;
use crate::failure::Failure;

/// What to check.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Problem (`.json` or `.json.gz`).
    problem: PathBuf,
    /// Plan (`.json` or `.json.gz`).
    plan: PathBuf,
    /// Prints JSON.
    #[arg(long)]
    json: bool,
}

/// Checks a plan; fails with exit code 1 when it is not feasible.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let problem = load_problem(&arguments.problem)?;
    let plan = load_plan(&arguments.plan, &problem)?;
    let verdict = verify(&problem, &plan)?;
    if arguments.json {
        let text = serde_json::to_string_pretty(&verdict).map_err(anyhow::Error::from)?;
        console::say(text);
    } else {
        table(&verdict);
    }
    if verdict.feasible {
        Ok(())
    } else {
        Err(Failure::Infeasible(Vec::new()))
    }
}

fn table(verdict: &Verdict) {
    console::say(format_args!("cost       {:>12}", verdict.cost));
    for (part, cost) in verdict.parts.rows().into_iter().filter(|(_, cost)| *cost != 0) {
        console::say(format_args!("  {part:<14}{cost:>7}"));
    }
    console::say(format_args!("needs      {:>12} of {}", verdict.served, verdict.needs));
    console::say(format_args!("staffed    {:>12}", verdict.staffed));
    console::say(format_args!("violations {:>12}", verdict.violations));
    verdict
        .first_violations
        .iter()
        .for_each(|what| console::say(format_args!("  {what}")));
}
