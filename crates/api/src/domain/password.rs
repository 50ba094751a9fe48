//! Passwords: what is asked of them (NIST SP 800-63B, 3.1.1: length, and not what everybody takes; no rules of composition), and
//! argon2id, which keeps them.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{self, PasswordHasher as _, PasswordVerifier as _};

/// Fewest characters.
const SHORTEST: usize = 10;
/// Most characters: a long sentence fits, and hashing stays cheap.
const LONGEST: usize = 256;
/// The commonest passwords that are long enough, a line each.
const COMMONEST: &str = include_str!("commonest_passwords.txt");

/// A hash that no password has: verifying against it takes as long as against any other.
static NOBODYS: LazyLock<Option<String>> = LazyLock::new(|| hash(&super::secret::new().0).ok());

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weakness {
    /// Fewer characters than asked.
    #[error("shorter than {SHORTEST} characters")]
    Short,
    /// More than are read.
    #[error("longer than {LONGEST} characters")]
    Long,
    /// It is the login, or holds hardly more.
    #[error("the login itself")]
    Login,
    /// One of the commonest.
    #[error("one of the passwords that everybody tries first")]
    Common,
}

/// What is wrong with a password for this login.
#[must_use]
pub fn weakness(password: &str, login: &str) -> Option<Weakness> {
    let length = password.chars().count();
    let lower = password.to_lowercase();
    let mut letters = lower.chars();
    let first = letters.next();
    if length < SHORTEST {
        Some(Weakness::Short)
    } else if length > LONGEST {
        Some(Weakness::Long)
    } else if lower == login.to_lowercase() {
        Some(Weakness::Login)
    } else if letters.all(|letter| Some(letter) == first) || COMMONEST.lines().any(|common| common == lower) {
        Some(Weakness::Common)
    } else {
        None
    }
}

/// Hashes a password: argon2id with a salt of its own, in PHC's format. It takes tens of milliseconds: never on a thread that
/// answers requests.
///
/// # Errors
/// The system has no randomness to give.
pub fn hash(password: &str) -> Result<String, password_hash::Error> {
    let hash: PasswordHash = Argon2::default().hash_password(password.as_bytes())?;
    Ok(hash.to_string())
}

/// Whether a password is the one that was hashed. Without a hash it is not, and that takes just as long.
#[must_use]
pub fn verify(password: &str, hash: Option<&str>) -> bool {
    let known = hash.is_some();
    let Some(hash) = hash.or(NOBODYS.as_deref()) else {
        return false;
    };
    let matches =
        PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
    known && matches && password.chars().count() <= LONGEST
}

#[cfg(test)]
mod tests;
