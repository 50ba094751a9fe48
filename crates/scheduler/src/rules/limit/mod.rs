//! Counting rules on a team's work: minutes, activities, days, weekends, runs of dates, by day, week, term or rolling window.
//!
//! Flat counters, one a bucket; the price of one activity more or less is a difference of two looks.

mod audit;

pub use audit::audit;

use crate::model::{Kind, Limit, Minutes, Model, Price, Span, TeamLimit, Unit, Weekend};
use crate::roster::Duty;

/// Counters of all teams' limits, and their activities by date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    counters: Vec<Minutes>,
    dates: Vec<u16>,
}

/// One activity as limits see it.
struct Work {
    tags: usize,
    minutes: Minutes,
    day: usize,
}

impl Work {
    fn of(model: &Model, duty: Duty) -> Self {
        let activity = &model.activities[duty.act as usize];
        Self {
            tags: activity.tags as usize,
            minutes: activity.minutes,
            day: model.calendar.day(duty.start),
        }
    }

    fn amount(&self, unit: Unit) -> Minutes {
        if unit == Unit::Minutes { self.minutes } else { 1 }
    }
}

fn price(limit: &Limit, value: Minutes) -> Price {
    Price::of(limit.off(i64::from(value)), limit.weight)
}

/// Buckets of a sum that a day belongs to.
fn buckets(span: Span, day: usize, days: usize) -> std::ops::Range<usize> {
    match span {
        Span::Day => day..day + 1,
        Span::Week => day / 7..day / 7 + 1,
        Span::Term => 0..1,
        Span::Window(width) => (day + 1).saturating_sub(width)..(day + 1).min((days + 1).saturating_sub(width)),
    }
}

impl Book {
    /// Nobody does anything.
    pub fn new(model: &Model) -> Self {
        Self {
            counters: vec![0; model.limits.counters],
            dates: vec![0; model.limits.dates],
        }
    }

    /// What a duty changes in the limits of its team.
    pub fn gain(&self, model: &Model, duty: Duty) -> Price {
        let work = Work::of(model, duty);
        let mut change = Price::ZERO;
        for at in &model.limits.of_team[duty.team as usize] {
            let limit = &model.limits.all[at.limit as usize];
            if limit.of[work.tags] {
                change += self.gain_in(model, limit, at, &work);
            }
        }
        change
    }

    fn gain_in(&self, model: &Model, limit: &Limit, at: &TeamLimit, work: &Work) -> Price {
        let days = model.calendar.days;
        match limit.kind {
            Kind::Sum(unit, span) => {
                if unit == Unit::Days && self.works(at, work.day) {
                    return Price::ZERO;
                }
                let amount = work.amount(unit);
                let cells = buckets(span, work.day, days).map(|k| self.counters[at.counters as usize + k]);
                cells.fold(Price::ZERO, |sum, value| {
                    sum + price(limit, value + amount) - price(limit, value)
                })
            }
            Kind::Weekends if self.works(at, work.day) || self.mate_works(model, at, work.day) != Some(false) => {
                Price::ZERO
            }
            Kind::Weekends => {
                let value = self.counters[at.counters as usize];
                price(limit, value + 1) - price(limit, value)
            }
            Kind::Run { .. } if self.works(at, work.day) => Price::ZERO,
            Kind::Run { off } => self.run_gain(limit, at, work.day, days, off),
            Kind::Rest => Price::ZERO,
        }
    }

    fn works(&self, at: &TeamLimit, day: usize) -> bool {
        self.dates[at.dates as usize + day] > 0
    }

    /// Whether a weekend day's other day has work; nothing on a weekday.
    fn mate_works(&self, model: &Model, at: &TeamLimit, day: usize) -> Option<bool> {
        match model.calendar.weekend(day) {
            Weekend::Weekday => None,
            Weekend::Alone => Some(false),
            Weekend::With(mate) => Some(self.works(at, mate as usize)),
        }
    }

    /// A day turns from free to worked: two runs of work join around it, or one of free dates falls in two.
    fn run_gain(&self, limit: &Limit, at: &TeamLimit, day: usize, days: usize, off: bool) -> Price {
        let counted = |d: usize| self.works(at, d) != off;
        let left = (0..day).rev().take_while(|&d| counted(d)).count();
        let right = (day + 1..days).take_while(|&d| counted(d)).count();
        let (first, last) = (left == day, day + right + 1 == days);
        let whole = run(limit, left + 1 + right, first || last);
        let parts = run(limit, left, first) + run(limit, right, last);
        if off { parts - whole } else { whole - parts }
    }

    /// Notes that a duty came or went.
    pub fn record(&mut self, model: &Model, duty: Duty, sign: i32) {
        let work = Work::of(model, duty);
        // Days and weekends are counted when a date's first activity comes or its last one goes: with that activity not among them.
        if sign > 0 {
            self.count(model, duty, &work, sign);
            self.tally(model, duty, &work, sign);
        } else {
            self.tally(model, duty, &work, sign);
            self.count(model, duty, &work, sign);
        }
    }

    fn tally(&mut self, model: &Model, duty: Duty, work: &Work, sign: i32) {
        for &(tally, dates) in &model.limits.tallies_of_team[duty.team as usize] {
            if model.limits.tallies[tally as usize][work.tags] {
                let cell = &mut self.dates[dates as usize + work.day];
                *cell = if sign > 0 { *cell + 1 } else { *cell - 1 };
            }
        }
    }

    fn count(&mut self, model: &Model, duty: Duty, work: &Work, sign: i32) {
        for at in &model.limits.of_team[duty.team as usize] {
            let limit = &model.limits.all[at.limit as usize];
            if !limit.of[work.tags] {
                continue;
            }
            match limit.kind {
                Kind::Sum(unit, span) => {
                    if unit == Unit::Days && self.works(at, work.day) {
                        continue;
                    }
                    for k in buckets(span, work.day, model.calendar.days) {
                        self.counters[at.counters as usize + k] += sign * work.amount(unit);
                    }
                }
                Kind::Weekends => {
                    if !self.works(at, work.day) && self.mate_works(model, at, work.day) == Some(false) {
                        self.counters[at.counters as usize] += sign;
                    }
                }
                Kind::Run { .. } | Kind::Rest => {}
            }
        }
    }
}

/// The price of one maximal run; one that touches an end of the horizon is not held to the minimum.
fn run(limit: &Limit, length: usize, touches_end: bool) -> Price {
    if length == 0 {
        return Price::ZERO;
    }
    let length = length as i64;
    let short = if touches_end {
        0
    } else {
        limit.min.map_or(0, |min| (min - length).max(0))
    };
    let long = limit.max.map_or(0, |max| (length - max).max(0));
    Price::of(short + long, limit.weight)
}

/// The price of teams that do nothing: minimums and targets of every bucket, and a horizon of free dates.
pub fn idle_price(model: &Model) -> Price {
    let mut sum = Price::ZERO;
    let days = model.calendar.days;
    for at in model.limits.of_team.iter().flatten() {
        let limit = &model.limits.all[at.limit as usize];
        let buckets = match limit.kind {
            Kind::Sum(_, Span::Day) => days,
            Kind::Sum(_, Span::Week) => model.calendar.weeks(),
            Kind::Sum(_, Span::Window(width)) => (days + 1).saturating_sub(width),
            Kind::Sum(_, Span::Term) | Kind::Weekends => 1,
            Kind::Run { off: true } => {
                sum += run(limit, days, true);
                0
            }
            Kind::Run { off: false } | Kind::Rest => 0,
        };
        let idle = price(limit, 0);
        sum += Price {
            soft: idle.soft * buckets as i64,
            hard: idle.hard * buckets as i64,
        };
    }
    sum
}
