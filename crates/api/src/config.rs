//! Settings: from a file, then from the environment, then judged, all mistakes at once.

use std::net::SocketAddr;
use std::path::Path;

use figment::Figment;
use figment::providers::{Env, Format as _, Serialized, Toml};
use serde::{Deserialize, Serialize};

/// Prefix of the environment's variables: `YUANDI_DATABASE`, `YUANDI_LISTEN` …
const PREFIX: &str = "YUANDI_";

/// Settings of the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// Address to listen on; port 0 takes any that is free.
    pub listen: String,
    /// Where people reach it: `https://yuandi.example.edu`. Feeds and mails carry it.
    pub public_url: String,
    /// Threads that answer requests.
    pub workers: usize,
    /// Whether a proxy of ours stands in front: then the last address in its `X-Forwarded-For` is the client's.
    pub behind_proxy: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database: "sqlite:yuandi.db".to_owned(),
            listen: "127.0.0.1:8080".to_owned(),
            public_url: "http://127.0.0.1:8080".to_owned(),
            workers: 2,
            behind_proxy: false,
        }
    }
}

/// Something wrong in the settings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {cause}. {remedy}")]
pub struct Mistake {
    /// The setting.
    pub field: String,
    /// What is wrong.
    pub cause: String,
    /// What to do.
    pub remedy: String,
}

impl Mistake {
    fn new(field: &str, cause: impl Into<String>, remedy: &str) -> Self {
        Self {
            field: field.to_owned(),
            cause: cause.into(),
            remedy: remedy.to_owned(),
        }
    }
}

impl Config {
    /// Reads the file, if one is given, and the environment, which wins.
    ///
    /// # Errors
    /// Every setting that is wrong.
    pub fn read(file: Option<&Path>) -> Result<Self, Vec<Mistake>> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        if let Some(file) = file {
            figment = figment.merge(Toml::file_exact(file));
        }
        let config: Self = figment.merge(Env::prefixed(PREFIX)).extract().map_err(|errors| {
            let mistake = |error: figment::Error| {
                let field = error.path.join(".");
                Mistake::new(
                    &field,
                    error.kind.to_string(),
                    "See docs/operation.md for what each setting takes.",
                )
            };
            errors.into_iter().map(mistake).collect::<Vec<_>>()
        })?;
        let mistakes = config.mistakes();
        if mistakes.is_empty() { Ok(config) } else { Err(mistakes) }
    }

    /// What is wrong with it.
    #[must_use]
    pub fn mistakes(&self) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        if !["sqlite:", "postgres://", "postgresql://"]
            .iter()
            .any(|start| self.database.starts_with(start))
        {
            let cause = "neither a SQLite file nor a PostgreSQL server";
            mistakes.push(Mistake::new(
                "database",
                cause,
                "Write sqlite:PATH or postgres://USER@HOST/NAME.",
            ));
        }
        if self.listen.parse::<SocketAddr>().is_err() {
            let cause = format!("{:?} is no address with a port", self.listen);
            mistakes.push(Mistake::new(
                "listen",
                cause,
                "Write 127.0.0.1:8080, or 0.0.0.0:8080 for every network.",
            ));
        }
        if !["http://", "https://"]
            .iter()
            .any(|start| self.public_url.starts_with(start))
        {
            let cause = format!("{:?} is no web address", self.public_url);
            mistakes.push(Mistake::new("public_url", cause, "Write https://yuandi.example.edu."));
        }
        if self.workers == 0 {
            mistakes.push(Mistake::new("workers", "0 threads answer nobody", "Write 1 or more."));
        }
        mistakes
    }
}
