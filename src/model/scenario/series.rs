//! The quantities of a running model that conditions and measures can name: `block.series`.

use super::{Block, BlockKind};
use crate::base::expr::Dim;

/// How the value of the whole group follows from those of its entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// The largest.
    Largest,
    /// The smallest.
    Smallest,
    /// The sum.
    Sum,
    /// The mean.
    Mean,
    /// The mean, weighted by the users' requests.
    Weighted,
}

/// A quantity of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Source: whether it sends (1 or 0).
    Enabled,
    /// Source: calls per second, retries included.
    Calls,
    /// Source: server time asked for per second by first tries.
    Work,
    /// Pool: work offered, as a share of the servers.
    Load,
    /// Pool: share of calls in the last lane that are answered in time.
    Success,
    /// Pool: time to work off what is waiting, in seconds.
    Wait,
    /// Pool: calls that wait for a server.
    Queue,
    /// Pool: calls that wait or are served.
    InFlight,
    /// Source: calls answered per second.
    Goodput,
    /// Source: share of calls given up after their last try.
    Failed,
    /// Cache: share of records that have run out.
    Expired,
    /// Users: share of requests that fail.
    Error,
    /// Users: share of requests that go to entities whose records can no longer be refreshed.
    AtRisk,
    /// Action: whether it has taken effect (1 or 0).
    Done,
    /// Rollout: whether an entity has been reached (1 or 0).
    Reached,
}

impl Quantity {
    /// How many quantities there are.
    pub const COUNT: usize = Self::Reached as usize + 1;
}

/// A quantity as models name it.
#[derive(Clone, Copy, Debug)]
pub struct SeriesKind {
    /// The name after the dot.
    pub name: &'static str,
    /// Which quantity.
    pub quantity: Quantity,
    /// Its dimension.
    pub dim: Dim,
    /// How the whole follows from its parts.
    pub whole: Whole,
}

const fn kind(name: &'static str, quantity: Quantity, dim: Dim, whole: Whole) -> SeriesKind {
    SeriesKind { name, quantity, dim, whole }
}

const SOURCE: &[SeriesKind] = &[
    kind("enabled", Quantity::Enabled, Dim::Share, Whole::Mean),
    kind("calls", Quantity::Calls, Dim::RATE, Whole::Sum),
    kind("work", Quantity::Work, Dim::NUMBER, Whole::Sum),
    kind("goodput", Quantity::Goodput, Dim::RATE, Whole::Sum),
    kind("failed", Quantity::Failed, Dim::Share, Whole::Largest),
];
const POOL: &[SeriesKind] = &[
    kind("load", Quantity::Load, Dim::Share, Whole::Largest),
    kind("success", Quantity::Success, Dim::Share, Whole::Smallest),
    kind("wait", Quantity::Wait, Dim::DURATION, Whole::Largest),
    kind("queue", Quantity::Queue, Dim::NUMBER, Whole::Sum),
    kind("inflight", Quantity::InFlight, Dim::NUMBER, Whole::Sum),
];

/// Something that every call of a block has, such as its wait; only single calls have it, so flows do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallQuantity {
    /// Pool: time from arrival to the start of service, of calls that were served.
    Wait,
    /// Pool: time from arrival to the end of service, of calls that were served.
    Sojourn,
    /// Pool: 1 when it had to wait or was refused, else 0.
    Delayed,
    /// Pool: 1 when it was refused, else 0.
    Refused,
    /// Source: tries it took, the first included.
    Tries,
    /// Source: 1 when it was given up, else 0.
    GivenUp,
    /// Source: time from the first try to the answer, of calls that were answered.
    Response,
}

/// A quantity of calls as models name it.
#[derive(Clone, Copy, Debug)]
pub struct CallKind {
    /// The name after the dot.
    pub name: &'static str,
    /// Which quantity.
    pub quantity: CallQuantity,
    /// Its dimension.
    pub dim: Dim,
}

const fn per_call(name: &'static str, quantity: CallQuantity, dim: Dim) -> CallKind {
    CallKind { name, quantity, dim }
}

const POOL_CALLS: &[CallKind] = &[
    per_call("wait", CallQuantity::Wait, Dim::DURATION),
    per_call("sojourn", CallQuantity::Sojourn, Dim::DURATION),
    per_call("delayed", CallQuantity::Delayed, Dim::Share),
    per_call("refused", CallQuantity::Refused, Dim::Share),
];

const SOURCE_CALLS: &[CallKind] = &[
    per_call("tries", CallQuantity::Tries, Dim::NUMBER),
    per_call("given_up", CallQuantity::GivenUp, Dim::Share),
    per_call("response", CallQuantity::Response, Dim::DURATION),
];

/// Lists what single calls of a kind of block have, by the word that names it in models; empty for other words.
pub fn calls_of_word(word: &str) -> &'static [CallKind] {
    match word {
        "source" => SOURCE_CALLS,
        "pool" => POOL_CALLS,
        _ => &[],
    }
}

/// Finds the block and the quantity of its calls that `block.quantity` names.
pub fn find_call(blocks: &[Block], name: &str) -> Option<(usize, CallKind)> {
    let (block, quantity) = name.rsplit_once('.')?;
    let index = blocks.iter().position(|candidate| candidate.id.as_str() == block)?;
    let kinds = match &blocks[index].kind {
        BlockKind::Source(_) => SOURCE_CALLS,
        BlockKind::Pool(_) => POOL_CALLS,
        BlockKind::Cache(_) | BlockKind::Depends(_) | BlockKind::Rollout(_) | BlockKind::Action(_) => &[],
    };
    kinds.iter().find(|kind| kind.name == quantity).map(|kind| (index, *kind))
}
const CACHE: &[SeriesKind] = &[kind("expired", Quantity::Expired, Dim::Share, Whole::Mean)];
const USERS: &[SeriesKind] = &[
    kind("error", Quantity::Error, Dim::Share, Whole::Weighted),
    kind("at_risk", Quantity::AtRisk, Dim::Share, Whole::Weighted),
];
const ACTION: &[SeriesKind] = &[kind("done", Quantity::Done, Dim::Share, Whole::Mean)];
const ROLLOUT: &[SeriesKind] = &[kind("reached", Quantity::Reached, Dim::Share, Whole::Mean)];

/// Lists the series of a kind of block by the word that names it in models; empty for other words.
pub fn series_of_word(word: &str) -> &'static [SeriesKind] {
    match word {
        "source" => SOURCE,
        "pool" => POOL,
        "cache" => CACHE,
        "depends" => USERS,
        "action" => ACTION,
        "rollout" => ROLLOUT,
        _ => &[],
    }
}

/// Lists the series of a block.
pub const fn series_of(kind: &BlockKind) -> &'static [SeriesKind] {
    match kind {
        BlockKind::Source(_) => SOURCE,
        BlockKind::Pool(_) => POOL,
        BlockKind::Cache(_) => CACHE,
        BlockKind::Depends(_) => USERS,
        BlockKind::Rollout(_) => ROLLOUT,
        BlockKind::Action(_) => ACTION,
    }
}

/// Finds the block and series that `block.series` names.
pub fn find(blocks: &[Block], name: &str) -> Option<(usize, SeriesKind)> {
    let (block, series) = name.rsplit_once('.')?;
    let index = blocks.iter().position(|candidate| candidate.id.as_str() == block)?;
    let found = series_of(&blocks[index].kind).iter().find(|kind| kind.name == series)?;
    Some((index, *found))
}

/// The functions that turn a series into one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// `integral(x)`: the area under it, in seconds.
    Integral,
    /// `mean(x)`: its mean over the run; `mean(x; from; to)` over a stretch of it.
    Mean,
    /// `peak(x)`: its largest value.
    Peak,
    /// `at(x; t)`: its value at a moment.
    At,
    /// `first(condition)`: when it first holds.
    First,
    /// `count(condition)`: how many entities ever meet it.
    Count,
    /// `first_clear(condition)`: when the first of the entities that met it stopped for good.
    FirstClear,
    /// `last_clear(condition)`: when the last of them stopped for good.
    LastClear,
    /// `per_call(x)`: its mean over calls; `per_call(x; t)` over calls that arrive from a moment on.
    PerCall,
    /// `quantile(x; p)`: over calls; `quantile(x; p; t)` over calls that arrive from a moment on.
    Quantile,
    /// `slope(x; n)`: the exponent of x in the entities' size, by least squares on logarithms, at the end.
    Slope,
}

impl Aggregate {
    /// Every function with its name in models.
    pub const ALL: [(&'static str, Self); 11] = [
        ("integral", Self::Integral),
        ("mean", Self::Mean),
        ("peak", Self::Peak),
        ("at", Self::At),
        ("first", Self::First),
        ("count", Self::Count),
        ("first_clear", Self::FirstClear),
        ("last_clear", Self::LastClear),
        ("per_call", Self::PerCall),
        ("quantile", Self::Quantile),
        ("slope", Self::Slope),
    ];

    /// Finds a function by its name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, aggregate)| aggregate)
    }
}
