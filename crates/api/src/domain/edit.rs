//! Changes of a plan that people make by hand.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a duty is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum DutyKind {
    /// A session of a clinic hour.
    Session,
    /// A visit for a need.
    Need,
}

impl DutyKind {
    /// Its name on the wire and in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Need => "need",
        }
    }
}

/// Names a duty: a team at a session, or on a visit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DutyName {
    /// `session` or `need`.
    pub kind: DutyKind,
    /// Id of the session or need.
    pub activity: String,
    /// Team.
    pub team: String,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// A team attends a session from now on.
    Give {
        /// Session.
        session: String,
        /// Team.
        team: String,
    },
    /// A team attends it no more.
    Take {
        /// Session.
        session: String,
        /// Team.
        team: String,
    },
    /// A need is served by another team, at another time, or at all.
    Move {
        /// Need.
        need: String,
        /// By whom; who has it when absent.
        #[serde(default)]
        team: Option<String>,
        /// Local start, `2026-09-08T14:30`; when it is now when absent.
        #[serde(default)]
        start: Option<String>,
    },
    /// A need is left unserved.
    Leave {
        /// Need.
        need: String,
    },
    /// Two teams exchange what they do.
    Swap {
        /// What one does.
        first: DutyName,
        /// What the other does.
        second: DutyName,
    },
}

impl Change {
    /// A team hands over what it does to another.
    #[must_use]
    pub fn hand_over(duty: &DutyName, to: &str) -> Vec<Self> {
        let activity = duty.activity.clone();
        match duty.kind {
            DutyKind::Session => vec![
                Self::Take {
                    session: activity.clone(),
                    team: duty.team.clone(),
                },
                Self::Give {
                    session: activity,
                    team: to.to_owned(),
                },
            ],
            DutyKind::Need => vec![Self::Move {
                need: activity,
                team: Some(to.to_owned()),
                start: None,
            }],
        }
    }
}
