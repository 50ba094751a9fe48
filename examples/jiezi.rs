//! Writes the example term of the Jiezi Road community: `cargo run --example jiezi -- examples/jiezi [--seed 1]`.
//!
//! The same seed gives the same bytes; `tests/jiezi_example.rs` holds the committed folder to that.

mod jiezi_generator;

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;

/// Write the example term folder.
#[derive(Parser)]
struct Arguments {
    /// The folder to write into
    folder: PathBuf,
    /// Another seed gives another term of the same size
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    for (name, bytes) in jiezi_generator::files(arguments.seed) {
        let path = arguments.folder.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
        }
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
