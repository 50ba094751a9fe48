//! Every path that a page for people names exists: text outlives code unless something checks.

use crate::no_complaints;
use crate::repository::{File, files, root};

/// Where a path in backticks may start besides the root and the page's own folder.
const FROM: [&str; 3] = ["crates/scheduler/src/", "crates/api/src/", "crates/scheduler/"];
/// What git ignores, so that pages may name it.
const MADE: [&str; 2] = ["target/", "out/"];
const ENDINGS: [&str; 11] = [
    ".rs", ".md", ".toml", ".py", ".sh", ".json", ".csv", ".html", ".css", ".svg", ".ics",
];

fn exists(path: &str) -> bool {
    root().join(path).exists()
}

/// Paths in backticks and targets of links, with their lines.
fn named(page: &str) -> Vec<(usize, String)> {
    let mut fenced = false;
    let mut found = Vec::new();
    for (number, line) in page.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            let code = line.split('`').skip(1).step_by(2).filter(|text| looks_like_path(text));
            let links = line
                .split("](")
                .skip(1)
                .filter_map(|rest| rest.split([')', '#', ' ']).next());
            let links = links.filter(|target| !target.is_empty() && !target.contains(':'));
            found.extend(code.chain(links).map(|path| (number + 1, path.to_owned())));
        }
    }
    found
}

/// A path is told from other words with a slash by its ending, or by starting at a folder of ours. `NAME` in it is a placeholder.
fn looks_like_path(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    let placeholder = |part: &str| {
        let stem = part.trim_end_matches(".rs").trim_end_matches(".ics");
        !stem.is_empty() && stem.chars().all(|c| c.is_ascii_uppercase())
    };
    let ours = || {
        text.split('/')
            .next()
            .is_some_and(|first| !first.is_empty() && exists(first))
    };
    text.contains('/')
        && text.chars().all(plain)
        && !MADE.iter().any(|made| text.starts_with(made))
        && !text.split('/').any(placeholder)
        && (text.ends_with('/') || ENDINGS.iter().any(|ending| text.ends_with(ending)) || ours())
}

fn check(page: &File) -> Vec<String> {
    let folder = page
        .path
        .rsplit_once('/')
        .map_or_else(String::new, |(folder, _)| format!("{folder}/"));
    let missing = named(&page.text).into_iter().filter(|(_, path)| {
        let starts = ["", folder.as_str()].into_iter().chain(FROM);
        !starts.into_iter().any(|start| exists(&format!("{start}{path}")))
    });
    missing
        .map(|(line, path)| format!("{}:{line}: names {path}, which does not exist", page.path))
        .collect()
}

#[test]
fn pages_name_what_exists() {
    let pages = files().iter().filter(|file| file.path.ends_with(".md"));
    no_complaints(&pages.flat_map(check).collect::<Vec<_>>());
}

#[test]
fn a_path_to_nothing_is_seen() {
    for text in [
        "see `crates/scheduler/src/rules/nothing.rs`",
        "see `crate/scheduler/src/lib.rs`",
        "see `rules/nothing/`",
        "see `docs/nothing`",
        "![picture](docs/nothing.svg) and [more](../CHANGELOG.md#top)",
    ] {
        let page = File::sample("README.md", text);
        assert!(!check(&page).is_empty(), "{text}");
    }
}

#[test]
fn what_exists_and_what_is_no_path_is_not() {
    let text = "`rules/mod.rs`, `docs/term-folder.md`, [licence](LICENSE-MIT), `problem/1`, `Asia/Shanghai`, `out/jiezi`,\n\
        `crates/scheduler/src/rules/NAME.rs`, `calendars/PERSON.ics`, `and/or`, [site](https://example.org/x.md)\n```sh\ncat `any/thing.md`\n```\n";
    assert_eq!(check(&File::sample("README.md", text)), Vec::<String>::new());
}
