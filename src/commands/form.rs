//! `yuandi form FOLDER`: teams formed of the students of a term folder, as tables for the folder.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use yuandi_scheduler::format::formation::{Formation, Formed};
use yuandi_scheduler::format::{Fault, read_formation, validate_formation};
use yuandi_scheduler::formation::{Settings, form};
use yuandi_scheduler::term::Term;
use yuandi_scheduler::verify::{FormationVerdict, verify_formation};

use super::{MOST_SECONDS, term};
use crate::console;
use crate::failure::Failure;
use crate::files;
use crate::gap;
use crate::interrupt;

/// Tables of the folder that the teams change.
const CHANGED: [&str; 2] = ["people", "teams"];

/// Of whom to form teams, and how long.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Folder with term.toml and the tables, or a formation (`.json` or `.json.gz`).
    source: PathBuf,
    /// Seconds to search and prove (60 when neither seconds nor steps are given).
    #[arg(long, value_parser = clap::value_parser!(u64).range(..=MOST_SECONDS))]
    seconds: Option<u64>,
    /// Steps of the search: the same seed then gives the same teams.
    #[arg(long)]
    steps: Option<u64>,
    /// Seed of every random choice.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Spends no time on a proven bound.
    #[arg(long)]
    no_proof: bool,
    /// Folder for formation, result and tables.
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
}

/// Forms teams and writes all that comes of it.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (term, problem) = read(&arguments.source)?;
    let settings = Settings {
        time: arguments.seconds.map(Duration::from_secs),
        steps: arguments.steps,
        seed: arguments.seed,
        prove: !arguments.no_proof,
    };
    let formed = form(&problem, &settings, &*interrupt::flag()?)?;
    let verdict = checked(&problem, &formed)?;
    let out = |name: &str| arguments.out.join(name);
    let json = |value: Result<Vec<u8>, serde_json::Error>| value.map_err(anyhow::Error::from);
    files::write(
        &out("formation-result.json"),
        &json(serde_json::to_vec_pretty(&formed))?,
    )?;
    if let Some(term) = &term {
        files::write(&out("formation.json"), &json(serde_json::to_vec(&problem))?)?;
        let sheets = term.with_teams(&formed).sheets();
        for sheet in sheets.iter().filter(|sheet| CHANGED.contains(&sheet.name)) {
            let csv = sheet.csv().map_err(anyhow::Error::from)?;
            files::write(&out(&format!("{}.csv", sheet.name)), &csv)?;
        }
    }
    tell(&problem, &formed, &verdict);
    console::say(format_args!("written · 结果        {}", arguments.out.display()));
    if formed.unmet.is_empty() {
        return Ok(());
    }
    let head = "The settled members allow no feasible teams; what cannot be kept:".to_owned();
    Err(Failure::Infeasible(std::iter::once(head).chain(formed.unmet).collect()))
}

/// The formation of a folder, or one by itself.
fn read(source: &Path) -> Result<(Option<Term>, Formation), Failure> {
    if source.is_file() {
        let name = files::short(source);
        let problem = read_formation(&name, &files::read(source)?)?;
        validate_formation(&name, &problem)?;
        return Ok((None, problem));
    }
    let term = term::read_folder(source)?;
    if term.formation.is_empty() {
        return Err(vec![no_kinds()].into());
    }
    let problem = term.formation()?;
    Ok((Some(term), problem))
}

fn no_kinds() -> Fault {
    Fault {
        file: "formation.csv".into(),
        at: String::new(),
        field: String::new(),
        code: "missing-table",
        cause: "no teams are asked for".into(),
        remedy: "Add formation.csv, or a sheet formation or 组队: a row for each kind of team.".into(),
    }
}

/// Has the independent checker look at the result before anybody else does.
fn checked(problem: &Formation, formed: &Formed) -> Result<FormationVerdict, Failure> {
    let verdict = verify_formation(problem, formed)?;
    let (score, ours) = (verdict.score, formed.score);
    let rows_agree = formed.teams.iter().all(|row| {
        let theirs = verdict.teams.get(&row.team);
        theirs.is_some_and(|theirs| (Some(theirs.0), Some(theirs.1)) == (row.minutes, row.worth))
    });
    if ours != Some(score) || !rows_agree {
        return Err(Failure::Disagreement(format!("score {ours:?} against {score}")));
    }
    if formed.bound.is_some_and(|bound| verdict.feasible && bound < score) {
        return Err(Failure::Disagreement(format!(
            "bound {:?} below the score {score}",
            formed.bound
        )));
    }
    Ok(verdict)
}

fn tell(problem: &Formation, formed: &Formed, verdict: &FormationVerdict) {
    console::say(problem.name.as_deref().unwrap_or_default());
    let asked: i64 = problem.teams.iter().map(|kind| kind.count).sum();
    console::say(format_args!("teams · 队数          {} of {asked}", verdict.teams.len()));
    let students = problem.students.len();
    console::say(format_args!(
        "students · 队员       {} of {students}",
        students - formed.unplaced.len()
    ));
    let mut hours: Vec<i64> = verdict.teams.values().map(|(minutes, _)| minutes / 60).collect();
    hours.sort_unstable();
    if let (Some(least), Some(most)) = (hours.first(), hours.last()) {
        let median = hours[hours.len() / 2];
        let line = format!("{least} to {most} h a team, half of them from {median} h");
        console::say(format_args!("common time · 共同空闲  {line}"));
    }
    let kept = problem
        .friends
        .iter()
        .filter(|friends| together(formed, &friends.students))
        .count();
    console::say(format_args!(
        "friends kept · 同伴   {kept} of {}",
        problem.friends.len()
    ));
    console::say(format_args!("score · 得分          {}", verdict.score));
    let gap = formed.bound.filter(|_| verdict.feasible);
    let gap = gap.map(|bound| format!("{} %", gap::percent(-verdict.score, -bound)));
    console::say(format_args!(
        "proven gap · 可证差距  {}",
        gap.as_deref().unwrap_or("none · 无")
    ));
    for row in &formed.unplaced {
        console::say(format_args!(
            "left over · 未入队    {}: {}",
            row.student,
            row.reasons.join(", ")
        ));
    }
    for row in &formed.unformed {
        console::say(format_args!(
            "not formed · 未组成   {}: {}",
            row.team,
            row.reasons.join(", ")
        ));
    }
}

fn together(formed: &Formed, (one, other): &(String, String)) -> bool {
    let mut teams = formed.teams.iter();
    teams.any(|row| row.students.contains(one) && row.students.contains(other))
}
