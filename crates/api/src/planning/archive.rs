//! Term folders as they travel: a zip of the folder, or one workbook.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use yuandi_scheduler::term::TermFiles;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Files in a folder, at most.
const MOST_FILES: usize = 20_000;
/// Bytes of all its files together, at most: a term of a hundred communities fits several times.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// What a workbook is called within a folder.
const WORKBOOK: &str = "term.xlsx";
/// What only a workbook has among its entries.
const WORKBOOK_MARK: &str = "[Content_Types].xml";

/// Why a file is no term folder.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// Neither a zip nor a workbook.
    #[error("the file is neither a zip of a term folder nor a workbook")]
    NotAnArchive,
    /// Too many files, or too much in them.
    #[error("the folder is too large: at most {MOST_FILES} files and 256 MB")]
    TooLarge,
    /// A file that ends early, or is encrypted.
    #[error("the file {0:?} in it does not read")]
    Unreadable(String),
}

/// Whether a folder is nothing but a workbook, with the settings as one of its sheets.
#[must_use]
pub fn is_workbook(folder: &TermFiles) -> bool {
    folder.files.keys().eq([WORKBOOK])
}

/// The files of a folder: of a zip, or of one workbook.
///
/// # Errors
/// See [`ArchiveError`]. Nothing is written anywhere: paths in the zip are names, no places.
pub fn unpack(bytes: &[u8]) -> Result<TermFiles, ArchiveError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ArchiveError::NotAnArchive)?;
    if archive.index_for_name(WORKBOOK_MARK).is_some() {
        return Ok(TermFiles {
            files: BTreeMap::from([(WORKBOOK.to_owned(), bytes.to_vec())]),
        });
    }
    if archive.len() > MOST_FILES {
        return Err(ArchiveError::TooLarge);
    }
    let mut files = BTreeMap::new();
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let entry = archive
            .by_index(index)
            .map_err(|_| ArchiveError::Unreadable(index.to_string()))?;
        let name = entry.name().replace('\\', "/");
        // What macOS adds beside each file.
        if entry.is_dir() || name.starts_with("__MACOSX/") {
            continue;
        }
        let mut content = Vec::new();
        // One byte more than is left tells a file that is too large from one that just fits, whatever its header says.
        let read = entry.take(left + 1).read_to_end(&mut content);
        read.map_err(|_| ArchiveError::Unreadable(name.clone()))?;
        left = left.checked_sub(content.len() as u64).ok_or(ArchiveError::TooLarge)?;
        files.insert(name, content);
    }
    Ok(TermFiles {
        files: without_common_folder(files),
    })
}

/// A zip often holds the folder itself: then its name goes.
fn without_common_folder(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    if files.contains_key("term.toml") {
        return files;
    }
    let folder = files
        .keys()
        .find_map(|name| name.strip_suffix("/term.toml"))
        .map(|name| format!("{name}/"));
    let Some(folder) = folder.filter(|folder| files.keys().all(|name| name.starts_with(folder))) else {
        return files;
    };
    files
        .into_iter()
        .map(|(name, content)| (name[folder.len()..].to_owned(), content))
        .collect()
}

/// A folder as a zip; the same files give the same bytes.
///
/// # Errors
/// Those of the zip writer, which has none in memory below 4 GB.
pub fn pack(files: &TermFiles) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, content) in &files.files {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(content)?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked_with_or_without_its_folder() {
        let files = |prefix: &str| TermFiles {
            files: ["term.toml", "people.csv", "calendars/甲.ics"]
                .map(|name| (format!("{prefix}{name}"), name.as_bytes().to_vec()))
                .into(),
        };
        for prefix in ["", "jiezi/"] {
            let packed = pack(&files(prefix)).expect("a zip");
            assert_eq!(unpack(&packed).map(|folder| folder.files), Ok(files("").files));
        }
    }

    #[test]
    fn what_is_no_folder_or_too_large_is_refused() {
        assert_eq!(
            unpack(b"hello").map(|folder| folder.files),
            Err(ArchiveError::NotAnArchive)
        );
        let bomb = TermFiles {
            files: [("places.csv".to_owned(), vec![b'0'; MOST_BYTES as usize + 1])].into(),
        };
        let packed = pack(&bomb).expect("a zip");
        assert!(packed.len() < 1_000_000);
        assert_eq!(unpack(&packed).map(|folder| folder.files), Err(ArchiveError::TooLarge));
    }
}
