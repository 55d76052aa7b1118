//! JPEG: only the segments that pixels are made of are kept, and nothing after the end.
//!
//! What goes is EXIF with place, camera and thumbnail, comments, colour profiles, and pictures behind the picture.

use super::picture::Clean;

/// The first bytes of every JPEG.
pub(super) const MAGIC: [u8; 3] = [0xff, 0xd8, 0xff];

type Refusal = (&'static str, &'static str);

const BROKEN: Refusal = ("is a JPEG that breaks off or is damaged", "save it again");

/// A plain JFIF header: square pixels of no stated size, and no thumbnail.
const JFIF: [u8; 18] = *b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0";

/// Takes out of a JPEG what cannot be seen.
pub(super) fn clean(bytes: &[u8]) -> Result<Clean, Refusal> {
    let mut kept = vec![0xff, 0xd8];
    let mut size = None;
    let mut at = 2;
    loop {
        // Any number of fill bytes may stand before a marker.
        while bytes.get(at) == Some(&0xff) && bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let [0xff, marker] = *bytes.get(at..at + 2).ok_or(BROKEN)? else { return Err(BROKEN) };
        if marker == 0xd9 {
            break;
        }
        let length = bytes.get(at + 2..at + 4).ok_or(BROKEN)?;
        let length = usize::from(length[0]) << 8 | usize::from(length[1]);
        let segment = bytes.get(at..at + 2 + length).filter(|_| length >= 2).ok_or(BROKEN)?;
        at += segment.len();
        match marker {
            // Pictures of 12 bits, lossless ones and the like are in no browser.
            0xc0..=0xc2 => {
                size = Some(frame(segment)?);
                kept.extend_from_slice(segment);
            }
            0xc4 | 0xdb | 0xdd => kept.extend_from_slice(segment),
            0xda => {
                let end = scan(bytes, at).ok_or(BROKEN)?;
                kept.extend_from_slice(segment);
                kept.extend_from_slice(&bytes[at..end]);
                at = end;
            }
            0xe0 if segment[4..].starts_with(b"JFIF\0") => kept.extend_from_slice(&JFIF),
            // Says how the colours are coded: twelve bytes of fixed form.
            0xee if segment.len() == 16 && segment[4..].starts_with(b"Adobe") => kept.extend_from_slice(segment),
            0xe1 if turned(segment) => {
                return Err((
                    "lies on its side, and only its EXIF says so, which is taken out",
                    "turn it upright in a picture editor and save it",
                ));
            }
            0xe0..=0xef | 0xfe => {}
            _ => return Err(("is coded in a way that browsers do not show", "save it as a plain JPEG or as PNG")),
        }
    }
    let (width, height) = size.ok_or(BROKEN)?;
    kept.extend_from_slice(&[0xff, 0xd9]);
    Ok(Clean { width, height, bytes: kept })
}

fn frame(segment: &[u8]) -> Result<(u32, u32), Refusal> {
    let [_, _, _, _, 8, h0, h1, w0, w1, colours, ..] = *segment else { return Err(BROKEN) };
    if colours != 1 && colours != 3 {
        return Err(("has colours for print, not for the screen", "save it in RGB"));
    }
    let (width, height) = (u32::from(u16::from_be_bytes([w0, w1])), u32::from(u16::from_be_bytes([h0, h1])));
    if width == 0 || height == 0 { Err(BROKEN) } else { Ok((width, height)) }
}

/// Returns where the coded pixels end: at the first marker that is neither a stuffed byte nor a restart.
fn scan(bytes: &[u8], start: usize) -> Option<usize> {
    let pairs = bytes.get(start..)?.windows(2).enumerate();
    let mut markers = pairs.filter(|(_, pair)| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff));
    markers.next().map(|(index, _)| start + index)
}

/// Says whether EXIF asks for the picture to be turned.
fn turned(segment: &[u8]) -> bool {
    let Some(tiff) = segment.get(4..).and_then(|data| data.strip_prefix(b"Exif\0\0")) else { return false };
    let little = tiff.starts_with(b"II");
    let two = |at: usize| {
        let pair: [u8; 2] = tiff.get(at..at + 2)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let four = |at: usize| {
        let (high, low) = if little { (two(at + 2)?, two(at)?) } else { (two(at)?, two(at + 2)?) };
        Some(usize::from(high) << 16 | usize::from(low))
    };
    let orientation = || {
        let directory = four(4)?;
        let count = usize::from(two(directory)?);
        let mut entries = (0..count).map(|index| directory + 2 + 12 * index);
        two(entries.find(|entry| two(*entry) == Some(0x0112))? + 8)
    };
    orientation().is_some_and(|turn| turn > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], data].concat()
    }

    fn exif(turn: u8) -> Vec<u8> {
        let tiff = [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(), &[turn, 0, 0, 0], b"secret"].concat();
        segment(0xe1, &[b"Exif\0\0".as_slice(), &tiff].concat())
    }

    fn jpeg(middle: &[Vec<u8>], tail: &[u8]) -> Vec<u8> {
        let frame = segment(0xc0, &[8, 0, 2, 0, 3, 1, 1, 0x11, 0]);
        let scan = [segment(0xda, &[1, 1, 0, 0, 63, 0]), vec![0x12, 0xff, 0x00, 0xff, 0xd0, 0x34]].concat();
        [vec![0xff, 0xd8], middle.concat(), frame, scan, vec![0xff, 0xd9], tail.to_vec()].concat()
    }

    #[test]
    fn only_pixels_are_kept() {
        let thumbnail = segment(0xe0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x01sec");
        let extra = [thumbnail, exif(1), segment(0xfe, b"secret"), segment(0xe2, b"ICC_PROFILE\0secret")];
        let clean = clean(&jpeg(&extra, b"secret")).ok().unwrap();
        assert_eq!((clean.width, clean.height), (3, 2));
        assert_eq!(clean.bytes, jpeg(&[JFIF.to_vec()], b""));
        assert!(!clean.bytes.windows(3).any(|window| window == b"sec"));
    }

    #[test]
    fn what_is_broken_or_turned_is_refused() {
        let whole = jpeg(&[], b"");
        for cut in 3..whole.len() {
            assert!(clean(&whole[..cut]).is_err(), "{cut}");
        }
        assert!(clean(&jpeg(&[exif(6)], b"")).is_err_and(|(why, _)| why.contains("on its side")));
        assert!(clean(&jpeg(&[segment(0xc9, &[0; 9])], b"")).is_err());
    }
}
