//! Who people are to a partnership.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A role; an account may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The university office: plans the semester.
    Office,
    /// The community centre's staff: books sessions, takes requests.
    Centre,
    /// Answers for a grid of a community.
    GridWorker,
    /// Answers for a building.
    BuildingLeader,
    /// A teacher or licensed professional who attends sessions.
    Supervisor,
    /// Offers positions to students.
    Host,
    /// A student, in a team or not.
    Student,
    /// Reads everything and changes nothing.
    Auditor,
}

impl Role {
    /// All of them, in the order of the table of permissions.
    pub const ALL: [Self; 8] = [
        Self::Office,
        Self::Centre,
        Self::GridWorker,
        Self::BuildingLeader,
        Self::Supervisor,
        Self::Host,
        Self::Student,
        Self::Auditor,
    ];

    /// Its name on the wire and in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Centre => "centre",
            Self::GridWorker => "grid_worker",
            Self::BuildingLeader => "building_leader",
            Self::Supervisor => "supervisor",
            Self::Host => "host",
            Self::Student => "student",
            Self::Auditor => "auditor",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|role| role.name() == name).ok_or(())
    }
}

/// Roles as they stand together: an array on the wire, a list in the database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct Roles(pub Vec<Role>);

impl From<String> for Roles {
    fn from(list: String) -> Self {
        Self(roles(&list))
    }
}

/// The roles of a stored list, `office,centre`. What is no role any more is left out: it gives no rights.
#[must_use]
pub fn roles(list: &str) -> Vec<Role> {
    list.split(',').filter_map(|name| name.parse().ok()).collect()
}

/// Roles as they are stored.
#[must_use]
pub fn list(roles: &[Role]) -> String {
    roles.iter().map(|role| role.name()).collect::<Vec<_>>().join(",")
}
