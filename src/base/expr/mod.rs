//! A small pure language of expressions: numbers with units, names, arithmetic, comparisons and calls.
//!
//! No loops, no state. Parsed and unit-checked when a model is loaded, evaluated when it is simulated.

mod check;
mod parse;

use super::source::Span;

pub use check::{Names, dim_of};
pub use parse::{ParseError, parse, parse_quantity};

/// What an expression's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dim {
    /// True or false.
    Truth,
    /// A moment: seconds from the clock's start.
    Instant,
    /// A plain number times a power of seconds: 0 a number, 1 a duration, -1 a rate.
    Plain(i8),
    /// A share: a plain number that people read in per cent.
    Share,
}

impl Dim {
    /// A plain number.
    pub const NUMBER: Self = Self::Plain(0);
    /// A duration in seconds.
    pub const DURATION: Self = Self::Plain(1);
    /// Something per second.
    pub const RATE: Self = Self::Plain(-1);

    /// Returns the power of seconds of a value that is not a moment or a truth.
    pub const fn seconds(self) -> Option<i8> {
        match self {
            Self::Plain(power) => Some(power),
            Self::Share => Some(0),
            Self::Truth | Self::Instant => None,
        }
    }

    /// Says whether a value of dimension `self` may stand where `wanted` is asked for.
    pub fn fits(self, wanted: Self) -> bool {
        self == wanted || (self.seconds().is_some() && self.seconds() == wanted.seconds())
    }

    /// Returns the word used in messages.
    pub fn word(self) -> String {
        match self {
            Self::Truth => "a condition".to_owned(),
            Self::Instant => "a time of day".to_owned(),
            Self::Share => "a share".to_owned(),
            Self::Plain(0) => "a number".to_owned(),
            Self::Plain(1) => "a duration".to_owned(),
            Self::Plain(-1) => "a rate".to_owned(),
            Self::Plain(power) => format!("a number in s^{power}"),
        }
    }
}

/// A number with its dimension, in base units: seconds, per second, shares of 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// The value in base units.
    pub value: f64,
    /// What it is.
    pub dim: Dim,
}

/// An operator between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `>`
    Above,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `and`
    And,
}

/// An expression as written.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A number.
    Const(Quantity),
    /// A name, dotted or not, and where it stands.
    Name(String, Span),
    /// Two values and an operator; the span covers both.
    Binary(Operator, Box<Self>, Box<Self>, Span),
    /// A function call.
    Call(String, Vec<Self>, Span),
}

impl Expr {
    /// Makes a constant.
    pub const fn constant(value: f64, dim: Dim) -> Self {
        Self::Const(Quantity { value, dim })
    }

    /// Returns where it stands; a plain number does not know.
    pub const fn span(&self) -> Option<Span> {
        match self {
            Self::Const(_) => None,
            Self::Name(_, span) | Self::Binary(_, _, _, span) | Self::Call(_, _, span) => Some(*span),
        }
    }

    /// Calls `visit` for every name.
    pub fn names<'a>(&'a self, visit: &mut impl FnMut(&'a str, Span)) {
        match self {
            Self::Const(_) => {}
            Self::Name(name, span) => visit(name, *span),
            Self::Binary(_, left, right, _) => {
                left.names(visit);
                right.names(visit);
            }
            Self::Call(_, arguments, _) => arguments.iter().for_each(|argument| argument.names(visit)),
        }
    }

    /// Moves every moment in it by `seconds`: from the day's start to the clock's start.
    pub fn shift_instants(&mut self, seconds: f64) {
        match self {
            Self::Const(Quantity { value, dim: Dim::Instant }) => *value += seconds,
            Self::Const(_) | Self::Name(..) => {}
            Self::Binary(_, left, right, _) => {
                left.shift_instants(seconds);
                right.shift_instants(seconds);
            }
            Self::Call(_, arguments, _) => {
                for argument in arguments {
                    argument.shift_instants(seconds);
                }
            }
        }
    }
}

impl Operator {
    /// Applies the operator; comparisons give 1 or 0.
    pub fn apply(self, left: f64, right: f64) -> f64 {
        let truth = |holds: bool| f64::from(u8::from(holds));
        match self {
            Self::Add => left + right,
            Self::Sub => left - right,
            Self::Mul => left * right,
            Self::Div => left / right,
            Self::Above => truth(left > right),
            Self::AtLeast => truth(left >= right),
            Self::Below => truth(left < right),
            Self::AtMost => truth(left <= right),
            Self::And => truth(left > 0.0 && right > 0.0),
        }
    }
}
