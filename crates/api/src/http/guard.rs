//! In front of every route of the API: what the route's description asks of the caller (`x-permission`) is asked before anything of
//! the request is looked at. Whoever may not come in learns nothing from how a body or a query is judged, and a route that declares
//! nothing is open to nobody.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{ALLOW, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, HttpRequest, HttpResponse, ResponseError as _, web};
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::{Operation, PathItem};

use super::caller::{identify, in_person};
use super::limit::{self, Limits};
use super::problem::Problem;
use crate::domain::permission::Permission;

/// The parameter that names whose data is asked for.
const PARTNERSHIP: &str = "{partnership}";

/// The routes of the API and what each asks.
#[derive(Clone, Debug)]
pub struct Routes(Vec<Route>);

/// A path, and what each of its methods asks; none where nothing is declared.
#[derive(Clone, Debug)]
struct Route {
    segments: Vec<String>,
    methods: Vec<(Method, Option<Permission>)>,
}

/// What a request asks for.
struct Asked<'a> {
    permission: Option<Permission>,
    partnership: Option<&'a str>,
}

impl Routes {
    /// Those of a description.
    #[must_use]
    pub fn of(document: &OpenApi) -> Self {
        let route = |(path, item): (&String, &PathItem)| Route {
            segments: path.split('/').map(str::to_owned).collect(),
            methods: operations(item)
                .map(|(method, operation)| (method, permission(operation)))
                .collect(),
        };
        let mut routes: Vec<Route> = document.paths.paths.iter().map(route).collect();
        // A word is a better match than a parameter, as far left as possible.
        routes.sort_by_cached_key(|route| {
            let parameters = route.segments.iter().map(|segment| segment.starts_with('{'));
            parameters.collect::<Vec<_>>()
        });
        Self(routes)
    }

    /// The route of a path and method.
    fn find<'a>(&self, path: &'a str, method: &Method) -> Result<Asked<'a>, Refused> {
        let words: Vec<&str> = path.split('/').collect();
        let mut allowed = Vec::new();
        for route in self.0.iter().filter(|route| route.matches(&words)) {
            if let Some((_, permission)) = route.methods.iter().find(|(other, _)| other == method) {
                let partnership = route.segments.iter().position(|segment| segment == PARTNERSHIP);
                return Ok(Asked {
                    permission: *permission,
                    partnership: partnership.and_then(|at| words.get(at).copied()),
                });
            }
            allowed.extend(route.methods.iter().map(|(method, _)| method.to_string()));
        }
        Err(if allowed.is_empty() {
            Refused::NoPath
        } else {
            Refused::NoMethod(allowed.join(", "))
        })
    }
}

/// Why there is no such route.
enum Refused {
    /// Nothing has this path.
    NoPath,
    /// It has other methods.
    NoMethod(String),
}

impl Route {
    fn matches(&self, words: &[&str]) -> bool {
        // A parameter is a whole segment, or the ending of one: `places.{form}`.
        let fits = |(segment, word): (&String, &&str)| match segment.split_once('{') {
            Some((begin, _)) => word.strip_prefix(begin).is_some_and(|rest| !rest.is_empty()),
            None => segment == word,
        };
        self.segments.len() == words.len() && self.segments.iter().zip(words).all(fits)
    }
}

/// The operations of a path.
fn operations(item: &PathItem) -> impl Iterator<Item = (Method, &Operation)> {
    let all = [
        (Method::GET, &item.get),
        (Method::PUT, &item.put),
        (Method::POST, &item.post),
        (Method::DELETE, &item.delete),
        (Method::PATCH, &item.patch),
        (Method::HEAD, &item.head),
        (Method::OPTIONS, &item.options),
    ];
    all.into_iter()
        .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
}

/// The same, to change them.
pub(super) fn operations_mut(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let all = [
        &mut item.get,
        &mut item.put,
        &mut item.post,
        &mut item.delete,
        &mut item.patch,
        &mut item.head,
        &mut item.options,
    ];
    all.into_iter().flatten()
}

/// What an operation declares.
pub(super) fn permission(operation: &Operation) -> Option<Permission> {
    let declared = operation.extensions.as_ref()?.get("x-permission")?;
    declared.as_str()?.parse().ok()
}

/// Middleware: lets through who may.
///
/// # Errors
/// What comes from further inside.
pub async fn admit(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(routes) = request.app_data::<web::Data<Routes>>().cloned() else {
        return refuse(request, &Problem::internal("no routes"));
    };
    // As the router sees it: with what is percent-encoded for no reason decoded.
    let path = request.match_info().get_ref().path().to_owned();
    let asked = match routes.find(&path, request.method()) {
        Ok(asked) => asked,
        Err(Refused::NoPath) => return refuse(request, &Problem::not_found()),
        Err(Refused::NoMethod(allowed)) => return Ok(request.into_response(no_method(&allowed))),
    };
    if asked.permission == Some(Permission::Public) {
        return anybody(request, next).await;
    }
    if let Err(problem) = admitted(&request, &asked).await {
        return refuse(request, &problem);
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// What anybody may write is counted by address: guessing takes time.
async fn anybody(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let limits = request.app_data::<web::Data<Limits>>().cloned();
    let Some(limits) = limits.filter(|_| !request.method().is_safe()) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    match limits.take(request.request()) {
        Ok(left) => {
            let mut response = next.call(request).await?.map_into_boxed_body();
            limit::tell(response.headers_mut(), left);
            Ok(response)
        }
        Err(problem) => refuse(request, &problem),
    }
}

/// Finds out who is calling, and whether they may.
async fn admitted(request: &ServiceRequest, asked: &Asked<'_>) -> Result<(), Problem> {
    let undeclared = || {
        Problem::internal(format!(
            "{} {} declares no x-permission",
            request.method(),
            request.path()
        ))
    };
    let permission = asked.permission.ok_or_else(undeclared)?;
    let caller = identify(request.request()).await?;
    let partnership = || asked.partnership.ok_or_else(undeclared);
    match permission {
        Permission::Public | Permission::SignedIn => {}
        Permission::Read(area) => _ = caller.read(partnership()?, area)?,
        Permission::Write(area) => _ = caller.write(partnership()?, area)?,
        Permission::WriteInPerson(area) => {
            caller.write(partnership()?, area)?;
            in_person(&caller)?;
        }
    }
    request.extensions_mut().insert(caller);
    Ok(())
}

fn refuse(request: ServiceRequest, problem: &Problem) -> Result<ServiceResponse<BoxBody>, Error> {
    Ok(request.into_response(problem.error_response()))
}

/// What is outside the API has other methods, too, that it does not take.
///
/// # Errors
/// Always 405, or 404 if nothing is described there.
pub async fn other_method(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let routes = request.app_data::<web::Data<Routes>>();
    let found = routes.map(|routes| routes.find(request.path(), request.method()));
    match found {
        Some(Err(Refused::NoMethod(allowed))) => Ok(no_method(&allowed)),
        _ => Err(Problem::not_found()),
    }
}

/// 405, with what is allowed (RFC 9110, 15.5.6).
fn no_method(allowed: &str) -> HttpResponse {
    let problem = Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "no-such-method",
        "This address takes other methods; Allow names them.",
    );
    let mut response = problem.error_response();
    if let Ok(value) = HeaderValue::from_str(allowed) {
        response.headers_mut().insert(ALLOW, value);
    }
    response
}
