//! What actions change in a running replication.

use super::SimError;
use super::action::{Place, Step};
use super::engine::{Engine, Ramp, State};

impl Engine<'_> {
    pub(super) fn change(&mut self, place: Place, step: Step, entity: usize) -> Result<(), SimError> {
        match step {
            Step::Clear => self.clear(place, entity),
            Step::Lose(share) => self.lose(place, share, entity),
            Step::Times(factor) => self.scale(place, entity, factor)?,
            Step::Ramp { rate, end } => self.ramps.push(Ramp { entity, rate, end }),
        }
        Ok(())
    }

    fn clear(&mut self, place: Place, entity: usize) {
        match place {
            Place::Enabled(block) => {
                if let State::Source(source) = &mut self.states[block] {
                    source.switch(entity, false);
                }
            }
            Place::Rollout(block) => {
                if let State::Rollout(rollout) = &mut self.states[block] {
                    rollout.stop();
                }
            }
            Place::Reached(block) => {
                if let State::Rollout(rollout) = &mut self.states[block] {
                    rollout.reached[entity] = false;
                }
            }
            Place::Rate(_) | Place::Servers(_) | Place::Weight(_) | Place::Records(_) | Place::Size => {}
        }
    }

    fn lose(&mut self, place: Place, share: f64, entity: usize) {
        if let Place::Records(block) = place
            && let State::Cache(cache) = &mut self.states[block]
        {
            cache.expired[entity] = (cache.expired[entity] + share).min(1.0);
        }
    }

    fn scale(&mut self, place: Place, entity: usize, factor: f64) -> Result<(), SimError> {
        match place {
            Place::Size => self.resize(entity, self.sizes[entity] * factor)?,
            Place::Rate(block) => {
                if let State::Source(source) = &mut self.states[block] {
                    source.scale(entity, factor);
                }
            }
            Place::Servers(block) => {
                if let State::Pool(pool) = &mut self.states[block] {
                    pool.scale(entity, factor);
                }
            }
            Place::Weight(block) => {
                if let State::Users(users) = &mut self.states[block] {
                    users.weight[entity] *= factor;
                }
            }
            Place::Enabled(_) | Place::Records(_) | Place::Rollout(_) | Place::Reached(_) => {}
        }
        Ok(())
    }

    /// Moves ramps on; only sizes are ramped.
    pub(super) fn ramp(&mut self, dt: f64) -> Result<(), SimError> {
        for index in 0..self.ramps.len() {
            let Ramp { entity, rate, end } = self.ramps[index];
            let (first, size) = (self.first_sizes[entity], self.sizes[entity]);
            let moved = size + first * rate * dt;
            let next = if rate < 0.0 { moved.max(first * end).min(size) } else { moved.min(first * end).max(size) };
            if next.to_bits() != size.to_bits() {
                self.resize(entity, next)?;
            }
        }
        Ok(())
    }

    fn resize(&mut self, entity: usize, size: f64) -> Result<(), SimError> {
        self.sizes[entity] = size;
        for state in &mut self.states {
            if let State::Source(source) = state {
                source.resize(entity, size)?;
            }
        }
        Ok(())
    }
}
