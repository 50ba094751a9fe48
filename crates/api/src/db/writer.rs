//! The one connection that writes to a SQLite file. Whoever waits at the same moment is committed together: one write to the disk
//! for many requests. Each has a savepoint of its own, so that it fails alone.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;

use futures_util::FutureExt as _;
use sqlx::SqliteConnection;
use tokio::sync::{mpsc, oneshot};

use super::error::Error;
use super::tx::Tx;
use super::value::args;

/// A future that borrows a transaction.
pub type BoxFuture<'t, T> = Pin<Box<dyn Future<Output = T> + Send + 't>>;

/// Requests in one commit, at most: beyond it the first would wait long for the last.
const GROUP: usize = 256;
/// Requests that wait for the writer; more wait outside.
const QUEUE: usize = 4096;

/// Tells the requester: the commit's own result decides whether its success stands.
type Answer = Box<dyn FnOnce(Result<(), Error>) + Send>;
/// Does the work; says whether to keep it.
type Work = Box<dyn for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, (bool, Answer)> + Send>;

enum Request {
    Work(Work),
    Close(oneshot::Sender<()>),
}

/// A handle to the writing task; it ends when the last handle is gone.
#[derive(Clone, Debug)]
pub struct Writer {
    requests: mpsc::Sender<Request>,
}

impl Writer {
    /// Starts the task.
    pub(super) fn new(connection: SqliteConnection) -> Self {
        let (requests, inbox) = mpsc::channel(QUEUE);
        tokio::spawn(serve(Tx::Lite(connection), inbox));
        Self { requests }
    }

    /// Runs work in a savepoint of the next commit.
    pub(super) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        let work: Work = Box::new(move |tx| {
            Box::pin(async move {
                let result = AssertUnwindSafe(work(tx)).catch_unwind().await;
                let result = result.unwrap_or_else(|_| Err(E::from(Error::Panicked)));
                let keep = result.is_ok();
                let answer: Answer = Box::new(move |committed| {
                    let _ = sender.send(result.and_then(|done| committed.map(|()| done).map_err(E::from)));
                });
                (keep, answer)
            })
        });
        let sent = self.requests.send(Request::Work(work)).await;
        sent.map_err(|_| E::from(Error::Closed))?;
        receiver.await.unwrap_or_else(|_| Err(E::from(Error::Closed)))
    }

    /// Waits until all that was asked before is written.
    pub(super) async fn close(&self) {
        let (sender, receiver) = oneshot::channel();
        if self.requests.send(Request::Close(sender)).await.is_ok() {
            let _ = receiver.await;
        }
    }
}

async fn serve(mut tx: Tx, mut inbox: mpsc::Receiver<Request>) {
    let mut group = Vec::new();
    while inbox.recv_many(&mut group, GROUP).await > 0 {
        let mut close = None;
        let mut works = Vec::new();
        for request in group.drain(..) {
            match request {
                Request::Work(work) => works.push(work),
                Request::Close(done) => close = Some(done),
            }
        }
        commit(&mut tx, works).await;
        if let Some(done) = close {
            let _ = done.send(());
            return;
        }
    }
}

/// Does a group's work and commits it, then answers.
async fn commit(tx: &mut Tx, works: Vec<Work>) {
    if works.is_empty() {
        return;
    }
    let mut answers = Vec::with_capacity(works.len());
    if tx.run("BEGIN IMMEDIATE", args![]).await.is_err() {
        // Dropped unanswered, each requester hears that nothing was written.
        return;
    }
    for work in works {
        let began = tx.run("SAVEPOINT request", args![]).await;
        if began.is_err() {
            break;
        }
        let (keep, answer) = work(tx).await;
        if !keep {
            let _ = tx.run("ROLLBACK TO request", args![]).await;
        }
        let ended = tx.run("RELEASE request", args![]).await;
        answers.push((answer, ended));
    }
    let committed = tx.run("COMMIT", args![]).await;
    let failed = committed.is_err();
    if failed {
        let _ = tx.run("ROLLBACK", args![]).await;
    }
    for (answer, ended) in answers {
        answer(if failed { Err(Error::Closed) } else { ended.map(drop) });
    }
}
