//! Actions: when they start, on which entities they work, what they change.

use super::SimError;
use super::program::{Inputs, Program, Scope};
use crate::model::scenario::series::SeriesKind;
use crate::model::scenario::{ActionBlock, Change, Lane, Start, Target};

/// What an action waits for.
enum Trigger {
    At(f64),
    When { condition: Program, hold: f64, since: Option<f64> },
    After { action: usize, delay: f64 },
}

/// How far an action has come with one entity.
#[derive(Clone, Copy)]
enum Progress {
    Idle,
    Waiting,
    Working { calls: f64, spent: f64 },
    Done,
}

/// Calls that have to get through.
struct Calls {
    wanted: f64,
    every: f64,
    pool: usize,
    lane: usize,
}

/// A change with its values worked out.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Clear,
    Times(f64),
    Lose(f64),
    /// Signed: share of the first value per second; where it ends, as a share of that.
    Ramp {
        rate: f64,
        end: f64,
    },
}

/// What a change is made to: a block, or the entities' sizes.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Enabled(usize),
    Rate(usize),
    Servers(usize),
    Weight(usize),
    Records(usize),
    Rollout(usize),
    Reached(usize),
    Size,
}

/// An action.
pub(super) struct ActionState {
    trigger: Trigger,
    /// When it started.
    pub(super) started: Option<f64>,
    /// Which entities it concerns.
    pub(super) only: Option<Program>,
    pub(super) changes: Vec<(Place, Step)>,
    calls: Option<Calls>,
    parallel: f64,
    takes: f64,
    enabled: bool,
    progress: Vec<Progress>,
    /// Whether it has taken effect, by entity.
    pub(super) done: Vec<bool>,
    /// Entities that wait or are worked on.
    open: usize,
}

impl ActionState {
    pub(super) fn new(
        block: &ActionBlock,
        find: &dyn Fn(&crate::model::Id) -> Result<usize, SimError>,
        scope: &Scope<'_>,
        count: usize,
    ) -> Result<Self, SimError> {
        let trigger = match &block.start {
            Start::At(at) => Trigger::At(scope.value(at)?),
            Start::When { condition, hold } => Trigger::When {
                condition: scope.compile(condition)?,
                hold: scope.at_least_zero(hold, "a hold")?,
                since: None,
            },
            Start::After { action, delay } => {
                Trigger::After { action: find(action)?, delay: scope.at_least_zero(delay, "a delay")? }
            }
        };
        let calls = block.needs.as_ref().map(|needs| -> Result<Calls, SimError> {
            let Lane { pool, lane } = &needs.lane;
            Ok(Calls {
                wanted: scope.at_least_zero(&needs.calls, "the number of calls")?,
                every: scope.positive(&needs.every, "the time between calls")?,
                pool: find(pool)?,
                lane: *lane,
            })
        });
        let mut changes = Vec::new();
        for (target, change) in &block.changes {
            changes.push((place(target, find)?, step(change, scope)?));
        }
        Ok(Self {
            trigger,
            started: None,
            only: block.only.as_ref().map(|only| scope.compile(only)).transpose()?,
            changes,
            calls: calls.transpose()?,
            parallel: block.parallel.as_ref().map_or(Ok(f64::INFINITY), |teams| scope.positive(teams, "parallel"))?,
            takes: scope.at_least_zero(&block.takes, "the work on one entity")?,
            enabled: block.enabled,
            progress: vec![Progress::Idle; count],
            done: vec![false; count],
            open: 0,
        })
    }

    /// Lists the fleet-wide series that it waits for.
    pub(super) fn series(&self, visit: &mut impl FnMut(usize, SeriesKind)) {
        if let Trigger::When { condition, .. } = &self.trigger {
            condition.series(visit);
        }
    }

    /// Starts the action when its moment has come; `started_at` tells when another action started.
    pub(super) fn consider_start(&mut self, now: f64, fleet: &impl Inputs, started_at: &dyn Fn(usize) -> Option<f64>) {
        if !self.enabled || self.started.is_some() {
            return;
        }
        let starts = match &mut self.trigger {
            Trigger::At(at) => now >= *at,
            Trigger::When { condition, hold, since } => {
                if condition.holds(fleet) {
                    now - *since.get_or_insert(now) >= *hold
                } else {
                    *since = None;
                    false
                }
            }
            Trigger::After { action, delay } => started_at(*action).is_some_and(|at| now >= at + *delay),
        };
        if starts {
            self.started = Some(now);
        }
    }

    /// Takes an entity into the queue, once.
    pub(super) fn admit(&mut self, entity: usize) {
        if matches!(self.progress[entity], Progress::Idle) {
            self.progress[entity] = Progress::Waiting;
            self.open += 1;
        }
    }

    /// Moves the work on by `dt`; returns the entities on which it has just taken effect.
    ///
    /// `success(pool, lane, entity)` is the share of calls that get through.
    pub(super) fn work(&mut self, dt: f64, success: &dyn Fn(usize, usize, usize) -> f64) -> Vec<usize> {
        if self.open == 0 {
            return Vec::new();
        }
        let working = self.progress.iter().filter(|progress| matches!(progress, Progress::Working { .. })).count();
        let mut free = self.parallel - working as f64;
        let mut finished = Vec::new();
        for entity in 0..self.progress.len() {
            if matches!(self.progress[entity], Progress::Waiting) && free >= 1.0 {
                free -= 1.0;
                self.progress[entity] = Progress::Working { calls: 0.0, spent: 0.0 };
            }
            if self.advance(entity, dt, success) {
                self.progress[entity] = Progress::Done;
                self.done[entity] = true;
                self.open -= 1;
                finished.push(entity);
            }
        }
        finished
    }

    /// Moves one entity on; says whether the work on it is finished.
    fn advance(&mut self, entity: usize, dt: f64, success: &dyn Fn(usize, usize, usize) -> f64) -> bool {
        let Progress::Working { calls, spent } = &mut self.progress[entity] else { return false };
        // Sums of fractions fall short of whole numbers by their rounding.
        let reached = |have: f64, want: f64| have >= want - 1e-9;
        if let Some(needs) = &self.calls
            && !reached(*calls, needs.wanted)
        {
            *calls += success(needs.pool, needs.lane, entity) * dt / needs.every;
            if !reached(*calls, needs.wanted) {
                return false;
            }
        }
        if reached(*spent, self.takes) {
            return true;
        }
        *spent += dt;
        reached(*spent, self.takes)
    }
}

fn place(target: &Target, find: &dyn Fn(&crate::model::Id) -> Result<usize, SimError>) -> Result<Place, SimError> {
    Ok(match target {
        Target::Enabled(source) => Place::Enabled(find(source)?),
        Target::Rate(source) => Place::Rate(find(source)?),
        Target::Servers(pool) => Place::Servers(find(pool)?),
        Target::Weight(users) => Place::Weight(find(users)?),
        Target::Records(cache) => Place::Records(find(cache)?),
        Target::Rollout(rollout) => Place::Rollout(find(rollout)?),
        Target::Reached(rollout) => Place::Reached(find(rollout)?),
        Target::Size => Place::Size,
    })
}

fn step(change: &Change, scope: &Scope<'_>) -> Result<Step, SimError> {
    Ok(match change {
        Change::Clear => Step::Clear,
        Change::Times(factor) => Step::Times(scope.at_least_zero(factor, "a factor")?),
        Change::Lose(share) => Step::Lose(scope.share(share, "the share of records that run out")?),
        Change::Ramp { rate, end, falls } => {
            let rate = scope.at_least_zero(rate, "a ramp")?;
            Step::Ramp { rate: if *falls { -rate } else { rate }, end: scope.at_least_zero(end, "the end of a ramp")? }
        }
    })
}
