//! The rows of each table, a cell a column in the order of `columns`.

use chrono::{NaiveDateTime, NaiveTime, Weekday};

use crate::format::{LinkTeams, Skills};
use crate::term::people::Role;
use crate::term::{Absent, Decision, Excluded, Hour, Need, Term, What, When, Wished};

/// Rows of the table of this name.
pub(super) fn of(term: &Term, table: &str) -> Vec<Vec<String>> {
    match table {
        "places" => term
            .places
            .iter()
            .map(|p| {
                vec![
                    p.id.clone(),
                    p.name.clone(),
                    p.x.to_string(),
                    p.y.to_string(),
                    may(&p.grid),
                    may(&p.kind),
                ]
            })
            .collect(),
        "people" => people(term),
        "teams" => teams(term),
        "timetables" => timetables(term),
        "hours" => term.hours.iter().map(hour).collect(),
        "needs" => term.needs.iter().map(need).collect(),
        "wishes" => wishes(term),
        "fixed" => term.fixed.iter().map(|decision| fixed(term, decision)).collect(),
        "excluded" => excluded(term),
        "formation" => formation(term),
        "positions" => term.positions.iter().map(position).collect(),
        "choices" => term.choices.iter().map(choice).collect(),
        "rankings" => term.rankings.iter().map(choice).collect(),
        "placements" => placements(term),
        _ => absences(term),
    }
}

fn may<T: ToString>(value: &Option<T>) -> String {
    value.as_ref().map(T::to_string).unwrap_or_default()
}

/// A number that is 0 when absent.
fn some(value: i64) -> String {
    if value == 0 { String::new() } else { value.to_string() }
}

fn yes(value: bool) -> String {
    if value { "yes" } else { "no" }.to_owned()
}

fn time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

fn moment(moment: NaiveDateTime) -> String {
    moment.format("%Y-%m-%d %H:%M").to_string()
}

/// A weekday in English.
pub(super) fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    }
}

fn skills(skills: &Skills) -> String {
    let entries = skills.iter().map(|(name, level)| format!("{name}:{level}"));
    entries.collect::<Vec<_>>().join(";")
}

/// Entries of a mix: `tuina:2 x1`.
fn mix<'a>(entries: impl Iterator<Item = (&'a Skills, i64)>) -> String {
    let entries = entries.map(|(asked, min)| format!("{} x{min}", skills(asked)));
    entries.collect::<Vec<_>>().join(";")
}

fn people(term: &Term) -> Vec<Vec<String>> {
    let role = |role| match role {
        Role::Student => "student",
        Role::Leader => "leader",
        Role::Supervisor => "supervisor",
    };
    let row = |p: &crate::term::Person| {
        vec![
            p.id.clone(),
            p.name.clone(),
            p.college.clone(),
            may(&p.team),
            role(p.role).to_owned(),
            skills(&p.skills),
            p.experienced.map(yes).unwrap_or_default(),
            p.friends.join(";"),
            p.apart.join(";"),
        ]
    };
    term.people.iter().map(row).collect()
}

fn teams(term: &Term) -> Vec<Vec<String>> {
    let row = |team: &crate::term::Team| {
        vec![
            team.id.clone(),
            team.name.clone(),
            team.college.clone(),
            team.home.clone(),
            skills(&team.skills),
            team.quorum.to_string(),
            may(&team.capacity),
            may(&team.longest_outing),
            team.groups.join(";"),
        ]
    };
    term.teams.iter().map(row).collect()
}

fn timetables(term: &Term) -> Vec<Vec<String>> {
    let row = |lesson: &crate::term::Lesson| {
        vec![
            lesson.person.clone(),
            weekday(lesson.weekday).to_owned(),
            time(lesson.start),
            time(lesson.end),
            lesson.weeks.to_string(),
            may(&lesson.course),
        ]
    };
    term.lessons.iter().map(row).collect()
}

fn hour(hour: &Hour) -> Vec<String> {
    let (day, date, weeks) = match &hour.when {
        When::Weekly(day, weeks) => (weekday(*day).to_owned(), String::new(), weeks.to_string()),
        When::Once(date) => (String::new(), date.to_string(), String::new()),
    };
    let mixes = hour.mix.iter().map(|mix| (&mix.skills, mix.min));
    vec![
        hour.id.clone(),
        hour.kind.clone(),
        may(&hour.name),
        hour.place.clone(),
        day,
        date,
        time(hour.start),
        time(hour.end),
        weeks,
        skills(&hour.skills),
        hour.staffing.target.to_string(),
        hour.staffing.max.to_string(),
        hour.staffing.under.to_string(),
        some(hour.staffing.over),
        mix(mixes),
        hour.mix.first().map(|mix| may(&mix.under)).unwrap_or_default(),
    ]
}

fn need(need: &Need) -> Vec<String> {
    let hours = need
        .hours
        .iter()
        .map(|(from, to)| format!("{}-{}", time(*from), time(*to)));
    let preferred = need.preferred.iter().map(|(team, cost)| format!("{team}:{cost}"));
    let mut row = vec![
        need.id.clone(),
        need.kind.clone(),
        need.place.clone(),
        need.minutes.to_string(),
        need.from.to_string(),
        need.to.to_string(),
        hours.collect::<Vec<_>>().join(";"),
        skills(&need.skills),
        need.unserved.to_string(),
        need.due.map(moment).unwrap_or_default(),
        some(need.late),
        some(need.load),
        need.teams.as_deref().unwrap_or_default().join(";"),
        need.excluded.join(";"),
        preferred.collect::<Vec<_>>().join(";"),
    ];
    row.extend(need.after.as_ref().map_or_else(
        || vec![String::new(); 6],
        |after| {
            let teams = match after.teams {
                LinkTeams::Any => "any",
                LinkTeams::Same => "same",
                LinkTeams::Different => "different",
            };
            vec![
                after.need.clone(),
                may(&after.gap_min),
                may(&after.gap_max),
                teams.to_owned(),
                may(&after.weight),
                yes(after.together),
            ]
        },
    ));
    row.push(may(&need.continuity));
    row
}

fn wishes(term: &Term) -> Vec<Vec<String>> {
    let row = |wish: &crate::term::Wish| {
        let about = match &wish.about {
            Wished::Hour(hour) => [hour.clone(), String::new(), String::new(), String::new()],
            Wished::During(from, to) => [
                String::new(),
                from.date().to_string(),
                time(from.time()),
                time(to.time()),
            ],
        };
        let mut row = vec![wish.team.clone()];
        row.extend(about);
        row.extend([yes(wish.want), wish.weight.to_string()]);
        row
    };
    term.wishes.iter().map(row).collect()
}

fn fixed(term: &Term, decision: &Decision) -> Vec<String> {
    let (session, need, start) = match &decision.what {
        What::Session(hour, date) => (term.session_id(hour, *date), String::new(), String::new()),
        What::Visit(need, start) => (String::new(), need.clone(), moment(*start)),
    };
    vec![session, need, decision.team.clone(), start]
}

fn excluded(term: &Term) -> Vec<Vec<String>> {
    let row = |exclusion: &crate::term::Exclusion| {
        let (session, need) = match &exclusion.from {
            Excluded::Session(hour, date) => (term.session_id(hour, *date), String::new()),
            Excluded::Need(need) => (String::new(), need.clone()),
        };
        vec![session, need, exclusion.team.clone(), may(&exclusion.reason)]
    };
    term.excluded.iter().map(row).collect()
}

fn absences(term: &Term) -> Vec<Vec<String>> {
    let row = |absence: &crate::term::Absence| {
        let (person, team) = match &absence.who {
            Absent::Person(person) => (person.clone(), String::new()),
            Absent::Team(team) => (String::new(), team.clone()),
        };
        vec![
            person,
            team,
            moment(absence.from),
            moment(absence.to),
            may(&absence.reason),
        ]
    };
    term.absences.iter().map(row).collect()
}

fn formation(term: &Term) -> Vec<Vec<String>> {
    let row = |kind: &crate::term::TeamKind| {
        vec![
            kind.id.clone(),
            may(&kind.name),
            kind.college.clone(),
            kind.from.join(";"),
            kind.teams.to_string(),
            kind.min.to_string(),
            kind.max.to_string(),
            mix(kind.mix.iter().map(|(asked, min)| (asked, *min))),
            may(&kind.quorum),
            kind.home.clone(),
            may(&kind.capacity),
            may(&kind.longest_outing),
            kind.groups.join(";"),
            may(&kind.least),
            may(&kind.short),
        ]
    };
    term.formation.iter().map(row).collect()
}

fn position(position: &crate::term::Position) -> Vec<String> {
    let times = position.times.iter();
    let times = times.map(|(day, from, to)| format!("{} {}-{}", weekday(*day), time(*from), time(*to)));
    vec![
        position.id.clone(),
        may(&position.name),
        position.host.clone(),
        if position.teams { "team" } else { "student" }.to_owned(),
        position.capacity.to_string(),
        some(position.minimum),
        skills(&position.skills),
        position.groups.join(";"),
        position.hours.join(";"),
        times.collect::<Vec<_>>().join(";"),
        position.weeks.to_string(),
    ]
}

fn choice(choice: &crate::term::Choice) -> Vec<String> {
    vec![
        choice.applicant.clone(),
        choice.position.clone(),
        choice.rank.to_string(),
    ]
}

fn placements(term: &Term) -> Vec<Vec<String>> {
    let row =
        |placed: &crate::term::Placement| vec![placed.applicant.clone(), placed.position.clone(), yes(placed.fixed)];
    term.placements.iter().map(row).collect()
}
