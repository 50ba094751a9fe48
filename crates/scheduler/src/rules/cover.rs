//! How many teams attend a session: `under` for each short of the target, `over` for each above, never above the maximum.

use crate::model::{Cost, Session};
use crate::state::Price;

/// The price of `teams` attending.
pub fn price(session: &Session, teams: i64) -> Price {
    let soft = session.under * (session.target - teams).max(0) + session.over * (teams - session.target).max(0);
    Price { soft, hard: (teams - session.max).max(0) }
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
