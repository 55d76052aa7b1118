//! Measures: series over time turned into one number each, step by step.

use super::SimError;
use super::des::Wanted;
use super::engine::Engine;
use super::program::{Program, Scope};
use crate::base::expr::{Expr, Operator};
use crate::base::math;
use crate::model::scenario::series::{self, Aggregate, SeriesKind};

/// An expression over aggregates.
enum Formula {
    Const(f64),
    Aggregate(usize),
    /// What single calls had.
    OfCalls(usize),
    Binary(Operator, Box<Self>, Box<Self>),
    /// The larger of two values, or the smaller.
    Extreme(Extreme, Box<Self>, Box<Self>),
}

#[derive(Clone, Copy)]
enum Extreme {
    Larger,
    Smaller,
}

/// One aggregate and what it has seen.
struct Gauge {
    aggregate: Aggregate,
    program: Program,
    /// The moment of `at`; the first and last moment of `mean`.
    moments: (f64, f64),
    /// Time taken in by `mean`.
    seen: f64,
    value: f64,
    /// Per entity: whether it ever met the condition, and when it last did.
    met: Vec<Option<f64>>,
}

/// Every measure of a scenario, watching a run.
pub(super) struct Measures {
    gauges: Vec<Gauge>,
    wanted: Vec<Wanted>,
    formulas: Vec<Formula>,
    horizon: f64,
}

/// What the formulas of a scenario are made of, as they are read.
struct Reading<'a> {
    scope: &'a Scope<'a>,
    count: usize,
    gauges: Vec<Gauge>,
    wanted: Vec<Wanted>,
}

impl Measures {
    pub(super) fn new(exprs: &[&Expr], scope: &Scope<'_>, count: usize, horizon: f64) -> Result<Self, SimError> {
        let mut reading = Reading { scope, count, gauges: Vec::new(), wanted: Vec::new() };
        let mut formulas = Vec::new();
        for expr in exprs {
            formulas.push(reading.formula(expr)?);
        }
        Ok(Self { gauges: reading.gauges, wanted: reading.wanted, formulas, horizon })
    }

    /// Lists what is asked of single calls.
    pub(super) fn wanted(&self) -> &[Wanted] {
        &self.wanted
    }

    /// Takes in the state at `now`, which stands for the step of length `dt` that led to it.
    pub(super) fn observe(&mut self, engine: &Engine<'_>, now: f64, dt: f64) {
        for gauge in &mut self.gauges {
            gauge.observe(engine, now, dt);
        }
    }

    /// Returns the values, in the order of the expressions; `of_calls` holds what single calls had, as wanted.
    pub(super) fn finish(mut self, engine: &Engine<'_>, of_calls: &[f64]) -> Vec<f64> {
        for gauge in &mut self.gauges {
            gauge.finish(engine, self.horizon);
        }
        self.formulas.iter().map(|formula| self.value(formula, of_calls)).collect()
    }

    /// Lists the fleet-wide series that measures look at.
    pub(super) fn series(&self, visit: &mut impl FnMut(usize, SeriesKind)) {
        for gauge in &self.gauges {
            gauge.program.series(visit);
        }
    }

    fn value(&self, formula: &Formula, of_calls: &[f64]) -> f64 {
        match formula {
            Formula::Const(value) => *value,
            Formula::Aggregate(index) => self.gauges[*index].value,
            Formula::OfCalls(index) => of_calls.get(*index).copied().unwrap_or(f64::NAN),
            Formula::Binary(operator, left, right) => {
                let (left, right) = (self.value(left, of_calls), self.value(right, of_calls));
                // A share of nothing is no number: the measure has no value in this replication.
                if left.is_nan() || right.is_nan() { f64::NAN } else { operator.apply(left, right) }
            }
            Formula::Extreme(extreme, left, right) => {
                let (left, right) = (self.value(left, of_calls), self.value(right, of_calls));
                let first = match extreme {
                    Extreme::Larger => left >= right,
                    Extreme::Smaller => left <= right,
                };
                if left.is_nan() || right.is_nan() {
                    f64::NAN
                } else if first {
                    left
                } else {
                    right
                }
            }
        }
    }
}

impl Reading<'_> {
    fn formula(&mut self, expr: &Expr) -> Result<Formula, SimError> {
        match expr {
            Expr::Binary(operator, left, right, _) => {
                Ok(Formula::Binary(*operator, Box::new(self.formula(left)?), Box::new(self.formula(right)?)))
            }
            Expr::Call(name, arguments, _) => match Aggregate::from_name(name) {
                Some(Aggregate::PerCall) => self.of_calls(name, arguments, None),
                Some(Aggregate::Quantile) => self.of_calls(name, arguments, arguments.get(1)),
                Some(aggregate) => self.gauge(aggregate, name, arguments),
                None if arguments.len() == 2 => {
                    let extreme = if name == "max" { Extreme::Larger } else { Extreme::Smaller };
                    let (left, right) = (self.formula(&arguments[0])?, self.formula(&arguments[1])?);
                    Ok(Formula::Extreme(extreme, Box::new(left), Box::new(right)))
                }
                None => Ok(Formula::Const(self.scope.value(expr)?)),
            },
            Expr::Const(_) | Expr::Name(..) => Ok(Formula::Const(self.scope.value(expr)?)),
        }
    }

    fn of_calls(&mut self, name: &str, arguments: &[Expr], quantile: Option<&Expr>) -> Result<Formula, SimError> {
        let found = match arguments.first() {
            Some(Expr::Name(quantity, _)) => series::find_call(self.scope.blocks, quantity),
            Some(Expr::Const(_) | Expr::Binary(..) | Expr::Call(..)) | None => None,
        };
        let (block, kind) = found.ok_or_else(|| SimError::new(format!("`{name}` wants a quantity of calls")))?;
        let from = arguments.get(if quantile.is_some() { 2 } else { 1 });
        self.wanted.push(Wanted {
            block,
            quantity: kind.quantity,
            from: from.map_or(Ok(0.0), |from| self.scope.value(from))?,
            quantile: quantile.map(|share| self.scope.value(share)).transpose()?,
        });
        Ok(Formula::OfCalls(self.wanted.len() - 1))
    }

    fn gauge(&mut self, aggregate: Aggregate, name: &str, arguments: &[Expr]) -> Result<Formula, SimError> {
        let Some(first) = arguments.first() else {
            return Err(SimError::new(format!("`{name}` has no argument")));
        };
        let moment =
            |at: usize, otherwise: f64| arguments.get(at).map_or(Ok(otherwise), |moment| self.scope.value(moment));
        let moments = match aggregate {
            Aggregate::At => (moment(1, f64::NAN)?, f64::NAN),
            Aggregate::Mean => (moment(1, f64::NEG_INFINITY)?, moment(2, f64::INFINITY)?),
            Aggregate::Integral
            | Aggregate::Peak
            | Aggregate::First
            | Aggregate::Count
            | Aggregate::FirstClear
            | Aggregate::LastClear
            | Aggregate::PerCall
            | Aggregate::Quantile
            | Aggregate::Slope => (f64::NAN, f64::NAN),
        };
        let start = if matches!(aggregate, Aggregate::Integral | Aggregate::Mean) { 0.0 } else { f64::NAN };
        self.gauges.push(Gauge {
            aggregate,
            program: self.scope.compile(first)?,
            moments,
            seen: 0.0,
            value: start,
            met: vec![None; self.count],
        });
        Ok(Formula::Aggregate(self.gauges.len() - 1))
    }
}

impl Gauge {
    fn observe(&mut self, engine: &Engine<'_>, now: f64, dt: f64) {
        match self.aggregate {
            Aggregate::Integral => self.value += self.program.eval(&engine.fleet()) * dt,
            Aggregate::Mean => {
                let (from, to) = self.moments;
                if now > from + 1e-9 && now <= to + 1e-9 {
                    self.value += self.program.eval(&engine.fleet()) * dt;
                    self.seen += dt;
                }
            }
            Aggregate::Peak => {
                let value = self.program.eval(&engine.fleet());
                self.value = if self.value >= value { self.value } else { value };
            }
            Aggregate::At => {
                if self.value.is_nan() && now >= self.moments.0 - 1e-9 {
                    self.value = self.program.eval(&engine.fleet());
                }
            }
            Aggregate::First => {
                if self.value.is_nan() && self.program.holds(&engine.fleet()) {
                    self.value = now;
                }
            }
            Aggregate::Count | Aggregate::FirstClear | Aggregate::LastClear => {
                engine.for_each_meeting(&self.program, |entity| self.met[entity] = Some(now));
            }
            Aggregate::Slope | Aggregate::PerCall | Aggregate::Quantile => {}
        }
    }

    fn finish(&mut self, engine: &Engine<'_>, horizon: f64) {
        let cleared = || self.met.iter().flatten().copied().filter(|last| *last < horizon - 1e-9);
        let still = || self.met.iter().flatten().any(|last| *last >= horizon - 1e-9);
        self.value = match self.aggregate {
            Aggregate::Mean => self.value / self.seen,
            Aggregate::Count => self.met.iter().flatten().count() as f64,
            Aggregate::FirstClear => cleared().fold(f64::NAN, f64::min),
            Aggregate::LastClear if still() => f64::NAN,
            Aggregate::LastClear => cleared().fold(f64::NAN, f64::max),
            Aggregate::Slope => slope(engine, &self.program),
            Aggregate::Integral | Aggregate::Peak | Aggregate::At | Aggregate::First => self.value,
            Aggregate::PerCall | Aggregate::Quantile => f64::NAN,
        };
    }
}

/// Least-squares slope of ln(value) on ln(size) over the entities.
fn slope(engine: &Engine<'_>, program: &Program) -> f64 {
    let points: Vec<(f64, f64)> = (0..engine.count())
        .map(|entity| (engine.first_size(entity), program.eval(&engine.entity(entity))))
        .filter(|(size, value)| *size > 0.0 && *value > 0.0)
        .map(|(size, value)| (math::ln(size), math::ln(value)))
        .collect();
    let n = points.len() as f64;
    let (mean_x, mean_y) =
        (points.iter().map(|point| point.0).sum::<f64>() / n, points.iter().map(|point| point.1).sum::<f64>() / n);
    let above: f64 = points.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    let below: f64 = points.iter().map(|(x, _)| (x - mean_x) * (x - mean_x)).sum();
    if below > 0.0 { above / below } else { f64::NAN }
}
