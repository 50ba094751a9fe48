//! What a feed's ETag is made of: the versions of what it shows, never the bytes.

use sha2::{Digest as _, Sha256};

use super::day;
use crate::db::feeds::{self, Feed};
use crate::db::{Database, Error};

/// Which version of a feed there is to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Strong ETag, in its quotes.
    pub etag: String,
    /// Instant of the last change.
    pub modified: i64,
}

/// The version of a feed, by a handful of rows.
///
/// # Errors
/// The database's own.
pub async fn state(db: &Database, feed: &Feed, now: i64) -> Result<State, Error> {
    let Feed {
        partnership,
        kind,
        subject,
        ..
    } = feed;
    let mut hasher = Sha256::new();
    let mut put = |part: &str| {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    };
    // Each day something moves out of what is shown, and something into it.
    let today = day(now);
    let midnight = today.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
    let mut modified = midnight.max(feed.created);
    for part in [
        partnership,
        kind,
        subject,
        &feed.omit_cancelled.to_string(),
        &today.to_string(),
    ] {
        put(part);
    }
    let teams = if kind == "person" {
        feeds::teams(db, partnership, subject).await?
    } else {
        Vec::new()
    };
    let own = match kind.as_str() {
        "person" => None,
        "partnership" => Some(("partnership", "")),
        _ => Some((kind.as_str(), subject.as_str())),
    };
    let watched = teams.iter().map(|(_, team)| ("team", team.as_str())).chain(own);
    for (kind, subject) in watched {
        let (version, changed) = feeds::version(db, partnership, kind, subject).await?;
        modified = modified.max(changed);
        put(&format!("{kind} {subject} {version}"));
    }
    teams.iter().for_each(|(term, _)| put(term));
    put(&feeds::name(db, feed).await?);
    let digest: [u8; 32] = hasher.finalize().into();
    let hex: String = digest[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(State {
        etag: format!("\"{hex}\""),
        modified,
    })
}
