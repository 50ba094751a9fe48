//! `people.csv`: students of three colleges, what they can do, whom they want to be with and whom not.

use fastrand::Rng;

use super::chance;

/// A college: name, number in ids, students, classes, and skills with how many of a hundred have each, and have it at level 2.
type College = (&'static str, usize, usize, usize, &'static [(&'static str, u8, u8)]);

const COLLEGES: [College; 3] = [
    ("岐伯医学院", 1, 30, 5, &[("推拿", 75, 40), ("体检", 60, 45)]),
    ("机械工程学院", 2, 18, 3, &[("家电", 75, 30), ("电工", 65, 50)]),
    ("教育学院", 3, 12, 3, &[("辅导", 85, 40), ("陪伴", 50, 20)]),
];

const SURNAMES: [&str; 20] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何", "高", "林",
    "罗",
];
const GIVEN: [&str; 20] = [
    "安", "晨", "楚", "丹", "帆", "谷", "禾", "嘉", "景", "岚", "黎", "宁", "诺", "然", "杉", "棠", "溪", "悠", "云",
    "舟",
];

/// A student.
pub struct Student {
    /// Student number.
    pub id: String,
    name: String,
    college: &'static str,
    /// The class whose timetable is shared.
    pub class: usize,
    skills: Vec<String>,
    experienced: bool,
    friends: Vec<String>,
    apart: Vec<String>,
}

/// The students, college by college.
pub fn draw(rng: &mut Rng) -> Vec<Student> {
    let mut students: Vec<Student> = Vec::new();
    let mut first_class = 0;
    for (college, number, size, classes, skills) in COLLEGES {
        let first = students.len();
        for seat in 0..size {
            let mut has = Vec::new();
            for (skill, percent, second) in skills {
                if chance(rng, *percent) {
                    let level = if chance(rng, *second) { ":2" } else { "" };
                    has.push(format!("{skill}{level}"));
                }
            }
            students.push(Student {
                skills: has,
                id: format!("2025{number}{seat:02}"),
                name: name(students.len(), rng),
                college,
                class: first_class + seat % classes,
                experienced: chance(rng, 40),
                friends: Vec::new(),
                apart: Vec::new(),
            });
        }
        first_class += classes;
        let college = &mut students[first..];
        for _ in 0..size * 2 / 5 {
            let (one, other) = two(college, rng);
            let friend = college[other].id.clone();
            if !college[one].friends.contains(&friend) {
                college[one].friends.push(friend);
            }
        }
        for _ in 0..size / 9 {
            let (one, other) = two(college, rng);
            let (named, id) = (college[other].id.clone(), college[one].id.clone());
            if !college[one].friends.contains(&named)
                && !college[other].friends.contains(&id)
                && college[one].apart.is_empty()
            {
                college[one].apart.push(named);
            }
        }
    }
    students
}

/// Two different students.
fn two(students: &[Student], rng: &mut Rng) -> (usize, usize) {
    let one = rng.usize(0..students.len());
    let other = rng.usize(1..students.len());
    (one, (one + other) % students.len())
}

/// A name that nobody before has: the surname goes round, the second character counts the rounds.
fn name(number: usize, rng: &mut Rng) -> String {
    let (surname, round) = (SURNAMES[number % SURNAMES.len()], GIVEN[number / SURNAMES.len()]);
    format!("{surname}{round}{}", GIVEN[rng.usize(0..GIVEN.len())])
}

/// The table of all students.
pub fn table(students: &[Student]) -> String {
    let mut text = String::from("学号,姓名,学院,服务队,身份,技能,有经验,同伴,回避\n");
    for student in students {
        let row = [
            student.id.as_str(),
            &student.name,
            student.college,
            "",
            "学生",
            &student.skills.join(";"),
            if student.experienced { "是" } else { "否" },
            &student.friends.join(";"),
            &student.apart.join(";"),
        ];
        text += &(row.join(",") + "\n");
    }
    text
}
