//! How far a solve is: a bar on a terminal, or a JSON line for each improvement.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::time::Duration;

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use yuandi_scheduler::solve::Progress;

use crate::console;

/// How progress is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Style {
    /// A bar on a terminal, nothing elsewhere.
    Auto,
    /// A JSON line for each improvement, on standard error.
    Json,
    /// Nothing.
    None,
}

/// Tells progress in a style.
pub struct Teller {
    style: Style,
    bar: ProgressBar,
}

impl Teller {
    /// A teller for a solve of about so much time.
    pub fn new(style: Style, time: Option<Duration>) -> Self {
        let shown = style == Style::Auto && std::io::stderr().is_terminal();
        let bar = match time {
            Some(time) if shown => ProgressBar::new(time.as_secs().max(1)),
            None if shown => ProgressBar::new_spinner(),
            _ => ProgressBar::hidden(),
        };
        let template = if time.is_some() {
            "{bar:30} {elapsed} {msg}"
        } else {
            "{spinner} {elapsed} {msg}"
        };
        if let Ok(look) = ProgressStyle::with_template(template) {
            bar.set_style(look);
        }
        Self { style, bar }
    }

    /// Tells of an improvement.
    pub fn tell(&self, progress: &Progress) {
        if self.style == Style::Json {
            console::note(json!({
                "milliseconds": progress.elapsed.as_millis() as u64, "steps": progress.steps, "cost": progress.cost,
                "violations": progress.violations, "bound": progress.bound,
                "parts": progress.parts.map(|parts| parts.into_iter().collect::<BTreeMap<_, _>>()),
            }));
            return;
        }
        self.bar.set_position(progress.elapsed.as_secs());
        let bound = progress
            .bound
            .map_or_else(String::new, |bound| format!(", bound {bound}"));
        self.bar.set_message(format!("cost {}{bound}", progress.cost));
    }
}

impl Drop for Teller {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
