//! What every handler and every task has at hand.

use std::sync::Arc;

use tokio::sync::Notify;

use crate::clock::Clock;
use crate::config::Config;
use crate::db::Database;
use crate::feeds::Cache;
use crate::tasks::Tasks;

/// The data, the time and the settings of a running service. Its copies are the same service.
#[derive(Clone, Debug)]
pub struct App {
    /// The data.
    pub db: Database,
    /// The time.
    pub clock: Clock,
    /// The settings.
    pub config: Config,
    /// What is known of the feeds.
    pub feeds: Arc<Cache>,
    /// Its work in the background, and the sign that it is about to stop.
    pub tasks: Tasks,
    /// Rung when there is work for who solves.
    pub work: Arc<Notify>,
}
