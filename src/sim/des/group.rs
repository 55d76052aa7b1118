//! The callers of a source on one entity: when they call, what a call costs, what they do when it fails.

use super::cell::Pool;
use super::tries::Call;
use super::{limit, nanoseconds, whole};
use crate::base::math::{self, Stream};
use crate::model::scenario::series::CallQuantity;
use crate::model::scenario::{Backoff, SourceBlock, Timing};
use crate::sim::SimError;
use crate::sim::build::Draws;
use crate::sim::program::Scope;

/// Marks a caller whose next call is in the queue.
pub(super) const DUE: u32 = 1 << 31;

/// Tokens that a retry budget can save up.
const SAVED_RETRIES: f64 = 10.0;

/// The wait before a retry, in nanoseconds.
#[derive(Clone, Copy)]
struct Pause {
    base: f64,
    factor: f64,
    most: f64,
    full_jitter: bool,
}

/// What all callers of a source have in common.
pub(super) struct Source {
    /// Its block.
    pub(super) block: usize,
    /// Which of the pools it calls, in their own count, and which lane.
    pub(super) pool: usize,
    pub(super) lane: usize,
    /// Jitter of the interval; `None` for calls at random.
    pub(super) jitter: Option<f64>,
    retries: u8,
    pause: Option<Pause>,
    budget: Option<f64>,
    /// Whether the cost follows series.
    pub(super) live: bool,
    arrivals: Stream,
    phases: Stream,
    services: Stream,
    pauses: Stream,
    failures: Stream,
    /// Probes of tries, calls given up, and responses.
    pub(super) tries: Vec<usize>,
    pub(super) given_up: Vec<usize>,
    pub(super) responses: Vec<usize>,
}

/// What is out of the ordinary about the calls of a group, as bits: the common path looks at nothing else.
pub(super) mod special {
    /// Each caller calls on its own.
    pub(in super::super) const OWN: u8 = 1;
    /// The cost follows series.
    pub(in super::super) const LIVE: u8 = 1 << 1;
    /// Service times are exponential.
    pub(in super::super) const EXPONENTIAL: u8 = 1 << 2;
    /// A share of tries fails at once.
    pub(in super::super) const FAILS: u8 = 1 << 3;
    /// Callers leave after a time.
    pub(in super::super) const IMPATIENT: u8 = 1 << 4;
    /// Someone looks at calls of the source.
    pub(in super::super) const CALLS_WATCHED: u8 = 1 << 5;
    /// Someone looks at calls in the pool.
    pub(in super::super) const POOL_WATCHED: u8 = 1 << 6;
    /// Retries have a budget.
    pub(in super::super) const BUDGET: u8 = 1 << 7;
}

/// The callers of a source on one entity.
pub(super) struct Group {
    /// What is special about them.
    pub(super) special: u8,
    /// Whether calls are made.
    pub(super) on: bool,
    /// Whether the next call of a merged stream is in the queue.
    pub(super) due: bool,
    /// Which of the sources, and which entity.
    pub(super) source: u32,
    pub(super) entity: u32,
    /// The pool on that entity, and the line of its lane.
    pub(super) cell: u32,
    pub(super) line: u32,
    /// Calls of a merged stream so far.
    pub(super) calls: u32,
    /// Mean time between calls, of all callers together or of each, in nanoseconds; what was last in force.
    pub(super) gap: f64,
    /// Server time of one call, in nanoseconds.
    pub(super) cost: f64,
    arrivals: Stream,
    services: Stream,
    /// What became of tries in the step.
    pub(super) step: Counts,
    tokens: f64,
    /// Callers that call on their own; the first of them in the list of all; how many there is room for.
    pub(super) callers: u32,
    pub(super) room: u32,
    pub(super) first: usize,
}

/// Tries of a step.
#[derive(Clone, Copy, Default)]
pub(super) struct Counts {
    /// First tries, and others.
    pub(super) first: u32,
    pub(super) again: u32,
    /// Tries that failed at once, whatever the load.
    pub(super) broken: u32,
    /// Tries that were answered in time, and that were not.
    pub(super) answered: u32,
    pub(super) lost: u32,
    /// Calls given up.
    pub(super) given_up: u32,
}

impl Source {
    pub(super) fn new(
        block: &SourceBlock,
        (index, name, live): (usize, &str, bool),
        (pool, scope): (usize, &Scope<'_>),
        draws: Draws,
    ) -> Result<Self, SimError> {
        let retries = math::round(scope.at_least_zero(&block.client.retries, "the number of retries")?);
        if retries > limit::RETRIES {
            let message = format!("{retries} retries are too many: at most {}", limit::RETRIES);
            return Err(SimError::new(message));
        }
        let jitter = match &block.timing {
            Timing::Poisson => None,
            Timing::Periodic { jitter } => Some(scope.share(jitter, "the jitter")?),
        };
        let stream = |purpose: &str| Stream::named(draws.seed, draws.replication, &format!("{name}.{purpose}"));
        Ok(Self {
            block: index,
            pool,
            lane: block.to.lane,
            jitter,
            retries: retries as u8,
            pause: block.client.backoff.as_ref().map(|backoff| pause(backoff, scope)).transpose()?,
            budget: match &block.client.budget {
                Some(budget) => Some(scope.at_least_zero(budget, "the retry budget")?),
                None => None,
            },
            live,
            arrivals: stream("arrival"),
            phases: stream("phase"),
            services: stream("service"),
            pauses: stream("pause"),
            failures: stream("failure"),
            tries: Vec::new(),
            given_up: Vec::new(),
            responses: Vec::new(),
        })
    }

    /// The probes of a quantity; `None` when sources do not have it.
    pub(super) fn probes(&mut self, quantity: CallQuantity) -> Option<&mut Vec<usize>> {
        match quantity {
            CallQuantity::Tries => Some(&mut self.tries),
            CallQuantity::GivenUp => Some(&mut self.given_up),
            CallQuantity::Response => Some(&mut self.responses),
            CallQuantity::Wait | CallQuantity::Sojourn | CallQuantity::Delayed | CallQuantity::Refused => None,
        }
    }

    /// Tries of a call that always fails.
    pub(super) fn most_tries(&self) -> f64 {
        1.0 + f64::from(self.retries)
    }

    /// What is special about its calls to a pool.
    pub(super) fn special(&self, pool: &Pool) -> u8 {
        [
            (special::OWN, self.jitter.is_some()),
            (special::LIVE, self.live),
            (special::EXPONENTIAL, pool.exponential),
            (special::FAILS, pool.fails > 0.0),
            (special::IMPATIENT, pool.timeout.is_some()),
            (special::CALLS_WATCHED, !(self.tries.is_empty() && self.given_up.is_empty() && self.responses.is_empty())),
            (special::POOL_WATCHED, pool.is_watched()),
            (special::BUDGET, self.budget.is_some()),
        ]
        .into_iter()
        .fold(0, |all, (bit, set)| if set { all | bit } else { all })
    }

    pub(super) fn group(&self, (source, entity): (usize, usize), (cell, line): (usize, usize), special: u8) -> Group {
        Group {
            special,
            on: false,
            due: false,
            source: source as u32,
            entity: entity as u32,
            cell: cell as u32,
            line: line as u32,
            calls: 0,
            gap: f64::INFINITY,
            cost: 0.0,
            arrivals: self.arrivals.of(entity as u64),
            services: self.services.of(entity as u64),
            step: Counts::default(),
            tokens: SAVED_RETRIES,
            callers: 0,
            room: 0,
            first: 0,
        }
    }

    /// Draws where in its interval a caller begins.
    pub(super) fn phase(&self, entity: usize, caller: u32, number: u32) -> f64 {
        self.phases.of(entity as u64).of(u64::from(caller)).uniform(u64::from(number))
    }

    /// Says whether a try fails at once, which a share of them does.
    pub(super) fn fails(&self, entity: u32, call: &Call, share: f64) -> bool {
        draw(self.failures.of(u64::from(entity)), self.jitter.is_some(), call) < share
    }

    /// How long a failed call waits before its next try; `None` when it is given up.
    pub(super) fn retry(&self, group: &mut Group, call: &Call) -> Option<u64> {
        if call.tried >= self.retries {
            return None;
        }
        if self.budget.is_some() {
            if group.tokens < 1.0 {
                return None;
            }
            group.tokens -= 1.0;
        }
        let Some(pause) = self.pause else { return Some(0) };
        let longest = (pause.base * math::pow(pause.factor, f64::from(call.tried))).min(pause.most);
        let share = if pause.full_jitter {
            draw(self.pauses.of(u64::from(group.entity)), self.jitter.is_some(), call)
        } else {
            1.0
        };
        Some(whole(longest * share))
    }

    /// What a first try adds to the retry budget.
    pub(super) fn save_up(&self, group: &mut Group) {
        group.tokens = (group.tokens + self.budget.unwrap_or(0.0)).min(SAVED_RETRIES);
    }
}

impl Group {
    /// Time to the next call of the merged stream, before which there were `number`.
    #[inline]
    pub(super) fn wait(&self, number: u32) -> u64 {
        whole(-math::ln(self.arrivals.uniform(u64::from(number))) * self.gap)
    }

    /// Time to a caller's next call, before which it made `number`.
    #[inline]
    pub(super) fn interval(&self, caller: u32, number: u32, jitter: f64) -> u64 {
        if jitter <= 0.0 {
            return whole(self.gap).max(1);
        }
        let share = self.arrivals.of(u64::from(caller)).uniform(u64::from(number));
        whole(self.gap * (1.0 + jitter * (2.0 * share - 1.0))).max(1)
    }

    /// An exponential number for the service of a try, 1 on average.
    #[inline]
    pub(super) fn service(&self, call: &Call) -> f64 {
        -math::ln(draw(self.services, self.special & special::OWN != 0, call))
    }
}

/// The draw for a try; `own` when each caller has numbers of its own.
#[inline]
fn draw(stream: Stream, own: bool, call: &Call) -> f64 {
    let stream = if own { stream.of(u64::from(call.caller)) } else { stream };
    stream.uniform(u64::from(call.number) << 8 | u64::from(call.tried))
}

fn pause(backoff: &Backoff, scope: &Scope<'_>) -> Result<Pause, SimError> {
    let base = nanoseconds(scope.at_least_zero(&backoff.base, "a backoff")?) as f64;
    let most = nanoseconds(scope.at_least_zero(&backoff.max, "the longest backoff")?) as f64;
    let factor = scope.at_least_zero(&backoff.factor, "the growth of a backoff")?;
    Ok(Pause { base, factor, most, full_jitter: backoff.full_jitter })
}
