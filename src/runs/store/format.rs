//! The bytes of a kept replication.
//!
//! Series change little from step to step, so a value is written as what differs from the one before it.

use crate::base::expr::Dim;
use crate::sim::{Outcome, Track};

/// Version of the layout.
pub(super) const VERSION: u32 = 2;

/// Returns the bytes of an entry.
pub(super) fn write(outcome: &Outcome) -> Vec<u8> {
    let mut bytes = Vec::new();
    number(&mut bytes, outcome.measures.len());
    outcome.measures.iter().for_each(|value| bytes.extend(value.to_bits().to_le_bytes()));
    number(&mut bytes, outcome.tracks.len());
    for track in &outcome.tracks {
        number(&mut bytes, track.name.len());
        bytes.extend(track.name.bytes());
        bytes.extend(dim_code(track.dim));
        number(&mut bytes, track.values.len());
        values(&mut bytes, &track.values);
    }
    bytes
}

/// Reads an entry; `None` when it ends early or goes on.
pub(super) fn read(bytes: &[u8]) -> Option<Outcome> {
    let mut reader = Reader(bytes);
    let mut measures = Vec::new();
    for _ in 0..reader.number()? {
        measures.push(f64::from_bits(reader.word()?));
    }
    let mut tracks = Vec::new();
    for _ in 0..reader.number()? {
        let length = reader.number()?;
        let name = std::str::from_utf8(reader.take(length)?).ok()?.to_owned();
        let dim = dim_of([reader.byte()?, reader.byte()?])?;
        let count = reader.number()?;
        tracks.push(Track { name, dim, values: reader.values(count)? });
    }
    reader.0.is_empty().then_some(Outcome { measures, tracks })
}

fn number(bytes: &mut Vec<u8>, value: usize) {
    bytes.extend((value as u32).to_le_bytes());
}

fn dim_code(dim: Dim) -> [u8; 2] {
    match dim {
        Dim::Truth => [0, 0],
        Dim::Instant => [1, 0],
        Dim::Share => [2, 0],
        Dim::Plain(power) => [3, power.cast_unsigned()],
    }
}

fn dim_of(code: [u8; 2]) -> Option<Dim> {
    match code {
        [0, 0] => Some(Dim::Truth),
        [1, 0] => Some(Dim::Instant),
        [2, 0] => Some(Dim::Share),
        [3, power] => Some(Dim::Plain(power.cast_signed())),
        _ => None,
    }
}

/// Writes each value as the bits that differ from the one before: a byte that says how many zero bytes lead and how
/// many follow, then those; or a zero byte and how many values stay the same.
fn values(bytes: &mut Vec<u8>, values: &[f64]) {
    let mut before = 0_u64;
    let mut same = 0_u16;
    let flush = |bytes: &mut Vec<u8>, same: &mut u16| {
        if *same > 0 {
            bytes.push(0);
            bytes.extend(same.to_le_bytes());
            *same = 0;
        }
    };
    for value in values {
        let bits = value.to_bits();
        let change = bits ^ before;
        before = bits;
        if change == 0 && same < u16::MAX {
            same += 1;
            continue;
        }
        flush(bytes, &mut same);
        if change == 0 {
            same = 1;
            continue;
        }
        let (lead, trail) = (change.leading_zeros() / 8, change.trailing_zeros() / 8);
        let length = 8 - lead - trail;
        bytes.push((lead << 4 | length) as u8);
        let start = trail as usize;
        bytes.extend(&change.to_le_bytes()[start..start + length as usize]);
    }
    flush(bytes, &mut same);
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn number(&mut self) -> Option<usize> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?) as usize)
    }

    fn word(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    fn values(&mut self, count: usize) -> Option<Vec<f64>> {
        let mut values = Vec::new();
        let mut before = 0_u64;
        while values.len() < count {
            let code = self.byte()?;
            if code == 0 {
                let same = u16::from_le_bytes(self.take(2)?.try_into().ok()?);
                values.extend(std::iter::repeat_n(f64::from_bits(before), same.into()));
                continue;
            }
            let (lead, length) = ((code >> 4) as usize, (code & 15) as usize);
            let start = 8_usize.checked_sub(lead + length)?;
            let mut change = [0; 8];
            change[start..start + length].copy_from_slice(self.take(length)?);
            before ^= u64::from_le_bytes(change);
            values.push(f64::from_bits(before));
        }
        (values.len() == count).then_some(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome() -> Outcome {
        let values = vec![0.0, 0.0, -0.0, 1.0, 1.0, 1.0, 0.1, f64::NAN, f64::NAN, f64::INFINITY, 1e-300, 1e-300];
        let long = std::iter::repeat_n(0.25, 200_000).collect();
        Outcome {
            measures: vec![1.5, f64::NAN, -0.0],
            tracks: vec![
                Track { name: "users.error".to_owned(), dim: Dim::Share, values },
                Track { name: "web.calls".to_owned(), dim: Dim::RATE, values: long },
                Track { name: "none".to_owned(), dim: Dim::Instant, values: Vec::new() },
            ],
        }
    }

    fn bits(outcome: &Outcome) -> Vec<u64> {
        let tracks = outcome.tracks.iter().flat_map(|track| &track.values);
        outcome.measures.iter().chain(tracks).map(|value| value.to_bits()).collect()
    }

    #[test]
    fn what_is_kept_comes_back_to_the_bit() {
        let bytes = write(&outcome());
        let back = read(&bytes).expect("it is whole");
        assert_eq!(bits(&back), bits(&outcome()));
        let heads = |outcome: &Outcome| outcome.tracks.iter().map(|t| (t.name.clone(), t.dim)).collect::<Vec<_>>();
        assert_eq!(heads(&back), heads(&outcome()));
        assert!(bytes.len() < 600, "200,000 equal values take a few bytes, not {}", bytes.len());
    }

    #[test]
    fn nothing_cut_is_read() {
        let bytes = write(&outcome());
        assert!((0..bytes.len()).all(|at| read(&bytes[..at]).is_none()));
        assert!(read(&[&bytes[..], &[0]].concat()).is_none());
    }
}
