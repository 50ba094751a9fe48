//! How the databases go about a statement, and what is wrong with that.

use sqlx::AssertSqlSafe;
use yuandi_api::db::{self, Database, Tx};

use crate::harness::hear::Statement;

/// What may be read whole: there are few of these, or they are a statement's own.
const SMALL: [&str; 10] = [
    "formation",
    "partnership",
    "term",
    "plan",
    "webhook",
    "college",
    "grid",
    "audit_head",
    "due",
    "note",
];
/// Columns that narrow nothing down: a partnership may have ten thousand rows of a kind in a term.
const WIDE: [&str; 2] = ["partnership", "term"];

/// A row that is added by hand comes after the last: that reads a term's table, and happens as often as somebody types.
const BY_HAND: &str = "MAX(ordinal)";
/// These hold few rows of a table: those who answer for a part of the tree of grids.
const PARTIAL: [&str; 1] = ["account_grid"];
/// Of these a partnership has few: it solves some hundred times a year.
const FEW: [&str; 1] = ["job"];

/// What is wrong with a statement's plan.
pub async fn complaints(db: &Database, statement: &Statement) -> Result<Vec<String>, db::Error> {
    let Statement { sql, types } = statement.clone();
    let (lite, plan) = db
        .write::<_, db::Error, _>(move |tx| {
            Box::pin(async move {
                Ok(match tx {
                    Tx::Pg(_) => (false, postgres(tx, &sql, &types).await?),
                    _ => (true, sqlite(tx, &sql).await?),
                })
            })
        })
        .await?;
    let bad = if lite {
        bad_in_sqlite(&plan)
    } else {
        bad_in_postgres(&plan)
    };
    let (by_hand, whole) = (statement.sql.contains(BY_HAND), |bad: &String| {
        bad.starts_with("SCAN ") || bad.starts_with("Seq Scan")
    });
    let few = |bad: &String| PARTIAL.iter().any(|index| bad.split(' ').any(|word| word == *index));
    let bad = bad.into_iter().filter(|bad| !few(bad) && (!by_hand || whole(bad)));
    let told = |bad: String| format!("{bad}\n  {}\n  {}", statement.sql, plan.join("\n  "));
    Ok(bad.map(told).collect())
}

async fn sqlite(tx: &mut Tx, sql: &str) -> Result<Vec<String>, db::Error> {
    let explain = format!("EXPLAIN QUERY PLAN {sql}");
    let rows: Vec<(i64, i64, i64, String)> = tx.all(AssertSqlSafe(explain), Vec::new()).await?;
    Ok(rows.into_iter().map(|(_, _, _, step)| step).collect())
}

/// The plan for whatever values: the one that a service comes to use.
async fn postgres(tx: &mut Tx, sql: &str, types: &str) -> Result<Vec<String>, db::Error> {
    let (types, nothing) = if types.is_empty() {
        (String::new(), String::new())
    } else {
        let nothing = types.split(", ").map(|_| "NULL").collect::<Vec<_>>();
        (format!("({types})"), format!("({})", nothing.join(", ")))
    };
    tx.run("SET LOCAL plan_cache_mode = force_generic_plan", Vec::new())
        .await?;
    tx.run(AssertSqlSafe(format!("PREPARE heard {types} AS {sql}")), Vec::new())
        .await?;
    let rows: Vec<(String,)> = tx
        .all(AssertSqlSafe(format!("EXPLAIN EXECUTE heard {nothing}")), Vec::new())
        .await?;
    tx.run("DEALLOCATE heard", Vec::new()).await?;
    Ok(rows.into_iter().map(|(line,)| line).collect())
}

/// `SCAN person`, or `SEARCH person USING INDEX i (partnership=? AND term=?)`.
fn bad_in_sqlite(plan: &[String]) -> Vec<String> {
    // What a statement has put together itself.
    let own = |table: &str| {
        let made = ["CO-ROUTINE", "MATERIALIZE"].map(|how| format!("{how} {table}"));
        plan.iter().any(|step| made.contains(step))
    };
    let small = |step: &str| {
        let table = step.split_whitespace().nth(1).unwrap_or_default();
        if own(table) {
            return true;
        }
        SMALL.contains(&table) || table == "CONSTANT" || table.starts_with(['(', '0', '1', '2', '3'])
    };
    let bad = |step: &&String| {
        if small(step) {
            return false;
        }
        if step.starts_with("SCAN ") {
            return true;
        }
        if FEW
            .iter()
            .any(|few| step.starts_with(&format!("SEARCH {few} ")) || step.starts_with("SEARCH waiting "))
        {
            return false;
        }
        let by = step.rsplit_once('(').map(|(_, by)| by.trim_end_matches(')'));
        step.starts_with("SEARCH ")
            && by.is_some_and(|by| {
                by.split(" AND ")
                    .all(|one| WIDE.contains(&one.trim_end_matches(['=', '?', '<', '>'])))
            })
    };
    plan.iter().filter(bad).cloned().collect()
}

/// `Seq Scan on person`, or `Index Scan using i on person` whose `Index Cond` narrows nothing down.
fn bad_in_postgres(plan: &[String]) -> Vec<String> {
    let mut bad = Vec::new();
    for (i, line) in plan.iter().enumerate() {
        let step = line.trim_start().trim_start_matches("-> ").trim_start();
        let Some((kind, on)) = step.split_once(" on ") else {
            continue;
        };
        let table = on.split_whitespace().next().unwrap_or_default();
        if kind.ends_with("Seq Scan") && !SMALL.contains(&table) {
            bad.push(step.to_owned());
        }
        let by_index = (kind.contains("Index Scan") || kind.contains("Index Only Scan")) && !FEW.contains(&table);
        if by_index && !SMALL.iter().any(|small| on.starts_with(small)) && !narrow(plan.get(i + 1)) {
            bad.push(step.to_owned());
        }
    }
    bad
}

/// Whether `Index Cond: ((partnership = $1) AND (id > $2))` names a column that narrows something down.
fn narrow(line: Option<&String>) -> bool {
    let Some((_, by)) = line.and_then(|line| line.split_once("Index Cond: ")) else {
        return false;
    };
    by.split(" AND ").any(|one| {
        let column = one
            .trim_start_matches(['(', '"'])
            .split([' ', '"', ')'])
            .next()
            .unwrap_or_default();
        !WIDE.contains(&column)
    })
}
