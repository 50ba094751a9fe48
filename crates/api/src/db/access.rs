//! Sign-ins and API keys: from a secret's hash to who it is.

use super::records::TermKey;
use super::value::args;
use super::{Database, Error};
use crate::domain::caller::Caller;
use crate::domain::permission::covers;
use crate::domain::role;
use crate::domain::secret::Hash;

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Who.
    pub caller: Caller,
    /// Guards their writes.
    pub csrf: String,
    /// Since when.
    pub created: i64,
    /// Until when.
    pub expires: i64,
}

/// Account, partnership, roles, person, grid, token against forgery, created, expires.
type SignIn = (String, String, String, Option<String>, Option<String>, String, i64, i64);

/// Who is signed in with this secret.
///
/// # Errors
/// The database's own.
pub async fn signed_in(db: &Database, token: &Hash, now: i64) -> Result<Option<SignedIn>, Error> {
    let sql = "SELECT account.id, account.partnership, account.roles, account.person, account.grid, sign_in.csrf, \
               sign_in.created, sign_in.expires FROM sign_in JOIN account ON account.id = sign_in.account \
               WHERE sign_in.token = $1 AND sign_in.expires > $2 AND account.active";
    let row: Option<SignIn> = db.first(sql, args![*token, now]).await?;
    Ok(
        row.map(|(actor, partnership, roles, person, grid, csrf, created, expires)| {
            let roles = role::roles(&roles);
            let caller = Caller {
                actor,
                partnership,
                roles,
                writes: true,
                person,
                grid,
            };
            SignedIn {
                caller,
                csrf,
                created,
                expires,
            }
        }),
    )
}

/// Which program has this key. It acts for whoever made it: while their account is active, and with no role beyond theirs.
///
/// # Errors
/// The database's own.
pub async fn key(db: &Database, token: &Hash, now: i64) -> Result<Option<Caller>, Error> {
    let sql = "SELECT api_key.id, api_key.partnership, api_key.roles, api_key.writes, account.roles FROM api_key \
               JOIN account ON account.id = api_key.created_by AND account.active \
               WHERE api_key.token = $1 AND api_key.expires > $2 AND api_key.revoked IS NULL";
    let row: Option<(String, String, String, bool, String)> = db.first(sql, args![*token, now]).await?;
    Ok(row.map(|(id, partnership, roles, writes, makers)| {
        let makers = role::roles(&makers);
        let mut roles = role::roles(&roles);
        roles.retain(|role| covers(&makers, *role));
        Caller {
            actor: format!("key:{id}"),
            partnership,
            roles,
            writes,
            person: None,
            grid: None,
        }
    }))
}

/// The team of a person in a term.
///
/// # Errors
/// The database's own.
pub async fn team(db: &Database, key: &TermKey, person: &str) -> Result<Option<String>, Error> {
    let sql = "SELECT team FROM person WHERE partnership = $1 AND term = $2 AND id = $3";
    let row: Option<(Option<String>,)> = db.first(sql, args![&key.partnership, &key.term, person]).await?;
    Ok(row.and_then(|(team,)| team))
}

/// The positions of a host in a term.
///
/// # Errors
/// The database's own.
pub async fn positions(db: &Database, key: &TermKey, host: &str) -> Result<Vec<String>, Error> {
    let sql = "SELECT id FROM position WHERE partnership = $1 AND term = $2 AND host = $3";
    let rows: Vec<(String,)> = db.all(sql, args![&key.partnership, &key.term, host]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
