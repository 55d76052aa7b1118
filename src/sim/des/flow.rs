//! The event loop: calls come, are served, time out, are tried again.

use super::group::{DUE, special};
use super::queue::{Moment, Queue, moment, number_of, time_of};
use super::tries::{Call, Place};
use super::{Calls, limit, whole};
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

const fn number_for(kind: u64, whose: u32, part: u32) -> u64 {
    kind << 62 | (whose as u64) << 32 | part as u64
}

/// The number of a caller's next call.
pub(super) const fn arrival(group: u32, caller: u32) -> u64 {
    number_for(ARRIVAL, group, caller)
}

/// Whose an event is: the group and caller of an arrival, the place and turn of a try.
pub(super) const fn whose(number: u64) -> (u32, u32) {
    ((number >> 32) as u32 & 0x3fff_ffff, number as u32)
}

/// No event: later than any.
const NEVER: Moment = Moment::MAX;

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
    /// Lets everything happen that lies before `end`. Kept apart from its caller, whose variables would crowd the loop's out of registers.
    #[inline(never)]
    pub(super) fn run(&mut self, end: u64, engine: &Engine<'_>) -> Result<(), SimError> {
        let end = moment(end, 0);
        loop {
            let arrival = self.arrivals.next().unwrap_or(NEVER);
            let coming = self.coming.next().unwrap_or(NEVER);
            let next = arrival.min(coming);
            if self.impatient && self.lose_patience(next.min(end), engine) {
                self.check()?;
                continue;
            }
            if next >= end {
                return self.check();
            }
            self.events += 1;
            let (now, what) = (time_of(next), number_of(next));
            let (whose, part) = whose(what);
            if arrival < coming {
                self.arrive(whose, part, now, engine);
            } else if what >> 62 == END {
                // The next to be served, if anyone waits, takes the place of this event in the queue.
                self.spent = true;
                self.end(whose, part, now, engine);
                if self.spent {
                    self.spent = false;
                    self.coming.take();
                }
            } else {
                self.coming.take();
                let call = self.tries.get(whose).call;
                self.tries.remove(whose);
                self.send(call, now, engine);
            }
            if self.fault.is_some() || self.events > limit::COUNTED_EVENTS {
                return self.check();
            }
        }
    }

    fn check(&mut self) -> Result<(), SimError> {
        match self.fault.take() {
            Some(fault) => Err(fault),
            None if self.events > limit::COUNTED_EVENTS => Err(limit::too_many_events()),
            None => Ok(()),
        }
    }

    /// Lets the next caller leave whose time is out before a moment; says whether there was one.
    fn lose_patience(&mut self, before: Moment, engine: &Engine<'_>) -> bool {
        let mut first = (before, usize::MAX);
        for number in 0..self.pools.len() {
            let patience = &mut self.pools[number].patience;
            while let Some((out, slot, turn)) = patience.front().copied() {
                if self.tries.get(slot).turn == turn {
                    first = first.min((moment(out, number_for(TIMEOUT, slot, turn)), number));
                    break;
                }
                patience.pop_front();
            }
        }
        let Some(pool) = self.pools.get_mut(first.1) else { return false };
        pool.patience.pop_front();
        self.events += 1;
        self.time_out(whose(number_of(first.0)).0, time_of(first.0), engine);
        true
    }

    #[inline]
    fn arrive(&mut self, whose: u32, caller: u32, now: u64, engine: &Engine<'_>) {
        let group = &mut self.groups[whose as usize];
        let number = if group.special & special::OWN == 0 {
            if !group.on {
                group.due = false;
                self.arrivals.take();
                return;
            }
            let number = group.calls;
            group.calls += 1;
            self.arrivals.swap(moment(now + group.wait(group.calls), arrival(whose, 0)));
            number
        } else {
            let calls = &mut self.callers[group.first + caller as usize];
            if !group.on || caller >= group.callers {
                *calls &= !DUE;
                self.arrivals.take();
                return;
            }
            let number = *calls & !DUE;
            *calls += 1;
            let jitter = self.sources[group.source as usize].jitter.unwrap_or(0.0);
            self.arrivals.swap(moment(now + group.interval(caller, number, jitter), arrival(whose, caller)));
            number
        };
        self.send(Call { born: now, group: whose, caller, number, tried: 0 }, now, engine);
    }

    /// Sends a call, and again at once for as long as it fails at once and is tried again at once.
    #[inline]
    fn send(&mut self, mut call: Call, now: u64, engine: &Engine<'_>) {
        while !self.enter(call, now, engine) {
            match self.fail(call, now) {
                Some(again) => call = again,
                None => return,
            }
        }
    }

    /// Tries to get into the pool; says whether the call is in.
    #[inline]
    fn enter(&mut self, call: Call, now: u64, engine: &Engine<'_>) -> bool {
        let group = &mut self.groups[call.group as usize];
        let special = group.special;
        if call.tried == 0 {
            group.step.first += 1;
        } else {
            group.step.again += 1;
        }
        let cell = &mut self.cells[group.cell as usize];
        let waits = cell.busy >= cell.servers;
        if special & (special::FAILS | special::POOL_WATCHED | special::BUDGET) != 0 || cell.waiting >= cell.room {
            if !self.admit(call, now) {
                return false;
            }
        }
        // Drawn here and not when service begins: two logarithms on one path cost little more than one.
        let need =
            if special & special::EXPONENTIAL == 0 { 1.0 } else { self.groups[call.group as usize].service(&call) };
        let place = if waits { Place::Waiting } else { Place::Served };
        let Some((slot, turn)) = self.tries.put(call, (now, need), place) else {
            self.fault = Some(limit::too_many_tries());
            return true;
        };
        let group = &self.groups[call.group as usize];
        let cell = &mut self.cells[group.cell as usize];
        cell.advance(now);
        cell.present += 1;
        if special & special::IMPATIENT != 0 {
            let pool = &mut self.pools[self.sources[group.source as usize].pool];
            pool.patience.push_back((now + pool.timeout.unwrap_or(0), slot, turn));
        }
        if waits {
            cell.waiting += 1;
            self.lines[group.line as usize].join(slot, &mut self.tries);
        } else {
            self.serve((call.group, slot, turn), (now, now), need, engine);
        }
        true
    }

    /// The rarer part of coming in: budgets, what fails anyway, full queues, and who looks.
    fn admit(&mut self, call: Call, now: u64) -> bool {
        let group = &mut self.groups[call.group as usize];
        let source = &self.sources[group.source as usize];
        let pool = &self.pools[source.pool];
        let cell = &self.cells[group.cell as usize];
        if call.tried == 0 && group.special & special::BUDGET != 0 {
            source.save_up(group);
        }
        if group.special & special::FAILS != 0 && source.fails(group.entity, &call, pool.fails) {
            group.step.broken += 1;
            return false;
        }
        let waits = cell.busy >= cell.servers;
        let refused = waits && cell.waiting >= cell.room;
        for probe in &pool.delays {
            self.probes[*probe].note(u64::from(waits), now);
        }
        for probe in &pool.refusals {
            self.probes[*probe].note(u64::from(refused), now);
        }
        !refused
    }

    /// Begins to serve the try of a group at a place and turn, now, which came then and needs so many times what a call
    /// costs; its cell has been added up to now.
    #[inline]
    fn serve(&mut self, (whose, slot, turn): (u32, u32, u32), (now, came): (u64, u64), need: f64, engine: &Engine<'_>) {
        let group = &self.groups[whose as usize];
        let special = group.special;
        self.cells[group.cell as usize].busy += 1;
        if special & special::POOL_WATCHED != 0 {
            for probe in &self.pools[self.sources[group.source as usize].pool].waits {
                self.probes[*probe].note(now - came, came);
            }
        }
        let mut time = group.cost;
        if special & special::LIVE != 0 {
            match self.live_cost(whose, engine) {
                Ok(cost) => time = cost,
                Err(fault) => self.fault = Some(fault),
            }
        }
        let end = moment(now + whole(time * need), number_for(END, slot, turn));
        if self.spent {
            self.spent = false;
            self.coming.swap(end);
        } else {
            self.coming.put(end);
        }
    }

    /// What a call costs with the calls that are in pools now, in nanoseconds.
    fn live_cost(&self, group: u32, engine: &Engine<'_>) -> Result<f64, SimError> {
        let group = &self.groups[group as usize];
        let State::Source(source) = &engine.states[self.sources[group.source as usize].block] else {
            return Ok(group.cost);
        };
        Ok(source.cost_at(&Live { engine, calls: self, entity: group.entity as usize })? * 1e9)
    }

    #[inline]
    fn end(&mut self, slot: u32, turn: u32, now: u64, engine: &Engine<'_>) {
        let held = self.tries.get(slot);
        if held.turn != turn {
            // Its caller has gone and taken it along.
            return;
        }
        let (whose, came, gone) = (held.call.group, held.came, held.gone);
        let group = &mut self.groups[whose as usize];
        let cell_at = group.cell;
        let cell = &mut self.cells[cell_at as usize];
        cell.leave(now, came);
        cell.busy -= 1;
        let waiting = cell.waiting;
        if !gone {
            group.step.answered += 1;
        }
        if group.special & (special::POOL_WATCHED | special::CALLS_WATCHED) != 0 {
            let (source, call) = (group.source, held.call);
            self.note_end(source, &call, (now, came), gone);
        }
        self.tries.remove(slot);
        if waiting > 0 {
            self.call_up(cell_at, now, engine);
        }
    }

    /// Tells those who look at calls that one has been served.
    fn note_end(&mut self, source: u32, call: &Call, (now, came): (u64, u64), gone: bool) {
        let source = &self.sources[source as usize];
        for probe in &self.pools[source.pool].sojourns {
            self.probes[*probe].note(now - came, came);
        }
        if gone {
            return;
        }
        for probe in &source.responses {
            self.probes[*probe].note(now - call.born, call.born);
        }
        for probe in &source.tries {
            self.probes[*probe].note(u64::from(call.tried) + 1, call.born);
        }
        for probe in &source.given_up {
            self.probes[*probe].note(0, call.born);
        }
    }

    /// Lets those who wait come to free servers; the cell has been added up to now.
    pub(super) fn call_up(&mut self, cell: u32, now: u64, engine: &Engine<'_>) {
        loop {
            let at = &mut self.cells[cell as usize];
            if at.waiting == 0 || at.busy >= at.servers {
                return;
            }
            at.waiting -= 1;
            let first = at.first_line as usize;
            let lines = &mut self.lines[first..first + at.lanes as usize];
            if let Some(slot) = lines.iter_mut().find_map(|line| line.call_up(&mut self.tries)) {
                let held = self.tries.get(slot);
                held.place = Place::Served;
                let (whose, turn, came, need) = (held.call.group, held.turn, held.came, held.need);
                self.serve((whose, slot, turn), (now, came), need, engine);
            }
        }
    }

    /// A caller's time is out.
    fn time_out(&mut self, slot: u32, now: u64, engine: &Engine<'_>) {
        let held = *self.tries.get(slot);
        let group = &mut self.groups[held.call.group as usize];
        let cancel = self.pools[self.sources[group.source as usize].pool].cancel;
        let cell = &mut self.cells[group.cell as usize];
        if cancel && held.place == Place::Waiting {
            cell.leave(now, held.came);
            cell.waiting -= 1;
            self.lines[group.line as usize].drop_out(slot, &mut self.tries);
        } else if cancel && cell.servers == u32::MAX {
            cell.leave(now, held.came);
            cell.busy -= 1;
            self.tries.remove(slot);
        } else if cancel {
            // Whoever is served by then stays for the answer.
            return;
        } else {
            self.tries.get(slot).gone = true;
        }
        if let Some(again) = self.fail(held.call, now) {
            self.send(again, now, engine);
        }
    }

    /// A try has failed: returns the next one when it is sent at once.
    fn fail(&mut self, mut call: Call, now: u64) -> Option<Call> {
        let group = &mut self.groups[call.group as usize];
        let source = &self.sources[group.source as usize];
        group.step.lost += 1;
        let Some(pause) = source.retry(group, &call) else {
            group.step.given_up += 1;
            for probe in &source.tries {
                self.probes[*probe].note(u64::from(call.tried) + 1, call.born);
            }
            for probe in &source.given_up {
                self.probes[*probe].note(1, call.born);
            }
            return None;
        };
        call.tried += 1;
        if pause == 0 {
            return Some(call);
        }
        match self.tries.put(call, (now, 0.0), Place::Pausing) {
            Some((slot, turn)) => self.coming.put(moment(now + pause, number_for(RETRY, slot, turn))),
            None => self.fault = Some(limit::too_many_tries()),
        }
        None
    }
}
