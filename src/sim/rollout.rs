//! Rollouts while they run: which entities are still to be reached, and when.

use super::SimError;
use super::program::{Inputs, Program, Scope};
use crate::base::math;
use crate::model::scenario::series::SeriesKind;
use crate::model::scenario::{RolloutBlock, Start};

/// Finds a block by its id.
pub(super) type Find<'a> = dyn Fn(&crate::model::Id) -> Result<usize, SimError> + 'a;

/// What a rollout does to an entity, with the block it does it to.
#[derive(Clone, Copy)]
pub(super) enum Deed {
    Mark,
    Switch(usize, bool),
    Undo(usize),
}

/// What starts a rollout.
#[derive(Clone, Copy)]
pub(super) enum Beginning {
    At(f64),
    After { action: usize, delay: f64 },
}

/// A rollout.
pub(super) struct RolloutState {
    pub(super) deed: Deed,
    /// Whether the change is on an entity now.
    pub(super) reached: Vec<bool>,
    /// Entities of each wave, with the moment within the wave at which each is reached.
    waves: Vec<Vec<(usize, f64)>>,
    visited: Vec<bool>,
    /// Entities of waves that have started which are still to be reached.
    open: usize,
    beginning: Beginning,
    bake: f64,
    gate: Option<Program>,
    /// Waves started so far.
    started: usize,
    /// No further wave starts.
    gated: bool,
    /// Nothing further is reached.
    stopped: bool,
}

impl RolloutState {
    /// `line` holds the entities in the order in which they are reached; `spread` draws a moment within the wave.
    pub(super) fn new(
        block: &RolloutBlock,
        (deed, find): (Deed, &Find<'_>),
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
        let beginning = match &block.start {
            Start::At(at) => Beginning::At(scope.value(at)?),
            Start::After { action, delay } => {
                Beginning::After { action: find(action)?, delay: scope.at_least_zero(delay, "a delay")? }
            }
            Start::When { .. } => {
                return Err(SimError::new("a rollout starts at a time or after an action".to_owned()));
            }
        };
        Ok(Self {
            deed,
            reached: vec![false; line.len()],
            waves,
            visited: vec![false; line.len()],
            open: 0,
            beginning,
            bake: scope.at_least_zero(&block.bake, "the wait between waves")?,
            gate: block.gate.as_ref().map(|gate| scope.compile(gate)).transpose()?,
            started: 0,
            gated: false,
            stopped: !block.enabled,
        })
    }

    /// Returns the entities that the change reaches by `now`; the gate is asked before each wave starts.
    pub(super) fn step(
        &mut self,
        now: f64,
        fleet: &impl Inputs,
        started_at: &dyn Fn(usize) -> Option<f64>,
    ) -> Vec<usize> {
        let start = match self.beginning {
            Beginning::At(at) => Some(at),
            Beginning::After { action, delay } => started_at(action).map(|at| at + delay),
        };
        let Some(start) = start.filter(|_| !self.stopped) else { return Vec::new() };
        let wave_start = |wave: usize, bake: f64| start + bake * wave as f64;
        while !self.gated && self.started < self.waves.len() && now >= wave_start(self.started, self.bake) {
            if self.gate.as_ref().is_some_and(|gate| gate.holds(fleet)) {
                self.gated = true;
            } else {
                self.open += self.waves[self.started].len();
                self.started += 1;
            }
        }
        let mut due = Vec::new();
        if self.open == 0 {
            return due;
        }
        for wave in 0..self.started {
            let since = now - wave_start(wave, self.bake);
            for &(entity, moment) in &self.waves[wave] {
                if moment <= since && !self.visited[entity] {
                    self.visited[entity] = true;
                    self.reached[entity] = true;
                    due.push(entity);
                    self.open -= 1;
                }
            }
        }
        due
    }

    /// Lists the series that its gate looks at.
    pub(super) fn series(&self, visit: &mut impl FnMut(usize, SeriesKind)) {
        if let Some(gate) = &self.gate {
            gate.series(visit);
        }
    }

    /// Lets nothing further be reached.
    pub(super) const fn stop(&mut self) {
        self.stopped = true;
    }
}
