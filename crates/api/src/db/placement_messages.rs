//! Messages about placements, written in the transaction that publishes a round: to applicants for whom something changed, to those who
//! are in no position, and to the hosts of positions where others are now.

use std::collections::{BTreeMap, BTreeSet};

use super::messages::{self, Addressee};
use super::records::{self, TermKey};
use super::value::args;
use super::{Error, Tx};
use crate::domain::placement_notice::{Filled, PlacementNews, PlacementNotice, PositionName};
use crate::domain::records::{Placement, Position};
use crate::domain::role::{Role, roles};
use crate::domain::round::Outcome;

/// Position by applicant.
type Placed<'a> = BTreeMap<&'a str, &'a str>;

/// Tells of a round's publication: one message a person, unless they have one of it already.
///
/// # Errors
/// The database's own.
pub async fn announce(
    tx: &mut Tx,
    key: &TermKey,
    round: &str,
    before: &[Placement],
    outcome: &Outcome,
    now: i64,
) -> Result<(), Error> {
    let positions = records::all::<Position>(tx, key).await?;
    let positions: Vec<Position> = positions.into_iter().map(|row| row.record).collect();
    let was: Placed<'_> = before
        .iter()
        .map(|row| (row.applicant.as_str(), row.position.as_str()))
        .collect();
    let pairs = outcome.placed.iter();
    let is: Placed<'_> = pairs
        .map(|(applicant, position)| (applicant.as_str(), position.as_str()))
        .collect();
    let unplaced = outcome.unplaced.iter().map(String::as_str);
    let readers = Readers::find(tx, key).await?;
    let mut told: BTreeMap<PlacementNews, BTreeSet<Addressee>> = BTreeMap::new();
    for applicant in was
        .keys()
        .chain(is.keys())
        .copied()
        .chain(unplaced)
        .collect::<BTreeSet<_>>()
    {
        let (was, is) = (was.get(applicant), is.get(applicant));
        let before = was
            .filter(|was| Some(*was) != is)
            .map(|position| name(&positions, position));
        let news = match is {
            Some(_) if was == is => continue,
            Some(position) => PlacementNews::Placed {
                at: name(&positions, position),
                before,
            },
            None => PlacementNews::Unplaced { before },
        };
        told.entry(news).or_default().extend(readers.of_applicant(applicant));
    }
    for (host, filled) in changed_hosts(&positions, &was, &is) {
        told.entry(PlacementNews::Host(filled))
            .or_default()
            .extend(readers.of_host(host));
    }
    for (news, readers) in told {
        let notice = PlacementNotice {
            term: key.term.clone(),
            round: round.to_owned(),
            news,
        };
        let content =
            serde_json::to_string(&notice).map_err(|error| Error::Other(sqlx::Error::Encode(error.into())))?;
        let (cause, readers) = (format!("round {round} {now}"), Vec::from_iter(readers));
        messages::tell(tx, &key.partnership, &readers, &cause, &content, now).await?;
    }
    Ok(())
}

fn name(positions: &[Position], id: &str) -> PositionName {
    let found = positions.iter().find(|position| position.id == id);
    PositionName {
        name: found
            .and_then(|position| position.name.clone())
            .unwrap_or_else(|| id.to_owned()),
        host: found.map(|position| position.host.clone()).unwrap_or_default(),
    }
}

/// Hosts at one of whose positions somebody comes or goes, and how full all of theirs are.
fn changed_hosts<'p>(positions: &'p [Position], was: &Placed<'_>, is: &Placed<'_>) -> BTreeMap<&'p str, Vec<Filled>> {
    let at = |placed: &Placed<'_>, position: &str| -> BTreeSet<String> {
        let there = placed.iter().filter(|(_, at)| **at == position);
        there.map(|(applicant, _)| (*applicant).to_owned()).collect()
    };
    let changed: BTreeSet<&str> = (positions.iter())
        .filter(|position| at(was, &position.id) != at(is, &position.id))
        .map(|position| position.host.as_str())
        .collect();
    let mut hosts: BTreeMap<&str, Vec<Filled>> = BTreeMap::new();
    for position in positions
        .iter()
        .filter(|position| changed.contains(position.host.as_str()))
    {
        hosts.entry(&position.host).or_default().push(Filled {
            name: position.name.clone().unwrap_or_else(|| position.id.clone()),
            placed: at(is, &position.id).len(),
            capacity: position.capacity,
        });
    }
    hosts
}

/// Accounts that stand for somebody: by person, the team of a person, and of hosts by host.
struct Readers {
    people: BTreeMap<String, Vec<Addressee>>,
    members: BTreeMap<String, Vec<String>>,
    hosts: BTreeMap<String, Vec<Addressee>>,
}

impl Readers {
    async fn find(tx: &mut Tx, key: &TermKey) -> Result<Self, Error> {
        let sql = "SELECT id, email IS NOT NULL, person, roles FROM account \
                   WHERE partnership = $1 AND active AND person IS NOT NULL ORDER BY id";
        let accounts: Vec<(String, bool, String, String)> = tx.all(sql, args![&key.partnership]).await?;
        let sql = "SELECT team, id FROM person WHERE partnership = $1 AND term = $2 AND team IS NOT NULL ORDER BY id";
        let people: Vec<(String, String)> = tx.all(sql, args![&key.partnership, &key.term]).await?;
        let mut all = Self {
            people: BTreeMap::new(),
            members: BTreeMap::new(),
            hosts: BTreeMap::new(),
        };
        for (account, has_address, person, list) in accounts {
            let host = roles(&list).contains(&Role::Host);
            let index = if host { &mut all.hosts } else { &mut all.people };
            index
                .entry(person)
                .or_default()
                .push(Addressee { account, has_address });
        }
        for (team, person) in people {
            all.members.entry(team).or_default().push(person);
        }
        Ok(all)
    }

    /// A student, or the members of a team.
    fn of_applicant(&self, applicant: &str) -> Vec<Addressee> {
        let members = self.members.get(applicant).into_iter().flatten().map(String::as_str);
        let all = members.chain([applicant]).filter_map(|person| self.people.get(person));
        all.flatten().cloned().collect()
    }

    fn of_host(&self, host: &str) -> Vec<Addressee> {
        self.hosts.get(host).cloned().unwrap_or_default()
    }
}
