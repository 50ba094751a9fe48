//! Limits: counting rules on the work of each team.

mod buckets;
mod rest;
mod runs;
mod windows;

use super::setting::Setting;
use super::tally::Tally;
use super::violation::{Rule, Violation};
use super::work::Activity;
use crate::format::{Count, Limit, Per, Team};

/// One limit on one team.
struct Case<'a> {
    setting: &'a Setting<'a>,
    limit: &'a Limit,
    team: &'a Team,
    /// All of the team's activities in order of start.
    all: &'a [Activity<'a>],
}

/// Where a limit is off.
struct Span {
    /// In words: `the week from 2026-09-07`.
    words: String,
    /// Date or time from which; none for the whole term.
    from: Option<String>,
    /// Between which activities, if it is between two.
    activities: Vec<String>,
}

impl Span {
    fn new(words: String, from: Option<String>) -> Self {
        Self {
            words,
            from,
            activities: Vec::new(),
        }
    }
}

pub fn check(setting: &Setting, work: &[Vec<Activity>], tally: &mut Tally) {
    for limit in &setting.problem.limits {
        for (team, all) in setting.problem.teams.iter().zip(work) {
            let case = Case {
                setting,
                limit,
                team,
                all,
            };
            if holds_for(limit, team) {
                case.check(tally);
            }
        }
    }
}

fn holds_for(limit: &Limit, team: &Team) -> bool {
    limit
        .groups
        .as_ref()
        .is_none_or(|groups| team.groups.iter().any(|group| groups.contains(group)))
}

impl<'a> Case<'a> {
    fn check(&self, tally: &mut Tally) {
        match (self.limit.count, self.limit.per) {
            (Count::Rest, _) => rest::check(self, tally),
            (_, Some(Per::Run)) => runs::check(self, tally),
            (_, Some(Per::Window)) => windows::check(self, tally),
            (_, Some(per)) => buckets::check(self, per, tally),
            (_, None) => {}
        }
    }

    /// The activities that the limit counts.
    fn counted(&self) -> impl Iterator<Item = &'a Activity<'a>> {
        let of = self.limit.of.as_ref();
        self.all.iter().filter(move |activity| activity.tagged(of))
    }

    /// Holds a value against `min`, `max` and `target`, which add up.
    fn price(&self, value: i64, tally: &mut Tally, span: impl FnOnce() -> Span) {
        let under = self.limit.min.map_or(0, |min| (min - value).max(0));
        let over = self.limit.max.map_or(0, |max| (value - max).max(0));
        let off = self.limit.target.map_or(0, |target| (value - target).abs());
        self.charge(under + over + off, tally, span);
    }

    fn charge(&self, off: i64, tally: &mut Tally, span: impl FnOnce() -> Span) {
        tally.limit(self.limit, off, || {
            let (span, team, limit) = (span(), &self.team.id, &self.limit.id);
            let words = format!("{team} in {} breaks limit {limit} by {off}", span.words);
            let violation = Violation::new(Rule::Limit, words).team(team).named([limit]).by(off);
            let violation = violation.about(span.activities.iter().map(String::as_str));
            match &span.from {
                Some(from) => violation.at(from),
                None => violation,
            }
        });
    }
}
