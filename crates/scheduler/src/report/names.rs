//! What people call the teams and places of a problem: their names, or their ids where they have none.

use std::collections::HashMap;

use crate::format::Problem;

/// Names by id.
#[derive(Clone, Debug)]
pub struct Names<'a> {
    teams: HashMap<&'a str, &'a str>,
    places: HashMap<&'a str, &'a str>,
}

impl<'a> Names<'a> {
    /// Those of a problem.
    #[must_use]
    pub fn new(problem: &'a Problem) -> Self {
        let teams = problem.teams.iter();
        let places = problem.places.iter();
        Self {
            teams: teams
                .map(|t| (t.id.as_str(), t.name.as_deref().unwrap_or(&t.id)))
                .collect(),
            places: places
                .map(|p| (p.id.as_str(), p.name.as_deref().unwrap_or(&p.id)))
                .collect(),
        }
    }

    /// A team's.
    #[must_use]
    pub fn team(&self, id: &'a str) -> &'a str {
        self.teams.get(id).copied().unwrap_or(id)
    }

    /// A place's.
    #[must_use]
    pub fn place(&self, id: &'a str) -> &'a str {
        self.places.get(id).copied().unwrap_or(id)
    }
}

/// The kind of a session or need: its first tag.
#[must_use]
pub fn kind(tags: &[String]) -> &str {
    tags.first().map_or("", String::as_str)
}
