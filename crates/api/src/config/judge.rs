//! What is wrong with settings that read well.

use std::net::SocketAddr;

use super::{Config, Mistake, Smtp, Solves};

/// Threads beyond which somebody mistyped.
const MOST_WORKERS: usize = 1024;
/// Letters of a public address beyond which Google reads no calendar of ours: it takes 256 in all, silently.
const LONGEST_PUBLIC_URL: usize = 180;
/// MiB beyond which somebody mistyped: a body is held in memory.
const MOST_BODY: usize = 4096;
/// Solves at the same time beyond which somebody mistyped.
const MOST_AT_ONCE: i64 = 256;
/// Seconds of a solve beyond which somebody mistyped: what the API's description allows.
const LONGEST_SOLVE: i64 = 3600;
/// Solves of one partnership beyond which somebody mistyped.
const MOST_ACTIVE: i64 = 10_000;

impl Config {
    /// What is wrong with it.
    #[must_use]
    pub fn mistakes(&self) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        if !starts(&self.database, &["sqlite:", "postgres://", "postgresql://"]) {
            mistakes.push(Mistake::new(
                "database",
                "neither a SQLite file nor a PostgreSQL server",
                "Write sqlite:PATH or postgres://USER@HOST/NAME.",
            ));
        }
        let listens = [
            ("listen", Some(&self.listen)),
            ("metrics_listen", self.metrics_listen.as_ref()),
        ];
        for (field, address) in listens {
            if let Some(address) = address.filter(|address| address.parse::<SocketAddr>().is_err()) {
                let cause = format!("{address:?} is no address with a port");
                let remedy = "Write 127.0.0.1:8080, or 0.0.0.0:8080 for every network.";
                mistakes.push(Mistake::new(field, cause, remedy));
            }
        }
        if !self.public_url.is_ascii() || self.public_url.len() > LONGEST_PUBLIC_URL {
            let cause = format!(
                "{:?} is too long for the addresses of calendars, or not ASCII",
                self.public_url
            );
            let remedy = format!("Write at most {LONGEST_PUBLIC_URL} letters, a name with others as xn--….");
            mistakes.push(Mistake::new("public_url", cause, remedy));
        }
        let is_address = starts(&self.public_url, &["http://", "https://"]) && !self.public_url.ends_with('/');
        if !self.public_url.is_empty() && !is_address {
            let cause = format!("{:?} is no web address without a slash at its end", self.public_url);
            mistakes.push(Mistake::new("public_url", cause, "Write https://yuandi.example.edu."));
        }
        for (field, value, most) in [
            ("workers", self.workers, MOST_WORKERS),
            ("largest_body", self.largest_body, MOST_BODY),
        ] {
            if !(1..=most).contains(&value) {
                let remedy = format!("Write a number from 1 to {most}.");
                mistakes.push(Mistake::new(field, format!("{value} is out of range"), remedy));
            }
        }
        mistakes.extend(self.smtp.iter().flat_map(Smtp::mistakes));
        mistakes.extend(self.solves.mistakes());
        mistakes
    }
}

impl Solves {
    fn mistakes(&self) -> Vec<Mistake> {
        let own = self.partnerships.iter();
        let own = own.map(|(id, active)| (format!("solves.partnerships.{id}"), *active, MOST_ACTIVE));
        let all = [
            ("solves.at_once".to_owned(), self.at_once as i64, MOST_AT_ONCE),
            ("solves.threads".to_owned(), self.threads as i64, MOST_AT_ONCE),
            (
                "solves.longest".to_owned(),
                i64::try_from(self.longest).unwrap_or(i64::MAX),
                LONGEST_SOLVE,
            ),
            ("solves.active".to_owned(), self.active, MOST_ACTIVE),
        ];
        let wrong = all
            .into_iter()
            .chain(own)
            .filter(|(_, value, most)| !(1..=*most).contains(value));
        let mistake = |(field, value, most): (String, i64, i64)| {
            let remedy = format!("Write a number from 1 to {most}.");
            Mistake::new(field, format!("{value} is out of range"), remedy)
        };
        wrong.map(mistake).collect()
    }
}

impl Smtp {
    fn mistakes(&self) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        if !starts(&self.url, &["smtp://", "smtps://"]) {
            let remedy = "Write smtps://USER:PASSWORD@HOST, or smtp://USER:PASSWORD@HOST?tls=required.";
            mistakes.push(Mistake::new("smtp.url", "it is no mail server's address", remedy));
        }
        let domain = self
            .from
            .rsplit_once('@')
            .map(|(_, domain)| domain.trim_end_matches('>'));
        if domain.is_none_or(str::is_empty) {
            let cause = format!("{:?} is no e-mail address", self.from);
            mistakes.push(Mistake::new(
                "smtp.from",
                cause,
                "Write yuandi@example.edu, or Yuandi <yuandi@example.edu>.",
            ));
        }
        mistakes
    }
}

/// Whether a text begins with one of these and goes on.
fn starts(text: &str, beginnings: &[&str]) -> bool {
    let rest = beginnings.iter().find_map(|beginning| text.strip_prefix(beginning));
    rest.is_some_and(|rest| !rest.is_empty())
}
