//! The term folder: what an office keeps about a semester, read whole, with every mistake at once, and expanded into a problem.
//!
//! The page `docs/term-folder.md` is the contract. This part opens no files and knows no iCalendar: its caller hands in bytes and
//! a reader of calendars.

mod absences;
mod availability;
mod cells;
mod clock;
mod decisions;
mod exclusions;
mod expand;
mod faults;
mod formation;
mod hours;
mod moved;
mod names;
mod needs;
mod people;
mod placement;
mod places;
mod row;
mod settings;
mod table;
mod teams;
mod timetables;
mod weeks;
mod wishes;
mod write;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, Weekday};
use chrono_tz::Tz;

pub use absences::{Absence, Absent};
pub use cells::is_id;
use decisions::Sessions;
pub use decisions::{Decision, What};
pub use exclusions::{Excluded, Exclusion};
pub use formation::{FormationPrices, TeamKind};
pub use hours::{Hour, When};
pub use needs::{After, Need};
pub use people::{Person, Role};
pub use placement::{Choice, Placement, PlacementSettings, Placing, Position};
pub use places::Place;
pub use row::check_row;
pub use settings::{MakeUp, Settings};
pub use table::formula::guarded;
pub use teams::Team;
pub use timetables::Lesson;
pub use weeks::Weeks;
pub use wishes::{Wish, Wished};
pub use write::{Sheet, empty_sheets, settings_sheet};

use crate::format::near::maybe;
use crate::format::{Fault, validate};
use faults::Faults;
use names::{Known, Names};
use table::Tables;

/// The files of a term folder: path within it, with `/`, to content.
#[derive(Clone, Debug, Default)]
pub struct TermFiles {
    /// `term.toml`, `places.csv` …, or `term.xlsx`, and `calendars/PERSON.ics`.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Something wrong in a calendar file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFault {
    /// Line, counted from 1; 0 for the file as a whole.
    pub line: usize,
    /// Code.
    pub code: &'static str,
    /// What is wrong.
    pub cause: String,
}

/// Busy time of a calendar between two dates, on the wall clock of a zone.
pub type Busy = Vec<(NaiveDateTime, NaiveDateTime)>;

/// Reads a calendar's busy time from the first date up to the second, on the wall clock of the zone.
pub type ReadCalendar<'a> = &'a dyn Fn(&[u8], NaiveDate, NaiveDate, Tz) -> Result<Busy, Vec<CalendarFault>>;

/// A term as the office has it, every reference resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// `term.toml`.
    pub settings: Settings,
    /// Places.
    pub places: Vec<Place>,
    /// Students and supervisors.
    pub people: Vec<Person>,
    /// Teams.
    pub teams: Vec<Team>,
    /// When people are in class.
    pub lessons: Vec<Lesson>,
    /// When calendars say that people are busy, by person.
    pub busy: BTreeMap<String, Busy>,
    /// Clinic hours and single events.
    pub hours: Vec<Hour>,
    /// Residents' needs.
    pub needs: Vec<Need>,
    /// Teams' wishes.
    pub wishes: Vec<Wish>,
    /// Decisions already taken.
    pub fixed: Vec<Decision>,
    /// Teams that must not do something.
    pub excluded: Vec<Exclusion>,
    /// Who is away when.
    pub absences: Vec<Absence>,
    /// Teams to be formed.
    pub formation: Vec<TeamKind>,
    /// What hosts offer.
    pub positions: Vec<Position>,
    /// Applicants' choices among the positions.
    pub choices: Vec<Choice>,
    /// The positions' rankings of applicants; one that ranks nobody takes everybody alike.
    pub rankings: Vec<Choice>,
    /// Who got which position.
    pub placements: Vec<Placement>,
    /// What people already hold in their hands.
    pub baseline: Vec<Decision>,
}

impl Term {
    /// Id of the session of an hour on a date.
    fn session_id(&self, hour: &str, date: NaiveDate) -> String {
        let found = self.hours.iter().find(|other| other.id == hour);
        found.map_or_else(|| hour.to_owned(), |hour| hour.session_id(date))
    }

    /// The day after the last.
    pub fn end(&self) -> NaiveDate {
        self.settings.end()
    }

    /// The weekday whose timetable a date follows: its own, or that of its make-up rule.
    pub fn follows(&self, date: NaiveDate) -> Weekday {
        use chrono::Datelike;
        self.settings
            .make_up
            .iter()
            .find(|rule| rule.date == date)
            .map_or_else(|| date.weekday(), |rule| rule.follows)
    }

    /// The week a date lies in, 0 for the first.
    pub fn week(&self, date: NaiveDate) -> usize {
        ((date - self.settings.first_day).num_days().max(0) / 7) as usize
    }

    /// Every date of the term that is no holiday.
    pub fn working_dates(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.settings.working_dates()
    }
}

/// Reads a term folder.
///
/// # Errors
/// Every mistake of every file: file (or sheet), row, field, code, cause and what to do.
pub fn read(files: &TermFiles, read_calendar: ReadCalendar<'_>) -> Result<Term, Vec<Fault>> {
    let mut faults = Faults::default();
    let mut of_tables = Faults::default();
    let tables = Tables::read(files, &mut of_tables);
    let settings = settings::read(files, &tables, &mut faults);
    // The settings come first in a folder, though what a workbook holds of them is known last.
    faults.list.append(&mut of_tables.list);
    let known = Known::of(&tables);
    let places = places::read(&tables, &mut faults);
    let people = people::read(&tables, &known, &mut faults);
    let teams = teams::read(&tables, &known, &people, &mut faults);
    let weeks = settings.as_ref().map_or(settings::MOST_WEEKS, |s| s.weeks);
    let lessons = timetables::read(&tables, &known, weeks, &mut faults);
    let hours = hours::read(&tables, &known, settings.as_ref(), &mut faults);
    let needs = needs::read(&tables, &known, settings.as_ref(), &mut faults);
    let wishes = wishes::read(&tables, &known, settings.as_ref(), &mut faults);
    let busy = calendars(files, &known.people, settings.as_ref(), read_calendar, &mut faults);
    let sessions = Sessions::of(&hours, &known.hours, settings.as_ref());
    let fixed = decisions::fixed(&tables, &known, &sessions, &mut faults);
    let excluded = exclusions::read(&tables, &known, &sessions, &mut faults);
    let absences = absences::read(&tables, &known, settings.as_ref(), &mut faults);
    let formation = formation::read(&tables, &known, &people, &mut faults);
    let positions = placement::positions(&tables, &known, weeks, &mut faults);
    let choices = placement::choices(&tables, &known, &positions, &mut faults);
    let rankings = placement::rankings(&tables, &known, &positions, &mut faults);
    let placements = placement::placements(&tables, &known, &positions, &mut faults);
    let published = files.files.get(decisions::BASELINE).map(Vec::as_slice);
    let baseline = decisions::baseline(published, &known, &sessions, &mut faults);
    let Some(settings) = settings else {
        return Err(faults.list);
    };
    let term = Term {
        settings,
        places,
        people,
        teams,
        lessons,
        busy,
        hours,
        needs,
        wishes,
        fixed,
        excluded,
        absences,
        formation,
        positions,
        choices,
        rankings,
        placements,
        baseline,
    };
    faults.into_result()?;
    // The rules above cover what an office can get wrong; what only the expanded problem shows is caught here.
    validate("the expanded term", &term.expand())?;
    Ok(term)
}

/// Folder of calendars within a term folder.
const CALENDARS: &str = "calendars/";

fn calendars(
    files: &TermFiles,
    people: &Names<'_>,
    settings: Option<&Settings>,
    read_calendar: ReadCalendar<'_>,
    faults: &mut Faults,
) -> BTreeMap<String, Busy> {
    // Without settings the calendars are read for their mistakes alone, over no days.
    let span = settings.map(|settings| (settings.first_day, settings.end(), settings.zone));
    let (first, end, zone) = span.unwrap_or((NaiveDate::default(), NaiveDate::default(), Tz::UTC));
    let mut busy = BTreeMap::new();
    for (path, bytes) in &files.files {
        let Some(person) = path.strip_prefix(CALENDARS).and_then(|name| name.strip_suffix(".ics")) else {
            continue;
        };
        if people.lack(person) {
            let cause = format!("the calendar is named after {person:?}, whom the people table does not list");
            let near = maybe(person, people.ids().into_iter().flatten().copied());
            let remedy = format!("Name the file after the person's id.{near}");
            faults.add(path, "", "", "unknown-person", cause, remedy);
        }
        match read_calendar(bytes, first, end, zone) {
            Ok(spans) => {
                busy.insert(person.to_owned(), spans);
            }
            Err(found) => found.into_iter().for_each(|fault| {
                let at = if fault.line == 0 {
                    String::new()
                } else {
                    format!("line {}", fault.line)
                };
                let remedy = "Export the calendar again as an iCalendar (.ics) file.";
                faults.add(path, at, "", fault.code, fault.cause, remedy);
            }),
        }
    }
    busy
}
