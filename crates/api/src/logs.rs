//! The log: lines for people or objects for programs, on standard error.

use std::io::IsTerminal as _;

use tracing::Level;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, fmt};

use crate::config::{Log, LogFormat, LogLevel};

/// Starts the log of this process, once; a second start changes nothing.
pub fn start(log: Log) {
    let level = match log.level {
        LogLevel::Error => Level::ERROR,
        LogLevel::Warn => Level::WARN,
        LogLevel::Info => Level::INFO,
        LogLevel::Debug => Level::DEBUG,
    };
    // What others log may hold what a request did: only that something is wrong is worth it.
    let ours = Targets::new()
        .with_default(LevelFilter::WARN.min(level.into()))
        // It warns of every time limit that it reaches.
        .with_target("highs", LevelFilter::ERROR)
        .with_target("yuandi_api", level);
    let layer = match log.format {
        LogFormat::Text => fmt::layer()
            .with_ansi(std::io::stderr().is_terminal())
            .with_target(false)
            .with_writer(std::io::stderr)
            .boxed(),
        LogFormat::Json => fmt::layer()
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .with_span_list(false)
            .with_writer(std::io::stderr)
            .boxed(),
    };
    let _ = tracing_subscriber::registry().with(layer.with_filter(ours)).try_init();
}
