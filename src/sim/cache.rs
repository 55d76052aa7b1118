//! Caches while they run: the share of records that have run out.

use super::SimError;
use super::program::{Scope, SizeOnly};
use crate::base::math;
use crate::model::scenario::{Ages, CacheBlock};

/// How a cache gets its records back.
#[derive(Clone, Copy)]
pub(super) enum Filling {
    /// Ahead of time, by calls to a lane of a pool; a failed one is tried again after `retry`.
    Ahead { pool: usize, lane: usize, retry: f64 },
    /// On a miss, by the answered calls of a source.
    OnMiss { source: usize },
}

/// A cache.
pub(super) struct CacheState {
    pub(super) filling: Filling,
    pub(super) expired: Vec<f64>,
    /// Records by entity; empty where their number does not matter.
    keys: Vec<f64>,
    ttl: f64,
    ages: Ages,
}

impl CacheState {
    pub(super) fn new(
        block: &CacheBlock,
        (filling, keys): (Filling, Vec<f64>),
        scope: &Scope<'_>,
        count: usize,
    ) -> Result<Self, SimError> {
        let ttl = scope.positive(&block.ttl, "a lifetime")?;
        Ok(Self { filling, expired: vec![0.0; count], keys, ttl, ages: block.ages })
    }

    /// Moves every entity on by `dt`, with `success` the shares of refreshing calls answered.
    pub(super) fn refresh_ahead(&mut self, success: &[f64], retry: f64, dt: f64) {
        for (entity, &success) in success.iter().enumerate() {
            if success >= 1.0 && self.expired[entity] <= 0.0 {
                continue;
            }
            let next = self.expired[entity] + (1.0 - success) * self.lost(entity, dt);
            self.expired[entity] = (next / (1.0 + success * dt / retry)).min(1.0);
        }
    }

    /// Moves every entity on by `dt`, in which `answered` calls per second each brought a record back.
    pub(super) fn fill(&mut self, answered: &[f64], dt: f64) {
        for (entity, &answered) in answered.iter().enumerate() {
            let next = self.expired[entity] + self.lost(entity, dt) - answered * dt / self.keys[entity];
            self.expired[entity] = next.clamp(0.0, 1.0);
        }
    }

    /// Share of all records that would run out within `dt` if none came back.
    fn lost(&self, entity: usize, dt: f64) -> f64 {
        // Spread evenly, ages reach the end of life at a constant pace; run out at random, in proportion to what is left.
        match self.ages {
            Ages::Uniform => dt / self.ttl,
            Ages::Exponential => (1.0 - self.expired[entity]) * (1.0 - math::exp(-dt / self.ttl)),
        }
    }
}

/// Works out how many records each entity has.
pub(super) fn keys(expr: &crate::base::expr::Expr, scope: &Scope<'_>, sizes: &[f64]) -> Result<Vec<f64>, SimError> {
    let program = scope.compile(expr)?;
    let keys: Vec<f64> = sizes.iter().map(|size| program.eval(&SizeOnly(*size))).collect();
    if keys.iter().all(|keys| *keys > 0.0 && keys.is_finite()) {
        return Ok(keys);
    }
    Err(SimError::new("a cache has no records".to_owned()))
}
