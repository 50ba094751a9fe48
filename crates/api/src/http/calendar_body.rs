//! Bodies that are calendars: `text/calendar`, read before anything is done with them.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};

use super::body::too_large;
use super::problem::{FieldError, Problem};
use crate::planning::import::RowFault;

/// A file that was sent as a calendar.
#[derive(Clone, Debug)]
pub struct CalendarBody(pub Vec<u8>);

impl FromRequest for CalendarBody {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_calendar = request.content_type().eq_ignore_ascii_case("text/calendar");
        let bytes = Bytes::from_request(request, payload);
        Box::pin(async move {
            if !is_calendar {
                let title = "Send the calendar as text/calendar.";
                return Err(Problem::new(
                    StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    "not-a-calendar",
                    title,
                ));
            }
            Ok(Self(bytes.await.map_err(|_| too_large())?.to_vec()))
        })
    }
}

/// 422 with what is wrong in a calendar, by line.
#[must_use]
pub fn faulty(faults: Vec<RowFault>) -> Problem {
    let error = |fault: RowFault| FieldError::new(&fault.at, &fault.code, fault.cause, fault.remedy);
    Problem::invalid(faults.into_iter().map(error).collect())
}
