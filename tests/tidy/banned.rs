//! What never stands in a source file: unfinished work, switched-off tests and lints, waiting by the clock, drawers for anything.

use proc_macro2::{TokenStream, TokenTree};

use crate::no_complaints;
use crate::repository::{File, rust_files};
use crate::tokens;

/// Modules that would hold anything, so that nobody finds anything.
const DRAWERS: [&str; 6] = ["utils", "util", "helpers", "helper", "misc", "stuff"];

fn check(file: &File) -> Vec<String> {
    let mut found = Vec::new();
    look(tokens::of(file), &mut found);
    let words = file.path.split('/').map(|part| part.trim_end_matches(".rs"));
    let drawer = words
        .filter(|word| DRAWERS.contains(word))
        .map(|word| (1, format!("a module `{word}`")));
    let sleeps = tokens::paths(file)
        .into_iter()
        .filter(|path| path.segments.ends_with(&["thread".into(), "sleep".into()]));
    let sleeps = sleeps.map(|path| {
        (
            path.line,
            "`thread::sleep`: wait for what happens, not for the clock".to_owned(),
        )
    });
    let all = found.into_iter().chain(drawer).chain(sleeps);
    all.map(|(line, what)| format!("{}:{line}: {what}", file.path))
        .collect()
}

fn look(stream: TokenStream, found: &mut Vec<(usize, String)>) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let banned = match (token, tokens.get(at + 1)) {
            (TokenTree::Punct(hash), Some(TokenTree::Group(attribute))) if hash.as_char() == '#' => {
                starts_with(attribute.stream(), "ignore")
            }
            (TokenTree::Ident(word), Some(TokenTree::Punct(mark))) if mark.as_char() == '!' => {
                word == "todo" || word == "unimplemented"
            }
            (TokenTree::Ident(word), Some(TokenTree::Ident(name))) if word == "mod" => {
                DRAWERS.contains(&name.to_string().as_str())
            }
            (TokenTree::Ident(word), Some(TokenTree::Group(lints))) if word == "allow" || word == "expect" => {
                switches_off_unused(lints.stream())
            }
            _ => false,
        };
        if banned {
            found.push((token.span().start().line, format!("`{token}{}`", tokens[at + 1])));
        }
        if let TokenTree::Group(group) = token {
            look(group.stream(), found);
        }
    }
}

fn starts_with(stream: TokenStream, word: &str) -> bool {
    matches!(stream.into_iter().next(), Some(TokenTree::Ident(first)) if first == word)
}

/// Whether a list of lints lets dead code live.
fn switches_off_unused(lints: TokenStream) -> bool {
    let mut names = lints.into_iter().filter_map(|token| match token {
        TokenTree::Ident(name) => Some(name.to_string()),
        _ => None,
    });
    names.any(|name| name == "dead_code" || name.starts_with("unused"))
}

#[test]
fn nothing_unfinished_or_switched_off() {
    no_complaints(&rust_files().flat_map(check).collect::<Vec<_>>());
}

#[test]
fn each_is_seen() {
    for text in [
        "#[ignore] fn f() {}",
        "#[test]\n#[ignore = \"slow\"]\nfn f() {}",
        "fn f() { todo!() }",
        "fn f() { unimplemented!(\"later\") }",
        "#[allow(dead_code)] fn f() {}",
        "#![allow(clippy::all, unused_imports)]",
        "#[cfg_attr(test, expect(dead_code))] fn f() {}",
        "fn f() { std::thread::sleep(pause) }",
        "use std::thread::{scope, sleep};",
        "mod utils;",
    ] {
        assert_eq!(check(&File::sample("src/a.rs", text)).len(), 1, "{text}");
    }
    assert_eq!(check(&File::sample("src/utils/a.rs", "")).len(), 1);
}

#[test]
fn words_that_mean_something_else_are_not() {
    let text = "fn f(ignore: &str) { rule.expect(\"unused\"); let todo = ignore; g(ignore, todo) } // todo!";
    assert_eq!(check(&File::sample("src/a.rs", text)), Vec::<String>::new());
}
