//! Reads and validates a problem, and says how long that took: `cargo run --release --example load -- problem.json`.

use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs, io};

use yuandi_scheduler::format::{Plan, read_problem, validate};
use yuandi_scheduler::verify::verify;

fn main() -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let Some(file) = env::args().nth(1) else {
        writeln!(out, "usage: load problem.json")?;
        return Ok(ExitCode::from(2));
    };
    let bytes = fs::read(&file)?;
    let start = Instant::now();
    let problem = match read_problem(&file, &bytes).and_then(|problem| validate(&file, &problem).map(|()| problem)) {
        Ok(problem) => problem,
        Err(faults) => {
            for fault in &faults {
                writeln!(out, "{fault}")?;
            }
            return Ok(ExitCode::from(2));
        }
    };
    let loaded = start.elapsed();
    let (teams, sessions, needs) = (problem.teams.len(), problem.sessions.len(), problem.needs.len());
    writeln!(
        out,
        "{teams} teams, {sessions} sessions, {needs} needs read and validated in {loaded:.2?}"
    )?;
    let nothing = Plan {
        format: "plan/1".into(),
        ..Plan::default()
    };
    let start = Instant::now();
    if let Ok(verdict) = verify(&problem, &nothing) {
        writeln!(
            out,
            "the empty plan costs {} (checked in {:.2?})",
            verdict.cost,
            start.elapsed()
        )?;
    }
    Ok(ExitCode::SUCCESS)
}
