//! `yuandi term FOLDER --out PROBLEM`: a term folder expanded into a problem.

use std::path::{Path, PathBuf};

use chrono::{Datelike, Local, NaiveDate};
use clap::Args;
use yuandi_api::ical;
use yuandi_scheduler::format::{Problem, validate};
use yuandi_scheduler::term::{self, Busy, CalendarFault, Term, TermFiles};

use crate::console;
use crate::failure::Failure;
use crate::files;

/// Which folder, and when.
#[derive(Debug, Args)]
pub struct Folder {
    /// Folder with term.toml and the tables.
    folder: PathBuf,
    /// Moves a term that does not hold today by whole weeks so that it does.
    #[arg(long)]
    move_to_today: bool,
    /// The day that counts as today.
    #[arg(long, value_name = "DATE", requires = "move_to_today", value_parser = day)]
    today: Option<NaiveDate>,
}

/// A day of a year that a term can lie in.
fn day(text: &str) -> Result<NaiveDate, String> {
    let day: NaiveDate = text.parse().map_err(|_| "write a date such as 2026-09-07")?;
    if (1900..3000).contains(&day.year()) {
        Ok(day)
    } else {
        Err("the year must lie from 1900 to 2999".to_owned())
    }
}

/// What to expand.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    folder: Folder,
    /// Where the problem goes (`.json` or `.json.gz`).
    #[arg(long, value_name = "PROBLEM")]
    out: PathBuf,
}

/// Expands and writes.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (_, problem) = read(&arguments.folder)?;
    files::write(
        &arguments.out,
        &serde_json::to_vec(&problem).map_err(anyhow::Error::from)?,
    )?;
    console::note(format_args!(
        "{} teams, {} sessions, {} needs: {}",
        problem.teams.len(),
        problem.sessions.len(),
        problem.needs.len(),
        arguments.out.display()
    ));
    Ok(())
}

/// Reads a term folder and expands it.
pub fn read(folder: &Folder) -> Result<(Term, Problem), Failure> {
    let term = read_folder(&folder.folder)?;
    let term = if folder.move_to_today {
        term.moved_to(folder.today.unwrap_or_else(|| Local::now().date_naive()))
    } else {
        term
    };
    let problem = term.expand();
    // A term that was moved may hold an hour which the clock leaves out on its new date.
    validate("the expanded term", &problem)?;
    Ok((term, problem))
}

/// Reads a term folder.
pub fn read_folder(folder: &Path) -> Result<Term, Failure> {
    of(&TermFiles {
        files: files::read_folder(folder)?,
    })
}

/// Reads the files of a term folder.
pub fn of(files: &TermFiles) -> Result<Term, Failure> {
    Ok(term::read(files, &calendar)?)
}

/// Reads a student's calendar through the service's iCalendar reader.
fn calendar(bytes: &[u8], first: NaiveDate, end: NaiveDate, zone: chrono_tz::Tz) -> Result<Busy, Vec<CalendarFault>> {
    let read = ical::read(bytes).map(|calendar| calendar.busy(first, end, zone));
    read.map_err(|faults| {
        let fault = |f: ical::ReadFault| CalendarFault {
            line: f.line,
            code: f.code,
            cause: f.cause,
        };
        faults.into_iter().map(fault).collect()
    })
}
