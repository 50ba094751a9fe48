//! From a plan's decisions to duties, as people see them.

use std::collections::HashMap;

use super::decision::Decision;
use super::duty::Duty;
use super::records::{Hour, Need, Place, Team};

/// What duties are told with.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// Term.
    pub term: String,
    /// Its zone.
    pub zone: String,
    /// Places by id.
    pub places: HashMap<String, Place>,
    /// Teams by id.
    pub teams: HashMap<String, Team>,
    /// Clinic hours by id.
    pub hours: HashMap<String, Hour>,
    /// Needs by id.
    pub needs: HashMap<String, Need>,
}

impl Roster {
    /// The duty of a decision; none if the term no longer has what it names. `uid` is its event's, `now` its stamp.
    #[must_use]
    pub fn duty(&self, decision: &Decision, uid: String, now: i64) -> Option<Duty> {
        let (service, place, title) = match decision.kind.as_str() {
            "need" => {
                let need = self.needs.get(&decision.activity)?;
                (&need.kind, &need.place, format!("{}（上门服务）", need.kind))
            }
            _ => {
                let hour = self.hour(&decision.activity)?;
                let name = hour.name.as_ref().unwrap_or(&hour.kind);
                (&hour.kind, &hour.place, format!("{name}（值班）"))
            }
        };
        let (team, place) = (self.teams.get(&decision.team)?, self.places.get(place)?);
        Some(Duty {
            uid,
            term: self.term.clone(),
            kind: decision.kind.clone(),
            activity: decision.activity.clone(),
            team: decision.team.clone(),
            service: service.clone(),
            place: place.id.clone(),
            grid: place.grid.clone(),
            zone: self.zone.clone(),
            start: decision.start.clone(),
            end: decision.end.clone(),
            title: format!("{title} · {}", team.name),
            location: place.name.clone(),
            description: format!("服务队：{}\n编号：{}", team.name, decision.activity),
            sequence: 0,
            updated: now,
            cancelled: false,
        })
    }

    fn hour(&self, session: &str) -> Option<&Hour> {
        hours_of(session).find_map(|hour| self.hours.get(hour))
    }
}

/// What the hour of a session may be called: a session of a weekly hour is `HOUR-MMDD`, a single event's has the event's id.
pub fn hours_of(session: &str) -> impl Iterator<Item = &str> {
    let weekly = session.rsplit_once('-').map(|(hour, _)| hour);
    [Some(session), weekly].into_iter().flatten()
}

/// The duty as it is to be shown after the one people have: none if they are told alike. What changed counts on.
#[must_use]
pub fn next(before: Option<&Duty>, wanted: Duty) -> Option<Duty> {
    let Some(before) = before else { return Some(wanted) };
    let uncounted = Duty {
        sequence: before.sequence,
        updated: before.updated,
        ..wanted.clone()
    };
    // Calendars show no grid: where that alone is another, they need not hear.
    let seen = Duty {
        grid: before.grid.clone(),
        ..uncounted.clone()
    };
    if seen == *before {
        return (uncounted != *before).then_some(uncounted);
    }
    Some(Duty {
        sequence: before.sequence + 1,
        ..wanted
    })
}

/// A duty that was called off: none if it was before.
#[must_use]
pub fn called_off(before: &Duty, now: i64) -> Option<Duty> {
    let off = Duty {
        cancelled: true,
        sequence: before.sequence + 1,
        updated: now,
        ..before.clone()
    };
    (!before.cancelled).then_some(off)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn duty() -> Duty {
        let text = |text: &str| text.to_owned();
        Duty {
            uid: text("u"),
            term: text("t"),
            kind: text("session"),
            activity: text("a-0907"),
            team: text("m"),
            service: text("therapy"),
            place: text("room"),
            grid: None,
            zone: text("Asia/Shanghai"),
            start: text("2026-09-07T14:30"),
            end: text("2026-09-07T17:30"),
            title: text("Therapy"),
            location: text("Room"),
            description: text(""),
            sequence: 4,
            updated: 100,
            cancelled: false,
        }
    }

    #[test]
    fn what_is_told_alike_is_left_alone() {
        let wanted = Duty {
            sequence: 0,
            updated: 999,
            ..duty()
        };
        assert_eq!(next(Some(&duty()), wanted.clone()), None);
        assert_eq!(next(None, wanted.clone()), Some(wanted));
    }

    #[test]
    fn another_grid_is_kept_and_not_counted() {
        let there = Duty {
            grid: Some("grid-2".to_owned()),
            updated: 200,
            ..duty()
        };
        let next = next(Some(&duty()), there).expect("a change");
        assert_eq!((next.sequence, next.updated), (4, 100));
        assert_eq!(next.grid.as_deref(), Some("grid-2"));
    }

    #[test]
    fn every_change_counts_on_and_has_its_stamp() {
        let moved = Duty {
            location: "Room 2".to_owned(),
            updated: 200,
            ..duty()
        };
        let next = next(Some(&duty()), moved).expect("a change");
        assert_eq!((next.sequence, next.updated), (5, 200));
        let off = called_off(&duty(), 300).expect("a change");
        assert_eq!((off.sequence, off.updated, off.cancelled), (5, 300, true));
        assert_eq!(called_off(&off, 400), None);
        let back = super::next(Some(&off), Duty { updated: 500, ..duty() }).expect("a change");
        assert_eq!((back.sequence, back.cancelled), (6, false));
    }
}
