//! Passwords are hashed on threads of their own, a few at a time: each takes 19 MiB and tens of milliseconds.

use actix_web::web;
use tokio::sync::Semaphore;

use super::problem::Problem;
use crate::domain::password;

/// Hashes at once: enough for every processor of a small machine, and little of its memory.
static TURNS: Semaphore = Semaphore::const_new(4);

async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    let _turn = TURNS.acquire().await.map_err(Problem::internal)?;
    web::block(work).await.map_err(Problem::internal)
}

/// Hashes a new password.
///
/// # Errors
/// 500 without randomness.
pub async fn hash(password: String) -> Result<String, Problem> {
    apart(move || password::hash(&password))
        .await?
        .map_err(Problem::internal)
}

/// Whether a password is the one that was hashed; without a hash it is not, and that takes just as long.
///
/// # Errors
/// 500 when there is no thread to do it.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool, Problem> {
    apart(move || password::verify(&password, hash.as_deref())).await
}
