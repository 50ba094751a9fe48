//! Notes who read which feed, some seconds' worth at a time: a poll that finds nothing new writes nothing itself.

use std::time::Duration;

use crate::app::App;
use crate::db;
use crate::tasks::{Stop, stopped_within};

/// Between two notes.
const EVERY: Duration = Duration::from_secs(5);

/// Works until it is told to stop, and notes the rest then.
pub async fn work(app: App, mut stop: Stop) {
    let mut over = false;
    while !over {
        over = stopped_within(&mut stop, EVERY).await;
        if let Err(error) = note(&app).await {
            tracing::error!(%error, "fetches of feeds could not be noted");
        }
    }
}

/// Notes what was counted so far.
///
/// # Errors
/// The database's own.
pub async fn note(app: &App) -> Result<(), db::Error> {
    let fetched = app.feeds.take();
    if fetched.is_empty() {
        return Ok(());
    }
    app.db
        .write(move |tx| Box::pin(async move { db::feeds::note(tx, &fetched).await }))
        .await
}
