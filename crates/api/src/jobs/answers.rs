//! Takes out the answers to repeated requests once nobody may ask for them any more.

use std::time::Duration;

use crate::app::App;
use crate::db::idempotency;
use crate::tasks::{Stop, stopped_within};

/// Between two rounds: answers are kept for a day, and some minutes more do no harm.
const EVERY: Duration = Duration::from_secs(600);

/// Works until it is told to stop.
pub async fn work(app: App, mut stop: Stop) {
    while !stopped_within(&mut stop, EVERY).await {
        if let Err(error) = idempotency::tidy(&app.db, app.clock.now()).await {
            tracing::error!(%error, "old answers could not be taken out");
        }
    }
}
