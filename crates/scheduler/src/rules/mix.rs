//! Of a session that anybody attends, so many teams must have certain skills: a supervisor, or somebody with experience.

use super::audit::duties::{Duties, Finding};
use crate::model::{Mix, Model, Price, Session, TeamIx};

/// What one more team changes.
pub fn gain(session: &Session, attending: &[TeamIx], team: TeamIx) -> Price {
    let mut change = Price::ZERO;
    for mix in &session.mix {
        let able = attending.iter().filter(|&&team| mix.able[team as usize]).count() as i64;
        let now = if attending.is_empty() {
            0
        } else {
            (mix.min - able).max(0)
        };
        let then = (mix.min - able - i64::from(mix.able[team as usize])).max(0);
        change += Price::of(then - now, mix.under);
    }
    change
}

/// All compositions asked for.
pub fn audit(model: &Model, duties: &Duties) -> Finding {
    let attended = model
        .sessions
        .iter()
        .zip(&duties.attending)
        .filter(|(_, teams)| !teams.is_empty());
    attended
        .flat_map(|(session, teams)| session.mix.iter().map(move |mix| short(mix, teams)))
        .sum()
}

fn short(mix: &Mix, teams: &[TeamIx]) -> Finding {
    let able = teams.iter().filter(|&&team| mix.able[team as usize]).count() as i64;
    Finding::off((mix.min - able).max(0), mix.under)
}
