//! The only door to `libm`, the only random numbers, and the few statistics that verdicts need.
//!
//! Standard library transcendental functions differ in the last bit between machines, so none is used.

pub use libm::{cos, exp, fabs as abs, floor, log as ln, pow, round, sin, sqrt};

/// A stream of random numbers that is a pure function of its key: draw `index` is always the same.
///
/// The mix is `SplitMix64`'s finaliser over key and index (Steele, Lea, Flood 2014), so streams need no state and
/// adding a block or an entity never shifts the draws of another.
#[derive(Clone, Copy, Debug)]
pub struct Stream {
    key: u64,
}

impl Stream {
    /// Opens the stream of a replication named by block, entity and purpose.
    pub fn new(seed: u64, replication: u32, name: &str, entity: usize) -> Self {
        Self::named(seed, replication, name).of(entity as u64)
    }

    /// Opens the streams of a replication named by block and purpose; [`Self::of`] tells entities apart.
    pub fn named(seed: u64, replication: u32, name: &str) -> Self {
        let mut hasher = crate::base::digest::Hasher::default();
        hasher.text(name);
        Self { key: mix(seed) }.of(u64::from(replication)).of(hasher.finish().word())
    }

    /// Returns the stream of one entity or caller among those of this name.
    #[inline]
    #[must_use]
    pub fn of(self, index: u64) -> Self {
        Self { key: mix(self.key ^ mix(index)) }
    }

    /// Returns draw `index`, uniform over the open interval (0, 1).
    #[inline]
    pub fn uniform(self, index: u64) -> f64 {
        let bits = mix(self.key.wrapping_add(index.wrapping_mul(0x9e37_79b9_7f4a_7c15))) >> 11;
        // 53 bits, moved by half a step so that neither 0 nor 1 comes out.
        (bits as f64 + 0.5) * (1.0 / 9_007_199_254_740_992.0)
    }
}

#[inline]
fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Returns the standard normal quantile (Acklam's rational approximation, one Halley step; error below 1e-13).
pub fn normal_quantile(p: f64) -> f64 {
    let x = normal_start(p);
    let error = 0.5 * libm::erfc(-x / core::f64::consts::SQRT_2) - p;
    let u = error * sqrt(2.0 * core::f64::consts::PI) * exp(x * x / 2.0);
    x - u / (1.0 + x * u / 2.0)
}

fn normal_start(p: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969_683_028_665_376e1,
        2.209_460_984_245_205e2,
        -2.759_285_104_469_687e2,
        1.383_577_518_672_69e2,
        -3.066_479_806_614_716e1,
        2.506_628_277_459_239,
    ];
    const B: [f64; 5] = [
        -5.447_609_879_822_406e1,
        1.615_858_368_580_409e2,
        -1.556_989_798_598_866e2,
        6.680_131_188_771_972e1,
        -1.328_068_155_288_572e1,
    ];
    const C: [f64; 6] = [
        -7.784_894_002_430_293e-3,
        -3.223_964_580_411_365e-1,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 4] =
        [7.784_695_709_041_462e-3, 3.224_671_290_700_398e-1, 2.445_134_137_142_996, 3.754_408_661_907_416];
    let horner = |coefficients: &[f64], x: f64| coefficients.iter().fold(0.0, |sum, c| sum * x + c);
    let tail = |q: f64| horner(&C, q) / (horner(&D, q) * q + 1.0);
    if p < 0.02425 {
        return tail(sqrt(-2.0 * ln(p)));
    }
    if p > 1.0 - 0.02425 {
        return -tail(sqrt(-2.0 * ln(1.0 - p)));
    }
    let q = p - 0.5;
    let r = q * q;
    horner(&A, r) * q / (horner(&B, r) * r + 1.0)
}

/// Returns the 97.5 % quantile of Student's t with `freedom` degrees of freedom.
pub fn t_975(freedom: u32) -> f64 {
    // The distribution function falls through 0.975 between these bounds for every freedom from 1.
    let (mut low, mut high) = (1.9, 13.0);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if t_upper_tail(middle, f64::from(freedom)) > 0.025 {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

fn t_upper_tail(t: f64, freedom: f64) -> f64 {
    0.5 * incomplete_beta(freedom / (freedom + t * t), freedom / 2.0, 0.5)
}

/// Regularised incomplete beta function by Lentz's continued fraction.
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(1.0 - x, b, a);
    }
    let front = exp(libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * ln(x) + b * ln(1.0 - x)) / a;
    let tiny = 1e-300;
    let guard = |v: f64| if abs(v) < tiny { tiny } else { v };
    let (mut c, mut d) = (1.0, 1.0 / guard(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = d;
    for step in 1..300 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        for term in [even, odd] {
            d = 1.0 / guard(1.0 + term * d);
            c = guard(1.0 + term / c);
            fraction *= c * d;
        }
        if abs(c * d - 1.0) < 1e-15 {
            break;
        }
    }
    front * fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_quantiles_match_the_tables() {
        for (n, expected) in [(5, 2.7764), (10, 2.2622), (20, 2.0930), (30, 2.0452), (100, 1.9842), (2, 12.7062)] {
            assert!(abs(t_975(n - 1) - expected) < 5e-5, "n = {n}: {}", t_975(n - 1));
        }
    }

    #[test]
    fn normal_quantiles_match_the_tables() {
        for (p, expected) in [(0.5, 0.0), (0.975, 1.959_963_984_540_054), (0.001, -3.090_232_306_167_813)] {
            assert!(abs(normal_quantile(p) - expected) < 1e-12);
        }
    }

    #[test]
    fn streams_are_pure_and_even() {
        let stream = Stream::new(1, 2, "cluster.n", 3);
        assert_eq!(stream.uniform(7).to_bits(), Stream::new(1, 2, "cluster.n", 3).uniform(7).to_bits());
        let mean = (0..100_000).map(|index| stream.uniform(index)).sum::<f64>() / 100_000.0;
        assert!(abs(mean - 0.5) < 0.005);
    }
}
