//! Students' calendars for the library: our reader of iCalendar, in the form that it asks for.

use chrono::NaiveDate;
use chrono_tz::Tz;
use yuandi_scheduler::term::{Busy, CalendarFault};

use super::import::RowFault;
use crate::ical;

/// Reads a calendar's busy time from the first date up to the second.
///
/// # Errors
/// What is wrong with the file, by line.
pub fn busy(bytes: &[u8], first: NaiveDate, end: NaiveDate, zone: Tz) -> Result<Busy, Vec<CalendarFault>> {
    let read = ical::read(bytes).map(|calendar| calendar.busy(first, end, zone));
    read.map_err(|faults| {
        let fault = |fault: ical::ReadFault| CalendarFault {
            line: fault.line,
            code: fault.code,
            cause: fault.cause,
        };
        faults.into_iter().map(fault).collect()
    })
}

/// What to do about a file that does not read.
const REMEDY: &str = "Export the calendar again as an iCalendar (.ics) file.";

/// Whether a file is a calendar.
///
/// # Errors
/// What is wrong with it, by line.
pub fn check(bytes: &[u8]) -> Result<(), Vec<RowFault>> {
    ical::read(bytes).map(drop).map_err(faults)
}

/// The faults of a calendar as those of other files are told.
pub(super) fn faults(faults: Vec<ical::ReadFault>) -> Vec<RowFault> {
    let fault = |fault: ical::ReadFault| RowFault {
        file: String::new(),
        at: format!("line {}", fault.line),
        field: String::new(),
        code: fault.code.to_owned(),
        cause: fault.cause,
        remedy: REMEDY.to_owned(),
    };
    faults.into_iter().map(fault).collect()
}
