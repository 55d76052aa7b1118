//! Users while they run: what share of their requests goes where, and what share of those fails.

use super::SimError;
use super::program::{Scope, SizeOnly};
use crate::model::scenario::DependsBlock;

/// What users' requests need, as an index of a block.
#[derive(Clone, Copy)]
pub(super) enum NeedOf {
    Cache(usize),
    Pool { pool: usize, lane: usize },
    Rollout(usize),
}

/// Users.
pub(super) struct UsersState {
    pub(super) need: NeedOf,
    /// Share of requests that need it.
    pub(super) share: f64,
    pub(super) weight: Vec<f64>,
    pub(super) total: f64,
    /// Share of an entity's requests that fail.
    pub(super) error: Vec<f64>,
    /// 1 where what is needed can no longer be had, even while a cache still hides it.
    pub(super) at_risk: Vec<f64>,
}

impl UsersState {
    pub(super) fn new(block: &DependsBlock, need: NeedOf, scope: &Scope<'_>, sizes: &[f64]) -> Result<Self, SimError> {
        let program = scope.compile(&block.weight)?;
        let weight: Vec<f64> = sizes.iter().map(|size| program.eval(&SizeOnly(*size))).collect();
        let total: f64 = weight.iter().sum();
        if !(total > 0.0 && weight.iter().all(|weight| *weight >= 0.0)) {
            return Err(SimError::new("the users' weights do not add up to more than 0".to_owned()));
        }
        Ok(Self {
            need,
            share: scope.share(&block.share, "the share of requests that need it")?,
            weight,
            total,
            error: vec![0.0; sizes.len()],
            at_risk: vec![0.0; sizes.len()],
        })
    }

    /// Takes in that requests fail where records have run out, and are at risk where refreshing them fails.
    pub(super) fn miss_records(&mut self, expired: &[f64], success: &[f64]) {
        for (error, expired) in self.error.iter_mut().zip(expired) {
            *error = self.share * expired;
        }
        self.note_risk(success);
    }

    /// Takes in that requests fail as calls do.
    pub(super) fn miss_answers(&mut self, success: &[f64]) {
        for (error, success) in self.error.iter_mut().zip(success) {
            *error = self.share * (1.0 - success);
        }
        self.note_risk(success);
    }

    /// Takes in that requests fail where a rollout has reached.
    pub(super) fn miss_where(&mut self, reached: &[bool]) {
        for ((error, at_risk), reached) in self.error.iter_mut().zip(&mut self.at_risk).zip(reached) {
            let reached = f64::from(u8::from(*reached));
            *error = self.share * reached;
            *at_risk = reached;
        }
    }

    fn note_risk(&mut self, success: &[f64]) {
        for (at_risk, success) in self.at_risk.iter_mut().zip(success) {
            *at_risk = f64::from(u8::from(1.0 - success > 0.5));
        }
    }
}
