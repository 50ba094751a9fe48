//! `yuandi plan FOLDER`: from an office's files to the planned semester.

use std::path::PathBuf;

use clap::Args;

use super::{Effort, infeasible, solve_and_verify, term};
use crate::calendars;
use crate::console;
use crate::failure::Failure;
use crate::files;
use crate::gap;
use crate::report::Report;

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
    let out = |name: &str| arguments.out.join(name);
    let json = |value: Result<Vec<u8>, serde_json::Error>| value.map_err(anyhow::Error::from);
    files::write(&out("problem.json"), &json(serde_json::to_vec(&problem))?)?;
    files::write(&out("plan.json"), &json(serde_json::to_vec_pretty(&plan))?)?;
    for (path, bytes) in calendars::of(&term, &problem, &plan)? {
        files::write(&out(&path), &bytes)?;
    }
    let report = out("report.html");
    files::write(
        &report,
        Report::new(&term, &problem, &plan, &verdict).page()?.as_bytes(),
    )?;
    let gap = gap::of(&plan, &verdict).map_or_else(|| "none · 无".to_owned(), |gap| format!("{gap} %"));
    console::say(format_args!("{}", term.settings.name));
    console::say(format_args!("cost · 总代价           {}", verdict.cost));
    console::say(format_args!("proven gap · 可证差距   {gap}"));
    console::say(format_args!("report · 报告           {}", report.display()));
    console::say(format_args!("calendars · 日历        {}", out("calendars").display()));
    infeasible(&plan)
}
