//! Rows of a term's tables: read, written, changed by two people at once.

use serde_json::{Value as Json, json};
use yuandi_api::domain::role::Role;

use super::harness::{Backend, Client, Service, on_both};

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

const TERM: &str = "/api/v1/partnerships/jiezi/terms/2026-autumn";

/// What was told of a row, as `field code`.
fn told(problem: &Json) -> Vec<String> {
    let errors = problem["errors"].as_array().expect("errors").iter();
    let text = |error: &Json, name: &str| error[name].as_str().expect("a text").to_owned();
    errors
        .map(|error| format!("{} {}", text(error, "field"), text(error, "code")))
        .collect()
}

/// A place, a team, a person and an hour for other rows to name.
fn ground(office: &Client) {
    for (table, row) in [
        ("places", json!({"id": "p", "name": "楼", "x": 0, "y": 0})),
        (
            "teams",
            json!({"id": "t", "name": "队", "college": "医学院", "home": "p", "skills": ["推拿:2"], "quorum": 1}),
        ),
        (
            "people",
            json!({"id": "s1", "name": "某人", "college": "医学院", "team": "t", "role": "student"}),
        ),
        (
            "hours",
            json!({"id": "h", "kind": "理疗", "place": "p", "weekday": "monday", "start": "14:30", "end": "17:30",
            "target": 1, "max": 2, "under": 10}),
        ),
        (
            "needs",
            json!({"id": "n", "kind": "维修", "place": "p", "minutes": 30, "from": "2026-09-07", "to": "2026-09-11", "unserved": 100}),
        ),
    ] {
        office.post(&format!("{TERM}/{table}"), &row).expect(201);
    }
}

on_both! {
    /// No row is written that the planner could not read: each is judged by the folder's own reader, with all its mistakes at once.
    fn a_row_is_judged_before_it_is_written(service: &Service) {
        let office = service.role(Role::Office);
        ground(&office);
        for (table, row, wanted) in [
            ("places", json!({"id": "a/b", "name": "", "x": 1e300, "y": 0}), vec!["id not-an-id", "name missing-value", "x out-of-range"]),
            ("teams", json!({"id": "u", "name": "队", "college": "C", "home": "q", "skills": ["推拿:high"], "quorum": 0}),
                vec!["home unknown-place", "skills not-a-skill", "quorum zero"]),
            ("people", json!({"id": "s2", "name": "某人", "college": "C", "team": "u", "role": "boss"}), vec!["role unknown-role", "team unknown-team"]),
            ("timetables", json!({"person": "s9", "weekday": "Moonday", "start": "9", "end": "08:00"}),
                vec!["person unknown-person", "weekday not-a-weekday", "start not-a-time"]),
            ("hours", json!({"id": "g", "kind": "K", "place": "p", "weekday": "monday", "date": "2026-09-07", "start": "14:00", "end": "13:00",
                "target": 3, "max": 2, "under": -1}), vec!["date weekday-and-date", "under negative-number", "target target-above-max", "end end-before-start"]),
            ("needs", json!({"id": "m", "kind": "K", "place": "p", "minutes": 30, "from": "2026-09-07", "to": "2036-09-11", "unserved": 1,
                "teams": ["t", "nobody"], "preferred": ["t:5", "ghost:1"], "after": "none"}),
                vec!["teams unknown-team", "preferred unknown-team", "after unknown-need", "to outside-the-term"]),
            ("wishes", json!({"team": "t", "hour": "h", "date": "2026-09-07", "want": "maybe", "weight": 1}),
                vec!["want not-yes-or-no", "hour hour-and-interval"]),
            ("fixed", json!({"session": "h-0908", "team": "t"}), vec!["session unknown-session"]),
            ("fixed", json!({"session": "h-0907", "need": "n", "team": "t"}), vec!["session session-or-need"]),
            ("excluded", json!({"team": "t"}), vec!["session session-or-need"]),
            ("absences", json!({"person": "s1", "team": "t", "start": "soon", "end": "2026-09-14 18:00"}),
                vec!["person person-or-team", "start not-a-moment"]),
        ] {
            let problem = office.post(&format!("{TERM}/{table}"), &row).problem(422, "invalid");
            assert_eq!(told(&problem), wanted, "{table}: {problem}");
        }
        for (table, row) in [
            ("fixed", json!({"session": "h-0907", "team": "t"})),
            ("needs", json!({"id": "m", "kind": "K", "place": "p", "minutes": 30, "from": "2026-09-07", "to": "2026-09-11", "unserved": 1,
                "teams": ["t"], "preferred": ["t:-5"], "after": "n", "gap_min": 60})),
            ("wishes", json!({"team": "t", "hour": "h", "want": "yes", "weight": 1})),
        ] {
            office.post(&format!("{TERM}/{table}"), &row).expect(201);
        }
        // The same on a change.
        let place = json!({"id": "p", "name": "楼", "x": "far", "y": 0});
        assert_eq!(told(&office.put(&format!("{TERM}/places/p"), "\"1\"", &place).problem(422, "invalid")), ["x does-not-read"]);
        let faults = office.get(&format!("{TERM}/faults")).expect(200).json();
        assert_eq!(faults["faults"], json!([]));
    }
}

on_both! {
    /// The name that may have been meant is told.
    fn a_near_name_is_suggested(service: &Service) {
        let office = service.role(Role::Office);
        ground(&office);
        office.post(&format!("{TERM}/places"), &json!({"id": "campus", "name": "校区", "x": 0, "y": 0})).expect(201);
        let team = json!({"id": "u", "name": "队", "college": "C", "home": "campsu", "skills": ["推拿"], "quorum": 1});
        let problem = office.post(&format!("{TERM}/teams"), &team).problem(422, "invalid");
        assert!(problem["errors"][0]["remedy"].as_str().expect("a remedy").contains("campus"), "{problem}");
    }
}

on_both! {
    /// What the database forbids is told with the field, though nothing in front of it saw it coming.
    fn a_value_that_is_not_allowed_names_its_field(service: &Service) {
        let office = service.role(Role::Office);
        ground(&office);
        // The folder knows the role by its Chinese name; the table does not.
        let person = json!({"id": "s2", "name": "某人", "college": "C", "team": null, "role": "学生"});
        let problem = office.post(&format!("{TERM}/people"), &person).problem(422, "invalid");
        assert_eq!(told(&problem), ["role not-allowed"]);
    }
}

on_both! {
    /// Ids of any script stand in addresses.
    fn an_id_may_be_chinese(service: &Service) {
        let office = service.role(Role::Office);
        let made = office.post(PLACES, &json!({"id": "十二号楼", "name": "楼", "x": 0, "y": 0})).expect(201);
        let path = made.header("location").expect("a place");
        assert_eq!(office.get(path).expect(200).json()["id"], "十二号楼");
    }
}
