//! Reading and writing files: `.json` and `.json.gz`, whole folders, and never half a file.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

fn is_gzip(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "gz")
}

/// The bytes of a file, decompressed when its name ends in `.gz`.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    if !is_gzip(path) {
        return Ok(bytes);
    }
    let mut plain = Vec::new();
    let unpacked = MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut plain);
    unpacked.with_context(|| format!("{} is not a gzip file: compress it again, or rename it", path.display()))?;
    Ok(plain)
}

/// Writes a file beside its place and moves it there, so that nobody ever reads half of it; compressed when the name ends in `.gz`.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let packed;
    let bytes = if is_gzip(path) {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes)?;
        packed = encoder.finish()?;
        &packed
    } else {
        bytes
    };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let name = path
        .file_name()
        .with_context(|| format!("{} names no file", path.display()))?;
    let mut beside = name.to_os_string();
    beside.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(beside);
    fs::write(&beside, bytes)
        .and_then(|()| fs::rename(&beside, path))
        .inspect_err(|_| drop(fs::remove_file(&beside)))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Every file of a folder and of its folder `calendars`, by its path within.
pub fn read_folder(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    if !folder.is_dir() {
        bail!(
            "{} is no folder: name the folder that holds term.toml",
            folder.display()
        );
    }
    let mut files = BTreeMap::new();
    for inner in ["", "calendars"] {
        for path in files_in(&folder.join(inner))? {
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            let name = if inner.is_empty() {
                name.to_owned()
            } else {
                format!("{inner}/{name}")
            };
            files.insert(name, read(&path)?);
        }
    }
    Ok(files)
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    Ok(paths)
}

/// How a path is shown in a fault: its last part.
pub fn short(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
