//! The real service, on SQLite and on PostgreSQL: every test here runs on both.

mod harness;

mod access;
mod clients;
mod delivery;
mod feeds;
mod import;
mod messages;
mod operation;
mod planning;
mod records;
mod webhooks;
