//! Accounts: people who sign in.

use sqlx::AssertSqlSafe;

use super::value::args;
use super::{Database, Error, Tx};
use crate::domain::account::Account;
use crate::domain::role::{self, Role};

/// An account to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    /// Id.
    pub id: String,
    /// Partnership.
    pub partnership: String,
    /// What its owner types in.
    pub login: String,
    /// Name.
    pub name: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// The person of the terms' tables that it is.
    pub person: Option<String>,
    /// What a grid worker or building leader answers for.
    pub grid: Option<String>,
    /// Address for messages.
    pub email: Option<String>,
    /// `zh-CN` or `en`.
    pub language: String,
    /// argon2id, in PHC's format; none until its owner sets one.
    pub password: Option<String>,
}

/// Opens an account.
///
/// # Errors
/// [`Error::Duplicate`] if the login is taken, [`Error::Reference`] without the partnership or the grid.
pub async fn open(tx: &mut Tx, account: &NewAccount, now: i64) -> Result<(), Error> {
    let sql = "INSERT INTO account (id, partnership, login, name, roles, person, grid, email, language, password, created) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let new = account.clone();
    let values = args![
        new.id,
        new.partnership,
        new.login,
        new.name,
        role::list(&new.roles),
        new.person,
        new.grid,
        new.email,
        new.language,
        new.password,
        now
    ];
    tx.run(sql, values).await.map(drop)
}

/// What is read of an account.
const COLUMNS: &str = "id, login, name, roles, person, grid, email, language, active, password IS NOT NULL AS has_password, \
                       created, version";

/// Accounts of a partnership after an id, by id.
///
/// # Errors
/// The database's own.
pub async fn page(db: &Database, partnership: &str, after: &str, limit: i64) -> Result<Vec<Account>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM account WHERE partnership = $1 AND id > $2 ORDER BY id LIMIT $3");
    db.all(AssertSqlSafe(sql), args![partnership, after, limit]).await
}

/// An account of a partnership.
///
/// # Errors
/// The database's own.
pub async fn one(db: &Database, partnership: &str, id: &str) -> Result<Option<Account>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM account WHERE partnership = $1 AND id = $2");
    db.first(AssertSqlSafe(sql), args![partnership, id]).await
}

/// The account that a sign-in names, and its password's hash, if it is active.
///
/// # Errors
/// The database's own.
pub async fn by_login(
    db: &Database,
    partnership: &str,
    login: &str,
) -> Result<Option<(String, Option<String>)>, Error> {
    let sql = "SELECT id, password FROM account WHERE partnership = $1 AND login = $2 AND active";
    db.first(sql, args![partnership, login]).await
}

/// Partnership and login of an active account, and its password's hash.
///
/// # Errors
/// The database's own.
pub async fn credentials(db: &Database, id: &str) -> Result<Option<(String, String, Option<String>)>, Error> {
    let sql = "SELECT partnership, login, password FROM account WHERE id = $1 AND active";
    db.first(sql, args![id]).await
}

/// Replaces what the office writes of an account that still has this version. Gives the new version, or none if somebody was
/// faster.
///
/// # Errors
/// [`Error::Duplicate`] if the login is taken, [`Error::Reference`] without the grid.
pub async fn update(tx: &mut Tx, partnership: &str, account: &Account) -> Result<Option<i64>, Error> {
    let sql = "UPDATE account SET login = $4, name = $5, roles = $6, person = $7, grid = $8, email = $9, language = $10, \
               active = $11, version = version + 1 WHERE partnership = $1 AND id = $2 AND version = $3 RETURNING version";
    let new = account.clone();
    let values = args![
        partnership,
        new.id,
        new.version,
        new.login,
        new.name,
        role::list(&new.roles.0),
        new.person,
        new.grid,
        new.email,
        new.language.tag(),
        new.active
    ];
    let updated: Option<(i64,)> = tx.first(sql, values).await?;
    Ok(updated.map(|(version,)| version))
}

/// Sets a password, if the account is active; says whether it did.
///
/// # Errors
/// The database's own.
pub async fn set_password(tx: &mut Tx, id: &str, hash: &str) -> Result<bool, Error> {
    let sql = "UPDATE account SET password = $2 WHERE id = $1 AND active";
    Ok(tx.run(sql, args![id, hash]).await? > 0)
}

/// Whether somebody active has the role of the office. True or not, it stays so until the transaction ends, if the partnership is
/// held ([`super::partnerships::hold`]).
///
/// # Errors
/// The database's own.
pub async fn has_office(tx: &mut Tx, partnership: &str) -> Result<bool, Error> {
    let sql =
        "SELECT id FROM account WHERE partnership = $1 AND active AND ',' || roles || ',' LIKE '%,office,%' LIMIT 1";
    let found: Option<(String,)> = tx.first(sql, args![partnership]).await?;
    Ok(found.is_some())
}
