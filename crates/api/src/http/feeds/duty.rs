//! `GET /duties/PARTNERSHIP/CODE`: where the events of a feed lead. It says what the feed says, as it is now, and names nobody.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, ResponseError as _, web};

use super::ROBOTS_HEADER;
use crate::app::App;
use crate::db::duties;
use crate::domain::duty::Duty;
use crate::http::problem::Problem;

/// The page of a duty, as text: where the events of calendars lead.
#[utoipa::path(get, path = "/duties/{partnership}/{code}", tag = "feeds", operation_id = "duty",
    extensions(("x-permission" = json!("public"))),
    params(("partnership" = String, Path), ("code" = String, Path, description = "The UID before the `@`.")), responses(
    (status = 200, body = String, content_type = "text/plain"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(in crate::http) async fn page(app: web::Data<App>, path: web::Path<(String, String)>) -> HttpResponse {
    let (partnership, code) = path.into_inner();
    match duties::by_code(&app.db, &partnership, &code).await {
        Ok(Some(duty)) => HttpResponse::Ok()
            .content_type("text/plain; charset=utf-8")
            .insert_header(ROBOTS_HEADER)
            .insert_header((CACHE_CONTROL, "no-cache"))
            .body(text(&duty)),
        Ok(None) => Problem::not_found().error_response(),
        Err(error) => Problem::from(error).error_response(),
    }
}

fn text(duty: &Duty) -> String {
    let Duty {
        title,
        start,
        end,
        zone,
        location,
        description,
        ..
    } = duty;
    let off = if duty.cancelled {
        "【已取消 · called off】"
    } else {
        ""
    };
    let (start, end) = (start.replace('T', " "), end.replace('T', " "));
    format!("{off}{title}\n{start} – {end} ({zone})\n{location}\n{description}\n")
}
