//! Work in the background: each task is told when to stop, and waited for.

use std::fmt;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time;

/// How long a task that panicked rests before it begins anew: one that panics at once must not fill the log.
const REST: Duration = Duration::from_secs(1);

/// The background tasks of a service. Its copies are the same tasks.
#[derive(Clone)]
pub struct Tasks {
    stop: Arc<watch::Sender<bool>>,
    running: Arc<Mutex<Vec<Running>>>,
}

/// A task under way.
struct Running {
    name: &'static str,
    handle: JoinHandle<()>,
}

/// Tells a task when to stop: it turns true.
pub type Stop = watch::Receiver<bool>;

/// Waits until it is time to stop.
pub async fn stopped(stop: &mut Stop) {
    // An error means that the service is gone: time to stop too.
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Waits for some time; says whether it is time to stop, which ends the wait.
pub async fn stopped_within(stop: &mut Stop, pause: Duration) -> bool {
    time::timeout(pause, stopped(stop)).await.is_ok()
}

impl Default for Tasks {
    fn default() -> Self {
        Self {
            stop: Arc::new(watch::Sender::new(false)),
            running: Arc::default(),
        }
    }
}

impl fmt::Debug for Tasks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tasks").field("stopping", &self.stopping()).finish()
    }
}

impl Tasks {
    /// Starts a task on the runtime of the caller. One that panics is logged and begun anew, so `work` may be called several times;
    /// it should return soon after its [`Stop`] is set, having let go of what it holds.
    pub fn spawn<F>(&self, name: &'static str, work: impl Fn(Stop) -> F + Send + 'static)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let handle = tokio::spawn(supervise(name, self.signal(), work));
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.push(Running { name, handle });
    }

    /// Whether the service is about to stop.
    #[must_use]
    pub fn stopping(&self) -> bool {
        *self.stop.borrow()
    }

    /// The signal, for what is no task: a long answer, a thread.
    #[must_use]
    pub fn signal(&self) -> Stop {
        self.stop.subscribe()
    }

    /// Tells every task to stop, without waiting.
    pub fn tell(&self) {
        self.stop.send_replace(true);
    }

    /// Tells every task to stop and waits for them. Those that take longer than `patience` are cut off, and named.
    pub async fn stop(&self, patience: Duration) -> Vec<&'static str> {
        self.tell();
        let running = std::mem::take(&mut *self.running.lock().unwrap_or_else(PoisonError::into_inner));
        let deadline = time::Instant::now() + patience;
        let mut late = Vec::new();
        for Running { name, mut handle } in running {
            if time::timeout_at(deadline, &mut handle).await.is_err() {
                handle.abort();
                late.push(name);
            }
        }
        late
    }
}

async fn supervise<F>(name: &'static str, mut stop: Stop, work: impl Fn(Stop) -> F)
where
    F: Future<Output = ()>,
{
    while AssertUnwindSafe(work(stop.clone())).catch_unwind().await.is_err() {
        tracing::error!(task = name, "a task panicked; it begins anew");
        if stopped_within(&mut stop, REST).await {
            break;
        }
    }
}

#[cfg(test)]
mod tests;
