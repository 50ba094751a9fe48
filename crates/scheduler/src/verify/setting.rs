//! The problem as the checker looks things up in it: ids, instants, minutes of travel.

use std::collections::HashMap;

use crate::format::{Clock, LocalTime, Problem, Skills, Team};

/// A validated problem with its indices.
pub struct Setting<'a> {
    pub problem: &'a Problem,
    pub clock: Clock,
    pub team_index: HashMap<&'a str, usize>,
    pub session_index: HashMap<&'a str, usize>,
    pub need_index: HashMap<&'a str, usize>,
    place_index: HashMap<&'a str, usize>,
}

impl<'a> Setting<'a> {
    /// Nothing when the zone or the horizon is not valid.
    pub fn new(problem: &'a Problem) -> Option<Self> {
        Some(Self {
            problem,
            clock: Clock::new(problem)?,
            team_index: index(problem.teams.iter().map(|t| &t.id)),
            session_index: index(problem.sessions.iter().map(|s| &s.id)),
            need_index: index(problem.needs.iter().map(|n| &n.id)),
            place_index: index(problem.places.iter().map(|p| &p.id)),
        })
    }

    /// Minutes since the start of the horizon. Validation has found an instant for every time.
    pub fn minute(&self, time: &LocalTime) -> i64 {
        self.clock.instant(time).map_or(0, i64::from)
    }

    /// Day of the horizon on which a time lies; negative before it.
    pub fn day(&self, time: &LocalTime) -> i64 {
        self.clock.day(time).map_or(0, i64::from)
    }

    /// Number of dates in the horizon.
    pub fn days(&self) -> i64 {
        i64::from(self.clock.days())
    }

    /// Minutes from one place to another.
    pub fn travel(&self, from: &str, to: &str) -> i64 {
        let (a, b) = (self.place_index[from], self.place_index[to]);
        let travel = &self.problem.travel;
        match &travel.matrix {
            Some(matrix) => matrix[a][b],
            None if a == b => 0,
            None => {
                let across = self.coordinates(a).0 - self.coordinates(b).0;
                let along = self.coordinates(a).1 - self.coordinates(b).1;
                let pace = travel.per_minute.unwrap_or(1.0);
                (travel.overhead.unwrap_or(0.0) + across.hypot(along) / pace - 1e-9).ceil() as i64
            }
        }
    }

    fn coordinates(&self, place: usize) -> (f64, f64) {
        let place = &self.problem.places[place];
        (place.x.unwrap_or(0.0), place.y.unwrap_or(0.0))
    }
}

/// Whether a team has every skill at the level asked for or above.
pub fn able(team: &Team, asked: &Skills) -> bool {
    asked
        .iter()
        .all(|(skill, level)| team.skills.get(skill).copied().unwrap_or(0) >= *level)
}

/// The skills that a team has not, or not at the level asked for.
pub fn lacking<'a>(team: &Team, asked: &'a Skills) -> impl Iterator<Item = &'a String> {
    let lacks = |(skill, level): &(&'a String, &'a i32)| team.skills.get(*skill).copied().unwrap_or(0) < **level;
    asked.iter().filter(lacks).map(|(skill, _)| skill)
}

fn index<'a>(ids: impl Iterator<Item = &'a String>) -> HashMap<&'a str, usize> {
    ids.enumerate().map(|(i, id)| (id.as_str(), i)).collect()
}
