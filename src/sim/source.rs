//! Sources while they run: who calls, how often, at what cost, and what became of the calls.

use super::SimError;
use super::program::{Inputs, Program, Scope, SizeOnly};
use crate::base::math;
use crate::model::scenario::SourceBlock;

/// How many callers an entity has, their first tries per second, and the server time of one.
pub(super) struct Flow {
    callers: f64,
    calls: f64,
    cost: f64,
}

/// A source.
pub(super) struct SourceState {
    pub(super) pool: usize,
    pub(super) lane: usize,
    pub(super) retries: f64,
    pub(super) cap: f64,
    /// Retries are at most this share of calls.
    pub(super) budget: f64,
    pub(super) enabled: Vec<bool>,
    rate_factor: Vec<f64>,
    /// Entities whose calls have changed since anyone last asked.
    pub(super) touched: Vec<usize>,
    /// First tries per second of an entity while it is switched on, before actions change the rate.
    pub(super) calls: Vec<f64>,
    /// Callers of an entity.
    pub(super) callers: Vec<f64>,
    /// Server time of one call.
    pub(super) cost: Vec<f64>,
    /// Server time asked for per second by first tries, in the latest step.
    pub(super) work: Vec<f64>,
    /// Tries per second, in the latest step.
    pub(super) tries: Vec<f64>,
    /// Calls answered per second, in the latest step.
    pub(super) goodput: Vec<f64>,
    /// Share of calls given up, in the latest step.
    pub(super) failed: Vec<f64>,
    /// From which second on which rate holds.
    schedule: Vec<(f64, Program)>,
    current: usize,
    per: Program,
    cost_of: Program,
    /// Whether rate or cost follow other series, so that they change from step to step.
    live: bool,
    /// Whether rate and cost wait to be worked out anew.
    stale: bool,
}

impl SourceState {
    pub(super) fn new(block: &SourceBlock, pool: usize, scope: &Scope<'_>, sizes: &[f64]) -> Result<Self, SimError> {
        let mut schedule = Vec::new();
        for (from, rate) in &block.rate {
            schedule.push((scope.at_least_zero(from, "the start of a rate")?, scope.compile(rate)?));
        }
        let (per, cost_of) = (scope.compile(&block.per)?, scope.compile(&block.cost)?);
        let live = schedule.iter().map(|(_, rate)| rate).chain([&per, &cost_of]).any(Program::is_live);
        let zeros = || vec![0.0; sizes.len()];
        let mut state = Self {
            pool,
            lane: block.to.lane,
            retries: scope.at_least_zero(&block.client.retries, "the number of retries")?,
            cap: block.cap.as_ref().map_or(Ok(f64::INFINITY), |cap| scope.at_least_zero(cap, "the cap"))?,
            budget: block
                .client
                .budget
                .as_ref()
                .map_or(Ok(f64::INFINITY), |budget| scope.at_least_zero(budget, "the retry budget"))?,
            enabled: vec![block.enabled; sizes.len()],
            rate_factor: vec![1.0; sizes.len()],
            touched: Vec::new(),
            calls: zeros(),
            callers: zeros(),
            cost: zeros(),
            work: zeros(),
            tries: zeros(),
            goodput: zeros(),
            failed: zeros(),
            schedule,
            current: 0,
            per,
            cost_of,
            live,
            stale: live,
        };
        if !live {
            for (entity, size) in sizes.iter().enumerate() {
                state.resize(entity, *size)?;
            }
        }
        Ok(state)
    }

    /// Moves the schedule on; says whether rates or costs have to be worked out anew, which a silent source puts off.
    pub(super) fn is_due(&mut self, now: f64) -> bool {
        while self.schedule.get(self.current + 1).is_some_and(|(from, _)| now >= *from - 1e-9) {
            self.current += 1;
            self.stale = true;
        }
        let due = self.stale && !self.is_silent();
        self.stale = self.live || self.stale && !due;
        due
    }

    /// Works out an entity's rate and cost, which may follow the source's own series.
    pub(super) fn flow(&self, inputs: &impl Inputs) -> Result<Flow, SimError> {
        let callers = self.per.eval(inputs);
        let calls = self.schedule[self.current].1.eval(inputs) * callers;
        let cost = self.cost_of.eval(inputs);
        if calls >= 0.0 && cost >= 0.0 && calls.is_finite() && cost.is_finite() {
            return Ok(Flow { callers, calls, cost });
        }
        let (calls, cost) = (round_off(calls), round_off(cost));
        let message =
            format!("{calls} calls per second at a cost of {cost} s each: both must be finite and not below 0");
        Err(SimError::new(message))
    }

    /// Takes over an entity's rate and cost.
    pub(super) fn take(&mut self, entity: usize, Flow { callers, calls, cost }: Flow) {
        let changed = calls.to_bits() != self.calls[entity].to_bits() || cost.to_bits() != self.cost[entity].to_bits();
        self.callers[entity] = callers;
        if changed {
            self.calls[entity] = calls;
            self.cost[entity] = cost;
            self.touched.push(entity);
        }
    }

    /// Switches an entity's calls on or off.
    pub(super) fn switch(&mut self, entity: usize, on: bool) {
        self.enabled[entity] = on;
        self.touched.push(entity);
    }

    /// Multiplies an entity's rate.
    pub(super) fn scale(&mut self, entity: usize, factor: f64) {
        self.rate_factor[entity] *= factor;
        self.touched.push(entity);
    }

    /// Takes in an entity's new size.
    pub(super) fn resize(&mut self, entity: usize, size: f64) -> Result<(), SimError> {
        if !self.live {
            let flow = self.flow(&SizeOnly(size))?;
            self.take(entity, flow);
        }
        Ok(())
    }

    /// Says whether the cost of a call follows series.
    pub(super) fn cost_is_live(&self) -> bool {
        self.cost_of.is_live()
    }

    /// Works out the cost of a call.
    pub(super) fn cost_at(&self, inputs: &impl Inputs) -> Result<f64, SimError> {
        let cost = self.cost_of.eval(inputs);
        if cost >= 0.0 && cost.is_finite() {
            return Ok(cost);
        }
        Err(SimError::new(format!("a call costs {} s, which is below 0", round_off(cost))))
    }

    /// First tries of an entity up to a horizon if it sends all the time; 0 where they follow series.
    pub(super) fn expected_calls(&self, size: f64, horizon: f64) -> f64 {
        if self.live {
            return 0.0;
        }
        let inputs = SizeOnly(size);
        let ends = self.schedule.iter().skip(1).map(|(from, _)| from.min(horizon)).chain([horizon]);
        let stretch = |((from, rate), end): (&(f64, Program), f64)| rate.eval(&inputs) * (end - from).max(0.0);
        self.schedule.iter().zip(ends).map(stretch).sum::<f64>() * self.per.eval(&inputs)
    }

    /// Says whether it calls anywhere.
    pub(super) fn is_silent(&self) -> bool {
        !self.enabled.contains(&true)
    }

    /// Notes that it calls nowhere.
    pub(super) fn rest(&mut self) {
        for values in [&mut self.work, &mut self.tries, &mut self.goodput, &mut self.failed] {
            values.fill(0.0);
        }
    }

    /// First tries per second.
    pub(super) fn first_tries(&self, entity: usize) -> f64 {
        if self.enabled[entity] { self.calls[entity] * self.rate_factor[entity] } else { 0.0 }
    }

    /// Works out tries per second when a share `failure` of them fails; says whether they are what they were.
    pub(super) fn offer(&mut self, entity: usize, failure: f64) -> bool {
        let first = self.first_tries(entity);
        let tries_per_call = amplification(failure, self.retries).min(1.0 + self.budget);
        let tries = (first * tries_per_call).min(self.cap);
        let same = tries.to_bits() == self.tries[entity].to_bits();
        self.work[entity] = first * self.cost[entity];
        self.tries[entity] = tries;
        same
    }

    /// Notes which share of the tries will be answered, and how fast answers come compared with calls.
    pub(super) fn settle(&mut self, entity: usize, success: f64, pace: f64) {
        let first = self.first_tries(entity);
        let answered = (self.tries[entity] * success).min(first);
        self.goodput[entity] = answered * pace;
        self.failed[entity] = if first > 0.0 { 1.0 - answered / first } else { 0.0 };
    }
}

/// Tries per call when each fails with the same probability: 1 + f + … + f^retries.
pub(super) fn amplification(failure: f64, retries: f64) -> f64 {
    if failure <= 0.0 {
        1.0
    } else if failure >= 1.0 {
        retries + 1.0
    } else {
        (1.0 - math::pow(failure, retries + 1.0)) / (1.0 - failure)
    }
}

/// Returns a number as a message prints it: without what arithmetic leaves in the last digits.
fn round_off(value: f64) -> f64 {
    math::round(value * 1e9) / 1e9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_amplify_as_the_geometric_sum_says() {
        for (failure, retries, expected) in [(0.1, 3.0, 1.111), (0.5, 3.0, 1.875), (0.3, 3.0, 1.417), (1.0, 4.0, 5.0)] {
            assert!(math::abs(amplification(failure, retries) - expected) < 1e-12);
        }
    }
}
