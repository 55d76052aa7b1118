//! Pools while they run, and the fluid law by which work waits in them: see `docs/model.md`, "pool".

use super::SimError;
use super::program::Scope;
use crate::model::scenario::PoolBlock;

/// One lane of a pool.
#[derive(Clone)]
pub(super) struct LaneState {
    /// Work waiting, in server-seconds; calls in service where servers are without limit.
    backlog: Vec<f64>,
    /// Share of calls answered in time.
    pub(super) success: Vec<f64>,
    /// Work done as a share of the work that came in: less than 1 while a backlog grows, more while it shrinks.
    pub(super) pace: Vec<f64>,
    /// What has come in, and what has been done or lost, since the start.
    entered: Vec<f64>,
    gone: Vec<f64>,
}

impl LaneState {
    /// Takes in backlog, success and pace; says whether success is what it was.
    fn set(&mut self, entity: usize, (backlog, success, pace): (f64, f64, f64)) -> bool {
        let same = success.to_bits() == self.success[entity].to_bits();
        self.backlog[entity] = backlog;
        self.success[entity] = success;
        self.pace[entity] = pace;
        same
    }
}

/// What one lane is asked for in a step.
#[derive(Clone, Copy, Default)]
pub(super) struct Offer {
    /// Server-seconds of work per second.
    pub(super) work: f64,
    /// Calls per second.
    pub(super) calls: f64,
}

/// A pool: servers and lanes in strict order.
pub(super) struct PoolState {
    /// Server-seconds of work done per second; infinite without limit.
    pub(super) servers: Vec<f64>,
    pub(super) lanes: Vec<LaneState>,
    /// Work offered as a share of the servers, in the latest step.
    pub(super) load: Vec<f64>,
    pub(super) wait: Vec<f64>,
    /// Calls waiting for a server.
    pub(super) queue: Vec<f64>,
    /// Calls waiting or served.
    pub(super) inflight: Vec<f64>,
    /// Entities that the latest step left as they were: as long as nothing about their calls changes, nothing does.
    calm: Vec<bool>,
    law: Law,
}

/// What becomes of calls: how long callers wait, whether work whose caller has gone is dropped, what fails anyway.
#[derive(Clone, Copy)]
pub(super) struct Law {
    pub(super) timeout: f64,
    pub(super) cancel: bool,
    pub(super) fails: f64,
}

impl PoolState {
    pub(super) fn new(block: &PoolBlock, scope: &Scope<'_>, count: usize) -> Result<Self, SimError> {
        let unlimited = Ok(f64::INFINITY);
        let servers =
            block.servers.as_ref().map_or(unlimited, |servers| scope.positive(servers, "the number of servers"))?;
        let timeout =
            block.timeout.as_ref().map_or(Ok(f64::INFINITY), |timeout| scope.positive(timeout, "a timeout"))?;
        let fails = scope.share(&block.fails, "the share of calls that fail anyway")?;
        let zeros = || vec![0.0; count];
        let (success, pace) = (vec![1.0; count], vec![1.0; count]);
        let lane = LaneState { backlog: zeros(), success, pace, entered: zeros(), gone: zeros() };
        Ok(Self {
            servers: vec![servers; count],
            lanes: vec![lane; block.lanes.len()],
            load: vec![0.0; count],
            wait: vec![0.0; count],
            queue: vec![0.0; count],
            inflight: vec![0.0; count],
            calm: vec![false; count],
            law: Law { timeout, cancel: block.cancel, fails },
        })
    }

    /// Multiplies an entity's servers.
    pub(super) fn scale(&mut self, entity: usize, factor: f64) {
        self.servers[entity] *= factor;
        self.calm[entity] = false;
    }

    /// Takes note that an entity's calls have changed.
    pub(super) fn disturb(&mut self, entity: usize) {
        self.calm[entity] = false;
    }

    pub(super) fn is_calm(&self, entity: usize) -> bool {
        self.calm[entity]
    }

    /// Moves one entity's lanes on by `dt`; `alike` says whether it is offered what it was offered before.
    pub(super) fn step(&mut self, entity: usize, (offers, alike): (&[Offer], bool), dt: f64) {
        let mut same = alike;
        let law = self.law;
        let servers = self.servers[entity];
        let (mut left, mut total, mut calls, mut waiting, mut wait) = (servers, 0.0, 0.0, 0.0, 0.0);
        if servers.is_infinite() {
            self.calm[entity] = false;
            self.step_unlimited(entity, offers, dt);
            return;
        }
        for (lane, offer) in self.lanes.iter_mut().zip(offers) {
            // What fails anyway fails at once and costs nothing.
            let work = offer.work * (1.0 - law.fails);
            let backlog = lane.backlog[entity];
            let next = law.next_backlog(backlog, work, left, dt);
            lane.entered[entity] += work * dt;
            lane.gone[entity] += law.gone(backlog, work, left, dt);
            let success = law.success_of(next, work, left);
            wait = if next <= 0.0 { 0.0 } else { next / left };
            // Past full, success itself says how much is done.
            let pace = if success < 1.0 || work <= 0.0 { 1.0 } else { 1.0 + (backlog - next) / (work * dt) };
            left = (left - work - backlog / dt).max(0.0);
            same &= next.to_bits() == backlog.to_bits();
            same &= lane.set(entity, (next, success * (1.0 - law.fails), pace));
            total += work;
            calls += offer.calls;
            waiting += next;
        }
        self.load[entity] = total / servers;
        self.wait[entity] = wait;
        let cost = if calls > 0.0 { total / calls } else { 0.0 };
        self.queue[entity] = if cost > 0.0 { waiting / cost } else { 0.0 };
        self.inflight[entity] = self.queue[entity] + if waiting > 0.0 { servers } else { total.min(servers) };
        self.calm[entity] = same;
    }

    /// Says whether work balances: what came in has gone or is still there, to one part in 10⁹.
    pub(super) fn balances(&self) -> bool {
        let balanced = |lane: &LaneState| {
            let rows = lane.entered.iter().zip(&lane.gone).zip(&lane.backlog);
            rows.fold(true, |all, ((entered, gone), backlog)| {
                all && (entered - gone - backlog).abs() <= 1e-9 * (1.0 + entered)
            })
        };
        self.lanes.iter().all(balanced)
    }

    /// Without limit on servers nothing waits: calls are in service for as long as they cost.
    fn step_unlimited(&mut self, entity: usize, offers: &[Offer], dt: f64) {
        let law = self.law;
        let mut inflight = 0.0;
        for (lane, offer) in self.lanes.iter_mut().zip(offers) {
            let cost = if offer.calls > 0.0 { offer.work / offer.calls } else { 0.0 };
            let stay = if law.cancel { cost.min(law.timeout) } else { cost };
            let served = offer.calls * (1.0 - law.fails);
            let next = if stay > 0.0 { (lane.backlog[entity] + served * dt) / (1.0 + dt / stay) } else { 0.0 };
            lane.backlog[entity] = next;
            lane.entered[entity] += served * dt;
            lane.gone[entity] += if stay > 0.0 { next * dt / stay } else { served * dt };
            lane.success[entity] = if cost <= law.timeout { 1.0 - law.fails } else { 0.0 };
            inflight += next;
        }
        self.inflight[entity] = inflight;
    }
}

impl Law {
    fn next_backlog(self, backlog: f64, work: f64, left: f64, dt: f64) -> f64 {
        let full = self.full(left);
        let grown = (backlog + (work - left) * dt).max(0.0);
        if self.cancel {
            return grown.min(full);
        }
        // Past the timeout nothing is finished in time: work goes in and runs out with its callers' patience.
        if backlog > full { (backlog + work * dt) / (1.0 + dt / self.timeout) } else { grown }
    }

    /// Work done or lost in a step, by how it goes and not by what is left.
    fn gone(self, backlog: f64, work: f64, left: f64, dt: f64) -> f64 {
        let full = self.full(left);
        if !self.cancel && backlog > full {
            return (backlog + work * dt) / (self.timeout + dt) * dt;
        }
        let there = backlog + work * dt;
        let done = there.min(left * dt);
        let dropped = if self.cancel { (there - done - full).max(0.0) } else { 0.0 };
        done + dropped
    }

    fn success_of(self, backlog: f64, work: f64, left: f64) -> f64 {
        if backlog < self.full(left) || work <= 0.0 && backlog <= 0.0 && left > 0.0 {
            1.0
        } else if self.cancel && work > 0.0 {
            (left / work).min(1.0)
        } else {
            0.0
        }
    }

    /// Work that can wait before its callers give up.
    fn full(self, left: f64) -> f64 {
        if left > 0.0 { left * self.timeout } else { 0.0 }
    }
}
