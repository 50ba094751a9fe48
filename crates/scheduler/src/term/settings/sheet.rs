//! The settings as a sheet of a workbook: a row a key of `term.toml`, so that a term travels in one file.
//!
//! Tables within are named with points, `weights.travel`, and those of a list by number, `limits.1.id`. A value is written as in
//! `term.toml`, but that a text needs no quotes where it could be nothing else.

use std::collections::BTreeMap;

use toml::{Table as Toml, Value};

use super::Settings;
use crate::format::Fault;
use crate::term::faults::Faults;
use crate::term::table::Table;

/// What stands under a name: a value and its row, or further names.
enum Node {
    Value(Value, String),
    Names(BTreeMap<Name, Node>),
}

/// A part of a key. Numbers come in their own order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Number(usize),
    Text(String),
}

impl Name {
    fn of(part: &str) -> Self {
        part.parse().map_or_else(|_| Self::Text(part.to_owned()), Self::Number)
    }
}

/// Where each key stands.
type Rows = BTreeMap<String, String>;

/// Reads the settings of a sheet, or notes what is wrong with them, by row.
pub(super) fn read(sheet: &Table, faults: &mut Faults) -> Option<Settings> {
    let mut names = BTreeMap::new();
    for row in sheet.rows() {
        let Some(key) = row.must("key", crate::term::cells::text, faults) else {
            continue;
        };
        // An empty value is as good as an absent key.
        let text = row.text("value");
        if text.is_empty() {
            continue;
        }
        let parts: Vec<Name> = key.split('.').map(|part| Name::of(part.trim())).collect();
        if !insert(&mut names, &parts, Node::Value(value(text), row.at())) {
            let cause = format!("{key:?} is the key of an earlier row, or a part of it");
            row.fault(faults, "key", "duplicate-id", cause, "Write each key once.");
        }
    }
    let mut rows = Rows::new();
    let Value::Table(table) = build(Node::Names(names), "", &mut rows) else {
        return super::of(&Toml::new(), faults);
    };
    let mut found = Faults::default();
    let settings = super::of(&table, &mut found);
    let file = sheet.file();
    faults
        .list
        .extend(found.list.into_iter().map(|fault| placed(fault, file, &rows)));
    settings
}

/// Puts a value under its name; says whether nothing stands there yet.
fn insert(names: &mut BTreeMap<Name, Node>, parts: &[Name], value: Node) -> bool {
    match parts {
        [] => false,
        [last] => {
            let free = !names.contains_key(last);
            if free {
                names.insert(last.clone(), value);
            }
            free
        }
        [first, rest @ ..] => {
            let inner = names
                .entry(first.clone())
                .or_insert_with(|| Node::Names(BTreeMap::new()));
            match inner {
                Node::Names(inner) => insert(inner, rest, value),
                Node::Value(..) => false,
            }
        }
    }
}

/// A cell as a value of TOML; what is none, or a date, is a text.
fn value(cell: &str) -> Value {
    let parsed = format!("v = {cell}")
        .parse::<Toml>()
        .ok()
        .filter(|table| table.len() == 1);
    match parsed.and_then(|mut table| table.remove("v")) {
        Some(value) if !matches!(value, Value::Datetime(_)) => value,
        _ => Value::String(cell.to_owned()),
    }
}

/// How [`value`] is written: a text without quotes where that gives the same.
pub(in crate::term) fn cell(of: &Value) -> String {
    match of {
        Value::String(text) if text.trim() == text && !text.is_empty() && value(text) == *of => text.clone(),
        other => other.to_string(),
    }
}

/// The value of a node, with the rows of all within it. Names that are all numbers make a list.
fn build(node: Node, path: &str, rows: &mut Rows) -> Value {
    let within = |name: &str| {
        if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}.{name}")
        }
    };
    match node {
        Node::Value(value, row) => {
            rows.insert(path.to_owned(), row);
            value
        }
        Node::Names(names) if !names.is_empty() && names.keys().all(|name| matches!(name, Name::Number(_))) => {
            let items = names.into_values().zip(1..);
            Value::Array(
                items
                    .map(|(node, k)| build(node, &within(&format!("{k}")), rows))
                    .collect(),
            )
        }
        Node::Names(names) => {
            let item = |(name, node): (Name, Node)| {
                let name = match name {
                    Name::Number(number) => number.to_string(),
                    Name::Text(text) => text,
                };
                let value = build(node, &within(&name), rows);
                (name, value)
            };
            Value::Table(names.into_iter().map(item).collect())
        }
    }
}

/// A fault of `term.toml` as one of the sheet: the row of its key, or the first one within it.
fn placed(fault: Fault, file: &str, rows: &Rows) -> Fault {
    let path = key(&fault.at, &fault.field);
    let mut outer = path.as_str();
    let row = loop {
        let inner = format!("{outer}.");
        let found = rows.iter().find(|(key, _)| *key == outer || key.starts_with(&inner));
        match (found, outer.rsplit_once('.')) {
            (Some((_, row)), _) => break row.clone(),
            (None, Some((shorter, _))) => outer = shorter,
            (None, None) => break String::new(),
        }
    };
    Fault {
        file: file.to_owned(),
        at: row,
        field: path,
        ..fault
    }
}

/// The key that a place and field of `term.toml` stand for: `limits[0]` and `id` are `limits.1.id`.
fn key(at: &str, field: &str) -> String {
    let at = match at.strip_suffix(']').and_then(|rest| rest.split_once('[')) {
        Some((list, index)) => format!("{list}.{}", index.parse::<usize>().map_or(0, |index| index + 1)),
        None => at.to_owned(),
    };
    let parts = [at.as_str(), field].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(".")
}
