//! Caches while they run: the share of records that have run out.

use super::SimError;
use super::program::Scope;
use crate::base::math;
use crate::model::scenario::{Ages, CacheBlock};

/// A cache.
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
