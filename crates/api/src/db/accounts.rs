//! Accounts: people who sign in.

use super::value::args;
use super::{Error, Tx};
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
/// [`Error::Duplicate`] if the login is taken, [`Error::Reference`] without the partnership.
pub async fn open(tx: &mut Tx, account: &NewAccount, now: i64) -> Result<(), Error> {
    let sql = "INSERT INTO account (id, partnership, login, name, roles, person, email, language, password, created) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let NewAccount {
        id,
        partnership,
        login,
        name,
        roles,
        person,
        email,
        language,
        password,
    } = account;
    let (roles, person, email, password) = (role::list(roles), person.clone(), email.clone(), password.clone());
    let values = args![
        id,
        partnership,
        login,
        name,
        roles,
        person,
        email,
        language,
        password,
        now
    ];
    tx.run(sql, values).await.map(drop)
}
