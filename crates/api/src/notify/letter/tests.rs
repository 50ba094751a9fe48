//! The whole letter, in both languages.

use super::{Letter, letter};
use crate::db::readers::Reader;
use crate::domain::duty::Duty;
use crate::domain::notice::{Before, Change, Notice, What};

fn duty(start: &str, end: &str) -> Duty {
    Duty {
        uid: "u@x".into(),
        term: "t".into(),
        kind: "session".into(),
        activity: "mon-0907".into(),
        team: "a".into(),
        service: "clinic".into(),
        place: "p".into(),
        grid: None,
        zone: "Asia/Shanghai".into(),
        start: start.into(),
        end: end.into(),
        title: "推拿服务".into(),
        location: "党群服务中心".into(),
        description: String::new(),
        sequence: 0,
        updated: 0,
        cancelled: false,
    }
}

fn written(language: &str) -> Letter {
    let change = |what, start: &str, end: &str, before| Change {
        what,
        duty: duty(start, end),
        before,
    };
    let before = Before {
        start: "2026-09-08T14:30".into(),
        end: "2026-09-08T17:30".into(),
        location: "三号楼".into(),
    };
    let notice = Notice {
        term: "t".into(),
        plan: "p".into(),
        changes: vec![
            change(What::New, "2026-09-07T14:30", "2026-09-07T17:30", None),
            change(What::Moved, "2026-09-09T15:00", "2026-09-09T18:00", Some(before)),
            change(What::CalledOff, "2026-09-14T14:30", "2026-09-14T17:30", None),
        ],
    };
    let reader = Reader {
        name: "林小满".into(),
        email: None,
        language: language.into(),
        partnership: "介子路院地共建".into(),
        domain: "jiezi.example".into(),
        term: "2026 秋季学期".into(),
    };
    letter(&notice, &reader, "https://yuandi.example.edu")
}

#[test]
fn in_chinese() {
    let letter = written("zh-CN");
    assert_eq!(letter.subject, "2026 秋季学期：您的排班有3项变动");
    let text = "林小满，您好：\n\n介子路院地共建《2026 秋季学期》的排班已更新，与您有关的变动如下。\n\n\
        取消\n- 9月14日 星期一 14:30–17:30  推拿服务，党群服务中心\n\n\
        改时间或地点\n- 9月8日 星期二 14:30–17:30，三号楼 → 9月9日 星期三 15:00–18:00  推拿服务，党群服务中心\n\n\
        新增\n- 9月7日 星期一 14:30–17:30  推拿服务，党群服务中心\n\n\
        其余安排不变。已订阅的日历会自动更新。\n查看全部安排：https://yuandi.example.edu\n";
    assert_eq!(letter.text, text);
}

#[test]
fn in_english() {
    let letter = written("en");
    assert_eq!(letter.subject, "2026 秋季学期: 3 of your duties have changed");
    let text = letter.text;
    assert!(
        text.contains("\nCalled off\n- Mon 14 Sep 14:30–17:30  推拿服务, 党群服务中心\n"),
        "{text}"
    );
    assert!(
        text.contains("- Tue 8 Sep 14:30–17:30, 三号楼 → Wed 9 Sep 15:00–18:00  "),
        "{text}"
    );
}
