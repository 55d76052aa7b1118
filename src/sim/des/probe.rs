//! What is measured of single calls: sums of whole numbers, and values kept for quantiles.

use crate::base::math;
use crate::model::scenario::series::CallQuantity;
use crate::sim::stats;

/// A measure of single calls that someone asks for.
#[derive(Clone, Copy, Debug)]
pub(in crate::sim) struct Wanted {
    /// The block.
    pub(in crate::sim) block: usize,
    /// What of its calls.
    pub(in crate::sim) quantity: CallQuantity,
    /// Calls before this moment, in seconds, do not count.
    pub(in crate::sim) from: f64,
    /// Which quantile; the mean, when absent.
    pub(in crate::sim) quantile: Option<f64>,
}

/// So many values are kept as they are; more are counted in buckets.
const KEPT: usize = 1_000_000;

/// Buckets of counted values are at most one part in this wide.
const PARTS: u64 = 1024;

/// Values, kept or counted.
enum Sample {
    Kept(Vec<u64>),
    Counted(Vec<u64>),
}

/// One measure while it watches.
pub(super) struct Probe {
    from: u64,
    count: u64,
    sum: u128,
    sample: Option<Sample>,
    quantile: f64,
    scale: f64,
}

impl Probe {
    pub(super) fn new(wanted: &Wanted) -> Self {
        let scale = match wanted.quantity {
            CallQuantity::Wait | CallQuantity::Sojourn | CallQuantity::Response => 1e-9,
            CallQuantity::Delayed | CallQuantity::Refused | CallQuantity::Tries | CallQuantity::GivenUp => 1.0,
        };
        Self {
            from: super::nanoseconds(wanted.from),
            count: 0,
            sum: 0,
            sample: wanted.quantile.map(|_| Sample::Kept(Vec::new())),
            quantile: wanted.quantile.unwrap_or(f64::NAN),
            scale,
        }
    }

    /// Takes in the value of a call that came at a moment.
    #[inline]
    pub(super) fn note(&mut self, value: u64, came: u64) {
        if came < self.from {
            return;
        }
        self.count += 1;
        self.sum += u128::from(value);
        if let Some(sample) = &mut self.sample {
            sample.note(value);
        }
    }

    /// Returns the mean or the quantile; NaN without enough calls.
    pub(super) fn value(self) -> f64 {
        let value = match self.sample {
            None if self.count == 0 => f64::NAN,
            None => self.sum as f64 / self.count as f64,
            // A quantile needs a value beyond it: no 99th percentile of fewer than 100 calls.
            Some(_) if self.count as f64 * self.quantile.min(1.0 - self.quantile) < 1.0 - 1e-9 => f64::NAN,
            Some(Sample::Kept(mut values)) => {
                values.sort_unstable();
                let values: Vec<f64> = values.into_iter().map(|value| value as f64).collect();
                stats::quantile(&values, self.quantile)
            }
            Some(Sample::Counted(counts)) => counted_quantile(&counts, self.quantile * (self.count - 1) as f64),
        };
        value * self.scale
    }
}

impl Sample {
    fn note(&mut self, value: u64) {
        match self {
            Self::Kept(values) if values.len() < KEPT => values.push(value),
            Self::Kept(values) => {
                let mut counts = vec![0; bucket(u64::MAX) + 1];
                for value in values.iter() {
                    counts[bucket(*value)] += 1;
                }
                counts[bucket(value)] += 1;
                *self = Self::Counted(counts);
            }
            Self::Counted(counts) => counts[bucket(value)] += 1,
        }
    }
}

/// Small values have a bucket each; above, every doubling is cut into equal parts.
const fn bucket(value: u64) -> usize {
    if value < PARTS {
        return value as usize;
    }
    let doublings = value.ilog2() - PARTS.ilog2();
    (doublings as u64 * PARTS + (value >> doublings)) as usize
}

/// The smallest value of a bucket.
const fn lowest(bucket: usize) -> f64 {
    let bucket = bucket as u64;
    if bucket < 2 * PARTS {
        return bucket as f64;
    }
    let doublings = bucket / PARTS - 1;
    ((bucket - doublings * PARTS) as u128 * (1 << doublings)) as f64
}

/// The value at a position among the sorted values, spread evenly within its bucket.
fn counted_quantile(counts: &[u64], position: f64) -> f64 {
    let mut below = 0.0;
    for (bucket, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let upto = below + *count as f64;
        if position < upto {
            let (low, high) = (lowest(bucket), lowest(bucket + 1));
            return math::floor(low + (high - low) * (position - below) / *count as f64);
        }
        below = upto;
    }
    f64::NAN
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probe(quantile: Option<f64>, values: impl Iterator<Item = u64>) -> f64 {
        let mut probe = Probe::new(&Wanted { block: 0, quantity: CallQuantity::Tries, from: 0.0, quantile });
        values.for_each(|value| probe.note(value, 0));
        probe.value()
    }

    #[test]
    fn means_and_quantiles_are_those_of_the_values() {
        assert_eq!(probe(None, 0..11).to_bits(), 5.0f64.to_bits());
        assert_eq!(probe(Some(0.5), 0..11).to_bits(), 5.0f64.to_bits());
        assert!(probe(None, 0..0).is_nan());
    }

    #[test]
    fn no_far_quantile_comes_from_few_values() {
        assert!(probe(Some(0.99), 0..99).is_nan());
        assert!(!probe(Some(0.99), 0..100).is_nan());
        assert!(probe(Some(0.01), 0..99).is_nan());
    }

    #[test]
    fn counted_values_are_off_by_less_than_a_thousandth() {
        let many = 3_000_000u64;
        for quantile in [0.5, 0.99, 0.9999] {
            let value = probe(Some(quantile), (0..many).map(|index| index * index % many * 1000));
            let mut sorted: Vec<u64> = (0..many).map(|index| index * index % many * 1000).collect();
            sorted.sort_unstable();
            let exact = sorted[(quantile * (many - 1) as f64) as usize] as f64;
            assert!((value / exact - 1.0).abs() < 1e-3, "{quantile}: {value} for {exact}");
        }
    }

    #[test]
    fn buckets_are_in_order_and_begin_where_they_say() {
        for value in [0, 1, 1023, 1024, 1025, 2047, 2048, 1 << 20, (1 << 40) + 12345, u64::MAX] {
            let at = bucket(value);
            assert!(lowest(at) <= value as f64 && value as f64 <= lowest(at + 1), "{value}");
            assert!(lowest(at + 1) - lowest(at) <= (value as f64 / 1024.0).max(1.0));
        }
        assert_eq!(bucket(u64::MAX) + 1, bucket(u64::MAX / 2) + 1 + 1024);
    }
}
