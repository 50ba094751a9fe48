//! The tree of grids: who answers for a part of it sees what lies there, and a grid that is named is one that is there.

use serde_json::{Value as Json, json};
use yuandi_api::domain::role::Role;

use super::harness::term::{folder, import};
use super::harness::{Backend, Client, Service, on_both};

const TERM: &str = "/api/v1/partnerships/jiezi/terms/2026-autumn";
const GRIDS: &str = "/api/v1/partnerships/jiezi/grids";

/// A street with two communities, a grid in each, a building in the first; at each of the last three a place with a need.
fn town(office: &Client) {
    for (id, level, parent) in [
        ("street", "street", Json::Null),
        ("east", "community", json!("street")),
        ("west", "community", json!("street")),
        ("east-1", "grid", json!("east")),
        ("west-1", "grid", json!("west")),
        ("b7", "building", json!("east-1")),
    ] {
        let grid = json!({"id": id, "name": id, "level": level, "parent": parent});
        office.post(GRIDS, &grid).expect(201);
    }
    for (id, grid) in [
        ("p-b7", json!("b7")),
        ("p-east", json!("east-1")),
        ("p-west", json!("west-1")),
        ("p-none", Json::Null),
    ] {
        let place = json!({"id": id, "name": id, "x": 0, "y": 0, "grid": grid});
        office.post(&format!("{TERM}/places"), &place).expect(201);
        let need = json!({"id": format!("n-{id}"), "kind": "repair", "place": id, "minutes": 30, "from": "2026-09-07",
            "to": "2026-09-11", "unserved": 100});
        office.post(&format!("{TERM}/needs"), &need).expect(201);
    }
}

/// Ids of a table as somebody sees it.
fn ids(client: &Client, table: &str) -> Vec<String> {
    let page = client.get(&format!("{TERM}/{table}")).expect(200).json();
    let items = page["items"].as_array().expect("items").clone();
    items
        .iter()
        .filter_map(|row| row["id"].as_str().map(str::to_owned))
        .collect()
}

on_both! {
    /// Grid workers and building leaders see the places and needs of their part of the tree, and no others.
    fn who_answers_for_a_grid_sees_what_lies_below(service: &Service) {
        let office = service.role(Role::Office);
        town(&office);
        for (role, grid, places) in [
            (Role::BuildingLeader, "b7", vec!["p-b7"]),
            (Role::GridWorker, "east-1", vec!["p-b7", "p-east"]),
            (Role::GridWorker, "east", vec!["p-b7", "p-east"]),
            (Role::GridWorker, "west", vec!["p-west"]),
            (Role::GridWorker, "street", vec!["p-b7", "p-east", "p-west"]),
        ] {
            let client = service.in_grid(role, grid);
            assert_eq!(ids(&client, "places"), places, "{grid}");
            let needs: Vec<String> = places.iter().map(|place| format!("n-{place}")).collect();
            assert_eq!(ids(&client, "needs"), needs, "{grid}");
        }
        let worker = service.in_grid(Role::GridWorker, "east");
        worker.get(&format!("{TERM}/places/p-b7")).expect(200);
        worker.get(&format!("{TERM}/needs/n-p-west")).problem(404, "not-found");
        worker.get(&format!("{TERM}/places/p-none")).problem(404, "not-found");
        // Who answers for nothing sees nothing; others are not held to a grid.
        service.role(Role::GridWorker).get(&format!("{TERM}/needs")).problem(403, "forbidden");
        assert_eq!(ids(&service.role(Role::Centre), "needs").len(), 4);
    }
}

on_both! {
    /// A place names a grid that is there, and a grid that a place names stays.
    fn a_grid_that_is_named_is_there(service: &Service) {
        let office = service.role(Role::Office);
        let place = json!({"id": "p", "name": "楼", "x": 0, "y": 0, "grid": "moon"});
        let problem = office.post(&format!("{TERM}/places"), &place).problem(422, "invalid");
        assert_eq!((&problem["errors"][0]["field"], &problem["errors"][0]["code"]), (&json!("grid"), &json!("unknown-grid")));
        let grid = json!({"id": "moon", "name": "月亮网格", "level": "grid", "parent": null});
        office.post(GRIDS, &grid).expect(201);
        office.post(&format!("{TERM}/places"), &place).expect(201);
        office.delete(&format!("{GRIDS}/moon"), "\"1\"").problem(409, "in-use");
        office.delete(&format!("{TERM}/places/p"), "\"1\"").expect(204);
        office.delete(&format!("{GRIDS}/moon"), "\"1\"").expect(204);
    }
}

on_both! {
    /// A folder brings its grids along; the office puts them where they belong.
    fn a_folder_brings_its_grids(service: &Service) {
        let office = service.role(Role::Office);
        import(&office, "/api/v1/partnerships/jiezi/terms/new", &folder("tests/fixtures/tiny_term"));
        let path = format!("{GRIDS}/%E4%B8%80%E7%BD%91%E6%A0%BC");
        let seen = office.get(&path).expect(200);
        assert_eq!((&seen.json()["id"], &seen.json()["level"]), (&json!("一网格"), &json!("grid")));
        let community = json!({"id": "介子社区", "name": "介子路社区", "level": "community", "parent": null});
        let made = office.post(GRIDS, &community).expect(201);
        office.get(made.header("location").expect("a place")).expect(200);
        let placed = json!({"id": "一网格", "name": "第一网格", "level": "grid", "parent": "介子社区"});
        office.put(&path, seen.header("etag").expect("an ETag"), &placed).expect(200);
    }
}
