//! What the runs of an incident gave, ready to be judged, drawn and printed.

mod design;
mod what_if;

use crate::base::digest::Digest;
use crate::base::expr::Dim;
use crate::model::Id;
use crate::model::lesson::Op;
use crate::model::scenario::Fidelity;

pub use design::{
    AgainstBase, Axis, Cell, DesignRecord, DesignResult, Effect, Factorial, GridRow, Map, MapCell, MapPanel,
};
pub use what_if::{CellAnswer, CellVerdict, WhatIfRecord};

/// Evidence for one incident.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The incident.
    pub incident: Id,
    /// Runs in file order, `base` first.
    pub runs: Vec<RunRecord>,
    /// Grids and curves in file order.
    pub designs: Vec<DesignRecord>,
    /// A verdict for each lesson with a claim, in file order.
    pub verdicts: Vec<LessonVerdict>,
    /// What the model was held against.
    pub backtest: Vec<BacktestRow>,
    /// What readers' numbers would give, where the model asks for it.
    pub what_if: Option<WhatIfRecord>,
}

impl Evidence {
    /// Finds a run.
    pub fn run(&self, id: &str) -> Option<&RunRecord> {
        self.runs.iter().find(|run| run.id.as_str() == id)
    }

    /// Finds a design.
    pub fn design(&self, id: &str) -> Option<&DesignRecord> {
        self.designs.iter().find(|design| design.id.as_str() == id)
    }

    /// Finds the verdict on a lesson.
    pub fn verdict(&self, lesson: &Id) -> Option<&LessonVerdict> {
        self.verdicts.iter().find(|verdict| verdict.lesson == *lesson)
    }
}

/// What one run gave.
#[derive(Clone, Debug, PartialEq)]
pub struct RunRecord {
    /// The run.
    pub id: Id,
    /// Digest of the resolved scenario.
    pub scenario: Digest,
    /// Master seed.
    pub seed: u64,
    /// Engine version.
    pub engine: u32,
    /// How it was computed.
    pub fidelity: Fidelity,
    /// How many replications were run.
    pub replications: u32,
    /// How the rule fared that decided how many; `None` where the number was given.
    pub stopped: Option<Stopped>,
    /// Digest of every replication's output, in order.
    pub output: Digest,
    /// Measures in file order.
    pub measures: Vec<MeasureRecord>,
    /// Series for charts and data files: means over replications and the middle 90 %.
    pub series: Vec<Series>,
    /// Whether the run has random draws; without, there is no interval.
    pub random: bool,
    /// Digests of parts of the output, which say where two runs part.
    pub trace: Trace,
}

/// How many replications a rule asked for, and whether they were enough.
#[derive(Clone, Debug, PartialEq)]
pub struct Stopped {
    /// The measure whose mean was to be narrow enough.
    pub of: Id,
    /// The half-width that was asked for, as a share of the mean.
    pub target: f64,
    /// The half-width that was reached, as a share of the mean; `None` where the measure has no such share, because its
    /// mean is 0 or a replication has no value.
    pub reached: Option<f64>,
    /// Replications at most.
    pub max: u32,
    /// Whether the target was reached.
    pub met: bool,
}

/// Digests of parts of a run's output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// How many replications one digest covers.
    pub per: u32,
    /// Replications in order, 16 hexadecimal digits each.
    pub replications: Vec<String>,
    /// Every series over all replications.
    pub series: Vec<SeriesTrace>,
}

/// Digests of one series over all replications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesTrace {
    /// Its name.
    pub name: String,
    /// All of it, 16 hexadecimal digits.
    pub whole: String,
    /// Equal slices of the horizon in order, 2 hexadecimal digits each.
    pub slices: Vec<String>,
}

/// One measure over the replications of a run, in base units (seconds, shares of 1, seconds from the clock's start).
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureRecord {
    /// The measure.
    pub id: Id,
    /// What it is.
    pub dim: Dim,
    /// Replications in which it has a value.
    pub n: u32,
    /// Mean of those.
    pub mean: f64,
    /// Half the width of the 95 % t interval of the mean.
    pub half_width_95: f64,
    /// 5th percentile of the replications.
    pub p05: f64,
    /// Median of the replications.
    pub p50: f64,
    /// The median's 95 % interval by percentile bootstrap; `None` for a run without random draws and under 20 values.
    pub p50_interval: Option<(f64, f64)>,
    /// 95th percentile of the replications.
    pub p95: f64,
    /// Replications without a value, such as a first time that never came.
    pub censored: u32,
    /// 95 % Wilson interval of the share of replications without a value; `None` for a run without random draws.
    pub censored_interval: Option<(f64, f64)>,
    /// The values by replication; NaN where there is none.
    pub values: Vec<f64>,
}

/// A quantity over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name, such as `users.error`.
    pub name: String,
    /// What it is.
    pub dim: Dim,
    /// Seconds between samples; sample `k` (from 0) stands at second `(k + 1) * step`.
    pub step: f64,
    /// Mean over replications.
    pub mean: Vec<f64>,
    /// 5th percentile over replications.
    pub p05: Vec<f64>,
    /// 95th percentile over replications.
    pub p95: Vec<f64>,
}

/// How a claim fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Interval clear and at least 90 % of parameter sets.
    Holds,
    /// Clear at the declared values, under 90 % of parameter sets.
    Depends,
    /// Clear the other way.
    Fails,
    /// The interval straddles.
    Undecided,
}

impl Verdict {
    /// Returns the word used in locks, data and message keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Depends => "depends",
            Self::Fails => "fails",
            Self::Undecided => "undecided",
        }
    }

    /// Returns the letter used where many stand in a row.
    pub const fn letter(self) -> char {
        match self {
            Self::Holds => 'h',
            Self::Depends => 'd',
            Self::Fails => 'f',
            Self::Undecided => 'u',
        }
    }
}

/// The verdict on a lesson's claim, with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct LessonVerdict {
    /// The lesson.
    pub lesson: Id,
    /// The measure of the claim.
    pub measure: Id,
    /// Its dimension.
    pub dim: Dim,
    /// The run of the claim; the design where an interaction is claimed.
    pub run: Id,
    /// The factors whose interaction is claimed; empty for a claim on a run.
    pub interaction: Vec<Id>,
    /// The run it is compared with, when the claim is relative.
    pub against: Option<Id>,
    /// The comparison.
    pub op: Op,
    /// The bound: a share of the other run, or a value in the base unit.
    pub bound: f64,
    /// The verdict.
    pub verdict: Verdict,
    /// Relative claims: mean change as a share of the other run's mean (-0.8 is 80 % less); else the mean itself.
    pub effect: f64,
    /// Mean of the measure in the run, and in the run compared with, in the base unit.
    pub means: (f64, Option<f64>),
    /// Users still fail when the run's clock stops, so that what adds up over time is a lower bound.
    pub unfinished: bool,
    /// Half the width of the effect's 95 % interval; `None` for a run without random draws.
    pub effect_half_width: Option<f64>,
    /// Share of sampled parameter sets in which the claim holds.
    pub robust: Option<Robust>,
    /// Parameter sets that could not judge the claim.
    pub left_out: LeftOut,
    /// The effect with each ranged parameter alone at its ends, the widest spread first.
    pub tornado: Vec<TornadoRow>,
    /// Replications at each end of the tornado and each step of the break-even.
    pub tornado_replications: u32,
    /// The effect at the declared values over just those replications, for the tornado's ends to be held against.
    pub tornado_declared: Option<f64>,
    /// Where the claim turns as the deciding parameter alone moves; `None` where no parameter decides.
    pub break_even: Option<BreakEven>,
    /// The variant takes the cause away, so that the claim is true by construction and no evidence.
    pub by_construction: bool,
    /// The measure is that of the run compared with, to the bit, in every replication and every parameter set: the
    /// variant reaches nothing that the measure sees, so that what is claimed of a difference is no evidence.
    pub no_effect: bool,
}

/// Parameter sets that could not judge a claim, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// The run compared with shows nothing: there is no incident to prevent.
    pub no_incident: u32,
    /// The measure has no value, such as a first time that never came.
    pub no_value: u32,
    /// A run could not be simulated with these values.
    pub not_run: u32,
}

impl LeftOut {
    /// Returns how many there are.
    pub const fn total(self) -> u32 {
        self.no_incident + self.no_value + self.not_run
    }
}

/// A claim's effect with one parameter alone at the ends of its range and all others as declared.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoRow {
    /// The parameter.
    pub param: Id,
    /// Its dimension.
    pub dim: Dim,
    /// The low end of its range, in the base unit.
    pub low: f64,
    /// The high end.
    pub high: f64,
    /// The effect at the low end, in the terms of [`LessonVerdict::effect`]; `None` where it cannot be judged.
    pub at_low: Option<f64>,
    /// The effect at the high end.
    pub at_high: Option<f64>,
}

/// Where a claim turns as the deciding parameter alone moves, all others as declared.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakEven {
    /// The parameter.
    pub param: Id,
    /// Its dimension.
    pub dim: Dim,
    /// The value at which the claim turns between the declared value and an end of the range, in the base unit; `None`
    /// when it comes out the same at both ends.
    pub at: Option<f64>,
    /// How far off the value may be, in the base unit.
    pub tolerance: f64,
    /// Whether the claim holds above the value (else below); without a value: whether it holds in the whole range.
    pub holds_above: bool,
}

/// How far a claim survives other parameter values.
#[derive(Clone, Debug, PartialEq)]
pub struct Robust {
    /// Sets in which the claim holds.
    pub held: u32,
    /// Sets in which it could be judged.
    pub sets: u32,
    /// 95 % Wilson interval of the share in which it holds.
    pub interval: (f64, f64),
    /// The parameter that decides, and where: below or above it the claim mostly fails.
    pub deciding: Option<Deciding>,
}

/// The parameter that best separates the sets in which a claim holds from those in which it fails.
#[derive(Clone, Debug, PartialEq)]
pub struct Deciding {
    /// The parameter.
    pub param: Id,
    /// The threshold that separates best over the sets, in the base unit.
    pub at: f64,
    /// Its dimension.
    pub dim: Dim,
    /// Whether the claim mostly holds above the value (else below).
    pub holds_above: bool,
    /// Share of sets on the right side.
    pub separates: f64,
}

/// One held-out milestone: the record beside the model.
#[derive(Clone, Debug, PartialEq)]
pub struct BacktestRow {
    /// The measure.
    pub measure: Id,
    /// Its dimension.
    pub dim: Dim,
    /// The model's mean; NaN when it never comes.
    pub model: f64,
    /// 5th and 95th percentile of the replications.
    pub spread: (f64, f64),
    /// Share of replications in which it has a value.
    pub share: f64,
    /// Whether the model meets the record.
    pub met: bool,
}
