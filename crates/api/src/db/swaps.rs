//! Swaps, their versions and states, and the duties that each has to itself while it is under way.

use sqlx::{AssertSqlSafe, FromRow};

use super::records::TermKey;
use super::value::args;
use super::{Database, Error, Tx};
use crate::domain::edit::{DutyKind, DutyName};
use crate::domain::swap::State;

/// A swap.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Swap {
    /// Id.
    pub id: String,
    /// Rises with every change.
    pub version: i64,
    /// How far it is.
    pub state: State,
    /// What the duty is.
    pub kind: DutyKind,
    /// Session or need.
    pub activity: String,
    /// Who gives it.
    pub team: String,
    /// Local start.
    pub start: String,
    /// Who takes it; none while any team may.
    pub to_team: Option<String>,
    /// What they give for it,
    pub for_kind: Option<DutyKind>,
    /// its session or need,
    pub for_activity: Option<String>,
    /// and its local start.
    pub for_start: Option<String>,
    /// Instant at which the first of both begins.
    pub begins: i64,
    /// What it costs more, as last checked.
    pub cost: Option<i64>,
    /// Why it was offered.
    pub reason: Option<String>,
    /// Why it was refused, or a code of why it expired.
    pub outcome: Option<String>,
    /// The plan that it made.
    pub plan: Option<String>,
    /// Who offered it.
    pub asked_by: String,
    /// Who took it, or said no.
    pub answered_by: Option<String>,
    /// Who approved or refused it.
    pub decided_by: Option<String>,
    /// When it was offered.
    pub created: i64,
    /// When it last changed.
    pub updated: i64,
}

impl Swap {
    /// The duty that is offered.
    #[must_use]
    pub fn duty(&self) -> DutyName {
        DutyName {
            kind: self.kind,
            activity: self.activity.clone(),
            team: self.team.clone(),
        }
    }

    /// The duty that is asked for it, once it is known of whom.
    #[must_use]
    pub fn in_return(&self) -> Option<DutyName> {
        Some(DutyName {
            kind: self.for_kind?,
            activity: self.for_activity.clone()?,
            team: self.to_team.clone()?,
        })
    }
}

const COLUMNS: &str = "id, version, state, kind, activity, team, \"start\", to_team, for_kind, for_activity, for_start, begins, \
                       cost, reason, outcome, plan, asked_by, answered_by, decided_by, created, updated";

/// Keeps an offer, and its duty for it alone.
///
/// # Errors
/// [`Error::Duplicate`] if a swap of the duty is under way.
pub async fn insert(tx: &mut Tx, key: &TermKey, swap: &Swap) -> Result<(), Error> {
    let sql = "INSERT INTO swap (partnership, term, id, state, kind, activity, team, \"start\", to_team, for_kind, for_activity, \
               for_start, begins, cost, reason, asked_by, created, updated) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17)";
    let values = args![
        &key.partnership,
        &key.term,
        &swap.id,
        swap.state.name(),
        swap.kind.name(),
        &swap.activity,
        &swap.team,
        &swap.start,
        swap.to_team.clone(),
        swap.for_kind.map(DutyKind::name),
        swap.for_activity.clone(),
        swap.for_start.clone(),
        swap.begins,
        swap.cost,
        swap.reason.clone(),
        &swap.asked_by,
        swap.created
    ];
    tx.run(sql, values).await?;
    claim(tx, key, &swap.id, &swap.duty()).await
}

/// Takes a duty for a swap alone, until it is over.
///
/// # Errors
/// [`Error::Duplicate`] if another swap of the duty is under way.
pub async fn claim(tx: &mut Tx, key: &TermKey, swap: &str, duty: &DutyName) -> Result<(), Error> {
    let sql = "INSERT INTO swap_duty (partnership, term, kind, activity, team, swap) VALUES ($1, $2, $3, $4, $5, $6)";
    let DutyName { kind, activity, team } = duty;
    let values = args![&key.partnership, &key.term, kind.name(), activity, team, swap];
    tx.run(sql, values).await.map(drop)
}

/// A swap of a term.
///
/// # Errors
/// The database's own.
pub async fn one(db: &Database, key: &TermKey, id: &str) -> Result<Option<Swap>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM swap WHERE partnership = $1 AND term = $2 AND id = $3");
    db.first(AssertSqlSafe(sql), args![&key.partnership, &key.term, id])
        .await
}

/// Which swaps to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Only<'a> {
    /// Only those of this team, and those that are open to it.
    pub team: Option<&'a str>,
    /// Only those in this state.
    pub state: Option<&'a str>,
}

/// Swaps of a term after an id. Ids rise with time.
///
/// # Errors
/// The database's own.
pub async fn page(db: &Database, key: &TermKey, only: Only<'_>, after: &str, limit: i64) -> Result<Vec<Swap>, Error> {
    let own = if only.team.is_some() {
        "(team = $4 OR to_team = $4 OR state = 'open')"
    } else {
        "$4 = $4"
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM swap WHERE partnership = $1 AND term = $2 AND id > $3 AND {own} \
         AND state = COALESCE($5, state) ORDER BY id LIMIT $6"
    );
    let Only { team, state } = only;
    let values = args![
        &key.partnership,
        &key.term,
        after,
        team.unwrap_or_default(),
        state,
        limit
    ];
    db.all(AssertSqlSafe(sql), values).await
}

/// What a step changes of a swap; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Who takes it.
    pub to_team: Option<String>,
    /// What it costs more.
    pub cost: Option<i64>,
    /// Why.
    pub outcome: Option<String>,
    /// The plan that it made.
    pub plan: Option<String>,
    /// Who took it, or said no.
    pub answered_by: Option<String>,
    /// Who approved or refused it.
    pub decided_by: Option<String>,
}

/// Moves a swap on that is as it was seen; says whether it was. Once it is over its duties are free again.
///
/// # Errors
/// The database's own.
pub async fn step(tx: &mut Tx, partnership: &str, seen: &Swap, to: State, step: Step, now: i64) -> Result<bool, Error> {
    let sql = "UPDATE swap SET state = $5, to_team = COALESCE($6, to_team), cost = COALESCE($7, cost), \
               outcome = COALESCE($8, outcome), plan = COALESCE($9, plan), answered_by = COALESCE($10, answered_by), \
               decided_by = COALESCE($11, decided_by), updated = $12, version = version + 1 \
               WHERE partnership = $1 AND id = $2 AND version = $3 AND state = $4";
    let Step {
        to_team,
        cost,
        outcome,
        plan,
        answered_by,
        decided_by,
    } = step;
    let values = args![
        partnership,
        &seen.id,
        seen.version,
        seen.state.name(),
        to.name(),
        to_team,
        cost,
        outcome,
        plan,
        answered_by,
        decided_by,
        now
    ];
    if tx.run(sql, values).await? == 0 {
        return Ok(false);
    }
    if !to.is_under_way() {
        let sql = "DELETE FROM swap_duty WHERE partnership = $1 AND swap = $2";
        tx.run(sql, args![partnership, &seen.id]).await?;
    }
    Ok(true)
}

/// Swaps under way of which a plan has one duty no more, or at another time.
///
/// # Errors
/// The database's own.
pub async fn gone(tx: &mut Tx, key: &TermKey, plan: &str) -> Result<Vec<Swap>, Error> {
    let there = |kind: &str, activity: &str, team: &str, start: &str| {
        format!(
            "EXISTS (SELECT 1 FROM assignment a WHERE a.partnership = $1 AND a.plan = $3 AND a.kind = swap.{kind} \
             AND a.activity = swap.{activity} AND a.team = swap.{team} AND a.\"start\" = swap.{start})"
        )
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM swap WHERE partnership = $1 AND term = $2 AND state IN ('open', 'offered', 'accepted') \
         AND (NOT {} OR (for_activity IS NOT NULL AND NOT {})) ORDER BY id",
        there("kind", "activity", "team", "\"start\""),
        there("for_kind", "for_activity", "to_team", "for_start"),
    );
    tx.all(AssertSqlSafe(sql), args![&key.partnership, &key.term, plan])
        .await
}

/// Whose term a swap is of, and the swap.
pub type Due = (String, String, String);

/// Swaps under way whose duty has begun: partnership, term, id.
///
/// # Errors
/// The database's own.
pub async fn begun(db: &Database, now: i64, limit: i64) -> Result<Vec<Due>, Error> {
    let sql = "SELECT partnership, term, id FROM swap WHERE state IN ('open', 'offered', 'accepted') AND begins <= $1 \
               ORDER BY begins, id LIMIT $2";
    db.all(sql, args![now, limit]).await
}
