//! What people call the teams, sessions and needs of a problem.

use std::collections::HashMap;

use yuandi_scheduler::format::Problem;

/// Names by id.
#[derive(Clone, Debug, Default)]
pub struct Names {
    teams: HashMap<String, String>,
    activities: HashMap<String, String>,
}

impl Names {
    /// Those of a problem: a session by its kind and time, a need by its kind and place.
    #[must_use]
    pub fn of(problem: &Problem) -> Self {
        let name = |id: &String, name: &Option<String>| name.clone().unwrap_or_else(|| id.clone());
        let places: HashMap<&str, String> = problem
            .places
            .iter()
            .map(|place| (place.id.as_str(), name(&place.id, &place.name)))
            .collect();
        let kind = |tags: &[String], id: &String| tags.first().unwrap_or(id).clone();
        let sessions = problem.sessions.iter().map(|session| {
            let start = session.start.to_string().replace('T', " ");
            (
                session.id.clone(),
                format!("{} {start}", kind(&session.tags, &session.id)),
            )
        });
        let needs = problem.needs.iter().map(|need| {
            let place = places.get(need.place.as_str()).unwrap_or(&need.place);
            (need.id.clone(), format!("{} · {place}", kind(&need.tags, &need.id)))
        });
        Self {
            activities: sessions.chain(needs).collect(),
            teams: problem
                .teams
                .iter()
                .map(|team| (team.id.clone(), name(&team.id, &team.name)))
                .collect(),
        }
    }

    /// A team's name.
    #[must_use]
    pub fn team<'a>(&'a self, id: &'a str) -> &'a str {
        self.teams.get(id).map_or(id, String::as_str)
    }

    /// A session's or need's name, in quotation marks of either language.
    #[must_use]
    pub fn activity<'a>(&'a self, id: &'a str) -> &'a str {
        self.activities.get(id).map_or(id, String::as_str)
    }
}
