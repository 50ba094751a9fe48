//! Partnerships: the tenants.

use super::value::args;
use super::{Error, Tx};

/// A partnership to found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founding {
    /// Id: part of every address.
    pub id: String,
    /// Name.
    pub name: String,
    /// Zone of its clocks, an IANA name.
    pub zone: String,
    /// Namespace of its feeds' UIDs.
    pub domain: String,
}

/// Founds a partnership.
///
/// # Errors
/// [`Error::Duplicate`] if the id is taken.
pub async fn found(tx: &mut Tx, founding: &Founding, now: i64) -> Result<(), Error> {
    let sql = "INSERT INTO partnership (id, name, zone, domain, created) VALUES ($1, $2, $3, $4, $5)";
    let Founding { id, name, zone, domain } = founding;
    tx.run(sql, args![id, name, zone, domain, now]).await.map(drop)
}
