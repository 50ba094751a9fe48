//! Ends swaps whose duty has begun: nobody may take it any more, and whoever offered it has to know.

use std::time::Duration;

use crate::app::App;
use crate::db::records::TermKey;
use crate::db::{self, swap_ends, swaps};
use crate::tasks::{Stop, stopped_within};

/// Between two looks.
const EVERY: Duration = Duration::from_secs(20);
/// Swaps of one look, at most.
const MOST: i64 = 200;

/// Works until it is told to stop.
pub async fn work(app: App, mut stop: Stop) {
    while !stopped_within(&mut stop, EVERY).await {
        if let Err(error) = expire(&app).await {
            tracing::error!(%error, "swaps whose duty has begun could not be ended");
        }
    }
}

/// Ends those whose duty has begun by now.
///
/// # Errors
/// The database's own.
pub async fn expire(app: &App) -> Result<(), db::Error> {
    let now = app.clock.now();
    for (partnership, term, id) in swaps::begun(&app.db, now, MOST).await? {
        let key = TermKey { partnership, term };
        let Some(swap) = swaps::one(&app.db, &key, &id).await? else {
            continue;
        };
        let write = app.db.write::<_, db::Error, _>(move |tx| {
            Box::pin(async move { swap_ends::of_begun(tx, &key, &swap, now).await })
        });
        write.await?;
    }
    Ok(())
}
