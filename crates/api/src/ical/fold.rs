//! Folding: a long line becomes several short ones.

/// Octets of a line without its line break (RFC 5545, 3.1).
const LIMIT: usize = 75;

/// Appends `line` to `out`, folded and ended by CRLF.
///
/// A cut falls between characters, and before blanks rather than after them: several readers, and mail on its way,
/// trim the end of each line.
pub(super) fn push_folded(out: &mut String, line: &str) {
    let mut rest = line;
    let mut room = LIMIT;
    while rest.len() > room {
        let cut = cut_within(rest, room);
        out.push_str(&rest[..cut]);
        out.push_str("\r\n ");
        rest = &rest[cut..];
        // The blank that marks a continuation counts.
        room = LIMIT - 1;
    }
    out.push_str(rest);
    out.push_str("\r\n");
}

/// Where to cut `rest`, at most `room` octets in and at least one character.
fn cut_within(rest: &str, room: usize) -> usize {
    let widest = rest.floor_char_boundary(room);
    match rest[..widest].trim_end().len() {
        0 => widest,
        before_blanks => before_blanks,
    }
}
