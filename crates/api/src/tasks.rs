//! What runs beside the requests, and ends with the service.

use std::future::Future;

use tokio::sync::watch;
use tokio::task::JoinSet;

/// Tasks in the background.
#[derive(Debug)]
pub struct Tasks {
    stop: watch::Sender<bool>,
    running: JoinSet<()>,
}

impl Default for Tasks {
    fn default() -> Self {
        Self {
            stop: watch::channel(false).0,
            running: JoinSet::new(),
        }
    }
}

impl Tasks {
    /// Starts a task; its signal turns true when the service stops.
    pub fn start<F: Future<Output = ()> + Send + 'static>(&mut self, task: impl FnOnce(watch::Receiver<bool>) -> F) {
        self.running.spawn(task(self.stop.subscribe()));
    }

    /// Asks every task to end, and waits until all have.
    pub async fn end(mut self) {
        self.stop.send_replace(true);
        while let Some(ended) = self.running.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "a task ended badly");
            }
        }
    }
}
