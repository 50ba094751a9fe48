//! Forgets, now and then, what nobody can ask for any more: answers kept for repeated requests, sign-ins that have expired.

use std::time::Duration;

use crate::app::App;
use crate::db::{self, idempotency, sign_ins};
use crate::tasks::{Stop, stopped_within};

/// Between two rounds: what stays so much longer does no harm, for each is judged by its own time.
const EVERY: Duration = Duration::from_secs(600);

/// Works until it is told to stop.
pub async fn work(app: App, mut stop: Stop) {
    while !stopped_within(&mut stop, EVERY).await {
        if let Err(error) = sweep(&app).await {
            tracing::error!(%error, "what is out of date could not be forgotten");
        }
    }
}

/// One round.
///
/// # Errors
/// The database's own.
pub async fn sweep(app: &App) -> Result<(), db::Error> {
    let now = app.clock.now();
    idempotency::tidy(&app.db, now).await?;
    app.db
        .write(move |tx| Box::pin(async move { sign_ins::sweep(tx, now).await }))
        .await
}
