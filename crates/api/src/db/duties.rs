//! What the published plans ask of people. A duty that stays the same is not touched: its bytes in every feed stay.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sqlx::{AssertSqlSafe, FromRow};

use super::membership::Membership;
use super::records::{self, TermKey, Versioned};
use super::value::args;
use super::{Database, Error, Tx, feeds, grids, plans, terms};
use crate::domain::duty::{Duty, DutyChange};
use crate::domain::records::{Hour, Need, Place, Record, Team};
use crate::domain::roster::{self, Roster};
use crate::ical::stable_uid;

const COLUMNS: &str = "uid, term, kind, activity, team, service, place, grid, zone, \"start\", \"end\", title, location, \
                       description, sequence, updated, cancelled";

/// Values of a duty's row.
const WIDTH: usize = 19;
/// Duties of one statement: SQLite takes some 32,000 values.
const CHUNK: usize = 1500;

/// Makes the duties of a term those of its published plan, and counts on the feeds that show them. Gives what changed. As many
/// statements for a thousand duties as for one.
///
/// # Errors
/// The database's own.
pub async fn refresh(tx: &mut Tx, key: &TermKey, now: i64) -> Result<Vec<DutyChange>, Error> {
    let sql = "SELECT plan.id, partnership.domain FROM plan JOIN partnership ON partnership.id = plan.partnership \
               WHERE plan.partnership = $1 AND plan.term = $2 AND plan.state = 'published'";
    let published: Option<(String, String)> = tx.first(sql, args![&key.partnership, &key.term]).await?;
    let Some((plan, domain)) = published else {
        return Ok(Vec::new());
    };
    let roster = roster_of(tx, key).await?;
    let mut stored = stored(tx, key).await?;
    let mut changes = Vec::new();
    for decision in plans::decisions_within(tx, &key.partnership, &plan).await? {
        let [kind, activity, team] = [&decision.kind, &decision.activity, &decision.team].map(String::as_str);
        let uid = match stored.get(&identity(kind, activity, team)) {
            Some(before) => before.uid.clone(),
            // Two partnerships of one domain may number their terms and hours alike.
            None => stable_uid(&domain, &[&key.partnership, &key.term, kind, activity, team]),
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

async fn stored(tx: &mut Tx, key: &TermKey) -> Result<BTreeMap<Identity, Duty>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM duty WHERE partnership = $1 AND term = $2");
    let stored: Vec<Duty> = tx.all(AssertSqlSafe(sql), args![&key.partnership, &key.term]).await?;
    let named = stored
        .into_iter()
        .map(|duty| (identity(&duty.kind, &duty.activity, &duty.team), duty));
    Ok(named.collect())
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

async fn roster_of(tx: &mut Tx, key: &TermKey) -> Result<Roster, Error> {
    fn by_id<R: Record>(rows: Vec<Versioned<R>>) -> HashMap<String, R> {
        rows.into_iter()
            .map(|row| (row.record.id().to_owned(), row.record))
            .collect()
    }
    let zone = terms::within(tx, key).await?.map(|stored| stored.term.zone);
    Ok(Roster {
        term: key.term.clone(),
        zone: zone.unwrap_or_default(),
        places: by_id(records::all::<Place>(tx, key).await?),
        teams: by_id(records::all::<Team>(tx, key).await?),
        hours: by_id(records::all::<Hour>(tx, key).await?),
        needs: by_id(records::all::<Need>(tx, key).await?),
    })
}

/// Keeps duties as they are now.
async fn put(tx: &mut Tx, partnership: &str, changes: &[DutyChange], now: i64) -> Result<(), Error> {
    for chunk in changes.chunks(CHUNK) {
        let row = |k: usize| {
            let marks = (1..=WIDTH).map(|i| format!("${}", k * WIDTH + i)).collect::<Vec<_>>();
            format!("({})", marks.join(", "))
        };
        let sql = format!(
            "INSERT INTO duty (partnership, created, {COLUMNS}) VALUES {} \
             ON CONFLICT (partnership, uid) DO UPDATE SET service = excluded.service, place = excluded.place, \
             grid = excluded.grid, zone = excluded.zone, \"start\" = excluded.\"start\", \"end\" = excluded.\"end\", \
             title = excluded.title, location = excluded.location, description = excluded.description, \
             sequence = excluded.sequence, updated = excluded.updated, cancelled = excluded.cancelled",
            (0..chunk.len()).map(row).collect::<Vec<_>>().join(", ")
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

/// Whether the published plan of a term asks anything of people that this row of one of its tables is part of.
///
/// # Errors
/// The database's own.
pub async fn mention(tx: &mut Tx, key: &TermKey, plan: &str, (table, id): (&str, &str)) -> Result<bool, Error> {
    let of_term = args![&key.partnership, id, &key.term];
    let of_plan = args![&key.partnership, id, plan];
    let (sql, values) = match table {
        "place" => (
            "SELECT uid FROM duty WHERE partnership = $1 AND place = $2 AND term = $3 LIMIT 1",
            of_term,
        ),
        "team" => (
            "SELECT uid FROM duty WHERE partnership = $1 AND team = $2 AND term = $3 LIMIT 1",
            of_term,
        ),
        "need" => (
            "SELECT activity FROM assignment WHERE partnership = $1 AND kind = 'need' AND activity = $2 AND plan = $3 LIMIT 1",
            of_plan,
        ),
        // A session of a weekly hour is `HOUR-MMDD`, a single event's has its id.
        "hour" => (
            "SELECT activity FROM assignment WHERE partnership = $1 AND kind = 'session' \
             AND (activity = $2 OR activity LIKE $2 || '-____') AND plan = $3 LIMIT 1",
            of_plan,
        ),
        _ => return Ok(false),
    };
    let found: Option<(String,)> = tx.first(sql, values).await?;
    Ok(found.is_some())
}

/// Duties of some teams that start at some local time or later and take place, in order.
///
/// # Errors
/// The database's own.
pub async fn coming(tx: &mut Tx, key: &TermKey, teams: &BTreeSet<&str>, from: &str) -> Result<Vec<Duty>, Error> {
    let marks: Vec<String> = (0..teams.len()).map(|k| format!("${}", k + 4)).collect();
    let sql = format!(
        "SELECT {COLUMNS} FROM duty WHERE partnership = $1 AND term = $2 AND \"start\" >= $3 AND NOT cancelled \
         AND team IN ({}) ORDER BY \"start\", uid",
        marks.join(", ")
    );
    let mut values = args![&key.partnership, &key.term, from];
    values.extend(teams.iter().flat_map(|team| args![*team]));
    tx.all(AssertSqlSafe(sql), values).await
}

/// A duty, and when it was first published.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Dated {
    /// The duty.
    #[sqlx(flatten)]
    pub duty: Duty,
    /// Instant.
    pub created: i64,
}

/// Which duties a feed shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown<'a> {
    /// Those of these teams in their terms.
    Teams(&'a [Membership]),
    /// Those with this value in this column: `team`, `place` or `service`.
    Column(&'static str, &'a str),
    /// Those in a grid and in all below it.
    Grid(&'a str),
    /// All of the partnership.
    All,
}

impl Shown<'_> {
    /// What a row must be like, with marks from `$4` on, and the values of those.
    fn condition(&self) -> (String, Vec<super::Value>) {
        match self {
            Self::Teams(teams) => {
                let pair = |k: usize| format!("(term = ${} AND team = ${})", 2 * k + 4, 2 * k + 5);
                let pairs: Vec<String> = (0..teams.len()).map(pair).collect();
                let values = teams.iter().flat_map(|member| args![&member.term, &member.team]);
                (format!("(1 = 0 OR {})", pairs.join(" OR ")), values.collect())
            }
            Self::Column(column, value) => (format!("{column} = $4"), args![*value]),
            Self::Grid(grid) => (format!("grid IN ({})", grids::below(4)), args![*grid]),
            Self::All => ("1 = 1".to_owned(), args![]),
        }
    }
}

/// Duties that start between two local times, in order.
///
/// # Errors
/// The database's own.
pub async fn between(
    db: &Database,
    partnership: &str,
    shown: &Shown<'_>,
    (from, to): (&str, &str),
) -> Result<Vec<Dated>, Error> {
    if matches!(shown, Shown::Teams([])) {
        return Ok(Vec::new());
    }
    let (condition, values) = shown.condition();
    let sql = format!(
        "SELECT {COLUMNS}, created FROM duty WHERE partnership = $1 AND \"start\" >= $2 AND \"start\" < $3 AND {condition} \
         ORDER BY \"start\", uid"
    );
    let mut all = args![partnership, from, to];
    all.extend(values);
    db.all(AssertSqlSafe(sql), all).await
}

/// A duty by the part of its UID before the `@`.
///
/// # Errors
/// The database's own.
pub async fn by_code(db: &Database, partnership: &str, code: &str) -> Result<Option<Duty>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM duty WHERE partnership = $1 \
         AND uid = (SELECT $2 || '@' || domain FROM partnership WHERE id = $1)"
    );
    db.first(AssertSqlSafe(sql), args![partnership, code]).await
}

/// Duties of a term after one of them, by its begin and UID, in order.
///
/// # Errors
/// The database's own.
pub async fn page(db: &Database, key: &TermKey, after: (&str, &str), limit: i64) -> Result<Vec<Duty>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM duty WHERE partnership = $1 AND term = $2 AND (\"start\", uid) > ($3, $4) \
         ORDER BY \"start\", uid LIMIT $5"
    );
    let values = args![&key.partnership, &key.term, after.0, after.1, limit];
    db.all(AssertSqlSafe(sql), values).await
}
