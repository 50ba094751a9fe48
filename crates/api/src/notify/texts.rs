//! Every word that messages use, in both languages: a field that one of them lacks does not build.

use crate::domain::notice::What;

/// The words of a language.
pub(super) struct Texts {
    /// Monday first.
    pub(super) weekdays: [&'static str; 7],
    /// January first.
    pub(super) months: [&'static str; 12],
    /// A day of weekday, number and month.
    pub(super) day: fn(&str, u32, &str) -> String,
    /// Subject, of the term's name and the number of changes.
    pub(super) subject: fn(&str, usize) -> String,
    /// First line, to somebody of this name.
    pub(super) greeting: fn(&str) -> String,
    /// What it is about: partnership and term.
    pub(super) opening: fn(&str, &str) -> String,
    /// Above the duties that are new.
    pub(super) new: &'static str,
    /// Above those that moved.
    pub(super) moved: &'static str,
    /// Above those of which something else changed.
    pub(super) edited: &'static str,
    /// Above those that were called off.
    pub(super) called_off: &'static str,
    /// What and where.
    pub(super) duty: fn(&str, &str) -> String,
    /// Last lines; the page to look at.
    pub(super) closing: fn(&str) -> String,
}

impl Texts {
    /// Those of an account's language.
    pub(super) fn of(language: &str) -> &'static Self {
        if language == "en" { &EN } else { &ZH }
    }

    /// What stands above changes of a kind.
    pub(super) fn heading(&self, what: What) -> &'static str {
        match what {
            What::New => self.new,
            What::Moved => self.moved,
            What::Edited => self.edited,
            What::CalledOff => self.called_off,
        }
    }
}

pub(super) static ZH: Texts = Texts {
    weekdays: ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
    months: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
    day: |weekday, number, month| format!("{month}月{number}日 {weekday}"),
    subject: |term, changes| format!("{term}：您的排班有{changes}项变动"),
    greeting: |name| format!("{name}，您好："),
    opening: |partnership, term| format!("{partnership}《{term}》的排班已更新，与您有关的变动如下。"),
    new: "新增",
    moved: "改时间或地点",
    edited: "内容有改动",
    called_off: "取消",
    duty: |title, location| format!("{title}，{location}"),
    closing: |url| format!("其余安排不变。已订阅的日历会自动更新。\n查看全部安排：{url}"),
};

pub(super) static EN: Texts = Texts {
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    months: [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    day: |weekday, number, month| format!("{weekday} {number} {month}"),
    subject: |term, changes| match changes {
        1 => format!("{term}: one of your duties has changed"),
        _ => format!("{term}: {changes} of your duties have changed"),
    },
    greeting: |name| format!("Dear {name},"),
    opening: |partnership, term| format!("{partnership} has updated its plan for {term}. This changes for you:"),
    new: "New",
    moved: "Another time or place",
    edited: "Something else has changed",
    called_off: "Called off",
    duty: |title, location| format!("{title}, {location}"),
    closing: |url| {
        format!(
            "Everything else stays as it was. Calendars that you subscribed to update themselves.\nAll your duties: {url}"
        )
    },
};
