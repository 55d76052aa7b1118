//! Designs and the record: many runs laid out over a range, and what a model is held against.

use super::{MapDesign, Run};
use crate::base::digest::Digest;
use crate::base::expr::{Dim, Expr};
use crate::base::source::Span;
use crate::model::fact::Text;
use crate::model::id::Id;
use crate::model::lesson::Op;

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

impl Design {
    /// Returns the runs of a factorial design, one per combination of switches; none for other designs.
    pub fn combinations(&self) -> &[Run] {
        match &self.kind {
            DesignKind::Factorial { cells, .. } => cells,
            DesignKind::Grid { .. } | DesignKind::Curve { .. } | DesignKind::Map(_) => &[],
        }
    }
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
        /// How it is drawn.
        look: Box<CurveLook>,
    },
    /// Every combination of switches, each the overrides of a run.
    Factorial {
        /// The runs whose overrides are switched.
        factors: Vec<Id>,
        /// The measure.
        measure: Id,
        /// One run per combination: bit `i` of the index says whether factor `i` is on, so the first is base.
        cells: Vec<Run>,
    },
    /// A measure over the values of two settings.
    Map(Box<MapDesign>),
}

/// One expression of a curve.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its name.
    pub id: Id,
    /// How it is computed.
    pub expr: Expr,
    /// Its dimension.
    pub dim: Dim,
    /// What it is, in words.
    pub text: Option<Text>,
}

/// How a curve is drawn.
#[derive(Clone, Debug)]
pub struct CurveLook {
    /// The variable's dimension.
    pub dim: Dim,
    /// What the variable is, in words.
    pub text: Option<Text>,
    /// Values of the variable that matter, such as the size of a test and of production, ascending.
    pub marks: Vec<CurveMark>,
    /// A level that matters, such as capacity.
    pub limit: Option<CurveLimit>,
    /// Whether both axes are logarithmic.
    pub log: bool,
}

/// A value of a curve's variable with its words.
#[derive(Clone, Debug)]
pub struct CurveMark {
    /// The value, in the base unit.
    pub at: f64,
    /// What it is, in words.
    pub text: Option<Text>,
}

/// A level on a curve.
#[derive(Clone, Debug)]
pub struct CurveLimit {
    /// How it is computed; it does not know the variable.
    pub expr: Expr,
    /// Its dimension.
    pub dim: Dim,
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
