//! Digests of canonical bytes.

use std::fmt;

/// A BLAKE3 digest: of a resolved scenario, of a run's output, of a cache entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Digests bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// Returns the first twelve hexadecimal digits, for people.
    pub fn short(&self) -> String {
        self.to_string()[..12].to_owned()
    }

    /// Returns the first eight bytes as a number, for seeding streams.
    pub fn word(&self) -> u64 {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.0[..8]);
        u64::from_le_bytes(bytes)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // In one piece: records print thousands of digests.
        f.write_str(blake3::Hash::from_bytes(self.0).to_hex().as_str())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({})", self.short())
    }
}

/// Numbers that are handed on together: as many bytes as BLAKE3 can take side by side.
const AT_ONCE: usize = 2048;

/// Builds a digest of many parts.
#[derive(Default)]
pub struct Hasher(blake3::Hasher);

impl Hasher {
    /// Adds text, ended so that neighbours cannot run together.
    pub fn text(&mut self, text: &str) {
        self.0.update(text.as_bytes());
        self.0.update(&[0]);
    }

    /// Adds a number by its bits; both zeros count as one.
    pub fn number(&mut self, value: f64) {
        self.0.update(&(value + 0.0).to_bits().to_le_bytes());
    }

    /// Adds many numbers, as [`Hasher::number`] adds each: what takes long is not the bytes but their coming one by one.
    pub fn numbers(&mut self, values: &[f64]) {
        let mut bytes = Vec::with_capacity(AT_ONCE * size_of::<f64>());
        for some in values.chunks(AT_ONCE) {
            bytes.clear();
            bytes.extend(some.iter().flat_map(|value| (value + 0.0).to_bits().to_le_bytes()));
            self.0.update(&bytes);
        }
    }

    /// Returns the digest.
    pub fn finish(&self) -> Digest {
        Digest(*self.0.finalize().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_numbers_are_the_same_as_one_after_the_other() {
        let values: Vec<f64> = (0..5000).map(|at| f64::from(at) / 7.0 - 300.0).chain([-0.0, f64::NAN]).collect();
        for count in [0, 1, 2047, 2048, 2049, values.len()] {
            let (mut one_by_one, mut at_once) = (Hasher::default(), Hasher::default());
            for hasher in [&mut one_by_one, &mut at_once] {
                hasher.text("before");
            }
            values[..count].iter().for_each(|value| one_by_one.number(*value));
            at_once.numbers(&values[..count]);
            assert_eq!(one_by_one.finish(), at_once.finish(), "{count}");
        }
    }
}
