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
];
const POOL: &[SeriesKind] = &[
    kind("load", Quantity::Load, Dim::Share, Whole::Largest),
    kind("success", Quantity::Success, Dim::Share, Whole::Smallest),
    kind("wait", Quantity::Wait, Dim::DURATION, Whole::Largest),
];
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
    /// `mean(x)`: its mean over the run.
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
    /// `slope(x; n)`: the exponent of x in the entities' size, by least squares on logarithms, at the end.
    Slope,
}

impl Aggregate {
    /// Every function with its name in models.
    pub const ALL: [(&'static str, Self); 9] = [
        ("integral", Self::Integral),
        ("mean", Self::Mean),
        ("peak", Self::Peak),
        ("at", Self::At),
        ("first", Self::First),
        ("count", Self::Count),
        ("first_clear", Self::FirstClear),
        ("last_clear", Self::LastClear),
        ("slope", Self::Slope),
    ];

    /// Finds a function by its name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, aggregate)| aggregate)
    }
}
