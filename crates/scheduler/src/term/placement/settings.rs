//! `[placement]` of `term.toml`: the aim, hosts' capacities, quotas, and who stays together.

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::format::placement::{Aim, Bundle, Host, Quota};
use crate::term::settings::keys::Keys;

/// What placing a term's applicants is held to, beside the tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlacementSettings {
    /// The aim; stable when the office does not say.
    pub aim: Option<Aim>,
    /// Hosts with a capacity over all their positions.
    pub hosts: Vec<Host>,
    /// Quotas of groups.
    pub quotas: Vec<Quota>,
    /// Applicants who are placed together or not at all.
    pub bundles: Vec<Bundle>,
}

impl PlacementSettings {
    /// Reads the table.
    pub(in crate::term) fn read(keys: &mut Keys<'_>) -> Self {
        keys.only(&["aim", "hosts", "quotas", "bundles"]);
        let aim = keys.text("aim", false).and_then(|word| {
            let found = Aim::ALL.into_iter().find(|aim| aim.word() == word);
            if found.is_none() {
                let remedy = "Write stable, maximum, fair or best.";
                keys.fault("aim", "unknown-choice", format!("{word:?} is no aim"), remedy);
            }
            found
        });
        let settings = Self {
            aim,
            hosts: keys.rows("hosts", |row| typed(row, &["id", "capacity"])),
            quotas: keys.rows("quotas", |row| {
                typed(row, &["id", "positions", "applicants", "min", "max"])
            }),
            bundles: keys.rows("bundles", |row| typed(row, &["id", "applicants", "at"])),
        };
        for key in ["hosts", "quotas", "bundles"] {
            keys.duplicate_ids(key);
        }
        settings
    }

    /// Them as a table; nothing when all is as if absent.
    pub(in crate::term) fn toml(&self) -> Result<Option<Table>, toml::ser::Error> {
        let mut table = Table::new();
        table.extend(self.aim.map(|aim| ("aim".to_owned(), aim.word().into())));
        let rows = [
            ("hosts", Value::try_from(&self.hosts)?),
            ("quotas", Value::try_from(&self.quotas)?),
            ("bundles", Value::try_from(&self.bundles)?),
        ];
        let filled = rows
            .into_iter()
            .filter(|(_, rows)| rows.as_array().is_some_and(|rows| !rows.is_empty()));
        table.extend(filled.map(|(key, rows)| (key.to_owned(), rows)));
        Ok((!table.is_empty()).then_some(table))
    }
}

/// A row of a list as the format has it.
fn typed<T: DeserializeOwned>(row: &mut Keys<'_>, known: &[&str]) -> Option<T> {
    row.only(known);
    match T::deserialize(Value::Table(row.table.clone())) {
        Ok(value) => Some(value),
        Err(error) => {
            let remedy = "docs/format/placement.md lists the fields.";
            row.fault("", "bad-row", error.message().to_owned(), remedy);
            None
        }
    }
}
