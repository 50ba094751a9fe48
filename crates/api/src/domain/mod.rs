//! What the service speaks of: plain values, without database, network or clock.

pub mod caller;
pub mod decision;
pub mod duty;
pub mod event;
pub mod list;
pub mod notice;
pub mod permission;
pub mod records;
pub mod role;
pub mod row;
pub mod secret;
