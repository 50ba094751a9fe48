//! The API's description, made from the routes themselves.

use actix_web::{HttpResponse, web};
use serde_json::{Map, Value as Json};
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
    paths(feeds::duty::page, feeds::feed, feeds::robots, health::healthz, health::readyz),
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
    let mut document = serde_json::to_value(document).unwrap_or_default();
    let schemas = document["components"]["schemas"].clone();
    join(&mut document, &schemas);
    let text = document.to_string();
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

/// Makes one object of two that are flattened into one: where both are described beside each other, each closed to others' fields,
/// nothing could be both.
fn join(value: &mut Json, schemas: &Json) {
    match value {
        Json::Array(items) => items.iter_mut().for_each(|item| join(item, schemas)),
        Json::Object(fields) => {
            fields.values_mut().for_each(|field| join(field, schemas));
            let joined = fields
                .get("allOf")
                .and_then(Json::as_array)
                .and_then(|parts| joined(parts, schemas));
            if let Some(joined) = joined {
                fields.remove("allOf");
                fields.extend(joined);
            }
        }
        _ => {}
    }
}

/// The object of several; none if one of them is something else.
fn joined(parts: &[Json], schemas: &Json) -> Option<Map<String, Json>> {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for part in parts {
        let name = part["$ref"].as_str().and_then(|name| name.rsplit('/').next());
        let part = name.map_or(part, |name| &schemas[name]);
        properties.extend(part["properties"].as_object()?.clone());
        required.extend(part["required"].as_array().cloned().unwrap_or_default());
    }
    let mut joined = Map::new();
    joined.insert("type".to_owned(), "object".into());
    joined.insert("properties".to_owned(), properties.into());
    joined.insert("required".to_owned(), required.into());
    joined.insert("additionalProperties".to_owned(), false.into());
    Some(joined)
}
