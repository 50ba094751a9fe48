//! What a person reads about a swap: subject and text, in their language.

use super::letter::Letter;
use super::texts::{SwapTexts, Texts};
use super::when;
use crate::db::readers::Reader;
use crate::domain::swap_notice::{SwapEvent, SwapNotice, Told};

/// Tells a reader what happened to a swap; `url` is where they see it.
pub(super) fn swap_letter(notice: &SwapNotice, reader: &Reader, url: &str) -> Letter {
    let texts = Texts::of(&reader.language);
    let swaps: &SwapTexts = &texts.swaps;
    let words = match notice.event {
        SwapEvent::Offered => &swaps.offered,
        SwapEvent::Accepted => &swaps.accepted,
        SwapEvent::Declined => &swaps.declined,
        SwapEvent::Refused => &swaps.refused,
        SwapEvent::Withdrawn => &swaps.withdrawn,
        SwapEvent::Expired => &swaps.expired,
    };
    let mut text = format!(
        "{}\n\n{}\n\n- {}\n",
        (texts.greeting)(&reader.name),
        words.opening,
        line(&notice.duty, texts)
    );
    if let Some(duty) = &notice.in_return {
        text.push_str(&format!("\n{}\n- {}\n", swaps.in_return, line(duty, texts)));
    }
    if let Some(reason) = &notice.reason {
        text.push_str(&format!("\n{}\n", (swaps.reason)(reason)));
    }
    text.push_str(&format!("\n{}\n", (swaps.closing)(url)));
    Letter {
        subject: (swaps.subject)(&reader.term, words.subject),
        text,
    }
}

fn line(duty: &Told, texts: &Texts) -> String {
    let when = when::span(&duty.start, &duty.end, texts);
    format!("{when}  {}", (texts.duty)(&duty.title, &duty.location))
}

#[cfg(test)]
mod tests;
