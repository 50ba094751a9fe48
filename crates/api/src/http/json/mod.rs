//! The API: one file a resource.

pub mod records;

mod place;
mod team;

use utoipa_actix_web::service_config::ServiceConfig;

/// Every route under `/api/v1`.
pub fn routes(config: &mut ServiceConfig<'_>) {
    place::routes(config);
    team::routes(config);
}
