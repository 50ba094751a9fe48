//! The API: one file a resource.

pub mod records;

mod absence;
mod exclusion;
mod hour;
mod import;
mod message;
mod need;
mod person;
mod pin;
mod place;
mod team;
mod term;
mod timetable;
mod webhook;
mod wish;

use utoipa_actix_web::service_config::ServiceConfig;

/// Every route under `/api/v1`.
pub fn routes(config: &mut ServiceConfig<'_>) {
    absence::routes(config);
    exclusion::routes(config);
    hour::routes(config);
    import::routes(config);
    message::routes(config);
    need::routes(config);
    person::routes(config);
    pin::routes(config);
    place::routes(config);
    team::routes(config);
    term::routes(config);
    timetable::routes(config);
    webhook::routes(config);
    wish::routes(config);
}
