//! Latencies and statuses.

use std::fmt;
use std::time::Duration;

/// What a run measured.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    latencies: Vec<Duration>,
    failed: usize,
    refused: usize,
    time: Duration,
}

impl Figures {
    /// Notes an answer.
    pub fn add(&mut self, status: u16, latency: Duration) {
        self.latencies.push(latency);
        self.failed += usize::from(status >= 500);
        self.refused += usize::from((400..500).contains(&status));
    }

    /// Takes in another client's.
    pub fn join(&mut self, other: Self) {
        self.latencies.extend(other.latencies);
        self.failed += other.failed;
        self.refused += other.refused;
    }

    /// How long it all took.
    pub fn over(&mut self, time: Duration) {
        self.time = time;
        self.latencies.sort_unstable();
    }

    /// Requests a second.
    pub fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.time.as_secs_f64()
    }

    /// Answers of 500 and above.
    pub fn failed(&self) -> usize {
        self.failed
    }

    /// The latency that this many per cent of the requests stayed within.
    pub fn percentile(&self, percent: usize) -> Duration {
        let last = self.latencies.len().saturating_sub(1);
        self.latencies.get(last * percent / 100).copied().unwrap_or_default()
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = |percent| self.percentile(percent).as_secs_f64() * 1000.0;
        write!(
            f,
            "{:6} requests, {:7.0}/s, p50 {:6.1} ms, p99 {:6.1} ms, max {:6.1} ms, 4xx {}, 5xx {}",
            self.latencies.len(),
            self.rate(),
            ms(50),
            ms(99),
            ms(100),
            self.refused,
            self.failed,
        )
    }
}
