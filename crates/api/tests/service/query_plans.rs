//! With a hundred thousand subscribers in one database, no statement of what happens all the time reads a whole table, or all of a
//! partnership's rows of one. The statements are heard as they run, so that none is written down here a second time.

mod explain;
mod use_all;

use std::collections::BTreeSet;

use tempfile::TempDir;
use yuandi_api::db::{self, Database};

use super::harness::hear::Heard;
use super::harness::{Backend, empty_database, on_both};

/// What there is much of, as the benchmarks have it.
const MANY: &str = include_str!("../../../../benches/many.sql");
/// Subscribers.
const SUBSCRIBERS: &str = "100000";

/// A database of that size.
async fn full(backend: Backend, folder: &TempDir) -> Result<Database, db::Error> {
    let db = Database::open(&empty_database(backend, folder.path())).await?;
    let bytes = if backend == Backend::Sqlite { "BLOB" } else { "BYTEA" };
    let sql = MANY.replace("SUBSCRIBERS", SUBSCRIBERS).replace("BYTES", bytes);
    let statements: Vec<String> = sql.split(";\n").map(str::to_owned).collect();
    db.write::<_, db::Error, _>(move |tx| {
        Box::pin(async move {
            for statement in statements.into_iter().filter(|statement| !statement.trim().is_empty()) {
                tx.run(sqlx::AssertSqlSafe(statement), Vec::new()).await?;
            }
            Ok(())
        })
    })
    .await?;
    if backend == Backend::Postgres {
        // Its own upkeep does this soon after rows came in; SQLite decides without.
        db.all::<()>("ANALYZE", Vec::new()).await?;
    }
    Ok(db)
}

on_both! {
    /// Feeds, sign-ins, lists, jobs, messages, repeated requests.
    fn nothing_that_happens_often_reads_a_whole_table(backend: Backend) {
        let folder = TempDir::new().expect("a folder");
        // On one thread, so that all that runs is heard.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let bad = runtime.block_on(async {
            let db = full(backend, &folder).await?;
            let listening = Heard::here();
            use_all::use_all(&db).await?;
            // It must see what is bad.
            db.all::<(String,)>("SELECT id FROM person WHERE name = $1", vec![db::Value::from("Wang")]).await?;
            db.all::<(String,)>("SELECT uid FROM duty WHERE partnership = $1 AND term = $2 AND title = 'Visit'", vec![db::Value::from("u1"), db::Value::from("t")]).await?;
            let heard: BTreeSet<_> = listening.all().into_iter().collect();
            drop(listening);
            let mut bad = Vec::new();
            for statement in heard {
                bad.extend(explain::complaints(&db, &statement).await?);
            }
            db.close().await;
            Ok::<_, db::Error>(bad)
        });
        let bad = bad.expect("a database");
        let (planted, bad): (Vec<_>, Vec<_>) = bad.into_iter().partition(|bad| bad.contains("WHERE name =") || bad.contains("title = 'Visit'"));
        assert_eq!(planted.len(), 2, "a bad plan went unseen: {planted:#?}");
        assert!(bad.is_empty(), "{}", bad.join("\n\n"));
    }
}
