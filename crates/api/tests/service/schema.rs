//! The tables: both databases have the same, and one of the first release comes along with all that is in it.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;
use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection as _, Executor as _};
use yuandi_api::db::{Database, Value};
use yuandi_api::domain::role::Role;

use super::harness::{Backend, Service, empty_database, on_both};

/// Columns: table, name, kind, whether it must be filled.
async fn columns(db: &Database) -> BTreeSet<(String, String, String, bool)> {
    let sql = match db {
        Database::Lite { .. } => {
            "SELECT m.name, c.name, c.type, c.\"notnull\" = 1 OR c.pk > 0 FROM sqlite_master m \
             JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'"
        }
        Database::Pg(_) => {
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), UPPER(CAST(data_type AS TEXT)), is_nullable = 'NO' \
             FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    let rows: Vec<(String, String, String, bool)> = db.all(sql, Vec::<Value>::new()).await.expect("columns");
    let rows = rows.into_iter().filter(|row| row.0 != "_sqlx_migrations");
    let kind = |kind: String| match kind.as_str() {
        "BYTEA" => "BLOB".to_owned(),
        "DOUBLE PRECISION" => "REAL".to_owned(),
        _ => kind,
    };
    rows.map(|(table, name, of, must)| (table, name, kind(of), must))
        .collect()
}

/// Names of the indexes that were given one.
async fn indexes(db: &Database) -> BTreeSet<String> {
    let sql = match db {
        Database::Lite { .. } => "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
        Database::Pg(_) => {
            "SELECT CAST(i.indexname AS TEXT) FROM pg_indexes i WHERE i.schemaname = 'public' AND NOT EXISTS \
             (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)"
        }
    };
    let rows: Vec<(String,)> = db.all(sql, Vec::<Value>::new()).await.expect("indexes");
    rows.into_iter().map(|(name,)| name).collect()
}

/// Which table names which, and how often.
async fn references(db: &Database) -> BTreeSet<(String, String, i64)> {
    let sql = match db {
        Database::Lite { .. } => {
            "SELECT m.name, f.\"table\", COUNT(DISTINCT f.id) FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f \
             WHERE m.type = 'table' GROUP BY m.name, f.\"table\""
        }
        Database::Pg(_) => {
            "SELECT CAST(a.relname AS TEXT), CAST(b.relname AS TEXT), COUNT(*) FROM pg_constraint c \
             JOIN pg_class a ON a.oid = c.conrelid JOIN pg_class b ON b.oid = c.confrelid \
             WHERE c.contype = 'f' GROUP BY a.relname, b.relname"
        }
    };
    let rows: Vec<(String, String, i64)> = db.all(sql, Vec::<Value>::new()).await.expect("references");
    rows.into_iter().collect()
}

/// What is in one set and not in the other.
fn differences<T: Ord + Clone + std::fmt::Debug>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> Vec<T> {
    one.symmetric_difference(other).cloned().collect()
}

/// What is written once for both databases finds the same tables in both.
#[test]
fn both_databases_have_the_same_tables() {
    let (lite, pg) = (
        Service::start_empty(Backend::Sqlite, |_| {}),
        Service::start_empty(Backend::Postgres, |_| {}),
    );
    let all = |service: &Service| {
        let db = service.app.db.clone();
        service.wait(async move { (columns(&db).await, indexes(&db).await, references(&db).await) })
    };
    let (lite, pg) = (all(&lite), all(&pg));
    assert_eq!(differences(&lite.0, &pg.0), []);
    assert_eq!(differences(&lite.1, &pg.1), [""; 0]);
    assert_eq!(differences(&lite.2, &pg.2), []);
    assert!(lite.0.len() > 200 && lite.1.len() > 15 && lite.2.len() > 20);
}

/// The last migration of the first release.
const FIRST_RELEASE: u32 = 7;

/// What an office had then.
const OLD: &str = "
    INSERT INTO partnership (id, name, zone, domain, created) VALUES ('jiezi', '介子路社区', 'Asia/Shanghai', 'jiezi.example', 1);
    INSERT INTO partnership (id, name, zone, domain, created) VALUES ('elsewhere', '别处', 'Asia/Shanghai', 'elsewhere.example', 1);
    INSERT INTO grid (partnership, id, ordinal, name, level) VALUES ('jiezi', 'g1', 1, '一网格', 'grid');
    INSERT INTO term (partnership, id, ordinal, name, zone, first_day, weeks, settings) VALUES
        ('jiezi', '2026-autumn', 1, '秋季', 'Asia/Shanghai', '2026-09-07', 18, '{\"blocks\":[[\"08:00\",\"12:00\"]]}');
    INSERT INTO place (partnership, term, id, ordinal, name, x, y, grid) VALUES
        ('jiezi', '2026-autumn', 'a', 1, '一号楼', 1.5, 2, 'g1'), ('jiezi', '2026-autumn', 'b', 2, '二号楼', 0, 0, 'g2'),
        ('jiezi', '2026-autumn', 'c', 3, '三号楼', 0, 0, 'g2'), ('jiezi', '2026-autumn', 'd', 4, '四号楼', 0, 0, NULL);
    INSERT INTO team (partnership, term, id, ordinal, name, college, home, skills, quorum, groups) VALUES
        ('jiezi', '2026-autumn', 't', 1, '队', '医学院', 'a', '[\"推拿\"]', 1, '[]');
    INSERT INTO person (partnership, term, id, ordinal, name, college, team, role) VALUES
        ('jiezi', '2026-autumn', 's1', 1, '林同学', '医学院', 't', 'student');
    INSERT INTO job (partnership, id, term, state, settings, created_by, created, finished) VALUES
        ('jiezi', 'j', '2026-autumn', 'failed', '{}', 'a', 1, 2);
";

/// The migrations of the first release alone.
async fn first_release(kind: &str, folder: &Path) -> Migrator {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(kind);
    for entry in std::fs::read_dir(all).expect("migrations") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let number: u32 = name.split('_').next().expect("a number").parse().expect("a number");
        if number <= FIRST_RELEASE {
            std::fs::copy(&path, folder.join(name)).expect("a copy");
        }
    }
    Migrator::new(folder).await.expect("migrations")
}

/// Makes a database as the first release left it.
async fn old_database(backend: Backend, url: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    match backend {
        Backend::Sqlite => {
            let options: SqliteConnectOptions = url.parse().expect("an address");
            let options = options.create_if_missing(true).foreign_keys(true);
            let mut db = SqliteConnection::connect_with(&options).await.expect("a database");
            first_release("sqlite", folder.path())
                .await
                .run(&mut db)
                .await
                .expect("tables");
            db.execute(OLD).await.expect("rows");
            db.close().await.expect("an end");
        }
        Backend::Postgres => {
            let mut db = PgConnection::connect(url).await.expect("a database");
            first_release("postgres", folder.path())
                .await
                .run(&mut db)
                .await
                .expect("tables");
            db.execute(OLD).await.expect("rows");
            db.close().await.expect("an end");
        }
    }
}

on_both! {
    /// A database of the first release is brought up to date where it stands: nothing is lost, and everything works on.
    fn an_old_database_comes_along(backend: Backend) {
        let folder = tempfile::tempdir().expect("a folder");
        let url = empty_database(backend, folder.path());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(old_database(backend, &url));
        let service = Service::start_empty(backend, |config| config.database = url);
        let office = service.role(Role::Office);
        let term = "/api/v1/partnerships/jiezi/terms/2026-autumn";
        let places = office.get(&format!("{term}/places")).expect(200).json();
        assert_eq!(places["items"].as_array().map(Vec::len), Some(4));
        assert_eq!((&places["items"][0]["x"], &places["items"][1]["grid"]), (&json!(1.5), &json!("g2")));
        assert_eq!(office.get(&format!("{term}/people/s1")).expect(200).json()["name"], "林同学");
        assert!(office.get(&format!("{term}/faults")).expect(200).json()["faults"].is_array());
        // Grids that places named are grids now; the one that was there keeps its name.
        let grids = office.get("/api/v1/partnerships/jiezi/grids").expect(200).json();
        let names: Vec<&str> = grids["items"].as_array().expect("grids").iter().filter_map(|grid| grid["name"].as_str()).collect();
        assert_eq!(names, ["一网格", "g2"]);
        let job = office.get(&format!("{term}/jobs/j")).expect(200).json();
        assert_eq!((&job["state"], &job["faults"]), (&json!("failed"), &json!([])));
        office.with("idempotency-key", "k").post(&format!("{term}/places"), &json!({"id": "e", "name": "楼", "x": 0, "y": 0})).expect(201);
        // Opened once more, it stays as it is.
        let url = service.app.config.database.clone();
        drop(service);
        let again = runtime.block_on(Database::open(&url)).expect("a database");
        runtime.block_on(again.close());
    }
}
