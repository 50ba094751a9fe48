//! `wishes.csv`: the free spans that some teams would rather keep, and hours they would rather have or not.

use chrono::NaiveDate;
use fastrand::Rng;

use super::calendar::{self, day, days};
use super::hours::Hour;
use super::people::{Person, Role};
use super::table::Table;
use super::teams::Team;
use super::timetables::{BLOCKS, Lesson};
use super::{chance, pick};

/// What a team would like.
pub struct Wish {
    team: String,
    about: About,
    want: bool,
    weight: u32,
}

enum About {
    Hour(String),
    Span(NaiveDate, usize),
}

/// Three in ten teams would rather not go out in one of their free blocks, every other week or so; one in ten has a
/// wish about a weekly hour it is able to take.
pub fn draw(teams: &[Team], timetables: &[(&Person, Vec<Lesson>)], hours: &[Hour], rng: &mut Rng) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let leaders = timetables.iter().filter(|(person, _)| person.role == Role::Leader);
    for (team, (_, lessons)) in teams.iter().zip(leaders) {
        if chance(rng, 30) {
            let free: Vec<(usize, usize)> = (0..7)
                .flat_map(|weekday| (0..BLOCKS.len()).map(move |block| (weekday, block)))
                .filter(|(weekday, block)| !lessons.iter().any(|lesson| lesson.takes(*weekday, *block)))
                .collect();
            let (weekday, block) = pick(rng, &free);
            for date in (weekday..days())
                .step_by(7)
                .map(day)
                .filter(|date| !calendar::is_holiday(*date))
            {
                if chance(rng, 50) {
                    let about = About::Span(date, block);
                    wishes.push(Wish {
                        team: team.id.clone(),
                        about,
                        want: false,
                        weight: 12,
                    });
                }
            }
        }
        let able: Vec<&Hour> = hours
            .iter()
            .filter(|hour| team.can(hour.staffing().skill.0, hour.staffing().skill.1))
            .collect();
        if chance(rng, 10) && !able.is_empty() {
            let about = About::Hour(pick(rng, &able).id.clone());
            wishes.push(Wish {
                team: team.id.clone(),
                about,
                want: chance(rng, 50),
                weight: 8,
            });
        }
    }
    wishes
}

/// The table of all wishes.
pub fn table(wishes: &[Wish]) -> Table {
    let mut table = Table::new(&["服务队", "服务时段", "日期", "开始", "结束", "愿意", "权重"]);
    for wish in wishes {
        let [hour, date, start, end] = match &wish.about {
            About::Hour(hour) => [hour.clone(), String::new(), String::new(), String::new()],
            About::Span(date, block) => {
                let (start, end) = BLOCKS[*block];
                [String::new(), date.to_string(), start.into(), end.into()]
            }
        };
        let want = if wish.want { "是" } else { "否" };
        table.row([
            wish.team.clone(),
            hour,
            date,
            start,
            end,
            want.into(),
            wish.weight.to_string(),
        ]);
    }
    table
}
