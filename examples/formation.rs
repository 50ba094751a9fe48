//! Writes the example of a term before its teams are formed: `cargo run --example formation -- examples/formation [--seed 1]`.
//!
//! The same seed gives the same bytes; `tests/formation_example.rs` holds the committed folder to that.

mod formation_generator;

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;

/// Write the example term folder.
#[derive(Parser)]
struct Arguments {
    /// The folder to write into
    folder: PathBuf,
    /// Another seed gives other students of the same colleges
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    fs::create_dir_all(&arguments.folder).context("cannot make the folder")?;
    for (name, text) in formation_generator::files(arguments.seed) {
        let path = arguments.folder.join(name);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
