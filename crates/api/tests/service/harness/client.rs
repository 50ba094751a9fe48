//! A caller of the service.

use serde_json::Value as Json;
use ureq::http::Request;

/// Somebody who calls the service, with what proves who they are.
#[derive(Clone, Debug)]
pub struct Client {
    /// `http://127.0.0.1:PORT`.
    pub base: String,
    /// Headers of every request.
    pub headers: Vec<(String, String)>,
}

/// What the service answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
}

impl Client {
    /// The same caller with one more header.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut client = self.clone();
        client.headers.push((name.to_owned(), value.to_owned()));
        client
    }

    /// Sends a request with a body.
    pub fn send(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        if !kind.is_empty() {
            request = request.header("content-type", kind);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.body(body.to_vec()).expect("a request");
        let config = ureq::config::Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .allow_non_standard_methods(true)
            .build();
        let agent = ureq::Agent::new_with_config(config);
        let mut response = agent.run(request).expect("an answer");
        let header = |(name, value): (&ureq::http::HeaderName, &ureq::http::HeaderValue)| {
            (name.to_string(), value.to_str().expect("ASCII").to_owned())
        };
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().iter().map(header).collect(),
            body: response
                .body_mut()
                .with_config()
                .limit(1 << 30)
                .read_to_vec()
                .expect("a body"),
        }
    }

    /// Sends JSON.
    pub fn send_json(&self, method: &str, path: &str, body: &Json) -> Answer {
        self.send(method, path, "application/json", body.to_string().as_bytes())
    }

    /// GET.
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "", b"")
    }

    /// POST of JSON.
    pub fn post(&self, path: &str, body: &Json) -> Answer {
        self.send_json("POST", path, body)
    }

    /// PUT of JSON in place of the version that has this ETag.
    pub fn put(&self, path: &str, etag: &str, body: &Json) -> Answer {
        self.with("if-match", etag).send_json("PUT", path, body)
    }

    /// DELETE of the version that has this ETag.
    pub fn delete(&self, path: &str, etag: &str) -> Answer {
        self.with("if-match", etag).send("DELETE", path, "", b"")
    }
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Json {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Asserts the status, and gives the answer back.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        self
    }

    /// Asserts a problem of this status and code.
    #[track_caller]
    pub fn problem(self, status: u16, code: &str) -> Json {
        let answer = self.expect(status);
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        let problem = answer.json();
        assert_eq!(problem["code"], code, "{problem}");
        problem
    }
}
