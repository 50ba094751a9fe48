//! How many teams attend a session: `under` for each short of the target, `over` for each above, never above the maximum.

use super::audit::duties::Duties;
use crate::model::{Cost, Model, Price, Session};

/// The price of `teams` attending.
pub fn price(session: &Session, teams: i64) -> Price {
    let soft = session.under * (session.target - teams).max(0) + session.over * (teams - session.target).max(0);
    Price {
        soft,
        hard: (teams - session.max).max(0),
    }
}

/// The price of nobody attending.
pub fn idle(session: &Session) -> Cost {
    price(session, 0).soft
}

/// What one more team changes.
#[inline]
pub fn gain(session: &Session, attending: usize) -> Price {
    let teams = attending as i64;
    price(session, teams + 1) - price(session, teams)
}

/// What the cover of all sessions costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// For teams short.
    pub under: Cost,
    /// For teams above.
    pub over: Cost,
    /// Sessions over their maximum.
    pub broken: i64,
}

/// The cover of all sessions.
pub fn audit(model: &Model, duties: &Duties) -> Cover {
    let mut cover = Cover::default();
    for (session, teams) in model.sessions.iter().zip(&duties.attending) {
        let teams = teams.len() as i64;
        cover.under += session.under * (session.target - teams).max(0);
        cover.over += session.over * (teams - session.target).max(0);
        cover.broken += i64::from(teams > session.max);
    }
    cover
}
