//! Fills a database with very many subscribers, so that what is slow with them is seen.
//!
//! `cargo run --release -p yuandi-api --example many -- DATABASE SUBSCRIBERS ADDRESSES`
//!
//! Prints as many addresses of feeds as asked for, a line each, whose secrets nobody else ever sees. The account `load` of
//! partnership `u0` has the password of the demonstration.

use yuandi_api::db::accounts::{self, NewAccount};
use yuandi_api::db::{self, Database, Tx, feeds};
use yuandi_api::domain::role::Role;
use yuandi_api::domain::{password, secret};
use yuandi_api::{demo, server};

/// What there is, for both databases.
const MANY: &str = include_str!("../../../../benches/many.sql");

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [database, subscribers, addresses] = &arguments[..] else {
        say("many DATABASE SUBSCRIBERS ADDRESSES");
        std::process::exit(2);
    };
    let addresses: usize = addresses.parse().expect("ADDRESSES is a whole number");
    let hash = password::hash(demo::PASSWORD).expect("randomness");
    let sqlite = database.starts_with("sqlite:");
    let bytes = if sqlite { "BLOB" } else { "BYTEA" };
    let sql = MANY.replace("SUBSCRIBERS", subscribers).replace("BYTES", bytes);
    server::block_on(async {
        let db = Database::open(database).await.expect("a database");
        let filled = db.write::<_, db::Error, _>(move |tx| Box::pin(fill(tx, sql, hash, addresses)));
        for address in filled.await.expect("an empty database") {
            say(&address);
        }
        if !sqlite {
            // What its autovacuum does within a minute, so that nobody need wait for it.
            let analyzed = db.write::<_, db::Error, _>(|tx| Box::pin(tx.run("ANALYZE", Vec::new())));
            analyzed.await.expect("statistics");
        }
        db.close().await;
    });
}

/// Fills the tables; gives the addresses.
async fn fill(tx: &mut Tx, sql: String, hash: String, addresses: usize) -> Result<Vec<String>, db::Error> {
    for statement in sql.split(";\n").filter(|statement| !statement.trim().is_empty()) {
        tx.run(sqlx::AssertSqlSafe(statement), Vec::new()).await?;
    }
    let account = NewAccount {
        id: "load".to_owned(),
        partnership: "u0".to_owned(),
        login: "load".to_owned(),
        name: "Load".to_owned(),
        roles: vec![Role::Office],
        person: None,
        grid: None,
        email: None,
        language: "en".to_owned(),
        password: Some(hash),
    };
    accounts::open(tx, &account, 0).await?;
    let mut all = Vec::with_capacity(addresses);
    for i in 0..addresses {
        let (secret, token) = secret::new();
        let feed = feeds::Feed {
            partnership: format!("u{}", i % 10),
            id: format!("load{i}"),
            kind: "person".to_owned(),
            subject: format!("p{i}"),
            omit_cancelled: false,
            created_by: "load".to_owned(),
            created: 0,
            revoked: None,
            fetched: None,
            client: None,
            fetches: 0,
        };
        feeds::insert(tx, &feed, &token).await?;
        all.push(format!("/feeds/{secret}.ics"));
    }
    Ok(all)
}

#[expect(clippy::print_stdout, reason = "a program that reports")]
fn say(line: &str) {
    println!("{line}");
}
