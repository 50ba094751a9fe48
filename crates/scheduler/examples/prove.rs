//! Searches for a plan, then proves a bound: `prove problem.json [seconds of search] [seconds of proof]`.

#![allow(clippy::print_stdout)]

use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use yuandi_scheduler::format::Problem;
use yuandi_scheduler::model::Model;
use yuandi_scheduler::proof::prove;
use yuandi_scheduler::rules::audit::audit;
use yuandi_scheduler::search::{Budget, Search, Start};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("which problem?")?;
    let mut seconds = || {
        args.next()
            .map_or(Ok(30.0), |text| text.parse())
            .map(Duration::from_secs_f64)
    };
    let (searching, proving) = (seconds()?, seconds()?);
    let problem: Problem = serde_json::from_slice(&std::fs::read(file)?)?;
    let model = Model::new(&problem).ok_or("zone or horizon not valid")?;
    let stop = AtomicBool::new(false);
    let mut search = Search::new(&model, &Start::default(), 1);
    search.run(Budget::time(searching, &stop), &mut |_| {});
    let plan = search.best();
    let price = audit(&model, &plan);
    println!("plan {} with {} violations", price.cost(), price.violations);
    let began = Instant::now();
    let elapsed = |bound| println!("{:7.2} s  bound {bound}", began.elapsed().as_secs_f64());
    let proof = prove(&model, Some(&plan), proving, &stop, &mut { elapsed }).ok_or("no proof")?;
    let taken = began.elapsed().as_secs_f64();
    println!(
        "{taken:7.2} s  bound {} (gap {:.2} %), {} outings, optimal {}, the plan relaxed {:?}",
        proof.bound,
        100.0 * (price.cost() - proof.bound) as f64 / price.cost().max(1) as f64,
        proof.columns,
        proof.optimal,
        proof.relaxed,
    );
    if let Some(plan) = &proof.plan {
        let repaired = Search::new(&model, &Start { plan }, 1).best_price();
        println!(
            "the model's plan, repaired: {} with {} violations",
            repaired.soft, repaired.hard
        );
    }
    Ok(())
}
