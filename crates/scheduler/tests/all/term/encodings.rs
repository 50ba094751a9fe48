//! One folder in every form in which an office may have it is one problem, and its mistakes stand in the same rows.

use encoding_rs::GB18030;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use yuandi_scheduler::format::Problem;

use super::base::Folder;
use super::read_folder;

const TABLES: [(&str, &str); 8] = [
    ("places", "场所"),
    ("people", "人员"),
    ("teams", "服务队"),
    ("timetables", "课表"),
    ("hours", "服务时段"),
    ("needs", "居民需求"),
    ("wishes", "意愿"),
    ("fixed", "已定"),
];

/// The columns of each table in Chinese, in the order in which the small folder has them.
const CHINESE: [&str; 8] = [
    "编号,名称,横坐标,纵坐标,网格,类别",
    "学号,姓名,学院,服务队,身份",
    "编号,名称,学院,出发地,技能,最少人数,运力,最长外出,分组",
    "学号,星期,开始,结束,周次,课程",
    "编号,类别,名称,场所,星期,日期,开始,结束,周次,技能,目标队数,最多队数,缺队代价,超队代价,组成,组成代价",
    "编号,类别,场所,时长,起始日期,截止日期,可上门时间,技能,未服务代价,应完成时间,迟到代价,物资,指定队,回避队,偏好队,后续于,\
最短间隔,最长间隔,同一队,关联代价,一并,连续照护",
    "服务队,服务时段,日期,开始,结束,愿意,权重",
    "场次,居民需求,服务队,开始",
];

/// Words of cells in both languages.
const WORDS: [(&str, &str); 12] = [
    (",leader\n", ",队长\n"),
    (",student\n", ",学生\n"),
    (",supervisor\n", ",指导老师\n"),
    (",monday,", ",星期一,"),
    (",friday,", ",周五,"),
    (",wednesday,", ",礼拜三,"),
    (",odd,", ",单周,"),
    (",even,", ",双,"),
    ("1-3 odd", "1-3周单"),
    (",same,", ",相同,"),
    (",yes,", ",是,"),
    (",no,", ",否,"),
];

type Form = (&'static str, fn(&mut Folder));

const FORMS: [Form; 9] = [
    ("UTF-8 with a byte order mark", |folder| {
        each_text(folder, |text| format!("\u{feff}{text}").into_bytes());
    }),
    ("GB18030", |folder| {
        each_text(folder, |text| GB18030.encode(text).0.into_owned())
    }),
    ("lines of Windows", |folder| {
        each_text(folder, |text| text.replace('\n', "\r\n").into_bytes());
    }),
    ("no end of the last line", |folder| {
        each_text(folder, |text| text.trim_end_matches('\n').as_bytes().to_vec());
    }),
    ("quoted cells", quoted),
    ("Chinese", chinese),
    ("a workbook of texts", |folder| {
        to_workbook(folder, |table| table.0, write)
    }),
    ("a workbook of values", |folder| {
        to_workbook(folder, |table| table.0, typed)
    }),
    ("a Chinese workbook", |folder| {
        chinese(folder);
        to_workbook(folder, |table| table.1, typed);
    }),
];

/// Changes `term.toml` and the tables as texts.
fn each_text(folder: &mut Folder, change: fn(&str) -> Vec<u8>) {
    let files: Vec<String> = folder.0.keys().cloned().collect();
    for file in files
        .iter()
        .filter(|file| file.ends_with(".csv") || file.ends_with(".toml"))
    {
        let bytes = change(&folder.text(file));
        folder.put(file, bytes);
    }
}

fn quoted(folder: &mut Folder) {
    for (table, _) in TABLES {
        let file = format!("{table}.csv");
        let quote = |row: &Vec<String>| {
            row.iter()
                .map(|cell| format!("\"{cell} \""))
                .collect::<Vec<_>>()
                .join(",")
        };
        let lines: Vec<String> = folder.rows(&file).iter().map(quote).collect();
        folder.put(&file, lines.join("\n"));
    }
}

fn chinese(folder: &mut Folder) {
    for ((table, _), header) in TABLES.into_iter().zip(CHINESE) {
        let file = format!("{table}.csv");
        let text = folder.text(&file);
        let (english, rows) = text.split_once('\n').expect("there is a header");
        assert_eq!(english.split(',').count(), header.split(',').count(), "{table}");
        let mut text = format!("{header}\n{rows}");
        for (word, sign) in WORDS {
            text = text.replace(word, sign);
        }
        folder.put(&file, text.replace(';', "；").replace("tuina:2", "tuina：2"));
    }
}

type At = (u32, u16);

/// Moves the tables into a workbook whose sheets have the names and cells that the caller wants.
fn to_workbook(
    folder: &mut Folder,
    title: fn((&'static str, &'static str)) -> &'static str,
    write: fn(&mut Worksheet, At, &str),
) {
    let mut book = Workbook::new();
    for table in TABLES {
        let file = format!("{}.csv", table.0);
        let sheet = book.add_worksheet();
        sheet.set_name(title(table)).expect("a name for a sheet");
        for (r, row) in folder.rows(&file).iter().enumerate() {
            for (c, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                write(sheet, (r as u32, c as u16), cell);
            }
        }
        folder.remove(&file);
    }
    folder.put("term.xlsx", book.save_to_buffer().expect("a workbook"));
}

fn write(sheet: &mut Worksheet, (row, column): At, cell: &str) {
    sheet.write(row, column, cell).expect("a cell");
}

/// Numbers, dates and times as such, as who types them into a sheet has them.
fn typed(sheet: &mut Worksheet, at: At, cell: &str) {
    let is = |pattern: &str| {
        let fits = |(c, p): (char, char)| if p == '0' { c.is_ascii_digit() } else { c == p };
        cell.len() == pattern.len() && cell.chars().zip(pattern.chars()).all(fits)
    };
    let (row, column) = at;
    if let Ok(number) = cell.parse::<f64>() {
        sheet.write(row, column, number).expect("a cell");
        return;
    }
    let formats = [
        ("0000-00-00", "yyyy-mm-dd"),
        ("00:00", "hh:mm"),
        ("0000-00-00 00:00", "yyyy-mm-dd hh:mm"),
    ];
    let Some((_, format)) = formats.into_iter().find(|(pattern, _)| is(pattern)) else {
        return write(sheet, at, cell);
    };
    let time = ExcelDateTime::parse_from_str(&cell.replace(' ', "T")).expect("a date or time");
    let format = Format::new().set_num_format(format);
    sheet.write_with_format(row, column, &time, &format).expect("a cell");
}

fn problem(folder: &Folder) -> Problem {
    read_folder(folder).expect("it is valid").expand()
}

#[test]
fn every_form_of_the_folder_is_the_same_problem() {
    let expected = serde_json::to_string(&problem(&Folder::valid())).expect("a problem is JSON");
    for (name, form) in FORMS {
        let mut folder = Folder::valid();
        form(&mut folder);
        let found = serde_json::to_string(&problem(&folder)).expect("a problem is JSON");
        assert!(found == expected, "{name}:\n{found}\n{expected}");
    }
}

/// Rows and codes of what is wrong with a folder; the file may be a sheet.
fn places_of_faults(folder: &Folder) -> Vec<(String, String, &'static str)> {
    let faults = read_folder(folder).expect_err("it is broken");
    faults
        .into_iter()
        .map(|fault| (fault.at, fault.field, fault.code))
        .collect()
}

#[test]
fn every_form_of_a_broken_folder_has_its_faults_in_the_same_rows() {
    let mut broken = Folder::valid();
    broken.cell("places.csv", 4, "x", "far");
    broken.cell("people.csv", 8, "team", "arts-1");
    broken.cell("timetables.csv", 10, "end", "07:00");
    broken.cell("hours.csv", 6, "target", "9");
    broken.cell("needs.csv", 4, "minutes", "31");
    broken.cell("wishes.csv", 3, "start", "25:00");
    let expected = places_of_faults(&broken);
    assert_eq!(expected.len(), 6);
    for (name, form) in FORMS {
        let mut folder = broken.clone();
        form(&mut folder);
        assert_eq!(places_of_faults(&folder), expected, "{name}");
    }
}

#[test]
fn lines_of_old_macs_end_too() {
    let mut folder = Folder::valid();
    let text = folder.text("needs.csv").replace('\n', "\r");
    folder.put("needs.csv", text);
    assert_eq!(problem(&folder), problem(&Folder::valid()));
}
