//! `yuandi restore FILE`: a backup put in place of the data, which is kept beside it.

use std::path::PathBuf;

use clap::Args;
use yuandi_api::clock::Clock;
use yuandi_api::db::backup;
use yuandi_api::server;

use super::data::Data;
use crate::console;
use crate::failure::Failure;

/// What to put back, and where.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    data: Data,
    /// A file that `yuandi backup` wrote.
    file: PathBuf,
}

/// Puts it back.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let config = arguments.data.config()?;
    let restored = backup::restore(&arguments.file, &config.database, Clock::default().now());
    let before = server::block_on(restored).map_err(anyhow::Error::from)?;
    console::say(format_args!("restored · 已恢复   {}", config.database));
    if let Some(before) = before {
        console::say(format_args!("before · 原数据     {}", before.display()));
    }
    Ok(())
}
