//! To whom a message goes, looked up when it leaves: addresses are kept in one place alone.

use sqlx::FromRow;

use super::value::args;
use super::{Database, Error};

/// Somebody to write to, and in whose name.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Reader {
    /// Name.
    pub name: String,
    /// Address; none if they have none.
    pub email: Option<String>,
    /// `zh-CN` or `en`.
    pub language: String,
    /// Name of the partnership.
    pub partnership: String,
    /// Its domain.
    pub domain: String,
    /// Name of the term; its id if the term is gone.
    pub term: String,
}

/// The reader of a message about a term; none if the account is gone or switched off.
///
/// # Errors
/// The database's own.
pub async fn reader(db: &Database, partnership: &str, account: &str, term: &str) -> Result<Option<Reader>, Error> {
    let sql = "SELECT account.name, account.email, account.language, partnership.name AS partnership, \
               partnership.domain, COALESCE(term.name, $3) AS term FROM account \
               JOIN partnership ON partnership.id = account.partnership \
               LEFT JOIN term ON term.partnership = account.partnership AND term.id = $3 \
               WHERE account.partnership = $1 AND account.id = $2 AND account.active";
    db.first(sql, args![partnership, account, term]).await
}
