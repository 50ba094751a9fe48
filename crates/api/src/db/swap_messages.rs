//! Messages about swaps, written in the transaction of the step that caused them: to whoever has to answer, and to whoever waits
//! for an answer. One message a person and step.

use super::messages::{self, Addressee};
use super::records::TermKey;
use super::swaps::Swap;
use super::value::args;
use super::{Error, Tx};
use crate::domain::edit::DutyName;
use crate::domain::role::Role;
use crate::domain::swap_notice::{SwapEvent, SwapNotice, Told};

/// Account, whether it has an address, its roles.
type Known = (String, bool, String);

/// Asks the students of some teams.
///
/// # Errors
/// The database's own.
pub async fn to_teams(tx: &mut Tx, key: &TermKey, swap: &Swap, teams: &[String], now: i64) -> Result<(), Error> {
    let sql = "SELECT account.id, account.email IS NOT NULL, account.roles FROM person \
               JOIN account ON account.partnership = person.partnership AND account.person = person.id \
               WHERE person.partnership = $1 AND person.term = $2 AND person.team = $3 AND account.active ORDER BY account.id";
    let mut readers = Vec::new();
    for team in teams {
        let known: Vec<Known> = tx.all(sql, args![&key.partnership, &key.term, team]).await?;
        readers.extend(with_role(known, Role::Student));
    }
    tell(tx, key, swap, SwapEvent::Offered, swap.reason.clone(), &readers, now).await
}

/// Asks the office.
///
/// # Errors
/// The database's own.
pub async fn to_office(tx: &mut Tx, key: &TermKey, swap: &Swap, now: i64) -> Result<(), Error> {
    let sql = "SELECT id, email IS NOT NULL, roles FROM account WHERE partnership = $1 AND active ORDER BY id";
    let known: Vec<Known> = tx.all(sql, args![&key.partnership]).await?;
    let readers = with_role(known, Role::Office);
    tell(tx, key, swap, SwapEvent::Accepted, swap.reason.clone(), &readers, now).await
}

/// Tells who offered it and who took it; whoever did the step themselves knows.
///
/// # Errors
/// The database's own.
pub async fn to_parties(
    tx: &mut Tx,
    key: &TermKey,
    swap: &Swap,
    event: SwapEvent,
    actor: Option<&str>,
    now: i64,
) -> Result<(), Error> {
    let sql = "SELECT id, email IS NOT NULL, roles FROM account WHERE partnership = $1 AND id = $2 AND active";
    let mut readers = Vec::new();
    for account in [Some(&swap.asked_by), swap.answered_by.as_ref()].into_iter().flatten() {
        if actor == Some(account.as_str()) {
            continue;
        }
        let known: Vec<Known> = tx.all(sql, args![&key.partnership, account]).await?;
        readers.extend(
            known
                .into_iter()
                .map(|(account, has_address, _)| Addressee { account, has_address }),
        );
    }
    tell(tx, key, swap, event, swap.outcome.clone(), &readers, now).await
}

fn with_role(known: Vec<Known>, role: Role) -> Vec<Addressee> {
    let has = |roles: &str| roles.split(',').any(|name| name == role.name());
    let those = known.into_iter().filter(|(_, _, roles)| has(roles));
    those
        .map(|(account, has_address, _)| Addressee { account, has_address })
        .collect()
}

async fn tell(
    tx: &mut Tx,
    key: &TermKey,
    swap: &Swap,
    event: SwapEvent,
    reason: Option<String>,
    readers: &[Addressee],
    now: i64,
) -> Result<(), Error> {
    let Some(duty) = told(tx, key, &swap.duty()).await? else {
        return Ok(());
    };
    let in_return = match swap.in_return() {
        Some(duty) => told(tx, key, &duty).await?,
        None => None,
    };
    let notice = SwapNotice {
        term: key.term.clone(),
        swap: swap.id.clone(),
        event,
        duty,
        in_return,
        reason,
    };
    let content = serde_json::to_string(&notice).map_err(|error| Error::Other(sqlx::Error::Encode(error.into())))?;
    let cause = format!("swap {} {}", swap.id, event.name());
    messages::tell(tx, &key.partnership, readers, &cause, &content, now).await
}

/// A duty as its calendar event has it.
async fn told(tx: &mut Tx, key: &TermKey, duty: &DutyName) -> Result<Option<Told>, Error> {
    let sql = "SELECT title, location, \"start\", \"end\" FROM duty \
               WHERE partnership = $1 AND term = $2 AND kind = $3 AND activity = $4 AND team = $5";
    let DutyName { kind, activity, team } = duty;
    tx.first(sql, args![&key.partnership, &key.term, kind.name(), activity, team])
        .await
}
