//! Reasons in sentences, in two languages.

use super::{Code, Reason};

/// In which language reasons are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese.
    Chinese,
}

/// Numbers up to here are written as words in English.
const WORDS: [&str; 13] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

impl Reason {
    /// The reason as a sentence without a full stop.
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::Chinese => self.chinese(),
        }
    }

    fn english(&self) -> String {
        let about = self.about.as_deref().unwrap_or_default();
        let what = match self.code {
            Code::NoChoices => return "no choices were stated".into(),
            Code::Bundle => format!("no room for all of bundle {about} together"),
            Code::Unskilled => "asking for skills that the applicant lacks".into(),
            Code::Unlisted => "not offered to the applicant by the host".into(),
            Code::Closed => "closed below the minimum".into(),
            Code::Preferred => "filled by applicants whom the host prefers".into(),
            Code::AsGood => "filled by applicants whom the host prefers or likes as well".into(),
            Code::Filled => "filled by others".into(),
            Code::HostFull => format!("with room of their own, but host {about} is full"),
            Code::QuotaFull => format!("closed to the applicant by quota {about}, which is full"),
            Code::Apart => format!("taken by {about}, from whom the applicant is to be kept apart"),
            Code::NotFound => "with room, but no better placement was found that uses it".into(),
        };
        match self.positions.len() {
            1 if self.all => format!("the only choice, {}: {what}", self.positions[0]),
            n if self.all => match WORDS.get(n) {
                Some(word) => format!("all {word} choices {what}"),
                None => format!("all {n} choices {what}"),
            },
            _ => format!("{}: {what}", self.positions.join(", ")),
        }
    }

    fn chinese(&self) -> String {
        let about = self.about.as_deref().unwrap_or_default();
        let what = match self.code {
            Code::NoChoices => return "没有填报志愿".into(),
            Code::Bundle => format!("容不下捆绑组 {about} 全体"),
            Code::Unskilled => "要求申请者不具备的技能".into(),
            Code::Unlisted => "接收单位未列入该申请者".into(),
            Code::Closed => "未达到最低人数而不开放".into(),
            Code::Preferred => "已由接收单位更看重的申请者占满".into(),
            Code::AsGood => "已由接收单位更看重或同等看重的申请者占满".into(),
            Code::Filled => "已由其他申请者占满".into(),
            Code::HostFull => format!("岗位尚有空额,但接收单位 {about} 已满"),
            Code::QuotaFull => format!("配额 {about} 已满"),
            Code::Apart => format!("{about} 已在该岗位,两者不得同岗"),
            Code::NotFound => "尚有空额,但未找到更好的安置方案".into(),
        };
        match self.positions.len() {
            n if self.all => format!("全部 {n} 个志愿{what}"),
            _ => format!("{}:{what}", self.positions.join("、")),
        }
    }
}
