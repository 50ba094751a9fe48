//! The real service, on SQLite and on PostgreSQL: every test here runs on both.

mod harness;

mod import;
mod messages;
mod records;
