//! Who subscribed to what, and for a person: whose duties that means.

use chrono::DateTime;
use chrono_tz::Tz;

use crate::db::duties::Dated;
use crate::db::feeds::{self, Feed};
use crate::db::membership::{self, Membership};
use crate::db::{Database, Error};
use crate::domain::duty::Duty;
use crate::domain::secret::Hash;

/// A subscription, with what its version is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// The subscription.
    pub feed: Feed,
    /// Version of its subject.
    pub version: i64,
    /// When that last rose.
    pub changed: i64,
    /// Of a person, the teams they are or were in.
    pub teams: Vec<Membership>,
}

impl Subscription {
    /// The subscription with this secret's hash, withdrawn ones too: one query, and for a person's another.
    ///
    /// # Errors
    /// The database's own.
    pub async fn by_token(db: &Database, token: &Hash) -> Result<Option<Self>, Error> {
        let Some(found) = feeds::by_token(db, token).await? else {
            return Ok(None);
        };
        let teams = if found.feed.kind == "person" {
            membership::of(db, &found.feed.partnership, &found.feed.subject).await?
        } else {
            Vec::new()
        };
        Ok(Some(Self {
            feed: found.feed,
            version: found.version,
            changed: found.changed,
            teams,
        }))
    }

    /// A duty as its reader has it: to who left the team it is called off, unless they did it before or never heard of it.
    pub(super) fn theirs(&self, Dated { duty, created }: Dated) -> Option<Duty> {
        let team = self
            .teams
            .iter()
            .find(|team| (&team.term, &team.team) == (&duty.term, &duty.team));
        let Some(team) = team.filter(|team| team.changes > 0) else {
            return Some(duty);
        };
        if team.gone && created > team.at {
            return None;
        }
        let done = team.gone && duty.start < local(team.at, &duty.zone);
        // Leaving and coming back are changes, too, which the team's own count does not have; leaving changes nothing of what is done.
        let changes = team.changes - i64::from(done);
        Some(Duty {
            sequence: duty.sequence + changes,
            updated: if changes > 0 {
                duty.updated.max(team.at)
            } else {
                duty.updated
            },
            cancelled: duty.cancelled || (team.gone && !done),
            ..duty
        })
    }
}

/// An instant on a zone's clock, as duties write times.
fn local(at: i64, zone: &str) -> String {
    let at = DateTime::from_timestamp(at, 0).unwrap_or_default();
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    at.with_timezone(&zone).format("%Y-%m-%dT%H:%M").to_string()
}
