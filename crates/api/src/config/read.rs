//! From a file and the environment to settings.

use std::path::Path;

use figment::error::Kind;
use figment::providers::{Env, Format as _, Serialized, Toml};
use figment::value::{Dict, Value};
use figment::{Error, Figment};

use super::{Config, Mistake};

/// Prefix of the environment's variables: `YUANDI_DATABASE`, `YUANDI_SMTP__URL` …
const PREFIX: &str = "YUANDI_";
/// Between a table and its setting.
const NESTED: &str = "__";
/// What to do when nothing better is known.
const SEE: &str = "See docs/operation.md for what each setting takes.";

impl Config {
    /// Reads the file, if one is given, then the environment, then what the command line gives by setting's name; the later wins.
    ///
    /// # Errors
    /// Every setting that is wrong or unknown.
    pub fn read(file: Option<&Path>, given: &[(&str, &str)]) -> Result<Self, Vec<Mistake>> {
        let mut figment = Figment::new();
        if let Some(file) = file {
            figment = figment.merge(Toml::file_exact(file));
        }
        figment = figment.merge(Env::prefixed(PREFIX).split(NESTED));
        Self::of(&given.iter().copied().fold(figment, Figment::merge))
    }

    /// Settings from wherever they come. What does not read is put aside and the rest read on, so that all mistakes are told.
    pub(super) fn of(figment: &Figment) -> Result<Self, Vec<Mistake>> {
        let mut data: Dict = figment.extract().map_err(unreadable)?;
        let mut mistakes = Vec::new();
        let config: Self = loop {
            match Figment::from(Serialized::defaults(&data)).extract() {
                Ok(config) => break config,
                Err(error) => {
                    let (path, mistake) = mistake(error);
                    mistakes.push(mistake);
                    if !put_aside(&mut data, &path) {
                        return Err(mistakes);
                    }
                }
            }
        };
        mistakes.extend(config.mistakes());
        if mistakes.is_empty() { Ok(config) } else { Err(mistakes) }
    }
}

/// A file that is not there, or no TOML.
fn unreadable(error: Error) -> Vec<Mistake> {
    let mistake = |error: Error| {
        Mistake::new(
            "the file",
            error.to_string(),
            "Write TOML: listen = \"127.0.0.1:8080\".",
        )
    };
    error.into_iter().map(mistake).collect()
}

/// Where a mistake is, and what to say of it.
fn mistake(error: Error) -> (Vec<String>, Mistake) {
    let path = error.path;
    if let Kind::UnknownField(name, known) = &error.kind {
        let remedy = near(name, known).map_or_else(|| SEE.to_owned(), |near| format!("Maybe {near}?"));
        let mistake = Mistake::new(path.join("."), "there is no such setting", remedy);
        return (path, mistake);
    }
    // What was found is left out: it may be a password that stands in the wrong place.
    let cause = match &error.kind {
        Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) => format!("it is not {expected}"),
        Kind::UnknownVariant(_, known) => format!("it is none of {}", known.join(", ")),
        other => other.to_string(),
    };
    let mistake = Mistake::new(path.join("."), cause, SEE);
    (path, mistake)
}

/// The known name that somebody may have meant.
fn near<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let distance = |other: &&str| strsim::damerau_levenshtein(name, other);
    let nearest = known.iter().copied().min_by_key(distance)?;
    (distance(&nearest) <= name.chars().count().div_ceil(3)).then_some(nearest)
}

/// Takes a value out; says whether it was there.
fn put_aside(data: &mut Dict, path: &[String]) -> bool {
    match path {
        [] => false,
        [last] => data.remove(last).is_some(),
        [first, rest @ ..] => match data.get_mut(first) {
            Some(Value::Dict(_, inner)) => put_aside(inner, rest),
            _ => false,
        },
    }
}
