//! How much there is of what may pile up: for whoever watches over the service.

use super::value::args;
use super::{Database, Error};

/// States of a job; those that none is in count too, or a graph would keep their last number.
const JOBS: [&str; 2] = ["queued", "running"];
/// States of a message that is not gone.
const MESSAGES: [&str; 3] = ["waiting", "sending", "dead"];

/// Jobs by state.
///
/// # Errors
/// The database's own.
pub async fn jobs(db: &Database) -> Result<Vec<(&'static str, i64)>, Error> {
    let sql = "SELECT state, COUNT(*) FROM job WHERE state IN ('queued', 'running') GROUP BY state";
    Ok(complete(&JOBS, &db.all(sql, args![]).await?))
}

/// Messages by state, those that left excepted.
///
/// # Errors
/// The database's own.
pub async fn messages(db: &Database) -> Result<Vec<(&'static str, i64)>, Error> {
    let sql = "SELECT state, COUNT(*) FROM message WHERE state IN ('waiting', 'sending', 'dead') GROUP BY state";
    Ok(complete(&MESSAGES, &db.all(sql, args![]).await?))
}

fn complete(states: &[&'static str], found: &[(String, i64)]) -> Vec<(&'static str, i64)> {
    let count = |state: &str| {
        found
            .iter()
            .find(|(other, _)| other == state)
            .map_or(0, |(_, count)| *count)
    };
    states.iter().map(|state| (*state, count(state))).collect()
}
