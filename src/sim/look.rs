//! What conditions, measures and tracks read off a running replication.

use super::engine::{Engine, State};
use super::program::{Inputs, Program};
use crate::base::expr::Operator;
use crate::model::scenario::series::{Quantity, SeriesKind, Whole};

/// Fleet-wide values that someone looks at, as of the end of the latest step.
pub(super) struct Look {
    watched: Vec<(usize, SeriesKind)>,
    wholes: Vec<[f64; Quantity::COUNT]>,
}

impl Look {
    pub(super) fn new(blocks: usize) -> Self {
        Self { watched: Vec::new(), wholes: vec![[f64::NAN; Quantity::COUNT]; blocks] }
    }

    pub(super) fn watch(&mut self, block: usize, kind: SeriesKind) {
        let known = self.watched.iter().any(|(at, of)| *at == block && of.quantity == kind.quantity);
        if !known {
            self.watched.push((block, kind));
        }
    }

    pub(super) fn whole(&self, block: usize, quantity: Quantity) -> f64 {
        self.wholes[block][quantity as usize]
    }
}

/// The fleet as a whole, as conditions see it.
pub(super) struct Fleet<'e>(&'e Look);

/// One entity, as conditions see it.
pub(super) struct Entity<'e, 'a>(&'e Engine<'a>, usize);

impl Inputs for Fleet<'_> {
    fn size(&self) -> f64 {
        f64::NAN
    }

    fn series(&self, block: usize, kind: SeriesKind) -> f64 {
        self.0.whole(block, kind.quantity)
    }
}

impl Inputs for Entity<'_, '_> {
    fn size(&self) -> f64 {
        self.0.sizes[self.1]
    }

    fn series(&self, block: usize, kind: SeriesKind) -> f64 {
        self.0.value(block, kind.quantity, self.1)
    }
}

impl<'a> Engine<'a> {
    pub(super) const fn fleet(&self) -> Fleet<'_> {
        Fleet(&self.look)
    }

    pub(super) const fn entity(&self, entity: usize) -> Entity<'_, 'a> {
        Entity(self, entity)
    }

    pub(super) fn refresh_look(&mut self) {
        for index in 0..self.look.watched.len() {
            let (block, kind) = self.look.watched[index];
            self.look.wholes[block][kind.quantity as usize] = self.whole_now(block, kind);
        }
    }

    pub(super) fn started(&self, index: usize) -> Option<f64> {
        if let State::Action(action) = &self.states[index] { action.started } else { None }
    }

    pub(super) fn success(&self, pool: usize, lane: usize, entity: usize) -> f64 {
        if let State::Pool(pool) = &self.states[pool] { pool.lanes[lane].success[entity] } else { f64::NAN }
    }

    /// The pool and lane that a source calls.
    pub(super) fn lane_of(&self, source: usize) -> (usize, usize) {
        if let State::Source(source) = &self.states[source] { (source.pool, source.lane) } else { (source, 0) }
    }

    fn value(&self, block: usize, quantity: Quantity, entity: usize) -> f64 {
        if let Some(truths) = self.truths(block, quantity) {
            return f64::from(u8::from(truths[entity]));
        }
        self.kept(block, quantity).map_or(f64::NAN, |values| values[entity])
    }

    /// Values that blocks keep as yes or no, by entity.
    fn truths(&self, block: usize, quantity: Quantity) -> Option<&[bool]> {
        match (&self.states[block], quantity) {
            (State::Source(source), Quantity::Enabled) => Some(&source.enabled),
            (State::Action(action), Quantity::Done) => Some(&action.done),
            (State::Rollout(rollout), Quantity::Reached) => Some(&rollout.reached),
            _ => None,
        }
    }

    /// Values that blocks keep as numbers, by entity.
    fn kept(&self, block: usize, quantity: Quantity) -> Option<&[f64]> {
        match (&self.states[block], quantity) {
            (State::Source(source), Quantity::Work) => Some(&source.work),
            (State::Source(source), Quantity::Calls) => Some(&source.tries),
            (State::Source(source), Quantity::Goodput) => Some(&source.goodput),
            (State::Source(source), Quantity::Failed) => Some(&source.failed),
            (State::Pool(pool), Quantity::Load) => Some(&pool.load),
            (State::Pool(pool), Quantity::Wait) => Some(&pool.wait),
            (State::Pool(pool), Quantity::Queue) => Some(&pool.queue),
            (State::Pool(pool), Quantity::InFlight) => Some(&pool.inflight),
            (State::Pool(pool), Quantity::Success) => pool.lanes.last().map(|lane| lane.success.as_slice()),
            (State::Cache(cache), Quantity::Expired) => Some(&cache.expired),
            (State::Users(users), Quantity::Error) => Some(&users.error),
            (State::Users(users), Quantity::AtRisk) => Some(&users.at_risk),
            _ => None,
        }
    }

    /// Calls `visit` for every entity that meets a condition, in order.
    pub(super) fn for_each_meeting(&self, condition: &Program, mut visit: impl FnMut(usize)) {
        let kept = condition.threshold().and_then(|(block, kind, operator, bound)| {
            self.kept(block, kind.quantity).map(|values| (values, operator, bound))
        });
        if let Some((values, Operator::Above, bound)) = kept {
            for (entity, _) in values.iter().enumerate().filter(|(_, value)| **value > bound) {
                visit(entity);
            }
        } else {
            (0..self.count()).filter(|&entity| condition.holds(&self.entity(entity))).for_each(visit);
        }
    }

    fn whole_now(&self, block: usize, kind: SeriesKind) -> f64 {
        if let Some(truths) = self.truths(block, kind.quantity) {
            // Shares of entities: every series of truths is read as a mean.
            return truths.iter().filter(|truth| **truth).count() as f64 / truths.len() as f64;
        }
        let Some(values) = self.kept(block, kind.quantity) else { return f64::NAN };
        match kind.whole {
            Whole::Largest => lanes(values, f64::NEG_INFINITY, |most, value| if value > most { value } else { most }),
            Whole::Smallest => lanes(values, f64::INFINITY, |least, value| if value < least { value } else { least }),
            Whole::Sum => lanes(values, 0.0, |sum, value| sum + value),
            Whole::Mean => lanes(values, 0.0, |sum, value| sum + value) / values.len() as f64,
            Whole::Weighted => {
                let State::Users(users) = &self.states[block] else { return f64::NAN };
                weighted(values, &users.weight) / users.total
            }
        }
    }
}

/// Folds in four interleaved lanes and joins them in order: the same on every machine, and not bound to wait for each step.
fn lanes(values: &[f64], start: f64, join: impl Fn(f64, f64) -> f64) -> f64 {
    let mut folded = [start; 4];
    let chunks = values.chunks_exact(4);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (lane, value) in folded.iter_mut().zip(chunk) {
            *lane = join(*lane, *value);
        }
    }
    let whole = folded.into_iter().reduce(&join).unwrap_or(start);
    rest.iter().fold(whole, |whole, value| join(whole, *value))
}

fn weighted(values: &[f64], weights: &[f64]) -> f64 {
    let mut folded = [0.0; 4];
    let (chunks, weight_chunks) = (values.chunks_exact(4), weights.chunks_exact(4));
    let rest: f64 =
        chunks.remainder().iter().zip(weight_chunks.remainder()).map(|(value, weight)| value * weight).sum();
    for (values, weights) in chunks.zip(weight_chunks) {
        for ((lane, value), weight) in folded.iter_mut().zip(values).zip(weights) {
            *lane += value * weight;
        }
    }
    folded.iter().sum::<f64>() + rest
}
