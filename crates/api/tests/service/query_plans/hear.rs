//! Hears the statements that run on this thread.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use yuandi_api::db::STATEMENTS;

/// A statement and the types of its values.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    /// Text.
    pub sql: String,
    /// `bigint, text`.
    pub types: String,
}

/// What was heard so far.
#[derive(Clone, Debug, Default)]
pub struct Heard(Arc<Mutex<BTreeSet<Statement>>>);

/// One who listens, and what they hear.
pub fn listener() -> (impl Subscriber + Send + Sync, Heard) {
    let heard = Heard::default();
    (tracing_subscriber::registry().with(heard.clone()), heard)
}

impl Heard {
    /// Each statement once.
    pub fn all(&self) -> Vec<Statement> {
        self.0.lock().expect("no panic").iter().cloned().collect()
    }
}

impl<S: Subscriber> Layer<S> for Heard {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == STATEMENTS {
            let mut statement = Statement::default();
            event.record(&mut statement);
            self.0.lock().expect("no panic").insert(statement);
        }
    }
}

impl Visit for Statement {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "sql" => value.clone_into(&mut self.sql),
            "types" => value.clone_into(&mut self.types),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}
