//! Which data: a file of settings, the environment, and what the command line says in their place.

use std::path::PathBuf;

use clap::Args;
use yuandi_api::config::Config;

use crate::failure::Failure;

/// Which data.
#[derive(Debug, Args)]
pub struct Data {
    /// File of settings (TOML); `docs/operation.md` has them all.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The data: `sqlite:PATH` or `postgres://…`.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

impl Data {
    /// The settings.
    pub fn config(&self) -> Result<Config, Failure> {
        self.config_with(&[])
    }

    /// The settings, with others that the command line gives.
    pub fn config_with(&self, more: &[(&str, &Option<String>)]) -> Result<Config, Failure> {
        let given = more.iter().copied().chain([("database", &self.database)]);
        let given: Vec<(&str, &str)> = given
            .filter_map(|(name, value)| Some((name, value.as_deref()?)))
            .collect();
        Config::read(self.config.as_deref(), &given).map_err(|mistakes| Failure::input(&mistakes))
    }
}
