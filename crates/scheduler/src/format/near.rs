//! The known name that somebody may have meant.

/// Longest text that is compared: nobody mistypes a longer name, and comparing takes the product of both lengths.
const LONGEST: usize = 100;

/// ` Maybe "therapy-room"?`, where a known name is near a wrong one; nothing where none is.
pub(crate) fn maybe<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> String {
    let length = wrong.chars().count();
    let most = 2.max(length / 3);
    let comparable = known.filter(|name| length <= LONGEST && name.chars().count().abs_diff(length) <= most);
    let near = comparable
        .map(|name| (strsim::damerau_levenshtein(wrong, name), name))
        .min();
    match near {
        Some((distance, name)) if distance <= most => format!(" Maybe {name:?}?"),
        _ => String::new(),
    }
}
