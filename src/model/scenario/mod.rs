//! A load model as data: blocks, parameters, measures, runs and designs. Equations are in `docs/model.md`.
//!
//! Every expression here has been parsed and unit-checked; instants count in seconds from the clock's start.

pub mod series;

use super::fact::{Guard, Text};
use super::id::Id;
use super::lesson::Op;
use crate::base::digest::Digest;
use crate::base::expr::{Dim, Expr, Quantity};
use crate::base::source::Span;
use chrono::{DateTime, Utc};

/// What `model.yaml` holds: the base run, its variants, its designs, and what it is held against.
#[derive(Clone, Debug)]
pub struct Model {
    /// Runs; the first is `base`.
    pub runs: Vec<Run>,
    /// Sweeps and curves.
    pub designs: Vec<Design>,
    /// What the model is held against.
    pub backtest: Backtest,
    /// How many parameter sets are drawn over the declared ranges.
    pub robustness_sets: usize,
    /// What the model leaves out or gets wrong, in words.
    pub limits: Option<Text>,
    /// Who may read it.
    pub guard: Guard,
    /// The whole file.
    pub span: Span,
}

impl Model {
    /// Finds a run.
    pub fn run(&self, id: &Id) -> Option<&Run> {
        self.runs.iter().find(|run| run.id == *id)
    }

    /// Returns the run without overrides.
    pub fn base(&self) -> &Run {
        &self.runs[0]
    }
}

/// One run: a scenario with its overrides applied.
#[derive(Clone, Debug)]
pub struct Run {
    /// Its id; `base` for the run without overrides.
    pub id: Id,
    /// What it shows, in words.
    pub text: Option<Text>,
    /// Overrides of base as written: path and value.
    pub overrides: Vec<(String, String)>,
    /// The scenario after its overrides.
    pub scenario: Scenario,
    /// Where it stands.
    pub span: Span,
}

/// A scenario, ready to simulate.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Clock.
    pub clock: Clock,
    /// Master seed.
    pub seed: u64,
    /// How many replications are run.
    pub replications: u32,
    /// Parameters in file order.
    pub params: Vec<Param>,
    /// The entities that every block exists once for.
    pub group: Group,
    /// Blocks in file order.
    pub blocks: Vec<Block>,
    /// Measures in file order.
    pub measures: Vec<Measure>,
    /// Digest of the canonical text of all of the above.
    pub digest: Digest,
}

/// When the model starts, how long it runs, how finely it steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// The moment of second 0.
    pub start: DateTime<Utc>,
    /// Length in seconds.
    pub horizon: f64,
    /// Step of the fluid solver in seconds.
    pub step: f64,
}

/// A parameter: a value with a source, or an assumption with a range.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its name in expressions.
    pub id: Id,
    /// Its declared value.
    pub value: Quantity,
    /// The range it may lie in, in the value's base unit.
    pub range: Option<(f64, f64)>,
    /// Where the value comes from; empty for an assumption.
    pub sources: Vec<Id>,
    /// As written, for people: `20m`.
    pub written: String,
    /// The range as written.
    pub written_range: Option<String>,
    /// What it is, in words.
    pub text: Option<Text>,
    /// Where it stands.
    pub span: Span,
}

/// How an entity field gets its value.
#[derive(Clone, Debug, PartialEq)]
pub enum Draw {
    /// `lognormal(median; sigma; max M)`, rounded to whole numbers, at least 1.
    Lognormal {
        /// Median.
        median: Expr,
        /// Standard deviation of the logarithm.
        sigma: Expr,
        /// Largest value kept; what lies above is set to it.
        max: Expr,
    },
    /// A list, one value per entity.
    List(Vec<f64>),
}

/// A group of entities, such as the clusters of a fleet.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name.
    pub id: Id,
    /// How many.
    pub count: Expr,
    /// Their size.
    pub size: Draw,
}

/// A block of the model.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its name.
    pub id: Id,
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of block. Fields are expressions over parameters and entity fields.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// Sends calls to a pool.
    Source(SourceBlock),
    /// Servers that share work.
    Pool(PoolBlock),
    /// Records that a pool refreshes.
    Cache(CacheBlock),
    /// Users whose requests need a cache.
    Depends(DependsBlock),
    /// A change that reaches entities in waves.
    Rollout(RolloutBlock),
    /// Something people or automation do.
    Action(ActionBlock),
}

/// A pool and one of its lanes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The pool.
    pub pool: Id,
    /// Index of the lane; lower is served first.
    pub lane: usize,
}

/// Calls: `per` callers per entity, each at `rate`, each call costing `cost` server-seconds.
#[derive(Clone, Debug)]
pub struct SourceBlock {
    /// Calls per second of one caller.
    pub rate: Expr,
    /// Callers per entity.
    pub per: Expr,
    /// Where the calls go.
    pub to: Lane,
    /// Server time of one call.
    pub cost: Expr,
    /// The most calls per second that an entity may send, retries included.
    pub cap: Option<Expr>,
    /// How often a failed call is tried again.
    pub retries: Expr,
    /// Whether it sends from the start.
    pub enabled: bool,
}

/// Servers with lanes served in strict order.
#[derive(Clone, Debug)]
pub struct PoolBlock {
    /// Server-seconds of work done per second.
    pub servers: Expr,
    /// Lanes, the first served first.
    pub lanes: Vec<Id>,
    /// How long a caller waits.
    pub timeout: Expr,
    /// Whether work whose caller has gone is dropped (`true`) or done in vain (`false`).
    pub cancel: bool,
}

/// How old records are when refreshing stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ages {
    /// Ages spread evenly over the lifetime.
    Uniform,
    /// Each record runs out at a constant rate, on average after one lifetime.
    Exponential,
}

/// Records that live for `ttl` and are refreshed by calls to a pool.
#[derive(Clone, Debug)]
pub struct CacheBlock {
    /// Lifetime of a record.
    pub ttl: Expr,
    /// The pool that refreshes it.
    pub refresh: Lane,
    /// How long until a failed refresh is tried again.
    pub retry: Expr,
    /// How ages are spread.
    pub ages: Ages,
}

/// Users whose requests fail when the cache of their entity has no record.
#[derive(Clone, Debug)]
pub struct DependsBlock {
    /// The cache.
    pub on: Id,
    /// The entity's share of all requests, up to a common factor.
    pub weight: Expr,
}

/// In which order entities are reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Small ones first.
    Smallest,
    /// Large ones first.
    Largest,
    /// In no order.
    Random,
}

/// A change that reaches entities in waves.
#[derive(Clone, Debug)]
pub struct RolloutBlock {
    /// The source it switches on.
    pub target: Id,
    /// Shares of the entities that have been reached after each wave, rising to 1.
    pub waves: Vec<f64>,
    /// Which entities come first; within a wave the order is random.
    pub order: Order,
    /// When the first wave starts.
    pub start: Expr,
    /// Time from the start of a wave to the start of the next.
    pub bake: Expr,
    /// Time over which one wave is spread.
    pub takes: Expr,
    /// Whether it happens at all.
    pub enabled: bool,
    /// No further wave starts once this has held.
    pub gate: Option<Expr>,
}

/// What starts an action.
#[derive(Clone, Debug)]
pub enum Start {
    /// At a moment.
    At(Expr),
    /// When a condition has held for a time.
    When {
        /// The condition.
        condition: Expr,
        /// For how long, in seconds.
        hold: Expr,
    },
    /// Some time after another action started.
    After {
        /// The other action.
        action: Id,
        /// How much later.
        delay: Expr,
    },
}

/// A quantity of the running model that actions can change, per entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A source, on or off.
    Enabled(Id),
    /// The rate of a source.
    Rate(Id),
    /// The servers of a pool.
    Servers(Id),
    /// The size of the entities.
    Size,
    /// The share of requests that users send to an entity; the rest goes to entities that work.
    Weight(Id),
}

/// What an action does to a target.
#[derive(Clone, Debug)]
pub enum Change {
    /// Switches a source off.
    Clear,
    /// Multiplies by a factor, once.
    Times(Expr),
    /// Falls in a straight line by `rate` of the starting value per second, down to `floor` of it.
    Ramp {
        /// Share per second.
        rate: Expr,
        /// Lowest share.
        floor: Expr,
    },
}

/// Calls that must get through before an action takes effect on an entity.
#[derive(Clone, Debug)]
pub struct Needs {
    /// How many.
    pub calls: Expr,
    /// Through which lane.
    pub lane: Lane,
    /// Time between tries.
    pub every: Expr,
}

/// Something people or automation do.
#[derive(Clone, Debug)]
pub struct ActionBlock {
    /// What starts it.
    pub start: Start,
    /// Which entities it concerns: those where this holds when it starts. All, when absent.
    pub only: Option<Expr>,
    /// What it changes. Empty for an action that only marks a moment, such as an alert.
    pub changes: Vec<(Target, Change)>,
    /// Calls it needs.
    pub needs: Option<Needs>,
    /// How many entities are worked on at a time; all, when absent.
    pub parallel: Option<Expr>,
    /// How long the work on one entity takes, beyond its calls.
    pub takes: Expr,
    /// Whether it happens at all.
    pub enabled: bool,
}

/// Something measured in a run.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Its name.
    pub id: Id,
    /// How it is computed.
    pub expr: Expr,
    /// Its dimension.
    pub dim: Dim,
    /// What it is, in words.
    pub text: Option<Text>,
    /// Where it stands.
    pub span: Span,
}

/// Many runs, or a law, laid out over a range.
#[derive(Clone, Debug)]
pub struct Design {
    /// Its name.
    pub id: Id,
    /// What it shows, in words.
    pub text: Option<Text>,
    /// What it is.
    pub kind: DesignKind,
    /// Digest of its canonical text, scenarios included.
    pub digest: Digest,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of design.
#[derive(Clone, Debug)]
pub enum DesignKind {
    /// Runs repeated over the values of one parameter and read against windows.
    Grid {
        /// The runs.
        runs: Vec<Id>,
        /// The parameter.
        param: Id,
        /// Its values, in the base unit.
        values: Vec<f64>,
        /// Ways to read the record, each a list of windows that must all be met.
        readings: Vec<Reading>,
    },
    /// Expressions of one variable: no simulation, no random draws.
    Curve {
        /// The variable.
        variable: Id,
        /// Its values.
        values: Vec<f64>,
        /// The expressions.
        shows: Vec<Shown>,
    },
}

/// One expression of a curve.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its name.
    pub id: Id,
    /// How it is computed.
    pub expr: Expr,
    /// What it is, in words.
    pub text: Option<Text>,
}

/// One way to read the record.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its name.
    pub id: Id,
    /// What it takes the record to say.
    pub text: Option<Text>,
    /// Windows that the means of measures must meet.
    pub windows: Vec<Window>,
}

/// A bound on a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// The measure.
    pub measure: Id,
    /// The comparison.
    pub op: Op,
    /// The bound.
    pub value: f64,
}

/// What the model is held against.
#[derive(Clone, Debug, Default)]
pub struct Backtest {
    /// Human acts that the record gives: actions and other inputs, in words.
    pub inputs: Vec<Milestone>,
    /// What was set so that the model fits.
    pub calibrated: Vec<Milestone>,
    /// What it predicts, with the record beside it.
    pub held_out: Vec<HeldOut>,
}

/// An input or a calibrated part of the model.
#[derive(Clone, Debug)]
pub struct Milestone {
    /// The block or parameter.
    pub id: Id,
    /// What it is, in words.
    pub text: Option<Text>,
}

/// What the record says of a measure.
#[derive(Clone, Debug)]
pub struct HeldOut {
    /// The measure.
    pub measure: Id,
    /// What the record says.
    pub record: Record,
    /// As written.
    pub written: String,
    /// What it is, in words.
    pub text: Option<Text>,
    /// Where the record comes from.
    pub sources: Vec<Id>,
    /// Where it stands.
    pub span: Span,
}

/// The record's value of a measure.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// `VALUE ± TOLERANCE`
    Near {
        /// The value.
        value: f64,
        /// How far off still counts as met.
        tolerance: f64,
    },
    /// `OP VALUE`
    Bound {
        /// The comparison.
        op: Op,
        /// The bound.
        value: f64,
    },
}
