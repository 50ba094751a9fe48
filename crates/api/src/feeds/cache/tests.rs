//! What is known of a trail counts for a moment, and not beyond a change of our own.

use super::*;

const HERE: &str = "jiezi";

#[test]
fn a_length_counts_for_a_moment() {
    let (cache, asked) = (Cache::default(), Instant::now());
    assert_eq!(cache.length(HERE, asked), None);
    cache.heard(HERE.into(), 7, asked);
    assert_eq!(cache.length(HERE, asked + FRESH / 2), Some(7));
    assert_eq!(cache.length(HERE, asked + FRESH), None);
    assert_eq!(cache.length("elsewhere", asked), None);
}

/// An answer that was asked for before a change of ours and comes after it is no longer news.
#[test]
fn what_was_asked_before_a_change_does_not_count_after_it() {
    let (cache, asked) = (Cache::default(), Instant::now());
    cache.forget();
    cache.heard(HERE.into(), 7, asked);
    assert_eq!(cache.length(HERE, asked), None);
    let later = Instant::now() + FRESH;
    cache.heard(HERE.into(), 8, later);
    assert_eq!(cache.length(HERE, later), Some(8));
}
