//! Duties follow the published plan, and what it is told with.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sqlx::AssertSqlSafe;

use super::COLUMNS;
use crate::db::records::{self, TermKey, Versioned};
use crate::db::touched::Touched;
use crate::db::value::args;
use crate::db::{Error, Tx, bulk, feeds, grids, terms};
use crate::domain::decision::Decision;
use crate::domain::duty::{Duty, DutyChange};
use crate::domain::records::{Hour, Need, Place, Record, Team};
use crate::domain::roster::{self, Roster};
use crate::ical::stable_uid;

/// Values of a duty's row.
const WIDTH: usize = 19;

/// Makes the duties of a term that an edit may have touched those of its published plan, and counts on the feeds that show them.
/// Gives what changed. As many statements for a thousand duties as for one, and nothing is read that the edit cannot concern.
///
/// # Errors
/// The database's own.
pub async fn refresh(tx: &mut Tx, key: &TermKey, touched: Touched<'_>, now: i64) -> Result<Vec<DutyChange>, Error> {
    let Some((stored, decisions)) = before(tx, key, touched).await? else {
        return Ok(Vec::new());
    };
    if stored.is_empty() && decisions.is_empty() {
        return Ok(Vec::new());
    }
    let roster = roster_of(tx, key, &decisions).await?;
    let changes = changes(&uids(tx, key).await?, stored, decisions, &roster, now);
    put(tx, &key.partnership, &changes, now).await?;
    let subjects = subjects(tx, &key.partnership, &changes).await?;
    feeds::count_on(tx, &key.partnership, &subjects, now).await?;
    Ok(changes)
}

/// What makes a duty the same duty within a term.
type Identity = (String, String, String);

fn identity(kind: &str, activity: &str, team: &str) -> Identity {
    (kind.to_owned(), activity.to_owned(), team.to_owned())
}

/// The duties that an edit may have touched, and the decisions of the published plan that become those duties.
async fn before(
    tx: &mut Tx,
    key: &TermKey,
    touched: Touched<'_>,
) -> Result<Option<(BTreeMap<Identity, Duty>, Vec<Decision>)>, Error> {
    let (Some(of_duties), Some(of_decisions)) = (touched.duties(), touched.decisions()) else {
        return Ok(None);
    };
    let values = || args![&key.partnership, &key.term, touched.value()];
    let sql = format!("SELECT {COLUMNS} FROM duty WHERE partnership = $1 AND term = $2 AND {of_duties}");
    let stored: Vec<Duty> = tx.all(AssertSqlSafe(sql), values()).await?;
    let sql = format!(
        "SELECT kind, activity, team, \"start\", \"end\" FROM assignment WHERE partnership = $1 AND plan = \
         (SELECT id FROM plan WHERE partnership = $1 AND term = $2 AND state = 'published') AND {of_decisions} \
         ORDER BY kind, activity, team"
    );
    let decisions = tx.all(AssertSqlSafe(sql), values()).await?;
    let named = stored
        .into_iter()
        .map(|duty| (identity(&duty.kind, &duty.activity, &duty.team), duty));
    Ok(Some((named.collect(), decisions)))
}

/// Whence the UIDs of a term's duties are made. Two partnerships of one domain may number their terms and hours alike.
struct Uids {
    domain: String,
    key: TermKey,
}

async fn uids(tx: &mut Tx, key: &TermKey) -> Result<Uids, Error> {
    let sql = "SELECT domain FROM partnership WHERE id = $1";
    let found: Option<(String,)> = tx.first(sql, args![&key.partnership]).await?;
    Ok(Uids {
        domain: found.map(|(domain,)| domain).unwrap_or_default(),
        key: key.clone(),
    })
}

/// From the duties that people have to those of these decisions, in the order of time.
fn changes(
    Uids { domain, key }: &Uids,
    mut stored: BTreeMap<Identity, Duty>,
    decisions: Vec<Decision>,
    roster: &Roster,
    now: i64,
) -> Vec<DutyChange> {
    let mut changes = Vec::new();
    for decision in decisions {
        let [kind, activity, team] = [&decision.kind, &decision.activity, &decision.team].map(String::as_str);
        let uid = match stored.get(&identity(kind, activity, team)) {
            Some(before) => before.uid.clone(),
            None => stable_uid(domain, &[&key.partnership, &key.term, kind, activity, team]),
        };
        let Some(wanted) = roster.duty(&decision, uid, now) else {
            continue;
        };
        let before = stored.remove(&identity(kind, activity, team));
        if let Some(after) = roster::next(before.as_ref(), wanted) {
            changes.push(DutyChange { before, after });
        }
    }
    let gone = stored.into_values().filter_map(|before| {
        let after = roster::called_off(&before, now)?;
        Some(DutyChange {
            before: Some(before),
            after,
        })
    });
    changes.extend(gone);
    changes.sort_by(|a, b| (&a.after.start, &a.after.uid).cmp(&(&b.after.start, &b.after.uid)));
    changes
}

/// What decisions are told with: the rows that they name, and no others.
async fn roster_of(tx: &mut Tx, key: &TermKey, decisions: &[Decision]) -> Result<Roster, Error> {
    let zone = terms::within(tx, key).await?.map(|stored| stored.term.zone);
    let of_kind = |need: bool| (decisions.iter()).filter(move |decision| (decision.kind == "need") == need);
    let activities = |need: bool| of_kind(need).map(|decision| decision.activity.as_str());
    let needs: HashMap<String, Need> = among(tx, key, activities(true).collect()).await?;
    let hours: HashMap<String, Hour> = among(tx, key, activities(false).flat_map(roster::hours_of).collect()).await?;
    let places = (needs.values().map(|need| need.place.as_str())).chain(hours.values().map(|hour| hour.place.as_str()));
    Ok(Roster {
        term: key.term.clone(),
        zone: zone.unwrap_or_default(),
        places: among::<Place>(tx, key, places.collect()).await?,
        teams: among::<Team>(
            tx,
            key,
            decisions.iter().map(|decision| decision.team.as_str()).collect(),
        )
        .await?,
        hours,
        needs,
    })
}

/// Rows by their ids.
async fn among<R: Record>(tx: &mut Tx, key: &TermKey, ids: BTreeSet<&str>) -> Result<HashMap<String, R>, Error> {
    let rows: Vec<Versioned<R>> = records::among(tx, key, &ids).await?;
    let by_id = |row: Versioned<R>| (row.record.id().to_owned(), row.record);
    Ok(rows.into_iter().map(by_id).collect())
}

/// What feeds show the changes: kind and subject. A grid shows what happens in all grids below it.
async fn subjects(
    tx: &mut Tx,
    partnership: &str,
    changes: &[DutyChange],
) -> Result<BTreeSet<(&'static str, String)>, Error> {
    let mut subjects = BTreeSet::new();
    if changes.is_empty() {
        return Ok(subjects);
    }
    let tree = grids::tree(tx, partnership).await?;
    for duty in changes
        .iter()
        .flat_map(|change| change.before.iter().chain([&change.after]))
    {
        subjects.insert(("team", duty.team.clone()));
        subjects.insert(("place", duty.place.clone()));
        subjects.insert(("service", duty.service.clone()));
        let grids = duty.grid.iter().flat_map(|grid| tree.upwards(grid));
        subjects.extend(grids.map(|grid| ("grid", grid.to_owned())));
    }
    subjects.insert(("partnership", String::new()));
    Ok(subjects)
}

/// Keeps duties as they are now.
async fn put(tx: &mut Tx, partnership: &str, changes: &[DutyChange], now: i64) -> Result<(), Error> {
    for chunk in changes.chunks(bulk::rows(WIDTH)) {
        let sql = format!(
            "INSERT INTO duty (partnership, created, {COLUMNS}) VALUES {} \
             ON CONFLICT (partnership, uid) DO UPDATE SET service = excluded.service, place = excluded.place, \
             grid = excluded.grid, zone = excluded.zone, \"start\" = excluded.\"start\", \"end\" = excluded.\"end\", \
             title = excluded.title, location = excluded.location, description = excluded.description, \
             sequence = excluded.sequence, updated = excluded.updated, cancelled = excluded.cancelled",
            bulk::values(&bulk::row(WIDTH), chunk.len(), 1)
        );
        let mut values = Vec::with_capacity(chunk.len() * WIDTH);
        for DutyChange { after: duty, .. } in chunk {
            values.extend(args![
                partnership,
                now,
                &duty.uid,
                &duty.term,
                &duty.kind,
                &duty.activity,
                &duty.team,
                &duty.service,
                &duty.place,
                duty.grid.clone(),
                &duty.zone,
                &duty.start,
                &duty.end,
                &duty.title,
                &duty.location,
                &duty.description,
                duty.sequence,
                duty.updated,
                duty.cancelled
            ]);
        }
        tx.run(AssertSqlSafe(sql), values).await?;
    }
    Ok(())
}
