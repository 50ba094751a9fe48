//! Publishing a plan: states, duties, feeds, messages, swaps and the trail change together, or not at all.

use super::audit::{self, Deed};
use super::records::TermKey;
use super::{Error, Touched, Tx, duties, messages, plans, swap_ends, terms};
use crate::domain::duty::DutyChange;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    /// It is the plan now; these duties changed.
    Done(Vec<DutyChange>),
    /// It is no draft of this version without violations, or those that somebody answers for, any more.
    Refused,
    /// Teams have swapped duties since it was made, which it would undo.
    Swapped,
}

/// Publishes a draft in place of the plan that was published.
///
/// # Errors
/// The database's own.
pub async fn publish(
    tx: &mut Tx,
    key: &TermKey,
    (plan, version): (&str, i64),
    actor: &str,
    now: i64,
) -> Result<Published, Error> {
    terms::hold(tx, key).await?;
    let found = plans::within(tx, key, plan).await?;
    let can =
        found.is_some_and(|plan| plan.state == "draft" && plan.version == version && plan.violations <= plan.tolerated);
    if can && plans::swapped_since(tx, key, plan).await? {
        return Ok(Published::Swapped);
    }
    if !can || !plans::publish(tx, key, plan, version, now).await? {
        return Ok(Published::Refused);
    }
    let changes = duties::refresh(tx, key, Touched::Everything, now).await?;
    messages::announce(tx, key, plan, &changes, now).await?;
    swap_ends::of_gone(tx, key, plan, now).await?;
    let deed = Deed {
        actor,
        action: "plan.publish",
        subject: plan,
        detail: &key.term,
    };
    audit::append(tx, &key.partnership, now, &deed).await?;
    Ok(Published::Done(changes))
}
