//! Hears the statements that run on a thread.
//!
//! One subscriber listens for the whole process, from before the first statement that anybody wants to hear: of a subscriber that
//! comes and goes, `tracing` may remember on one thread that nobody listens while another thread begins to.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::sync::Once;

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use yuandi_api::db::STATEMENTS;

thread_local! {
    /// What was heard on this thread, while somebody listens.
    static HEARD: RefCell<Option<Vec<Statement>>> = const { RefCell::new(None) };
}

/// A statement and the types of its values.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    /// Text.
    pub sql: String,
    /// `bigint, text`.
    pub types: String,
}

/// One who listens on this thread, until dropped; one at a time.
#[derive(Debug)]
pub struct Heard(PhantomData<*const ()>);

impl Heard {
    /// Begins to listen.
    pub fn here() -> Self {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let statements = Targets::new().with_target(STATEMENTS, Level::TRACE);
            let listener = tracing_subscriber::registry().with(Ear.with_filter(statements));
            tracing::subscriber::set_global_default(listener).expect("nobody else listens to the process");
        });
        let before = HEARD.replace(Some(Vec::new()));
        assert_eq!(before, None, "somebody listens on this thread");
        Self(PhantomData)
    }

    /// Every statement since then, in order.
    pub fn all(&self) -> Vec<Statement> {
        HEARD.with_borrow(|heard| heard.clone().unwrap_or_default())
    }
}

impl Drop for Heard {
    fn drop(&mut self) {
        HEARD.set(None);
    }
}

/// Hands on what it hears to whoever listens on the thread.
struct Ear;

impl<S: Subscriber> Layer<S> for Ear {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        HEARD.with_borrow_mut(|heard| {
            if let Some(heard) = heard {
                let mut statement = Statement::default();
                event.record(&mut statement);
                heard.push(statement);
            }
        });
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
