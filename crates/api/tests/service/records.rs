//! Rows of a term's tables: read, written, changed by two people at once.

use serde_json::json;
use yuandi_api::domain::role::Role;

use super::harness::{Backend, Service, on_both};

const PLACES: &str = "/api/v1/partnerships/jiezi/terms/2026-autumn/places";

on_both! {
    /// What one writes, another reads; who saw an old version does not overwrite a newer one.
    fn nobodys_change_is_lost(service: &Service) {
        let office = service.role(Role::Office);
        let place = json!({"id": "centre", "name": "党群服务中心", "x": 0.5, "y": -3.0, "grid": null, "kind": "centre"});
        let created = office.post(PLACES, &place).expect(201);
        assert_eq!(created.header("etag"), Some("\"1\""));
        let path = created.header("location").expect("a place").to_owned();
        let read = office.get(&path).expect(200);
        assert_eq!(read.json()["name"], "党群服务中心");
        assert_eq!(read.json()["x"], 0.5);
        let mut changed = place.clone();
        changed["name"] = json!("社区中心");
        assert_eq!(office.put(&path, "\"1\"", &changed).expect(200).header("etag"), Some("\"2\""));
        office.put(&path, "\"1\"", &place).problem(412, "changed-meanwhile");
        office.send_json("PUT", &path, &place).problem(428, "if-match-required");
        assert_eq!(office.get(&path).expect(200).json()["name"], "社区中心");
        office.post(PLACES, &place).problem(409, "exists");
        office.delete(&path, "\"1\"").problem(412, "changed-meanwhile");
        office.delete(&path, "\"2\"").expect(204);
        office.get(&path).problem(404, "not-found");
    }
}

on_both! {
    /// Pages follow one another without gap or repetition.
    fn pages_hold_every_row_once(service: &Service) {
        let office = service.role(Role::Office);
        for i in 0..7 {
            let place = json!({"id": format!("p{i}"), "name": "楼", "x": 0, "y": 0});
            office.post(PLACES, &place).expect(201);
        }
        let mut seen = Vec::new();
        let mut path = format!("{PLACES}?limit=3");
        loop {
            let page = office.get(&path).expect(200).json();
            seen.extend(page["items"].as_array().expect("items").iter().map(|row| row["id"].clone()));
            let Some(next) = page["next"].as_str() else { break };
            path = format!("{PLACES}?limit=3&cursor={next}");
        }
        assert_eq!(seen, (0..7).map(|i| json!(format!("p{i}"))).collect::<Vec<_>>());
        office.get(&format!("{PLACES}?limit=0")).problem(422, "invalid");
    }
}

on_both! {
    /// The same key does a write once, whatever happens on the way back.
    fn a_repeated_write_is_done_once(service: &Service) {
        let office = service.role(Role::Office).with("idempotency-key", "k-1");
        let place = json!({"id": "a", "name": "楼", "x": 0, "y": 0});
        let first = office.post(PLACES, &place).expect(201);
        let again = office.post(PLACES, &place).expect(201);
        assert_eq!(first.body, again.body);
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        assert_eq!(again.header("location"), first.header("location"));
        let other = json!({"id": "b", "name": "楼", "x": 0, "y": 0});
        let problem = office.post(PLACES, &other).problem(422, "invalid");
        assert_eq!(problem["errors"][0]["code"], "key-used");
    }
}

on_both! {
    /// Without a sign-in, without its token, in another partnership, without the role: nothing.
    fn who_may_not_may_not(service: &Service) {
        let place = json!({"id": "a", "name": "楼", "x": 0, "y": 0});
        service.nobody().get(PLACES).problem(401, "unauthenticated");
        let student = service.person(Role::Student, Some("s1"));
        student.get(PLACES).expect(200);
        student.post(PLACES, &place).problem(403, "forbidden");
        let mut office = service.role(Role::Office);
        office.get("/api/v1/partnerships/elsewhere/terms/2026-autumn/places").problem(404, "not-found");
        assert!(!student.get(PLACES).text().contains("elsewhere"));
        office.headers.retain(|(name, _)| name != "x-csrf-token");
        office.post(PLACES, &place).problem(403, "csrf");
    }
}
