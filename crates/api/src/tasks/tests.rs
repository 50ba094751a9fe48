//! Tasks end when they are told, and nobody waits for ever.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::{Tasks, stopped};

#[tokio::test]
async fn tasks_are_told_and_waited_for() {
    let tasks = Tasks::default();
    let ended = Arc::new(AtomicU32::new(0));
    for _ in 0..3 {
        let ended = ended.clone();
        tasks.spawn("waits", move |mut stop| {
            let ended = ended.clone();
            async move {
                stopped(&mut stop).await;
                ended.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    assert!(!tasks.stopping());
    assert_eq!(tasks.stop(Duration::from_secs(60)).await, Vec::<&str>::new());
    assert!(tasks.stopping() && *tasks.signal().borrow());
    assert_eq!(ended.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn who_does_not_end_is_cut_off_and_named() {
    let tasks = Tasks::default();
    tasks.spawn("deaf", |_| std::future::pending());
    assert_eq!(tasks.stop(Duration::from_millis(1)).await, ["deaf"]);
}

#[tokio::test]
async fn who_panics_begins_anew() {
    let tasks = Tasks::default();
    let begun = Arc::new(AtomicU32::new(0));
    let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
    let count = begun.clone();
    tasks.spawn("panics", move |mut stop| {
        let (first, sender) = (count.fetch_add(1, Ordering::Relaxed) == 0, sender.clone());
        async move {
            assert!(!first, "the first time goes wrong");
            let _ = sender.send(());
            stopped(&mut stop).await;
        }
    });
    receiver.recv().await.expect("the second time");
    assert!(tasks.stop(Duration::from_secs(1)).await.is_empty());
    assert_eq!(begun.load(Ordering::Relaxed), 2);
}
