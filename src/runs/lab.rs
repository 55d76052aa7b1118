//! Where replications are computed: what is kept is taken from the store, and each one done is told to who watches.

use super::store::Store;
use crate::base::digest::Digest;
use crate::model::scenario::Scenario;
use crate::sim::{self, Outcome, SimError};

/// Someone who watches replications being done.
pub trait Watch: Sync {
    /// So many more are to be done.
    fn plan(&self, count: u64);
    /// One is done.
    fn done(&self);
}

/// Where replications are computed.
#[derive(Clone, Copy, Default)]
pub struct Lab<'a> {
    store: Option<&'a Store>,
    watch: Option<&'a dyn Watch>,
}

impl<'a> Lab<'a> {
    /// Computes everything anew, and nobody watches.
    pub const fn alone() -> Self {
        Self { store: None, watch: None }
    }

    /// Takes what is kept in a store, and keeps there what it computes.
    #[must_use]
    pub const fn with_store(self, store: Option<&'a Store>) -> Self {
        Self { store, ..self }
    }

    /// Tells someone of each replication done.
    #[must_use]
    pub const fn with_watch(self, watch: &'a dyn Watch) -> Self {
        Self { watch: Some(watch), ..self }
    }

    /// Announces replications that are to be done.
    pub(super) fn plan(self, count: usize) {
        if let Some(watch) = self.watch {
            watch.plan(count as u64);
        }
    }

    /// Says that something planned is done.
    pub(super) fn done(self) {
        if let Some(watch) = self.watch {
            watch.done();
        }
    }

    /// Gives kept numbers, or computes and keeps them.
    pub(super) fn numbers<E>(
        self,
        of: Digest,
        count: usize,
        compute: impl FnOnce() -> Result<Vec<f64>, E>,
    ) -> Result<Vec<f64>, E> {
        match self.store {
            Some(store) => store.numbers(of, count, compute),
            None => compute(),
        }
    }

    /// Gives one replication, as [`sim::simulate`] does.
    pub(super) fn simulate(
        self,
        scenario: &Scenario,
        params: &[f64],
        replication: u32,
        keep_tracks: bool,
    ) -> Result<Outcome, SimError> {
        let compute = || sim::simulate(scenario, params, replication, keep_tracks);
        let outcome = match self.store {
            Some(store) => store.outcome(scenario, params, (replication, keep_tracks), compute),
            None => compute(),
        };
        self.done();
        outcome
    }
}
