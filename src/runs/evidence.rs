//! What the runs of an incident gave, ready to be judged, drawn and printed.

use crate::base::digest::Digest;
use crate::base::expr::Dim;
use crate::model::Id;
use crate::model::lesson::Op;
use crate::model::scenario::Fidelity;

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
    /// Digest of every replication's output, in order.
    pub output: Digest,
    /// Measures in file order.
    pub measures: Vec<MeasureRecord>,
    /// Series for charts and data files: means over replications and the middle 90 %.
    pub series: Vec<Series>,
    /// Whether the run has random draws; without, there is no interval.
    pub random: bool,
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
    /// 95th percentile of the replications.
    pub p95: f64,
    /// Replications without a value, such as a first time that never came.
    pub censored: u32,
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

/// What a design gave.
#[derive(Clone, Debug, PartialEq)]
pub struct DesignRecord {
    /// The design.
    pub id: Id,
    /// Digest of its canonical text.
    pub scenario: Digest,
    /// Engine version.
    pub engine: u32,
    /// Digest of its results.
    pub output: Digest,
    /// The results.
    pub result: DesignResult,
}

/// The results of a design.
#[derive(Clone, Debug, PartialEq)]
pub enum DesignResult {
    /// Runs over the values of a parameter.
    Grid {
        /// The parameter.
        param: Id,
        /// Its dimension.
        dim: Dim,
        /// Its values.
        values: Vec<f64>,
        /// One row per run.
        rows: Vec<GridRow>,
        /// The readings, in file order.
        readings: Vec<Id>,
    },
    /// Columns over the values of a variable.
    Curve {
        /// The variable.
        variable: Id,
        /// Its values.
        values: Vec<f64>,
        /// The columns.
        columns: Vec<(Id, Vec<f64>)>,
    },
}

/// One run of a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct GridRow {
    /// The run.
    pub run: Id,
    /// Mean of each measure at each value: `means[measure].1[value]`.
    pub means: Vec<(Id, Vec<f64>)>,
    /// Whether each reading is met at each value: `fits[reading][value]`.
    pub fits: Vec<Vec<bool>>,
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
    /// The run of the claim.
    pub run: Id,
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
    /// The variant takes the cause away, so that the claim is true by construction and no evidence.
    pub by_construction: bool,
}

/// How far a claim survives other parameter values.
#[derive(Clone, Debug, PartialEq)]
pub struct Robust {
    /// Sets in which the claim holds.
    pub held: u32,
    /// Sets in which it could be judged.
    pub sets: u32,
    /// The parameter that decides, and where: below or above it the claim mostly fails.
    pub deciding: Option<Deciding>,
}

/// The parameter that best separates the sets in which a claim holds from those in which it fails.
#[derive(Clone, Debug, PartialEq)]
pub struct Deciding {
    /// The parameter.
    pub param: Id,
    /// Its break-even value, in the base unit.
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
