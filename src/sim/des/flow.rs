//! The event loop: calls come, are served, time out, are tried again.

use super::group::DUE;
use super::queue::{Moment, Queue};
use super::tries::{Call, Place};
use super::{Calls, limit};
use crate::base::math;
use crate::model::scenario::series::{Quantity, SeriesKind};
use crate::sim::SimError;
use crate::sim::engine::{Engine, State};
use crate::sim::program::Inputs;

/// Kinds of event, in the order in which they happen on the same nanosecond. The number of an event is its kind, then
/// 30 bits and 32 bits that say whose it is.
const END: u64 = 0;
const TIMEOUT: u64 = 1;
const RETRY: u64 = 2;
const ARRIVAL: u64 = 3;

const fn number(kind: u64, whose: u32, part: u32) -> u64 {
    kind << 62 | (whose as u64) << 32 | part as u64
}

/// The number of a caller's next call.
pub(super) const fn arrival(group: u32, caller: u32) -> u64 {
    number(ARRIVAL, group, caller)
}

/// The group and caller of an arrival.
pub(super) const fn caller_of(number: u64) -> (u32, u32) {
    ((number >> 32) as u32 & 0x3fff_ffff, number as u32)
}

/// No event: later than any.
const NEVER: Moment = (u64::MAX, u64::MAX);

/// One entity at this very moment: calls in its pools as they are, all else as of the latest step.
struct Live<'m, 'a> {
    engine: &'m Engine<'a>,
    calls: &'m Calls,
    entity: usize,
}

impl Inputs for Live<'_, '_> {
    fn size(&self) -> f64 {
        self.engine.sizes[self.entity]
    }

    fn series(&self, block: usize, kind: SeriesKind) -> f64 {
        match self.calls.pool_of[block] {
            Some(pool) if kind.quantity == Quantity::InFlight => {
                f64::from(self.calls.cells[pool * self.calls.entities + self.entity].present)
            }
            Some(_) | None => self.engine.entity(self.entity).series(block, kind),
        }
    }
}

impl Calls {
    /// Lets everything happen that lies before `end`.
    pub(super) fn run(&mut self, end: u64, engine: &Engine<'_>) -> Result<(), SimError> {
        loop {
            let arrival = self.arrivals.next().unwrap_or(NEVER);
            let coming = self.coming.next().unwrap_or(NEVER);
            let mut next = arrival.min(coming);
            let mut patience = None;
            if self.impatient {
                for pool in 0..self.pools.len() {
                    let out = self.next_timeout(pool);
                    if out < next {
                        (next, patience) = (out, Some(pool));
                    }
                }
            }
            let (now, what) = next;
            if now >= end {
                return Ok(());
            }
            self.events += 1;
            if let Some(pool) = patience {
                self.pools[pool].patience.pop_front();
            } else if arrival < coming {
                self.arrivals.take();
            } else {
                self.coming.take();
            }
            let (whose, part) = caller_of(what);
            match what >> 62 {
                END => self.end(whose, part, now, engine)?,
                TIMEOUT => self.time_out(whose, now, engine)?,
                RETRY => {
                    let call = self.tries.get(whose).call;
                    self.tries.remove(whose);
                    self.send(call, now, engine)?;
                }
                _ => self.arrive(whose, part, now, engine)?,
            }
            if self.events > limit::COUNTED_EVENTS {
                return Err(limit::too_many_events());
            }
        }
    }

    /// When the next caller of a pool leaves.
    #[inline]
    fn next_timeout(&mut self, pool: usize) -> Moment {
        let patience = &mut self.pools[pool].patience;
        while let Some((out, slot, turn)) = patience.front().copied() {
            if self.tries.get(slot).turn == turn {
                return (out, number(TIMEOUT, slot, turn));
            }
            patience.pop_front();
        }
        NEVER
    }

    fn arrive(&mut self, whose: u32, caller: u32, now: u64, engine: &Engine<'_>) -> Result<(), SimError> {
        let group = &mut self.groups[whose as usize];
        let call = match self.sources[group.source as usize].jitter {
            None => {
                if !group.on {
                    group.due = false;
                    return Ok(());
                }
                let number = group.calls;
                group.calls += 1;
                self.arrivals.put((now.saturating_add(group.wait(group.calls)), arrival(whose, 0)));
                Call { born: now, group: whose, caller: 0, number, tried: 0 }
            }
            Some(jitter) => {
                let calls = &mut self.callers[group.first + caller as usize];
                if !group.on || caller >= group.callers {
                    *calls &= !DUE;
                    return Ok(());
                }
                let number = *calls & !DUE;
                *calls += 1;
                let interval = group.interval(caller, number, jitter);
                self.arrivals.put((now.saturating_add(interval), arrival(whose, caller)));
                Call { born: now, group: whose, caller, number, tried: 0 }
            }
        };
        self.send(call, now, engine)
    }

    /// Sends a call, and again at once for as long as it fails at once and is tried again at once.
    fn send(&mut self, call: Call, now: u64, engine: &Engine<'_>) -> Result<(), SimError> {
        let mut next = Some(call);
        while let Some(call) = next {
            next = if self.enter(call, now, engine)? { None } else { self.fail(call, now)? };
        }
        Ok(())
    }

    /// Tries to get into the pool; says whether the call is in.
    fn enter(&mut self, call: Call, now: u64, engine: &Engine<'_>) -> Result<bool, SimError> {
        let group = &mut self.groups[call.group as usize];
        let source = &self.sources[group.source as usize];
        let pool = &mut self.pools[source.pool];
        let (cell, line) = (&mut self.cells[group.cell], &mut self.lines[group.line]);
        group.tried += 1;
        if call.tried == 0 {
            source.begin(group);
        }
        if source.fails(group.entity as usize, &call, pool.fails) {
            line.decided += 1;
            return Ok(false);
        }
        cell.offered += group.cost;
        cell.tried += 1;
        let waits = cell.busy >= cell.servers;
        let refused = waits && cell.waiting >= pool.room;
        for probe in &pool.delays {
            self.probes[*probe].note(u64::from(waits), now);
        }
        for probe in &pool.refusals {
            self.probes[*probe].note(u64::from(refused), now);
        }
        if refused {
            line.decided += 1;
            return Ok(false);
        }
        let slot = self.tries.put(call, now, Place::Waiting).ok_or_else(limit::too_many_tries)?;
        cell.advance(now);
        cell.present += 1;
        if let Some(timeout) = pool.timeout {
            pool.patience.push_back((now.saturating_add(timeout), slot, self.tries.get(slot).turn));
        }
        if waits {
            cell.waiting += 1;
            line.join(slot, &mut self.tries);
        } else {
            self.serve(slot, now, engine)?;
        }
        Ok(true)
    }

    /// Begins to serve a try; its cell has been added up to now.
    fn serve(&mut self, slot: u32, now: u64, engine: &Engine<'_>) -> Result<(), SimError> {
        let held = self.tries.get(slot);
        held.place = Place::Served;
        let (call, came, turn) = (held.call, held.came, held.turn);
        let group = &self.groups[call.group as usize];
        let source = &self.sources[group.source as usize];
        let pool = &self.pools[source.pool];
        self.cells[group.cell].busy += 1;
        for probe in &pool.waits {
            self.probes[*probe].note(now - came, came);
        }
        let mut time = if source.live { self.live_cost(call.group, engine)? } else { group.cost };
        if pool.exponential {
            time *= -math::ln(group.service(source.jitter.is_some(), &call));
        }
        self.coming.put((now.saturating_add((time + 0.5) as u64), number(END, slot, turn)));
        Ok(())
    }

    /// What a call costs with the calls that are in pools now, in nanoseconds.
    fn live_cost(&self, group: u32, engine: &Engine<'_>) -> Result<f64, SimError> {
        let group = &self.groups[group as usize];
        let State::Source(source) = &engine.states[self.sources[group.source as usize].block] else {
            return Ok(group.cost);
        };
        Ok(source.cost_at(&Live { engine, calls: self, entity: group.entity as usize })? * 1e9)
    }

    fn end(&mut self, slot: u32, turn: u32, now: u64, engine: &Engine<'_>) -> Result<(), SimError> {
        let held = *self.tries.get(slot);
        if held.turn != turn {
            // Its caller has gone and taken it along.
            return Ok(());
        }
        let group = &mut self.groups[held.call.group as usize];
        let (source, cell) = (&self.sources[group.source as usize], &mut self.cells[group.cell]);
        cell.leave(now, held.came);
        cell.busy -= 1;
        for probe in &self.pools[source.pool].sojourns {
            self.probes[*probe].note(now - held.came, held.came);
        }
        if !held.gone {
            let line = &mut self.lines[group.line];
            line.decided += 1;
            line.answered += 1;
            group.answered += 1;
            for probe in &source.responses {
                self.probes[*probe].note(now - held.call.born, held.call.born);
            }
            for probe in &source.tries {
                self.probes[*probe].note(u64::from(held.call.tried) + 1, held.call.born);
            }
            for probe in &source.given_up {
                self.probes[*probe].note(0, held.call.born);
            }
        }
        let (pool, cell) = (source.pool, group.cell);
        self.tries.remove(slot);
        self.call_up(pool, cell, now, engine)
    }

    /// Lets those who wait come to free servers; the cell has been added up to now.
    pub(super) fn call_up(&mut self, pool: usize, cell: usize, now: u64, engine: &Engine<'_>) -> Result<(), SimError> {
        loop {
            let Some(at) = self.cells.get_mut(cell).filter(|at| at.waiting > 0 && at.busy < at.servers) else {
                return Ok(());
            };
            at.waiting -= 1;
            let pool = &self.pools[pool];
            let first = pool.first_line + (cell % self.entities) * pool.lanes;
            let lines = &mut self.lines[first..first + pool.lanes];
            if let Some(slot) = lines.iter_mut().find_map(|line| line.call_up(&mut self.tries)) {
                self.serve(slot, now, engine)?;
            }
        }
    }

    /// A caller's time is out.
    fn time_out(&mut self, slot: u32, now: u64, engine: &Engine<'_>) -> Result<(), SimError> {
        let held = *self.tries.get(slot);
        let group = &self.groups[held.call.group as usize];
        let pool = &self.pools[self.sources[group.source as usize].pool];
        let (cell, line) = (&mut self.cells[group.cell], &mut self.lines[group.line]);
        if pool.cancel && held.place == Place::Waiting {
            cell.leave(now, held.came);
            cell.waiting -= 1;
            line.drop_out(slot, &mut self.tries);
        } else if pool.cancel && cell.servers == u32::MAX {
            cell.leave(now, held.came);
            cell.busy -= 1;
            self.tries.remove(slot);
        } else if pool.cancel {
            // Whoever is served by then stays for the answer.
            return Ok(());
        } else {
            self.tries.get(slot).gone = true;
        }
        line.decided += 1;
        match self.fail(held.call, now)? {
            Some(again) => self.send(again, now, engine),
            None => Ok(()),
        }
    }

    /// A try has failed: returns the next one when it is sent at once.
    fn fail(&mut self, mut call: Call, now: u64) -> Result<Option<Call>, SimError> {
        let group = &mut self.groups[call.group as usize];
        let source = &self.sources[group.source as usize];
        let Some(pause) = source.retry(group, group.entity as usize, &call) else {
            group.given_up += 1;
            for probe in &source.tries {
                self.probes[*probe].note(u64::from(call.tried) + 1, call.born);
            }
            for probe in &source.given_up {
                self.probes[*probe].note(1, call.born);
            }
            return Ok(None);
        };
        call.tried += 1;
        if pause == 0 {
            return Ok(Some(call));
        }
        let slot = self.tries.put(call, now, Place::Pausing).ok_or_else(limit::too_many_tries)?;
        self.coming.put((now.saturating_add(pause), number(RETRY, slot, 0)));
        Ok(None)
    }
}
