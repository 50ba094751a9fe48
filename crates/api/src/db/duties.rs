//! What the published plans ask of people. A duty that stays the same is not touched: its bytes in every feed stay.

use std::collections::{BTreeSet, HashMap};

use sqlx::AssertSqlSafe;

use super::records::{self, TermKey, Versioned};
use super::value::args;
use super::{Database, Error, Tx, feeds, plans, terms};
use crate::domain::duty::{Duty, DutyChange};
use crate::domain::records::{Hour, Need, Place, Record, Team};
use crate::domain::roster::{self, Roster};
use crate::ical::stable_uid;

const COLUMNS: &str = "uid, term, kind, activity, team, service, place, grid, zone, \"start\", \"end\", title, location, \
                       description, sequence, updated, cancelled";

/// Makes the duties of a term those of its published plan, and counts on the feeds that show them. Gives what changed.
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
    let sql = format!("SELECT {COLUMNS} FROM duty WHERE partnership = $1 AND term = $2");
    let stored: Vec<Duty> = tx.all(AssertSqlSafe(sql), args![&key.partnership, &key.term]).await?;
    let mut stored: HashMap<String, Duty> = stored.into_iter().map(|duty| (duty.uid.clone(), duty)).collect();
    let mut changes = Vec::new();
    for decision in plans::decisions_within(tx, &key.partnership, &plan).await? {
        let uid = stable_uid(
            &domain,
            &[&key.term, &decision.kind, &decision.activity, &decision.team],
        );
        let Some(wanted) = roster.duty(&decision, uid, now) else {
            continue;
        };
        let before = stored.remove(&wanted.uid);
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
    for change in &changes {
        put(tx, &key.partnership, &change.after).await?;
    }
    feeds::count_on(tx, &key.partnership, &subjects(&changes), now).await?;
    Ok(changes)
}

/// What feeds show the changes: kind and subject.
fn subjects(changes: &[DutyChange]) -> BTreeSet<(&'static str, String)> {
    let mut subjects = BTreeSet::new();
    for duty in changes
        .iter()
        .flat_map(|change| change.before.iter().chain([&change.after]))
    {
        subjects.insert(("team", duty.team.clone()));
        subjects.insert(("place", duty.place.clone()));
        subjects.insert(("service", duty.service.clone()));
        subjects.extend(duty.grid.clone().map(|grid| ("grid", grid)));
        subjects.insert(("partnership", String::new()));
    }
    subjects
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

async fn put(tx: &mut Tx, partnership: &str, duty: &Duty) -> Result<(), Error> {
    let sql = "INSERT INTO duty (partnership, uid, term, kind, activity, team, service, place, grid, zone, \"start\", \"end\", title, \
               location, description, sequence, updated, cancelled) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) \
               ON CONFLICT (partnership, uid) DO UPDATE SET service = excluded.service, place = excluded.place, \
               grid = excluded.grid, zone = excluded.zone, \"start\" = excluded.\"start\", \"end\" = excluded.\"end\", \
               title = excluded.title, location = excluded.location, description = excluded.description, \
               sequence = excluded.sequence, updated = excluded.updated, cancelled = excluded.cancelled";
    let Duty {
        uid,
        term,
        kind,
        activity,
        team,
        service,
        place,
        zone,
        start,
        end,
        title,
        location,
        description,
        ..
    } = duty;
    let values = args![
        partnership,
        uid,
        term,
        kind,
        activity,
        team,
        service,
        place,
        duty.grid.clone(),
        zone,
        start,
        end,
        title,
        location,
        description,
        duty.sequence,
        duty.updated,
        duty.cancelled
    ];
    tx.run(sql, values).await.map(drop)
}

/// Which duties a feed shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown<'a> {
    /// Those of a team in a term.
    Team(&'a str, &'a str),
    /// Those with this value in this column: `team`, `place`, `grid` or `service`.
    Column(&'static str, &'a str),
    /// All of the partnership.
    All,
}

/// Duties that start between two local times, in order.
///
/// # Errors
/// The database's own.
pub async fn between(
    db: &Database,
    partnership: &str,
    shown: &Shown<'_>,
    from: &str,
    to: &str,
) -> Result<Vec<Duty>, Error> {
    let (condition, values) = match shown {
        Shown::Team(term, team) => ("term = $4 AND team = $5".to_owned(), args![*term, *team]),
        Shown::Column(column, value) => (format!("{column} = $4"), args![*value]),
        Shown::All => ("1 = 1".to_owned(), args![]),
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM duty WHERE partnership = $1 AND \"start\" >= $2 AND \"start\" < $3 AND {condition} \
         ORDER BY \"start\", uid"
    );
    let mut all = args![partnership, from, to];
    all.extend(values);
    db.all(AssertSqlSafe(sql), all).await
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
