//! The real service, on SQLite and on PostgreSQL: every test here runs on both.

mod harness;

mod feeds;
mod import;
mod planning;
mod records;
