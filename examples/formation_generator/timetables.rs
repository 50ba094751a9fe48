//! `timetables.csv`: a class shares its lessons, and students add electives of their own.

use fastrand::Rng;

use super::chance;
use super::students::Student;

const WEEKDAYS: [&str; 7] = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"];
const BLOCKS: [(&str, &str); 5] = [
    ("08:00", "09:40"),
    ("10:00", "11:40"),
    ("14:00", "15:40"),
    ("16:00", "17:40"),
    ("18:30", "20:10"),
];
/// Weekday, block, weeks.
type Lesson = (usize, usize, &'static str);

/// Of a hundred blocks on weekdays and at weekends, how many a class sits in.
const BUSY: (u8, u8) = (42, 15);

/// The table of all timetables.
pub fn table(students: &[Student], rng: &mut Rng) -> String {
    let classes = students.iter().map(|student| student.class + 1).max().unwrap_or(0);
    let classes: Vec<Vec<Lesson>> = (0..classes).map(|_| lessons(rng)).collect();
    let mut text = String::from("学号,星期,开始,结束,周次,课程\n");
    for student in students {
        let class = &classes[student.class];
        let mut rows: Vec<(Lesson, &str)> = class.iter().map(|lesson| (*lesson, "专业课")).collect();
        for _ in 0..3 {
            let (weekday, block) = (rng.usize(0..7), rng.usize(0..BLOCKS.len()));
            if rows.iter().all(|((day, at, _), _)| (*day, *at) != (weekday, block)) {
                rows.push(((weekday, block, ""), "选修课"));
            }
        }
        for ((weekday, block, weeks), course) in rows {
            let (start, end) = BLOCKS[block];
            text += &format!("{},{},{start},{end},{weeks},{course}\n", student.id, WEEKDAYS[weekday]);
        }
    }
    text
}

/// What a class sits in, some of it every other week.
fn lessons(rng: &mut Rng) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    for weekday in 0..7 {
        for block in 0..BLOCKS.len() {
            let busy = if weekday < 5 { BUSY.0 } else { BUSY.1 };
            if chance(rng, busy) {
                let weeks = ["", "", "", "", "单周", "双周"][rng.usize(0..6)];
                lessons.push((weekday, block, weeks));
            }
        }
    }
    lessons
}
