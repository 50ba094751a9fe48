//! Every package that is built into the program carries a licence of the list in `deny.toml`.
//!
//! `cargo deny check` reads the same list and checks more, but takes longer to build than all of this project: whoever has it,
//! runs it; this test needs Cargo alone, which has the packages already.

use std::collections::BTreeMap;
use std::process::Command;

use serde::Deserialize;

use crate::no_complaints;
use crate::repository::{read, root};
use crate::spdx::satisfied;

/// The part of `deny.toml` that is about licences.
#[derive(Deserialize)]
struct Deny {
    licenses: Policy,
}

#[derive(Deserialize)]
struct Policy {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
    #[serde(default)]
    clarify: Vec<Clarification>,
}

/// Licences allowed for one crate alone.
#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    package: String,
    allow: Vec<String>,
}

/// What the licence of a crate is that names a file instead of an expression.
#[derive(Deserialize)]
struct Clarification {
    #[serde(rename = "crate")]
    package: String,
    expression: String,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    license: Option<String>,
    /// Where it comes from; nothing for our own.
    source: Option<String>,
}

impl Policy {
    fn complaint(&self, package: &Package) -> Option<String> {
        let name = &package.name;
        let clarified = self.clarify.iter().find(|clarified| clarified.package == *name);
        let Some(expression) = clarified.map(|c| &c.expression).or(package.license.as_ref()) else {
            return Some(format!(
                "{name}: no licence; look at its files, then add a `[[licenses.clarify]]` to deny.toml"
            ));
        };
        let exceptions = self.exceptions.iter().filter(|exception| exception.package == *name);
        let allowed: Vec<&String> = exceptions
            .flat_map(|exception| &exception.allow)
            .chain(&self.allow)
            .collect();
        match satisfied(expression, &|licence| allowed.iter().any(|allowed| *allowed == licence)) {
            Ok(true) => None,
            Ok(false) => Some(format!("{name}: `{expression}` is not on the list of deny.toml")),
            Err(what) => Some(format!("{name}: `{expression}`: {what}")),
        }
    }
}

fn policy() -> Policy {
    let deny: Deny = toml::from_str(&read("deny.toml")).unwrap_or_else(|error| panic!("deny.toml: {error}"));
    deny.licenses
}

/// All packages built on this machine's platform, tests and build scripts included.
fn packages() -> Vec<Package> {
    let rustc = output("rustc", &["-vV"]);
    let host = rustc
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .expect("rustc says its host");
    let metadata = output(
        env!("CARGO"),
        &[
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--filter-platform",
            host,
        ],
    );
    let metadata: Metadata = serde_json::from_str(&metadata).expect("what cargo metadata writes");
    metadata.packages
}

fn output(program: &str, arguments: &[&str]) -> String {
    let run = Command::new(program).args(arguments).current_dir(root()).output();
    let run = run.unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(
        run.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&run.stderr)
    );
    String::from_utf8(run.stdout).expect("text")
}

#[test]
fn every_package_has_a_licence_of_the_list() {
    let (policy, packages) = (policy(), packages());
    assert!(packages.len() > 50, "the packages are where this test looks");
    no_complaints(
        &packages
            .iter()
            .filter_map(|package| policy.complaint(package))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn our_own_packages_say_mit_or_apache() {
    let ours = packages().into_iter().filter(|package| package.source.is_none());
    let licences: BTreeMap<String, Option<String>> = ours.map(|package| (package.name, package.license)).collect();
    assert!(licences.contains_key("yuandi-scheduler"));
    let ours = Some("MIT OR Apache-2.0".to_owned());
    assert!(licences.values().all(|licence| *licence == ours), "{licences:?}");
}

#[test]
fn exceptions_and_clarifications_are_all_used() {
    let (policy, packages) = (policy(), packages());
    let exceptions = policy.exceptions.iter().map(|exception| &exception.package);
    for name in exceptions.chain(policy.clarify.iter().map(|clarified| &clarified.package)) {
        assert!(
            packages.iter().any(|package| package.name == *name),
            "{name} is no longer a dependency"
        );
    }
}

#[test]
fn a_licence_that_is_not_listed_is_seen() {
    let policy: Deny = toml::from_str(
        "[licenses]\nallow = [\"MIT\"]\nexceptions = [{ crate = \"one\", allow = [\"MPL-2.0\"] }]\n\
         clarify = [{ crate = \"two\", expression = \"MIT\", license-files = [] }]\n",
    )
    .expect("a policy");
    let complains = |name: &str, license: Option<&str>| {
        let package = Package {
            name: name.to_owned(),
            license: license.map(str::to_owned),
            source: None,
        };
        policy.licenses.complaint(&package).is_some()
    };
    assert!(complains("some", Some("MPL-2.0")) && complains("some", None) && complains("some", Some("MIT OR")));
    assert!(complains("one", Some("GPL-3.0")) && complains("two-else", None));
    assert!(
        !complains("some", Some("GPL-3.0 OR MIT")) && !complains("one", Some("MPL-2.0")) && !complains("two", None)
    );
}
