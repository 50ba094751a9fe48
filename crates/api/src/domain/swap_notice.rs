//! What a message about a swap says.

use serde::{Deserialize, Serialize};

/// What happened to a swap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SwapEvent {
    /// Its reader may take it.
    Offered,
    /// It was taken; its reader approves.
    Accepted,
    /// The other team said no.
    Declined,
    /// The office said no.
    Refused,
    /// It was taken back after its reader had taken it.
    Withdrawn,
    /// Nothing came of it.
    Expired,
}

impl SwapEvent {
    /// Its name: part of a message's cause.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }
}

/// A duty in a message about a swap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Told {
    /// What it is, and whose.
    pub title: String,
    /// Name of the place.
    pub location: String,
    /// Local begin.
    pub start: String,
    /// Local end.
    pub end: String,
}

/// The content of a message about a swap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SwapNotice {
    /// Term.
    pub term: String,
    /// Swap.
    pub swap: String,
    /// What happened.
    pub event: SwapEvent,
    /// What is offered.
    pub duty: Told,
    /// What is asked for it.
    pub in_return: Option<Told>,
    /// Why it was offered; of a refusal, why not.
    pub reason: Option<String>,
}
