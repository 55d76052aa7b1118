//! A load model as data: blocks, parameters, measures, runs and designs. Equations are in `docs/model.md`.
//!
//! Every expression here has been parsed and unit-checked; instants count in seconds from the clock's start.

mod block;
mod design;
mod map;
pub mod series;
mod what_if;

use super::fact::{Guard, Text};
use super::id::Id;
use crate::base::digest::Digest;
use crate::base::expr::{Dim, Expr, Quantity};
use crate::base::source::Span;
use chrono::{DateTime, Utc};

pub use block::{
    ActionBlock, Ages, Backoff, Block, BlockKind, CacheBlock, Change, Client, DependsBlock, Effect, Lane, Need, Needs,
    Order, PoolBlock, Refresh, RolloutBlock, Service, SourceBlock, Start, Target, Timing,
};
pub use design::{
    Backtest, CurveLimit, CurveLook, CurveMark, Design, DesignKind, HeldOut, Milestone, Reading, Record, Shown, Window,
};
pub use map::{MapAxis, MapBound, MapDesign};
pub use what_if::{Knob, Place, Setting, WhatIf};

/// Fleets above this are refused, so that no file can ask for more memory than a laptop has.
pub const ENTITY_LIMIT: f64 = 1_000_000.0;

/// What `model.yaml` holds: the base run, its variants, its designs, and what it is held against.
#[derive(Clone, Debug)]
pub struct Model {
    /// Runs; the first is `base`.
    pub runs: Vec<Run>,
    /// Sweeps and curves.
    pub designs: Vec<Design>,
    /// What readers may set on a page of its own.
    pub what_if: Option<Box<WhatIf>>,
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

    /// Returns every run, those that only a design makes included, to be changed.
    pub fn all_runs_mut(&mut self) -> impl Iterator<Item = &mut Run> {
        let made = self.designs.iter_mut().flat_map(|design| match &mut design.kind {
            DesignKind::Factorial { cells, .. } => cells.as_mut_slice(),
            DesignKind::Map(map) => map.cells.as_mut_slice(),
            DesignKind::Grid { .. } | DesignKind::Curve { .. } => &mut [],
        });
        self.runs.iter_mut().chain(made)
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

/// How a scenario is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fidelity {
    /// Calls are a flow: fixed steps, no single call is told apart.
    Fluid,
    /// Every call is an event.
    Des,
}

impl Fidelity {
    /// Returns the word used in models and records.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fluid => "fluid",
            Self::Des => "des",
        }
    }
}

/// Replications go on until a mean is known well enough.
#[derive(Clone, Debug, PartialEq)]
pub struct Stopping {
    /// Replications at most.
    pub max: u32,
    /// The half-width of the 95 % interval to reach, as a share of the mean.
    pub rel_half_width: f64,
    /// The measure whose mean it is.
    pub of: Id,
}

/// A scenario, ready to simulate.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// How it is computed.
    pub fidelity: Fidelity,
    /// Clock.
    pub clock: Clock,
    /// Master seed.
    pub seed: u64,
    /// How many replications are run; at least, where a rule decides.
    pub replications: u32,
    /// The rule that asks for more.
    pub stopping: Option<Stopping>,
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

impl Scenario {
    /// Runs a given number of replications, whatever the model says.
    pub fn replicate(&mut self, replications: u32) {
        self.replications = replications;
        self.stopping = None;
    }

    /// Takes every parameter as declared: no range is left to draw other values from.
    pub fn fix(&mut self) {
        self.params.iter_mut().for_each(|param| param.range = None);
    }
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
