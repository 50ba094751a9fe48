//! Who is calling, and what they may do.

use super::permission::{Area, Reach, rights};
use super::role::Role;

/// The caller of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Account, or `key:ID`: what the audit trail names.
    pub actor: String,
    /// Their partnership.
    pub partnership: String,
    /// Their roles.
    pub roles: Vec<Role>,
    /// Whether they may write at all.
    pub writes: bool,
    /// The person of the terms' tables that they are; of a host, its id there.
    pub person: Option<String>,
    /// The grid they answer for.
    pub grid: Option<String>,
}

/// What a caller may do in an area of the partnership they asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// How far.
    pub reach: Reach,
}

impl Caller {
    /// Whether it is a program with a key.
    #[must_use]
    pub fn is_key(&self) -> bool {
        self.actor.starts_with("key:")
    }

    /// Asks to read.
    ///
    /// # Errors
    /// Another partnership's, or without the right.
    pub fn read(&self, partnership: &str, area: Area) -> Result<Grant, Refusal> {
        self.home(partnership)?;
        let reach = rights(area, &self.roles).read.ok_or(Refusal::Forbidden)?;
        Ok(Grant { reach })
    }

    /// Asks to write.
    ///
    /// # Errors
    /// Another partnership's, or without the right.
    pub fn write(&self, partnership: &str, area: Area) -> Result<Grant, Refusal> {
        self.home(partnership)?;
        let reach = rights(area, &self.roles).write.filter(|_| self.writes);
        Ok(Grant {
            reach: reach.ok_or(Refusal::Forbidden)?,
        })
    }

    fn home(&self, partnership: &str) -> Result<(), Refusal> {
        if self.partnership == partnership {
            Ok(())
        } else {
            Err(Refusal::Elsewhere)
        }
    }
}

/// Why somebody may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is another partnership's: they must not even learn that it is there.
    Elsewhere,
    /// Their roles do not allow it.
    Forbidden,
}
