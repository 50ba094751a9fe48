//! What polls are answered with when nothing has changed, without asking the database each time, and who polled.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use super::State;
use crate::db::feeds::Fetched;
use crate::domain::secret::Hash;

/// For how long a version is taken for the newest: another process may have published meanwhile.
const FRESH: Duration = Duration::from_secs(2);
/// Addresses remembered; beyond it all are forgotten, which costs a query each.
const MOST: usize = 200_000;

/// What is known of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its version.
    pub state: State,
    /// When that was read.
    pub checked: Instant,
}

/// Versions by address, and fetches not yet noted.
#[derive(Debug, Default)]
pub struct Cache {
    known: RwLock<HashMap<Hash, Known>>,
    fetched: Mutex<HashMap<Hash, Fetched>>,
}

impl Cache {
    /// The version of an address, if it was read a moment ago.
    #[must_use]
    pub fn fresh(&self, token: &Hash) -> Option<State> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let known = known.get(token).filter(|known| known.checked.elapsed() < FRESH)?;
        Some(known.state.clone())
    }

    /// Remembers a version that was read at an instant.
    pub fn keep(&self, token: Hash, state: State, checked: Instant) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(token, Known { state, checked });
    }

    /// Forgets every version: something was published.
    pub fn forget(&self) {
        self.known.write().unwrap_or_else(PoisonError::into_inner).clear();
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
