//! The random numbers that every program here draws: the same mix over key and index as the engine's.

/// A stream of random numbers by index.
#[derive(Clone, Copy)]
pub struct Stream(pub u64);

fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Stream {
    /// Draw `index`, between 0 and 1.
    #[inline]
    pub fn uniform(self, index: u64) -> f64 {
        let bits = mix(self.0.wrapping_add(index.wrapping_mul(0x9e37_79b9_7f4a_7c15))) >> 11;
        (bits as f64 + 0.5) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// Draw `index`, exponential with a mean in nanoseconds.
    #[inline]
    pub fn exponential(self, index: u64, mean: f64) -> u64 {
        (-libm::log(self.uniform(index)) * mean + 0.5) as u64
    }
}

/// Servers, arrivals per second and customers from the command line.
pub fn arguments() -> (usize, f64, u64) {
    let given: Vec<f64> = std::env::args().skip(1).map(|word| word.parse().expect("a number")).collect();
    (given[0] as usize, given[1], given[2] as u64)
}
