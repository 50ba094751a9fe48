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
    /// Of messages about swaps.
    pub(super) swaps: SwapTexts,
    /// Of messages about placements.
    pub(super) placements: PlacementTexts,
}

/// The words of messages about placements.
pub(super) struct PlacementTexts {
    /// Subject, of the term's name and what happened.
    pub(super) subject: fn(&str, &str) -> String,
    /// The reader is placed.
    pub(super) placed: EventTexts,
    /// The reader is not.
    pub(super) unplaced: EventTexts,
    /// Who comes to the reader's positions.
    pub(super) host: EventTexts,
    /// Where the reader was before.
    pub(super) before: fn(&str) -> String,
    /// A position, how many are placed there, and its capacity.
    pub(super) filled: fn(&str, usize, i64) -> String,
    /// Last line; the page to look at.
    pub(super) closing: fn(&str) -> String,
}

/// The words of messages about swaps.
pub(super) struct SwapTexts {
    /// Subject, of the term's name and what happened.
    pub(super) subject: fn(&str, &str) -> String,
    /// Above what is asked for it.
    pub(super) in_return: &'static str,
    /// Why.
    pub(super) reason: fn(&str) -> String,
    /// Last line; the page to look at.
    pub(super) closing: fn(&str) -> String,
    /// The reader may take it.
    pub(super) offered: EventTexts,
    /// The reader approves it.
    pub(super) accepted: EventTexts,
    /// The other team said no.
    pub(super) declined: EventTexts,
    /// The office said no.
    pub(super) refused: EventTexts,
    /// It was taken back.
    pub(super) withdrawn: EventTexts,
    /// Nothing came of it.
    pub(super) expired: EventTexts,
}

/// The words of one event.
pub(super) struct EventTexts {
    /// What happened, in the subject.
    pub(super) subject: &'static str,
    /// What happened, above the duty.
    pub(super) opening: &'static str,
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
    swaps: SwapTexts {
        subject: |term, what| format!("{term}：{what}"),
        in_return: "以此交换：",
        reason: |reason| format!("说明：{reason}"),
        closing: |url| format!("查看换班：{url}"),
        offered: EventTexts {
            subject: "有人请您换班",
            opening: "有服务队希望把下面的班交给您的服务队，请回复是否同意。",
        },
        accepted: EventTexts {
            subject: "有换班等待批准",
            opening: "双方服务队已同意下面的换班，请批准或驳回。",
        },
        declined: EventTexts {
            subject: "换班未被接受",
            opening: "对方服务队没有接受下面的换班，原安排不变。",
        },
        refused: EventTexts {
            subject: "换班未获批准",
            opening: "办公室没有批准下面的换班，原安排不变。",
        },
        withdrawn: EventTexts {
            subject: "换班已撤回",
            opening: "对方已撤回下面的换班，原安排不变。",
        },
        expired: EventTexts {
            subject: "换班已失效",
            opening: "下面的换班没有办成：服务已经开始，或排班已经调整。",
        },
    },
    placements: PlacementTexts {
        subject: |term, what| format!("{term}：{what}"),
        placed: EventTexts {
            subject: "岗位安置结果",
            opening: "您（或您的服务队）已安置到下面的岗位。",
        },
        unplaced: EventTexts {
            subject: "本轮未获岗位",
            opening: "本轮没有为您（或您的服务队）找到岗位，后续轮次请咨询办公室。",
        },
        host: EventTexts {
            subject: "贵单位岗位的安置结果",
            opening: "贵单位各岗位的安置人数如下，名单请登录查看。",
        },
        before: |position| format!("原岗位：{position}"),
        filled: |position, placed, capacity| format!("{position}：{placed}／{capacity}"),
        closing: |url| format!("查看安置：{url}"),
    },
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
    swaps: SwapTexts {
        subject: |term, what| format!("{term}: {what}"),
        in_return: "In exchange for:",
        reason: |reason| format!("Reason: {reason}"),
        closing: |url| format!("The swap: {url}"),
        offered: EventTexts {
            subject: "another team asks you to swap",
            opening: "Another team would like to give this duty to yours. Please say whether your team takes it.",
        },
        accepted: EventTexts {
            subject: "a swap waits for your approval",
            opening: "Both teams agree to this swap. Please approve or refuse it.",
        },
        declined: EventTexts {
            subject: "your swap was declined",
            opening: "The other team does not take this swap; the duties stay as they were.",
        },
        refused: EventTexts {
            subject: "your swap was refused",
            opening: "The office has refused this swap; the duties stay as they were.",
        },
        withdrawn: EventTexts {
            subject: "a swap was withdrawn",
            opening: "The other team has withdrawn this swap; the duties stay as they were.",
        },
        expired: EventTexts {
            subject: "a swap has lapsed",
            opening: "Nothing came of this swap: the duty has begun, or the plan has changed.",
        },
    },
    placements: PlacementTexts {
        subject: |term, what| format!("{term}: {what}"),
        placed: EventTexts {
            subject: "your position",
            opening: "You, or your team, have been placed:",
        },
        unplaced: EventTexts {
            subject: "no position in this round",
            opening: "No position was found for you, or your team, in this round. Please ask the office about further rounds.",
        },
        host: EventTexts {
            subject: "who comes to your positions",
            opening: "This is how your positions are filled; sign in to see who comes.",
        },
        before: |position| format!("before: {position}"),
        filled: |position, placed, capacity| format!("{position}: {placed} of {capacity}"),
        closing: |url| format!("Placements: {url}"),
    },
};
