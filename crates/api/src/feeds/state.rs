//! What a feed's ETag is made of: the versions of what it shows, never the bytes.

use chrono::DateTime;
use sha2::{Digest as _, Sha256};

use super::{Subscription, day};

/// Which version of a feed there is to read. Its texts are ready to send: most answers are nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Strong ETag, in its quotes.
    pub etag: String,
    /// Instant of the last change.
    pub modified: i64,
    /// The same as a date of HTTP (RFC 9110, 5.6.7).
    pub last_modified: String,
}

/// The version of a feed; its events name pages under `public_url`.
#[must_use]
pub fn state(subscription: &Subscription, now: i64, public_url: &str) -> State {
    let feed = &subscription.feed;
    let mut hasher = Sha256::new();
    let mut put = |part: &str| {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    };
    // Each day something moves out of what is shown, and something into it.
    let today = day(now);
    let midnight = today.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
    let mut modified = midnight.max(feed.created).max(subscription.changed);
    for part in [&feed.partnership, &feed.kind, &feed.subject, public_url] {
        put(part);
    }
    put(&format!("{} {today} {}", feed.omit_cancelled, subscription.version));
    for team in &subscription.teams {
        modified = modified.max(team.changed).max(team.at);
        put(&team.term);
        put(&team.team);
        put(&format!("{} {} {}", team.changes, team.gone, team.version));
    }
    let digest: [u8; 32] = hasher.finalize().into();
    let hex: String = digest[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    let date = DateTime::from_timestamp(modified, 0).unwrap_or_default();
    State {
        etag: format!("\"{hex}\""),
        modified,
        last_modified: date.format("%a, %d %b %Y %H:%M:%S GMT").to_string(),
    }
}
