//! Units of an expression: what adds to what, and what comes out.

use super::parse::{ParseError, parted_unit};
use super::{Dim, Expr, Operator};
use crate::base::diag::nearest;
use crate::base::source::Span;

/// What names mean where an expression stands.
pub trait Names {
    /// Returns the dimension of a name.
    fn dim(&self, name: &str) -> Option<Dim>;
    /// Returns the dimension of a call that only this place knows, such as `integral(...)`.
    ///
    /// # Errors
    /// What is wrong with the call.
    fn call(&self, name: &str, arguments: &[Expr], span: Span) -> Option<Result<Dim, ParseError>>;
    /// Lists every known name, for hints.
    fn all(&self) -> Vec<String>;
}

/// Returns what an expression's value is.
///
/// # Errors
/// The first unknown name or unit mismatch.
pub fn dim_of(expr: &Expr, names: &dyn Names) -> Result<Dim, ParseError> {
    match expr {
        Expr::Const(quantity) => Ok(quantity.dim),
        Expr::Name(name, span) => names.dim(name).ok_or_else(|| unknown(name, *span, names)),
        Expr::Binary(operator, left, right, span) => {
            binary(*operator, dim_of(left, names)?, dim_of(right, names)?, *span)
        }
        Expr::Call(name, arguments, span) => call(name, arguments, *span, names),
    }
}

fn unknown(name: &str, span: Span, names: &dyn Names) -> ParseError {
    if let Some(message) = parted_unit(name) {
        return ParseError { message, span };
    }
    let all = names.all();
    let hint = nearest(name, all.iter().map(String::as_str)).map(|near| format!("; did you mean `{near}`?"));
    ParseError { message: format!("unknown name `{name}`{}", hint.unwrap_or_default()), span }
}

fn binary(operator: Operator, left: Dim, right: Dim, span: Span) -> Result<Dim, ParseError> {
    let mismatch = |what: &str| {
        let message = format!("cannot {what} {} and {}", left.word(), right.word());
        Err(ParseError { message, span })
    };
    match operator {
        Operator::Add | Operator::Sub => match (left, right) {
            (Dim::Instant, Dim::Instant) if operator == Operator::Sub => Ok(Dim::DURATION),
            (Dim::Instant, Dim::Plain(1)) => Ok(Dim::Instant),
            (Dim::Plain(1), Dim::Instant) if operator == Operator::Add => Ok(Dim::Instant),
            _ if left.seconds().is_some() && left.fits(right) => Ok(if left == right { left } else { Dim::NUMBER }),
            _ => mismatch("add"),
        },
        Operator::Mul | Operator::Div => match (left.seconds(), right.seconds()) {
            (Some(a), Some(b)) => {
                let power = if operator == Operator::Mul { a.saturating_add(b) } else { a.saturating_sub(b) };
                let shares = left == Dim::Share && right == Dim::Share;
                Ok(if shares { Dim::Share } else { Dim::Plain(power) })
            }
            _ => mismatch("multiply"),
        },
        Operator::And => {
            if left == Dim::Truth && right == Dim::Truth {
                Ok(Dim::Truth)
            } else {
                mismatch("combine")
            }
        }
        Operator::Above | Operator::AtLeast | Operator::Below | Operator::AtMost => {
            if left != Dim::Truth && left.fits(right) { Ok(Dim::Truth) } else { mismatch("compare") }
        }
    }
}

fn call(name: &str, arguments: &[Expr], span: Span, names: &dyn Names) -> Result<Dim, ParseError> {
    if let Some(result) = names.call(name, arguments, span) {
        return result;
    }
    if name != "min" && name != "max" {
        let message = format!("unknown function `{name}`");
        return Err(ParseError { message, span });
    }
    let [left, right] = arguments else {
        return Err(ParseError { message: format!("`{name}` takes two values"), span });
    };
    let (left, right) = (dim_of(left, names)?, dim_of(right, names)?);
    if left.fits(right) {
        return Ok(left);
    }
    let message = format!("cannot compare {} and {}", left.word(), right.word());
    Err(ParseError { message, span })
}
