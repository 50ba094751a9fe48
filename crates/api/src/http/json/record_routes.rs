//! The routes of a table of a term, the same for every table but for its record, its name and its paths.

/// The five routes of a table: its record, its name in operation ids, the path of the table and that of a row.
macro_rules! record_routes {
    ($record:ty, $name:literal, $table:literal, $row:literal) => {
        use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
        use utoipa_actix_web::service_config::ServiceConfig;

        use crate::app::App;
        use crate::domain::caller::Caller;
        use crate::domain::permission::Permission;
        use crate::domain::records::Record;
        use crate::http::body::Body;
        use crate::http::json::draft::Fields;
        use crate::http::json::records::{self, Row, RowPath, TermPath};
        use crate::http::page::{Page, PageQuery};
        use crate::http::problem::Problem;

        /// Adds the routes.
        pub(super) fn routes(config: &mut ServiceConfig<'_>) {
            config.service(list).service(create).service(read).service(update).service(remove);
        }

        /// A page of the table, by id.
        #[utoipa::path(tag = "term tables", operation_id = concat!($name, ".list"),
            extensions(("x-permission" = json!(Permission::Read(<$record as Record>::AREA).to_string()))), params(TermPath, PageQuery), responses(
            (status = 200, body = Page<Row<$record>>),
            (status = "4XX", body = Problem, content_type = "application/problem+json"),
        ))]
        #[get($table)]
        pub(super) async fn list(
            app: web::Data<App>,
            caller: Caller,
            path: web::Path<TermPath>,
            query: web::Query<PageQuery>,
        ) -> Result<web::Json<Page<Row<$record>>>, Problem> {
            records::list(&app, &caller, path.into_inner(), &query).await.map(web::Json)
        }

        /// Adds a row.
        #[utoipa::path(tag = "term tables", operation_id = concat!($name, ".create"),
            extensions(("x-permission" = json!(Permission::Write(<$record as Record>::AREA).to_string()))), params(TermPath), request_body = $record, responses(
            (status = 201, body = Row<$record>, headers(("ETag" = String), ("Location" = String))),
            (status = "4XX", body = Problem, content_type = "application/problem+json"),
        ))]
        #[post($table)]
        pub(super) async fn create(
            app: web::Data<App>,
            caller: Caller,
            path: web::Path<TermPath>,
            body: Body<Fields>,
        ) -> Result<HttpResponse, Problem> {
            records::create::<$record>(&app, &caller, path.into_inner(), body.0).await
        }

        /// One row.
        #[utoipa::path(tag = "term tables", operation_id = concat!($name, ".read"),
            extensions(("x-permission" = json!(Permission::Read(<$record as Record>::AREA).to_string()))), params(RowPath), responses(
            (status = 200, body = Row<$record>, headers(("ETag" = String))),
            (status = "4XX", body = Problem, content_type = "application/problem+json"),
        ))]
        #[get($row)]
        pub(super) async fn read(app: web::Data<App>, caller: Caller, path: web::Path<RowPath>) -> Result<HttpResponse, Problem> {
            records::read::<$record>(&app, &caller, path.into_inner()).await
        }

        /// Replaces a row; `If-Match` says which version of it was seen.
        #[utoipa::path(tag = "term tables", operation_id = concat!($name, ".update"),
            extensions(("x-permission" = json!(Permission::Write(<$record as Record>::AREA).to_string()))),
            params(RowPath, ("If-Match" = String, Header)), request_body = $record, responses(
            (status = 200, body = Row<$record>, headers(("ETag" = String))),
            (status = "4XX", body = Problem, content_type = "application/problem+json"),
        ))]
        #[put($row)]
        pub(super) async fn update(
            app: web::Data<App>,
            caller: Caller,
            request: HttpRequest,
            path: web::Path<RowPath>,
            body: Body<Fields>,
        ) -> Result<HttpResponse, Problem> {
            records::update::<$record>(&app, &caller, &request, path.into_inner(), body.0).await
        }

        /// Takes a row out; `If-Match` says which version of it was seen.
        #[utoipa::path(tag = "term tables", operation_id = concat!($name, ".delete"),
            extensions(("x-permission" = json!(Permission::Write(<$record as Record>::AREA).to_string()))),
            params(RowPath, ("If-Match" = String, Header)), responses(
            (status = 204),
            (status = "4XX", body = Problem, content_type = "application/problem+json"),
        ))]
        #[delete($row)]
        pub(super) async fn remove(
            app: web::Data<App>,
            caller: Caller,
            request: HttpRequest,
            path: web::Path<RowPath>,
        ) -> Result<HttpResponse, Problem> {
            records::delete::<$record>(&app, &caller, &request, path.into_inner()).await
        }
    };
}
pub(crate) use record_routes;
