//! A load on a running service: clients that read and write, first as fast as they can, then at half of that rate.
//!
//! `cargo run --release -p yuandi-api --example load -- http://127.0.0.1:8080 PARTNERSHIP TERM LOGIN PASSWORD SECONDS`
//!
//! Ends with 1 if the service fails a request, or answers the slowest hundredth of the steady ones later than in 50 ms.
//!
//! At the steady rate each request has a time at which it is due, and its latency counts from there: a service that stalls
//! cannot hide the requests that would have come meanwhile.

mod client;
mod figures;
mod work;

use std::sync::Arc;
use std::time::{Duration, Instant};

use client::Client;
use figures::Figures;
use work::Work;

/// Clients at once.
const CLIENTS: usize = 64;
/// What the slowest hundredth of the requests may take at the steady rate.
const LIMIT: Duration = Duration::from_millis(50);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [base, partnership, term, login, password, seconds] = &arguments[..] else {
        eprintln_usage();
        std::process::exit(2);
    };
    let seconds = Duration::from_secs(seconds.parse().expect("SECONDS is a whole number"));
    let first = Client::sign_in(base, partnership, login, password);
    let work = Arc::new(Work::prepare(&first, partnership, term));
    let peak = run(&first, &work, seconds / 4, None);
    say(&format!("peak      {peak}"));
    let rate = peak.rate() / 2.0;
    let steady = run(&first, &work, seconds, Some(rate));
    say(&format!("steady    {steady}"));
    let failed = peak.failed() + steady.failed();
    if failed > 0 {
        say(&format!("{failed} requests failed on the service's side"));
    }
    let late = steady.percentile(99) > LIMIT;
    if late {
        say(&format!("p99 is above {} ms", LIMIT.as_millis()));
    }
    if failed > 0 || late {
        std::process::exit(1);
    }
}

/// Runs every client until the time is over; with a rate, each request is due at its own time.
fn run(first: &Client, work: &Arc<Work>, time: Duration, rate: Option<f64>) -> Figures {
    let began = Instant::now();
    let threads: Vec<_> = (0..CLIENTS)
        .map(|number| {
            let (mut client, work) = (first.another(), Arc::clone(work));
            std::thread::spawn(move || {
                let mut figures = Figures::default();
                for turn in 0.. {
                    let due = rate.map(|rate| began + Duration::from_secs_f64((turn * CLIENTS + number) as f64 / rate));
                    let due = due.unwrap_or_else(Instant::now);
                    if due.duration_since(began) >= time {
                        break;
                    }
                    pause_until(due);
                    let status = work.one(&mut client, number, turn);
                    figures.add(status, due.elapsed());
                }
                figures
            })
        })
        .collect();
    let mut all = Figures::default();
    for thread in threads {
        all.join(thread.join().expect("a client"));
    }
    all.over(began.elapsed());
    all
}

/// A client is idle until its next request is due.
fn pause_until(due: Instant) {
    while let Some(left) = due
        .checked_duration_since(Instant::now())
        .filter(|left| !left.is_zero())
    {
        std::thread::park_timeout(left);
    }
}

#[expect(clippy::print_stdout, reason = "a program that reports")]
fn say(line: &str) {
    println!("{line}");
}

#[expect(clippy::print_stderr, reason = "a program that reports")]
fn eprintln_usage() {
    eprintln!("load BASE PARTNERSHIP TERM LOGIN PASSWORD SECONDS");
}
