//! One file a command, and what they share: how long to solve, from which seed.

mod backup;
mod check;
mod data;
mod form;
mod place;
mod plan;
mod restore;
mod serve;
mod solve;
mod term;

use std::path::Path;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use yuandi_scheduler::format::{Plan, Problem, read_plan, read_problem, validate, validate_plan};
use yuandi_scheduler::solve::{Settings, solve as solve_problem};
use yuandi_scheduler::verify::{Verdict, verify};

use crate::failure::Failure;
use crate::files;
use crate::interrupt;
use crate::progress::{Style, Teller};

/// Plans the semester of a university and the communities next door.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    after_help = "Exit codes: 0 done; 1 no feasible plan, or a check failed; 2 bad input."
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Plans a term from the office's files: problem, plan, calendars and report.
    Plan(plan::Arguments),
    /// Solves a problem.
    Solve(solve::Arguments),
    /// Checks and prices a plan, independently of the solver.
    Check(check::Arguments),
    /// Forms teams of the students of a term folder.
    Form(form::Arguments),
    /// Places the applicants of a term folder in the positions that hosts offer.
    Place(place::Arguments),
    /// Expands a term folder into a problem.
    Term(term::Arguments),
    /// Keeps a partnership's data, plans its terms and gives everybody a calendar, over HTTP.
    Serve(serve::Arguments),
    /// Copies the service's data to a file, while it runs.
    Backup(backup::Arguments),
    /// Puts a backup in place of the service's data.
    Restore(restore::Arguments),
}

/// Longest solve, a year: beyond it somebody mistyped, and far beyond it clocks overflow.
const MOST_SECONDS: u64 = 31_536_000;

/// How long to solve, and from which seed.
#[derive(Debug, Args)]
struct Effort {
    /// Seconds to solve (60 when neither seconds nor steps are given).
    #[arg(long, value_parser = clap::value_parser!(u64).range(..=MOST_SECONDS))]
    seconds: Option<u64>,
    /// Steps of the search: the same seed then gives the same plan.
    #[arg(long)]
    steps: Option<u64>,
    /// Threads: 1 searches and proves in turn, more do both at once.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: u16,
    /// Seed of every random choice.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Spends no time on a proven bound.
    #[arg(long)]
    no_proof: bool,
    /// How progress is told.
    #[arg(long, value_enum, default_value_t = Style::Auto)]
    progress: Style,
}

impl Effort {
    fn settings(&self) -> Settings {
        Settings {
            time: self.seconds.map(Duration::from_secs),
            steps: self.steps,
            seed: self.seed,
            threads: usize::from(self.threads),
            prove: !self.no_proof,
        }
    }
}

/// Runs a command.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    match arguments.command {
        Command::Plan(arguments) => plan::run(&arguments),
        Command::Solve(arguments) => solve::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Form(arguments) => form::run(&arguments),
        Command::Place(arguments) => place::run(&arguments),
        Command::Term(arguments) => term::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Backup(arguments) => backup::run(&arguments),
        Command::Restore(arguments) => restore::run(&arguments),
    }
}

/// A problem without faults; those it has are told under the file's name.
fn load_problem(path: &Path) -> Result<Problem, Failure> {
    let name = files::short(path);
    let problem = read_problem(&name, &files::read(path)?)?;
    validate(&name, &problem)?;
    Ok(problem)
}

/// A plan that names only what the problem knows.
fn load_plan(path: &Path, problem: &Problem) -> Result<Plan, Failure> {
    let name = files::short(path);
    let plan = read_plan(&name, &files::read(path)?)?;
    validate_plan(&name, problem, &plan)?;
    Ok(plan)
}

/// Solves, and has the independent checker look at the plan before anybody else does.
fn solve_and_verify(problem: &Problem, from: Option<&Plan>, effort: &Effort) -> Result<(Plan, Verdict), Failure> {
    let stop = interrupt::flag()?;
    let settings = effort.settings();
    let time = settings
        .time
        .or(settings.steps.is_none().then_some(Settings::DEFAULT_TIME));
    let plan = {
        let teller = Teller::new(effort.progress, time);
        solve_problem(problem, from, &settings, &stop, &mut |progress| teller.tell(progress))?
    };
    let verdict = verify(problem, &plan)?;
    if plan.cost != Some(verdict.cost) {
        return Err(Failure::Disagreement(format!(
            "cost {:?} against {}",
            plan.cost, verdict.cost
        )));
    }
    if plan.bound.is_some_and(|bound| verdict.feasible && bound > verdict.cost) {
        return Err(Failure::Disagreement(format!(
            "bound {:?} above the cost {}",
            plan.bound, verdict.cost
        )));
    }
    Ok((plan, verdict))
}

fn infeasible(plan: &Plan) -> Result<(), Failure> {
    if plan.unmet.is_empty() {
        return Ok(());
    }
    let head = "No feasible plan was found; what cannot be met:".to_owned();
    Err(Failure::Infeasible(
        std::iter::once(head).chain(plan.unmet.iter().cloned()).collect(),
    ))
}
