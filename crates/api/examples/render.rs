//! How long it takes to write a feed of 200 duties, once they are read: it must be under half a millisecond.
//!
//! `cargo run --release -p yuandi-api --example render`; ends with 1 if it takes longer.

use std::time::{Duration, Instant};

use yuandi_api::domain::duty::Duty;
use yuandi_api::feeds::{self, Pages};

/// Duties of the feed: what a student does in two years.
const DUTIES: usize = 200;
/// Feeds written; the median counts.
const RUNS: usize = 2001;
/// What it may take.
const LIMIT: Duration = Duration::from_micros(500);

fn duty(i: usize) -> Duty {
    let text = |text: &str| text.to_owned();
    let day = format!("2026-{:02}-{:02}", 9 + i / 60, 1 + i / 2 % 28);
    Duty {
        uid: format!("{i:032x}@yuandi.example.edu"),
        term: text("2026-autumn"),
        kind: text("session"),
        activity: format!("therapy-{i:04}"),
        team: text("medicine-3"),
        service: text("therapy"),
        place: text("hall"),
        grid: Some(text("jiezi-3")),
        zone: text("Asia/Shanghai"),
        start: format!("{day}T14:30"),
        end: format!("{day}T17:30"),
        title: text("康复理疗（值班） · 医学院三队"),
        location: text("介子路社区党群服务中心二楼理疗室"),
        description: format!("服务队：医学院三队\n编号：therapy-{i:04}"),
        sequence: 1,
        updated: 1_788_000_000,
        cancelled: i.is_multiple_of(40),
    }
}

#[expect(clippy::print_stdout, reason = "a program that reports")]
fn main() {
    let duties: Vec<Duty> = (0..DUTIES).map(duty).collect();
    let mut times = Vec::with_capacity(RUNS);
    let mut bytes = 0;
    let pages = Pages {
        public_url: "https://yuandi.example.edu",
        partnership: "jiezi",
    };
    for _ in 0..RUNS {
        let began = Instant::now();
        bytes = feeds::write("我的值班".to_owned(), &duties, pages)
            .expect("a feed")
            .len();
        times.push(began.elapsed());
    }
    times.sort_unstable();
    let (median, worst) = (times[RUNS / 2], times[RUNS * 99 / 100]);
    println!(
        "{DUTIES} events, {bytes} bytes, median {} µs, p99 {} µs",
        median.as_micros(),
        worst.as_micros()
    );
    if median > LIMIT {
        std::process::exit(1);
    }
}
