//! Placements: a round's lists become a placement that the office alone sees until it is published.

use std::sync::Arc;

use super::lease::{Attended, Halt, JobError, attend, end};
use crate::app::App;
use crate::db::audit::{self, Deed};
use crate::db::jobs::{self, End, Job};
use crate::db::records::TermKey;
use crate::db::rounds;
use crate::planning::folder::{self, BridgeError};
use crate::planning::placing::{self, PlaceSettings, Placed};
use crate::tasks::Stop;

/// Places a round's applicants and keeps the result; gives the state the job ended in.
pub(super) async fn place(
    app: &App,
    worker: &str,
    job: &Job,
    round: &str,
    stop: &Stop,
) -> Result<&'static str, JobError> {
    let settings: PlaceSettings = serde_json::from_str(&job.settings).unwrap_or_default();
    let key = TermKey {
        partnership: job.partnership.clone(),
        term: job.term.clone(),
    };
    let of = key.clone();
    let files = app
        .db
        .read::<_, BridgeError, _>(move |tx| Box::pin(async move { folder::files(tx, &of).await }));
    let files = files.await?;
    let halt = Halt::default();
    let running = placing::run(files, settings, Arc::clone(&halt.0));
    let Attended { output, cancelled } = attend(app, (worker, job), stop, &halt, || None, running).await?;
    let placed = output.map_err(JobError::Term)?;
    if cancelled || *stop.borrow() {
        let state = if cancelled { "cancelled" } else { "queued" };
        end(app, worker, job, End::plain(state, app.clock.now())).await?;
        return Ok(state);
    }
    keep(app, worker, job, (key, round.to_owned()), placed).await?;
    Ok("done")
}

/// Ends a job together with its placement: whoever lost the lease keeps neither.
async fn keep(
    app: &App,
    worker: &str,
    job: &Job,
    (key, round): (TermKey, String),
    placed: Placed,
) -> Result<(), JobError> {
    let (worker, job, now) = (worker.to_owned(), job.clone(), app.clock.now());
    let write = app.db.write::<_, JobError, _>(move |tx| {
        Box::pin(async move {
            let there = rounds::place(tx, &key, &round, (&placed.result, &placed.figures), now).await?;
            let outcome = (!there).then_some("round-is-over");
            let state = if there { "done" } else { "failed" };
            let ended = End {
                outcome,
                ..End::plain(state, now)
            };
            if !jobs::end(tx, &job, &worker, &ended).await? {
                return Err(JobError::Lost);
            }
            let deed = Deed {
                actor: &job.created_by,
                action: "round.place",
                subject: &round,
                detail: &job.term,
            };
            Ok(audit::append(tx, &job.partnership, now, &deed).await?)
        })
    });
    write.await
}
