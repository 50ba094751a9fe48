//! Starts the application as the command line does, on a free port with a database of its own, and speaks HTTP to it.

mod client;
pub mod outbox;
mod postgres;
mod service;

pub use client::Client;
pub use service::{Backend, HOME, Service, TERM};

/// A test on both databases: `on_both! { fn name(service: &Service) { … } }`.
macro_rules! on_both {
    ($(#[doc = $doc:literal])* fn $name:ident($service:ident: &Service) $body:block) => {
        $(#[doc = $doc])*
        mod $name {
            use super::*;

            fn check($service: &Service) $body

            #[test]
            fn sqlite() {
                check(&Service::start(Backend::Sqlite));
            }

            #[test]
            fn postgres() {
                check(&Service::start(Backend::Postgres));
            }
        }
    };
}
pub(crate) use on_both;
