//! Swaps that time ends: their duty began, or the plan has it no more.

use super::audit::{self, Deed};
use super::records::TermKey;
use super::swaps::{self, Step, Swap};
use super::{Error, Tx, swap_messages};
use crate::domain::swap::{Action, State};
use crate::domain::swap_notice::SwapEvent;

/// Who the trail says it was.
const NOBODY: &str = "service";
/// Code: the published plan has the duty no more, or at another time.
const GONE: &str = "duty-gone";
/// Code: the duty began.
const BEGUN: &str = "duty-begun";

/// Ends the swaps of duties that a plan, which has just been published, has no more.
///
/// # Errors
/// The database's own.
pub async fn of_gone(tx: &mut Tx, key: &TermKey, plan: &str, now: i64) -> Result<(), Error> {
    for swap in swaps::gone(tx, key, plan).await? {
        expire(tx, key, &swap, GONE, now).await?;
    }
    Ok(())
}

/// Ends a swap whose duty has begun.
///
/// # Errors
/// The database's own.
pub async fn of_begun(tx: &mut Tx, key: &TermKey, swap: &Swap, now: i64) -> Result<(), Error> {
    expire(tx, key, swap, BEGUN, now).await
}

async fn expire(tx: &mut Tx, key: &TermKey, swap: &Swap, code: &str, now: i64) -> Result<(), Error> {
    let step = Step {
        outcome: Some(code.to_owned()),
        ..Step::default()
    };
    if !swaps::step(tx, &key.partnership, swap, State::Expired, step, now).await? {
        return Ok(());
    }
    swap_messages::to_parties(tx, key, swap, SwapEvent::Expired, None, now).await?;
    let deed = Deed {
        actor: NOBODY,
        action: Action::Expire.deed(),
        subject: &swap.id,
        detail: code,
    };
    audit::append(tx, &key.partnership, now, &deed).await
}
