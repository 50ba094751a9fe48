//! Temporary.
use yuandi_scheduler::solve::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let p = serde_json::from_slice(&std::fs::read(&a[1]).unwrap()).unwrap();
    let secs: u64 = a[2].parse().unwrap();
    let seed: u64 = a.get(4).map_or(1, |s| s.parse().unwrap());
    let s = Settings { time: Some(std::time::Duration::from_secs(secs)), seed, ..Settings::default() };
    let mut last = 0; let mut lastp=None;
    let plan = solve(&p, None, &s, &std::sync::atomic::AtomicBool::new(false), &mut |x| { let t = x.elapsed.as_secs(); if t > last { last = t + t/4; eprintln!("{x:?}"); } lastp=Some(x.clone()); }).unwrap();
    eprintln!("{lastp:?}");
    std::fs::write(&a[3], serde_json::to_vec(&plan).unwrap()).unwrap();
}
