//! Rust files as tokens: which paths a file names and how long its functions are. Strings and comments never count.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use crate::repository::File;

/// A path as a file writes it, `crate::format::Plan`, with the module it stands in.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    pub segments: Vec<String>,
    /// The inline modules it stands in, outermost first.
    pub within: Vec<String>,
    pub line: usize,
}

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    pub name: String,
    pub line: usize,
    pub lines: usize,
}

/// A file's tokens.
pub fn of(file: &File) -> TokenStream {
    file.text
        .parse()
        .unwrap_or_else(|error| panic!("{}: {error}", file.path))
}

/// Every path a file names, those of grouped imports written out; a lone word is a path of one segment.
pub fn paths(file: &File) -> Vec<Named> {
    let mut walk = Walk::default();
    walk.tokens(of(file));
    walk.found
}

/// Every function of a file, those inside macros and functions too.
pub fn functions(file: &File) -> Vec<Function> {
    let mut found = Vec::new();
    collect_functions(of(file), &mut found);
    found
}

#[derive(Default)]
struct Walk {
    within: Vec<String>,
    found: Vec<Named>,
}

impl Walk {
    fn tokens(&mut self, stream: TokenStream) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                TokenTree::Ident(word) => match inline_module(word, &tokens[at..]) {
                    Some((name, body)) => {
                        self.within.push(name);
                        self.tokens(body.stream());
                        self.within.pop();
                        at += 2;
                    }
                    None => at += self.path(word, &tokens[at..], &[]),
                },
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }

    /// Notes the path that starts with a word; returns how many of the tokens after it belong to it.
    fn path(&mut self, first: &Ident, rest: &[TokenTree], prefix: &[String]) -> usize {
        let mut segments = prefix.to_vec();
        segments.push(first.to_string());
        let mut used = 0;
        while let [TokenTree::Punct(a), TokenTree::Punct(b), next, ..] = &rest[used..] {
            if (a.as_char(), b.as_char()) != (':', ':') {
                break;
            }
            match next {
                TokenTree::Ident(word) => segments.push(word.to_string()),
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    self.grouped(group, &segments);
                    return used + 3;
                }
                _ => break,
            }
            used += 3;
        }
        let line = first.span().start().line;
        let within = self.within.clone();
        self.found.push(Named { segments, within, line });
        used
    }

    fn grouped(&mut self, group: &Group, prefix: &[String]) {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            if let TokenTree::Ident(word) = token {
                at += self.path(word, &tokens[at..], prefix);
            }
        }
    }
}

fn inline_module<'t>(word: &Ident, rest: &'t [TokenTree]) -> Option<(String, &'t Group)> {
    match rest {
        [TokenTree::Ident(name), TokenTree::Group(body), ..] if word == "mod" => Some((name.to_string(), body)),
        _ => None,
    }
}

fn collect_functions(stream: TokenStream, found: &mut Vec<Function>) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(word) if word == "fn" => found.extend(function(word, &tokens[at + 1..])),
            TokenTree::Group(group) => collect_functions(group.stream(), found),
            _ => {}
        }
    }
}

/// The function whose `fn` stands before these tokens, unless it is a type or has no body.
fn function(keyword: &Ident, rest: &[TokenTree]) -> Option<Function> {
    let TokenTree::Ident(name) = rest.first()? else {
        return None;
    };
    let body = rest.iter().find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(Some(group)),
        TokenTree::Punct(end) if end.as_char() == ';' => Some(None),
        _ => None,
    })??;
    let (line, last) = (keyword.span().start().line, body.span_close().end().line);
    Some(Function {
        name: name.to_string(),
        line,
        lines: last - line + 1,
    })
}

#[cfg(test)]
fn written(text: &str) -> Vec<String> {
    let named = paths(&File::sample("sample.rs", text));
    named.iter().map(|path| path.segments.join("::")).collect()
}

#[test]
fn grouped_imports_are_written_out() {
    let text = "use crate::{format::{Plan, self}, model::Model as Frozen};";
    let expected = [
        "use",
        "crate::format::Plan",
        "crate::format::self",
        "crate::model::Model",
    ];
    assert_eq!(written(text)[..4], expected);
}

#[test]
fn strings_and_comments_name_nothing() {
    assert_eq!(written("// crate::model\n/// serde\n\"chrono::Utc\";"), ["doc"]);
}

#[test]
fn functions_in_macros_and_functions_are_measured() {
    let text = "trait T { fn none(); }\nmacro! {\n fn outer() {\n  fn inner() {}\n }\n}\ntype F = fn(u8) -> u8;";
    let found = functions(&File::sample("sample.rs", text));
    let found: Vec<_> = found.iter().map(|f| (f.name.as_str(), f.line, f.lines)).collect();
    assert_eq!(found, [("outer", 3, 3), ("inner", 4, 1)]);
}
