//! Whether a draft still holds: the term may have changed since it was made, so that it is checked once more, against the term as
//! it is now, by the checker that shares nothing with the solver.

use std::collections::BTreeSet;

use yuandi_scheduler::format::Problem;
use yuandi_scheduler::verify::verify;

use super::decisions;
use super::folder::{self, BridgeError};
use super::import::RowFault;
use super::problem::{self, Held};
use crate::db::plans::{self, Plan};
use crate::db::records::TermKey;
use crate::db::{Database, terms};
use crate::domain::decision::Decision;

/// Why a draft, or a placement, cannot be published as things are.
#[derive(Debug, thiserror::Error)]
pub enum Unfounded {
    /// The way out of the database.
    #[error(transparent)]
    Bridge(#[from] BridgeError),
    /// The term has mistakes, or the draft names what is no longer there or has moved.
    #[error("{} mistakes", .0.len())]
    Faults(Vec<RowFault>),
    /// It breaks hard rules, in words, the first of them.
    #[error("{} rules are broken", .0.len())]
    Breaks(Vec<String>),
}

/// Checks a draft against its term. Gives the term's count of changes: what was checked holds for as long as that stays.
///
/// # Errors
/// See [`Unfounded`].
pub async fn check(db: &Database, key: &TermKey, plan: &Plan) -> Result<i64, Unfounded> {
    let read = db.read::<_, BridgeError, _>(|tx| {
        let key = key.clone();
        Box::pin(async move {
            let stored = terms::within(tx, &key).await?.ok_or(BridgeError::NoTerm)?;
            Ok((stored.changes, folder::files(tx, &key).await?))
        })
    });
    let (changes, files) = read.await?;
    let decided = plans::decisions(db, &key.partnership, &plan.id)
        .await
        .map_err(BridgeError::from)?;
    let tolerated = plan.tolerated;
    let checked = tokio::task::spawn_blocking(move || {
        let problem = problem::build(&files, &Held::default()).map_err(Unfounded::Faults)?;
        against(&problem, &decided, tolerated)
    });
    checked.await.map_err(|error| BridgeError::Form(error.to_string()))??;
    Ok(changes)
}

/// `tolerated` violations are answered for.
fn against(problem: &Problem, decided: &[Decision], tolerated: i64) -> Result<(), Unfounded> {
    let plan = decisions::plan(decided);
    let verdict =
        verify(problem, &plan).map_err(|faults| Unfounded::Faults(faults.into_iter().map(RowFault::from).collect()))?;
    if verdict.violations as i64 > tolerated {
        return Err(Unfounded::Breaks(verdict.first_violations));
    }
    let now: BTreeSet<Decision> = decisions::of(problem, &plan).into_iter().collect();
    let moved: Vec<RowFault> = decided
        .iter()
        .filter(|decision| !now.contains(decision))
        .map(elsewhere)
        .collect();
    if moved.is_empty() {
        Ok(())
    } else {
        Err(Unfounded::Faults(moved))
    }
}

/// A session that has another time now than the draft tells people.
fn elsewhere(decision: &Decision) -> RowFault {
    let Decision {
        activity, start, end, ..
    } = decision;
    RowFault {
        file: "plan".to_owned(),
        at: activity.clone(),
        field: "start".to_owned(),
        code: "moved-since".to_owned(),
        cause: format!("the draft has {activity} from {start} to {end}, the term at another time"),
        remedy: "Solve again, or give the hour its time back.".to_owned(),
    }
}
