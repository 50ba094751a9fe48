//! Notes who read which feed, some seconds' worth at a time: a poll that finds nothing new writes nothing itself.

use std::time::Duration;

use tokio::sync::watch;

use crate::app::App;
use crate::db;

/// Between two notes.
const EVERY: Duration = Duration::from_secs(5);

/// Works until it is told to stop, and notes the rest then.
pub async fn work(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let _ = tokio::time::timeout(EVERY, stop.changed()).await;
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
