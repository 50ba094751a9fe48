//! Secrets that are handed out once: sign-ins, keys, links, feed addresses.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// What is kept of a secret.
pub type Hash = [u8; 32];

/// A new secret of 256 random bits: its text, safe in addresses, and the hash to keep.
#[must_use]
pub fn new() -> (String, Hash) {
    let text = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
    let hash = hash(&text);
    (text, hash)
}

/// The hash of a secret. It needs no salt and no slowness: nobody guesses 256 bits.
#[must_use]
pub fn hash(text: &str) -> Hash {
    Sha256::digest(text.as_bytes()).into()
}
