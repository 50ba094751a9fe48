//! The plan as calendars: one `.ics` a team and one a place, the same bytes for the same plan.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use yuandi_api::ical::{Event, Feed, stable_uid, write};
use yuandi_scheduler::format::{LocalTime, Plan, Problem};
use yuandi_scheduler::report::names::{Names, kind};
use yuandi_scheduler::term::Term;

/// What UIDs are made from besides the term and the duty.
const NAMESPACE: &str = "yuandi";

/// A calendar file by its path within the output folder.
pub type Calendars = BTreeMap<String, Vec<u8>>;

/// One team at one session or visit.
struct Duty<'a> {
    team: &'a str,
    place: &'a str,
    /// What stays the same when the plan changes around it.
    identity: [&'a str; 3],
    start: NaiveDateTime,
    end: NaiveDateTime,
    kind: &'a str,
    what: &'a str,
    visit: bool,
}

/// Every calendar of a plan; that of a team or place without duties is there too, so that none is left over from another plan. Nothing in them is personal: a visit is told by kind, building and number.
pub fn of(term: &Term, problem: &Problem, plan: &Plan) -> Result<Calendars> {
    let zone = term.settings.zone;
    let duties = duties(problem, plan)?;
    let names = Names::new(problem);
    // The office changes the term's files, not single duties: the term's first midnight is as good a stamp as any, and stays.
    let stamp = term.settings.first_day.and_time(NaiveTime::MIN).and_utc();
    let mut files = Calendars::new();
    let mut add = |folder: &str, id: &str, name: &str, mine: Vec<Event>| -> Result<()> {
        let feed = Feed {
            name: format!("{name} · {}", term.settings.name),
            zone,
        };
        let text = write(&feed, &mine).with_context(|| format!("the calendar of {id}"))?;
        files.insert(format!("calendars/{folder}/{}.ics", file_name(id)), text.into_bytes());
        Ok(())
    };
    for team in &problem.teams {
        let mine = duties.iter().filter(|duty| duty.team == team.id);
        let events = mine.map(|duty| event(duty, &names, (stamp, zone), false)).collect();
        add("teams", &team.id, names.team(&team.id), events)?;
    }
    for place in &problem.places {
        let mine = duties.iter().filter(|duty| duty.place == place.id);
        let events = mine.map(|duty| event(duty, &names, (stamp, zone), true)).collect();
        // Without events too: the calendar that an earlier plan left there must not stay.
        add("places", &place.id, names.place(&place.id), events)?;
    }
    Ok(files)
}

fn naive(time: &LocalTime) -> Result<NaiveDateTime> {
    let wall = time.wall().with_context(|| format!("{time} is no time"))?;
    Ok(DateTime::UNIX_EPOCH.naive_utc() + TimeDelta::minutes(i64::from(wall)))
}

fn duties<'a>(problem: &'a Problem, plan: &'a Plan) -> Result<Vec<Duty<'a>>> {
    let sessions: BTreeMap<&str, _> = problem.sessions.iter().map(|s| (s.id.as_str(), s)).collect();
    let needs: BTreeMap<&str, _> = problem.needs.iter().map(|n| (n.id.as_str(), n)).collect();
    let mut duties = Vec::new();
    for row in &plan.sessions {
        let session = sessions
            .get(row.session.as_str())
            .context("a session of the plan is not in the problem")?;
        for team in &row.teams {
            duties.push(Duty {
                team,
                place: &session.place,
                identity: ["session", &session.id, team],
                start: naive(&session.start)?,
                end: naive(&session.end)?,
                kind: kind(&session.tags),
                what: &session.id,
                visit: false,
            });
        }
    }
    for row in &plan.needs {
        let need = needs
            .get(row.need.as_str())
            .context("a need of the plan is not in the problem")?;
        let start = naive(&row.start)?;
        duties.push(Duty {
            team: &row.team,
            place: &need.place,
            identity: ["need", &need.id, ""],
            start,
            end: start + TimeDelta::minutes(need.minutes),
            kind: kind(&need.tags),
            what: &need.id,
            visit: true,
        });
    }
    Ok(duties)
}

fn event(duty: &Duty<'_>, names: &Names<'_>, (stamp, zone): (DateTime<Utc>, Tz), of_place: bool) -> Event {
    let form = if duty.visit { "上门服务" } else { "值班" };
    let who = names.team(duty.team);
    let summary = if of_place {
        format!("{}（{form}）· {who}", duty.kind)
    } else {
        format!("{}（{form}）", duty.kind)
    };
    // Every term numbers its needs anew: what tells two terms' events apart is the term's first day.
    let term = stamp.date_naive().to_string();
    let [of, what, team] = duty.identity;
    Event {
        uid: stable_uid(NAMESPACE, &[&term, of, what, team]),
        sequence: 0,
        updated: stamp,
        zone,
        start: duty.start,
        end: duty.end,
        summary,
        location: Some(names.place(duty.place).to_owned()),
        description: Some(format!("服务队：{who}\n编号：{}", duty.what)),
        url: None,
        categories: vec![duty.kind.to_owned()],
        cancelled: false,
    }
}

/// An id as a file name that is safe everywhere; ids that differ keep names that differ.
fn file_name(id: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    id.chars()
        .map(|c| {
            if safe(c) {
                c.to_string()
            } else {
                format!("~{:x}", c as u32)
            }
        })
        .collect()
}
