//! A service to try out: a partnership, somebody of every role, and a term that is planned and published, on an empty database.

mod cast;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::DateTime;
use tokio::sync::watch;
use uuid::Uuid;
use yuandi_scheduler::term::TermFiles;

use crate::app::App;
use crate::db::feeds::{self, Feed};
use crate::db::partnerships::{self, Founding};
use crate::db::publication::{self, Published};
use crate::db::records::TermKey;
use crate::db::{self, plans, records};
use crate::domain::records::{Hour, Person, Record};
use crate::domain::secret;
use crate::planning::archive;
use crate::planning::decisions::Origin;
use crate::planning::folder::BridgeError;
use crate::planning::import::{self, ImportError, Sender};
use crate::planning::moved::{self, MoveError};
use crate::planning::problem::Held;
use crate::planning::solve::{self, SolveError, SolveSettings, Solved, Task};

/// The password of every account of a demonstration. Nothing else in the service has a password that is known.
pub const PASSWORD: &str = "jiezi-road-demo";
/// The partnership of a demonstration.
pub const PARTNERSHIP: &str = "jiezi";
/// Its term.
pub const TERM: &str = "demo";

/// Threads that its plan is solved on at least: nobody else is served yet, and the bound is proven beside the search.
const THREADS: usize = 2;

/// What can be tried out.
#[derive(Clone, Debug)]
pub struct Demo {
    /// The term's folder, moved to today.
    pub folder: TermFiles,
    /// The published plan.
    pub solved: Solved,
    /// Duties that are in calendars now.
    pub duties: usize,
    /// Feeds: whose, and the path with its secret.
    pub feeds: Vec<(String, String)>,
}

/// Why there is no demonstration.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The folder has mistakes.
    #[error(transparent)]
    Folder(#[from] MoveError),
    /// It was not taken.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// No plan came of it.
    #[error(transparent)]
    Solve(#[from] SolveError),
    /// The database.
    #[error(transparent)]
    Database(#[from] db::Error),
    /// The plan breaks rules, or the system has no randomness to give.
    #[error("{0}")]
    Other(&'static str),
}

impl From<BridgeError> for DemoError {
    fn from(error: BridgeError) -> Self {
        Self::Import(error.into())
    }
}

/// Fills an empty database; one with a partnership is left alone, and nothing comes back.
///
/// # Errors
/// See [`DemoError`].
pub async fn fill(app: &App, folder: TermFiles, settings: &SolveSettings) -> Result<Option<Demo>, DemoError> {
    if partnerships::any(&app.db).await? {
        return Ok(None);
    }
    let key = TermKey {
        partnership: PARTNERSHIP.to_owned(),
        term: TERM.to_owned(),
    };
    let now = app.clock.now();
    let today = DateTime::from_timestamp(now, 0).unwrap_or_default().date_naive();
    let files = blocking(move || moved::to_today(&folder, today)).await??;
    found(app, now).await?;
    import(app, &key, &files).await?;
    let student = cast::of(app, &key, now).await?;
    let (solved, duties) = plan(app, &key, files.clone(), settings).await?;
    Ok(Some(Demo {
        folder: files,
        solved,
        duties,
        feeds: subscribe(app, &key, student, now).await?,
    }))
}

/// Runs what takes long on a thread that answers nobody.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, DemoError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| DemoError::Other("a thread ended without an answer"))
}

async fn found(app: &App, now: i64) -> Result<(), DemoError> {
    let founding = Founding {
        id: PARTNERSHIP.to_owned(),
        name: "介子路社区院地共建".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        domain: "jiezi.yuandi.example".to_owned(),
    };
    let write = app
        .db
        .write::<_, db::Error, _>(move |tx| Box::pin(async move { partnerships::found(tx, &founding, now).await }));
    Ok(write.await?)
}

/// As the office does it: looked at, then applied.
async fn import(app: &App, key: &TermKey, files: &TermFiles) -> Result<(), DemoError> {
    let zip = archive::pack(files).map_err(|error| BridgeError::Form(error.to_string()))?;
    let sender = Sender {
        key,
        actor: "demo",
        now: app.clock.now(),
    };
    let seen = import::look(&app.db, &sender, "demo.zip", zip).await?;
    Ok(import::apply(&app.db, &sender, seen).await?)
}

/// The rows of a table.
async fn rows<R: Record>(app: &App, key: &TermKey) -> Result<Vec<R>, DemoError> {
    let key = key.clone();
    let read = app
        .db
        .write::<_, db::Error, _>(move |tx| Box::pin(async move { records::all::<R>(tx, &key).await }));
    Ok(read.await?.into_iter().map(|row| row.record).collect())
}

/// Solves, and publishes the plan.
async fn plan(
    app: &App,
    key: &TermKey,
    files: TermFiles,
    settings: &SolveSettings,
) -> Result<(Solved, usize), DemoError> {
    let task = blocking(move || Task::new(&files, &Held::default())).await?;
    let task = task.map_err(MoveError::Faulty)?;
    let (progress, _) = watch::channel(None);
    let threads = app.config.solves.threads.max(THREADS);
    let solved = solve::run(task, settings, threads, Arc::new(AtomicBool::new(false)), progress).await?;
    let now = app.clock.now();
    let plan = solved.kept(Origin {
        origin: "solve",
        parent: None,
        actor: "demo",
        now,
    });
    let key = key.clone();
    let write = app.db.write::<_, db::Error, _>(move |tx| {
        Box::pin(async move {
            plans::insert(tx, &key, &plan).await?;
            publication::publish(tx, &key, (&plan.id, 1), "demo", now).await
        })
    });
    match write.await? {
        Published::Done(changes) => Ok((solved, changes.len())),
        Published::Refused | Published::Swapped => Err(DemoError::Other(
            "the plan breaks hard rules; give the solver more seconds",
        )),
    }
}

/// Calendars to look at: a student's, a team's, a room's, the whole partnership's.
async fn subscribe(
    app: &App,
    key: &TermKey,
    student: Option<Person>,
    now: i64,
) -> Result<Vec<(String, String)>, DemoError> {
    let team = student.as_ref().and_then(|person| person.team.clone());
    let hours = rows::<Hour>(app, key).await?.into_iter();
    let subjects = [
        ("person", student.map(|person| person.id)),
        ("team", team),
        ("place", hours.map(|hour| hour.place).next()),
        ("partnership", Some(PARTNERSHIP.to_owned())),
    ];
    let mut paths = Vec::new();
    for (kind, subject) in subjects {
        let Some(subject) = subject else { continue };
        let (secret, token) = secret::new();
        paths.push((format!("{kind} {subject}"), format!("/feeds/{secret}.ics")));
        let feed = Feed {
            partnership: PARTNERSHIP.to_owned(),
            id: Uuid::now_v7().simple().to_string(),
            kind: kind.to_owned(),
            subject,
            omit_cancelled: false,
            created_by: "demo".to_owned(),
            created: now,
            revoked: None,
            fetched: None,
            client: None,
            fetches: 0,
        };
        let write = app
            .db
            .write::<_, db::Error, _>(move |tx| Box::pin(async move { feeds::insert(tx, &feed, &token).await }));
        write.await?;
    }
    Ok(paths)
}
