//! `yuandi solve PROBLEM`: the best plan within a time or a number of steps.

use std::path::PathBuf;

use clap::Args;

use super::{Effort, infeasible, load_plan, load_problem, solve_and_verify};
use crate::console;
use crate::failure::Failure;
use crate::files;
use crate::gap;
use crate::progress::Style;

/// What to solve.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Problem (`.json` or `.json.gz`).
    problem: PathBuf,
    #[command(flatten)]
    effort: Effort,
    /// Starts from this plan.
    #[arg(long, value_name = "PLAN")]
    from: Option<PathBuf>,
    /// Where the plan goes (`.json` or `.json.gz`); standard output when absent.
    #[arg(long, value_name = "PLAN")]
    out: Option<PathBuf>,
}

/// Solves and writes the plan; an infeasible one is written too, with what could not be met, and fails with exit code 1.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let problem = load_problem(&arguments.problem)?;
    let from = arguments.from.as_deref().map(|path| load_plan(path, &problem));
    let from = from.transpose()?;
    let (plan, verdict) = solve_and_verify(&problem, from.as_ref(), &arguments.effort)?;
    let text = serde_json::to_vec_pretty(&plan).map_err(anyhow::Error::from)?;
    match &arguments.out {
        Some(path) => {
            files::write(path, &text)?;
            // The last line of progress has said so already, in JSON.
            if arguments.effort.progress != Style::Json {
                let gap = gap::of(&plan, &verdict).map_or_else(String::new, |gap| format!(", proven gap {gap} %"));
                console::note(format_args!("cost {}{gap}", verdict.cost));
            }
        }
        None => console::say(String::from_utf8_lossy(&text)),
    }
    infeasible(&plan)
}
