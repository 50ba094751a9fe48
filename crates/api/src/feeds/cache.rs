//! What polls are answered with when nothing has changed, without asking the database each time, and who polled.
//!
//! A version holds until its partnership's trail has a new entry, or the day is over. How long the trail is, is asked once in a
//! while for a whole partnership, however many of its people poll: so another process's changes are seen as well.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use super::{State, day};
use crate::db::feeds::Fetched;
use crate::db::{Database, Error, audit};
use crate::domain::secret::Hash;

/// For how long the length of a trail is taken for the newest: another process may have written meanwhile.
const FRESH: Duration = Duration::from_secs(2);
/// Addresses remembered; beyond it all are forgotten, which costs a few queries each.
const MOST: usize = 200_000;

/// What is known of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its version.
    pub state: Arc<State>,
    /// Whose.
    pub partnership: Arc<str>,
    /// Length of the partnership's trail when it was read, or a little before.
    pub entries: i64,
    /// The day on which it was read: the next one shows other duties.
    pub day: NaiveDate,
}

impl Known {
    /// What was read at an instant.
    #[must_use]
    pub fn new(state: Arc<State>, partnership: &str, entries: i64, now: i64) -> Self {
        Self {
            state,
            partnership: partnership.into(),
            entries,
            day: day(now),
        }
    }
}

/// Lengths of trails and when they were asked for; what was asked for before `forgotten` does not count.
#[derive(Debug, Default)]
struct Trails {
    lengths: HashMap<Arc<str>, (i64, Instant)>,
    forgotten: Option<Instant>,
}

/// Versions by address, and fetches not yet noted.
#[derive(Debug, Default)]
pub struct Cache {
    known: RwLock<HashMap<Hash, Known>>,
    trails: RwLock<Trails>,
    fetched: Mutex<HashMap<Hash, Fetched>>,
}

impl Cache {
    /// The version of an address, if it is still the newest.
    ///
    /// # Errors
    /// The database's own.
    pub async fn fresh(&self, db: &Database, token: &Hash, now: i64) -> Result<Option<Arc<State>>, Error> {
        let known = self
            .known
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(token)
            .cloned();
        let Some(known) = known.filter(|known| known.day == day(now)) else {
            return Ok(None);
        };
        let entries = match self.length(&known.partnership, Instant::now()) {
            Some(entries) => entries,
            None => {
                let asked = Instant::now();
                let entries = audit::count(db, &known.partnership).await?;
                self.heard(Arc::clone(&known.partnership), entries, asked);
                entries
            }
        };
        Ok((known.entries == entries).then_some(known.state))
    }

    /// The length of a trail, if it was asked for a moment ago.
    fn length(&self, partnership: &str, now: Instant) -> Option<i64> {
        let trails = self.trails.read().unwrap_or_else(PoisonError::into_inner);
        let (entries, asked) = *trails.lengths.get(partnership)?;
        let counts = trails.forgotten.is_none_or(|forgotten| asked > forgotten);
        (counts && now.saturating_duration_since(asked) < FRESH).then_some(entries)
    }

    /// Remembers the length of a trail, and when it was asked for.
    fn heard(&self, partnership: Arc<str>, entries: i64, asked: Instant) {
        let mut trails = self.trails.write().unwrap_or_else(PoisonError::into_inner);
        trails.lengths.insert(partnership, (entries, asked));
    }

    /// Remembers the version of an address.
    pub fn keep(&self, token: Hash, known: Known) {
        let mut all = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(token, known);
    }

    /// Asks how long each trail is before anything is answered from memory again: this process wrote something.
    pub fn forget(&self) {
        let mut trails = self.trails.write().unwrap_or_else(PoisonError::into_inner);
        trails.forgotten = Some(Instant::now());
    }

    /// Counts a fetch.
    pub fn count(&self, token: Hash, at: i64, client: &str) {
        let mut fetched = self.fetched.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = fetched.entry(token).or_insert_with(|| Fetched {
            token,
            at,
            client: String::new(),
            times: 0,
        });
        entry.at = at;
        entry.times += 1;
        if entry.client != client {
            client.clone_into(&mut entry.client);
        }
    }

    /// The fetches counted since the last time.
    pub fn take(&self) -> Vec<Fetched> {
        let mut fetched = self.fetched.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *fetched).into_values().collect()
    }
}

#[cfg(test)]
mod tests;
