//! Terms over HTTP: made, changed, taken out; and what stands in the way of planning one.

use serde_json::{Value as Json, json};
use yuandi_api::domain::role::Role;

use super::harness::term::{TINY, plan_and_publish};
use super::harness::{Backend, Service, on_both};

const TERMS: &str = "/api/v1/partnerships/jiezi/terms";

fn spring() -> Json {
    json!({
        "id": "2027-spring", "name": "2027 春季学期", "zone": "Asia/Shanghai", "first_day": "2027-03-01", "weeks": 16,
        "settings": {
            "blocks": [["08:00", "12:00"], ["14:00", "18:00"]],
            "holidays": ["2027-04-05"],
            "weights": {"travel": 1, "change": 30},
            "limits": [{"id": "week", "count": "minutes", "per": "week", "max": 480}],
        },
    })
}

on_both! {
    /// A term is made, read, changed by who saw its newest version, and taken out again.
    fn a_term_is_made_changed_and_taken_out(service: &Service) {
        let office = service.role(Role::Office);
        let made = office.post(TERMS, &spring()).expect(201);
        let path = made.header("location").expect("a place").to_owned();
        assert_eq!(made.header("etag"), Some("\"1\""));
        let read = office.get(&path).expect(200).json();
        assert_eq!((&read["first_day"], &read["weeks"]), (&json!("2027-03-01"), &json!(16)));
        assert_eq!(read["settings"]["holidays"], json!(["2027-04-05"]));
        assert_eq!(read["settings"]["limits"][0]["max"], 480);
        office.post(TERMS, &spring()).problem(409, "exists");
        let mut longer = spring();
        longer["weeks"] = json!(18);
        assert_eq!(office.put(&path, "\"1\"", &longer).expect(200).json()["weeks"], 18);
        office.put(&path, "\"1\"", &spring()).problem(412, "changed-meanwhile");
        office.send_json("PUT", &path, &spring()).problem(428, "if-match-required");
        let mut renamed = longer.clone();
        renamed["id"] = json!("another");
        office.put(&path, "\"2\"", &renamed).problem(409, "another-id");
        assert_eq!(office.get(&format!("{path}/faults")).expect(200).json()["faults"], json!([]));
        office.delete(&path, "\"1\"").problem(412, "changed-meanwhile");
        office.delete(&path, "\"2\"").expect(204);
        office.get(&path).problem(404, "not-found");
        office.get(&format!("{path}/faults")).problem(404, "not-found");
        service.role(Role::Centre).post(TERMS, &spring()).problem(403, "forbidden");
    }
}

on_both! {
    /// What is sent is judged as `term.toml` is: every mistake, at the field it stands in, at once.
    fn every_mistake_of_a_term_is_told(service: &Service) {
        let office = service.role(Role::Office);
        let wrong = json!({
            "id": "Spring 2027", "name": "", "zone": "Mars/Olympus", "first_day": "soon", "weeks": "many", "colour": "red",
            "settings": {"blocks": [], "holiday": ["2027-04-05"], "weights": {"travel": -1}, "name": "twice"},
        });
        let problem = office.post(TERMS, &wrong).problem(422, "invalid");
        let told: Vec<String> = problem["errors"].as_array().expect("errors").iter()
            .map(|error| format!("{} {}", error["field"].as_str().expect("a field"), error["code"].as_str().expect("a code")))
            .collect();
        for wanted in [
            "id not-an-id", "name missing", "colour unknown-key", "settings.name unknown-key", "zone unknown-zone",
            "first_day not-a-date", "weeks wrong-type", "settings.blocks wrong-type", "settings.holiday unknown-key",
            "settings.weights.travel out-of-range",
        ] {
            assert!(told.iter().any(|said| said == wanted), "{wanted} is not among {told:#?}");
        }
        assert_eq!(told.len(), 10, "{told:#?}");
        let problem = office.post(TERMS, &json!({"id": "x", "settings": 7})).problem(422, "invalid");
        assert!(problem["errors"].as_array().expect("errors").len() >= 5, "{problem}");
    }
}

on_both! {
    /// Rows that do not go with new dates are told; what was published is not taken out.
    fn a_term_keeps_what_people_hold(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let seen = office.get(TINY).expect(200);
        let mut shorter = seen.json();
        let fields = shorter.as_object_mut().expect("an object");
        fields.remove("version");
        fields.insert("weeks".to_owned(), json!(1));
        let etag = seen.header("etag").expect("an ETag").to_owned();
        let changed = office.put(TINY, &etag, &shorter).problem(422, "invalid");
        assert_eq!(changed["errors"][0]["code"], "outside-the-term", "{changed}");
        fields_of(&mut shorter, "holidays", json!([]));
        fields_of(&mut shorter, "make_up", json!([]));
        let changed = office.put(TINY, &etag, &shorter).expect(200);
        let faults = office.get(&format!("{TINY}/faults")).expect(200).json();
        assert!(faults["faults"].as_array().expect("faults").iter().any(|fault| fault["code"] == "outside-the-term"), "{faults}");
        let mut back = seen.json();
        back.as_object_mut().expect("an object").remove("version");
        office.put(TINY, changed.header("etag").expect("an ETag"), &back).expect(200);
        plan_and_publish(&office, false);
        let etag = office.get(TINY).expect(200).header("etag").expect("an ETag").to_owned();
        office.delete(TINY, &etag).problem(409, "published");
    }
}

/// Sets one of a term's further settings.
fn fields_of(term: &mut Json, name: &str, value: Json) {
    term["settings"][name] = value;
}
