//! Places: rooms, buildings of grids, schools, homes of teams.

use super::cells::{id_text, metres, text};
use super::faults::Faults;
use super::table::{Row, Tables};

/// A place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Metres east.
    pub x: f64,
    /// Metres north.
    pub y: f64,
    /// Grid it belongs to.
    pub grid: Option<String>,
    /// Kind of place.
    pub kind: Option<String>,
}

/// Reads the places.
pub(super) fn read(tables: &Tables, faults: &mut Faults) -> Vec<Place> {
    let mut places = Vec::new();
    let mut ids = Ids::default();
    for row in tables.rows("places") {
        let (id, name) = (ids.take(&row, faults), row.must("name", text, faults));
        let (x, y) = (row.must("x", metres, faults), row.must("y", metres, faults));
        let grid = row.may("grid", id_text, faults);
        let kind = row.may("kind", text, faults);
        if let (Some(id), Some(name), Some(x), Some(y)) = (id, name, x, y) {
            places.push(Place {
                id,
                name,
                x,
                y,
                grid,
                kind,
            });
        }
    }
    places
}

/// Ids of a table, each of which may stand once.
#[derive(Default)]
pub(super) struct Ids {
    rows: std::collections::HashMap<String, usize>,
}

impl Ids {
    /// The id of a row, unless it is missing or taken.
    pub fn take(&mut self, row: &Row<'_>, faults: &mut Faults) -> Option<String> {
        let id = row.must("id", id_text, faults)?;
        if let Some(first) = self.rows.insert(id.clone(), row.number) {
            self.rows.insert(id.clone(), first);
            let cause = format!("{id:?} is the id of row {first} already");
            row.fault(faults, "id", "duplicate-id", cause, "Give each row an id of its own.");
            return None;
        }
        Some(id)
    }
}
