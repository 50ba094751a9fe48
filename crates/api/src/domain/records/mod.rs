//! The rows of a term's tables: one file a table, each the place of its fields, their kinds and who may touch them.
//!
//! A record is what the office writes; what it means is settled by the library that reads the term folder.

mod absence;
mod choice;
mod exclusion;
mod formation;
mod hour;
mod need;
mod person;
mod pin;
mod place;
mod placement;
mod position;
mod ranking;
mod team;
mod timetable;
mod wish;

use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

pub use absence::Absence;
pub use choice::Choice;
pub use exclusion::Exclusion;
pub use formation::Formation;
pub use hour::Hour;
pub use need::Need;
pub use person::Person;
pub use pin::Pin;
pub use place::Place;
pub use placement::Placement;
pub use position::Position;
pub use ranking::Ranking;
pub use team::Team;
pub use timetable::Lesson;
pub use wish::Wish;

use super::permission::Area;
use super::round::Side;
use super::row::Row;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text that must be there.
    Text,
    /// Text, or nothing.
    MaybeText,
    /// A whole number.
    Whole,
    /// A whole number, or nothing.
    MaybeWhole,
    /// Metres.
    Metres,
    /// A list of texts, empty when absent.
    List,
}

/// By whom a record is owned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The office.
    Nobody,
    /// The person in this column.
    Person(&'static str),
    /// The team in this column.
    Team(&'static str),
    /// The host in this column.
    Host(&'static str),
    /// The host of the position in this column.
    Position(&'static str),
    /// The person in this column, or whoever is in the team there.
    Applicant(&'static str),
    /// The applicant in the first column, and the host of the position in the second.
    Placed(&'static str, &'static str),
}

/// Where a record lies, for those who answer for a part of the tree of grids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lies {
    /// Nowhere in particular.
    Nowhere,
    /// In the grid in this column.
    InGrid(&'static str),
    /// At the place in this column.
    AtPlace(&'static str),
}

/// A row of one of a term's tables, beside its partnership, term, place in the order, and version.
pub trait Record: Serialize + DeserializeOwned + ToSchema + Row + Clone + Sync {
    /// Its table in the database.
    const TABLE: &'static str;
    /// Its table in a term folder.
    const SHEET: &'static str;
    /// Whose rights are asked.
    const AREA: Area;
    /// Whose it is.
    const OWNER: Owner = Owner::Nobody;
    /// Where it lies.
    const LIES: Lies = Lies::Nowhere;
    /// Its columns beside `id`, in the order of the folder's table, named alike on the wire, in the database and in the folder.
    const COLUMNS: &'static [(&'static str, Kind)];
    /// Whether the office gives ids; otherwise the service numbers the rows.
    const NAMED: bool = true;

    /// Whose lists a round of placement collects with it: their owner writes them only while one is open; the office always may.
    const ROUND: Option<Side> = None;

    /// Whether calendars show something of it: they change when it does.
    const SHOWN: bool = false;

    /// Its id.
    fn id(&self) -> &str;

    /// Gives it an id.
    fn set_id(&mut self, id: String);

    /// What its owner may see of it, who is not the office.
    #[must_use]
    fn for_owner(self) -> Self {
        self
    }
}
