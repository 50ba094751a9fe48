//! The API: one file a resource.

pub mod draft;
pub mod paths;
pub mod record_routes;
pub mod records;
pub mod structure;

mod absence;
mod account;
mod audit;
mod college;
mod edit;
mod exclusion;
mod feed;
mod formation;
mod grid;
mod hour;
mod import;
mod job;
mod job_events;
mod key;
mod me;
mod message;
mod need;
mod partnership;
mod password;
mod person;
mod pin;
mod place;
mod plan;
mod setup;
mod sign_in;
mod swap;
mod team;
mod term;
mod timetable;
mod webhook;
mod wish;

use utoipa_actix_web::service_config::ServiceConfig;

/// Every route under `/api/v1`.
pub fn routes(config: &mut ServiceConfig<'_>) {
    absence::routes(config);
    account::routes(config);
    audit::routes(config);
    college::routes(config);
    edit::routes(config);
    exclusion::routes(config);
    feed::routes(config);
    formation::routes(config);
    grid::routes(config);
    hour::routes(config);
    import::routes(config);
    job::routes(config);
    job_events::routes(config);
    key::routes(config);
    me::routes(config);
    message::routes(config);
    need::routes(config);
    partnership::routes(config);
    password::routes(config);
    person::routes(config);
    pin::routes(config);
    place::routes(config);
    plan::routes(config);
    setup::routes(config);
    sign_in::routes(config);
    swap::routes(config);
    team::routes(config);
    term::routes(config);
    timetable::routes(config);
    webhook::routes(config);
    wish::routes(config);
}
