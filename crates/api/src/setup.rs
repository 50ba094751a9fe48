//! The very first start: a link, told to whoever started the service, with which they found the partnership and its office. There
//! is no default password.

use crate::app::App;
use crate::db::{self, links};
use crate::domain::secret;

/// Seconds for which the link works.
const LASTS: i64 = 24 * 60 * 60;

/// The path of a new link, `/setup/SECRET`, in place of one from before; none once there is a partnership.
///
/// # Errors
/// The database's own.
pub async fn link(app: &App) -> Result<Option<String>, db::Error> {
    if db::partnerships::any(&app.db).await? {
        return Ok(None);
    }
    let (text, hash) = secret::new();
    let expires = app.clock.now() + LASTS;
    let kept = app
        .db
        .write::<_, db::Error, _>(move |tx| Box::pin(async move { links::insert_setup(tx, &hash, expires).await }))
        .await?;
    Ok(kept.then(|| format!("/setup/{text}")))
}
