//! Expressions where they stand: which names they may use, and what has to come out.

use super::super::decode;
use super::super::rules;
use super::super::yaml::Node;
use crate::base::diag::{Diagnostic, Report};
use crate::base::expr::{self, Dim, Expr, Names, ParseError};
use crate::base::source::Span;
use crate::model::scenario::series::Aggregate;

/// The names that a scenario defines.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// Parameters.
    pub(super) params: Vec<(String, Dim)>,
    /// `block.series` of every block.
    pub(super) series: Vec<(String, Dim)>,
    /// What single calls of every block have; empty where calls are a flow.
    pub(super) calls: Vec<(String, Dim)>,
    /// Seconds from the start of the day to the clock's start.
    pub(super) start: f64,
}

/// What an expression may name beside parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum May {
    /// Nothing more.
    Params,
    /// The entity's size.
    Size,
    /// Series of the fleet.
    Fleet,
    /// The entity's size and its series.
    Entity,
    /// Functions of series over time.
    Measure,
}

struct Place<'a> {
    scope: &'a Scope,
    may: May,
}

impl Scope {
    /// Reads an expression that has to give `wanted`.
    pub(super) fn read(&self, node: &Node, wanted: Dim, may: May, report: &mut Report) -> Option<Expr> {
        let (expr, dim) = self.read_any(node, may, report)?;
        if dim.fits(wanted) {
            return Some(expr);
        }
        let message = format!("this gives {}, not {}", dim.word(), wanted.word());
        report.push(Diagnostic::error(rules::UNIT, node.span, message).hint(hint(wanted)));
        None
    }

    /// Reads an expression and says what it gives.
    pub(super) fn read_any(&self, node: &Node, may: May, report: &mut Report) -> Option<(Expr, Dim)> {
        let text = decode::scalar(node, "an expression", report)?;
        self.parse(text, node.content_span(), may, report)
    }

    /// Parses text that stands at a place.
    pub(super) fn parse(&self, text: &str, span: Span, may: May, report: &mut Report) -> Option<(Expr, Dim)> {
        let names = Place { scope: self, may };
        let read = expr::parse(text, span).and_then(|mut expr| {
            expr.shift_instants(-self.start);
            let dim = expr::dim_of(&expr, &names)?;
            Ok((expr, dim))
        });
        match read {
            Ok(read) => Some(read),
            Err(error) => {
                report.push(Diagnostic::error(rules::EXPRESSION, error.span, error.message).label("here"));
                None
            }
        }
    }

    /// Parses text that has to give `wanted`.
    pub(super) fn parse_as(
        &self,
        (text, span): (&str, Span),
        wanted: Dim,
        may: May,
        report: &mut Report,
    ) -> Option<Expr> {
        let (expr, dim) = self.parse(text, span, may, report)?;
        if !dim.fits(wanted) {
            let message = format!("`{}` gives {}, not {}", text.trim(), dim.word(), wanted.word());
            report.push(Diagnostic::error(rules::UNIT, span, message).hint(hint(wanted)));
            return None;
        }
        Some(expr)
    }
}

fn hint(wanted: Dim) -> &'static str {
    match wanted {
        Dim::Truth => "write a comparison, such as `users.error > 1%`",
        Dim::Instant => "write a time of day, such as `15:13`, or one plus a duration",
        Dim::Share => "write a share, such as `30%`",
        Dim::Plain(1) => "write a duration, such as `60s`, `20m` or `2ms`",
        Dim::Plain(-1) => "write a rate, such as `10/s` or `1%/min`",
        Dim::Plain(_) => "write a number without a unit",
    }
}

impl Names for Place<'_> {
    fn dim(&self, name: &str) -> Option<Dim> {
        if matches!(self.may, May::Size | May::Entity) && (name == "n" || name == "node") {
            return Some(Dim::NUMBER);
        }
        let find = |list: &[(String, Dim)]| list.iter().find(|(known, _)| known == name).map(|(_, dim)| *dim);
        let series = || find(&self.scope.series).filter(|_| matches!(self.may, May::Fleet | May::Entity));
        find(&self.scope.params).or_else(series)
    }

    fn call(&self, name: &str, arguments: &[Expr], span: Span) -> Option<Result<Dim, ParseError>> {
        let Some(aggregate) = Aggregate::from_name(name) else {
            return (!BETWEEN_VALUES.contains(&name)).then(|| Err(self.unknown_function(name, span)));
        };
        if self.may != May::Measure {
            return Some(Err(ParseError { message: format!("`{name}` stands in measures only"), span }));
        }
        Some(self.aggregate(aggregate, name, arguments, span))
    }

    fn all(&self) -> Vec<String> {
        let series = self.scope.series.iter().filter(|_| matches!(self.may, May::Fleet | May::Entity));
        let size = matches!(self.may, May::Size | May::Entity).then(|| "n".to_owned());
        self.scope.params.iter().chain(series).map(|(name, _)| name.clone()).chain(size).collect()
    }
}

/// Functions of values, which stand anywhere.
const BETWEEN_VALUES: [&str; 2] = ["min", "max"];

impl Place<'_> {
    /// Says which functions there are here. They are few and short, so that a guess would mislead.
    fn unknown_function(&self, name: &str, span: Span) -> ParseError {
        let of_series = Aggregate::ALL.iter().map(|(name, _)| *name).filter(|_| self.may == May::Measure);
        let known: Vec<&str> = of_series.chain(BETWEEN_VALUES).collect();
        ParseError { message: format!("unknown function `{name}`; there are: {}", known.join(", ")), span }
    }

    /// A moment of a measure: a time of day, or a duration from the clock's start.
    fn moment(&self, expr: &Expr, whole: Span) -> Result<(), ParseError> {
        match expr::dim_of(expr, &Place { scope: self.scope, may: May::Params })? {
            Dim::Instant | Dim::Plain(1) => Ok(()),
            other @ (Dim::Truth | Dim::Plain(_) | Dim::Share) => {
                let message = format!("this wants a time of day or a duration from the start, not {}", other.word());
                Err(ParseError { message, span: expr.span().unwrap_or(whole) })
            }
        }
    }

    /// The dimension of a quantity that single calls have.
    fn of_calls(&self, expr: &Expr, name: &str, span: Span) -> Result<Dim, ParseError> {
        let wrong = |message: String| Err(ParseError { message, span });
        let Expr::Name(quantity, place) = expr else {
            return wrong(format!("`{name}` wants what single calls have: `{name}(svc.wait…)`"));
        };
        if self.scope.calls.is_empty() {
            return wrong(format!("`{name}` looks at single calls, so it needs `fidelity: des`"));
        }
        if let Some((_, dim)) = self.scope.calls.iter().find(|(known, _)| known == quantity) {
            return Ok(*dim);
        }
        let near = crate::base::diag::nearest(quantity, self.scope.calls.iter().map(|(name, _)| name.as_str()));
        let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        Err(ParseError { message: format!("no call has `{quantity}`{hint}"), span: *place })
    }

    fn aggregate(&self, aggregate: Aggregate, name: &str, arguments: &[Expr], span: Span) -> Result<Dim, ParseError> {
        let inner = |expr: &Expr, may: May| expr::dim_of(expr, &Place { scope: self.scope, may });
        let wrong = |message: String| Err(ParseError { message, span });
        let (first, rest) = arguments.split_first().unwrap_or_else(|| unreachable!("the parser wants one argument"));
        if !arguments_of(aggregate).contains(&rest.len()) {
            let most = arguments_of(aggregate).last().copied().unwrap_or_default();
            return wrong(format!("`{name}` takes {} argument(s)", most + 1));
        }
        match aggregate {
            Aggregate::Integral => match inner(first, May::Fleet)? {
                Dim::Truth | Dim::Instant => wrong("only a quantity has an integral".to_owned()),
                Dim::Share => Ok(Dim::DURATION),
                Dim::Plain(power) => Ok(Dim::Plain(power.saturating_add(1))),
            },
            Aggregate::Peak => inner(first, May::Fleet),
            Aggregate::Mean => {
                rest.iter().try_for_each(|moment| self.moment(moment, span))?;
                inner(first, May::Fleet)
            }
            Aggregate::At => {
                self.moment(&rest[0], span)?;
                inner(first, May::Fleet)
            }
            Aggregate::PerCall => {
                rest.iter().try_for_each(|moment| self.moment(moment, span))?;
                self.of_calls(first, name, span)
            }
            Aggregate::Quantile => {
                share_between(&rest[0], span)?;
                rest[1..].iter().try_for_each(|moment| self.moment(moment, span))?;
                self.of_calls(first, name, span)
            }
            Aggregate::First | Aggregate::Count | Aggregate::FirstClear | Aggregate::LastClear => {
                let may = if aggregate == Aggregate::First { May::Fleet } else { May::Entity };
                match inner(first, may)? {
                    Dim::Truth if aggregate == Aggregate::Count => Ok(Dim::NUMBER),
                    Dim::Truth => Ok(Dim::Instant),
                    other @ (Dim::Instant | Dim::Plain(_) | Dim::Share) => {
                        wrong(format!("`{name}` wants a condition, not {}", other.word()))
                    }
                }
            }
            Aggregate::Slope => {
                let size = matches!(&rest[0], Expr::Name(name, _) if name == "n");
                inner(first, May::Entity)?;
                if size { Ok(Dim::NUMBER) } else { wrong("`slope` is taken over `n`".to_owned()) }
            }
        }
    }
}

/// How many arguments a function takes beside its first.
const fn arguments_of(aggregate: Aggregate) -> &'static [usize] {
    match aggregate {
        Aggregate::Mean => &[0, 2],
        Aggregate::At | Aggregate::Slope => &[1],
        Aggregate::PerCall => &[0, 1],
        Aggregate::Quantile => &[1, 2],
        Aggregate::Integral
        | Aggregate::Peak
        | Aggregate::First
        | Aggregate::Count
        | Aggregate::FirstClear
        | Aggregate::LastClear => &[0],
    }
}

fn share_between(expr: &Expr, span: Span) -> Result<(), ParseError> {
    match expr {
        Expr::Const(quantity) if quantity.dim.fits(Dim::Share) && quantity.value > 0.0 && quantity.value < 1.0 => {
            Ok(())
        }
        Expr::Const(_) | Expr::Name(..) | Expr::Binary(..) | Expr::Call(..) => {
            let message = "`quantile` wants a share between 0% and 100%: `quantile(svc.sojourn; 99%)`".to_owned();
            Err(ParseError { message, span })
        }
    }
}
