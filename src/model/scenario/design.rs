//! Designs: many runs, or a law, laid out over a range.

use crate::base::digest::Digest;
use crate::base::expr::Expr;
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
