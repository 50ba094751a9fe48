//! `yuandi backup FILE`: a copy of the data while the service runs.

use std::path::PathBuf;

use clap::Args;
use yuandi_api::db::backup;
use yuandi_api::server;

use super::data::Data;
use crate::console;
use crate::failure::Failure;

/// What to copy, and where to.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    data: Data,
    /// The file to write; it must not be there yet.
    file: PathBuf,
}

/// Copies.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let config = arguments.data.config()?;
    server::block_on(backup::backup(&config.database, &arguments.file)).map_err(anyhow::Error::from)?;
    console::say(format_args!("backup · 备份   {}", arguments.file.display()));
    Ok(())
}
