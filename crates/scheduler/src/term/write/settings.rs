//! `term.toml` of a term, and the same as a sheet of a workbook.

use toml::{Table, Value};

use super::Sheet;
use super::rows::weekday;
use crate::term::settings::{KEYS, LIMIT_KEYS, Settings, WEIGHTS, cell};
use crate::term::table::columns;

fn texts(texts: impl Iterator<Item = String>) -> Value {
    Value::Array(texts.map(Value::String).collect())
}

/// The settings as TOML.
pub(super) fn text(settings: &Settings) -> Result<String, toml::ser::Error> {
    let mut all = Table::new();
    let mut put = |key: &str, value: Value| all.insert(key.to_owned(), value);
    put("name", settings.name.clone().into());
    put("zone", settings.zone.name().into());
    put("first_day", settings.first_day.to_string().into());
    put("weeks", Value::Integer(settings.weeks as i64));
    put("holidays", texts(settings.holidays.iter().map(ToString::to_string)));
    let blocks = settings.blocks.iter().map(|(from, to)| {
        let ends = [from, to].into_iter().map(|time| time.format("%H:%M").to_string());
        texts(ends)
    });
    put("blocks", Value::Array(blocks.collect()));
    put("speed", Value::Integer(settings.speed));
    put("overhead", Value::Integer(settings.overhead));
    let make_up = settings.make_up.iter().map(|rule| {
        let mut row = Table::new();
        row.insert("date".into(), rule.date.to_string().into());
        row.insert("follows".into(), weekday(rule.follows).into());
        row.insert("sessions".into(), rule.sessions.into());
        Value::Table(row)
    });
    put("make_up", Value::Array(make_up.collect()));
    put("weights", Value::try_from(settings.weights)?);
    put("limits", Value::try_from(&settings.limits)?);
    let (max_teams, weight) = settings.continuity;
    let mut care = Table::new();
    care.insert("max_teams".into(), max_teams.into());
    care.extend(weight.map(|weight| ("weight".into(), weight.into())));
    put("continuity", Value::Table(care));
    let formation = settings.formation.entries();
    if formation.iter().any(|(_, price)| price.is_some()) {
        let given = formation
            .into_iter()
            .filter_map(|(key, price)| Some((key.to_owned(), price?.into())));
        put("formation", Value::Table(given.collect()));
    }
    all.extend(
        settings
            .placement
            .toml()?
            .map(|table| ("placement".to_owned(), Value::Table(table))),
    );
    toml::to_string(&all)
}

/// `term.toml` as the sheet of a workbook.
///
/// # Errors
/// A text that is no TOML.
pub fn sheet(text: &str) -> Result<Sheet, toml::de::Error> {
    let table: Table = text.parse()?;
    let mut rows = Vec::new();
    within("", &table, &mut rows);
    let (name, chinese) = columns::SETTINGS;
    Ok(Sheet {
        name,
        chinese,
        columns: columns::of(name)
            .iter()
            .map(|column| (column.name, column.chinese))
            .collect(),
        rows,
    })
}

/// The rows of a table: its keys in the order of the page, then those that the page does not know.
fn within(path: &str, table: &Table, rows: &mut Vec<Vec<String>>) {
    let order = || KEYS.into_iter().chain(WEIGHTS).chain(LIMIT_KEYS);
    let mut keys: Vec<&String> = table.keys().collect();
    keys.sort_by_key(|key| order().position(|known| known == *key).unwrap_or(usize::MAX));
    for key in keys {
        row(&format!("{path}{key}"), &table[key], rows);
    }
}

fn row(key: &str, value: &Value, rows: &mut Vec<Vec<String>>) {
    match value {
        Value::Table(inner) => within(&format!("{key}."), inner, rows),
        Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_table) => {
            for (item, k) in items.iter().zip(1..) {
                row(&format!("{key}.{k}"), item, rows);
            }
        }
        other => rows.push(vec![key.to_owned(), cell(other)]),
    }
}
