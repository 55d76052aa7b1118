//! What a model is held against.

use crate::base::source::Span;
use crate::model::fact::Text;
use crate::model::id::Id;
use crate::model::lesson::Op;

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
