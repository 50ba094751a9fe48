//! Addresses that lead nowhere, and paths and queries that do not read: told as problems, like everything else.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::uri::PathAndQuery;
use actix_web::middleware::Next;
use actix_web::web::{PathConfig, QueryConfig};
use actix_web::{Error, ResponseError as _};

use super::nul;
use super::problem::{FieldError, Problem};

/// 404 of an address that nothing answers.
///
/// # Errors
/// Always that.
pub async fn nothing_here() -> Result<&'static str, Problem> {
    Err(Problem::not_found())
}

/// How a path that does not read is told: nothing has such an address.
#[must_use]
pub fn path() -> PathConfig {
    PathConfig::default().error_handler(|_, _| Problem::not_found().into())
}

/// How a query that does not read is told.
#[must_use]
pub fn query() -> QueryConfig {
    QueryConfig::default().error_handler(|error, _| {
        let remedy = "Send the parameters as the API's description has them.";
        let error = FieldError::new("", "does-not-read", error.to_string(), remedy);
        Problem::invalid(vec![error]).into()
    })
}

/// Middleware: refuses addresses with a NUL in them.
///
/// # Errors
/// What comes from further inside.
pub async fn odd_address(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let address = request.uri().path_and_query().map_or("", PathAndQuery::as_str);
    if nul::in_address(address) {
        let title = "The address has a NUL in it.";
        let problem = Problem::new(StatusCode::BAD_REQUEST, "nul", title);
        return Ok(request.into_response(problem.error_response()));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}
