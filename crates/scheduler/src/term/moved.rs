//! A term moved by whole weeks, so that a demonstration is about today.

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};

use super::decisions::What;
use super::hours::When;
use super::wishes::Wished;
use super::{Decision, Excluded, Term};

/// A number of weeks to move by, forward or back.
#[derive(Clone, Copy)]
struct Shift(TimeDelta);

impl Shift {
    fn date(self, date: NaiveDate) -> NaiveDate {
        date + self.0
    }

    fn time(self, time: NaiveDateTime) -> NaiveDateTime {
        time + self.0
    }

    fn decision(self, decision: &mut Decision) {
        match &mut decision.what {
            What::Session(_, date) => *date = self.date(*date),
            What::Visit(_, start) => *start = self.time(*start),
        }
    }
}

impl Term {
    /// This term, moved by whole weeks so that a day lies in its middle week; as it is when the day lies in it already. Holidays
    /// move with it: they are then no longer the calendar's, but the term's shape is kept.
    #[must_use]
    pub fn moved_to(&self, today: NaiveDate) -> Self {
        if self.settings.holds(today) {
            return self.clone();
        }
        let middle = self.settings.first_day + Days::new(7 * (self.settings.weeks as u64 / 2));
        let shift = Shift(TimeDelta::weeks((today - middle).num_days().div_euclid(7)));
        let mut term = self.clone();
        let settings = &mut term.settings;
        settings.first_day = shift.date(settings.first_day);
        settings.holidays = settings.holidays.iter().map(|&day| shift.date(day)).collect();
        settings
            .make_up
            .iter_mut()
            .for_each(|rule| rule.date = shift.date(rule.date));
        for span in term.busy.values_mut().flatten() {
            *span = (shift.time(span.0), shift.time(span.1));
        }
        for hour in &mut term.hours {
            if let When::Once(date) = &mut hour.when {
                *date = shift.date(*date);
            }
        }
        for need in &mut term.needs {
            (need.from, need.to) = (shift.date(need.from), shift.date(need.to));
            need.due = need.due.map(|due| shift.time(due));
        }
        for wish in &mut term.wishes {
            if let Wished::During(from, to) = &mut wish.about {
                (*from, *to) = (shift.time(*from), shift.time(*to));
            }
        }
        for absence in &mut term.absences {
            (absence.from, absence.to) = (shift.time(absence.from), shift.time(absence.to));
        }
        for exclusion in &mut term.excluded {
            if let Excluded::Session(_, date) = &mut exclusion.from {
                *date = shift.date(*date);
            }
        }
        term.fixed
            .iter_mut()
            .chain(&mut term.baseline)
            .for_each(|decision| shift.decision(decision));
        term
    }
}
