//! Invented names, put together from syllables; nobody in the example exists.
//!
//! Always two given characters, and none that would often end in somebody well known.

use std::collections::BTreeSet;

use fastrand::Rng;

use super::pick;

const SURNAMES: [&str; 40] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何", "高", "林",
    "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾", "肖", "田", "董", "袁", "潘", "蒋",
    "蔡", "余",
];
const GIVEN: [&str; 42] = [
    "安", "晨", "楚", "丹", "恩", "帆", "菲", "谷", "禾", "弘", "嘉", "简", "金", "景", "珂", "岚", "乐", "黎", "麦",
    "漫", "宁", "诺", "沛", "青", "然", "若", "杉", "舒", "棠", "田", "苇", "溪", "晓", "心", "星", "雅", "言", "一",
    "悠", "云", "泽", "舟",
];

/// Hands out names, no two alike, from a stream of their own.
pub struct Names {
    rng: Rng,
    given_out: BTreeSet<String>,
}

impl Names {
    /// Nothing handed out yet.
    pub fn new(rng: Rng) -> Self {
        Self {
            rng,
            given_out: BTreeSet::new(),
        }
    }

    /// A name not handed out before.
    pub fn draw(&mut self) -> String {
        loop {
            let name = format!(
                "{}{}{}",
                pick(&mut self.rng, &SURNAMES),
                pick(&mut self.rng, &GIVEN),
                pick(&mut self.rng, &GIVEN)
            );
            if self.given_out.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// 1 to 99 as it stands in a team's name: 一, 十六, 二十.
pub fn numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}
