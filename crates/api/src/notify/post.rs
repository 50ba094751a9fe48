//! Webhooks leave: one POST, signed, to an address of the open Internet, without redirects.

use std::time::Duration;

use ureq::config::Config;
use ureq::http::{Request, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use super::outward;

/// How long a receiver may take in all.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long it may take to answer the call.
const PATIENCE_TO_CONNECT: Duration = Duration::from_secs(5);

/// What is sent.
pub(super) struct Delivery {
    pub(super) url: String,
    pub(super) id: String,
    pub(super) timestamp: i64,
    pub(super) signature: String,
    pub(super) body: String,
}

/// What does the sending. It waits, so it belongs on a thread that may.
#[derive(Clone, Debug)]
pub(super) struct Poster {
    agent: Agent,
    allow_private: bool,
}

/// Leaves out addresses of this machine and of private networks. It judges what is then connected to, so a name cannot point
/// elsewhere meanwhile.
#[derive(Debug)]
struct Outward {
    names: DefaultResolver,
    allow_private: bool,
}

impl Resolver for Outward {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        let mut kept = self.empty();
        for address in found.iter() {
            if self.allow_private || outward::is_open(address.ip()) {
                kept.push(*address);
            }
        }
        if kept.is_empty() {
            Err(Error::HostNotFound)
        } else {
            Ok(kept)
        }
    }
}

impl Poster {
    pub(super) fn new(allow_private: bool) -> Self {
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            // A proxy would resolve names itself, unjudged.
            .proxy(None)
            .timeout_global(Some(PATIENCE))
            .timeout_connect(Some(PATIENCE_TO_CONNECT))
            // Receivers come and go; a connection kept for hours is more often dead than useful.
            .max_idle_connections(0)
            .user_agent("yuandi")
            .build();
        let names = Outward {
            names: DefaultResolver::default(),
            allow_private,
        };
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), names),
            allow_private,
        }
    }

    /// Delivers; gives the status of the answer, or a code of why there is none.
    pub(super) fn post(&self, delivery: Delivery) -> Result<u16, &'static str> {
        // The settings may have become stricter since it was registered.
        outward::judge(&delivery.url, self.allow_private).map_err(|(code, _)| code)?;
        let request = Request::post(&delivery.url)
            .header("content-type", "application/json")
            .header("webhook-id", &delivery.id)
            .header("webhook-timestamp", delivery.timestamp.to_string())
            .header("webhook-signature", &delivery.signature)
            .body(delivery.body)
            .map_err(|_| "not-a-url")?;
        match self.agent.run(request) {
            Ok(answer) => Ok(answer.status().as_u16()),
            Err(Error::Timeout(_)) => Err("timeout"),
            Err(Error::HostNotFound) => Err("host-not-found"),
            Err(Error::Tls(_) | Error::Rustls(_)) => Err("tls"),
            Err(_) => Err("unreachable"),
        }
    }
}
