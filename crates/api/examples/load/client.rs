//! One client: a connection of its own, and what proves who it is.

use serde_json::{Value as Json, json};
use ureq::Agent;
use ureq::http::Request;

/// A client.
pub struct Client {
    base: String,
    agent: Agent,
    cookie: String,
    csrf: String,
}

/// What came back.
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Its ETag, if it has one.
    pub etag: Option<String>,
    /// Body.
    pub body: Vec<u8>,
}

fn agent() -> Agent {
    Agent::new_with_config(ureq::config::Config::builder().http_status_as_error(false).build())
}

impl Client {
    /// Signs in.
    pub fn sign_in(base: &str, partnership: &str, login: &str, password: &str) -> Self {
        let body = json!({"partnership": partnership, "login": login, "password": password});
        let response = agent().post(format!("{base}/api/v1/sign-in")).send_json(&body);
        let mut response = response.expect("an answer");
        assert!(response.status().is_success(), "sign-in: {}", response.status());
        let cookie = response.headers()["set-cookie"].to_str().expect("ASCII");
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let body: Json = response.body_mut().read_json().expect("JSON");
        Self {
            base: base.to_owned(),
            agent: agent(),
            cookie,
            csrf: body["csrf"].as_str().expect("a token").to_owned(),
        }
    }

    /// The same person on another connection.
    pub fn another(&self) -> Self {
        Self {
            base: self.base.clone(),
            agent: agent(),
            cookie: self.cookie.clone(),
            csrf: self.csrf.clone(),
        }
    }

    /// Sends a request; an empty body is none.
    pub fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("cookie", &self.cookie)
            .header("x-csrf-token", &self.csrf);
        if !body.is_empty() {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.to_owned()).expect("a request");
        let mut response = self.agent.run(request).expect("an answer");
        Answer {
            status: response.status().as_u16(),
            etag: response
                .headers()
                .get("etag")
                .and_then(|value| Some(value.to_str().ok()?.to_owned())),
            body: response.body_mut().read_to_vec().expect("a body"),
        }
    }
}
