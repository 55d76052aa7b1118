//! What blocks remember between steps, one value per entity, and the laws by which it changes.

use super::SimError;
use super::program::{Inputs, Program, Scope, SizeOnly};
use crate::base::math;
use crate::model::scenario::{Ages, CacheBlock, DependsBlock, PoolBlock, RolloutBlock, SourceBlock};

/// A source: who calls, how often, at what cost.
pub(super) struct SourceState {
    pub(super) pool: usize,
    pub(super) lane: usize,
    pub(super) retries: f64,
    pub(super) cap: f64,
    pub(super) enabled: Vec<bool>,
    pub(super) rate_factor: Vec<f64>,
    /// Calls per second and server time per call, recomputed when an entity's size changes.
    calls: Vec<f64>,
    cost: Vec<f64>,
    rate: Program,
    per: Program,
    cost_of: Program,
}

impl SourceState {
    pub(super) fn new(block: &SourceBlock, pool: usize, scope: &Scope<'_>, sizes: &[f64]) -> Result<Self, SimError> {
        let mut state = Self {
            pool,
            lane: block.to.lane,
            retries: scope.at_least_zero(&block.retries, "the number of retries")?,
            cap: block.cap.as_ref().map_or(Ok(f64::INFINITY), |cap| scope.at_least_zero(cap, "the cap"))?,
            enabled: vec![block.enabled; sizes.len()],
            rate_factor: vec![1.0; sizes.len()],
            calls: vec![0.0; sizes.len()],
            cost: vec![0.0; sizes.len()],
            rate: scope.compile(&block.rate)?,
            per: scope.compile(&block.per)?,
            cost_of: scope.compile(&block.cost)?,
        };
        for (entity, size) in sizes.iter().enumerate() {
            state.resize(entity, *size)?;
        }
        Ok(state)
    }

    /// Takes in an entity's new size.
    pub(super) fn resize(&mut self, entity: usize, size: f64) -> Result<(), SimError> {
        let inputs = SizeOnly(size);
        let calls = self.rate.eval(&inputs) * self.per.eval(&inputs);
        let cost = self.cost_of.eval(&inputs);
        if !(calls >= 0.0 && cost >= 0.0) {
            return Err(SimError { message: format!("a source has {calls} calls per second at a cost of {cost} s") });
        }
        self.calls[entity] = calls;
        self.cost[entity] = cost;
        Ok(())
    }

    /// Server time asked for per second by first tries.
    pub(super) fn work(&self, entity: usize) -> f64 {
        if self.enabled[entity] { self.calls[entity] * self.rate_factor[entity] * self.cost[entity] } else { 0.0 }
    }

    /// Calls per second with retries, when a share `failure` of tries fails.
    pub(super) fn attempts(&self, entity: usize, failure: f64) -> f64 {
        if !self.enabled[entity] {
            return 0.0;
        }
        let first = self.calls[entity] * self.rate_factor[entity];
        (first * amplification(failure, self.retries)).min(self.cap)
    }

    /// Server time offered per second, retries included.
    pub(super) fn offered(&self, entity: usize, failure: f64) -> f64 {
        self.attempts(entity, failure) * self.cost[entity]
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

/// One lane of a pool.
#[derive(Clone)]
pub(super) struct LaneState {
    /// Work waiting, in server-seconds.
    pub(super) backlog: Vec<f64>,
    /// Share of calls answered in time.
    pub(super) success: Vec<f64>,
}

/// A pool: servers and lanes in strict order.
pub(super) struct PoolState {
    pub(super) servers: Vec<f64>,
    pub(super) lanes: Vec<LaneState>,
    /// Work offered as a share of the servers, in the latest step.
    pub(super) load: Vec<f64>,
    pub(super) wait: Vec<f64>,
    law: Law,
}

/// What becomes of work whose caller no longer waits: see `docs/model.md`, "pool".
#[derive(Clone, Copy)]
struct Law {
    timeout: f64,
    cancel: bool,
}

impl PoolState {
    pub(super) fn new(block: &PoolBlock, scope: &Scope<'_>, count: usize) -> Result<Self, SimError> {
        let servers = scope.positive(&block.servers, "the number of servers")?;
        let lane = LaneState { backlog: vec![0.0; count], success: vec![1.0; count] };
        Ok(Self {
            servers: vec![servers; count],
            lanes: vec![lane; block.lanes.len()],
            load: vec![0.0; count],
            wait: vec![0.0; count],
            law: Law { timeout: scope.positive(&block.timeout, "a timeout")?, cancel: block.cancel },
        })
    }

    /// Moves one entity's lanes on by `dt`, with `offered[lane]` server-seconds of work per second.
    pub(super) fn step(&mut self, entity: usize, offered: &[f64], dt: f64) {
        let law = self.law;
        let servers = self.servers[entity];
        let mut left = servers;
        let mut total = 0.0;
        let mut wait = 0.0;
        for (lane, &work) in self.lanes.iter_mut().zip(offered) {
            let backlog = lane.backlog[entity];
            let next = law.next_backlog(backlog, work, left, dt);
            lane.success[entity] = law.success_of(next, work, left);
            wait = if next <= 0.0 { 0.0 } else { next / left };
            left = (left - work - backlog / dt).max(0.0);
            lane.backlog[entity] = next;
            total += work;
        }
        self.load[entity] = total / servers;
        self.wait[entity] = wait;
    }
}

impl Law {
    fn next_backlog(self, backlog: f64, work: f64, left: f64, dt: f64) -> f64 {
        let full = left * self.timeout;
        let grown = (backlog + (work - left) * dt).max(0.0);
        if self.cancel {
            return grown.min(full);
        }
        // Past the timeout nothing is finished in time: work goes in and runs out with its callers' patience.
        if backlog > full { (backlog + work * dt) / (1.0 + dt / self.timeout) } else { grown }
    }

    fn success_of(self, backlog: f64, work: f64, left: f64) -> f64 {
        let full = left * self.timeout;
        if backlog < full || work <= 0.0 && backlog <= 0.0 && left > 0.0 {
            1.0
        } else if self.cancel && work > 0.0 {
            (left / work).min(1.0)
        } else {
            0.0
        }
    }
}

/// A cache: the share of records that have run out.
pub(super) struct CacheState {
    pub(super) pool: usize,
    pub(super) lane: usize,
    pub(super) expired: Vec<f64>,
    ttl: f64,
    retry: f64,
    ages: Ages,
}

impl CacheState {
    pub(super) fn new(block: &CacheBlock, pool: usize, scope: &Scope<'_>, count: usize) -> Result<Self, SimError> {
        Ok(Self {
            pool,
            lane: block.refresh.lane,
            expired: vec![0.0; count],
            ttl: scope.positive(&block.ttl, "a lifetime")?,
            retry: scope.positive(&block.retry, "the wait between tries")?,
            ages: block.ages,
        })
    }

    /// Moves one entity on by `dt`, with a share `success` of refreshing calls answered.
    pub(super) fn step(&mut self, entity: usize, success: f64, dt: f64) {
        let expired = self.expired[entity];
        // Spread evenly, ages reach the end of life at a constant pace; run out at random, in proportion to what is left.
        let ageing = match self.ages {
            Ages::Uniform => 1.0,
            Ages::Exponential => 1.0 - expired,
        };
        let lost = match self.ages {
            Ages::Uniform => ageing / self.ttl * dt,
            Ages::Exponential => ageing * (1.0 - math::exp(-dt / self.ttl)),
        };
        let next = expired + (1.0 - success) * lost;
        self.expired[entity] = (next / (1.0 + success * dt / self.retry)).min(1.0);
    }
}

/// Users: what share of their requests goes to which entity.
pub(super) struct UsersState {
    pub(super) cache: usize,
    pub(super) weight: Vec<f64>,
    pub(super) total: f64,
}

impl UsersState {
    pub(super) fn new(block: &DependsBlock, cache: usize, scope: &Scope<'_>, sizes: &[f64]) -> Result<Self, SimError> {
        let program = scope.compile(&block.weight)?;
        let weight: Vec<f64> = sizes.iter().map(|size| program.eval(&SizeOnly(*size))).collect();
        let total: f64 = weight.iter().sum();
        if !(total > 0.0 && weight.iter().all(|weight| *weight >= 0.0)) {
            return Err(SimError { message: "the users' weights do not add up to more than 0".to_owned() });
        }
        Ok(Self { cache, weight, total })
    }
}

/// A rollout: which entities are still to be reached, and when.
pub(super) struct RolloutState {
    pub(super) target: usize,
    pub(super) reached: Vec<bool>,
    /// Entities of each wave, with the moment within the wave at which each is reached.
    waves: Vec<Vec<(usize, f64)>>,
    start: f64,
    bake: f64,
    gate: Option<Program>,
    /// Waves started so far.
    started: usize,
    halted: bool,
}

impl RolloutState {
    /// `line` holds the entities in the order in which they are reached; `spread` draws a moment within the wave.
    pub(super) fn new(
        block: &RolloutBlock,
        target: usize,
        scope: &Scope<'_>,
        (line, spread): (&[usize], &dyn Fn(usize) -> f64),
    ) -> Result<Self, SimError> {
        let takes = scope.at_least_zero(&block.takes, "the length of a wave")?;
        let mut from = 0;
        let mut waves = Vec::new();
        for share in &block.waves {
            let upto = (math::round(share * line.len() as f64) as usize).clamp(from, line.len());
            waves.push(line[from..upto].iter().map(|&entity| (entity, spread(entity) * takes)).collect());
            from = upto;
        }
        Ok(Self {
            target,
            reached: vec![!block.enabled; line.len()],
            waves,
            start: scope.value(&block.start)?,
            bake: scope.at_least_zero(&block.bake, "the wait between waves")?,
            gate: block.gate.as_ref().map(|gate| scope.compile(gate)).transpose()?,
            started: 0,
            halted: !block.enabled,
        })
    }

    /// Returns the entities that the change reaches by `now`; the gate is asked before each wave starts.
    pub(super) fn step(&mut self, now: f64, fleet: &impl Inputs) -> Vec<usize> {
        while !self.halted && self.started < self.waves.len() && now >= self.wave_start(self.started) {
            if self.gate.as_ref().is_some_and(|gate| gate.holds(fleet)) {
                self.halted = true;
            } else {
                self.started += 1;
            }
        }
        let mut due = Vec::new();
        for wave in 0..self.started {
            let since = now - self.wave_start(wave);
            for &(entity, moment) in &self.waves[wave] {
                if moment <= since && !self.reached[entity] {
                    self.reached[entity] = true;
                    due.push(entity);
                }
            }
        }
        due
    }

    fn wave_start(&self, wave: usize) -> f64 {
        self.start + self.bake * wave as f64
    }
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
