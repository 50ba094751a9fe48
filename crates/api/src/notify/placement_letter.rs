//! What a person reads about a placement: subject and text, in their language.

use super::letter::Letter;
use super::texts::{PlacementTexts, Texts};
use crate::db::readers::Reader;
use crate::domain::placement_notice::{Filled, PlacementNews, PlacementNotice, PositionName};

/// Tells a reader where they are placed, or a host how many come; `url` is where they see it.
pub(super) fn placement_letter(notice: &PlacementNotice, reader: &Reader, url: &str) -> Letter {
    let texts = Texts::of(&reader.language);
    let words: &PlacementTexts = &texts.placements;
    let where_to = |position: &PositionName| (texts.duty)(&position.name, &position.host);
    let (subject, mut lines) = match &notice.news {
        PlacementNews::Placed { at, .. } => (&words.placed, vec![where_to(at)]),
        PlacementNews::Unplaced { .. } => (&words.unplaced, Vec::new()),
        PlacementNews::Host(positions) => (&words.host, positions.iter().map(|row| filled(row, words)).collect()),
    };
    if let PlacementNews::Placed {
        before: Some(before), ..
    }
    | PlacementNews::Unplaced { before: Some(before) } = &notice.news
    {
        lines.push((words.before)(&where_to(before)));
    }
    let list: String = lines.iter().map(|line| format!("- {line}\n")).collect();
    let list = if list.is_empty() { list } else { format!("\n{list}") };
    Letter {
        subject: (words.subject)(&reader.term, subject.subject),
        text: format!(
            "{}\n\n{}\n{list}\n{}\n",
            (texts.greeting)(&reader.name),
            subject.opening,
            (words.closing)(url)
        ),
    }
}

fn filled(row: &Filled, words: &PlacementTexts) -> String {
    (words.filled)(&row.name, row.placed, row.capacity)
}

#[cfg(test)]
mod tests;
