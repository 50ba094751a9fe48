//! How often one address may try: token buckets by client address, told in `RateLimit` headers
//! (draft-ietf-httpapi-ratelimit-headers) and, when empty, `Retry-After`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use super::problem::Problem;

/// Tries a minute, and at once: a lecture hall behind one address can sign in, a guesser gets nowhere.
const TRIES: NonZeroU32 = NonZeroU32::new(60).unwrap();
/// Addresses remembered before those whose bucket is full again are forgotten.
const REMEMBERED: usize = 10_000;

type Buckets = RateLimiter<IpAddr, DashMapStateStore<IpAddr>, DefaultClock, StateInformationMiddleware>;

/// The buckets; copies share them.
#[derive(Clone, Debug)]
pub struct Limits {
    buckets: Arc<Buckets>,
    clock: DefaultClock,
    /// Whether the last address of `X-Forwarded-For` is the client's: our own proxy wrote it.
    behind_proxy: bool,
}

impl Limits {
    /// Full buckets.
    #[must_use]
    pub fn new(behind_proxy: bool) -> Self {
        let buckets = RateLimiter::dashmap(Quota::per_minute(TRIES)).with_middleware();
        Self {
            buckets: Arc::new(buckets),
            clock: DefaultClock::default(),
            behind_proxy,
        }
    }

    /// Takes from the bucket of whoever sent a request; gives how many tries are left.
    ///
    /// # Errors
    /// 429 when it is empty.
    pub fn take(&self, request: &HttpRequest) -> Result<u32, Problem> {
        if self.buckets.len() > REMEMBERED {
            self.buckets.retain_recent();
        }
        let key = bucket(client(request, self.behind_proxy));
        match self.buckets.check_key(&key) {
            Ok(state) => Ok(state.remaining_burst_capacity()),
            Err(until) => {
                let wait = until.wait_time_from(self.clock.now()).as_secs();
                let title = "Too many tries from this address; please wait a little.";
                let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many", title);
                Err(problem.retry_after(u32::try_from(wait).unwrap_or(u32::MAX).saturating_add(1)))
            }
        }
    }
}

/// Tells how many tries are left, of how many a minute.
pub fn tell(headers: &mut HeaderMap, left: u32) {
    for (name, value) in [
        ("ratelimit-policy", format!("\"tries\";q={TRIES};w=60")),
        ("ratelimit", format!("\"tries\";r={left}")),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}

/// Who sent a request.
fn client(request: &HttpRequest, behind_proxy: bool) -> IpAddr {
    let forwarded = request.headers().get_all("x-forwarded-for").last();
    let forwarded = forwarded.filter(|_| behind_proxy).and_then(|value| {
        let last = value.to_str().ok()?.rsplit(',').next()?;
        last.trim().parse().ok()
    });
    forwarded
        .or_else(|| request.peer_addr().map(|address| address.ip()))
        .unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

/// Whoever has an IPv6 address has 2⁶⁴ of them: the network counts.
fn bucket(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests;
