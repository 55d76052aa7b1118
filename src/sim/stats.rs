//! Statistics over replications: means with t intervals, quantiles with bootstrap intervals, shares with Wilson's.

use crate::base::math::{self, Stream};

/// Resamples of a bootstrap.
const RESAMPLES: usize = 2000;

/// Values under which a quantile has no bootstrap interval.
pub const BOOTSTRAP_LEAST: usize = 20;

/// A mean and half the width of its 95 % t interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The mean.
    pub mean: f64,
    /// Half the width; 0 for values that do not vary, infinite for a single value of a random quantity.
    pub half_width: f64,
}

/// Returns the mean of values with its 95 % t interval, summed in order.
pub fn interval(values: &[f64]) -> Interval {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    if values.len() < 2 {
        return Interval { mean, half_width: f64::INFINITY };
    }
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    let error = math::sqrt(squares / (n - 1.0) / n);
    // Sums leave a residue in the last bits; values that are all alike have no spread.
    let alike = values.iter().all(|value| value.to_bits() == values[0].to_bits());
    let half_width = if alike { 0.0 } else { math::t_975(values.len() as u32 - 1) * error };
    Interval { mean: if alike { values[0] } else { mean }, half_width }
}

/// Returns a quantile of sorted values by linear interpolation (type 7 of Hyndman and Fan).
pub fn quantile(sorted: &[f64], p: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let position = p * last as f64;
    let below = math::floor(position) as usize;
    let above = (below + 1).min(last);
    sorted[below] + (sorted[above] - sorted[below]) * (position - below as f64)
}

/// Says whether so many values can tell a quantile: at least one is expected beyond it on its shorter side.
///
/// A 99th percentile wants 100 values, a 95th 20: of fewer it is just the largest.
pub fn tells(count: usize, p: f64) -> bool {
    count as f64 * p.min(1.0 - p) > 1.0 - 1e-9
}

/// Returns the 95 % interval of a share by Wilson's score: `count` of `of`; the whole of 0 to 1 for none.
pub fn wilson(count: u32, of: u32) -> (f64, f64) {
    if of == 0 {
        return (0.0, 1.0);
    }
    let z = math::normal_quantile(0.975);
    let (n, share) = (f64::from(of), f64::from(count) / f64::from(of));
    let scale = 1.0 + z * z / n;
    let middle = (share + z * z / (2.0 * n)) / scale;
    let reach = z / scale * math::sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n));
    // At the ends the bounds are exactly 0 and 1; sums leave a residue.
    let low = if count == 0 { 0.0 } else { middle - reach };
    let high = if count == of { 1.0 } else { middle + reach };
    (low, high)
}

/// Returns the 95 % interval of a quantile by percentile bootstrap; `None` for too few values.
///
/// The stream decides the resamples, so that the same values always give the same interval.
pub fn bootstrap(sorted: &[f64], p: f64, stream: Stream) -> Option<(f64, f64)> {
    let n = sorted.len();
    if n < BOOTSTRAP_LEAST || !tells(n, p) {
        return None;
    }
    let mut found: Vec<f64> = Vec::with_capacity(RESAMPLES);
    let mut counts = vec![0u32; n];
    for resample in 0..RESAMPLES {
        counts.fill(0);
        for draw in 0..n {
            let at = stream.uniform((resample * n + draw) as u64) * n as f64;
            counts[(at as usize).min(n - 1)] += 1;
        }
        found.push(counted_quantile(sorted, &counts, p));
    }
    found.sort_by(f64::total_cmp);
    Some((quantile(&found, 0.025), quantile(&found, 0.975)))
}

/// Returns a quantile of sorted values, each of them as often as counted; the counts add up to their number.
fn counted_quantile(sorted: &[f64], counts: &[u32], p: f64) -> f64 {
    let last = sorted.len() - 1;
    let position = p * last as f64;
    let below = math::floor(position) as usize;
    let above = (below + 1).min(last);
    let (mut seen, mut low) = (0usize, f64::NAN);
    for (value, count) in sorted.iter().zip(counts) {
        seen += *count as usize;
        if low.is_nan() && seen > below {
            low = *value;
        }
        if seen > above {
            return low + (*value - low) * (position - below as f64);
        }
    }
    low
}

/// Returns the mean of values over that of others, less 1, with half the width of its 95 % interval.
pub fn ratio_change(values: &[f64], others: &[f64]) -> Interval {
    interval(&ratio_residues(values, others))
}

/// Returns numbers whose mean is the ratio of two means less 1, and whose spread is that of the ratio, linearised: what
/// is left of each pair once the common ratio is taken out.
pub fn ratio_residues(values: &[f64], others: &[f64]) -> Vec<f64> {
    let (above, below) = (interval(values).mean, interval(others).mean);
    let ratio = above / below;
    let pairs = values.iter().zip(others);
    pairs.map(|(value, other)| ratio - 1.0 + (value - ratio * other) / below).collect()
}

/// Sorts values that are all numbers.
pub fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairing_narrows_the_interval() {
        // Worked by hand: squares of 3.56 · 0.936² and that plus 10 · 0.142² are 6.439 in all, so as two groups the
        // half-width is t(18) · √(6.439 / 18 · 2 / 10) = 0.562, not proven; as pairs t(9) · 0.142 / 3 = 0.107, proven.
        let noise = [-1.0, -0.7, -0.5, -0.2, 0.0, 0.0, 0.2, 0.5, 0.7, 1.0];
        let sign = [1.0, -1.0, -1.0, 1.0, 1.0, -1.0, 1.0, -1.0, -1.0, 1.0];
        let base: Vec<f64> = noise.iter().map(|noise| 10.0 + 0.936 * noise).collect();
        let variant: Vec<f64> = base.iter().zip(sign).map(|(base, sign)| base + 0.5 + 0.142 * sign).collect();
        let differences: Vec<f64> = variant.iter().zip(&base).map(|(variant, base)| variant - base).collect();
        let error = |values: &[f64]| interval(values).half_width / math::t_975(9);
        let (a, b) = (error(&base), error(&variant));
        let independent = math::t_975(18) * (a * a + b * b).sqrt();
        assert!((independent - 0.562).abs() < 5e-4, "{independent}");
        let paired = interval(&differences);
        assert!((paired.mean - 0.5).abs() < 1e-12);
        assert!((paired.half_width - 0.107).abs() < 5e-4, "{}", paired.half_width);
    }

    #[test]
    fn values_that_do_not_vary_have_no_spread() {
        assert_eq!(interval(&[0.1; 3]).half_width.to_bits(), 0.0f64.to_bits());
    }

    #[test]
    fn quantiles_interpolate() {
        let values = sorted(&[3.0, 1.0, 2.0, 4.0]);
        assert!((quantile(&values, 0.5) - 2.5).abs() < 1e-12);
        assert!((quantile(&values, 1.0) - 4.0).abs() < 1e-12);
        assert!(quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn shares_have_wilsons_interval() {
        // Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        for ((count, of), (low, high)) in [
            ((81, 263), (0.2553, 0.3662)),
            ((15, 148), (0.0624, 0.1605)),
            ((0, 20), (0.0, 0.1611)),
            ((1, 29), (0.0061, 0.1718)),
        ] {
            let found = wilson(count, of);
            assert!((found.0 - low).abs() < 5e-5 && (found.1 - high).abs() < 5e-5, "{count} of {of}: {found:?}");
        }
        let mirrored = wilson(20, 20);
        assert!((mirrored.0 - 0.8389).abs() < 5e-5 && mirrored.1.to_bits() == 1.0f64.to_bits());
        assert_eq!(wilson(0, 0), (0.0, 1.0));
    }

    #[test]
    fn a_percentile_of_too_few_is_not_told() {
        assert!(tells(100, 0.99) && !tells(99, 0.99));
        assert!(tells(20, 0.95) && !tells(19, 0.95) && tells(20, 0.05) && !tells(19, 0.05));
        assert!(tells(2, 0.5) && !tells(1, 0.5));
    }

    #[test]
    fn a_median_has_a_bootstrap_interval() {
        let stream = Stream::new(1, 0, "test", 0);
        let values: Vec<f64> = (1..=101).map(f64::from).collect();
        let (low, high) = bootstrap(&values, 0.5, stream).expect("enough values");
        // By order statistics the median of 101 lies between the 41st and the 61st in 95 %.
        assert!((low - 41.0).abs() <= 2.0 && (high - 61.0).abs() <= 2.0, "{low} to {high}");
        assert_eq!(bootstrap(&values, 0.5, stream), bootstrap(&values, 0.5, stream));
        assert_ne!(bootstrap(&values, 0.5, stream), bootstrap(&values, 0.5, Stream::new(2, 0, "test", 0)));
        assert_eq!(bootstrap(&values[..19], 0.5, stream), None, "19 values");
        assert_eq!(bootstrap(&values[..20], 0.5, stream).map(|(low, _)| low > 4.0), Some(true));
        assert_eq!(bootstrap(&values[..99], 0.99, stream), None, "a 99th percentile of 99");
        assert_eq!(bootstrap(&[7.0; 30], 0.5, stream), Some((7.0, 7.0)));
    }

    #[test]
    fn resamples_are_counted_as_they_are_drawn() {
        // 1, 1, 3, 4: a median of 2.
        assert!((counted_quantile(&[1.0, 2.0, 3.0, 4.0], &[2, 0, 1, 1], 0.5) - 2.0).abs() < 1e-12);
        assert!((counted_quantile(&[1.0, 2.0, 3.0, 4.0], &[0, 0, 0, 4], 0.05) - 4.0).abs() < 1e-12);
    }

    #[test]
    fn a_ratio_is_one_of_means() {
        // Means 2 and 4: half, whatever the ratios of the pairs are. Residues 0.25 · (1 − 1.5, 3 − 2.5) = ∓0.125.
        let change = ratio_change(&[1.0, 3.0], &[3.0, 5.0]);
        assert!((change.mean + 0.5).abs() < 1e-12);
        let by_hand = 12.706_205 * (0.125f64 * 0.125 * 2.0 / 2.0).sqrt();
        assert!((change.half_width - by_hand).abs() < 1e-5, "{} and {by_hand}", change.half_width);
    }
}
