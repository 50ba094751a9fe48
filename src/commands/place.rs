//! `yuandi place FILE|FOLDER`: who gets which position, with a report that the office can defend.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};
use yuandi_scheduler::format::placement::{Aim, PlacementProblem, PlacementResult};
use yuandi_scheduler::format::{Fault, read_placement, read_placement_result, validate_placement};
use yuandi_scheduler::placement::{self, Settings, why_unplaced};
use yuandi_scheduler::term::{Placing, Term};

use super::{MOST_SECONDS, term};
use crate::failure::Failure;
use crate::files;
use crate::interrupt;
use crate::placed;
use crate::report::placement::Names;

/// Codes that say that the rules allow no placement: nothing is wrong with how the input is written.
const IMPOSSIBLE: [&str; 2] = ["no-placement", "no-placement-found"];

/// Whom to place, and how.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Folder with term.toml and the tables, or a placement problem (`.json` or `.json.gz`).
    source: PathBuf,
    /// What makes one placement better than another; the source's own when absent.
    #[arg(long)]
    aim: Option<AimWord>,
    /// Whose best stable placement: that of the positions is known in problems without sizes, minimums, quotas and the like.
    #[arg(long, default_value = "applicants")]
    side: Side,
    /// Says also what the other aims would give.
    #[arg(long)]
    compare: bool,
    /// An earlier placement, of whose applicants as few as can be lose their position; a folder has its own.
    #[arg(long, value_name = "RESULT")]
    baseline: Option<PathBuf>,
    /// Seconds at most for each aim (20 when absent).
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=MOST_SECONDS))]
    seconds: Option<u64>,
    /// Seed of every random choice.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folder for problem, result, table and report.
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
}

/// The aims, as words on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum AimWord {
    /// Fewest blocking pairs, then most placed, then the lowest rank sum.
    Stable,
    /// Most placed, then the lowest rank sum.
    Maximum,
    /// Most placed, then fewest at the worst rank, then at the next worst, and so on.
    Fair,
    /// The lowest rank sum over all.
    Best,
}

/// The sides, as words on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Side {
    /// Students and teams.
    Applicants,
    /// Hosts.
    Positions,
}

impl From<AimWord> for Aim {
    fn from(word: AimWord) -> Self {
        match word {
            AimWord::Stable => Self::Stable,
            AimWord::Maximum => Self::Maximum,
            AimWord::Fair => Self::Fair,
            AimWord::Best => Self::Best,
        }
    }
}

/// What is to be placed.
struct Source {
    /// The folder's term.
    term: Option<Term>,
    problem: PlacementProblem,
    baseline: Option<PlacementResult>,
}

/// Places, writes all that comes of it, and says how good it is.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Source {
        term,
        mut problem,
        baseline,
    } = read(arguments)?;
    problem.aim = arguments.aim.map_or(problem.aim, Aim::from);
    let settings = Settings {
        side: match arguments.side {
            Side::Applicants => placement::Side::Applicants,
            Side::Positions => placement::Side::Positions,
        },
        time: arguments.seconds.map_or(Settings::DEFAULT_TIME, Duration::from_secs),
        seed: arguments.seed,
        compare: arguments.compare,
        baseline: baseline.as_ref(),
        ..Settings::default()
    };
    let result = placement::place(&problem, &settings, &*interrupt::flag()?).map_err(failure)?;
    let reasons = why_unplaced(&problem, &result)?;
    write_tables(&arguments.out, term.as_ref(), &problem, &result)?;
    let names = term.as_ref().map_or_else(Names::default, Names::of);
    placed::write(&arguments.out, &names, (&problem, &result), &reasons)?;
    placed::tell(&arguments.out, (&problem, &result), &reasons);
    Ok(())
}

/// Rules that stand in the way of any placement are no mistakes of whoever wrote them down.
fn failure(faults: Vec<Fault>) -> Failure {
    if faults.first().is_some_and(|fault| IMPOSSIBLE.contains(&fault.code)) {
        Failure::Infeasible(faults.iter().map(ToString::to_string).collect())
    } else {
        faults.into()
    }
}

fn read(arguments: &Arguments) -> Result<Source, Failure> {
    if arguments.source.is_file() {
        return of_file(&arguments.source, arguments.baseline.as_deref());
    }
    if let Some(path) = &arguments.baseline {
        return Err(vec![two_baselines(path)].into());
    }
    let term = term::read_folder(&arguments.source)?;
    if let Some(fault) = nobody_to_place(&term) {
        return Err(vec![fault].into());
    }
    let Placing { problem, baseline } = term.placing()?;
    Ok(Source {
        term: Some(term),
        problem,
        baseline,
    })
}

fn of_file(source: &Path, baseline: Option<&Path>) -> Result<Source, Failure> {
    let name = files::short(source);
    let problem = read_placement(&name, &files::read(source)?)?;
    validate_placement(&name, &problem)?;
    let baseline = baseline.map(|path| -> Result<PlacementResult, Failure> {
        Ok(read_placement_result(&files::short(path), &files::read(path)?)?)
    });
    Ok(Source {
        term: None,
        problem,
        baseline: baseline.transpose()?,
    })
}

/// A folder's placements are what it was placed like before.
fn two_baselines(path: &Path) -> Fault {
    Fault {
        file: files::short(path),
        at: String::new(),
        field: String::new(),
        code: "baseline-of-folder",
        cause: "a folder has its earlier placement in its own table placements".into(),
        remedy: "Leave --baseline out; rows of placements that are not fixed are the earlier placement.".into(),
    }
}

fn nobody_to_place(term: &Term) -> Option<Fault> {
    let (table, code, cause, remedy) = if term.positions.is_empty() {
        (
            "positions.csv",
            "missing-table",
            "there are no positions",
            "Add positions.csv, or a sheet positions or 岗位: a row for each.",
        )
    } else if term.choices.is_empty() && term.placements.is_empty() {
        (
            "choices.csv",
            "missing-table",
            "nobody has stated choices",
            "Add choices.csv, or a sheet choices or 志愿: a row for each position on somebody's list.",
        )
    } else {
        return None;
    };
    Some(Fault {
        file: table.into(),
        at: String::new(),
        field: String::new(),
        code,
        cause: cause.into(),
        remedy: remedy.into(),
    })
}

/// Writes the result; of a folder also the problem, and the table that takes the place of its own.
fn write_tables(
    out: &Path,
    term: Option<&Term>,
    problem: &PlacementProblem,
    result: &PlacementResult,
) -> Result<(), Failure> {
    let json = |value: Result<Vec<u8>, serde_json::Error>| value.map_err(anyhow::Error::from);
    files::write(
        &out.join("placement-result.json"),
        &json(serde_json::to_vec_pretty(result))?,
    )?;
    let Some(term) = term else { return Ok(()) };
    files::write(&out.join("placement.json"), &json(serde_json::to_vec(problem))?)?;
    let sheets = term.with_placements(result).sheets();
    for sheet in sheets.iter().filter(|sheet| sheet.name == "placements") {
        let csv = sheet.csv().map_err(anyhow::Error::from)?;
        files::write(&out.join("placements.csv"), &csv)?;
    }
    Ok(())
}
