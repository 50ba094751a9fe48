//! A solve as it goes: server-sent events, which end with the solve, or with the service.

use std::time::Duration;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpResponse, get, web};
use futures_util::stream;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::job::{JobView, find};
use super::records::RowPath;
use crate::app::App;
use crate::db::records::TermKey;
use crate::domain::caller::Caller;
use crate::domain::permission::Area;
use crate::http::problem::Problem;
use crate::tasks::{Stop, stopped_within};

/// Between two looks at a job that somebody watches: it may run in another process.
const LOOK: Duration = Duration::from_millis(500);
/// Looks without news after which a line keeps the connection alive: proxies cut one that is silent for half a minute.
const QUIET: u32 = 30;
/// That line: a comment (HTML, 9.2.6).
const ALIVE: &str = ": alive\n\n";

/// Adds the route.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(events);
}

/// An event, as a reader of server-sent events has it.
#[derive(ToSchema)]
struct Told {
    /// `progress` or `end`.
    event: &'static str,
    /// The solve as it is, in JSON.
    data: String,
}

/// A solve as it goes, as server-sent events: `progress` whenever something changed, and `end`. Whoever is cut off before may
/// ask again: the first event tells how things stand.
#[utoipa::path(tag = "planning", operation_id = "job.events", extensions(("x-permission" = json!("plans.read"))),
    params(RowPath), responses(
    (status = 200, body = Told, content_type = "text/event-stream"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[get("/partnerships/{partnership}/terms/{term}/jobs/{id}/events")]
async fn events(app: web::Data<App>, caller: Caller, path: web::Path<RowPath>) -> Result<HttpResponse, Problem> {
    caller.read(&path.partnership, Area::Plans)?;
    let (key, id) = path.into_inner().split();
    find(&app, &key, &id).await?;
    let watched = Watched {
        stop: app.tasks.signal(),
        app,
        key,
        id,
        teller: Teller::default(),
        over: false,
    };
    let stream = stream::unfold(watched, |watched| watched.next());
    let mut response = HttpResponse::Ok();
    response
        .insert_header((CONTENT_TYPE, "text/event-stream"))
        .insert_header((CACHE_CONTROL, "no-store"));
    // What stands between would hold the events back to send them together.
    response.insert_header(("x-accel-buffering", "no"));
    Ok(response.streaming(stream))
}

/// A job that somebody watches.
struct Watched {
    app: web::Data<App>,
    stop: Stop,
    key: TermKey,
    id: String,
    teller: Teller,
    over: bool,
}

impl Watched {
    /// What is sent next, once there is anything.
    async fn next(mut self) -> Option<(Result<web::Bytes, Problem>, Self)> {
        while !self.over {
            let view = match find(&self.app, &self.key, &self.id).await {
                Ok(job) => JobView::from(job),
                Err(problem) => {
                    self.over = true;
                    return Some((Err(problem), self));
                }
            };
            self.over = view.finished.is_some();
            if let Some(text) = self.teller.tell(view) {
                return Some((Ok(text.into()), self));
            }
            if stopped_within(&mut self.stop, LOOK).await {
                break;
            }
        }
        None
    }
}

/// What was told of a job, and how long ago.
#[derive(Debug, Default)]
struct Teller {
    told: Option<JobView>,
    quiet: u32,
}

impl Teller {
    /// What to send of a job as it is seen: an event if it is news, now and then a sign of life.
    fn tell(&mut self, view: JobView) -> Option<String> {
        if self.told.as_ref() != Some(&view) {
            let Told { event, data } = Told {
                event: if view.finished.is_some() { "end" } else { "progress" },
                data: serde_json::to_string(&view).unwrap_or_default(),
            };
            *self = Self {
                told: Some(view),
                quiet: 0,
            };
            return Some(format!("event: {event}\ndata: {data}\n\n"));
        }
        self.quiet = (self.quiet + 1) % QUIET;
        (self.quiet == 0).then(|| ALIVE.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{ALIVE, QUIET, Teller};
    use crate::db::jobs::Job;
    use crate::http::json::job::JobView;

    fn view(state: &str, finished: Option<i64>) -> JobView {
        JobView::from(Job {
            round: None,
            partnership: "p".to_owned(),
            id: "j".to_owned(),
            term: "t".to_owned(),
            state: state.to_owned(),
            settings: "{}".to_owned(),
            progress: None,
            cancel: false,
            attempt: 1,
            plan: None,
            outcome: None,
            faults: None,
            created_by: "a".to_owned(),
            created: 1,
            started: None,
            finished,
        })
    }

    #[test]
    fn what_is_news_is_told_and_what_is_not_keeps_the_line_alive() {
        let mut teller = Teller::default();
        let first = teller.tell(view("queued", None)).expect("an event");
        assert!(first.starts_with("event: progress\ndata: {"), "{first}");
        for _ in 0..2 {
            let quiet: Vec<_> = (0..QUIET).map(|_| teller.tell(view("queued", None))).collect();
            let (last, silent) = quiet.split_last().expect("looks");
            assert!(silent.iter().all(Option::is_none));
            assert_eq!(last.as_deref(), Some(ALIVE));
        }
        assert!(teller.tell(view("running", None)).is_some());
        assert!(
            teller
                .tell(view("done", Some(2)))
                .expect("an event")
                .starts_with("event: end\n")
        );
    }
}
