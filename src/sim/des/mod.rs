//! Every call an event: sources call, pools serve, callers wait, retry and give up, in order of time.
//!
//! The engine keeps its steps: rates, costs and servers change at their borders, and at the end of each the counts of the
//! step become the same values per entity that flows give. See `docs/model.md`, "Every call an event".

mod cell;
mod flow;
mod group;
mod limit;
mod probe;
mod queue;
mod step;
mod tries;

use super::SimError;
use super::build::Draws;
use super::engine::State;
use super::program::Scope;
use crate::model::scenario::{Block, BlockKind, Scenario};
use cell::{Cell, Line, Pool};
use group::{Group, Source};
use probe::Probe;
use queue::Pending;
use tries::Tries;

pub(super) use probe::Wanted;

/// Every call of a replication.
pub(super) struct Calls {
    entities: usize,
    sources: Vec<Source>,
    pools: Vec<Pool>,
    /// By source, then entity.
    groups: Vec<Group>,
    /// By pool, then entity.
    cells: Vec<Cell>,
    /// By pool, entity, lane.
    lines: Vec<Line>,
    tries: Tries,
    /// Callers that call on their own: calls so far, and in the highest bit whether the next is in the queue.
    callers: Vec<u32>,
    /// Next calls of callers.
    arrivals: Pending,
    /// Ends of service and of pauses.
    coming: Pending,
    probes: Vec<Probe>,
    /// Which of the pools a block is.
    pool_of: Vec<Option<usize>>,
    /// Whether any pool has callers who leave.
    impatient: bool,
    events: u64,
    /// Whether the next of `coming` has happened and may be replaced.
    spent: bool,
    /// Why it cannot go on.
    fault: Option<SimError>,
}

/// Nanoseconds of seconds, to the nearest.
fn nanoseconds(seconds: f64) -> u64 {
    whole(seconds * 1e9)
}

/// The nearest whole number of nanoseconds; far times end long after every clock, so that two of them still add up.
#[inline]
fn whole(nanoseconds: f64) -> u64 {
    const FAR: f64 = 4e18;
    (nanoseconds + 0.5).min(FAR) as i64 as u64
}

impl Calls {
    pub(super) fn new(
        scenario: &Scenario,
        scope: &Scope<'_>,
        draws: Draws,
        (states, sizes): (&[State], &[f64]),
        wanted: &[Wanted],
    ) -> Result<Self, SimError> {
        let mut pools = Vec::new();
        let mut pool_of = Vec::new();
        for (index, block) in scenario.blocks.iter().enumerate() {
            pool_of.push(None);
            if let BlockKind::Pool(pool) = &block.kind {
                pool_of[index] = Some(pools.len());
                pools.push(Pool::new(pool, index, scope)?);
            }
        }
        let sources = sources(&scenario.blocks, scope, draws, (states, &pool_of))?;
        let load = expect(&sources, states, sizes, scenario.clock.horizon);
        limit::check_events(load.events)?;
        if load.callers > limit::CALLERS {
            let message = format!("{} callers are too many: at most {}", load.callers, limit::CALLERS);
            return Err(SimError::new(message));
        }
        let entities = sizes.len();
        let mut cells = Vec::new();
        let mut lines = 0;
        for pool in &mut pools {
            pool.first_line = lines;
            let cell = |entity| Cell::new(pool.first_line + entity * pool.lanes, pool);
            cells.extend((0..entities).map(cell));
            lines += pool.lanes * entities;
        }
        let mut whole = Self {
            entities,
            impatient: pools.iter().any(|pool| pool.timeout.is_some()),
            cells,
            lines: vec![Line::default(); lines],
            groups: Vec::new(),
            sources,
            pools,
            tries: Tries::default(),
            callers: Vec::new(),
            arrivals: Pending::for_about(load.callers),
            coming: Pending::for_about(load.present),
            probes: wanted.iter().map(Probe::new).collect(),
            pool_of,
            events: 0,
            spent: false,
            fault: None,
        };
        for (number, wanted) in wanted.iter().enumerate() {
            whole.attach(number, wanted)?;
        }
        whole.gather();
        Ok(whole)
    }

    /// Makes the groups of callers, once everyone who looks at them is known.
    fn gather(&mut self) {
        for (number, source) in self.sources.iter().enumerate() {
            let pool = &self.pools[source.pool];
            let special = source.special(pool);
            self.groups.extend((0..self.entities).map(|entity| {
                let line = pool.first_line + entity * pool.lanes + source.lane;
                source.group((number, entity), (source.pool * self.entities + entity, line), special)
            }));
        }
    }

    fn attach(&mut self, number: usize, wanted: &Wanted) -> Result<(), SimError> {
        let source = self.sources.iter_mut().find(|source| source.block == wanted.block);
        let pool = self.pools.iter_mut().find(|pool| pool.block == wanted.block);
        let probes = match (source, pool) {
            (Some(source), _) => source.probes(wanted.quantity),
            (None, Some(pool)) => pool.probes(wanted.quantity),
            (None, None) => None,
        };
        let probes = probes.ok_or_else(|| SimError::new("a block whose calls have no such thing".to_owned()))?;
        probes.push(number);
        Ok(())
    }

    /// Ends the run: checks that no call was lost, and returns what was measured of calls.
    pub(super) fn finish(mut self, horizon: f64) -> Result<Vec<f64>, SimError> {
        self.check_presence(nanoseconds(horizon))?;
        Ok(self.probes.into_iter().map(Probe::value).collect())
    }

    /// Little's law along the path: nanoseconds times calls present are the time that each call was present for, to the last one.
    fn check_presence(&mut self, end: u64) -> Result<(), SimError> {
        let mut present = vec![0u128; self.cells.len()];
        for held in self.tries.iter().filter(|held| held.is_present()) {
            let group = &self.groups[held.call.group as usize];
            present[group.cell as usize] += u128::from(end - held.came);
        }
        for (cell, still) in self.cells.iter_mut().zip(present) {
            cell.advance(end);
            if cell.area() != cell.stayed + still {
                let message = format!("calls were lost: {} of {} call nanoseconds", cell.stayed + still, cell.area());
                return Err(SimError::new(message));
            }
        }
        Ok(())
    }
}

fn sources(
    blocks: &[Block],
    scope: &Scope<'_>,
    draws: Draws,
    (states, pool_of): (&[State], &[Option<usize>]),
) -> Result<Vec<Source>, SimError> {
    let mut sources = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let (BlockKind::Source(source), State::Source(state)) = (&block.kind, &states[index]) else { continue };
        let Some(pool) = pool_of[state.pool] else {
            return Err(SimError::new(format!("`{}` calls no pool", block.id)));
        };
        let (name, live) = (block.id.as_str(), state.cost_is_live());
        let made = Source::new(source, (index, name, live), (pool, scope), draws);
        sources.push(made.map_err(|error| error.within(&block.id))?);
    }
    Ok(sources)
}

/// What a run will be like, before it starts.
#[derive(Default)]
struct Expected {
    events: f64,
    callers: f64,
    /// Calls in service at a time.
    present: f64,
}

/// Works out how much there will be to do; sources that are off count, as they may be switched on.
fn expect(sources: &[Source], states: &[State], sizes: &[f64], horizon: f64) -> Expected {
    let mut expected = Expected::default();
    for source in sources {
        let State::Source(state) = &states[source.block] else { continue };
        for (entity, size) in sizes.iter().enumerate() {
            let calls = state.expected_calls(*size, horizon);
            expected.events += 2.0 * calls * source.most_tries();
            expected.callers += if source.jitter.is_some() { state.callers[entity] } else { 1.0 };
            expected.present += (calls / horizon * state.cost[entity]).min(calls);
        }
    }
    expected
}
