//! How things stand: what the builder has made and requests are answered from.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rayon::ThreadPool;

use crate::base::diag::Report;
use crate::base::lang::Lang;
use crate::base::source::SourceMap;
use crate::commands::Failure;
use crate::commands::site::Site;
use crate::text::Texts;
use crate::view::serving::{Notice, Status, notice};

/// From then on, pages say that runs are being simulated.
const PATIENCE: Duration = Duration::from_millis(400);

/// What a round has found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) report: Report,
    pub(super) sources: SourceMap,
    pub(super) failure: Option<Failure>,
}

/// How things stood at one moment.
#[derive(Clone, Default)]
pub(super) struct State {
    /// Counts changes that pages should know of.
    number: u64,
    /// The last site that could be made.
    pub(super) site: Option<Arc<Site>>,
    found: Arc<Found>,
    /// Whether a round has ended.
    settled: bool,
    /// Whether models are being simulated, and whether that has taken long enough to be told.
    simulating: bool,
    told: bool,
}

/// How things stand.
pub(super) struct Board {
    state: Mutex<State>,
    changed: Condvar,
    texts: Vec<Texts>,
    /// Pages are made by threads of their own: those of the simulation may be busy for long.
    pub(super) threads: ThreadPool,
}

impl State {
    /// Says what a page was made of; another run of the program says it otherwise.
    pub(super) fn mark(&self) -> String {
        format!("{}-{}", std::process::id(), self.number)
    }

    /// Returns what is to be said over a page.
    pub(super) fn notice(&self, texts: &Texts) -> Option<Notice> {
        let Found { report, sources, failure } = &*self.found;
        let failure = failure.as_ref().map(|failure| (failure.message.as_str(), failure.hint.as_deref()));
        notice(Status { report, sources, failure, simulating: self.told, has_page: self.site.is_some() }, texts)
    }
}

impl Board {
    pub(super) fn new() -> Result<Self, Failure> {
        let threads = rayon::ThreadPoolBuilder::new().num_threads(2).build();
        Ok(Self {
            state: Mutex::default(),
            changed: Condvar::new(),
            texts: Lang::ALL.into_iter().map(Texts::new).collect(),
            threads: threads.map_err(Failure::of)?,
        })
    }

    /// Returns the words of the language that a path begins with, else of the site's first.
    pub(super) fn texts(&self, path: &str, state: &State) -> &Texts {
        let code = path.split('/').next().unwrap_or_default();
        let named = self.texts.iter().find(|texts| texts.lang().code() == code);
        let first = state.site.as_ref().and_then(|site| site.edition.settings.languages.first());
        let first = || self.texts.iter().find(|texts| Some(&texts.lang()) == first);
        named.or_else(first).unwrap_or(&self.texts[0])
    }

    /// Says how things stand, once there is something to say: at the start that takes a moment.
    pub(super) fn now(&self) -> State {
        let waited = self.changed.wait_while(self.lock(), |state| !state.settled && !state.told);
        waited.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until things stand otherwise than `mark` says, or some time has passed.
    pub(super) fn other_than(&self, mark: &str, time: Duration) -> State {
        let waited = self.changed.wait_timeout_while(self.lock(), time, |state| state.mark() == mark);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// Ends a round: with a new site, or with the last one and what was found.
    pub(super) fn settle(&self, site: Option<Site>, found: Found) {
        let mut state = self.lock();
        // The old site is dropped outside: that can take a moment.
        let old = site.and_then(|site| state.site.replace(Arc::new(site)));
        state.found = Arc::new(found);
        state.settled = true;
        state.simulating = false;
        state.told = false;
        state.number += 1;
        drop(state);
        self.changed.notify_all();
        drop(old);
    }

    /// Begins to simulate; when it takes long, pages say so.
    pub(super) fn simulate(self: &Arc<Self>) {
        let mut state = self.lock();
        if state.simulating {
            return;
        }
        state.simulating = true;
        let board = Arc::clone(self);
        let number = state.number;
        drop(state);
        thread::spawn(move || {
            let waited = board.changed.wait_timeout_while(board.lock(), PATIENCE, |state| state.number == number);
            let (mut state, time) = waited.unwrap_or_else(PoisonError::into_inner);
            if time.timed_out() && state.number == number && state.simulating {
                state.told = true;
                state.number += 1;
                drop(state);
                board.changed.notify_all();
            }
        });
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere cannot leave the state half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
