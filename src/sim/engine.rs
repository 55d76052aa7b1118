//! The fluid solver: fixed steps, blocks in file order within each phase, entities in order.

use super::action::{ActionState, Place, Step};
use super::build::{Draws, build, draw_sizes};
use super::measure::Measures;
use super::program::{Inputs, Program, Scope};
use super::state::{CacheState, PoolState, RolloutState, SourceState, UsersState};
use super::{Outcome, SimError, Track};
use crate::base::expr::Operator;
use crate::base::math;
use crate::model::scenario::Scenario;
use crate::model::scenario::series::{Quantity, SeriesKind, Whole, series_of};

/// A block while it runs.
pub(super) enum State {
    Source(SourceState),
    Pool(PoolState),
    Cache(CacheState),
    Users(UsersState),
    Rollout(RolloutState),
    Action(ActionState),
    /// Stands in for a block that has been taken out while it looks at the others.
    Away,
}

/// One replication of a scenario.
pub(super) struct Engine<'a> {
    scenario: &'a Scenario,
    params: &'a [f64],
    first_sizes: Vec<f64>,
    sizes: Vec<f64>,
    states: Vec<State>,
    /// Ramps that still run: target, entity, rate and floor.
    ramps: Vec<(Place, usize, f64, f64)>,
}

/// The fleet as a whole, as conditions see it.
pub(super) struct Fleet<'e, 'a>(&'e Engine<'a>);

/// One entity, as conditions see it.
pub(super) struct Entity<'e, 'a>(&'e Engine<'a>, usize);

impl Inputs for Fleet<'_, '_> {
    fn size(&self) -> f64 {
        f64::NAN
    }

    fn series(&self, block: usize, kind: SeriesKind) -> f64 {
        self.0.whole(block, kind)
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
    pub(super) fn new(scenario: &'a Scenario, params: &'a [f64], replication: u32) -> Result<Self, SimError> {
        let scope = Scope { params: &scenario.params, values: params, blocks: &scenario.blocks };
        let draws = Draws { seed: scenario.seed, replication };
        let sizes = draw_sizes(scenario, &scope, draws)?;
        let mut states = Vec::new();
        for block in &scenario.blocks {
            states.push(build(block, scenario, &scope, draws, &sizes)?);
        }
        Ok(Self { scenario, params, first_sizes: sizes.clone(), sizes, states, ramps: Vec::new() })
    }

    pub(super) fn run(mut self, keep_tracks: bool) -> Result<Outcome, SimError> {
        let dt = self.scenario.clock.step;
        let steps = math::round(self.scenario.clock.horizon / dt) as u64;
        let scope = Scope { params: &self.scenario.params, values: self.params, blocks: &self.scenario.blocks };
        let exprs: Vec<_> = self.scenario.measures.iter().map(|measure| &measure.expr).collect();
        let mut measures = Measures::new(&exprs, &scope, self.count(), self.scenario.clock.horizon)?;
        let mut tracks = if keep_tracks { self.new_tracks() } else { Vec::new() };
        for step in 0..steps {
            let now = step as f64 * dt;
            self.roll_out(now);
            self.act(now, dt)?;
            self.flow(dt);
            let after = (step + 1) as f64 * dt;
            measures.observe(&self, after, dt);
            for (block, kind, track) in &mut tracks {
                track.values.push(self.whole(*block, *kind));
            }
        }
        Ok(Outcome {
            measures: measures.finish(&self),
            tracks: tracks.into_iter().map(|(_, _, track)| track).collect(),
        })
    }

    pub(super) fn fleet(&self) -> Fleet<'_, 'a> {
        Fleet(self)
    }

    pub(super) fn entity(&self, entity: usize) -> Entity<'_, 'a> {
        Entity(self, entity)
    }

    pub(super) fn count(&self) -> usize {
        self.sizes.len()
    }

    /// The size an entity started with.
    pub(super) fn first_size(&self, entity: usize) -> f64 {
        self.first_sizes[entity]
    }

    fn new_tracks(&self) -> Vec<(usize, SeriesKind, Track)> {
        let mut tracks = Vec::new();
        for (index, block) in self.scenario.blocks.iter().enumerate() {
            for kind in series_of(&block.kind) {
                let name = format!("{}.{}", block.id, kind.name);
                tracks.push((index, *kind, Track { name, dim: kind.dim, values: Vec::new() }));
            }
        }
        tracks
    }
}

/// The three phases of a step.
impl Engine<'_> {
    fn roll_out(&mut self, now: f64) {
        for index in 0..self.states.len() {
            let State::Rollout(_) = &self.states[index] else { continue };
            let mut state = std::mem::replace(&mut self.states[index], State::Away);
            if let State::Rollout(rollout) = &mut state {
                let due = rollout.step(now, &self.fleet());
                let target = rollout.target;
                for entity in due {
                    if let State::Source(source) = &mut self.states[target] {
                        source.enabled[entity] = true;
                    }
                }
            }
            self.states[index] = state;
        }
    }

    fn act(&mut self, now: f64, dt: f64) -> Result<(), SimError> {
        for index in 0..self.states.len() {
            let State::Action(_) = &self.states[index] else { continue };
            let mut state = std::mem::replace(&mut self.states[index], State::Away);
            if let State::Action(action) = &mut state {
                action.consider_start(now, &self.fleet(), &|other| self.started(other));
                if action.started.is_some() {
                    match action.only.take() {
                        None => (0..self.count()).for_each(|entity| action.admit(entity)),
                        Some(only) => {
                            self.for_each_meeting(&only, |entity| action.admit(entity));
                            action.only = Some(only);
                        }
                    }
                }
                let success = |pool: usize, lane: usize, entity: usize| self.success(pool, lane, entity);
                let finished = action.work(dt, &success);
                for entity in finished {
                    for &(place, step) in &action.changes {
                        self.change(place, step, entity)?;
                    }
                }
            }
            self.states[index] = state;
        }
        self.ramp(dt)
    }

    /// Pools take in work, then caches age; users follow from caches without memory.
    fn flow(&mut self, dt: f64) {
        for index in 0..self.states.len() {
            let State::Pool(_) = &self.states[index] else { continue };
            let mut state = std::mem::replace(&mut self.states[index], State::Away);
            if let State::Pool(pool) = &mut state {
                let sources: Vec<&SourceState> = self.sources_of(index).collect();
                let mut offered = vec![0.0; pool.lanes.len()];
                for entity in 0..self.count() {
                    offered.fill(0.0);
                    for source in &sources {
                        let failure = 1.0 - pool.lanes[source.lane].success[entity];
                        offered[source.lane] += source.offered(entity, failure);
                    }
                    pool.step(entity, &offered, dt);
                }
            }
            self.states[index] = state;
        }
        for index in 0..self.states.len() {
            let State::Cache(_) = &self.states[index] else { continue };
            let mut state = std::mem::replace(&mut self.states[index], State::Away);
            if let State::Cache(cache) = &mut state
                && let State::Pool(pool) = &self.states[cache.pool]
            {
                for (entity, success) in pool.lanes[cache.lane].success.iter().enumerate() {
                    cache.step(entity, *success, dt);
                }
            }
            self.states[index] = state;
        }
    }

    fn sources_of(&self, pool: usize) -> impl Iterator<Item = &SourceState> {
        self.states.iter().filter_map(move |state| match state {
            State::Source(source) if source.pool == pool => Some(source),
            State::Source(_)
            | State::Pool(_)
            | State::Cache(_)
            | State::Users(_)
            | State::Rollout(_)
            | State::Action(_)
            | State::Away => None,
        })
    }
}

/// Changes that actions make.
impl Engine<'_> {
    fn change(&mut self, place: Place, step: Step, entity: usize) -> Result<(), SimError> {
        match step {
            Step::Clear => {
                self.scale(place, entity, 0.0)?;
            }
            Step::Times(factor) => self.scale(place, entity, factor)?,
            Step::Ramp { rate, floor } => self.ramps.push((place, entity, rate, floor)),
        }
        Ok(())
    }

    fn scale(&mut self, place: Place, entity: usize, factor: f64) -> Result<(), SimError> {
        match place {
            Place::Size => self.resize(entity, self.sizes[entity] * factor)?,
            Place::Enabled(block) => {
                if let State::Source(source) = &mut self.states[block] {
                    source.enabled[entity] = factor > 0.0;
                }
            }
            Place::Rate(block) => {
                if let State::Source(source) = &mut self.states[block] {
                    source.rate_factor[entity] *= factor;
                }
            }
            Place::Servers(block) => {
                if let State::Pool(pool) = &mut self.states[block] {
                    pool.servers[entity] *= factor;
                }
            }
            Place::Weight(block) => {
                if let State::Users(users) = &mut self.states[block] {
                    users.weight[entity] *= factor;
                }
            }
        }
        Ok(())
    }

    /// Moves ramps on; only sizes are ramped.
    fn ramp(&mut self, dt: f64) -> Result<(), SimError> {
        for index in 0..self.ramps.len() {
            let (_, entity, rate, floor) = self.ramps[index];
            let first = self.first_sizes[entity];
            let next = (self.sizes[entity] - first * rate * dt).max(first * floor).min(self.sizes[entity]);
            if next < self.sizes[entity] {
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

/// What conditions, measures and tracks read.
impl Engine<'_> {
    fn started(&self, index: usize) -> Option<f64> {
        if let State::Action(action) = &self.states[index] { action.started } else { None }
    }

    fn success(&self, pool: usize, lane: usize, entity: usize) -> f64 {
        if let State::Pool(pool) = &self.states[pool] { pool.lanes[lane].success[entity] } else { f64::NAN }
    }

    fn value(&self, block: usize, quantity: Quantity, entity: usize) -> f64 {
        let truth = |holds: bool| f64::from(u8::from(holds));
        match (&self.states[block], quantity) {
            (State::Source(source), Quantity::Enabled) => truth(source.enabled[entity]),
            (State::Source(source), Quantity::Work) => source.work(entity),
            (State::Source(source), Quantity::Calls) => {
                source.attempts(entity, 1.0 - self.success(source.pool, source.lane, entity))
            }
            (State::Pool(pool), Quantity::Load) => pool.load[entity],
            (State::Pool(pool), Quantity::Wait) => pool.wait[entity],
            (State::Pool(pool), Quantity::Success) => pool.lanes.last().map_or(1.0, |lane| lane.success[entity]),
            (State::Cache(cache), Quantity::Expired) => cache.expired[entity],
            (State::Users(users), Quantity::Error) => self.value(users.cache, Quantity::Expired, entity),
            (State::Users(users), Quantity::AtRisk) => {
                let State::Cache(cache) = &self.states[users.cache] else { return f64::NAN };
                truth(self.success(cache.pool, cache.lane, entity) < 0.5)
            }
            (State::Action(action), Quantity::Done) => truth(action.done(entity)),
            (State::Rollout(rollout), Quantity::Reached) => truth(rollout.reached[entity]),
            _ => f64::NAN,
        }
    }

    /// Values that blocks keep as they are, by entity.
    fn kept(&self, block: usize, quantity: Quantity) -> Option<&[f64]> {
        match (&self.states[block], quantity) {
            (State::Pool(pool), Quantity::Load) => Some(&pool.load),
            (State::Pool(pool), Quantity::Wait) => Some(&pool.wait),
            (State::Cache(cache), Quantity::Expired) => Some(&cache.expired),
            (State::Users(users), Quantity::Error) => self.kept(users.cache, Quantity::Expired),
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

    fn whole(&self, block: usize, kind: SeriesKind) -> f64 {
        if let Some(values) = self.kept(block, kind.quantity) {
            self.fold(block, kind.whole, values.iter().copied())
        } else {
            let values = (0..self.count()).map(|entity| self.value(block, kind.quantity, entity));
            self.fold(block, kind.whole, values)
        }
    }

    fn fold(&self, block: usize, whole: Whole, values: impl Iterator<Item = f64>) -> f64 {
        match whole {
            Whole::Largest => values.fold(f64::NEG_INFINITY, f64::max),
            Whole::Smallest => values.fold(f64::INFINITY, f64::min),
            Whole::Sum => values.sum(),
            Whole::Mean => values.sum::<f64>() / self.count() as f64,
            Whole::Weighted => {
                let State::Users(users) = &self.states[block] else { return f64::NAN };
                values.zip(&users.weight).map(|(value, weight)| value * weight).sum::<f64>() / users.total
            }
        }
    }
}
