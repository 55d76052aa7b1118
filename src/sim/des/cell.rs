//! A pool on one entity: who waits, who is served, and for how long calls were there.

use super::tries::{NONE, Place, Tries};
use super::{limit, nanoseconds};
use crate::base::math;
use crate::model::scenario::series::CallQuantity;
use crate::model::scenario::{PoolBlock, Service};
use crate::sim::SimError;
use crate::sim::program::Scope;

/// What a pool is on every entity.
pub(super) struct Pool {
    /// Its block.
    pub(super) block: usize,
    pub(super) lanes: usize,
    /// Where the lines of the first entity stand in the list of all.
    pub(super) first_line: usize,
    /// How long a caller waits, in nanoseconds.
    pub(super) timeout: Option<u64>,
    /// Whether tries whose caller has gone are dropped.
    pub(super) cancel: bool,
    /// How many calls may wait.
    pub(super) room: u32,
    pub(super) exponential: bool,
    /// Share of tries that fail at once.
    pub(super) fails: f64,
    /// Callers' patience, in the order in which it ends: when, whose, at which turn.
    pub(super) patience: std::collections::VecDeque<(u64, u32, u32)>,
    /// Probes of waits, sojourns, delays and refusals.
    pub(super) waits: Vec<usize>,
    pub(super) sojourns: Vec<usize>,
    pub(super) delays: Vec<usize>,
    pub(super) refusals: Vec<usize>,
}

impl Pool {
    pub(super) fn new(block: &PoolBlock, index: usize, scope: &Scope<'_>) -> Result<Self, SimError> {
        let timeout = match &block.timeout {
            Some(timeout) => Some(nanoseconds(scope.positive(timeout, "a timeout")?)),
            None => None,
        };
        let room = match &block.queue {
            Some(queue) => math::round(scope.at_least_zero(queue, "the length of the queue")?),
            None => f64::INFINITY,
        };
        Ok(Self {
            block: index,
            lanes: block.lanes.len(),
            first_line: 0,
            timeout,
            cancel: block.cancel,
            room: room.min(limit::TRIES as f64 + 1.0) as u32,
            exponential: block.service == Service::Exponential,
            fails: scope.share(&block.fails, "the share of calls that fail anyway")?,
            patience: std::collections::VecDeque::new(),
            waits: Vec::new(),
            sojourns: Vec::new(),
            delays: Vec::new(),
            refusals: Vec::new(),
        })
    }

    /// Says whether anyone looks at its calls.
    pub(super) fn is_watched(&self) -> bool {
        [&self.waits, &self.sojourns, &self.delays, &self.refusals].into_iter().any(|probes| !probes.is_empty())
    }

    /// The probes of a quantity; `None` when pools do not have it.
    pub(super) fn probes(&mut self, quantity: CallQuantity) -> Option<&mut Vec<usize>> {
        match quantity {
            CallQuantity::Wait => Some(&mut self.waits),
            CallQuantity::Sojourn => Some(&mut self.sojourns),
            CallQuantity::Delayed => Some(&mut self.delays),
            CallQuantity::Refused => Some(&mut self.refusals),
            CallQuantity::Tries | CallQuantity::GivenUp | CallQuantity::Response => None,
        }
    }
}

/// Calls that wait in one lane of one entity, first come, first served.
#[derive(Clone)]
pub(super) struct Line {
    head: u32,
    tail: u32,
    pub(super) waiting: u32,
}

impl Default for Line {
    fn default() -> Self {
        Self { head: NONE, tail: NONE, waiting: 0 }
    }
}

impl Line {
    #[inline]
    pub(super) fn join(&mut self, slot: u32, tries: &mut Tries) {
        if self.tail == NONE {
            self.head = slot;
        } else {
            tries.get(self.tail).next = slot;
        }
        self.tail = slot;
        self.waiting += 1;
    }

    /// Takes out the first that still waits; places of dropped ones on the way become free.
    #[inline]
    pub(super) fn call_up(&mut self, tries: &mut Tries) -> Option<u32> {
        while self.head != NONE {
            let slot = self.head;
            let first = tries.get(slot);
            self.head = first.next;
            if self.head == NONE {
                self.tail = NONE;
            }
            if first.place == Place::Waiting {
                self.waiting -= 1;
                return Some(slot);
            }
            tries.remove(slot);
        }
        None
    }

    /// Notes that the try at a place has been dropped. Those that wait longest are dropped first, so it is the first in line.
    pub(super) fn drop_out(&mut self, slot: u32, tries: &mut Tries) {
        tries.get(slot).place = Place::Dropped;
        self.waiting -= 1;
        while self.head != NONE && tries.get(self.head).place == Place::Dropped {
            let first = self.head;
            self.head = tries.get(first).next;
            tries.remove(first);
        }
        if self.head == NONE {
            self.tail = NONE;
        }
    }
}

/// A pool on one entity.
#[derive(Clone, Default)]
pub(super) struct Cell {
    /// Where its lines stand in the list of all, and how many they are.
    pub(super) first_line: u32,
    pub(super) lanes: u32,
    /// Servers, rounded to whole ones.
    pub(super) servers: u32,
    pub(super) busy: u32,
    pub(super) waiting: u32,
    /// How many may wait.
    pub(super) room: u32,
    /// Calls that wait or are served.
    pub(super) present: u32,
    /// Up to when calls present and waiting have been added up.
    upto: u64,
    /// Nanoseconds times calls present, and waiting.
    area: u128,
    waiting_area: u128,
    /// The same at the end of the step before.
    area_before: u128,
    waiting_area_before: u128,
    /// Time that calls that have left were present for.
    pub(super) stayed: u128,
    /// Mean server time of a try, of the latest step that had any.
    pub(super) mean_cost: f64,
}

impl Cell {
    pub(super) fn new(first_line: usize, pool: &Pool) -> Self {
        Self { first_line: first_line as u32, lanes: pool.lanes as u32, room: pool.room, ..Self::default() }
    }

    /// Adds up to now; called before every change of who is present.
    #[inline]
    pub(super) fn advance(&mut self, now: u64) {
        let passed = u128::from(now - self.upto);
        self.area += passed * u128::from(self.present);
        self.waiting_area += passed * u128::from(self.waiting);
        self.upto = now;
    }

    /// A call that came at a moment leaves.
    #[inline]
    pub(super) fn leave(&mut self, now: u64, came: u64) {
        self.advance(now);
        self.present -= 1;
        self.stayed += u128::from(now - came);
    }

    /// Mean numbers of calls present and waiting over the step that ends now.
    pub(super) fn means(&mut self, now: u64, length: f64) -> (f64, f64) {
        self.advance(now);
        let present = (self.area - self.area_before) as f64 / length;
        let waiting = (self.waiting_area - self.waiting_area_before) as f64 / length;
        (self.area_before, self.waiting_area_before) = (self.area, self.waiting_area);
        (present, waiting)
    }

    /// Nanoseconds times calls present since the start.
    pub(super) const fn area(&self) -> u128 {
        self.area
    }
}
