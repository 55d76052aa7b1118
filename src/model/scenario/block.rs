//! Blocks: what a model is made of. Fields are expressions over parameters and entity fields.

use crate::base::expr::Expr;
use crate::base::source::Span;
use crate::model::id::Id;

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

/// Calls: `per` callers per entity, each calling again and again, each call costing `cost` server-seconds.
#[derive(Clone, Debug)]
pub struct SourceBlock {
    /// Calls per second of one caller: from which second on, and how many; the first from the start.
    pub rate: Vec<(Expr, Expr)>,
    /// How single calls follow one another.
    pub timing: Timing,
    /// Callers per entity.
    pub per: Expr,
    /// Where the calls go.
    pub to: Lane,
    /// Server time of one call.
    pub cost: Expr,
    /// The most calls per second that an entity may send, retries included.
    pub cap: Option<Expr>,
    /// What callers do when a call fails.
    pub client: Client,
    /// Whether it sends from the start.
    pub enabled: bool,
}

/// How single calls of a caller follow one another; flows do not tell them apart.
#[derive(Clone, Debug)]
pub enum Timing {
    /// At random, independently of one another.
    Poisson,
    /// At even intervals, each stretched or shortened at random by up to a share of itself.
    Periodic {
        /// That share.
        jitter: Expr,
    },
}

/// What callers do when a call fails.
#[derive(Clone, Debug)]
pub struct Client {
    /// How often a failed call is tried again.
    pub retries: Expr,
    /// How long a caller waits before that; at once, when absent.
    pub backoff: Option<Backoff>,
    /// Retries sent are at most this share of calls; without limit, when absent.
    pub budget: Option<Expr>,
}

/// The wait before a retry: `base`, then each time `factor` times as long, up to `max`.
#[derive(Clone, Debug)]
pub struct Backoff {
    /// The first wait.
    pub base: Expr,
    /// By what it grows.
    pub factor: Expr,
    /// The longest wait.
    pub max: Expr,
    /// Whether the wait is drawn evenly between zero and its full length.
    pub full_jitter: bool,
}

/// Servers with lanes served in strict order, each first come, first served.
#[derive(Clone, Debug)]
pub struct PoolBlock {
    /// Server-seconds of work done per second; without limit, when absent.
    pub servers: Option<Expr>,
    /// Lanes, the first served first.
    pub lanes: Vec<Id>,
    /// How long a caller waits; forever, when absent.
    pub timeout: Option<Expr>,
    /// Whether work whose caller has gone is dropped (`true`) or done in vain (`false`).
    pub cancel: bool,
    /// How many calls may wait; more are refused at once. Any number, when absent.
    pub queue: Option<Expr>,
    /// How the service time of single calls is spread round their cost.
    pub service: Service,
    /// Share of calls that fail at once, whatever the load.
    pub fails: Expr,
}

/// How the service time of single calls is spread round their cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Every call takes what it costs.
    Fixed,
    /// Exponential, with the cost as its mean.
    Exponential,
}

/// How old records are when refreshing stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ages {
    /// Ages spread evenly over the lifetime.
    Uniform,
    /// Each record runs out at a constant rate, on average after one lifetime.
    Exponential,
}

/// How a cache gets its records back.
#[derive(Clone, Debug)]
pub enum Refresh {
    /// Before they run out, by calls to a pool that are too few to count; a failed one is tried again after a wait.
    Ahead {
        /// The pool.
        lane: Lane,
        /// How long until a failed refresh is tried again.
        retry: Expr,
    },
    /// Once they are missed, by the calls of a source: each that is answered brings one record back.
    OnMiss {
        /// The source.
        source: Id,
        /// How many records there are.
        keys: Expr,
    },
}

/// Records that live for `ttl`.
#[derive(Clone, Debug)]
pub struct CacheBlock {
    /// Lifetime of a record.
    pub ttl: Expr,
    /// How it gets them back.
    pub refresh: Refresh,
    /// How ages are spread.
    pub ages: Ages,
}

/// What users' requests need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// A cache: requests fail where its records have run out.
    Cache(Id),
    /// Calls to a pool: requests fail as those do.
    Pool(Lane),
    /// An entity that a rollout has not reached.
    Rollout(Id),
}

/// Users whose requests need another block.
#[derive(Clone, Debug)]
pub struct DependsBlock {
    /// What they need.
    pub on: Need,
    /// The share of requests that need it; the others succeed.
    pub share: Expr,
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
    /// Every wave a cross-section of all sizes: every k-th of the entities sorted by size.
    Stratified,
}

/// What a rollout does to an entity when it reaches it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It is only noted.
    Mark,
    /// Switches a source on or off.
    Switch(Id, bool),
    /// Takes another rollout back.
    Undo(Id),
}

/// A change that reaches entities in waves.
#[derive(Clone, Debug)]
pub struct RolloutBlock {
    /// What it does.
    pub effect: Effect,
    /// Shares of the entities that have been reached after each wave, rising to 1.
    pub waves: Vec<f64>,
    /// Which entities come first; within a wave the order is random.
    pub order: Order,
    /// When the first wave starts: at a moment, or after an action.
    pub start: Start,
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
    /// The records of a cache.
    Records(Id),
    /// A rollout: whether it goes on.
    Rollout(Id),
    /// A rollout: whether it has reached the entity.
    Reached(Id),
}

/// What an action does to a target.
#[derive(Clone, Debug)]
pub enum Change {
    /// Switches off, stops or takes back.
    Clear,
    /// A further share of records runs out, once.
    Lose(Expr),
    /// Multiplies by a factor, once.
    Times(Expr),
    /// Moves in a straight line by `rate` of the starting value per second, to `end` times it.
    Ramp {
        /// Share per second.
        rate: Expr,
        /// Where it ends, as a share of the starting value.
        end: Expr,
        /// Whether it falls.
        falls: bool,
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
