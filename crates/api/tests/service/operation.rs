//! What whoever runs the service sees of it: health, counts, names of requests; and a copy of the data, made and put back.

use std::collections::BTreeSet;

use serde_json::json;
use yuandi_api::db::backup::{BackupError, backup, restore};
use yuandi_api::db::{self, Database, Value, audit};
use yuandi_api::domain::role::Role;

use super::harness::{Backend, Client, Service, on_both};

const PLACES: &str = "/api/v1/partnerships/jiezi/terms/2026-autumn/places";

on_both! {
    /// It says that it lives and that it can work.
    fn its_health_is_told(service: &Service) {
        let anybody = service.nobody();
        assert_eq!(anybody.get("/healthz").expect(200).text(), "ok");
        let ready = anybody.get("/readyz").expect(200).json();
        assert_eq!(ready, json!({"database": true, "stopping": false}));
        service.app.tasks.tell();
        assert_eq!(anybody.get("/readyz").expect(503).json()["stopping"], true);
    }
}

on_both! {
    /// Counts go by routes, at an address of their own; nothing in them names anybody or anything.
    fn what_happens_is_counted(backend: Backend) {
        let service = Service::start_with(backend, |config| config.metrics_listen = Some("127.0.0.1:0".to_owned()));
        let office = service.role(Role::Office);
        office.post(PLACES, &json!({"id": "sesame", "name": "楼", "x": 0, "y": 0})).expect(201);
        office.get(&format!("{PLACES}/sesame?limit=3")).expect(200);
        service.nobody().get("/feeds/open-sesame.ics").expect(404);
        office.get("/metrics").expect(404);
        let watcher = Client { base: service.metrics.clone().expect("an address"), headers: Vec::new() };
        let text = watcher.get("/metrics").expect(200).text().to_owned();
        let route = "/api/v1/partnerships/{partnership}/terms/{term}/places/{id}";
        let line = format!("yuandi_requests_total{{route=\"{route}\",method=\"GET\",status=\"200\"}}");
        assert!(text.contains(&line), "{text}");
        for name in ["yuandi_feed_fetches_total{result=\"refused\"}", "yuandi_jobs{state=\"queued\"} 0", "yuandi_messages{state=\"dead\"} 0"] {
            assert!(text.contains(name), "{name}: {text}");
        }
        assert!(!text.contains("sesame"), "{text}");
    }
}

on_both! {
    /// Each request has a name: its proxy's, or its own.
    fn requests_have_names(service: &Service) {
        let anybody = service.nobody();
        let names: BTreeSet<String> = (0..3)
            .map(|_| anybody.get("/healthz").header("x-request-id").expect("a name").to_owned())
            .collect();
        assert_eq!(names.len(), 3);
        let named = anybody.with("x-request-id", "from-the-proxy-7").get("/healthz");
        assert_eq!(named.header("x-request-id"), Some("from-the-proxy-7"));
        let odd = anybody.with("x-request-id", "a\tb").get("/healthz");
        assert_ne!(odd.header("x-request-id"), Some("a\tb"));
    }
}

/// The address of a file.
fn lite(path: &std::path::Path) -> String {
    format!("sqlite:{}", path.display())
}

/// A copy is whole although it is made while others write, and it can be put back; what was before is kept.
#[test]
fn a_copy_is_made_while_it_runs_and_put_back() {
    let service = Service::start(Backend::Sqlite);
    let office = service.role(Role::Office);
    for i in 0..20 {
        office
            .post(
                PLACES,
                &json!({"id": format!("before{i}"), "name": "楼", "x": 0, "y": 0}),
            )
            .expect(201);
    }
    let copy = service.folder.path().join("copy.db");
    let url = service.app.config.database.clone();
    std::thread::scope(|scope| {
        let writer = office.clone();
        let writing = scope.spawn(move || {
            for i in 0..200 {
                writer
                    .post(
                        PLACES,
                        &json!({"id": format!("during{i}"), "name": "楼", "x": 0, "y": 0}),
                    )
                    .expect(201);
            }
        });
        service.wait(backup(&url, &copy)).expect("a copy");
        writing.join().expect("a writer");
    });
    assert!(matches!(service.wait(backup(&url, &copy)), Err(BackupError::Exists(_))));
    // While it runs, nothing takes its data away.
    let refused = service.wait(restore(&copy, &url, 7));
    assert!(matches!(refused, Err(BackupError::InUse(_))), "{refused:?}");
    office.get(&format!("{PLACES}/during199")).expect(200);
    // Elsewhere it can be put in place, twice.
    let place = service.folder.path().join("elsewhere.db");
    assert_eq!(service.wait(restore(&copy, &lite(&place), 7)).expect("the data"), None);
    let before = service
        .wait(restore(&copy, &lite(&place), 8))
        .expect("the data")
        .expect("what was before");
    assert!(before.exists());
    service
        .wait(async {
            let db = Database::open(&lite(&place)).await?;
            let count = |sql: &'static str| {
                let db = db.clone();
                async move { db.first::<(i64,)>(sql, Vec::<Value>::new()).await }
            };
            let before = count("SELECT COUNT(*) FROM place WHERE id LIKE 'before%'").await?;
            assert_eq!(before, Some((20,)));
            assert_eq!(count("SELECT COUNT(*) FROM sign_in").await?, Some((0,)));
            // The trail is whole, and its last entry tells of the restoring.
            assert_eq!(audit::first_broken(&db, "jiezi").await?, None);
            let last = audit::page(&db, "jiezi", i64::MAX, 1).await?;
            assert_eq!(last[0].action, "database.restore");
            db.close().await;
            Ok::<(), db::Error>(())
        })
        .expect("a database");
}

/// What is no copy of ours is refused, and nothing changes.
#[test]
fn what_is_no_copy_is_refused() {
    let service = Service::start(Backend::Sqlite);
    let folder = service.folder.path();
    let (copy, place) = (folder.join("copy.db"), folder.join("place.db"));
    service
        .wait(backup(&service.app.config.database, &copy))
        .expect("a copy");
    let bytes = std::fs::read(&copy).expect("a file");
    std::fs::write(
        folder.join("text.db"),
        "not a database at all, but long enough to be read as one".repeat(40),
    )
    .expect("a file");
    std::fs::write(folder.join("short.db"), &bytes[..bytes.len() / 2]).expect("a file");
    for name in ["text.db", "short.db", "none.db"] {
        let refused = service.wait(restore(&folder.join(name), &lite(&place), 7));
        assert!(refused.is_err(), "{name}");
        assert!(!place.exists(), "{name}");
    }
    let elsewhere = service.wait(backup("postgres://localhost/yuandi", &folder.join("new.db")));
    assert!(matches!(elsewhere, Err(BackupError::NotSqlite)));
}
