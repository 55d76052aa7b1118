//! The borders of steps: rates, costs and servers change there, and counts become values.

use super::flow::{arrival, caller_of};
use super::group::DUE;
use super::queue::Queue;
use super::{Calls, limit, nanoseconds};
use crate::base::math;
use crate::sim::SimError;
use crate::sim::engine::{Engine, State};
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
        self.staff(from, engine)?;
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
                    self.arrivals.put((now.saturating_add(wait), arrival(whose as u32, 0)));
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
                return Err(SimError { message: format!("{} callers are too many", self.callers.len()) });
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
                let first = now.saturating_add((share * group.gap) as u64);
                self.arrivals.put((first, arrival(whose as u32, caller)));
            }
        }
        Ok(())
    }

    /// Moves next calls of groups whose rate has changed: what remains to wait grows or shrinks with the mean interval.
    fn stretch(&mut self, stretched: &[(u32, f64)], now: u64) {
        for (time, number) in self.arrivals.drain() {
            let (group, _) = caller_of(number);
            let time = match stretched.binary_search_by_key(&group, |(group, _)| *group) {
                Ok(found) => now.saturating_add(((time - now) as f64 * stretched[found].1 + 0.5) as u64),
                Err(_) => time,
            };
            self.arrivals.put((time, number));
        }
    }

    /// Takes in the numbers of servers.
    fn staff(&mut self, now: u64, engine: &Engine<'_>) -> Result<(), SimError> {
        for pool in 0..self.pools.len() {
            let State::Pool(state) = &engine.states[self.pools[pool].block] else { continue };
            for entity in 0..self.entities {
                let servers = state.servers[entity];
                let whole = if servers.is_infinite() { u32::MAX } else { math::round(servers).max(1.0) as u32 };
                let cell = pool * self.entities + entity;
                let at = &mut self.cells[cell];
                if std::mem::replace(&mut at.servers, whole) < whole && at.waiting > 0 {
                    at.advance(now);
                    self.call_up(pool, cell, now, engine)?;
                }
            }
        }
        Ok(())
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
                let per_second = |count: u32| f64::from(count) / length;
                state.tries[entity] = per_second(group.tried);
                state.goodput[entity] = per_second(group.answered);
                state.work[entity] = per_second(group.first_tries) * group.cost * 1e-9;
                let ended = group.answered + group.given_up;
                if ended > 0 {
                    state.failed[entity] = f64::from(group.given_up) / f64::from(ended);
                } else if !group.on {
                    state.failed[entity] = 0.0;
                }
                (group.tried, group.answered, group.first_tries, group.given_up) = (0, 0, 0, 0);
            }
        }
    }

    fn report_pool(
        &mut self,
        pool: usize,
        entity: usize,
        (end, length): (u64, f64),
        state: &mut crate::sim::pool::PoolState,
    ) {
        let cell = &mut self.cells[pool * self.entities + entity];
        let (present, waiting) = cell.means(end, length * 1e9);
        let servers = f64::from(cell.servers);
        if cell.tried > 0 {
            cell.mean_cost = cell.offered * 1e-9 / f64::from(cell.tried);
        }
        let unlimited = cell.servers == u32::MAX;
        state.inflight[entity] = present;
        state.queue[entity] = waiting;
        state.load[entity] = if unlimited { 0.0 } else { cell.offered * 1e-9 / (servers * length) };
        state.wait[entity] = if unlimited { 0.0 } else { f64::from(cell.waiting) * cell.mean_cost / servers };
        (cell.offered, cell.tried) = (0.0, 0);
        let first = self.pools[pool].first_line + entity * self.pools[pool].lanes;
        let lines = &mut self.lines[first..first + self.pools[pool].lanes];
        for (line, lane) in lines.iter_mut().zip(&mut state.lanes) {
            if line.decided > 0 {
                lane.success[entity] = f64::from(line.answered) / f64::from(line.decided);
            } else if cell.present == 0 {
                lane.success[entity] = 1.0;
            }
            (line.decided, line.answered) = (0, 0);
        }
    }
}
