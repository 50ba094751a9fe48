//! What the service speaks of: plain values, without database, network or clock.

pub mod caller;
pub mod compare;
pub mod decision;
pub mod duty;
pub mod list;
pub mod permission;
pub mod records;
pub mod role;
pub mod roster;
pub mod row;
pub mod secret;
