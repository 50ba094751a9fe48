//! What changes of a plan are about, and what a plan has of it: for pins.

use yuandi_scheduler::format::{Fixed, Plan};

use crate::domain::edit::{Change, DutyKind};

/// What changes are about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Sessions with the teams that come to them or go.
    pub sessions: Vec<(String, String)>,
    /// Needs.
    pub needs: Vec<String>,
}

impl Touched {
    /// Of some changes.
    #[must_use]
    pub fn of(changes: &[Change]) -> Self {
        let mut touched = Self::default();
        for change in changes {
            match change {
                Change::Give { session, team } | Change::Take { session, team } => {
                    touched.sessions.push((session.clone(), team.clone()));
                }
                Change::Move { need, .. } | Change::Leave { need } => touched.needs.push(need.clone()),
                Change::Swap { first, second } => {
                    for (duty, other) in [(first, second), (second, first)] {
                        match duty.kind {
                            DutyKind::Need => touched.needs.push(duty.activity.clone()),
                            DutyKind::Session => {
                                touched.sessions.push((duty.activity.clone(), duty.team.clone()));
                                touched.sessions.push((duty.activity.clone(), other.team.clone()));
                            }
                        }
                    }
                }
            }
        }
        touched
    }

    /// Whether a fixed decision is of what was changed.
    pub(super) fn lets_go(&self, fixed: &Fixed) -> bool {
        let session = fixed.session.as_ref().map(|session| (session, &fixed.team));
        let of_session = session.is_some_and(|wanted| self.sessions.iter().any(|(s, t)| (s, t) == wanted));
        of_session || fixed.need.as_ref().is_some_and(|need| self.needs.contains(need))
    }

    /// The decisions of a plan about what was changed.
    #[must_use]
    pub fn holds(&self, after: &Plan) -> Vec<Fixed> {
        let attends = |(session, team): &&(String, String)| {
            let mut rows = after.sessions.iter();
            rows.any(|row| row.session == *session && row.teams.contains(team))
        };
        let mut fixed: Vec<Fixed> = Vec::new();
        for (session, team) in self.sessions.iter().filter(attends) {
            fixed.push(Fixed {
                session: Some(session.clone()),
                need: None,
                team: team.clone(),
                start: None,
            });
        }
        for row in after.needs.iter().filter(|row| self.needs.contains(&row.need)) {
            fixed.push(Fixed {
                session: None,
                need: Some(row.need.clone()),
                team: row.team.clone(),
                start: Some(row.start.clone()),
            });
        }
        let mut once: Vec<Fixed> = Vec::new();
        for row in fixed {
            if !once.contains(&row) {
                once.push(row);
            }
        }
        once
    }
}
