//! What a message says: the changes of a publication, as far as they concern its reader.

use serde::{Deserialize, Serialize};

use super::duty::{Duty, DutyChange};

/// What a publication changed for a team: the content of a message to its people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Term.
    pub term: String,
    /// Plan that was published.
    pub plan: String,
    /// Changes, by time.
    pub changes: Vec<Change>,
}

/// A change, as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What happened.
    pub what: What,
    /// The duty as it is now.
    pub duty: Duty,
    /// When and where it was before, if it moved.
    pub before: Option<Before>,
}

/// What happened to a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It is new, or takes place after all.
    New,
    /// Another time or place.
    Moved,
    /// The same time and place, but something that its reader sees.
    Edited,
    /// It does not take place, or others do it.
    CalledOff,
}

/// When and where a duty was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// Local begin.
    pub start: String,
    /// Local end.
    pub end: String,
    /// Name of the place.
    pub location: String,
}

impl Change {
    /// What a team is told of a change; nothing if nothing changed that it would notice.
    #[must_use]
    pub fn of(change: &DutyChange) -> Option<Self> {
        let DutyChange { before, after } = change;
        let was = before.as_ref().filter(|before| !before.cancelled);
        let what = match (was, after.cancelled) {
            (None, true) => return None,
            (None, false) => What::New,
            (Some(_), true) => What::CalledOff,
            (Some(was), false) if span(was) != span(after) => What::Moved,
            (Some(was), false) if (&was.title, &was.description) != (&after.title, &after.description) => What::Edited,
            (Some(_), false) => return None,
        };
        let before = was.filter(|_| what == What::Moved).map(|was| Before {
            start: was.start.clone(),
            end: was.end.clone(),
            location: was.location.clone(),
        });
        Some(Self {
            what,
            duty: after.clone(),
            before,
        })
    }
}

/// When and where: what makes a move.
fn span(duty: &Duty) -> [&str; 4] {
    [&duty.start, &duty.end, &duty.place, &duty.location]
}

#[cfg(test)]
mod tests;
