//! Names of events that outlive the run that made them.

use uuid::Uuid;

/// The UID of the thing that `parts` identify, for the installation at `namespace`.
///
/// `namespace` is the domain of the installation (`yuandi.example.edu`): two offices that number their duties alike
/// still publish different UIDs. `parts` are the identity of the duty (term, need, occurrence), never anything a new
/// plan changes, such as its hour: a client that sees a new UID shows the event twice.
///
/// ```
/// use yuandi_api::ical::stable_uid;
///
/// let uid = stable_uid("yuandi.example.edu", &["2026-autumn", "N0042", "3"]);
/// assert_eq!(uid, stable_uid("yuandi.example.edu", &["2026-autumn", "N0042", "3"]));
/// assert_ne!(uid, stable_uid("yuandi.example.edu", &["2026-autumn", "N004", "23"]));
/// assert!(uid.ends_with("@yuandi.example.edu"));
/// ```
#[must_use]
pub fn stable_uid(namespace: &str, parts: &[&str]) -> String {
    let mut name = Vec::new();
    for part in parts {
        // The length in front keeps ("ab", "c") and ("a", "bc") apart.
        name.extend_from_slice(&(part.len() as u64).to_be_bytes());
        name.extend_from_slice(part.as_bytes());
    }
    let office = Uuid::new_v5(&Uuid::NAMESPACE_DNS, namespace.as_bytes());
    format!("{}@{namespace}", Uuid::new_v5(&office, &name).hyphenated())
}
