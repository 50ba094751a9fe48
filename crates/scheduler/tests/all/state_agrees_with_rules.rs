//! After every change of the state its price is the price from scratch, and a change taken back leaves no trace.

use crate::common::weird;
use yuandi_scheduler::model::Model;
use yuandi_scheduler::rules::audit::audit;
use yuandi_scheduler::state::State;

const PROBLEMS: u64 = 300;
const CHANGES: usize = 120;

/// Inserts an activity at a random opportunity, or removes a random stop.
fn change(state: &mut State<'_>, rng: &mut fastrand::Rng) {
    let model = state.model;
    let act = rng.usize(..model.activities.len()) as u32;
    let options = model.options.of(act);
    if rng.u32(..3) > 0 && !options.is_empty() {
        let at = options[rng.usize(..options.len())];
        let team = model.slots[at.slot as usize].team;
        let taken = match model.session(act) {
            Some(_) => state.roster().attends(act, team),
            None => state.roster().visit(act).is_some(),
        };
        if let Some(insertion) = state.cheapest(act, at).filter(|_| !taken) {
            let insertion = if rng.bool() { insertion.pinned() } else { insertion };
            state.insert(&insertion);
        }
    } else if let Some(duty) = random_duty(state, rng) {
        let position = state
            .roster()
            .outing(duty.0)
            .iter()
            .position(|stop| stop.act == duty.1)
            .expect("its stop");
        state.remove(duty.0, position);
    }
}

fn random_duty(state: &State<'_>, rng: &mut fastrand::Rng) -> Option<(u32, u32)> {
    let duties: Vec<_> = state
        .roster()
        .duties(state.model)
        .map(|duty| (duty.slot, duty.act))
        .collect();
    (!duties.is_empty()).then(|| duties[rng.usize(..duties.len())])
}

fn assert_price_from_scratch(state: &State<'_>, seed: u64) {
    let audit = audit(state.model, &state.decisions());
    assert_eq!(state.price().soft, audit.cost(), "seed {seed}: {:?}", audit.parts);
    let unkept = state
        .model
        .fixed
        .iter()
        .filter(|fixed| !state.decisions().contains(fixed))
        .count() as i64;
    assert_eq!(
        state.price().hard == 0,
        audit.violations == unkept,
        "seed {seed}: {} hard",
        state.price().hard
    );
}

#[test]
fn every_change_is_priced_as_from_scratch() {
    let mut duties = 0;
    for seed in 0..PROBLEMS {
        let model = Model::new(&weird::problem(seed)).expect("a valid problem");
        let (mut state, mut rng) = (State::new(&model), fastrand::Rng::with_seed(seed));
        for _ in 0..CHANGES {
            change(&mut state, &mut rng);
            assert_price_from_scratch(&state, seed);
        }
        duties += state.roster().duties(&model).count();
    }
    assert!(duties > 1_000, "the changes reach full plans: {duties} duties");
}

#[test]
fn a_change_taken_back_leaves_no_trace() {
    for seed in 0..PROBLEMS {
        let model = Model::new(&weird::problem(seed)).expect("a valid problem");
        let (mut state, mut rng) = (State::new(&model), fastrand::Rng::with_seed(seed));
        for round in 0..12 {
            let before = (state.roster().clone(), state.books().clone(), state.price());
            let mark = state.mark();
            for _ in 0..rng.usize(1..10) {
                change(&mut state, &mut rng);
            }
            if round % 3 == 2 {
                state.keep();
                continue;
            }
            state.undo(mark);
            let after = (state.roster().clone(), state.books().clone(), state.price());
            assert!(before == after, "seed {seed}, round {round}");
        }
    }
}

/// Where an insertion says its price is exact, it is.
#[test]
fn an_insertion_costs_what_it_was_priced_at() {
    let mut exact = 0;
    for seed in 0..PROBLEMS {
        let model = Model::new(&weird::problem(seed)).expect("a valid problem");
        let (mut state, mut rng) = (State::new(&model), fastrand::Rng::with_seed(seed));
        for _ in 0..CHANGES {
            change(&mut state, &mut rng);
            let act = rng.usize(..model.activities.len()) as u32;
            let Some(&at) = rng.choice(model.options.of(act)) else {
                continue;
            };
            let alone = state.roster().outing(at.slot).is_empty() && model.slots[at.slot as usize].one_date;
            let open = match model.session(act) {
                Some(_) => !state.roster().attends(act, model.slots[at.slot as usize].team),
                None => state.roster().visit(act).is_none(),
            };
            let Some(insertion) = state.cheapest(act, at).filter(|_| alone && open) else {
                continue;
            };
            let (mark, before) = (state.mark(), state.price());
            assert!(state.insert(&insertion), "seed {seed}: priced but does not fit");
            assert_eq!(state.price() - before, insertion.price, "seed {seed}");
            assert_eq!(state.roster().outing(at.slot)[0].start, insertion.start);
            state.undo(mark);
            exact += 1;
        }
    }
    assert!(exact > 1_000, "{exact} insertions into empty outings");
}
