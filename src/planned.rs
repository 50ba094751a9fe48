//! What comes of planning a term: files in a folder, and lines that say where they are and how good the plan is.

use std::path::Path;

use yuandi_scheduler::format::{Plan, Problem};
use yuandi_scheduler::term::Term;
use yuandi_scheduler::verify::Verdict;

use crate::calendars;
use crate::console;
use crate::failure::Failure;
use crate::files;
use crate::gap;
use crate::report::Report;

const REPORT: &str = "report.html";

/// A problem, a plan of it, and what the independent checker says of that.
type Planned<'a> = (&'a Problem, &'a Plan, &'a Verdict);

/// Writes problem, plan, calendars and report.
pub fn write(folder: &Path, term: &Term, (problem, plan, verdict): Planned<'_>) -> Result<(), Failure> {
    let json = |value: Result<Vec<u8>, serde_json::Error>| value.map_err(anyhow::Error::from);
    files::write(&folder.join("problem.json"), &json(serde_json::to_vec(problem))?)?;
    files::write(&folder.join("plan.json"), &json(serde_json::to_vec_pretty(plan))?)?;
    for (path, bytes) in calendars::of(term, problem, plan)? {
        files::write(&folder.join(path), &bytes)?;
    }
    let report = Report::new(term, problem, plan, verdict).page()?;
    Ok(files::write(&folder.join(REPORT), report.as_bytes())?)
}

/// Says how good the plan is, and where the files are.
pub fn tell(folder: &Path, (_, plan, verdict): Planned<'_>) {
    let gap = gap::of(plan, verdict).map_or_else(|| "none · 无".to_owned(), |gap| format!("{gap} %"));
    console::say(format_args!("cost · 总代价           {}", verdict.cost));
    console::say(format_args!("proven gap · 可证差距   {gap}"));
    console::say(format_args!(
        "report · 报告           {}",
        folder.join(REPORT).display()
    ));
    console::say(format_args!(
        "calendars · 日历        {}",
        folder.join("calendars").display()
    ));
}
