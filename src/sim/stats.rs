//! Statistics over replications: means with t intervals, quantiles, shares.

use crate::base::math;

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
        // Ten pairs around a difference of 0.5: far apart as groups, close together as pairs.
        let base = [4.1, 5.2, 3.3, 6.4, 5.5, 4.6, 3.7, 6.8, 5.9, 4.0];
        let noise = [0.1, -0.1, 0.2, -0.2, 0.0, 0.1, -0.1, 0.15, -0.15, 0.0];
        let differences: Vec<f64> = noise.iter().map(|noise| 0.5 + noise).collect();
        assert!(interval(&differences).half_width < 0.2 * interval(&base).half_width);
        assert!((interval(&differences).mean - 0.5).abs() < 1e-12);
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
}
