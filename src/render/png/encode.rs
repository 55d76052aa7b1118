//! Pixels to PNG: a palette of the colours that there are most of, packed without a filter.
//!
//! A chart is a handful of colours and their blends at the edges of lines and letters. Beyond 255 of them, a blend takes
//! the nearest that is kept: no eye tells them apart, and the file is a third of what it would be in full colour.

use std::collections::BTreeMap;

use miniz_oxide::deflate::compress_to_vec_zlib;

use crate::base::crc::crc32;

type Colour = [u8; 3];

/// Entries of a palette.
const COLOURS: usize = 256;

/// How hard the packer tries, of 10; beyond that it takes far longer to save next to nothing.
const EFFORT: u8 = 6;

/// Writes opaque pixels, four bytes each, row by row.
pub(super) fn encode((width, height): (u32, u32), pixels: &[u8]) -> Vec<u8> {
    let runs = runs(pixels);
    let (palette, places) = palette(&runs);
    let size = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 3, 0, 0, 0]].concat();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut file, *b"IHDR", &size);
    chunk(&mut file, *b"PLTE", palette.as_flattened());
    chunk(&mut file, *b"IDAT", &compress_to_vec_zlib(&rows(width as usize, &runs, &places), EFFORT));
    chunk(&mut file, *b"IEND", &[]);
    file
}

/// Returns the colours in the order of the pixels, each with how often it comes in a row.
fn runs(pixels: &[u8]) -> Vec<(Colour, usize)> {
    let mut runs: Vec<(Colour, usize)> = Vec::new();
    for pixel in pixels.chunks_exact(4) {
        let colour = [pixel[0], pixel[1], pixel[2]];
        match runs.last_mut() {
            Some((last, count)) if *last == colour => *count += 1,
            _ => runs.push((colour, 1)),
        }
    }
    runs
}

/// Returns the colours that are kept, and for each colour which of them stands for it.
fn palette(runs: &[(Colour, usize)]) -> (Vec<Colour>, BTreeMap<Colour, u8>) {
    let mut counts: BTreeMap<Colour, usize> = BTreeMap::new();
    for (colour, count) in runs {
        *counts.entry(*colour).or_default() += count;
    }
    let mut kept: Vec<Colour> = counts.keys().copied().collect();
    kept.sort_by_key(|colour| std::cmp::Reverse(counts[colour]));
    kept.truncate(COLOURS);
    let places = counts.keys().map(|colour| (*colour, nearest(&kept, *colour))).collect();
    (kept, places)
}

fn nearest(kept: &[Colour], colour: Colour) -> u8 {
    let distance = |other: &Colour| -> u32 {
        other.iter().zip(colour).map(|(one, two)| u32::from(one.abs_diff(two)).pow(2)).sum()
    };
    let found = kept.iter().enumerate().min_by_key(|(_, other)| distance(other));
    found.map_or(0, |(place, _)| place as u8)
}

/// Returns the rows as PNG has them, each after the number of its filter: none.
fn rows(width: usize, runs: &[(Colour, usize)], places: &BTreeMap<Colour, u8>) -> Vec<u8> {
    let places = runs.iter().flat_map(|(colour, count)| std::iter::repeat_n(places[colour], *count));
    let places: Vec<u8> = places.collect();
    places.chunks(width).flat_map(|row| std::iter::once(0).chain(row.iter().copied())).collect()
}

fn chunk(file: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    // A picture of this kind is far from the four gigabytes at which the length would not fit.
    file.extend((data.len() as u32).to_be_bytes());
    file.extend(kind);
    file.extend(data);
    file.extend(crc32(&[&kind, data]).to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_colours_are_kept_and_others_take_the_nearest() {
        let grey = |value: u16| [(value / 2) as u8, (value / 2) as u8, (value % 2) as u8];
        let runs: Vec<(Colour, usize)> = (0..500).map(|value| (grey(value), 1 + usize::from(value % 2 == 0))).collect();
        let (kept, places) = palette(&runs);
        assert_eq!(kept.len(), COLOURS);
        assert_eq!(kept[0], [0, 0, 0], "of equals the lowest comes first");
        for (colour, place) in places {
            let stands = kept[usize::from(place)];
            assert!(colour.iter().zip(stands).all(|(one, two)| one.abs_diff(two) <= 1), "{colour:?} {stands:?}");
        }
    }

    #[test]
    fn a_picture_of_four_pixels_has_two_rows() {
        let (red, white) = ([255, 0, 0, 255], [255, 255, 255, 255]);
        let file = encode((2, 2), &[white, white, white, red].concat());
        let at = file.windows(4).position(|kind| kind == b"IDAT").unwrap();
        let length = u32::from_be_bytes(file[at - 4..at].try_into().unwrap()) as usize;
        let rows = miniz_oxide::inflate::decompress_to_vec_zlib(&file[at + 4..at + 4 + length]);
        assert_eq!(rows.unwrap(), [0, 0, 0, 0, 0, 1]);
        assert!(file.ends_with(b"IEND\xae\x42\x60\x82"));
    }
}
