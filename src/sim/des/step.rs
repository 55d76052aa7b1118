//! The borders of steps: rates, costs and servers change there, and counts become values.

use super::flow::{arrival, whose};
use super::group::{Counts, DUE};
use super::queue::{Queue, moment, number_of, time_of};
use super::{Calls, limit, nanoseconds, whole};
use crate::base::math;
use crate::sim::SimError;
use crate::sim::engine::{Engine, State};
use crate::sim::pool::PoolState;
use crate::sim::source::SourceState;

impl Calls {
    /// Lets calls happen from `now` to `end`, in seconds.
    pub(in crate::sim) fn step(&mut self, (now, end): (f64, f64), engine: &Engine<'_>) -> Result<(), SimError> {
        let from = nanoseconds(now);
        let mut stretched = Vec::new();
        for number in 0..self.sources.len() {
            if let State::Source(source) = &engine.states[self.sources[number].block] {
                self.follow(number, source, from, &mut stretched)?;
            }
        }
        if !stretched.is_empty() {
            self.stretch(&stretched, from);
        }
        self.staff(from, engine);
        self.run(nanoseconds(end), engine)
    }

    /// Takes in a source's rates and costs; notes whose next calls move, and by what factor.
    fn follow(
        &mut self,
        number: usize,
        source: &SourceState,
        now: u64,
        stretched: &mut Vec<(u32, f64)>,
    ) -> Result<(), SimError> {
        let merged = self.sources[number].jitter.is_none();
        for entity in 0..self.entities {
            let whose = number * self.entities + entity;
            let rate = source.first_tries(entity);
            let (callers, before) = (source.callers[entity], &mut self.groups[whose]);
            before.cost = source.cost[entity] * 1e9;
            let was_on = std::mem::replace(&mut before.on, rate > 0.0);
            if !before.on {
                continue;
            }
            let gap = if merged { 1e9 / rate } else { 1e9 * callers / rate };
            let old = std::mem::replace(&mut before.gap, gap);
            if old.is_finite() && old.to_bits() != gap.to_bits() {
                stretched.push((whose as u32, gap / old));
            }
            if merged {
                if !before.due {
                    before.due = true;
                    let wait = before.wait(before.calls);
                    self.arrivals.put(moment(now + wait, arrival(whose as u32, 0)));
                    // What is put in now has the new rate already.
                    stretched.pop_if(|(stretched, _)| *stretched == whose as u32);
                }
                continue;
            }
            let callers = math::round(callers) as u32;
            let had = std::mem::replace(&mut before.callers, callers);
            if !was_on || callers > had {
                self.summon(number, entity, now)?;
            }
        }
        Ok(())
    }

    /// Lets callers begin who have no next call, each somewhere in its interval.
    fn summon(&mut self, number: usize, entity: usize, now: u64) -> Result<(), SimError> {
        let whose = number * self.entities + entity;
        let group = &mut self.groups[whose];
        if group.callers > group.room {
            let (old, room) = (group.first..group.first + group.room as usize, group.callers);
            if self.callers.len() + room as usize > limit::CALLERS as usize * 2 {
                return Err(SimError::new(format!("{} callers are too many", self.callers.len())));
            }
            (group.first, group.room) = (self.callers.len(), room);
            self.callers.extend_from_within(old);
            self.callers.resize(group.first + room as usize, 0);
        }
        for caller in 0..group.callers {
            let calls = &mut self.callers[group.first + caller as usize];
            if *calls & DUE == 0 {
                let share = self.sources[number].phase(entity, caller, *calls);
                *calls |= DUE;
                self.arrivals.put(moment(now + whole(share * group.gap), arrival(whose as u32, caller)));
            }
        }
        Ok(())
    }

    /// Moves next calls of groups whose rate has changed: what remains to wait grows or shrinks with the mean interval.
    fn stretch(&mut self, stretched: &[(u32, f64)], now: u64) {
        for due in self.arrivals.drain() {
            let (time, number) = (time_of(due), number_of(due));
            let group = whose(number).0;
            let time = match stretched.binary_search_by_key(&group, |(group, _)| *group) {
                Ok(found) => now + whole((time - now) as f64 * stretched[found].1),
                Err(_) => time,
            };
            self.arrivals.put(moment(time, number));
        }
    }

    /// Takes in the numbers of servers.
    fn staff(&mut self, now: u64, engine: &Engine<'_>) {
        for pool in 0..self.pools.len() {
            let State::Pool(state) = &engine.states[self.pools[pool].block] else { continue };
            for entity in 0..self.entities {
                let servers = state.servers[entity];
                let whole_servers = if servers.is_infinite() { u32::MAX } else { math::round(servers).max(1.0) as u32 };
                let cell = pool * self.entities + entity;
                let at = &mut self.cells[cell];
                if std::mem::replace(&mut at.servers, whole_servers) < whole_servers && at.waiting > 0 {
                    at.advance(now);
                    self.call_up(cell as u32, now, engine);
                }
            }
        }
    }

    /// Turns the counts of the step of `length` seconds that ends at `end` into values per entity.
    pub(in crate::sim) fn report(&mut self, states: &mut [State], end: f64, length: f64) {
        let end = nanoseconds(end);
        for pool in 0..self.pools.len() {
            if let State::Pool(state) = &mut states[self.pools[pool].block] {
                for entity in 0..self.entities {
                    self.report_pool(pool, entity, (end, length), state);
                }
            }
        }
        for (number, source) in self.sources.iter().enumerate() {
            let State::Source(state) = &mut states[source.block] else { continue };
            for entity in 0..self.entities {
                let group = &mut self.groups[number * self.entities + entity];
                let (step, per_second) = (group.step, |count: u32| f64::from(count) / length);
                state.tries[entity] = per_second(step.first + step.again);
                state.goodput[entity] = per_second(step.answered);
                state.work[entity] = per_second(step.first) * group.cost * 1e-9;
                let ended = step.answered + step.given_up;
                if ended > 0 {
                    state.failed[entity] = f64::from(step.given_up) / f64::from(ended);
                } else if !group.on {
                    state.failed[entity] = 0.0;
                }
                group.step = Counts::default();
            }
        }
    }

    fn report_pool(&mut self, pool: usize, entity: usize, (end, length): (u64, f64), state: &mut PoolState) {
        let cell = &mut self.cells[pool * self.entities + entity];
        let (present, waiting) = cell.means(end, length * 1e9);
        let mut offered = (0.0, 0.0);
        for (lane, values) in state.lanes.iter_mut().enumerate() {
            let (mut answered, mut decided) = (0u64, 0u64);
            for (number, source) in self.sources.iter().enumerate() {
                if (source.pool, source.lane) == (pool, lane) {
                    let group = &self.groups[number * self.entities + entity];
                    let tries = f64::from(group.step.first + group.step.again - group.step.broken);
                    offered = (offered.0 + tries * group.cost * 1e-9, offered.1 + tries);
                    answered += u64::from(group.step.answered);
                    decided += u64::from(group.step.answered) + u64::from(group.step.lost);
                }
            }
            if decided > 0 {
                values.success[entity] = answered as f64 / decided as f64;
            } else if cell.present == 0 {
                values.success[entity] = 1.0;
            }
        }
        let unlimited = cell.servers == u32::MAX;
        let servers = f64::from(cell.servers);
        if offered.1 > 0.0 {
            cell.mean_cost = offered.0 / offered.1;
        }
        state.inflight[entity] = present;
        state.queue[entity] = waiting;
        state.load[entity] = if unlimited { 0.0 } else { offered.0 / (servers * length) };
        state.wait[entity] = if unlimited { 0.0 } else { f64::from(cell.waiting) * cell.mean_cost / servers };
    }
}
