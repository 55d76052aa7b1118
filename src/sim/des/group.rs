//! The callers of a source on one entity: when they call, what a call costs, what they do when it fails.

use super::tries::Call;
use super::{limit, nanoseconds};
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

/// The callers of a source on one entity.
pub(super) struct Group {
    /// Which of the sources, and which entity.
    pub(super) source: u32,
    pub(super) entity: u32,
    /// The pool on that entity, and the line of its lane.
    pub(super) cell: usize,
    pub(super) line: usize,
    /// Mean time between calls, of all callers together or of each, in nanoseconds; what was last in force.
    pub(super) gap: f64,
    /// Server time of one call, in nanoseconds.
    pub(super) cost: f64,
    arrivals: Stream,
    services: Stream,
    tokens: f64,
    /// Calls of a merged stream so far.
    pub(super) calls: u32,
    /// Callers that call on their own; the first of them in the list of all.
    pub(super) callers: u32,
    pub(super) first: usize,
    /// Callers that there is room for in the list.
    pub(super) room: u32,
    /// Whether calls are made.
    pub(super) on: bool,
    /// Whether the next call of a merged stream is in the queue.
    pub(super) due: bool,
    /// Counts of the step.
    pub(super) first_tries: u32,
    pub(super) tried: u32,
    pub(super) answered: u32,
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
            return Err(SimError { message });
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

    pub(super) fn group(&self, source: usize, entity: usize, (cell, line): (usize, usize)) -> Group {
        Group {
            source: source as u32,
            entity: entity as u32,
            cell,
            line,
            gap: f64::INFINITY,
            cost: 0.0,
            arrivals: self.arrivals.of(entity as u64),
            services: self.services.of(entity as u64),
            tokens: SAVED_RETRIES,
            calls: 0,
            callers: 0,
            first: 0,
            room: 0,
            on: false,
            due: false,
            first_tries: 0,
            tried: 0,
            answered: 0,
            given_up: 0,
        }
    }

    /// Draws where in its interval a caller begins.
    pub(super) fn phase(&self, entity: usize, caller: u32, number: u32) -> f64 {
        self.phases.of(entity as u64).of(u64::from(caller)).uniform(u64::from(number))
    }

    /// Says whether a try fails at once, which a share of them does.
    #[inline]
    pub(super) fn fails(&self, entity: usize, call: &Call, share: f64) -> bool {
        share > 0.0 && draw(self.failures.of(entity as u64), self.jitter.is_some(), call) < share
    }

    /// How long a failed call waits before its next try; `None` when it is given up.
    pub(super) fn retry(&self, group: &mut Group, entity: usize, call: &Call) -> Option<u64> {
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
        let share =
            if pause.full_jitter { draw(self.pauses.of(entity as u64), self.jitter.is_some(), call) } else { 1.0 };
        Some((longest * share + 0.5) as u64)
    }

    /// Counts a call's first try.
    #[inline]
    pub(super) fn begin(&self, group: &mut Group) {
        group.first_tries += 1;
        if let Some(budget) = self.budget {
            group.tokens = (group.tokens + budget).min(SAVED_RETRIES);
        }
    }
}

impl Group {
    /// Time to the next call of the merged stream, before which there were `number`.
    #[inline]
    pub(super) fn wait(&self, number: u32) -> u64 {
        (-math::ln(self.arrivals.uniform(u64::from(number))) * self.gap + 0.5) as u64
    }

    /// Time to a caller's next call, before which it made `number`.
    #[inline]
    pub(super) fn interval(&self, caller: u32, number: u32, jitter: f64) -> u64 {
        if jitter <= 0.0 {
            return (self.gap + 0.5) as u64;
        }
        let share = self.arrivals.of(u64::from(caller)).uniform(u64::from(number));
        ((self.gap * (1.0 + jitter * (2.0 * share - 1.0)) + 0.5) as u64).max(1)
    }

    /// A uniform number for the service of a try.
    #[inline]
    pub(super) fn service(&self, own: bool, call: &Call) -> f64 {
        draw(self.services, own, call)
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
