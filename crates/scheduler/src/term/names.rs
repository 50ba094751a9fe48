//! Ids that rows of other tables name.
//!
//! They come from the rows as they stand, faulty ones too: a row that names a team is not at fault because the team's row is. Of a
//! table that cannot be read nothing is known, and nobody is faulted for naming something in it.

use std::collections::BTreeSet;

use super::faults::Faults;
use super::table::{Row, Tables};
use crate::format::near::maybe;

/// The ids of one table.
pub(super) struct Names<'t> {
    table: &'static str,
    code: &'static str,
    ids: Option<BTreeSet<&'t str>>,
}

impl<'t> Names<'t> {
    fn of(tables: &'t Tables, table: &'static str, code: &'static str) -> Self {
        let ids = tables.ids(table);
        Self { table, code, ids }
    }

    /// Whether an id is certainly not in the table.
    pub fn lack(&self, id: &str) -> bool {
        self.ids.as_ref().is_some_and(|ids| !ids.contains(id))
    }

    /// Every id, if the table can be read.
    pub fn ids(&self) -> Option<&BTreeSet<&'t str>> {
        self.ids.as_ref()
    }

    /// Notes an id which a row names and the table does not have; true if all is well.
    pub fn check(&self, row: &Row<'_>, column: &str, id: &str, faults: &mut Faults) -> bool {
        if !self.lack(id) {
            return true;
        }
        let near = maybe(id, self.ids.iter().flatten().copied());
        let (table, code) = (self.table, self.code);
        let remedy = format!("Use an id of the {table} table.{near}");
        row.fault(
            faults,
            column,
            code,
            format!("{id:?} is not among the {table}"),
            &remedy,
        );
        false
    }
}

/// The ids of every table that others refer to.
pub(super) struct Known<'t> {
    pub places: Names<'t>,
    pub people: Names<'t>,
    pub teams: Names<'t>,
    pub hours: Names<'t>,
    pub needs: Names<'t>,
    pub positions: Names<'t>,
}

impl<'t> Known<'t> {
    /// The ids of all tables.
    pub fn of(tables: &'t Tables) -> Self {
        Self {
            places: Names::of(tables, "places", "unknown-place"),
            people: Names::of(tables, "people", "unknown-person"),
            teams: Names::of(tables, "teams", "unknown-team"),
            hours: Names::of(tables, "hours", "unknown-hour"),
            needs: Names::of(tables, "needs", "unknown-need"),
            positions: Names::of(tables, "positions", "unknown-position"),
        }
    }
}
