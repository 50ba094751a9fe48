//! Starts the application as the command line does, on a free port with a database of its own, and speaks HTTP to it.

pub mod calendar;
mod client;
pub mod hear;
pub mod outbox;
pub mod peers;
mod postgres;
mod service;
pub mod term;

pub use client::{Answer, Client};
pub use service::{Backend, FOREIGN, HOME, Service, empty_database};

/// A test on both databases: `on_both! { fn name(service: &Service) { … } }`, or of a `backend: Backend` that it starts itself.
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
    ($(#[doc = $doc:literal])* fn $name:ident($backend:ident: Backend) $body:block) => {
        $(#[doc = $doc])*
        mod $name {
            use super::*;

            fn check($backend: Backend) $body

            #[test]
            fn sqlite() {
                check(Backend::Sqlite);
            }

            #[test]
            fn postgres() {
                check(Backend::Postgres);
            }
        }
    };
}
pub(crate) use on_both;
