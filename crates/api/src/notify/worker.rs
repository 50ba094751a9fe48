//! The worker that delivers: it takes what is due under a lease, several at once, and writes down what came of each. If it dies,
//! the lease lapses and another takes over: a message leaves at least once, under the same id each time.

use std::sync::Arc;
use std::time::Duration;

use metrics::counter;
use tokio::task::JoinSet;

use super::Sender;
use super::delivery::NO_ADDRESS;
use crate::app::App;
use crate::db;
use crate::db::outbox::{self, Claimed, Outcome};
use crate::tasks::{Stop, stopped_within};

/// Messages on their way at once: a slow receiver holds up one place of these.
const AT_ONCE: usize = 16;
/// Seconds a worker has for an attempt before another may take over; attempts give up much sooner.
const LEASE: i64 = 120;
/// How often it looks for messages.
const POLL: Duration = Duration::from_millis(500);

/// Delivers until it is told to stop; what is on its way then is waited for.
pub async fn deliver(app: App, sender: Arc<Sender>, mut stop: Stop) {
    let mut under_way = JoinSet::new();
    while !*stop.borrow() {
        match claim(&app, AT_ONCE - under_way.len()).await {
            Ok(claimed) => {
                for message in claimed {
                    under_way.spawn(one(app.clone(), sender.clone(), message));
                }
            }
            Err(error) => tracing::error!(%error, "messages could not be claimed"),
        }
        tokio::select! {
            Some(ended) = under_way.join_next() => log(ended),
            _ = stopped_within(&mut stop, POLL) => {}
        }
    }
    while let Some(ended) = under_way.join_next().await {
        log(ended);
    }
}

fn log(ended: Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended {
        // Its message stays claimed until the lease lapses, then it is tried again.
        tracing::error!(%error, "a delivery panicked");
    }
}

/// Takes what is due, if there is anything: looking costs no write.
async fn claim(app: &App, places: usize) -> Result<Vec<Claimed>, db::Error> {
    let now = app.clock.now();
    if places == 0 || !outbox::due(&app.db, now).await? {
        return Ok(Vec::new());
    }
    let places = i64::try_from(places).unwrap_or_default();
    let claim = app
        .db
        .write(move |tx| Box::pin(async move { outbox::claim(tx, now, now + LEASE, places).await }));
    claim.await
}

/// Delivers one message and writes down what came of it.
async fn one(app: App, sender: Arc<Sender>, message: Claimed) {
    let outcome = sender.attempt(&app, &message).await;
    let (named, error) = match &outcome {
        Outcome::Sent => ("sent", None),
        Outcome::Later(_, error) => ("later", Some(error.clone())),
        Outcome::Dead(error) => ("dead", Some(error.clone())),
    };
    counter!("yuandi_deliveries_total", "channel" => message.channel.clone(), "outcome" => named).increment(1);
    if error.as_deref() == Some(NO_ADDRESS) {
        // No trouble of the service's: the list of messages shows the office whom to call.
        tracing::info!(message = message.id, "its reader has no address");
    } else if let Some(error) = error {
        tracing::warn!(
            message = message.id,
            channel = message.channel,
            outcome = named,
            error,
            "not delivered"
        );
    }
    let now = app.clock.now();
    let settled = app
        .db
        .write::<_, db::Error, _>(move |tx| Box::pin(async move { outbox::settle(tx, &message, &outcome, now).await }));
    if let Err(error) = settled.await {
        tracing::error!(%error, "what came of a delivery could not be written down");
    }
}
