//! A term between the tables of the service and the folder that the library reads.

use std::collections::HashMap;

use serde_json::{Map, Value as Json};
use uuid::Uuid;
use yuandi_scheduler::term::{Settings, Sheet, Term, TermFiles, empty_sheets};

use super::archive;
use crate::db::calendars::Calendar;
use crate::db::records::{self, TermKey, Versioned};
use crate::db::{self, Tx, calendars, structure, terms};
use crate::domain::records::{
    Absence, Choice, Exclusion, Formation, Hour, Kind, Lesson, Need, Person, Pin, Place, Placement, Position, Ranking,
    Record, Team, Wish,
};

/// Why a term could not be brought over.
#[derive(Debug, thiserror::Error)]
pub enum BridgeError {
    /// The database.
    #[error(transparent)]
    Database(#[from] db::Error),
    /// There is no such term.
    #[error("there is no such term")]
    NoTerm,
    /// Settings or tables that do not write: a fault of ours.
    #[error("the term does not write: {0}")]
    Form(String),
}

/// Calls a function for each kind of record, in an order in which rows name only rows before them.
macro_rules! each_record {
    ($call:ident($($argument:expr),*)) => {
        $call::<Place>($($argument),*).await?;
        $call::<Team>($($argument),*).await?;
        $call::<Person>($($argument),*).await?;
        $call::<Lesson>($($argument),*).await?;
        $call::<Hour>($($argument),*).await?;
        $call::<Need>($($argument),*).await?;
        $call::<Wish>($($argument),*).await?;
        $call::<Pin>($($argument),*).await?;
        $call::<Exclusion>($($argument),*).await?;
        $call::<Absence>($($argument),*).await?;
        $call::<Formation>($($argument),*).await?;
        $call::<Position>($($argument),*).await?;
        $call::<Choice>($($argument),*).await?;
        $call::<Ranking>($($argument),*).await?;
        $call::<Placement>($($argument),*).await?;
    };
}

/// A term of the database: its `term.toml`, and its tables.
#[derive(Clone, Debug)]
pub struct Written {
    /// `term.toml`.
    pub settings: String,
    /// Its tables, each there even without rows.
    pub sheets: Vec<Sheet>,
}

/// A term of the database as it is written in a folder.
///
/// # Errors
/// See [`BridgeError`].
pub async fn written(tx: &mut Tx, key: &TermKey) -> Result<Written, BridgeError> {
    let stored = terms::within(tx, key).await?.ok_or(BridgeError::NoTerm)?;
    let mut sheets = empty_sheets();
    each_record!(fill(tx, key, &mut sheets));
    let settings = settings_toml(&stored.term).map_err(|error| BridgeError::Form(error.to_string()))?;
    Ok(Written { settings, sheets })
}

/// A term of the database as a folder.
///
/// # Errors
/// See [`BridgeError`].
pub async fn files(tx: &mut Tx, key: &TermKey) -> Result<TermFiles, BridgeError> {
    let Written { settings, sheets } = written(tx, key).await?;
    let mut files = TermFiles::of(settings, &sheets).map_err(|error| BridgeError::Form(error.to_string()))?;
    for calendar in calendars::all(tx, key).await? {
        files
            .files
            .insert(format!("calendars/{}.ics", calendar.person), calendar.content);
    }
    Ok(files)
}

async fn fill<R: Record>(tx: &mut Tx, key: &TermKey, sheets: &mut [Sheet]) -> Result<(), BridgeError> {
    let rows = records::all::<R>(tx, key).await?;
    if let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.name == R::SHEET) {
        let columns = sheet.columns.clone();
        sheet.rows = rows.iter().map(|row| cells(&row.record, &columns)).collect();
    }
    Ok(())
}

/// Makes a folder the content of a term, which is added if it is not there. Rows that stay the same keep id and version.
///
/// # Errors
/// See [`BridgeError`].
pub async fn store(tx: &mut Tx, key: &TermKey, term: &Term, folder: &TermFiles) -> Result<(), BridgeError> {
    let row = term_row(&term.settings)?;
    if !terms::replace(tx, key, &row).await? {
        terms::insert(tx, key, &row).await?;
    }
    let sheets = term.sheets();
    let mut before = Before::default();
    each_record!(keep(tx, key, &mut before));
    let held = calendars::all(tx, key).await?;
    // Who names others goes first.
    clear(tx, key).await?;
    let grids = term.places.iter().filter_map(|place| place.grid.as_deref());
    structure::adopt(tx, &key.partnership, &grids.collect()).await?;
    each_record!(put(tx, key, &sheets, &mut before));
    for calendar in calendars_of(folder, term, held) {
        calendars::put(tx, key, &calendar).await?;
    }
    Ok(())
}

/// The calendars of a folder, each with its next version where it is another than before. A workbook says nothing about calendars:
/// those of whoever is still there stay.
fn calendars_of(folder: &TermFiles, term: &Term, held: Vec<Calendar>) -> Vec<Calendar> {
    if archive::is_workbook(folder) {
        let there = |calendar: &Calendar| term.people.iter().any(|person| person.id == calendar.person);
        return held.into_iter().filter(there).collect();
    }
    let mut calendars = Vec::new();
    for (path, content) in &folder.files {
        let person = path
            .strip_prefix("calendars/")
            .and_then(|name| name.strip_suffix(".ics"));
        let Some(person) = person else { continue };
        let before = held.iter().find(|calendar| calendar.person == person);
        calendars.push(Calendar {
            person: person.to_owned(),
            version: before.map_or(1, |before| before.version + i64::from(before.content != *content)),
            content: content.clone(),
        });
    }
    calendars
}

/// Rows as they were: by table and id or, where the service numbers them, by content.
#[derive(Default)]
struct Before {
    rows: HashMap<(&'static str, String), Vec<(i64, Json)>>,
}

impl Before {
    fn name<R: Record>(record: &R) -> String {
        if R::NAMED {
            record.id().to_owned()
        } else {
            content(record).to_string()
        }
    }
}

/// A record without its id.
fn content<R: Record>(record: &R) -> Json {
    let mut json = serde_json::to_value(record).unwrap_or_default();
    if let Some(fields) = json.as_object_mut() {
        fields.remove("id");
    }
    json
}

async fn keep<R: Record>(tx: &mut Tx, key: &TermKey, before: &mut Before) -> Result<(), BridgeError> {
    for Versioned { version, record } in records::all::<R>(tx, key).await? {
        let json = serde_json::to_value(&record).unwrap_or_default();
        let same = before.rows.entry((R::TABLE, Before::name(&record))).or_default();
        same.push((version, json));
    }
    Ok(())
}

async fn clear(tx: &mut Tx, key: &TermKey) -> Result<(), BridgeError> {
    records::clear::<Placement>(tx, key).await?;
    records::clear::<Ranking>(tx, key).await?;
    records::clear::<Choice>(tx, key).await?;
    records::clear::<Position>(tx, key).await?;
    records::clear::<Formation>(tx, key).await?;
    records::clear::<Absence>(tx, key).await?;
    records::clear::<Exclusion>(tx, key).await?;
    records::clear::<Pin>(tx, key).await?;
    records::clear::<Wish>(tx, key).await?;
    records::clear::<Need>(tx, key).await?;
    records::clear::<Hour>(tx, key).await?;
    records::clear::<Lesson>(tx, key).await?;
    records::clear::<Person>(tx, key).await?;
    records::clear::<Team>(tx, key).await?;
    records::clear::<Place>(tx, key).await?;
    Ok(())
}

async fn put<R: Record>(tx: &mut Tx, key: &TermKey, sheets: &[Sheet], before: &mut Before) -> Result<(), BridgeError> {
    let rows = rows::<R>(sheets)?.into_iter().map(|mut record| {
        // Of rows that are alike each new one takes the place of one old one.
        let alike = before.rows.get_mut(&(R::TABLE, Before::name(&record)));
        let old = alike.and_then(Vec::pop);
        if !R::NAMED {
            let id = old
                .as_ref()
                .and_then(|(_, json)| json["id"].as_str().map(str::to_owned));
            record.set_id(id.unwrap_or_else(|| Uuid::now_v7().simple().to_string()));
        }
        let version = old.map_or(1, |(version, json)| {
            let same = serde_json::to_value(&record).is_ok_and(|now| now == json);
            if same { version } else { version + 1 }
        });
        Versioned { version, record }
    });
    let rows = rows.collect::<Vec<_>>();
    Ok(records::insert_all(tx, key, &rows).await?)
}

/// The records of a folder's table; those that the service numbers have no id yet.
fn rows<R: Record>(sheets: &[Sheet]) -> Result<Vec<R>, BridgeError> {
    let Some(sheet) = sheets.iter().find(|sheet| sheet.name == R::SHEET) else {
        return Ok(Vec::new());
    };
    let record = |cells: &Vec<String>| {
        let cell = |name: &str| {
            let at = sheet.columns.iter().position(|(column, _)| *column == name);
            at.and_then(|at| cells.get(at)).map_or("", String::as_str)
        };
        let mut fields = Map::new();
        fields.insert("id".to_owned(), cell("id").into());
        fields.extend(
            R::COLUMNS
                .iter()
                .map(|(name, kind)| ((*name).to_owned(), value(cell(name), *kind))),
        );
        serde_json::from_value(Json::Object(fields)).map_err(|error| BridgeError::Form(error.to_string()))
    };
    sheet.rows.iter().map(record).collect()
}

/// A cell as a field.
fn value(cell: &str, kind: Kind) -> Json {
    match kind {
        Kind::MaybeText | Kind::MaybeWhole if cell.is_empty() => Json::Null,
        Kind::Text | Kind::MaybeText => cell.into(),
        Kind::Whole | Kind::MaybeWhole => cell.parse::<i64>().map_or(Json::Null, Json::from),
        Kind::Metres => cell.parse::<f64>().map_or(Json::Null, Json::from),
        Kind::List => cell.split(';').filter(|entry| !entry.is_empty()).collect(),
    }
}

/// A record as cells, in the order of a table's columns.
pub(super) fn cells<R: Record>(record: &R, columns: &[(&'static str, &'static str)]) -> Vec<String> {
    let json = serde_json::to_value(record).unwrap_or_default();
    let cell = |value: &Json| match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Array(entries) => entries.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    };
    columns.iter().map(|(name, _)| cell(&json[*name])).collect()
}

/// Keys of `term.toml` that are columns of their own.
pub(super) const OWN: [&str; 4] = ["name", "zone", "first_day", "weeks"];

/// Settings as they are stored.
pub(super) fn term_row(settings: &Settings) -> Result<terms::Term, BridgeError> {
    let form = |error: &dyn std::fmt::Display| BridgeError::Form(error.to_string());
    let text = settings.toml().map_err(|error| form(&error))?;
    let mut table: toml::Table = text.parse().map_err(|error: toml::de::Error| form(&error))?;
    OWN.iter().for_each(|key| drop(table.remove(*key)));
    Ok(terms::Term {
        name: settings.name.clone(),
        zone: settings.zone.name().to_owned(),
        first_day: settings.first_day.to_string(),
        weeks: settings.weeks as i64,
        settings: serde_json::to_string(&table).map_err(|error| form(&error))?,
    })
}

/// `term.toml` of a stored term.
pub(super) fn settings_toml(term: &terms::Term) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let rest: toml::Table = serde_json::from_str(&term.settings)?;
    let mut table = toml::Table::new();
    table.insert("name".into(), term.name.clone().into());
    table.insert("zone".into(), term.zone.clone().into());
    table.insert("first_day".into(), term.first_day.clone().into());
    table.insert("weeks".into(), term.weeks.into());
    table.extend(rest);
    Ok(toml::to_string(&table)?)
}
