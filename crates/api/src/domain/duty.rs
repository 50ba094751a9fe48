//! Duties: what a published plan asks of a team, as calendars and messages show it.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

/// A team at a session or a visit.
#[derive(Clone, Debug, PartialEq, Eq, FromRow, Serialize, Deserialize, ToSchema)]
pub struct Duty {
    /// UID of its calendar event: the same for as long as it is the same team's same duty.
    pub uid: String,
    /// Term.
    pub term: String,
    /// `session` or `need`.
    pub kind: String,
    /// Session or need.
    pub activity: String,
    /// Team.
    pub team: String,
    /// Kind of the hour or need.
    pub service: String,
    /// Place.
    pub place: String,
    /// Grid of the place.
    pub grid: Option<String>,
    /// Zone of its times.
    pub zone: String,
    /// Local, `2026-09-07T14:00`.
    pub start: String,
    /// Local.
    pub end: String,
    /// Title.
    pub title: String,
    /// Name of the place.
    pub location: String,
    /// Longer text; no resident's name.
    pub description: String,
    /// Changes so far (RFC 5545, SEQUENCE).
    pub sequence: i64,
    /// Instant of the last change.
    pub updated: i64,
    /// Whether it was called off.
    pub cancelled: bool,
}

/// What a publication changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyChange {
    /// The duty as people had it; none if it is new.
    pub before: Option<Duty>,
    /// The duty as it is now; `cancelled` if it was called off.
    pub after: Duty,
}
