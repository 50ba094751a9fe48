//! Settings: from a file, then from the environment, then judged, all mistakes at once.

mod judge;
mod read;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Settings of the service. `docs/operation.md` says of each what it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// Address to listen on; port 0 takes any that is free.
    pub listen: String,
    /// Where people reach it: `https://yuandi.example.edu`. Feeds and mails carry it; when absent, the address it listens on.
    pub public_url: String,
    /// Threads that answer requests.
    pub workers: usize,
    /// Largest body of a request, in MiB.
    pub largest_body: usize,
    /// Whether a proxy of ours stands in front: then the last address in its `X-Forwarded-For` is the client's.
    pub behind_proxy: bool,
    /// Address that serves `/metrics`, apart from the one for people; nobody serves them without.
    pub metrics_listen: Option<String>,
    /// The mail server; without one no e-mail leaves.
    pub smtp: Option<Smtp>,
    /// Folder that messages are written to instead of being sent: for trying out.
    pub message_folder: Option<PathBuf>,
    /// Whether webhooks may go to addresses of this machine and of private networks, and unencrypted.
    pub webhooks_allow_private: bool,
    /// How much may be solved.
    pub solves: Solves,
    /// What is told of the running service.
    pub log: Log,
}

/// How much may be solved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Solves {
    /// Solves at the same time.
    pub at_once: usize,
    /// Threads of each.
    pub threads: usize,
    /// Seconds of one at most.
    pub longest: u64,
    /// Solves of a partnership that may wait or run.
    pub active: i64,
    /// The same for partnerships that have another agreement, by id.
    pub partnerships: BTreeMap<String, i64>,
}

impl Solves {
    /// How many solves of a partnership may wait or run.
    #[must_use]
    pub fn active(&self, partnership: &str) -> i64 {
        self.partnerships.get(partnership).copied().unwrap_or(self.active)
    }
}

impl Default for Solves {
    fn default() -> Self {
        Self {
            at_once: 1,
            threads: 1,
            longest: 3600,
            active: 4,
            partnerships: BTreeMap::new(),
        }
    }
}

/// The mail server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Smtp {
    /// `smtps://USER:PASSWORD@HOST`, or `smtp://…?tls=required` for STARTTLS.
    pub url: String,
    /// Who writes, and organises the meetings of invitations: `yuandi@example.edu`.
    pub from: String,
}

/// What is told of the running service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// How.
    pub format: LogFormat,
    /// How much.
    pub level: LogLevel,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// An object a line, for programs.
    Json,
}

/// How much is logged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// What the service could not do and should have.
    Error,
    /// And what somebody should look at.
    Warn,
    /// And each request.
    #[default]
    Info,
    /// And each step.
    Debug,
}

impl LogLevel {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database: "sqlite:yuandi.db".to_owned(),
            listen: "127.0.0.1:8080".to_owned(),
            public_url: String::new(),
            workers: 2,
            // A term folder of a hundred communities fits.
            largest_body: 64,
            behind_proxy: false,
            metrics_listen: None,
            smtp: None,
            message_folder: None,
            webhooks_allow_private: false,
            solves: Solves::default(),
            log: Log::default(),
        }
    }
}

/// Something wrong in the settings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {cause}. {remedy}")]
pub struct Mistake {
    /// The setting.
    pub field: String,
    /// What is wrong; never the value of a setting that may hold a password.
    pub cause: String,
    /// What to do.
    pub remedy: String,
}

impl Mistake {
    fn new(field: impl Into<String>, cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            cause: cause.into(),
            remedy: remedy.into(),
        }
    }
}
