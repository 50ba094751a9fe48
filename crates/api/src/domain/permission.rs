//! Who may do what: one table.

use std::fmt;
use std::str::FromStr;

use super::role::Role;

/// What a route is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Area {
    /// The partnership's own settings.
    Partnership,
    /// Accounts and their roles.
    Accounts,
    /// API keys.
    Keys,
    /// Colleges and the tree of grids.
    Structure,
    /// Terms: dates, holidays, weights, limits.
    Terms,
    /// Places.
    Places,
    /// Teams and clinic hours.
    Roster,
    /// Students and supervisors.
    People,
    /// When people are in class.
    Timetables,
    /// Residents' needs.
    Needs,
    /// Teams' wishes.
    Wishes,
    /// Absences.
    Absences,
    /// Pins and exclusions.
    Decisions,
    /// Positions that hosts offer.
    Positions,
    /// Applicants' choices among them.
    Choices,
    /// Positions' rankings of applicants.
    Rankings,
    /// Who got which.
    Placements,
    /// Rounds of placement: their dates and states.
    Rounds,
    /// Imports and exports.
    Imports,
    /// Plans of every state, solving, editing, publishing.
    Plans,
    /// The plan that is published.
    Published,
    /// Swaps.
    Swaps,
    /// Calendar subscriptions.
    Feeds,
    /// Webhooks and messages.
    Messages,
    /// The audit trail.
    Audit,
}

impl Area {
    /// Its name in the API's description.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Partnership => "partnership",
            Self::Accounts => "accounts",
            Self::Keys => "keys",
            Self::Structure => "structure",
            Self::Terms => "terms",
            Self::Places => "places",
            Self::Roster => "roster",
            Self::People => "people",
            Self::Timetables => "timetables",
            Self::Needs => "needs",
            Self::Wishes => "wishes",
            Self::Absences => "absences",
            Self::Decisions => "decisions",
            Self::Positions => "positions",
            Self::Choices => "choices",
            Self::Rankings => "rankings",
            Self::Placements => "placements",
            Self::Rounds => "rounds",
            Self::Imports => "imports",
            Self::Plans => "plans",
            Self::Published => "published",
            Self::Swaps => "swaps",
            Self::Feeds => "feeds",
            Self::Messages => "messages",
            Self::Audit => "audit",
        }
    }
}

/// What a route asks of its caller. The API's description carries it, as `x-permission: AREA.read`, `AREA.write`,
/// `AREA.write-in-person`, `signed-in` or `public`; the guard in front of the routes reads it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Permission {
    /// Nothing.
    Public,
    /// To be somebody.
    SignedIn,
    /// To read in an area of the partnership in its path.
    Read(Area),
    /// To write there.
    Write(Area),
    /// To write there as somebody who signed in: a key cannot let others in, or one that leaked would outlive itself.
    WriteInPerson(Area),
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Public => f.write_str("public"),
            Self::SignedIn => f.write_str("signed-in"),
            Self::Read(area) => write!(f, "{}.read", area.name()),
            Self::Write(area) => write!(f, "{}.write", area.name()),
            Self::WriteInPerson(area) => write!(f, "{}.write-in-person", area.name()),
        }
    }
}

impl FromStr for Permission {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let area = |name: &str| TABLE.iter().map(|(area, _)| *area).find(|area| area.name() == name);
        match text.split_once('.') {
            None if text == "public" => Ok(Self::Public),
            None if text == "signed-in" => Ok(Self::SignedIn),
            Some((name, "read")) => area(name).map(Self::Read).ok_or(()),
            Some((name, "write")) => area(name).map(Self::Write).ok_or(()),
            Some((name, "write-in-person")) => area(name).map(Self::WriteInPerson).ok_or(()),
            _ => Err(()),
        }
    }
}

/// How far a right goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// What is one's own: one's person, one's team; a host's positions.
    Own,
    /// What lies in the grid that one answers for, or below it.
    Grid,
    /// Everything of the partnership.
    All,
}

/// A right: to read, and to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Right {
    /// What it lets read.
    pub read: Option<Reach>,
    /// What it lets write.
    pub write: Option<Reach>,
}

/// `-` nothing · `o` reads its own · `O` reads and writes its own · `g` reads what lies in its grid · `r` reads all · `R` reads
/// all and writes its own · `w` reads and writes all; in the order of [`Role::ALL`]: office, centre, grid worker, building leader, supervisor, host, student, auditor.
const TABLE: [(Area, &str); 25] = [
    (Area::Partnership, "w r r r r r r r"),
    (Area::Accounts, "w o o o o o o r"),
    (Area::Keys, "w - - - - - - r"),
    (Area::Structure, "w w r r r r r r"),
    (Area::Terms, "w r r r r r r r"),
    (Area::Places, "w r g g r r r r"),
    (Area::Roster, "w r r r r r r r"),
    (Area::People, "w r - - r - o r"),
    (Area::Timetables, "w - - - - - O r"),
    (Area::Needs, "w w g g r - - r"),
    (Area::Wishes, "w - - - - - O r"),
    (Area::Absences, "w r - - O - O r"),
    (Area::Decisions, "w r - - - - - r"),
    (Area::Positions, "w r r r r R r r"),
    (Area::Choices, "w - - - - - O r"),
    (Area::Rankings, "w - - - - O - r"),
    (Area::Placements, "w r - - r o o r"),
    (Area::Rounds, "w r r r r r r r"),
    (Area::Imports, "w - - - - - - r"),
    (Area::Plans, "w - - - - - - r"),
    (Area::Published, "r r r r r r r r"),
    (Area::Swaps, "w r - - r - O r"),
    (Area::Feeds, "w O O O O O O r"),
    (Area::Messages, "w - - - - - - r"),
    (Area::Audit, "r - - - - - - r"),
];

/// What a role may do in an area.
#[must_use]
pub fn right(area: Area, role: Role) -> Right {
    let row = TABLE.iter().find(|(of, _)| *of == area).map_or("", |(_, row)| row);
    let column = Role::ALL.iter().position(|other| *other == role).unwrap_or_default();
    let (read, write) = match row.split(' ').nth(column) {
        Some("o") => (Some(Reach::Own), None),
        Some("O") => (Some(Reach::Own), Some(Reach::Own)),
        Some("g") => (Some(Reach::Grid), None),
        Some("r") => (Some(Reach::All), None),
        Some("R") => (Some(Reach::All), Some(Reach::Own)),
        Some("w") => (Some(Reach::All), Some(Reach::All)),
        _ => (None, None),
    };
    Right { read, write }
}

/// What several roles together may do: the farthest of each.
#[must_use]
pub fn rights(area: Area, roles: &[Role]) -> Right {
    roles.iter().fold(Right::default(), |so_far, role| {
        let more = right(area, *role);
        Right {
            read: so_far.read.max(more.read),
            write: so_far.write.max(more.write),
        }
    })
}

/// Whether whoever has these roles may do all that another role may: then they may hand it on.
#[must_use]
pub fn covers(roles: &[Role], other: Role) -> bool {
    TABLE.iter().all(|(area, _)| {
        let (have, wanted) = (rights(*area, roles), right(*area, other));
        have.read >= wanted.read && have.write >= wanted.write
    })
}
