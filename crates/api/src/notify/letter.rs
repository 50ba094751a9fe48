//! What a person reads: subject and text, in their language.

use super::texts::Texts;
use super::when;
use crate::db::readers::Reader;
use crate::domain::notice::{Change, Notice, What};

/// Subject and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) subject: String,
    pub(super) text: String,
}

/// The order in which changes are told: what asks something of the reader first.
const ORDER: [What; 4] = [What::CalledOff, What::Moved, What::New, What::Edited];

/// Tells a reader what changed for them; `url` is where they see all their duties.
pub(super) fn letter(notice: &Notice, reader: &Reader, url: &str) -> Letter {
    let texts = Texts::of(&reader.language);
    let mut text = format!(
        "{}\n\n{}\n",
        (texts.greeting)(&reader.name),
        (texts.opening)(&reader.partnership, &reader.term)
    );
    for what in ORDER {
        let mut changes = notice.changes.iter().filter(|change| change.what == what).peekable();
        if changes.peek().is_some() {
            text.push_str(&format!("\n{}\n", texts.heading(what)));
        }
        for change in changes {
            text.push_str(&format!("- {}\n", line(change, texts)));
        }
    }
    text.push_str(&format!("\n{}\n", (texts.closing)(url)));
    Letter {
        subject: (texts.subject)(&reader.term, notice.changes.len()),
        text,
    }
}

/// When, what and where; for a move also when it was, and where if that differs.
fn line(Change { duty, before, .. }: &Change, texts: &Texts) -> String {
    let now = when::span(&duty.start, &duty.end, texts);
    let what = (texts.duty)(&duty.title, &duty.location);
    let Some(before) = before else {
        return format!("{now}  {what}");
    };
    let was = when::span(&before.start, &before.end, texts);
    let was = if before.location == duty.location {
        was
    } else {
        (texts.duty)(&was, &before.location)
    };
    format!("{was} → {now}  {what}")
}

#[cfg(test)]
mod tests;
