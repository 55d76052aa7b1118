//! Scenario in, numbers out: pure and deterministic.
//!
//! Never reads a clock, a file or the environment, and uses no mathematics but [`crate::base::math`]. The equations,
//! the order of a step and what is left out are in `docs/model.md`.

mod action;
mod build;
mod cache;
mod change;
mod des;
mod engine;
mod look;
mod measure;
mod pool;
mod program;
mod rollout;
mod source;
pub mod stats;
mod users;

use std::fmt;

use crate::base::digest::{Digest, Hasher};
use crate::base::expr::Dim;
use crate::model::Id;
use crate::model::scenario::{Block, BlockKind, Draw, Fidelity, Scenario};

pub use program::curve_value;

/// Version of the engine: part of every recorded run. A change that moves a digest raises it.
pub const ENGINE_VERSION: u32 = 2;

/// Why a scenario cannot be simulated with the given values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimError {
    /// What is wrong.
    pub message: String,
    /// The block that it is about, when it is about one.
    pub block: Option<Id>,
}

impl SimError {
    /// Says what is wrong.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), block: None }
    }

    /// Says which block it is about, unless that is known already.
    pub(crate) fn within(self, block: &Id) -> Self {
        Self { block: self.block.or_else(|| Some(block.clone())), ..self }
    }
}

impl fmt::Display for SimError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// One fleet-wide series of one replication.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// `block.series`.
    pub name: String,
    /// Its dimension.
    pub dim: Dim,
    /// One value per step.
    pub values: Vec<f64>,
}

/// What one replication gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// One value per measure, in file order; NaN for a time that never came.
    pub measures: Vec<f64>,
    /// Every fleet-wide series; empty when not asked for.
    pub tracks: Vec<Track>,
}

impl Outcome {
    /// Digests every number.
    pub fn digest(&self) -> Digest {
        let mut hasher = Hasher::default();
        hasher.numbers(&self.measures);
        for track in &self.tracks {
            hasher.text(&track.name);
            hasher.numbers(&track.values);
        }
        hasher.finish()
    }
}

/// Simulates one replication with the given parameter values, in base units and file order.
///
/// # Errors
/// A value that makes no sense, such as a negative rate or no servers.
pub fn simulate(scenario: &Scenario, params: &[f64], replication: u32, keep_tracks: bool) -> Result<Outcome, SimError> {
    engine::Engine::new(scenario, params, replication)?.run(keep_tracks)
}

/// Returns the sizes of the entities of one replication.
///
/// # Errors
/// A value that makes no sense, such as a negative number of entities.
pub fn sizes(scenario: &Scenario, params: &[f64], replication: u32) -> Result<Vec<f64>, SimError> {
    let scope = program::Scope { params: &scenario.params, values: params, blocks: &scenario.blocks };
    build::draw_sizes(scenario, &scope, build::Draws { seed: scenario.seed, replication })
}

/// Returns the declared parameter values of a scenario.
pub fn declared(scenario: &Scenario) -> Vec<f64> {
    scenario.params.iter().map(|param| param.value.value).collect()
}

/// Says whether a scenario draws random numbers at all.
pub fn is_random(scenario: &Scenario) -> bool {
    let Draw::List(sizes) = &scenario.group.size else { return true };
    if scenario.fidelity == Fidelity::Des {
        return true;
    }
    let rollout = |block: &Block| matches!(&block.kind, BlockKind::Rollout(rollout) if rollout.enabled);
    sizes.len() > 1 && scenario.blocks.iter().any(rollout)
}
