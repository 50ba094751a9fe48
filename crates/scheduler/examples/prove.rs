//! Proves a bound for a problem: `prove problem.json [seconds]`.

#![allow(clippy::print_stdout)]

use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use yuandi_scheduler::format::Problem;
use yuandi_scheduler::model::Model;
use yuandi_scheduler::proof::prove;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("which problem?")?;
    let seconds: f64 = args.next().map_or(Ok(30.0), |text| text.parse())?;
    let problem: Problem = serde_json::from_slice(&std::fs::read(file)?)?;
    let model = Model::new(&problem).ok_or("zone or horizon not valid")?;
    let began = Instant::now();
    let elapsed = |bound| println!("{:7.2} s  bound {bound}", began.elapsed().as_secs_f64());
    let time = Duration::from_secs_f64(seconds);
    let proof = prove(&model, None, time, &AtomicBool::new(false), &mut { elapsed });
    let proof = proof.ok_or("no proof")?;
    println!(
        "{:7.2} s  bound {}, {} outings, optimal {}",
        began.elapsed().as_secs_f64(),
        proof.bound,
        proof.columns,
        proof.optimal
    );
    Ok(())
}
