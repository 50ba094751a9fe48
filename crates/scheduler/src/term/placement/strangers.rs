//! What the settings of placing name and the tables do not have, and where faults of the problem stand in the folder.

use std::collections::BTreeSet;

use crate::format::Fault;
use crate::format::near::maybe;
use crate::term::Term;
use crate::term::settings::FILE;

/// Faults hosts without positions, and groups that nobody and nothing is of: a quota would count nothing in silence.
pub(super) fn faults(term: &Term) -> Vec<Fault> {
    let settings = &term.settings.placement;
    let hosts: BTreeSet<&str> = term.positions.iter().map(|row| row.host.as_str()).collect();
    let places: BTreeSet<&str> = term
        .positions
        .iter()
        .flat_map(|row| &row.groups)
        .map(String::as_str)
        .collect();
    let colleges = term
        .people
        .iter()
        .map(|person| &person.college)
        .chain(term.teams.iter().map(|team| &team.college));
    let groups = term.teams.iter().flat_map(|team| &team.groups);
    let groups: BTreeSet<&str> = colleges.chain(groups).map(String::as_str).collect();
    let mut faults = Vec::new();
    for (k, host) in settings.hosts.iter().enumerate() {
        check(
            &hosts,
            &host.id,
            ("unknown-host", "the host of a position"),
            (format!("hosts[{k}]"), "id"),
            &mut faults,
        );
    }
    for (k, quota) in settings.quotas.iter().enumerate() {
        let at = || format!("quotas[{k}]");
        for group in quota.positions.iter().flatten() {
            check(
                &places,
                group,
                ("unknown-group", "a group of positions"),
                (at(), "positions"),
                &mut faults,
            );
        }
        for group in quota.applicants.iter().flatten() {
            check(
                &groups,
                group,
                ("unknown-group", "a college or group"),
                (at(), "applicants"),
                &mut faults,
            );
        }
    }
    faults
}

fn check(
    known: &BTreeSet<&str>,
    id: &str,
    (code, what): (&'static str, &str),
    (at, field): (String, &str),
    faults: &mut Vec<Fault>,
) {
    if !known.contains(id) {
        faults.push(Fault {
            file: FILE.to_owned(),
            at: format!("placement.{at}"),
            field: field.to_owned(),
            code,
            cause: format!("{id:?} is not {what}"),
            remedy: format!("Correct it, or take it out.{}", maybe(id, known.iter().copied())),
        });
    }
}

/// A fault of the problem as one of the folder: its settings stand in `term.toml`, its decisions in a table.
pub(super) fn at_home(fault: Fault) -> Fault {
    let of = |list: &str| fault.at.starts_with(&format!("{list}["));
    if ["hosts", "quotas", "bundles"].into_iter().any(of) {
        return Fault {
            file: FILE.to_owned(),
            at: format!("placement.{}", fault.at),
            ..fault
        };
    }
    if of("fixed") {
        return Fault {
            file: "placements".to_owned(),
            at: String::new(),
            ..fault
        };
    }
    fault
}
