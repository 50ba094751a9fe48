//! Messages leave: e-mail with invitations, signed webhooks, or files in a folder. What says whom is written by
//! [`crate::db::messages`], in the transaction that caused it; here it is rendered, sent, and tried again.

mod backoff;
mod delivery;
mod folder;
mod invitation;
mod letter;
mod mail;
pub mod outward;
mod placement_letter;
mod post;
pub mod signature;
mod swap_letter;
mod texts;
mod when;
mod worker;

pub use delivery::{Sender, SenderError};
pub use worker::deliver;
