//! `positions.csv`: thirty internships and practice places for students, and ten clinics of the community's centre for teams.

use crate::jiezi_generator::colleges::COLLEGES;
use crate::jiezi_generator::table::Table;

/// What a host offers.
pub struct Position {
    /// Id.
    pub id: &'static str,
    name: &'static str,
    host: &'static str,
    /// Where the college whose students are meant stands in [`COLLEGES`].
    pub college: usize,
    /// How many of a hundred would like it.
    pub liked: u8,
    /// Whether the host ranks those who may come.
    pub ranks: bool,
    capacity: u32,
    minimum: u32,
    group: &'static str,
    kind: Kind,
}

/// Whom a position takes, and for what.
pub enum Kind {
    /// Students, at these times, in these weeks.
    Students(&'static str, &'static str),
    /// Teams that have a skill at a level, for these clinic hours.
    Teams(&'static str, u8, &'static str),
}

impl Position {
    /// The skill and level asked of teams; nothing for students' positions.
    pub fn skill(&self) -> Option<(&'static str, u8)> {
        match self.kind {
            Kind::Students(..) => None,
            Kind::Teams(skill, level, _) => Some((skill, level)),
        }
    }
}

/// A position for students: id, name, host; college and liking; capacity and minimum; times.
type Offer = (
    &'static str,
    &'static str,
    &'static str,
    (usize, u8),
    (u32, u32),
    &'static str,
);

const OFFERS: [Offer; 30] = [
    (
        "tcm-tuina",
        "推拿门诊",
        "岐黄中医馆",
        (0, 90),
        (7, 0),
        "星期六 14:00-18:00",
    ),
    (
        "tcm-acupuncture",
        "针灸门诊",
        "岐黄中医馆",
        (0, 75),
        (5, 0),
        "星期日 08:00-12:00",
    ),
    (
        "tcm-pharmacy",
        "中药房",
        "岐黄中医馆",
        (0, 35),
        (6, 3),
        "星期五 18:30-21:30",
    ),
    (
        "health-check",
        "体检科",
        "社区卫生服务中心",
        (0, 60),
        (12, 4),
        "星期六 08:00-12:00",
    ),
    (
        "health-chronic",
        "慢病随访",
        "社区卫生服务中心",
        (0, 45),
        (12, 0),
        "星期日 14:00-18:00",
    ),
    (
        "health-nursing",
        "护理部",
        "社区卫生服务中心",
        (0, 30),
        (12, 4),
        "星期三 18:30-21:30",
    ),
    (
        "hospital-rehab",
        "康复治疗科",
        "区第三医院",
        (0, 85),
        (12, 0),
        "星期六 08:00-12:00",
    ),
    (
        "hospital-bones",
        "骨伤科",
        "区第三医院",
        (0, 65),
        (10, 0),
        "星期日 08:00-12:00",
    ),
    (
        "firm-court",
        "诉讼助理",
        "介子路律师事务所",
        (1, 90),
        (5, 0),
        "星期五 14:00-18:00",
    ),
    (
        "firm-papers",
        "文书助理",
        "介子路律师事务所",
        (1, 55),
        (6, 2),
        "星期四 18:30-21:30",
    ),
    (
        "justice-mediation",
        "人民调解室",
        "街道司法所",
        (1, 60),
        (8, 0),
        "星期六 14:00-18:00",
    ),
    (
        "justice-lessons",
        "普法宣传",
        "街道司法所",
        (1, 40),
        (10, 3),
        "星期日 08:00-12:00",
    ),
    (
        "aid-desk",
        "法律援助接待",
        "区法律援助中心",
        (1, 70),
        (8, 0),
        "星期六 08:00-12:00",
    ),
    (
        "factory-assembly",
        "装配车间",
        "恒力机械厂",
        (2, 35),
        (14, 6),
        "星期六 08:00-12:00",
    ),
    (
        "factory-repair",
        "设备检修",
        "恒力机械厂",
        (2, 70),
        (10, 0),
        "星期六 14:00-18:00",
    ),
    (
        "factory-cnc",
        "数控车间",
        "恒力机械厂",
        (2, 85),
        (8, 0),
        "星期日 08:00-12:00",
    ),
    (
        "lifts",
        "电梯维保",
        "安达电梯公司",
        (2, 75),
        (8, 0),
        "星期日 14:00-18:00",
    ),
    (
        "appliances-shop",
        "家电维修",
        "万家家电维修部",
        (2, 60),
        (10, 0),
        "星期六 08:00-12:00",
    ),
    (
        "appliances-stock",
        "配件仓库",
        "万家家电维修部",
        (2, 20),
        (8, 4),
        "星期五 18:30-21:30",
    ),
    (
        "school-care",
        "课后托管",
        "介子路小学",
        (3, 50),
        (14, 5),
        "星期二 18:30-21:30",
    ),
    (
        "school-chinese",
        "语文助教",
        "介子路小学",
        (3, 80),
        (7, 0),
        "星期五 14:00-18:00",
    ),
    (
        "school-minds",
        "心理辅导室",
        "介子路小学",
        (3, 85),
        (4, 0),
        "星期四 18:30-21:30",
    ),
    (
        "nursery",
        "保教助理",
        "阳光幼儿园",
        (3, 65),
        (10, 0),
        "星期六 08:00-12:00",
    ),
    (
        "library-children",
        "少儿阅览室",
        "区图书馆",
        (3, 60),
        (8, 0),
        "星期日 14:00-18:00",
    ),
    (
        "library-desk",
        "服务台",
        "区图书馆",
        (3, 25),
        (6, 2),
        "星期日 08:00-12:00",
    ),
    (
        "craft-sachets",
        "香包工艺",
        "非遗工坊",
        (4, 80),
        (6, 0),
        "星期六 14:00-18:00",
    ),
    (
        "craft-papercuts",
        "剪纸",
        "非遗工坊",
        (4, 60),
        (5, 0),
        "星期日 14:00-18:00",
    ),
    (
        "museum-display",
        "展陈设计",
        "区博物馆",
        (4, 85),
        (5, 0),
        "星期六 08:00-12:00",
    ),
    (
        "museum-guide",
        "讲解",
        "区博物馆",
        (4, 45),
        (8, 3),
        "星期日 08:00-12:00",
    ),
    (
        "elders-company",
        "陪伴与手工",
        "夕阳红养老院",
        (4, 40),
        (10, 4),
        "星期六 14:00-18:00",
    ),
];

/// A clinic: id, name; college and liking; teams; skill and level; hours.
type Clinic = (
    &'static str,
    &'static str,
    (usize, u8),
    u32,
    (&'static str, u8),
    &'static str,
);

const CLINICS: [Clinic; 10] = [
    (
        "clinic-therapy",
        "健康理疗（平日）",
        (0, 80),
        8,
        ("推拿", 1),
        "therapy-mon;therapy-tue;therapy-wed;therapy-thu;therapy-fri",
    ),
    (
        "clinic-weekend",
        "健康理疗（周末）",
        (0, 60),
        6,
        ("推拿", 1),
        "therapy-sat-am;therapy-sat-pm;therapy-sun",
    ),
    (
        "clinic-acupuncture",
        "针灸",
        (0, 70),
        4,
        ("针灸", 2),
        "acupuncture-wed;acupuncture-sat",
    ),
    (
        "clinic-check",
        "健康体检",
        (0, 50),
        6,
        ("体检", 1),
        "health-check-wed;health-check-sun",
    ),
    (
        "clinic-law",
        "法律服务台",
        (1, 80),
        4,
        ("法律咨询", 1),
        "legal-desk-tue;legal-desk-thu;legal-desk-sat",
    ),
    ("clinic-mediation", "矛盾调解", (1, 60), 4, ("调解", 2), "mediation-fri"),
    (
        "clinic-workshop",
        "O 手工坊",
        (2, 70),
        8,
        ("家电", 1),
        "workshop-wed;workshop-fri;workshop-sun",
    ),
    (
        "clinic-property",
        "物业值班",
        (2, 40),
        6,
        ("水管", 1),
        "property-duty-tue",
    ),
    (
        "clinic-study",
        "自习室辅导",
        (3, 70),
        8,
        ("辅导", 1),
        "study-room-mon;study-room-tue;study-room-wed;study-room-thu;study-room-fri",
    ),
    ("clinic-craft", "手工课", (4, 70), 3, ("手工", 1), "craft-sat"),
];

/// Weeks of the internships: after the first, before the examinations.
const WEEKS: &str = "2-16";

/// Every position, students' first.
pub fn all() -> Vec<Position> {
    let students = OFFERS.iter().map(
        |&(id, name, host, (college, liked), (capacity, minimum), times)| Position {
            id,
            name,
            host,
            college,
            liked,
            ranks: liked >= 75,
            capacity,
            minimum,
            group: "实习",
            kind: Kind::Students(times, WEEKS),
        },
    );
    let teams = CLINICS.iter().map(
        |&(id, name, (college, liked), capacity, (skill, level), hours)| Position {
            id,
            name,
            host: "社区中心",
            college,
            liked,
            ranks: false,
            capacity,
            minimum: 0,
            group: "值班",
            kind: Kind::Teams(skill, level, hours),
        },
    );
    students.chain(teams).collect()
}

/// The table of all positions.
pub fn table(positions: &[Position]) -> Table {
    let headers = [
        "编号",
        "名称",
        "接收单位",
        "对象",
        "名额",
        "最少名额",
        "技能",
        "分组",
        "服务时段",
        "在岗时间",
        "周次",
    ];
    let mut table = Table::new(&headers);
    for position in positions {
        let (whom, skill, hours, times, weeks) = match position.kind {
            Kind::Students(times, weeks) => ("学生", String::new(), "", times, weeks),
            Kind::Teams(skill, level, hours) => ("服务队", format!("{skill}:{level}"), hours, "", ""),
        };
        let groups = format!("{};{}类", position.group, COLLEGES[position.college].short);
        let minimum = if position.minimum == 0 {
            String::new()
        } else {
            position.minimum.to_string()
        };
        table.row([
            position.id.into(),
            position.name.into(),
            position.host.into(),
            whom.into(),
            position.capacity.to_string(),
            minimum,
            skill,
            groups,
            hours.into(),
            times.into(),
            weeks.into(),
        ]);
    }
    table
}
