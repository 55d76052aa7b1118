//! Bounds of a run in which every call is an event: stated before it starts, and held while it runs.

use crate::sim::SimError;

/// Calls on their way at a time, over all entities: about a gigabyte.
pub(super) const TRIES: usize = 20_000_000;

/// Callers that call on their own.
pub(super) const CALLERS: f64 = 20_000_000.0;

/// Events of one run, expected before it starts.
const EVENTS: f64 = 2e9;

/// Events of one run, counted; rates that actions raise are known only then.
pub(super) const COUNTED_EVENTS: u64 = 4_000_000_000;

/// Retries of one call.
pub(super) const RETRIES: f64 = 200.0;

/// Refuses a run that would take too many events.
pub(super) fn check_events(expected: f64) -> Result<(), SimError> {
    if expected <= EVENTS {
        return Ok(());
    }
    Err(SimError::new(format!(
        "about {expected:.1e} events are too many: at most {EVENTS:.0e} where every call is one; shorten the clock, \
             have fewer callers, or use `fidelity: fluid`"
    )))
}

pub(super) fn too_many_tries() -> SimError {
    SimError::new(format!(
        "more than {TRIES} calls are on their way at a time: a pool grows without end; give it more servers, a \
             `queue`, or a `timeout` with `cancel: true`"
    ))
}

pub(super) fn too_many_events() -> SimError {
    SimError::new(format!("more than {COUNTED_EVENTS} events: an action or an expression has raised a rate"))
}
