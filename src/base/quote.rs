//! A place in a file as it is quoted in a finding: its line, cut round it, in three parts.

use unicode_segmentation::UnicodeSegmentation;

use super::source::{Place, SourceMap, Span, display_width};

/// The widest excerpt of a line, in columns.
pub const WIDTH: usize = 100;
/// What is kept before the place when a line is cut.
const BEFORE: usize = 30;

/// A quoted place. What it holds is safe to print on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Where it is.
    pub place: Place,
    /// What stands before it on its line.
    pub before: String,
    /// The place itself, as far as it is on this line; may be empty.
    pub under: String,
    /// What stands after it.
    pub after: String,
}

/// Quotes a place. One over several lines shows its first.
pub fn quote(sources: &SourceMap, span: Span) -> Quote {
    let place = sources.place(span);
    let file = sources.file(span.file);
    let line_start = file.line_start(place.line);
    let line = file.text[line_start..].split('\n').next().unwrap_or("").trim_end();
    let start = cluster_start(line, (span.start as usize).saturating_sub(line_start));
    let end = (span.end as usize).saturating_sub(line_start).min(line.len());
    let under = line.get(start..end).unwrap_or("").trim_end();
    let [before, under, after] = window(line, start, start + under.len());
    Quote { place, before, under, after }
}

/// Returns the start of the grapheme cluster in which a byte lies.
fn cluster_start(line: &str, at: usize) -> usize {
    let mut clusters = line.grapheme_indices(true);
    let found = clusters.find(|(start, cluster)| at < start + cluster.len());
    found.map_or(line.len(), |(start, _)| start)
}

/// Cuts a long line to what can be read round the place between two bytes.
fn window(line: &str, start: usize, end: usize) -> [String; 3] {
    let (head, under, tail) = (&line[..start], &line[start..end], &line[end..]);
    if display_width(line) <= WIDTH {
        return [head, under, tail].map(clean);
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut columns = 0;
    for cluster in head.graphemes(true).rev() {
        columns += display_width(cluster);
        if columns > BEFORE {
            break;
        }
        kept.push(cluster);
    }
    kept.reverse();
    let near: String = kept.concat();
    let before = if near.len() < head.len() { format!("…{near}") } else { near };
    let mut room = WIDTH - display_width(&before);
    let mut fill = |text: &str| {
        let mut out = String::new();
        for cluster in text.graphemes(true) {
            let width = display_width(cluster);
            if width >= room {
                if room > 0 {
                    out.push('…');
                }
                room = 0;
                break;
            }
            room -= width;
            out.push_str(cluster);
        }
        out
    };
    let (under, after) = (fill(under), fill(tail));
    [clean(&before), clean(&under), clean(&after)]
}

/// Makes text safe to print on one line: nothing in it may move the cursor or turn the direction of the terminal.
pub fn clean(text: &str) -> String {
    let unsafe_here = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|c| {
            if c == '\t' {
                ' '
            } else if unsafe_here(c) {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}
