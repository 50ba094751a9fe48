//! What each kind of feed shows: a team's, a place's, a grid's, a service's, the partnership's, a person's.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};
use yuandi_api::domain::role::Role;

use super::{published, rename_room};
use crate::harness::calendar::{FEEDS, events, subscribe, value};
use crate::harness::term::{TINY, edit, plan_and_publish};
use crate::harness::{Backend, Client, HOME, Service, on_both};

const GRIDS: &str = "/api/v1/partnerships/jiezi/grids";

/// UIDs of a feed.
fn uids(service: &Service, path: &str) -> BTreeSet<String> {
    let feed = service.nobody().get(path).expect(200);
    events(&feed)
        .iter()
        .map(|event| value(event, "UID").to_owned())
        .collect()
}

/// UIDs of the duties that webhooks, calendars and people would be told of: those of the database with this value in this column.
fn stored(service: &Service, column: &'static str, wanted: &str) -> BTreeSet<String> {
    let sql = format!("SELECT uid FROM duty WHERE partnership = 'jiezi' AND NOT cancelled AND {column} = '{wanted}'");
    let found = service.app.db.all::<(String,)>(sqlx::AssertSqlSafe(sql), Vec::new());
    service
        .wait(found)
        .expect("a database")
        .into_iter()
        .map(|(uid,)| uid)
        .collect()
}

/// A tree of grids: a street, a community in it, two grids in that; building 12 in the first.
fn grow_tree(office: &Client) {
    for (id, level, parent) in [
        ("street", "street", Json::Null),
        ("jiezi-road", "community", json!("street")),
        ("grid-1", "grid", json!("jiezi-road")),
        ("grid-2", "grid", json!("jiezi-road")),
    ] {
        let grid = json!({"id": id, "name": format!("{id}（名）"), "level": level, "parent": parent});
        office.post(GRIDS, &grid).expect(201);
    }
    edit(
        office,
        &format!("{TINY}/places/building-12"),
        &json!({"grid": "grid-1"}),
    )
    .expect(200);
}

on_both! {
    /// A team, a place and a service each show their own, all of it, and nothing else; the partnership shows everything.
    fn each_shows_its_own(service: &Service) {
        let office = published(service);
        let mut of_teams = BTreeSet::new();
        for (kind, subject) in [
            ("team", "tuina-1"), ("team", "tuina-2"), ("team", "repair"),
            ("place", "therapy-room"), ("place", "building-12"),
            ("service", "therapy"), ("service", "repairs"), ("service", "course"),
        ] {
            let shown = uids(service, &subscribe(&office, kind, subject));
            assert!(!shown.is_empty(), "{kind} {subject}");
            assert_eq!(shown, stored(service, kind, subject), "{kind} {subject}");
            if kind == "team" {
                of_teams.extend(shown);
            }
        }
        assert_eq!(uids(service, &subscribe(&office, "partnership", HOME)), of_teams);
        assert_eq!(uids(service, &subscribe(&office, "place", "campus")), BTreeSet::new());
    }
}

on_both! {
    /// A calendar is called after what it shows; another name is another version of it, also where nothing happens.
    fn each_bears_its_name(service: &Service) {
        let office = published(service);
        grow_tree(&office);
        let renamings: [(&str, &str, &str, String); 4] = [
            ("team", "tuina-1", "推拿一队", format!("{TINY}/teams/tuina-1")),
            ("place", "campus", "学院校区", format!("{TINY}/places/campus")),
            ("grid", "grid-2", "grid-2（名）", format!("{GRIDS}/grid-2")),
            ("partnership", HOME, "介子路社区", format!("/api/v1/partnerships/{HOME}")),
        ];
        for (kind, subject, name, resource) in renamings {
            let path = subscribe(&office, kind, subject);
            let before = service.nobody().get(&path).expect(200);
            assert!(before.text().contains(&format!("X-WR-CALNAME:{name}\r\n")), "{kind}");
            service.app.clock.advance(60);
            if kind == "partnership" {
                let change = json!({"name": "新名", "zone": "Asia/Shanghai", "swaps": "office"});
                office.put(&resource, "\"1\"", &change).expect(200);
            } else {
                edit(&office, &resource, &json!({"name": "新名"})).expect(200);
            }
            service.app.feeds.forget();
            for validator in ["etag", "last-modified"] {
                let condition = if validator == "etag" { "if-none-match" } else { "if-modified-since" };
                let seen = before.header(validator).expect("a validator");
                let after = service.nobody().with(condition, seen).get(&path).expect(200);
                assert!(after.text().contains("X-WR-CALNAME:新名\r\n"), "{kind}");
            }
        }
    }
}

on_both! {
    /// A grid shows what happens in it and in all below it, whichever term names it; where there is no grid, there is no feed.
    fn a_grid_shows_its_whole_tree(service: &Service) {
        let office = published(service);
        office.post(FEEDS, &json!({"kind": "grid", "subject": "grid-1"})).problem(422, "invalid");
        grow_tree(&office);
        let visits = stored(service, "grid", "grid-1");
        assert!(!visits.is_empty());
        let paths = ["street", "jiezi-road", "grid-1"].map(|grid| subscribe(&office, "grid", grid));
        for path in &paths {
            assert_eq!(uids(service, path), visits);
        }
        assert_eq!(uids(service, &subscribe(&office, "grid", "grid-2")), BTreeSet::new());
        // What changes at the bottom is seen at the top.
        let etag = service.nobody().get(&paths[0]).expect(200).header("etag").expect("an ETag").to_owned();
        edit(&office, &format!("{TINY}/places/building-12"), &json!({"name": "12 号楼"})).expect(200);
        let changed = service.nobody().with("if-none-match", &etag).get(&paths[0]).expect(200);
        assert!(events(&changed).iter().all(|event| value(event, "LOCATION") == "12 号楼"));
        // A grid that moves takes its calendar along.
        let other = json!({"id": "other", "name": "另一社区", "level": "community", "parent": "street"});
        office.post(GRIDS, &other).expect(201);
        let resource = format!("{GRIDS}/grid-1");
        edit(&office, &resource, &json!({"parent": "other"})).expect(200);
        service.app.feeds.forget();
        assert_eq!(uids(service, &paths[1]), BTreeSet::new());
        assert_eq!(uids(service, &subscribe(&office, "grid", "other")), visits);
        assert_eq!(uids(service, &paths[0]), visits);
    }
}

on_both! {
    /// Who answers for a part of the tree sees that part and what is below it.
    fn a_grid_worker_sees_their_part_of_the_tree(service: &Service) {
        let office = published(service);
        grow_tree(&office);
        let worker = service.somebody(HOME, Role::GridWorker, None, Some("jiezi-road"));
        for grid in ["jiezi-road", "grid-1", "grid-2"] {
            subscribe(&worker, "grid", grid);
        }
        worker.post(FEEDS, &json!({"kind": "grid", "subject": "street"})).problem(403, "forbidden");
        let leader = service.somebody(HOME, Role::BuildingLeader, None, Some("grid-2"));
        leader.post(FEEDS, &json!({"kind": "grid", "subject": "grid-1"})).problem(403, "forbidden");
    }
}

on_both! {
    /// A supervisor has the duties of the team they stand with; in no team, those of all teams of their college.
    fn a_supervisor_has_the_duties_of_their_teams(service: &Service) {
        let office = published(service);
        let supervisor = service.person(Role::Supervisor, Some("2026007"));
        let path = subscribe(&supervisor, "person", "2026007");
        let repair = stored(service, "team", "repair");
        assert!(!repair.is_empty());
        assert_eq!(uids(service, &path), repair);
        let person = format!("{TINY}/people/2026007");
        edit(&office, &person, &json!({"team": null})).expect(200);
        assert_eq!(uids(service, &path), repair, "the college has this team alone");
        edit(&office, &person, &json!({"college": "医学院"})).expect(200);
        let feed = service.nobody().get(&path).expect(200);
        let confirmed: BTreeSet<String> = (events(&feed).iter())
            .filter(|event| value(event, "STATUS") == "CONFIRMED")
            .map(|event| value(event, "UID").to_owned())
            .collect();
        let tuina: BTreeSet<String> = ["tuina-1", "tuina-2"].iter().flat_map(|team| stored(service, "team", team)).collect();
        assert_eq!(confirmed, tuina);
        subscribe(&supervisor, "team", "tuina-2");
        rename_room(&office, "另一间");
        assert!(service.nobody().get(&path).expect(200).text().contains("另一间"));
        plan_and_publish(&office, true);
        assert!(uids(service, &path).is_superset(&tuina));
    }
}
