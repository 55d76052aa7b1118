//! Digests of parts of a run's output: by replication, by series, by stretch of time.
//!
//! One digest says that two runs differ; these say where. They are short, so they find the place and prove nothing.

use super::evidence::{SeriesTrace, Trace};
use crate::base::digest::{Digest, Hasher};
use crate::sim::Track;

/// Stretches of time that are told apart.
pub(super) const SLICES: usize = 24;

/// Replications whose digests are kept one by one; of more, several share one.
const REPLICATIONS: usize = 400;

/// Hexadecimal digits of a digest of replications or of a series, and of a slice of one.
const LONG: usize = 16;
pub(super) const SHORT: usize = 2;

/// Digests of one replication's series: of each, every slice.
pub(super) type Slices = Vec<Vec<Digest>>;

/// Digests the slices of every series of one replication.
pub(super) fn slices(tracks: &[Track]) -> Slices {
    let of = |track: &Track| {
        let count = SLICES.min(track.values.len());
        (0..count).map(|slice| part(&track.values, slice, count)).collect()
    };
    tracks.iter().map(of).collect()
}

fn part(values: &[f64], slice: usize, count: usize) -> Digest {
    let edge = |slice: usize| slice * values.len() / count;
    let mut hasher = Hasher::default();
    hasher.numbers(&values[edge(slice)..edge(slice + 1)]);
    hasher.finish()
}

fn short(hasher: &Hasher, digits: usize) -> String {
    hasher.finish().to_string()[..digits].to_owned()
}

fn joined<'a>(parts: impl Iterator<Item = &'a Digest>, digits: usize) -> String {
    let mut hasher = Hasher::default();
    parts.for_each(|digest| hasher.text(&digest.to_string()));
    short(&hasher, digits)
}

/// Puts the digests of all replications together: of each as a whole, and of its series by slice.
pub(super) fn of<'a>(names: &[String], replications: &[Digest], parts: impl Iterator<Item = &'a Slices>) -> Trace {
    let parts: Vec<&Slices> = parts.collect();
    let per = replications.len().div_ceil(REPLICATIONS).max(1);
    let series = names.iter().enumerate().map(|(index, name)| {
        let count = parts.first().map_or(0, |first| first[index].len());
        let whole = joined(parts.iter().flat_map(|part| &part[index]), LONG);
        let slices = (0..count).map(|slice| joined(parts.iter().map(|part| &part[index][slice]), SHORT)).collect();
        SeriesTrace { name: name.clone(), whole, slices }
    });
    Trace {
        per: per as u32,
        replications: replications.chunks(per).map(|chunk| joined(chunk.iter(), LONG)).collect(),
        series: series.collect(),
    }
}

/// Where two runs part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parting {
    /// The first replication that differs, from 1, and the last that shares its digest.
    pub replications: Option<(u32, u32)>,
    /// The series that differs first in time, in file order where several do.
    pub series: Option<String>,
    /// The slice of the horizon in which it first does, from 0, and how many slices there are.
    pub slice: Option<(usize, usize)>,
}

impl Parting {
    /// Says whether anything differs.
    pub(super) fn is_any(&self) -> bool {
        self.replications.is_some() || self.series.is_some()
    }
}

/// Finds where two runs part; all `None` when nothing that is traced differs.
pub(super) fn parting(old: &Trace, new: &Trace) -> Parting {
    let first = old.replications.iter().zip(&new.replications).position(|(old, new)| old != new);
    let replications = first.map(|at| (at as u32 * new.per + 1, (at as u32 + 1) * new.per));
    let differing = new.series.iter().filter_map(|series| {
        let recorded = old.series.iter().find(|candidate| candidate.name == series.name)?;
        let slice = recorded.slices.iter().zip(&series.slices).position(|(old, new)| old != new);
        (recorded.whole != series.whole || slice.is_some()).then_some((slice, series))
    });
    // A series of which only the whole differs comes last: its slices agree in their few digits by chance.
    let earliest = differing.min_by_key(|(slice, series)| slice.unwrap_or(series.slices.len()));
    Parting {
        replications,
        series: earliest.map(|(_, series)| series.name.clone()),
        slice: earliest.and_then(|(slice, series)| Some((slice?, series.slices.len()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::expr::Dim;

    fn tracks(shift: impl Fn(usize, usize) -> f64) -> Vec<Track> {
        let values = |track: usize| (0..48).map(|at| (track * 100 + at) as f64 + shift(track, at)).collect();
        ["a.load", "b.error"]
            .iter()
            .enumerate()
            .map(|(track, name)| Track { name: (*name).to_owned(), dim: Dim::NUMBER, values: values(track) })
            .collect()
    }

    fn trace(replications: usize, shift: impl Fn(usize, usize, usize) -> f64) -> Trace {
        let names = ["a.load".to_owned(), "b.error".to_owned()];
        let all: Vec<Vec<Track>> =
            (0..replications).map(|replication| tracks(|track, at| shift(replication, track, at))).collect();
        let digest = |tracks: &Vec<Track>| {
            let mut hasher = Hasher::default();
            tracks.iter().flat_map(|track| &track.values).for_each(|value| hasher.number(*value));
            hasher.finish()
        };
        let digests: Vec<Digest> = all.iter().map(digest).collect();
        let parts: Vec<Slices> = all.iter().map(|tracks| slices(tracks)).collect();
        of(&names, &digests, parts.iter())
    }

    #[test]
    fn the_first_replication_series_and_time_are_found() {
        let old = trace(8, |_, _, _| 0.0);
        assert_eq!((old.replications.len(), old.series[0].slices.len(), old.per), (8, 24, 1));
        assert_eq!(parting(&old, &old), Parting { replications: None, series: None, slice: None });
        // In the third replication both series differ, the second one first.
        let late = |replication: usize, track: usize, at: usize| {
            if replication >= 2 && at >= 40 - 10 * track { 1.0 } else { 0.0 }
        };
        let parted = parting(&old, &trace(8, late));
        assert_eq!(
            parted,
            Parting { replications: Some((3, 3)), series: Some("b.error".to_owned()), slice: Some((15, 24)) }
        );
        // One value in one replication is enough.
        let one = parting(
            &old,
            &trace(8, |replication, track, at| f64::from(u8::from((replication, track, at) == (7, 0, 0)))),
        );
        assert_eq!(
            one,
            Parting { replications: Some((8, 8)), series: Some("a.load".to_owned()), slice: Some((0, 24)) }
        );
    }

    #[test]
    fn many_replications_share_digests() {
        let (old, new) = (trace(801, |_, _, _| 0.0), trace(801, |at, _, _| f64::from(u8::from(at == 800))));
        assert_eq!((old.per, old.replications.len()), (3, 267));
        assert_eq!(parting(&old, &new).replications, Some((799, 801)));
    }

    #[test]
    fn few_steps_make_few_slices() {
        let values = Track { name: "a".to_owned(), dim: Dim::NUMBER, values: vec![1.0, 2.0, 3.0] };
        assert_eq!(slices(&[values])[0].len(), 3);
    }
}
