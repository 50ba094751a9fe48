//! `places.csv`: the campus, the rooms of the centre, the outside places, and 47 buildings in 8 grids.

use fastrand::Rng;

use super::names::numeral;
use super::table::Table;

/// Where every team sets out from.
pub const CAMPUS: &str = "campus";
/// Grids of the community.
pub const GRIDS: usize = 8;
/// Buildings of the community, spread over the grids.
pub const BUILDINGS: usize = 47;
/// The middle of the community in metres; the centre stands there.
const CENTRE: (i32, i32) = (1000, 800);

/// Id, name, coordinates and kind of every place that is no dwelling.
const PLACES: [(&str, &str, i32, i32, &str); 10] = [
    (CAMPUS, "学院校区", 1750, 1250, "校园"),
    ("therapy-room", "健康理疗馆", CENTRE.0 + 6, CENTRE.1 + 4, "活动室"),
    ("legal-desk", "法律服务台", CENTRE.0, CENTRE.1, "活动室"),
    ("workshop", "O 手工坊", CENTRE.0 - 8, CENTRE.1 + 2, "活动室"),
    ("study-room", "自习室", CENTRE.0 + 4, CENTRE.1 + 9, "活动室"),
    ("craft-room", "手工课教室", CENTRE.0 - 4, CENTRE.1 + 9, "活动室"),
    ("lecture-room", "道德讲堂", CENTRE.0 + 2, CENTRE.1 - 6, "活动室"),
    ("plaza", "社区文化广场", CENTRE.0 + 60, CENTRE.1 + 40, "户外"),
    ("school", "介子路小学", 620, 1320, "学校"),
    ("property-office", "物业服务中心", 1320, 420, "企业"),
];

/// A building with flats.
pub struct Building {
    /// `g3-b16`: grid and building.
    pub id: String,
    grid: usize,
    number: usize,
    x: i32,
    y: i32,
}

/// Buildings scattered over two rows of four grids around the centre.
pub fn buildings(rng: &mut Rng) -> Vec<Building> {
    (1..=BUILDINGS)
        .map(|number| {
            let grid = (number - 1) * GRIDS / BUILDINGS;
            let (column, row) = (grid as i32 % 4, grid as i32 / 4);
            Building {
                id: format!("g{}-b{number:02}", grid + 1),
                grid: grid + 1,
                number,
                x: CENTRE.0 + 300 * column - 450 + rng.i32(-140..=140),
                y: CENTRE.1 + 450 * row - 225 + rng.i32(-210..=210),
            }
        })
        .collect()
}

/// The table of all places.
pub fn table(buildings: &[Building]) -> Table {
    let mut table = Table::new(&["编号", "名称", "横坐标", "纵坐标", "网格", "类别"]);
    for (id, name, x, y, kind) in PLACES {
        table.row([
            id.into(),
            name.into(),
            x.to_string(),
            y.to_string(),
            String::new(),
            kind.into(),
        ]);
    }
    for building in buildings {
        let name = format!("{} 号楼", building.number);
        let grid = format!("第{}网格", numeral(building.grid));
        table.row([
            building.id.clone(),
            name,
            building.x.to_string(),
            building.y.to_string(),
            grid,
            "楼栋".into(),
        ]);
    }
    table
}
