//! Swaps: a team offers a duty, another takes it, the office approves; which step may follow which, and whose it is.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::partnership::Swaps;

/// How far a swap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[schema(as = SwapState)]
pub enum State {
    /// Any team may take it.
    Open,
    /// One team may.
    Offered,
    /// Taken, and waits for the office.
    Accepted,
    /// Done: the published plan has it.
    Done,
    /// The other team said no.
    Declined,
    /// The office said no.
    Refused,
    /// Who offered it thought better of it.
    Withdrawn,
    /// The duty began, or the plan has it no more.
    Expired,
}

/// What somebody does with a swap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// To take it.
    Accept,
    /// To say no, or no more.
    Decline,
    /// To take the offer back.
    Withdraw,
    /// To have it done.
    Approve,
    /// To forbid it.
    Refuse,
    /// Time did it.
    Expire,
}

/// Whose an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// Of the team that offers.
    Giver,
    /// Of the team that takes.
    Taker,
    /// The office's.
    Office,
    /// Nobody's.
    Time,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Open,
        Self::Offered,
        Self::Accepted,
        Self::Done,
        Self::Declined,
        Self::Refused,
        Self::Withdrawn,
        Self::Expired,
    ];

    /// Its name on the wire and in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Offered => "offered",
            Self::Accepted => "accepted",
            Self::Done => "done",
            Self::Declined => "declined",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }

    /// Whether something may still come of it.
    #[must_use]
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Open | Self::Offered | Self::Accepted)
    }

    /// What an action makes of it, by who approves swaps; none if it cannot be done now.
    #[must_use]
    pub fn after(self, action: Action, approval: Swaps) -> Option<Self> {
        match (self, action) {
            (Self::Open | Self::Offered, Action::Accept) if approval == Swaps::Automatic => Some(Self::Done),
            (Self::Open | Self::Offered, Action::Accept) => Some(Self::Accepted),
            (Self::Accepted, Action::Approve) => Some(Self::Done),
            // Of an open offer there is nobody yet who could say no to it.
            (Self::Offered | Self::Accepted, Action::Decline) => Some(Self::Declined),
            (_, Action::Withdraw) if self.is_under_way() => Some(Self::Withdrawn),
            (_, Action::Refuse) if self.is_under_way() => Some(Self::Refused),
            (_, Action::Expire) if self.is_under_way() => Some(Self::Expired),
            _ => None,
        }
    }
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Accept,
        Self::Decline,
        Self::Withdraw,
        Self::Approve,
        Self::Refuse,
        Self::Expire,
    ];

    /// Whose it is. The office may act for a team as well: not everybody has a phone at hand.
    #[must_use]
    pub fn party(self) -> Party {
        match self {
            Self::Accept | Self::Decline => Party::Taker,
            Self::Withdraw => Party::Giver,
            Self::Approve | Self::Refuse => Party::Office,
            Self::Expire => Party::Time,
        }
    }

    /// Its name in the trail.
    #[must_use]
    pub fn deed(self) -> &'static str {
        match self {
            Self::Accept => "swap.accept",
            Self::Decline => "swap.decline",
            Self::Withdraw => "swap.withdraw",
            Self::Approve => "swap.approve",
            Self::Refuse => "swap.refuse",
            Self::Expire => "swap.expire",
        }
    }
}

#[cfg(test)]
mod tests;
