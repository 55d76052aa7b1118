//! From data to picture units, and where ticks stand.

use crate::base::math;

/// A linear scale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    from: (f64, f64),
    to: (f64, f64),
}

impl Scale {
    /// Maps the interval `from` onto the interval `to`.
    pub(super) fn new(from: (f64, f64), to: (f64, f64)) -> Self {
        Self { from, to }
    }

    /// Maps a value; an empty interval maps to its middle.
    pub(super) fn at(self, value: f64) -> f64 {
        let width = self.from.1 - self.from.0;
        let share = if math::abs(width) > 0.0 { (value - self.from.0) / width } else { 0.5 };
        self.to.0 + share * (self.to.1 - self.to.0)
    }
}

/// Returns about `count` round ticks inside an interval: steps of 1, 2 or 5 times a power of ten.
pub(super) fn ticks(low: f64, high: f64, count: f64) -> Vec<f64> {
    multiples(low, high, step(high - low, count))
}

/// Returns the step of [`ticks`].
pub(super) fn step(width: f64, count: f64) -> f64 {
    let rough = f64::max(width / count, 1e-12);
    let power = math::pow(10.0, math::floor(math::ln(rough) / core::f64::consts::LN_10 + 1e-9));
    let wanted = rough / power;
    let factor = [1.0, 2.0, 5.0].into_iter().find(|factor| wanted <= factor * 1.000_001).unwrap_or(10.0);
    factor * power
}

/// Returns the natural logarithms of at most `count` round ratios inside an interval of logarithms: 1, 2 and 5 times
/// powers of ten, or powers of ten alone.
pub(super) fn ratio_ticks(low: f64, high: f64, count: f64) -> Vec<f64> {
    const TEN: f64 = core::f64::consts::LN_10;
    let (first, last) = (math::floor(low / TEN) as i32, math::floor(high / TEN) as i32);
    let of = |factors: &[f64]| -> Vec<f64> {
        let decades = (first..=last).map(|power| f64::from(power) * TEN);
        let all = decades.flat_map(|decade| factors.iter().map(move |factor| decade + math::ln(*factor)));
        all.filter(|tick| (low..=high).contains(tick)).collect()
    };
    let choices = [of(&[1.0, 2.0, 5.0]), of(&[1.0, 3.0]), of(&[1.0])];
    choices.into_iter().find(|ticks| ticks.len() as f64 <= count).unwrap_or_default()
}

/// Returns about `count` round clock times inside an interval of seconds: whole minutes, quarters, hours, half days,
/// days, weeks.
pub(super) fn clock_ticks(low: f64, high: f64, count: f64) -> Vec<f64> {
    const MINUTES: [f64; 16] =
        [1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 180.0, 360.0, 720.0, 1440.0, 2880.0, 7200.0, 10_080.0, 40_320.0];
    const LONGEST: f64 = 40_320.0 * 60.0;
    let wanted = (high - low) / count;
    let step = MINUTES.into_iter().map(|minutes| minutes * 60.0).find(|step| *step >= wanted * 0.999);
    multiples(low, high, step.unwrap_or(LONGEST))
}

/// Returns about `count` round clock times inside an interval of seconds, seconds among them where it is short.
pub(super) fn fine_clock_ticks(low: f64, high: f64, count: f64) -> Vec<f64> {
    const SECONDS: [f64; 6] = [1.0, 2.0, 5.0, 10.0, 15.0, 30.0];
    let wanted = (high - low) / count;
    match SECONDS.into_iter().find(|step| *step >= wanted * 0.999) {
        Some(step) => multiples(low, high, step),
        None => clock_ticks(low, high, count),
    }
}

fn multiples(low: f64, high: f64, step: f64) -> Vec<f64> {
    let first = -math::floor(-(low / step) + 1e-9);
    let last = math::floor(high / step + 1e-9);
    let mut ticks = Vec::new();
    let mut index = first;
    while index <= last && ticks.len() < 100 {
        // Adding zero turns the minus zero of a product into a plain one.
        ticks.push(index * step + 0.0);
        index += 1.0;
    }
    ticks
}

/// Moves centres apart so that neighbours keep their heights' distance, as near as can be to where they want to be, and
/// inside an interval if there is room. The wishes must ascend.
pub(super) fn spread(wishes: &[f64], heights: &[f64], (low, high): (f64, f64)) -> Vec<f64> {
    // Pool adjacent violators: blocks of touching items sit at the mean of what their items want.
    struct Pool {
        sum: f64,
        count: f64,
        first: usize,
        height: f64,
    }
    let top = |pool: &Pool| {
        let wanted = pool.sum / pool.count;
        f64::max(f64::min(wanted, high - pool.height), low)
    };
    let mut pools: Vec<Pool> = Vec::new();
    for (index, (wish, height)) in wishes.iter().zip(heights).enumerate() {
        let mut pool = Pool { sum: wish - height / 2.0, count: 1.0, first: index, height: *height };
        while let Some(last) = pools.pop_if(|last| top(last) + last.height > top(&pool)) {
            let sum = last.sum + pool.sum - last.height * pool.count;
            pool = Pool { sum, count: last.count + pool.count, first: last.first, height: last.height + pool.height };
        }
        pools.push(pool);
    }
    let mut centres = Vec::new();
    for (index, pool) in pools.iter().enumerate() {
        let end = pools.get(index + 1).map_or(wishes.len(), |next| next.first);
        let mut y = top(pool);
        for height in &heights[pool.first..end] {
            centres.push(y + height / 2.0);
            y += height;
        }
    }
    centres
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks(0.0, 1.0, 5.0), [0.0, 0.2, 0.4, 0.600_000_000_000_000_1, 0.8, 1.0]);
        assert_eq!(ticks(-87.0, 12.0, 5.0), [-80.0, -60.0, -40.0, -20.0, 0.0]);
        assert_eq!(ticks(1.0, 60.0, 6.0), [10.0, 20.0, 30.0, 40.0, 50.0, 60.0]);
    }

    #[test]
    fn ratio_ticks_are_round_on_a_scale_of_ratios() {
        let ratios = |low: f64, high: f64, count: f64| -> Vec<String> {
            let ticks = ratio_ticks(math::ln(low), math::ln(high), count);
            ticks.into_iter().map(|tick| format!("{:.2}", math::exp(tick))).collect()
        };
        assert_eq!(ratios(0.08, 7.0, 12.0), ["0.10", "0.20", "0.50", "1.00", "2.00", "5.00"]);
        assert_eq!(ratios(0.08, 7.0, 5.0), ["0.10", "0.30", "1.00", "3.00"]);
        assert_eq!(ratios(0.08, 7.0, 3.0), ["0.10", "1.00"]);
    }

    #[test]
    fn clock_ticks_stand_at_round_times() {
        let at = |hour: f64, minute: f64| hour * 3600.0 + minute * 60.0;
        assert_eq!(
            clock_ticks(at(14.0, 23.0), at(19.0, 38.0), 6.0),
            [15.0, 16.0, 17.0, 18.0, 19.0].map(|h| at(h, 0.0))
        );
        let days = clock_ticks(at(4.0, 9.0), at(11.0 * 24.0, 0.0), 6.0);
        assert_eq!(days, [2.0, 4.0, 6.0, 8.0, 10.0].map(|day| at(day * 24.0, 0.0)));
        let half_days = clock_ticks(at(1.0, 32.0), at(50.0, 50.0), 5.0);
        assert_eq!(half_days, [12.0, 24.0, 36.0, 48.0].map(|hour| at(hour, 0.0)));
        assert_eq!(clock_ticks(at(14.0, 51.0), at(15.0, 20.0), 3.0), [at(15.0, 0.0), at(15.0, 10.0), at(15.0, 20.0)]);
    }

    #[test]
    fn what_is_too_close_is_moved_apart_and_stays_in_order() {
        let centres = spread(&[10.0, 11.0, 12.0, 80.0], &[20.0; 4], (0.0, 100.0));
        assert_eq!(centres, [10.0, 30.0, 50.0, 80.0]);
        assert_eq!(spread(&[95.0, 96.0], &[20.0; 2], (0.0, 100.0)), [70.0, 90.0]);
        assert_eq!(spread(&[40.0, 42.0], &[10.0; 2], (0.0, 100.0)), [36.0, 46.0]);
    }
}
