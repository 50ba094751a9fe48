//! The whole letter, in both languages.

use super::{Letter, swap_letter};
use crate::db::readers::Reader;
use crate::domain::swap_notice::{SwapEvent, SwapNotice, Told};

fn written(language: &str, event: SwapEvent) -> Letter {
    let duty = |title: &str, start: &str, end: &str| Told {
        title: title.into(),
        location: "健康理疗馆".into(),
        start: start.into(),
        end: end.into(),
    };
    let notice = SwapNotice {
        term: "t".into(),
        swap: "s".into(),
        event,
        duty: duty("推拿（值班） · 推拿一队", "2026-09-08T14:30", "2026-09-08T16:30"),
        in_return: Some(duty("推拿（值班） · 推拿二队", "2026-09-11T09:00", "2026-09-11T11:00")),
        reason: Some("期中考试".into()),
    };
    let reader = Reader {
        name: "林小满".into(),
        email: None,
        language: language.into(),
        partnership: "介子路院地共建".into(),
        domain: "jiezi.example".into(),
        term: "2026 秋季学期".into(),
    };
    swap_letter(&notice, &reader, "https://yuandi.example.edu")
}

#[test]
fn in_chinese() {
    let letter = written("zh-CN", SwapEvent::Offered);
    assert_eq!(letter.subject, "2026 秋季学期：有人请您换班");
    let text = "林小满，您好：\n\n有服务队希望把下面的班交给您的服务队，请回复是否同意。\n\n\
        - 9月8日 星期二 14:30–16:30  推拿（值班） · 推拿一队，健康理疗馆\n\n\
        以此交换：\n- 9月11日 星期五 09:00–11:00  推拿（值班） · 推拿二队，健康理疗馆\n\n\
        说明：期中考试\n\n查看换班：https://yuandi.example.edu\n";
    assert_eq!(letter.text, text);
}

#[test]
fn in_english() {
    let letter = written("en", SwapEvent::Refused);
    assert_eq!(letter.subject, "2026 秋季学期: your swap was refused");
    let text = "Dear 林小满,\n\nThe office has refused this swap; the duties stay as they were.\n\n\
        - Tue 8 Sep 14:30–16:30  推拿（值班） · 推拿一队, 健康理疗馆\n\n\
        In exchange for:\n- Fri 11 Sep 09:00–11:00  推拿（值班） · 推拿二队, 健康理疗馆\n\n\
        Reason: 期中考试\n\nThe swap: https://yuandi.example.edu\n";
    assert_eq!(letter.text, text);
}

#[test]
fn each_event_has_words_of_its_own() {
    use SwapEvent::{Accepted, Declined, Expired, Offered, Refused, Withdrawn};
    for language in ["zh-CN", "en"] {
        let all = [Offered, Accepted, Declined, Refused, Withdrawn, Expired].map(|event| written(language, event));
        for (place, letter) in all.iter().enumerate() {
            let others = all.iter().enumerate().filter(|(other, _)| *other != place);
            assert!(
                others.into_iter().all(|(_, other)| other.text != letter.text),
                "{letter:?}"
            );
        }
    }
}
