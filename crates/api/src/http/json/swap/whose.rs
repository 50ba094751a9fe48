//! Whose swaps a caller may see and move.

use crate::app::App;
use crate::db::access;
use crate::db::records::TermKey;
use crate::db::swaps::Swap;
use crate::domain::caller::{Caller, Grant};
use crate::domain::permission::Reach;
use crate::domain::swap::State;
use crate::http::problem::Problem;

/// Whose swaps somebody may see or move: everybody's, or one team's; none if they are in no team.
pub(super) enum Whose {
    /// Everybody's.
    All,
    /// One team's.
    Team(Option<String>),
}

impl Whose {
    /// What a grant lets a caller see.
    pub(super) async fn of(app: &App, caller: &Caller, key: &TermKey, grant: Grant) -> Result<Self, Problem> {
        if grant.reach == Reach::All {
            return Ok(Self::All);
        }
        let Some(person) = &caller.person else {
            return Ok(Self::Team(None));
        };
        Ok(Self::Team(access::team(&app.db, key, person).await?))
    }

    /// The team, if it is one's own alone.
    pub(super) fn team(self) -> Result<Option<String>, Problem> {
        match self {
            Self::All => Ok(None),
            Self::Team(team) => team.map(Some).ok_or_else(Problem::forbidden),
        }
    }

    /// Whether they may see a swap.
    pub(super) fn sees(&self, swap: &Swap) -> bool {
        match self {
            Self::All => true,
            Self::Team(None) => false,
            Self::Team(Some(team)) => {
                swap.state == State::Open || swap.team == *team || swap.to_team.as_ref() == Some(team)
            }
        }
    }
}
