//! An axis of numbers or of durations, linear or logarithmic: where a value stands, and which values are round.

use crate::base::math;
use crate::chart::scale::{Scale, ticks};

/// Seconds that people count durations in, from a microsecond to a year.
const ROUND: [f64; 32] = [
    1e-6, 2e-6, 5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0,
    5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0, 7200.0, 21_600.0, 86_400.0,
];
/// The same, each about three times the one before, for a logarithmic axis with room.
const NEAR: [f64; 22] = [
    1e-6,
    1e-5,
    1e-4,
    1e-3,
    0.01,
    0.1,
    0.3,
    1.0,
    3.0,
    10.0,
    30.0,
    60.0,
    180.0,
    600.0,
    1800.0,
    3600.0,
    10_800.0,
    36_000.0,
    86_400.0,
    259_200.0,
    864_000.0,
    2_592_000.0,
];
/// The same, far enough apart for a logarithmic axis.
const FAR: [f64; 14] =
    [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1.0, 10.0, 60.0, 600.0, 3600.0, 36_000.0, 86_400.0, 864_000.0];

/// What an axis counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kind {
    /// Equal steps multiply by the same factor.
    pub log: bool,
    /// Seconds, so that ticks stand at whole minutes and hours.
    pub time: bool,
}

/// An axis from its lowest to its highest value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ruler {
    scale: Scale,
    low: f64,
    high: f64,
    kind: Kind,
}

impl Ruler {
    /// Lays an interval of values over an interval of the picture; on a logarithmic axis both ends are above 0.
    pub(super) fn new((low, high): (f64, f64), to: (f64, f64), kind: Kind) -> Self {
        let on_scale = |value: f64| if kind.log { math::ln(value) } else { value };
        Self { scale: Scale::new((on_scale(low), on_scale(high)), to), low, high, kind }
    }

    /// Returns the place of a value; none for what has no place on a logarithmic axis.
    pub(super) fn at(self, value: f64) -> Option<f64> {
        let value = if self.kind.log { (value > 0.0).then(|| math::ln(value)) } else { Some(value) };
        value.map(|value| self.scale.at(value)).filter(|at| at.is_finite())
    }

    /// Returns at most about `count` round values.
    pub(super) fn ticks(self, count: f64) -> Vec<f64> {
        let inside = |values: &[f64]| -> Vec<f64> {
            values.iter().copied().filter(|value| (self.low..=self.high).contains(value)).collect()
        };
        let round = match (self.kind.log, self.kind.time) {
            (true, true) => {
                let near = inside(&NEAR);
                if near.len() as f64 <= count { near } else { thin(&inside(&FAR), count) }
            }
            (true, false) => self.powers(count),
            (false, true) => self.even_times(count),
            (false, false) => ticks(self.low, self.high, count),
        };
        // Less than a decade has no round powers in it to speak of.
        if self.kind.log && round.len() < 2 {
            return Self { kind: Kind { log: false, ..self.kind }, ..self }.ticks(count);
        }
        round
    }

    fn powers(self, count: f64) -> Vec<f64> {
        const TEN: f64 = core::f64::consts::LN_10;
        let first = math::floor(math::ln(self.low) / TEN + 1e-9) as i32;
        let last = math::floor(math::ln(self.high) / TEN + 1e-9) as i32;
        let of = |factors: &[f64]| -> Vec<f64> {
            let decades = (first..=last).map(|power| math::pow(10.0, f64::from(power)));
            let all = decades.flat_map(|decade| factors.iter().map(move |factor| decade * factor));
            let (low, high) = (self.low * (1.0 - 1e-9), self.high * (1.0 + 1e-9));
            all.filter(|value| (low..=high).contains(value)).collect()
        };
        let choices = [of(&[1.0, 2.0, 5.0]), of(&[1.0, 3.0]), of(&[1.0])];
        let fitting = choices.into_iter().find(|values| values.len() as f64 <= count);
        fitting.unwrap_or_else(|| thin(&of(&[1.0]), count))
    }

    fn even_times(self, count: f64) -> Vec<f64> {
        let wanted = (self.high - self.low) / count;
        let Some(step) = ROUND.into_iter().find(|step| *step >= wanted * 0.999) else {
            let days: Vec<f64> = ticks(self.low / 86_400.0, self.high / 86_400.0, count);
            return days.into_iter().map(|day| day * 86_400.0).collect();
        };
        // In steps, so that a round step of seconds is round to the reader whatever its power of ten.
        ticks(self.low / step, self.high / step, (self.high - self.low) / step)
            .into_iter()
            .map(|at| at * step)
            .collect()
    }
}

/// Keeps every k-th value, so that at most `count` stay.
fn thin(values: &[f64], count: f64) -> Vec<f64> {
    let every = (1..=values.len().max(1)).find(|every| values.len().div_ceil(*every) as f64 <= f64::max(count, 1.0));
    values.iter().copied().step_by(every.unwrap_or(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ruler(low: f64, high: f64, log: bool, time: bool) -> Ruler {
        Ruler::new((low, high), (0.0, 100.0), Kind { log, time })
    }

    #[test]
    fn powers_of_ten_stand_equally_far_apart() {
        let axis = ruler(1.0, 10_000.0, true, false);
        assert_eq!(axis.ticks(6.0), [1.0, 10.0, 100.0, 1000.0, 10_000.0]);
        assert_eq!(axis.ticks(3.0), [1.0, 100.0, 10_000.0]);
        let places: Vec<f64> = axis.ticks(6.0).into_iter().filter_map(|tick| axis.at(tick)).map(math::round).collect();
        assert_eq!(places, [0.0, 25.0, 50.0, 75.0, 100.0]);
        assert_eq!(ruler(10.0, 110.0, true, false).ticks(6.0), [10.0, 20.0, 50.0, 100.0]);
        assert_eq!(axis.at(0.0), None);
    }

    #[test]
    fn less_than_a_decade_has_even_ticks() {
        assert_eq!(ruler(21.0, 41.0, true, false).ticks(5.0), [25.0, 30.0, 35.0, 40.0]);
    }

    #[test]
    fn durations_stand_at_whole_minutes_and_hours() {
        assert_eq!(ruler(0.0, 3600.0, false, true).ticks(6.0), [0.0, 600.0, 1200.0, 1800.0, 2400.0, 3000.0, 3600.0]);
        assert_eq!(ruler(0.0, 0.004, false, true).ticks(4.0), [0.0, 0.001, 0.002, 0.003, 0.004]);
        assert_eq!(ruler(0.5, 4000.0, true, true).ticks(6.0), [1.0, 10.0, 60.0, 600.0, 3600.0]);
    }
}
