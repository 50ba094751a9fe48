//! Places a problem by one aim and says what came out and how long each part took:
//! `cargo run --release --example place -- problem.json [aim] [seconds]`.

use std::hint::black_box;
use std::io::Write;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};
use std::{env, fs, io};

use yuandi_scheduler::format::placement::{Aim, PlacementProblem};
use yuandi_scheduler::format::{Fault, read_placement};
use yuandi_scheduler::placement::stable::applicants_propose;
use yuandi_scheduler::placement::{Model, Settings, place};

/// The fastest of so many runs is told: the others wait for something.
const RUNS: usize = 20;

fn main() -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some(file) = arguments.first() else {
        writeln!(out, "usage: place problem.json [stable|maximum|fair|best] [seconds]")?;
        return Ok(ExitCode::from(2));
    };
    let aim = arguments
        .get(1)
        .and_then(|word| Aim::ALL.into_iter().find(|aim| aim.word() == word));
    let seconds = arguments.get(2).and_then(|number| number.parse().ok());
    let settings = Settings {
        aim,
        compare: false,
        time: seconds.map_or(Settings::DEFAULT_TIME, Duration::from_secs),
        ..Settings::default()
    };
    let told = read_placement(file, &fs::read(file)?).and_then(|problem| {
        let placed = placed(&problem, &settings)?;
        Ok(format!("{}\n{placed}", parts(&problem)))
    });
    match told {
        Ok(told) => writeln!(out, "{told}")?,
        Err(faults) => faults.iter().try_for_each(|fault| writeln!(out, "{fault}"))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn parts(problem: &PlacementProblem) -> String {
    let model = Model::new(problem, None);
    let frozen = fastest(|| drop(black_box(Model::new(black_box(problem), None))));
    let proposed = fastest(|| drop(black_box(applicants_propose(black_box(&model)))));
    format!("frozen in {frozen:.3?}, applicants proposed in {proposed:.3?}")
}

fn fastest(run: impl Fn()) -> Duration {
    let runs = (0..RUNS).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    runs.min().unwrap_or_default()
}

fn placed(problem: &PlacementProblem, settings: &Settings<'_>) -> Result<String, Vec<Fault>> {
    let start = Instant::now();
    let result = place(problem, settings, &AtomicBool::new(false))?;
    let (elapsed, proved) = (start.elapsed(), if result.optimal { "optimal" } else { "not proved" });
    let bound = result
        .bound
        .zip(result.bound_of)
        .map(|(bound, of)| format!(", bound {bound} of {of:?}"));
    Ok(format!(
        "{} of {} placed, rank sum {}, {} blocking, {proved}{}, profile {:?}: in {elapsed:.3?}",
        result.placed.len(),
        problem.applicants.len(),
        result.rank_sum,
        result.blocking.len(),
        bound.unwrap_or_default(),
        result.profile,
    ))
}
