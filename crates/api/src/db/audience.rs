//! Whom a change concerns: the people of its team, their supervisor, and the hosts in whose grid it happens.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;
use chrono_tz::Tz;
use sqlx::{AssertSqlSafe, FromRow};

use super::membership::{MEMBERS, Moves};
use super::messages::Addressee;
use super::records::TermKey;
use super::value::args;
use super::{Error, Tx, bulk, duties, grids, terms};
use crate::domain::duty::{Duty, DutyChange};
use crate::domain::notice::Change;

/// Teams whose people are looked up one by one, at most.
const FEW: usize = 100;

/// Somebody whom a team's duties concern, or concerned until now.
#[derive(Clone, Debug, FromRow)]
struct Member {
    account: String,
    has_address: bool,
    person: String,
    team: String,
    /// What their calendar adds to the SEQUENCE of the team's duties.
    changes: i64,
    /// Whether they are in it no longer.
    gone: bool,
}

/// Somebody who answers for a grid.
#[derive(Clone, Debug, FromRow)]
struct Host {
    account: String,
    has_address: bool,
    grid: String,
}

/// What concerns each reader, by time, every duty once.
pub type About = BTreeMap<Addressee, Vec<Change>>;

/// Finds whom changes concern, and what each is told.
///
/// # Errors
/// The database's own.
pub async fn find(tx: &mut Tx, key: &TermKey, changes: &[Change], moves: &Moves, now: i64) -> Result<About, Error> {
    let mut told: BTreeMap<Addressee, BTreeMap<(String, String), Change>> = BTreeMap::new();
    let mut tell = |account: &str, has_address: bool, change: Change| {
        let account = account.to_owned();
        let name = (change.duty.start.clone(), change.duty.uid.clone());
        told.entry(Addressee { account, has_address })
            .or_default()
            .entry(name)
            .or_insert(change);
    };
    let coming = coming(tx, key, moves, now).await?;
    let teams =
        (changes.iter().map(|change| change.duty.team.as_str())).chain(moves.all().map(|(_, team)| team.as_str()));
    for member in members(tx, key, &teams.collect()).await? {
        let name = (member.person.clone(), member.team.clone());
        let of_team = |duty: &Duty| duty.team == member.team;
        let changes: Vec<Change> = if member.gone {
            let left = coming.iter().filter(|duty| moves.left.contains(&name) && of_team(duty));
            left.filter_map(|duty| Change::of(&gone(duty, now))).collect()
        } else if moves.joined.contains(&name) {
            let joined = coming.iter().filter(|duty| of_team(duty)).cloned();
            joined
                .filter_map(|after| Change::of(&DutyChange { before: None, after }))
                .collect()
        } else {
            changes.iter().filter(|change| of_team(&change.duty)).cloned().collect()
        };
        for mut change in changes {
            change.duty.sequence += member.changes;
            tell(&member.account, member.has_address, change);
        }
    }
    if !changes.is_empty() {
        let (hosts, tree) = (hosts(tx, key).await?, grids::tree(tx, &key.partnership).await?);
        for host in &hosts {
            let theirs = |change: &&Change| {
                let grid = change.duty.grid.iter();
                grid.flat_map(|grid| tree.upwards(grid)).any(|grid| grid == host.grid)
            };
            for change in changes.iter().filter(theirs) {
                tell(&host.account, host.has_address, change.clone());
            }
        }
    }
    let in_order = |changes: BTreeMap<_, Change>| changes.into_values().collect();
    Ok(told
        .into_iter()
        .map(|(reader, changes)| (reader, in_order(changes)))
        .collect())
}

/// A duty as it is for who left its team.
fn gone(duty: &Duty, now: i64) -> DutyChange {
    DutyChange {
        before: Some(duty.clone()),
        after: Duty {
            cancelled: true,
            updated: now,
            ..duty.clone()
        },
    }
}

/// The duties still to come of the teams that somebody left or joined.
async fn coming(tx: &mut Tx, key: &TermKey, moves: &Moves, now: i64) -> Result<Vec<Duty>, Error> {
    let teams: BTreeSet<&str> = moves.all().map(|(_, team)| team.as_str()).collect();
    if teams.is_empty() {
        return Ok(Vec::new());
    }
    let zone = terms::within(tx, key)
        .await?
        .and_then(|term| term.term.zone.parse::<Tz>().ok());
    let now = DateTime::from_timestamp(now, 0).unwrap_or_default();
    let local = now.with_timezone(&zone.unwrap_or(Tz::UTC)).format("%Y-%m-%dT%H:%M");
    duties::coming(tx, key, &teams, &local.to_string()).await
}

/// The people of some of the term's teams who have an account, and those who left one of them. Of many teams, those of all are read:
/// the caller leaves out whom nothing concerns.
async fn members(tx: &mut Tx, key: &TermKey, teams: &BTreeSet<&str>) -> Result<Vec<Member>, Error> {
    if teams.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = args![&key.partnership, &key.term];
    let of_teams = if teams.len() <= FEW {
        values.extend(teams.iter().flat_map(|team| args![*team]));
        format!("AND team IN {}", bulk::values(&bulk::row(teams.len()), 1, 3))
    } else {
        String::new()
    };
    let sql = format!(
        "SELECT account.id AS account, account.email IS NOT NULL AS has_address, member.person, member.team, \
         COALESCE(departure.changes, 0) AS changes, member.gone FROM (\
             SELECT partnership, term, person, team, FALSE AS gone FROM {MEMBERS} AS present \
             WHERE partnership = $1 AND term = $2 {of_teams} \
             UNION ALL \
             SELECT partnership, term, person, team, gone FROM departure WHERE partnership = $1 AND term = $2 AND gone \
             {of_teams}\
         ) AS member JOIN account ON account.partnership = member.partnership AND account.person = member.person \
         LEFT JOIN departure ON departure.partnership = member.partnership AND departure.term = member.term \
         AND departure.person = member.person AND departure.team = member.team \
         WHERE account.active ORDER BY account.id, member.team"
    );
    tx.all(AssertSqlSafe(sql), values).await
}

/// The hosts who answer for a grid.
async fn hosts(tx: &mut Tx, key: &TermKey) -> Result<Vec<Host>, Error> {
    let sql = "SELECT id AS account, email IS NOT NULL AS has_address, grid FROM account \
               WHERE partnership = $1 AND active AND grid IS NOT NULL AND ',' || roles || ',' LIKE '%,host,%' ORDER BY id";
    tx.all(sql, args![&key.partnership]).await
}
