//! What is asked of fields. Every field is looked at, so that whoever fills in a form hears of all mistakes at once.

use chrono_tz::Tz;

use super::problem::{FieldError, Problem};
use crate::domain::password;

/// Longest name, in characters.
const NAME: usize = 200;
/// Longest id.
const ID: usize = 64;
/// Longest name of a host (RFC 1035, 2.3.4), and of an address for mail (RFC 5321, 4.5.3.1).
const HOST: usize = 253;

/// Mistakes so far.
#[derive(Clone, Debug, Default)]
pub struct Checks(Vec<FieldError>);

impl Checks {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a mistake.
    pub fn wrong(&mut self, field: &str, code: &str, cause: impl Into<String>, remedy: &str) {
        self.0.push(FieldError::new(field, code, cause, remedy));
    }

    /// An id that stands in addresses: `jiezi-3`.
    pub fn id(&mut self, field: &str, id: &str) {
        let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || id.len() > ID || !id.chars().all(fine) || id.starts_with('-') || id.ends_with('-') {
            let remedy = "Take 1 to 64 small letters, digits and hyphens between them.";
            self.wrong(field, "not-an-id", format!("{id:?} cannot stand in an address"), remedy);
        }
    }

    /// A name that people read.
    pub fn name(&mut self, field: &str, name: &str) {
        if name.trim().is_empty() {
            self.wrong(field, "missing", "nothing to read", "Write a name.");
        } else if name.chars().count() > NAME {
            self.wrong(field, "too-long", "too long to show", "Write at most 200 characters.");
        } else if name.chars().any(char::is_control) {
            self.wrong(field, "control", "a control character", "Write it in one line.");
        }
    }

    /// A name that may be missing.
    pub fn maybe_name(&mut self, field: &str, name: Option<&str>) {
        if let Some(name) = name {
            self.name(field, name);
        }
    }

    /// A time zone.
    pub fn zone(&mut self, field: &str, zone: &str) {
        if zone.parse::<Tz>().is_err() {
            let remedy = "Write a name of the IANA list, such as Asia/Shanghai.";
            self.wrong(field, "not-a-zone", format!("{zone:?} is no time zone"), remedy);
        }
    }

    /// The name of a host.
    pub fn domain(&mut self, field: &str, domain: &str) {
        let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.chars().all(fine)
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        if domain.len() > HOST || !domain.contains('.') || !domain.split('.').all(label) {
            let remedy = "Write a host name in small letters that is yours, such as yuandi.example.edu.";
            self.wrong(field, "not-a-domain", format!("{domain:?} is no host name"), remedy);
        }
    }

    /// What somebody types in to sign in.
    pub fn login(&mut self, field: &str, login: &str) {
        let odd = |c: char| c.is_whitespace() || c.is_control();
        if login.is_empty() || login.chars().count() > ID || login.chars().any(odd) {
            let remedy = "Take 1 to 64 characters without spaces, such as a staff or student number.";
            self.wrong(field, "not-a-login", "empty, too long, or with a space in it", remedy);
        }
    }

    /// An address for messages. Whether anybody reads it, only a message tells.
    pub fn email(&mut self, field: &str, email: Option<&str>) {
        let Some(email) = email else { return };
        let odd = |c: char| c.is_whitespace() || c.is_control() || "<>,;\"".contains(c);
        let halves = email.rsplit_once('@');
        let both = halves.is_some_and(|(who, host)| !who.is_empty() && !who.contains('@') && host.contains('.'));
        if email.len() > HOST || !both || email.chars().any(odd) {
            self.wrong(
                field,
                "not-an-address",
                "no e-mail address",
                "Write one such as name@example.edu.",
            );
        }
    }

    /// A new password for a login.
    pub fn password(&mut self, field: &str, password: &str, login: &str) {
        if let Some(weakness) = password::weakness(password, login) {
            let remedy = "Take at least 10 characters that nobody guesses: a sentence of your own is best.";
            self.wrong(field, "weak", weakness.to_string(), remedy);
        }
    }

    /// All that is wrong.
    ///
    /// # Errors
    /// 422 if anything is.
    pub fn finish(self) -> Result<(), Problem> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Problem::invalid(self.0))
        }
    }
}
