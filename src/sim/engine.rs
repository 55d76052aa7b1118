//! One replication: fixed steps, in each of them rollouts, actions, then the flow of calls; entities in order.

use super::action::ActionState;
use super::build::{Draws, build, draw_sizes};
use super::cache::{CacheState, Filling};
use super::des::Calls;
use super::look::Look;
use super::measure::Measures;
use super::pool::{Offer, PoolState};
use super::program::Scope;
use super::rollout::{Deed, RolloutState};
use super::source::SourceState;
use super::users::{NeedOf, UsersState};
use super::{Outcome, SimError, Track};
use crate::base::math;
use crate::model::scenario::series::{SeriesKind, series_of};
use crate::model::scenario::{Fidelity, Scenario};

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

/// A ramp that still runs: on which entity, by what share of its first size per second, to what share of it.
pub(super) struct Ramp {
    pub(super) entity: usize,
    pub(super) rate: f64,
    pub(super) end: f64,
}

/// One replication of a scenario.
pub(super) struct Engine<'a> {
    scenario: &'a Scenario,
    params: &'a [f64],
    draws: Draws,
    pub(super) first_sizes: Vec<f64>,
    pub(super) sizes: Vec<f64>,
    pub(super) states: Vec<State>,
    pub(super) ramps: Vec<Ramp>,
    /// Fleet-wide values as of the end of the latest step.
    pub(super) look: Look,
    /// Single calls, where they are events.
    calls: Option<Box<Calls>>,
}

impl<'a> Engine<'a> {
    pub(super) fn new(scenario: &'a Scenario, params: &'a [f64], replication: u32) -> Result<Self, SimError> {
        let scope = Scope { params: &scenario.params, values: params, blocks: &scenario.blocks };
        let draws = Draws { seed: scenario.seed, replication };
        let sizes = draw_sizes(scenario, &scope, draws)?;
        let mut states = Vec::new();
        for block in &scenario.blocks {
            let state = build(block, scenario, &scope, draws, &sizes);
            states.push(state.map_err(|error| error.within(&block.id))?);
        }
        let look = Look::new(scenario.blocks.len());
        let first_sizes = sizes.clone();
        Ok(Self { scenario, params, draws, first_sizes, sizes, states, ramps: Vec::new(), look, calls: None })
    }

    pub(super) fn run(mut self, keep_tracks: bool) -> Result<Outcome, SimError> {
        let dt = self.scenario.clock.step;
        let steps = math::round(self.scenario.clock.horizon / dt) as u64;
        let scope = Scope { params: &self.scenario.params, values: self.params, blocks: &self.scenario.blocks };
        let exprs: Vec<_> = self.scenario.measures.iter().map(|measure| &measure.expr).collect();
        let mut measures = Measures::new(&exprs, &scope, self.count(), self.scenario.clock.horizon)?;
        if self.scenario.fidelity == Fidelity::Des {
            let calls = Calls::new(self.scenario, &scope, self.draws, (&self.states, &self.sizes), measures.wanted())?;
            self.calls = Some(Box::new(calls));
        }
        let mut tracks = if keep_tracks { self.new_tracks() } else { Vec::new() };
        self.watch(&tracks, &measures);
        self.refresh_look();
        for step in 0..steps {
            let now = step as f64 * dt;
            self.roll_out(now);
            self.act(now, dt)?;
            let after = (step + 1) as f64 * dt;
            self.flow(now, after)?;
            self.refresh_look();
            measures.observe(&self, after, dt);
            for (block, kind, track) in &mut tracks {
                track.values.push(self.look.whole(*block, kind.quantity));
            }
        }
        if !self.states.iter().all(|state| !matches!(state, State::Pool(pool) if !pool.balances())) {
            return Err(SimError::new("work was lost: a pool's backlog is not what came in less what went".to_owned()));
        }
        let of_calls = self.calls.take().map_or(Ok(Vec::new()), |calls| calls.finish(steps as f64 * dt))?;
        Ok(Outcome {
            measures: measures.finish(&self, &of_calls),
            tracks: tracks.into_iter().map(|(_, _, track)| track).collect(),
        })
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

    /// Notes which fleet-wide values anyone looks at.
    fn watch(&mut self, tracks: &[(usize, SeriesKind, Track)], measures: &Measures) {
        for (block, kind, _) in tracks {
            self.look.watch(*block, *kind);
        }
        measures.series(&mut |block, kind| self.look.watch(block, kind));
        for state in &self.states {
            match state {
                State::Rollout(rollout) => rollout.series(&mut |block, kind| self.look.watch(block, kind)),
                State::Action(action) => action.series(&mut |block, kind| self.look.watch(block, kind)),
                State::Source(_) | State::Pool(_) | State::Cache(_) | State::Users(_) | State::Away => {}
            }
        }
    }
}

/// The phases of a step.
impl Engine<'_> {
    fn roll_out(&mut self, now: f64) {
        for index in 0..self.states.len() {
            let State::Rollout(_) = &self.states[index] else { continue };
            let mut state = std::mem::replace(&mut self.states[index], State::Away);
            if let State::Rollout(rollout) = &mut state {
                let due = rollout.step(now, &self.fleet(), &|other| self.started(other));
                let deed = rollout.deed;
                for entity in due {
                    self.do_deed(deed, entity);
                }
            }
            self.states[index] = state;
        }
    }

    fn do_deed(&mut self, deed: Deed, entity: usize) {
        match deed {
            Deed::Mark => {}
            Deed::Switch(source, on) => {
                if let State::Source(source) = &mut self.states[source] {
                    source.switch(entity, on);
                }
            }
            Deed::Undo(other) => {
                if let State::Rollout(other) = &mut self.states[other] {
                    other.reached[entity] = false;
                }
            }
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

    /// Sources call, pools answer, caches age, users see what is left.
    fn flow(&mut self, now: f64, after: f64) -> Result<(), SimError> {
        let dt = self.scenario.clock.step;
        self.feed(now)?;
        if let Some(mut calls) = self.calls.take() {
            calls.step((now, after), self)?;
            calls.report(&mut self.states, after, dt);
            // Single calls look at every entity anyway.
            self.states.iter_mut().for_each(forget_touched);
            self.calls = Some(calls);
        } else {
            self.serve(dt);
        }
        self.age(dt);
        self.see();
        Ok(())
    }

    /// Records run out and come back.
    fn age(&mut self, dt: f64) {
        for index in 0..self.states.len() {
            let State::Cache(_) = &self.states[index] else { continue };
            let mut state = std::mem::replace(&mut self.states[index], State::Away);
            if let State::Cache(cache) = &mut state {
                match cache.filling {
                    Filling::Ahead { pool, lane, retry } => {
                        if let State::Pool(pool) = &self.states[pool] {
                            cache.refresh_ahead(&pool.lanes[lane].success, retry, dt);
                        }
                    }
                    Filling::OnMiss { source } => {
                        if let State::Source(source) = &self.states[source] {
                            cache.fill(&source.goodput, dt);
                        }
                    }
                }
            }
            self.states[index] = state;
        }
    }

    /// Works out rates and costs that follow the time or other series.
    fn feed(&mut self, now: f64) -> Result<(), SimError> {
        for index in 0..self.states.len() {
            let State::Source(source) = &mut self.states[index] else { continue };
            if !source.is_due(now) {
                continue;
            }
            for entity in 0..self.count() {
                // It stays in its place meanwhile, so that it can follow its own series.
                let State::Source(source) = &self.states[index] else { continue };
                let flow =
                    source.flow(&self.entity(entity)).map_err(|error| error.within(&self.scenario.blocks[index].id))?;
                if let State::Source(source) = &mut self.states[index] {
                    source.take(entity, flow);
                }
            }
        }
        Ok(())
    }

    /// Pools take in the work of their sources.
    fn serve(&mut self, dt: f64) {
        for index in 0..self.states.len() {
            let State::Pool(_) = &self.states[index] else { continue };
            let mut state = std::mem::replace(&mut self.states[index], State::Away);
            if let State::Pool(pool) = &mut state {
                self.serve_one(index, pool, dt);
            }
            self.states[index] = state;
        }
    }

    fn serve_one(&mut self, index: usize, pool: &mut PoolState, dt: f64) {
        let mut sources: Vec<&mut SourceState> =
            self.states.iter_mut().filter_map(|state| source_of(state, index)).collect();
        sources.retain_mut(|source| {
            for entity in source.touched.drain(..) {
                pool.disturb(entity);
            }
            let silent = source.is_silent();
            if silent {
                source.rest();
            }
            !silent
        });
        let mut offers = vec![Offer::default(); pool.lanes.len()];
        for entity in 0..self.sizes.len() {
            if pool.is_calm(entity) {
                continue;
            }
            offers.fill(Offer::default());
            let mut alike = true;
            for source in &mut sources {
                alike &= source.offer(entity, 1.0 - pool.lanes[source.lane].success[entity]);
                let offer = &mut offers[source.lane];
                offer.calls += source.tries[entity];
                offer.work += source.tries[entity] * source.cost[entity];
            }
            pool.step(entity, (&offers, alike), dt);
            for source in &mut sources {
                let lane = &pool.lanes[source.lane];
                source.settle(entity, lane.success[entity], lane.pace[entity]);
            }
        }
    }

    /// Users find what they need, or not.
    fn see(&mut self) {
        for index in 0..self.states.len() {
            let State::Users(_) = &self.states[index] else { continue };
            let mut state = std::mem::replace(&mut self.states[index], State::Away);
            if let State::Users(users) = &mut state {
                match (users.need, self.needed(users.need)) {
                    (NeedOf::Rollout(rollout), _) => {
                        if let State::Rollout(rollout) = &self.states[rollout] {
                            users.miss_where(&rollout.reached);
                        }
                    }
                    (NeedOf::Cache(cache), Some(success)) => {
                        if let State::Cache(cache) = &self.states[cache] {
                            users.miss_records(&cache.expired, success);
                        }
                    }
                    (NeedOf::Pool { .. }, Some(success)) => users.miss_answers(success),
                    (NeedOf::Cache(_) | NeedOf::Pool { .. }, None) => {}
                }
            }
            self.states[index] = state;
        }
    }

    /// Success, by entity, of the calls that what users need rests on.
    fn needed(&self, need: NeedOf) -> Option<&[f64]> {
        let (pool, lane) = match need {
            NeedOf::Pool { pool, lane } => (pool, lane),
            NeedOf::Rollout(_) => return None,
            NeedOf::Cache(cache) => {
                let State::Cache(cache) = &self.states[cache] else { return None };
                match cache.filling {
                    Filling::Ahead { pool, lane, .. } => (pool, lane),
                    Filling::OnMiss { source } => self.lane_of(source),
                }
            }
        };
        if let State::Pool(pool) = &self.states[pool] { Some(&pool.lanes[lane].success) } else { None }
    }
}

fn forget_touched(state: &mut State) {
    if let State::Source(source) = state {
        source.touched.clear();
    }
}

fn source_of(state: &mut State, pool: usize) -> Option<&mut SourceState> {
    match state {
        State::Source(source) => (source.pool == pool).then_some(source),
        State::Pool(_) | State::Cache(_) | State::Users(_) | State::Rollout(_) | State::Action(_) | State::Away => None,
    }
}
