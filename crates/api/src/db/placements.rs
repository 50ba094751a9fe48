//! Publishing a round of placement: its state, the term's placements, messages and the trail change together, or not at all.

use std::collections::HashMap;

use uuid::Uuid;

use super::audit::{self, Deed};
use super::records::{self, TermKey, Versioned};
use super::{Error, Tx, placement_messages, rounds};
use crate::domain::records::{Placement, Record as _};
use crate::domain::round::Outcome;

/// Publishes the placement of a round that still has this version; says whether it did. The term must be held.
///
/// # Errors
/// [`Error::Reference`] if it names a position that is no longer there.
pub async fn publish(
    tx: &mut Tx,
    key: &TermKey,
    (round, version): (&str, i64),
    outcome: &Outcome,
    actor: &str,
    now: i64,
) -> Result<bool, Error> {
    if !rounds::publish(tx, key, round, version, now).await? {
        return Ok(false);
    }
    let before = records::all::<Placement>(tx, key).await?;
    let after = rows(&before, outcome);
    records::clear::<Placement>(tx, key).await?;
    records::insert_all(tx, key, &after).await?;
    let before: Vec<Placement> = before.into_iter().map(|row| row.record).collect();
    placement_messages::announce(tx, key, round, &before, outcome, now).await?;
    let deed = Deed {
        actor,
        action: "round.publish",
        subject: round,
        detail: &key.term,
    };
    audit::append(tx, &key.partnership, now, &deed).await?;
    Ok(true)
}

/// The rows of a result. Whoever had one keeps it, and what was decided for good stays so.
fn rows(before: &[Versioned<Placement>], outcome: &Outcome) -> Vec<Versioned<Placement>> {
    let of: HashMap<&str, &Versioned<Placement>> =
        before.iter().map(|row| (row.record.applicant.as_str(), row)).collect();
    let row = |(applicant, position): &(String, String)| {
        let old = of.get(applicant.as_str());
        let moved = old.is_some_and(|old| old.record.position != *position);
        let id = old.map_or_else(|| Uuid::now_v7().simple().to_string(), |old| old.record.id().to_owned());
        Versioned {
            version: old.map_or(1, |old| old.version + i64::from(moved)),
            record: Placement {
                id,
                applicant: applicant.clone(),
                position: position.clone(),
                fixed: old.and_then(|old| old.record.fixed.clone()),
            },
        }
    };
    outcome.placed.iter().map(row).collect()
}
