//! The files of the repository, as git would commit them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A text file, by its path from the root with `/` between the parts.
#[derive(Debug)]
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    /// A file that exists in a test alone.
    pub fn sample(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether the compiler sees it in tests alone.
    pub fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.starts_with("tests/") || self.path.ends_with("/tests.rs")
    }
}

/// Where the repository lies.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file; what is not UTF-8 is no text.
pub fn files() -> &'static [File] {
    static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
        let mut files = Vec::new();
        collect(root(), "", &ignored(), &mut files);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    });
    &FILES
}

pub fn rust_files() -> impl Iterator<Item = &'static File> {
    files().iter().filter(|file| file.is_rust())
}

/// The text of a file that must be there.
pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Names that `.gitignore` lists, and git's own.
fn ignored() -> Vec<String> {
    let listed = read(".gitignore");
    let names = listed.lines().map(|line| line.trim_matches('/').to_owned());
    names
        .filter(|name| !name.is_empty())
        .chain([".git".to_owned()])
        .collect()
}

fn collect(folder: &Path, prefix: &str, ignored: &[String], files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path: PathBuf = entry.expect("an entry of the folder").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if ignored.contains(&name) {
            continue;
        }
        let relative = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{relative}/"), ignored, files);
        } else if let Ok(text) = fs::read_to_string(&path) {
            files.push(File { path: relative, text });
        }
    }
}

#[test]
fn finds_what_is_committed_and_nothing_built() {
    let has = |path: &str| files().iter().any(|file| file.path == path);
    assert!(has("Cargo.toml") && has("tests/tidy/repository.rs") && has("crates/scheduler/src/lib.rs"));
    let built = |file: &&File| file.path.starts_with("target/") || file.path.starts_with(".git/");
    assert_eq!(files().iter().find(built).map(|file| &file.path), None);
}

#[test]
fn tells_tests_from_what_ships() {
    let is_test = |path| File::sample(path, "").is_test();
    assert!(is_test("tests/tidy/main.rs") && is_test("crates/scheduler/src/rules/tests/late.rs"));
    assert!(is_test("crates/scheduler/src/proof/tests.rs") && !is_test("crates/scheduler/src/rules/late.rs"));
}
