//! The whole letter, in both languages.

use super::{Letter, placement_letter};
use crate::db::readers::Reader;
use crate::domain::placement_notice::{Filled, PlacementNews, PlacementNotice, PositionName};

fn position(name: &str) -> PositionName {
    PositionName {
        name: name.into(),
        host: "岐黄中医馆".into(),
    }
}

fn written(language: &str, news: PlacementNews) -> Letter {
    let notice = PlacementNotice {
        term: "t".into(),
        round: "r".into(),
        news,
    };
    let reader = Reader {
        name: "林小满".into(),
        email: None,
        language: language.into(),
        partnership: "介子路院地共建".into(),
        domain: "jiezi.example".into(),
        term: "2026 秋季学期".into(),
    };
    placement_letter(&notice, &reader, "https://yuandi.example.edu")
}

#[test]
fn in_chinese() {
    let (at, before) = (position("推拿门诊"), Some(position("中药房")));
    let letter = written("zh-CN", PlacementNews::Placed { at, before });
    assert_eq!(letter.subject, "2026 秋季学期：岗位安置结果");
    let text = "林小满，您好：\n\n您（或您的服务队）已安置到下面的岗位。\n\n- 推拿门诊，岐黄中医馆\n- 原岗位：中药房，岐黄中医馆\n\n\
        查看安置：https://yuandi.example.edu\n";
    assert_eq!(letter.text, text);
}

#[test]
fn in_english() {
    let letter = written("en", PlacementNews::Unplaced { before: None });
    assert_eq!(letter.subject, "2026 秋季学期: no position in this round");
    let text = "Dear 林小满,\n\nNo position was found for you, or your team, in this round. Please ask the office about further rounds.\n\n\
        Placements: https://yuandi.example.edu\n";
    assert_eq!(letter.text, text);
    let filled = Filled {
        name: "推拿门诊".into(),
        placed: 3,
        capacity: 7,
    };
    let letter = written("en", PlacementNews::Host(vec![filled]));
    assert!(letter.text.contains("- 推拿门诊: 3 of 7\n"), "{}", letter.text);
}
