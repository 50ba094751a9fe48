//! One applicant for each reason, and the sentences.

use serde_json::json;

use super::{Code, Language, Reasons};
use crate::format::placement::PlacementProblem;
use crate::placement::{Assignment, Model};

fn problem() -> PlacementProblem {
    serde_json::from_value(json!({
        "format": "placement/1",
        "applicants": [
            { "id": "in-ward", "choices": ["ward"] },
            { "id": "in-shop", "choices": ["shop"] },
            { "id": "in-club", "choices": ["club"], "groups": ["art"] },
            { "id": "liked-less", "choices": ["ward"] },
            { "id": "as-good", "choices": ["shop", "ward"] },
            { "id": "many", "choices": ["hall", "ward", "yard", "lab", "club", "desk", "bank"], "groups": ["art"] },
            { "id": "silent" },
            { "id": "one", "choices": ["bank"] },
            { "id": "other", "choices": ["bank"] },
        ],
        "positions": [
            { "id": "ward", "capacity": 1, "choices": ["in-ward", "as-good", "liked-less"] },
            { "id": "shop", "capacity": 1, "choices": [["in-shop", "as-good"]] },
            { "id": "hall", "capacity": 3, "minimum": 2 },
            { "id": "yard", "capacity": 3, "host": "park" },
            { "id": "lab", "capacity": 1, "skills": { "care": 1 } },
            { "id": "club", "capacity": 2, "groups": ["arts"] },
            { "id": "desk", "capacity": 1 },
            { "id": "bank", "capacity": 1 },
        ],
        "hosts": [{ "id": "park", "capacity": 0 }],
        "quotas": [{ "id": "art-at-club", "applicants": ["art"], "positions": ["arts"], "max": 1 }],
        "bundles": [{ "id": "twins", "applicants": ["one", "other"], "at": "position" }],
        "aim": "best",
    }))
    .expect("it is a problem")
}

#[test]
fn each_choice_has_its_true_reason() {
    let problem = problem();
    let model = Model::new(&problem, None);
    let assignment = Assignment::of(&model, [0, 1, 2]);
    let reasons = Reasons::new(&problem, &model, &assignment);
    let brief = |applicant| {
        let reasons = reasons.of(applicant).into_iter();
        reasons
            .map(|reason| (reason.code, reason.positions.join(" "), reason.about))
            .collect::<Vec<_>>()
    };
    let plain = |code, positions: &str| (code, positions.to_owned(), None);
    let about = |code, positions: &str, about: &str| (code, positions.to_owned(), Some(about.to_owned()));
    assert_eq!(brief(0), []);
    assert_eq!(brief(3), [plain(Code::Preferred, "ward")]);
    assert_eq!(brief(4), [plain(Code::Preferred, "ward"), plain(Code::AsGood, "shop")]);
    assert_eq!(
        brief(5),
        [
            plain(Code::Unskilled, "lab"),
            plain(Code::Unlisted, "ward"),
            plain(Code::Closed, "hall"),
            about(Code::HostFull, "yard", "park"),
            about(Code::QuotaFull, "club", "art-at-club"),
            plain(Code::NotFound, "desk bank"),
        ]
    );
    assert_eq!(brief(6), [plain(Code::NoChoices, "")]);
    assert_eq!(brief(7), [about(Code::Bundle, "bank", "twins")]);
}

#[test]
fn somebody_to_be_kept_apart_from_is_named() {
    let mut problem = problem();
    problem.apart.push(("in-club".into(), "many".into()));
    problem.quotas.clear();
    let model = Model::new(&problem, None);
    let assignment = Assignment::of(&model, [2]);
    let reasons = Reasons::new(&problem, &model, &assignment).of(5);
    let apart = reasons
        .iter()
        .find(|reason| reason.code == Code::Apart)
        .expect("the club is taken");
    assert_eq!(
        (apart.positions.as_slice(), apart.about.as_deref()),
        (&["club".to_owned()][..], Some("in-club"))
    );
}

#[test]
fn sentences_say_whether_it_is_all_of_the_choices() {
    let reason = |positions: &[&str], all| super::Reason {
        code: Code::Preferred,
        positions: positions.iter().map(ToString::to_string).collect(),
        all,
        about: None,
    };
    let six = reason(&["a", "b", "c", "d", "e", "f"], true);
    assert_eq!(
        six.sentence(Language::English),
        "all six choices filled by applicants whom the host prefers"
    );
    assert_eq!(
        six.sentence(Language::Chinese),
        "全部 6 个志愿已由接收单位更看重的申请者占满"
    );
    let two = reason(&["a", "b"], false);
    assert_eq!(
        two.sentence(Language::English),
        "a, b: filled by applicants whom the host prefers"
    );
    let only = reason(&["a"], true);
    assert_eq!(
        only.sentence(Language::English),
        "the only choice, a: filled by applicants whom the host prefers"
    );
}
