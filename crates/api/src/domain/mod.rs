//! What the service speaks of: plain values, without database, network or clock.

pub mod account;
pub mod breach;
pub mod caller;
pub mod compare;
pub mod decision;
pub mod duty;
pub mod edit;
pub mod event;
pub mod instant;
pub mod key;
pub mod list;
pub mod notice;
pub mod partnership;
pub mod password;
pub mod permission;
pub mod placement_notice;
pub mod records;
pub mod role;
pub mod roster;
pub mod round;
pub mod row;
pub mod secret;
pub mod structure;
pub mod swap;
pub mod swap_notice;
pub mod trail;
