//! The API's description, made from the routes themselves.

use actix_web::{HttpResponse, web};
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};

use super::caller::COOKIE;
use super::guard::{self, operations_mut};
use super::{feeds, health};
use crate::domain::permission::Permission;

#[derive(OpenApi)]
#[openapi(
    paths(feeds::feed, feeds::robots, health::healthz, health::readyz),
    info(title = "Yuandi 院地", description = "Plans, people and calendars of a university and the communities next door."),
    security(("key" = []), ("cookie" = []))
)]
struct Base;

/// The description before the routes are added.
#[must_use]
pub fn document() -> Document {
    let mut document = Base::openapi();
    let schemes = &mut document.components.get_or_insert_default().security_schemes;
    let key = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    schemes.insert("key".to_owned(), SecurityScheme::Http(key).into());
    let cookie = ApiKey::Cookie(ApiKeyValue::new(COOKIE));
    schemes.insert("cookie".to_owned(), SecurityScheme::ApiKey(cookie).into());
    document
}

/// `GET /openapi.json`.
pub fn route(mut document: Document) -> actix_web::Scope {
    open_to_all(&mut document);
    let text = document.to_json().unwrap_or_default();
    let serve = move || {
        let text = text.clone();
        async move { HttpResponse::Ok().content_type("application/json").body(text) }
    };
    web::scope("/openapi.json").route("", web::get().to(serve))
}

/// Says of the routes that are everybody's that they ask for no credentials: it follows from what they declare.
fn open_to_all(document: &mut Document) {
    for operation in document.paths.paths.values_mut().flat_map(operations_mut) {
        if guard::permission(operation) == Some(Permission::Public) {
            operation.security = Some(vec![SecurityRequirement::default()]);
        }
    }
}
