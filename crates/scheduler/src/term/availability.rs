//! When a team is available: whenever at least a quorum of its members has no class, within the term's blocks.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

use super::Term;
use super::absences::Absent;
use super::people::Role;
use super::placement;
use super::teams::Team;
use super::weeks::Weeks;

/// Stretches shorter than this are no use to anybody.
pub(super) const SHORTEST: usize = 30;
/// Minutes of a day.
pub(super) const DAY: usize = 1440;

/// Who is in class when, looked up by person.
pub(super) struct Timetables<'t> {
    term: &'t Term,
    weekly: HashMap<&'t str, Vec<Weekly<'t>>>,
    members: HashMap<&'t str, Vec<&'t str>>,
}

/// When somebody is busy week after week: in class, or at work where they are placed.
struct Weekly<'t> {
    weekday: Weekday,
    from: NaiveTime,
    to: NaiveTime,
    weeks: &'t Weeks,
}

/// Minutes since midnight.
pub(super) fn minute(time: NaiveTime) -> usize {
    time.num_seconds_from_midnight() as usize / 60
}

impl<'t> Timetables<'t> {
    /// The timetables of a term.
    pub fn new(term: &'t Term) -> Self {
        let mut weekly: HashMap<&str, Vec<Weekly<'_>>> = HashMap::new();
        for lesson in &term.lessons {
            weekly.entry(&lesson.person).or_default().push(Weekly {
                weekday: lesson.weekday,
                from: lesson.start,
                to: lesson.end,
                weeks: &lesson.weeks,
            });
        }
        let mut members: HashMap<&str, Vec<&str>> = HashMap::new();
        let placed = placement::held(term);
        for person in term.people.iter().filter(|person| person.role != Role::Supervisor) {
            let team = person.team.as_deref().unwrap_or_default();
            members.entry(team).or_default().push(&person.id);
            let own = placed.get(person.id.as_str()).filter(|position| !position.teams);
            let whole = placed.get(team).filter(|position| position.teams);
            for position in own.into_iter().chain(whole) {
                let weeks = &position.weeks;
                let times = position.times.iter().map(|&(weekday, from, to)| Weekly {
                    weekday,
                    from,
                    to,
                    weeks,
                });
                weekly.entry(&person.id).or_default().extend(times);
            }
        }
        Self { term, weekly, members }
    }

    /// A team's intervals over the term, in order.
    pub fn available(&self, team: &Team) -> Vec<(NaiveDateTime, NaiveDateTime)> {
        let dates = self.term.working_dates();
        dates.flat_map(|date| self.on(team, date)).collect()
    }

    fn on(&self, team: &Team, date: NaiveDate) -> Vec<(NaiveDateTime, NaiveDateTime)> {
        let members = self.members.get(team.id.as_str()).map_or(&[][..], Vec::as_slice);
        let mut free = [0usize; DAY];
        for person in members {
            let busy = self.busy(person, date);
            free.iter_mut()
                .zip(busy)
                .for_each(|(count, busy)| *count += usize::from(!busy));
        }
        let mut open = [false; DAY];
        for (from, to) in &self.term.settings.blocks {
            open[minute(*from)..minute(*to)].fill(true);
        }
        for away in self.absences(&Absent::Team(team.id.clone())) {
            mark(&mut open, date, away, false);
        }
        let can: Vec<bool> = (0..DAY).map(|m| open[m] && free[m] >= team.quorum).collect();
        let mut stretches = Vec::new();
        let mut begin = 0;
        for run in can.chunk_by(|a, b| a == b) {
            if run[0] && run.len() >= SHORTEST {
                // A lesson may end while the clock is set forward; its members are free when that is over.
                let at = |m: usize| {
                    let time = date.and_time(NaiveTime::MIN) + chrono::TimeDelta::minutes(m as i64);
                    self.term.settings.existing(time)
                };
                stretches.push((at(begin), at(begin + run.len())));
            }
            begin += run.len();
        }
        stretches.retain(|(from, to)| from < to);
        stretches
    }

    /// Minutes of a date in which a person is in class or at work: by the timetable of the weekday the date follows, and by the calendar.
    pub fn busy(&self, person: &str, date: NaiveDate) -> [bool; DAY] {
        let mut busy = [false; DAY];
        let (weekday, week) = (self.term.follows(date), self.term.week(date));
        let weekly = self.weekly.get(person).into_iter().flatten();
        for span in weekly.filter(|span| span.weekday == weekday && span.weeks.contains(week)) {
            busy[minute(span.from)..minute(span.to)].fill(true);
        }
        for span in self.term.busy.get(person).into_iter().flatten() {
            mark(&mut busy, date, *span, true);
        }
        for away in self.absences(&Absent::Person(person.to_owned())) {
            mark(&mut busy, date, away, true);
        }
        busy
    }

    /// When somebody is away.
    fn absences(&self, who: &Absent) -> impl Iterator<Item = (NaiveDateTime, NaiveDateTime)> {
        let mine = self.term.absences.iter().filter(move |absence| absence.who == *who);
        mine.map(|absence| (absence.from, absence.to))
    }
}

/// Marks the minutes of a date that lie in a span.
fn mark(minutes: &mut [bool; DAY], date: NaiveDate, (from, to): (NaiveDateTime, NaiveDateTime), as_what: bool) {
    if from.date() <= date && to.date() >= date {
        let begin = if from.date() == date { minute(from.time()) } else { 0 };
        let end = if to.date() == date { minute(to.time()) } else { DAY };
        minutes[begin..end.max(begin)].fill(as_what);
    }
}
