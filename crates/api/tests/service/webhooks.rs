//! Webhooks: registered, signed, tried again, switched off.

use serde_json::{Value as Json, json};
use yuandi_api::domain::role::Role;

use super::harness::outbox::{moved, publish, until};
use super::harness::peers::{Call, Peer, python};
use super::harness::{Backend, Service, on_both};

const HOOKS: &str = "/api/v1/partnerships/jiezi/webhooks";

/// Computes the signature as the specification says, with nothing of ours.
const SIGN: &str = r#"
import sys, json, hmac, hashlib, base64
call = json.load(sys.stdin)
key = base64.b64decode(call["secret"].removeprefix("whsec_"))
signed = f'{call["id"]}.{call["timestamp"]}.{call["body"]}'.encode()
print(json.dumps("v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()))"#;

fn start(backend: Backend) -> Service {
    Service::start_with(backend, |config| config.webhooks_allow_private = true)
}

fn register(service: &Service, peer: &Peer<Call>) -> Json {
    let hook = json!({"url": format!("http://{}/hook", peer.address), "events": ["plan.published"]});
    service.role(Role::Office).post(HOOKS, &hook).expect(201).json()
}

on_both! {
    /// A call is signed so that its receiver can check it, and says what changed by ids.
    fn a_call_is_signed(backend: Backend) {
        let (service, peer) = (start(backend), Peer::web());
        let hook = register(&service, &peer);
        publish(&service, "p1", vec![moved("a", "mon-0907")]);
        let call = peer.next();
        assert_eq!(call.line, "POST /hook HTTP/1.1");
        let body: Json = serde_json::from_str(&call.body).expect("JSON");
        assert_eq!((&body["type"], &body["data"]["plan"]), (&json!("plan.published"), &json!("p1")));
        assert_eq!(body["data"]["duties"][0]["uid"], "a-mon-0907@jiezi.example");
        assert!(!call.body.contains("推拿"), "names stay here: {}", call.body);
        let signed = json!({
            "secret": hook["secret"], "id": call.header("webhook-id"),
            "timestamp": call.header("webhook-timestamp"), "body": call.body,
        });
        assert_eq!(python(SIGN, &signed.to_string()), call.header("webhook-signature"));
        let sent = until(&service, |all| all[0].state == "sent");
        assert_eq!(sent[0].id, call.header("webhook-id"));
    }
}

on_both! {
    /// What is answered badly is tried again under the same id; 410 switches the webhook off; a redirect is not followed.
    fn a_bad_answer_is_tried_again(backend: Backend) {
        let (service, peer) = (start(backend), Peer::web());
        let hook = register(&service, &peer);
        peer.answer("500 Oh no");
        peer.answer("302 Elsewhere\r\nlocation: http://127.0.0.1:1/");
        publish(&service, "p1", vec![moved("a", "mon-0907")]);
        let first = peer.next();
        let waiting = until(&service, |all| all[0].state == "waiting" && all[0].attempts == 1);
        assert_eq!(waiting[0].error.as_deref(), Some("http-500"));
        service.app.clock.advance(6);
        let second = peer.next();
        assert_eq!((first.header("webhook-id"), &first.body), (second.header("webhook-id"), &second.body));
        assert_ne!(first.header("webhook-signature"), second.header("webhook-signature"));
        until(&service, |all| all[0].error.as_deref() == Some("http-302"));
        service.app.clock.advance(301);
        peer.next();
        until(&service, |all| all[0].state == "sent");
        peer.answer("410 Gone");
        publish(&service, "p2", vec![moved("a", "mon-0907")]);
        peer.next();
        until(&service, |all| all[0].state == "dead" && all[0].error.as_deref() == Some("http-410"));
        let path = format!("{HOOKS}/{}", hook["id"].as_str().expect("an id"));
        assert_eq!(service.role(Role::Office).get(&path).expect(200).json()["active"], false);
        assert_eq!(publish(&service, "p3", vec![moved("a", "mon-0907")]), 0, "nobody is told");
    }
}

on_both! {
    /// The secret is shown once and rotated; nobody's change is lost; the office alone may.
    fn webhooks_are_kept_like_everything_else(service: &Service) {
        let office = service.role(Role::Office);
        let mut hook = json!({"url": "https://example.org/hook", "events": ["plan.published"]});
        let made = office.post(HOOKS, &hook).expect(201);
        let path = made.header("location").expect("a place").to_owned();
        let secret = made.json()["secret"].as_str().expect("a secret").to_owned();
        assert!(secret.starts_with("whsec_") && secret.len() > 40);
        let read = office.get(&path).expect(200);
        assert!(!read.text().contains("whsec_"));
        assert!(!office.get(HOOKS).expect(200).text().contains("whsec_"));
        hook["active"] = json!(false);
        assert_eq!(office.put(&path, "\"1\"", &hook).expect(200).json()["active"], false);
        office.put(&path, "\"1\"", &hook).problem(412, "changed-meanwhile");
        let rotated = office.with("if-match", "\"2\"").post(&format!("{path}/secret"), &json!({})).expect(200);
        assert_ne!(rotated.json()["secret"], secret.as_str());
        office.delete(&path, "\"2\"").problem(412, "changed-meanwhile");
        office.delete(&path, "\"3\"").expect(204);
        office.get(&path).problem(404, "not-found");
        office.put(&path, "\"3\"", &hook).problem(404, "not-found");
        service.role(Role::Student).get(HOOKS).problem(403, "forbidden");
        service.role(Role::Auditor).post(HOOKS, &hook).problem(403, "forbidden");
        office.get("/api/v1/partnerships/elsewhere/webhooks").problem(404, "not-found");
    }
}

on_both! {
    /// A webhook must not make the service knock on doors that only it can reach; every mistake is told.
    fn a_webhook_leads_outwards(service: &Service) {
        let office = service.role(Role::Office);
        for url in ["http://example.org/", "https://127.0.0.1/", "https://[::1]/", "https://localhost/", "https://10.0.0.1/", "x"] {
            let hook = json!({"url": url, "events": ["plan.published", "plan.lost"]});
            let problem = office.post(HOOKS, &hook).problem(422, "invalid");
            let fields: Vec<_> = problem["errors"].as_array().expect("errors").iter().map(|error| error["field"].clone()).collect();
            assert_eq!(fields[..2], [json!("url"), json!("events[1]")], "{url}");
        }
        let none = json!({"url": "https://example.org/", "events": []});
        office.post(HOOKS, &none).problem(422, "invalid");
    }
}
