//! Expressions with their names resolved, ready to be evaluated many times.

use super::SimError;
use crate::base::expr::{Expr, Operator};
use crate::model::scenario::series::{self, SeriesKind};
use crate::model::scenario::{Block, Param};

/// An expression over parameters, an entity's size and series.
#[derive(Clone, Debug)]
pub(super) enum Program {
    Const(f64),
    Size,
    Series(usize, SeriesKind),
    Binary(Operator, Box<Self>, Box<Self>),
    Min(Box<Self>, Box<Self>),
    Max(Box<Self>, Box<Self>),
}

/// What names resolve to.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) params: &'a [Param],
    pub(super) values: &'a [f64],
    pub(super) blocks: &'a [Block],
}

/// Where a program reads its changing inputs.
pub(super) trait Inputs {
    fn size(&self) -> f64;
    fn series(&self, block: usize, kind: SeriesKind) -> f64;
}

/// Inputs for expressions that change with the entity's size only.
pub(super) struct SizeOnly(pub(super) f64);

impl Inputs for SizeOnly {
    fn size(&self) -> f64 {
        self.0
    }

    fn series(&self, _: usize, _: SeriesKind) -> f64 {
        f64::NAN
    }
}

/// Names of an entity's size in expressions: callers are counted `per: node`, costs grow with `n`.
const SIZE_NAMES: [&str; 2] = ["n", "node"];

impl Scope<'_> {
    /// Resolves the names of an expression.
    pub(super) fn compile(&self, expr: &Expr) -> Result<Program, SimError> {
        match expr {
            Expr::Const(quantity) => Ok(Program::Const(quantity.value)),
            Expr::Name(name, _) => self.name(name),
            Expr::Binary(operator, left, right, _) => {
                let (left, right) = (self.compile(left)?, self.compile(right)?);
                if let (Program::Const(a), Program::Const(b)) = (&left, &right) {
                    return Ok(Program::Const(operator.apply(*a, *b)));
                }
                Ok(Program::Binary(*operator, Box::new(left), Box::new(right)))
            }
            Expr::Call(name, arguments, _) => {
                let mut compiled = Vec::new();
                for argument in arguments {
                    compiled.push(Box::new(self.compile(argument)?));
                }
                match (name.as_str(), <[Box<Program>; 2]>::try_from(compiled)) {
                    ("min", Ok([left, right])) => Ok(Program::Min(left, right)),
                    ("max", Ok([left, right])) => Ok(Program::Max(left, right)),
                    _ => Err(SimError::new(format!("`{name}` cannot be computed here"))),
                }
            }
        }
    }

    fn name(&self, name: &str) -> Result<Program, SimError> {
        if SIZE_NAMES.contains(&name) {
            return Ok(Program::Size);
        }
        if let Some(index) = self.params.iter().position(|param| param.id.as_str() == name) {
            return Ok(Program::Const(self.values[index]));
        }
        series::find(self.blocks, name)
            .map(|(block, kind)| Program::Series(block, kind))
            .ok_or_else(|| SimError::new(format!("unknown name `{name}`")))
    }

    /// Evaluates an expression of parameters alone.
    pub(super) fn value(&self, expr: &Expr) -> Result<f64, SimError> {
        Ok(self.compile(expr)?.eval(&SizeOnly(f64::NAN)))
    }

    /// Evaluates an expression of parameters alone that must not be negative.
    pub(super) fn at_least_zero(&self, expr: &Expr, what: &str) -> Result<f64, SimError> {
        let value = self.value(expr)?;
        if value >= 0.0 && value.is_finite() {
            return Ok(value);
        }
        Err(SimError::new(format!("{what} is {value}, which is below 0")))
    }

    /// Evaluates an expression of parameters alone that must lie between 0 and 1.
    pub(super) fn share(&self, expr: &Expr, what: &str) -> Result<f64, SimError> {
        let value = self.value(expr)?;
        if (0.0..=1.0).contains(&value) {
            return Ok(value);
        }
        Err(SimError::new(format!("{what} is {value}, which does not lie between 0 and 1")))
    }

    /// Evaluates an expression of parameters alone that must be above zero.
    pub(super) fn positive(&self, expr: &Expr, what: &str) -> Result<f64, SimError> {
        let value = self.value(expr)?;
        if value > 0.0 && value.is_finite() {
            return Ok(value);
        }
        Err(SimError::new(format!("{what} is {value}, and must be above 0")))
    }
}

impl Program {
    pub(super) fn eval(&self, inputs: &impl Inputs) -> f64 {
        match self {
            Self::Const(value) => *value,
            Self::Size => inputs.size(),
            Self::Series(block, kind) => inputs.series(*block, *kind),
            Self::Binary(operator, left, right) => operator.apply(left.eval(inputs), right.eval(inputs)),
            Self::Min(left, right) => left.eval(inputs).min(right.eval(inputs)),
            Self::Max(left, right) => left.eval(inputs).max(right.eval(inputs)),
        }
    }

    /// Says whether its value follows series, and so changes from step to step.
    pub(super) fn is_live(&self) -> bool {
        match self {
            Self::Const(_) | Self::Size => false,
            Self::Series(..) => true,
            Self::Binary(_, left, right) | Self::Min(left, right) | Self::Max(left, right) => {
                left.is_live() || right.is_live()
            }
        }
    }

    /// Lists the series it follows.
    pub(super) fn series(&self, visit: &mut impl FnMut(usize, SeriesKind)) {
        match self {
            Self::Const(_) | Self::Size => {}
            Self::Series(block, kind) => visit(*block, *kind),
            Self::Binary(_, left, right) | Self::Min(left, right) | Self::Max(left, right) => {
                left.series(visit);
                right.series(visit);
            }
        }
    }

    pub(super) fn holds(&self, inputs: &impl Inputs) -> bool {
        self.eval(inputs) > 0.0
    }

    /// Takes apart a condition of the form `series OP constant`, which most are.
    pub(super) fn threshold(&self) -> Option<(usize, SeriesKind, Operator, f64)> {
        let Self::Binary(operator, left, right) = self else { return None };
        match (left.as_ref(), right.as_ref()) {
            (Self::Series(block, kind), Self::Const(bound)) => Some((*block, *kind, *operator, *bound)),
            _ => None,
        }
    }
}

/// Evaluates one expression of a curve at a value of its variable.
///
/// # Errors
/// A name that is neither the variable nor a parameter.
pub fn curve_value(expr: &Expr, params: &[Param], variable: (&str, f64)) -> Result<f64, SimError> {
    fn replace(expr: &Expr, variable: (&str, f64)) -> Expr {
        match expr {
            Expr::Name(name, _) if name == variable.0 => Expr::constant(variable.1, crate::base::expr::Dim::NUMBER),
            Expr::Const(_) | Expr::Name(..) => expr.clone(),
            Expr::Binary(operator, left, right, span) => {
                Expr::Binary(*operator, Box::new(replace(left, variable)), Box::new(replace(right, variable)), *span)
            }
            Expr::Call(name, arguments, span) => {
                Expr::Call(name.clone(), arguments.iter().map(|argument| replace(argument, variable)).collect(), *span)
            }
        }
    }
    let values: Vec<f64> = params.iter().map(|param| param.value.value).collect();
    Scope { params, values: &values, blocks: &[] }.value(&replace(expr, variable))
}
