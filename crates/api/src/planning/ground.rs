//! What a change by hand stands on: the term's tables and the plans in question, read at one moment. It is judged outside of any
//! transaction, for that takes a while; whoever writes what came of it asks first, inside of theirs, whether the ground still holds.

use chrono::NaiveDateTime;
use chrono_tz::Tz;
use yuandi_scheduler::format::{Problem, Unserved};
use yuandi_scheduler::term::TermFiles;

use super::edit::EditFault;
use super::folder::{self, BridgeError};
use super::import::RowFault;
use super::problem::{self, Held};
use crate::db::plans::{self, Plan};
use crate::db::records::TermKey;
use crate::db::{self, Database, Tx, terms};
use crate::domain::breach::Breach;
use crate::domain::decision::Decision;

/// How often a judgement is made anew because somebody changed the term meanwhile.
pub(super) const TRIES: usize = 4;

/// Who changes a plan of which term.
#[derive(Clone, Debug)]
pub struct Author {
    /// Term.
    pub key: TermKey,
    /// Account or key.
    pub actor: String,
    /// When.
    pub now: i64,
}

/// Why a plan was not changed by hand.
#[derive(Debug, thiserror::Error)]
pub enum HandError {
    /// The way out of the database or into it.
    #[error(transparent)]
    Bridge(#[from] BridgeError),
    /// The term's tables have mistakes.
    #[error("the term has {} mistakes", .0.len())]
    Term(Vec<RowFault>),
    /// The changes cannot be made at all.
    #[error("{} changes cannot be made", .0.len())]
    Changes(Vec<EditFault>),
    /// What is asked for cannot be: it puts a team in two places at once, or has it there already.
    #[error("{} things cannot be", .0.len())]
    Cannot(Vec<EditFault>),
    /// They break hard rules.
    #[error("{} hard rules would be broken", .0.len())]
    Breaks(Vec<Breach>),
    /// There is no such plan, swap or duty.
    #[error("there is no such thing")]
    NotFound,
    /// It is not as it was when it was read.
    #[error("it changed meanwhile")]
    Stale,
    /// The state of it does not allow this; a code, and what to say.
    #[error("{1}")]
    State(&'static str, &'static str),
}

impl From<db::Error> for HandError {
    fn from(error: db::Error) -> Self {
        Self::Bridge(error.into())
    }
}

/// A plan and what it decides.
pub type Decided = (Plan, Vec<Decision>);

/// Tables and plans of one moment.
#[derive(Debug)]
pub struct Ground {
    files: TermFiles,
    changes: i64,
    /// The plan that people hold in their hands.
    pub published: Option<Decided>,
    /// The plan that is to be changed, if it is another.
    pub base: Option<Decided>,
}

impl Ground {
    /// Reads it, with a plan that is to be changed.
    ///
    /// # Errors
    /// There is no such term, or the database.
    pub async fn read(db: &Database, key: &TermKey, base: Option<&str>) -> Result<Self, HandError> {
        let (key, base) = (key.clone(), base.map(str::to_owned));
        db.write(move |tx| {
            Box::pin(async move {
                // Held, so that on PostgreSQL too nothing changes between two statements.
                let term = terms::hold(tx, &key).await?.ok_or(BridgeError::NoTerm)?;
                let published = plans::published_within(tx, &key).await?;
                let base = match base {
                    Some(id) => plans::within(tx, &key, &id).await?,
                    None => None,
                };
                Ok(Self {
                    files: folder::files(tx, &key).await?,
                    changes: term.changes,
                    published: decided(tx, &key, published).await?,
                    base: decided(tx, &key, base).await?,
                })
            })
        })
        .await
    }

    /// Whether tables and published plan are what they were; holds the term until the transaction ends.
    ///
    /// # Errors
    /// The database's own.
    pub async fn holds(seen: &Seen, tx: &mut Tx, key: &TermKey) -> Result<bool, db::Error> {
        let term = terms::hold(tx, key).await?;
        let published = plans::published_within(tx, key).await?;
        let now = Seen {
            changes: term.map_or(0, |term| term.changes),
            published: published.map(|plan| (plan.id, plan.version)),
        };
        Ok(now == *seen)
    }

    /// What has to be the same for a judgement to stand.
    #[must_use]
    pub fn seen(&self) -> Seen {
        Seen {
            changes: self.changes,
            published: self.published.as_ref().map(|(plan, _)| (plan.id.clone(), plan.version)),
        }
    }

    /// The problem of the term, with what is published as the plan that people hold in their hands.
    ///
    /// # Errors
    /// The term's mistakes.
    pub fn problem(&self) -> Result<Problem, HandError> {
        let decisions = self.published.as_ref().map(|(_, decisions)| decisions.clone());
        let held = Held {
            decisions: decisions.unwrap_or_default(),
            frozen_until: None,
        };
        problem::build(&self.files, &held).map_err(HandError::Term)
    }
}

/// What has to be the same for a judgement to stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    changes: i64,
    published: Option<(String, i64)>,
}

async fn decided(tx: &mut Tx, key: &TermKey, plan: Option<Plan>) -> Result<Option<Decided>, db::Error> {
    let Some(plan) = plan else { return Ok(None) };
    let decisions = plans::decisions_within(tx, &key.partnership, &plan.id).await?;
    Ok(Some((plan, decisions)))
}

/// Why a plan's needs are unserved.
pub(super) fn unserved(plan: &Plan) -> Vec<Unserved> {
    // It was written by us.
    serde_json::from_str(&plan.unserved).unwrap_or_default()
}

/// The instant of a local time on a problem's clock; of one that comes twice, the first.
pub(super) fn instant(problem: &Problem, local: &str) -> Option<i64> {
    let zone: Tz = problem.time_zone.parse().ok()?;
    let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").ok()?;
    Some(local.and_local_timezone(zone).earliest()?.timestamp())
}

/// Runs what takes long on a thread that answers nobody.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, HandError> + Send + 'static,
) -> Result<T, HandError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| BridgeError::Form(error.to_string()))?
}
