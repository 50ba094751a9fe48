//! Of a session that anybody attends, so many teams must have certain skills: a supervisor, or somebody with experience.

use crate::model::{Mix, Session, TeamIx};
use crate::state::Price;

/// The price of one composition with these teams.
pub fn price(mix: &Mix, teams: &[TeamIx]) -> Price {
    if teams.is_empty() {
        return Price::ZERO;
    }
    let able = teams.iter().filter(|&&team| mix.able[team as usize]).count() as i64;
    Price::of((mix.min - able).max(0), mix.under)
}

/// What one more team changes.
pub fn gain(session: &Session, attending: &[TeamIx], team: TeamIx) -> Price {
    let mut change = Price::ZERO;
    for mix in &session.mix {
        let able = attending.iter().filter(|&&team| mix.able[team as usize]).count() as i64;
        let now = if attending.is_empty() { 0 } else { (mix.min - able).max(0) };
        let then = (mix.min - able - i64::from(mix.able[team as usize])).max(0);
        change += Price::of(then - now, mix.under);
    }
    change
}
