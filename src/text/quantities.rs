//! What a model measured, as people read it.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;

use super::Texts;
use super::numbers::brief_decimals;
use crate::base::expr::Dim;
use crate::base::math;
use crate::model::Id;

/// The clock that moments of a model are read by: second 0, in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockFace {
    /// The moment of second 0.
    pub start: DateTime<Utc>,
    /// The zone of the readings.
    pub zone: Tz,
    /// Whether moments are read to the second; else to the minute.
    pub seconds: bool,
    /// Whether lengths of time are error minutes, a share added up over time; in hours they would look like how long an
    /// outage took.
    pub error_minutes: bool,
}

impl ClockFace {
    /// Returns the clock for the values of a measure.
    #[must_use]
    pub fn of(self, measure: &Id) -> Self {
        Self { error_minutes: measure.as_str() == "error_minutes", ..self }
    }

    /// Returns the moment a number of seconds after the start, to the nearest second.
    pub fn at(self, seconds: f64) -> DateTime<Tz> {
        (self.start + Duration::seconds(math::round(seconds) as i64)).with_timezone(&self.zone)
    }

    /// Returns the moment to the nearest minute.
    fn at_minute(self, seconds: f64) -> DateTime<Tz> {
        let start = self.start.timestamp() as f64;
        self.at(math::round((start + seconds) / 60.0) * 60.0 - start)
    }
}

/// A unit that durations are printed in.
#[derive(Clone, Copy)]
enum Unit {
    Microseconds,
    Milliseconds,
    Seconds,
    Minutes,
    ErrorMinutes,
}

impl Unit {
    fn of(seconds: f64, face: ClockFace) -> Self {
        match seconds.abs() {
            _ if face.error_minutes => Self::ErrorMinutes,
            size if size >= 60.0 || size == 0.0 => Self::Minutes,
            size if size >= 1.0 => Self::Seconds,
            size if size >= 0.001 => Self::Milliseconds,
            _ => Self::Microseconds,
        }
    }

    const fn seconds(self) -> f64 {
        match self {
            Self::Microseconds => 1e-6,
            Self::Milliseconds => 0.001,
            Self::Seconds => 1.0,
            Self::Minutes | Self::ErrorMinutes => 60.0,
        }
    }
}

/// Says whether a duration is printed in hours and minutes, as people would say it.
fn in_hours(seconds: f64, face: ClockFace) -> bool {
    !face.error_minutes && seconds.abs() > 120.0 * 60.0
}

impl Texts {
    /// Prints a quantity in base units: minutes with one decimal below 100, hours and minutes above 120, shares in per
    /// cent, moments as clock times.
    ///
    /// What is not a number is a moment that never came.
    pub fn quantity(&self, value: f64, dim: Dim, face: ClockFace) -> String {
        if !value.is_finite() {
            return self.msg(if dim == Dim::Instant { "quantity-never" } else { "quantity-none" });
        }
        match dim {
            Dim::Truth if value > 0.0 => self.msg("quantity-yes"),
            Dim::Truth => self.msg("quantity-no"),
            Dim::Instant if face.seconds => self.clock_seconds(face.at(value)),
            Dim::Instant => self.clock(face.at_minute(value)),
            Dim::Share => self.share(value),
            Dim::Plain(1) if in_hours(value, face) => self.duration_minutes(whole_minutes(value)),
            Dim::Plain(1) => self.in_unit(&self.amount(value, Unit::of(value, face)), Unit::of(value, face)),
            Dim::Plain(0) => self.brief(value),
            Dim::Plain(-1) => self.rate(value),
            Dim::Plain(power) => {
                let power = power.to_string().replace('-', "−");
                self.msg_with("unit-other", &[("number", self.brief(value).into()), ("power", power.into())])
            }
        }
    }

    /// Prints a quantity with the half width of its interval, both in the same unit: 96.2 ± 1.3 min.
    pub fn quantity_with_margin(&self, value: f64, margin: f64, dim: Dim, face: ClockFace) -> String {
        if !value.is_finite() || !margin.is_finite() {
            return self.quantity(value, dim, face);
        }
        // A margin that its digits do not show is none to the reader: 1 ± 0 says less than 1.
        let shown = |margin: &str| margin.chars().any(|char| char.is_numeric() && !matches!(char, '0' | '০'));
        let both = |value: String, margin: String| {
            if !shown(&margin) {
                return value;
            }
            self.msg_with("quantity-margin", &[("value", value.into()), ("margin", margin.into())])
        };
        match dim {
            Dim::Truth => self.quantity(value, dim, face),
            Dim::Instant => both(self.quantity(value, dim, face), self.quantity(margin, Dim::DURATION, face)),
            Dim::Share => {
                let decimals = share_decimals(value).max(share_decimals(margin));
                let (number, margin) = (self.number(value * 100.0, decimals), self.percent(margin, decimals));
                if shown(&margin) { both(number, margin) } else { self.percent(value, decimals) }
            }
            Dim::Plain(1) if in_hours(value, face) => {
                // Beside hours and minutes a margin of many minutes needs no decimal.
                let margin_text = if margin >= 600.0 {
                    self.duration_minutes(whole_minutes(margin))
                } else {
                    self.quantity(margin, dim, face)
                };
                both(self.quantity(value, dim, face), margin_text)
            }
            Dim::Plain(1) => {
                let unit = Unit::of(value, face);
                self.in_unit(&both(self.amount(value, unit), self.amount(margin, unit)), unit)
            }
            Dim::Plain(0) if margin.abs() >= 0.0005 => {
                let decimals = brief_decimals(value).max(margin_decimals(margin));
                both(self.number(value, decimals), self.number(margin, decimals))
            }
            // A margin that three decimals do not show is nothing beside the value.
            Dim::Plain(_) => both(self.quantity(value, dim, face), self.brief(margin)),
        }
    }

    /// Prints two values that stand beside each other, in the same units: 1 h 42 min and 5 h 58 min.
    pub fn quantity_pair(&self, (from, to): (f64, f64), dim: Dim, face: ClockFace) -> (String, String) {
        let longest = from.abs().max(to.abs());
        if dim == Dim::DURATION && face.error_minutes && longest.is_finite() {
            // Two words for a unit are said once.
            return (self.amount(from, Unit::ErrorMinutes), self.quantity(to, dim, face));
        }
        let print = |value: f64| match dim {
            Dim::Plain(1) if longest.is_finite() && in_hours(longest, face) && value.abs() >= 3600.0 => {
                self.duration_minutes(whole_minutes(value))
            }
            Dim::Plain(_) | Dim::Truth | Dim::Instant | Dim::Share => self.quantity(value, dim, face),
        };
        (print(from), print(to))
    }

    /// Prints a range of a quantity, its unit once: 1.3–3.2 min.
    pub fn quantity_range(&self, (low, high): (f64, f64), dim: Dim, face: ClockFace) -> String {
        let (from, to) = (self.quantity(low, dim, face), self.quantity(high, dim, face));
        if from == to || !low.is_finite() || !high.is_finite() {
            return if from == to { from } else { format!("{from}–{to}") };
        }
        match dim {
            Dim::Plain(1) if in_hours(high, face) => {
                let (from, to) = (whole_minutes(low), whole_minutes(high));
                let (from, to) = (self.duration_minutes(from), self.duration_minutes(to));
                if from == to { to } else { self.span(&from, &to) }
            }
            Dim::Plain(1) => {
                let unit = Unit::of(high, face);
                self.in_unit(&format!("{}–{}", self.amount(low, unit), self.amount(high, unit)), unit)
            }
            Dim::Share => {
                let decimals = share_decimals(low).max(share_decimals(high));
                let (low, high) = (self.number(low * 100.0, decimals), self.number(high * 100.0, decimals));
                self.msg_with("unit-percent", &[("number", format!("{low}–{high}").into())])
            }
            Dim::Plain(0) => {
                let decimals = brief_decimals(low).max(brief_decimals(high));
                self.span(&self.number(low, decimals), &self.number(high, decimals))
            }
            Dim::Truth | Dim::Instant | Dim::Plain(_) => self.span(&from, &to),
        }
    }

    /// Prints a share in per cent: whole where it is whole, else with one decimal.
    pub fn share(&self, value: f64) -> String {
        self.percent(value, share_decimals(value))
    }

    /// Prints a rate: per second, or as a share per minute when it is slow.
    fn rate(&self, value: f64) -> String {
        if value == 0.0 || value.abs() * 60.0 >= 1.0 {
            return self.msg_with("unit-per-second", &[("number", self.brief(value).into())]);
        }
        let share = value * 60.0 * 100.0;
        let share = self.msg_with("unit-percent", &[("number", self.brief(share).into())]);
        self.msg_with("unit-per-minute", &[("number", share.into())])
    }

    fn amount(&self, seconds: f64, unit: Unit) -> String {
        let value = seconds / unit.seconds();
        let whole = value == 0.0
            || value.abs() >= 100.0
            || (!matches!(unit, Unit::Minutes | Unit::ErrorMinutes) && is_whole(value));
        self.number(value, usize::from(!whole))
    }

    fn in_unit(&self, number: &str, unit: Unit) -> String {
        let args = [("number", number.into())];
        match unit {
            Unit::Microseconds => self.msg_with("unit-microseconds", &args),
            Unit::Milliseconds => self.msg_with("unit-milliseconds", &args),
            Unit::Seconds => self.msg_with("unit-seconds", &args),
            Unit::Minutes => self.msg_with("unit-minutes", &args),
            Unit::ErrorMinutes => self.msg_with("unit-error-minutes", &args),
        }
    }
}

fn whole_minutes(seconds: f64) -> i64 {
    math::round(seconds / 60.0) as i64
}

fn share_decimals(share: f64) -> usize {
    usize::from(!is_whole(share * 100.0))
}

/// Returns the decimals that a margin needs to say anything; none where it is nothing.
fn margin_decimals(margin: f64) -> usize {
    match margin.abs() {
        size if size >= 0.95 || is_whole(size) => 0,
        size if size >= 0.095 => 1,
        size if size >= 0.0095 => 2,
        _ => 3,
    }
}

fn is_whole(value: f64) -> bool {
    (value - math::round(value)).abs() < 1e-9
}
