//! When a message that could not be delivered is tried again.

/// Pauses after each failed attempt, in seconds: those that Standard Webhooks recommends, three days in all. A receiver that is
/// being restarted hears at once, one that is down for a weekend still hears.
const PAUSES: [i64; 9] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/// Attempts at most.
pub(super) const MOST: i64 = PAUSES.len() as i64 + 1;

/// The pause after this many failed attempts; none after the last.
pub(super) fn pause(attempts: i64) -> Option<i64> {
    let index = usize::try_from(attempts.max(1) - 1).unwrap_or(usize::MAX);
    PAUSES.get(index).copied()
}

#[cfg(test)]
mod tests {
    //! It waits longer each time, and ends.

    use super::{MOST, PAUSES, pause};

    #[test]
    fn it_waits_longer_each_time_and_ends() {
        assert_eq!(pause(1), Some(5));
        assert!(PAUSES.is_sorted());
        assert_eq!(pause(MOST - 1), Some(86_400));
        assert_eq!(pause(MOST), None);
        assert_eq!(pause(i64::MAX), None);
    }
}
