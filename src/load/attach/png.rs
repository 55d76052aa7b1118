//! PNG: only the chunks that pixels are made of are kept, and nothing after the end.
//!
//! What goes is text, times, EXIF, colour profiles, the frames of an animation, and whatever a program has left behind
//! the picture, such as the parts that were cropped away.

use super::picture::Clean;
use crate::base::crc::crc32;

/// The first bytes of every PNG.
pub(super) const MAGIC: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// Chunks that pixels are made of, and those that say how bright a value is: all of fixed form, none with words.
const KEPT: [&[u8; 4]; 8] = [b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"IDAT", b"IEND"];

type Refusal = (&'static str, &'static str);

const BROKEN: Refusal = ("is a PNG that breaks off or is damaged", "save it again");

/// Takes out of a PNG what cannot be seen.
pub(super) fn clean(bytes: &[u8]) -> Result<Clean, Refusal> {
    let mut rest = bytes.get(MAGIC.len()..).ok_or(BROKEN)?;
    let mut kept = MAGIC.to_vec();
    let mut size = None;
    let mut pixels = false;
    loop {
        let (head, body) = rest.split_first_chunk::<8>().ok_or(BROKEN)?;
        let [l0, l1, l2, l3, t0, t1, t2, t3] = *head;
        let (length, kind) = (u32::from_be_bytes([l0, l1, l2, l3]) as usize, [t0, t1, t2, t3]);
        let data = body.get(..length).ok_or(BROKEN)?;
        let (sum, after) = body[length..].split_first_chunk::<4>().ok_or(BROKEN)?;
        if crc32(&[&kind, data]) != u32::from_be_bytes(*sum) {
            return Err(BROKEN);
        }
        if size.is_none() != (&kind == b"IHDR") {
            return Err(BROKEN);
        }
        if &kind == b"IHDR" {
            size = Some(header(data)?);
        }
        // A capital first letter says that the picture cannot be shown without the chunk.
        let critical = kind[0].is_ascii_uppercase();
        if KEPT.contains(&&kind) {
            kept.extend_from_slice(&rest[..12 + length]);
        } else if critical {
            return Err(("has parts that no PNG should have", "save it again with another program"));
        }
        pixels |= &kind == b"IDAT";
        if &kind == b"IEND" {
            break;
        }
        rest = after;
    }
    let (width, height) = size.filter(|_| pixels).ok_or(BROKEN)?;
    Ok(Clean { width, height, bytes: kept })
}

fn header(data: &[u8]) -> Result<(u32, u32), Refusal> {
    let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, 0, 0, 0 | 1] = *data else { return Err(BROKEN) };
    let depths: &[u8] = match colour {
        0 => &[1, 2, 4, 8, 16],
        3 => &[1, 2, 4, 8],
        2 | 4 | 6 => &[8, 16],
        _ => &[],
    };
    let (width, height) = (u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3]));
    if width == 0 || height == 0 || !depths.contains(&depth) {
        return Err(BROKEN);
    }
    Ok((width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], &kind, data, &crc32(&[&kind, data]).to_be_bytes()].concat()
    }

    fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
        [MAGIC.to_vec(), chunks.concat()].concat()
    }

    const SIZE: [u8; 13] = [0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0];

    #[test]
    fn only_pixels_are_kept() {
        let (head, data, end) = (chunk(*b"IHDR", &SIZE), chunk(*b"IDAT", b"pixels"), chunk(*b"IEND", b""));
        let words = [chunk(*b"tEXt", b"Author\0secret"), chunk(*b"eXIf", b"secret"), chunk(*b"iCCP", b"secret")];
        let full = png(&[head.clone(), words.concat(), data.clone(), end.clone(), b"secret".to_vec()]);
        let clean = clean(&full).ok().unwrap();
        assert_eq!((clean.width, clean.height), (3, 2));
        assert_eq!(clean.bytes, png(&[head, data, end]));
    }

    #[test]
    fn what_is_broken_is_refused() {
        let (head, data, end) = (chunk(*b"IHDR", &SIZE), chunk(*b"IDAT", b"pixels"), chunk(*b"IEND", b""));
        let whole = png(&[head.clone(), data.clone(), end.clone()]);
        for cut in MAGIC.len()..whole.len() {
            assert!(clean(&whole[..cut]).is_err(), "{cut}");
        }
        let mut flipped = whole.clone();
        flipped[45] ^= 1;
        assert!(clean(&flipped).is_err());
        assert!(clean(&png(&[head.clone(), end.clone()])).is_err(), "no pixels");
        assert!(clean(&png(&[data, head.clone(), end.clone()])).is_err(), "the size comes first");
        assert!(clean(&png(&[head, chunk(*b"ABCD", b""), end])).is_err(), "an unknown part that matters");
    }

    #[test]
    fn the_check_sum_is_that_of_the_specification() {
        // The end of every PNG file.
        assert_eq!(chunk(*b"IEND", b""), [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);
    }
}
