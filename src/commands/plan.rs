//! `yuandi plan FOLDER`: from an office's files to the planned semester.

use std::path::PathBuf;

use clap::Args;

use super::{Effort, infeasible, solve_and_verify, term};
use crate::console;
use crate::failure::Failure;
use crate::planned;

/// What to plan.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    folder: term::Folder,
    #[command(flatten)]
    effort: Effort,
    /// Folder for problem, plan, calendars and report.
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
}

/// Plans a term and writes all that comes of it.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (term, problem) = term::read(&arguments.folder)?;
    let (plan, verdict) = solve_and_verify(&problem, None, &arguments.effort)?;
    planned::write(&arguments.out, &term, (&problem, &plan, &verdict))?;
    console::say(format_args!("{}", term.settings.name));
    planned::tell(&arguments.out, (&problem, &plan, &verdict));
    infeasible(&plan)
}
