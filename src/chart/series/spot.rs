//! Where words about a curve stand: in a free place near it, with a line that leads there.

use crate::base::math;
use crate::chart::canvas::{Canvas, Style, leading};
use crate::chart::drawing::Point;
use crate::chart::geometry::Rect;
use crate::chart::room::Room;

/// How wide lines of words may be, the widest first: on one line if they can.
const WIDTHS: [f64; 5] = [400.0, 170.0, 130.0, 100.0, 80.0];

/// Returns the part of a curve that lies in the upper half of what it spans: where it stands out, and not along the axis.
pub(super) fn body(curve: &[Point]) -> Vec<Point> {
    let ends = |(high, low): (f64, f64), point: &Point| (f64::min(high, point.1), f64::max(low, point.1));
    let (high, low) = curve.iter().fold((f64::INFINITY, f64::NEG_INFINITY), ends);
    curve.iter().copied().filter(|point| point.1 <= f64::midpoint(high, low)).collect()
}

/// Words with a free place for them, and the point that they speak of.
pub(super) struct Spot {
    lines: Vec<(String, Style)>,
    place: Rect,
    of: Point,
    /// How far that point is.
    pub(super) far: f64,
}

impl Spot {
    pub(super) fn set(&self, canvas: &Canvas<'_>) {
        let mut y = self.place.top;
        for (line, style) in &self.lines {
            canvas.text(line, (self.place.left, y + style.size), *style);
            y += leading(style.size);
        }
    }

    /// Sets the words and, unless they touch it, leads a line from them to what they speak of, up to a disc there.
    pub(super) fn draw(&self, canvas: &Canvas<'_>, disc: f64) {
        self.set(canvas);
        let from = self.place.grown(2.0).nearest_to(self.of);
        let (dx, dy) = (self.of.0 - from.0, self.of.1 - from.1);
        let length = math::sqrt(dx * dx + dy * dy);
        if length > disc + 3.0 {
            let part = (length - disc) / length;
            canvas.line(&[from, (from.0 + part * dx, from.1 + part * dy)], 0.8, self.lines[0].1.role());
        }
    }
}

/// Finds the free place nearest to a curve for words, in as few lines as fit. Places beside the curve's descent win, as the
/// eye reads them after the curve.
pub(super) fn free_spot(
    curve: &[Point],
    words: &[(&str, Style)],
    (inside, zone): (Rect, Option<Rect>),
    canvas: &Canvas<'_>,
) -> Option<Spot> {
    let room = Room::of(canvas);
    let mut best: Option<(f64, Spot)> = None;
    for width in WIDTHS {
        let lines = words
            .iter()
            .flat_map(|(text, style)| canvas.balance(text, width, *style).into_iter().map(|line| (line, *style)));
        let lines: Vec<(String, Style)> = lines.collect();
        let wide = lines.iter().map(|(line, style)| canvas.width(line, *style)).fold(0.0, f64::max);
        let tall = lines.iter().map(|(_, style)| leading(style.size)).sum::<f64>();
        let mut top = inside.top + 8.0;
        while top + tall < inside.bottom - 6.0 {
            let mut left = inside.left + 8.0;
            while left + wide < inside.right - 4.0 {
                let place = Rect { left, top, right: left + wide, bottom: top + tall };
                left += 6.0;
                // In the stretch in which model and record part, words would be taken to speak of that.
                if !room.is_free(place.grown(5.0)) || zone.is_some_and(|zone| zone.touches(place.grown(2.0))) {
                    continue;
                }
                let far = |point: &Point| place.grown(4.0).gap_to(*point);
                let of = curve.iter().copied().min_by(|a, b| far(a).total_cmp(&far(b)));
                if let Some(of) = of.filter(|of| is_open(&room, place, *of)) {
                    let cost = math::round(far(&of) / 6.0) + lines.len() as f64 - place.left / 60.0;
                    if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                        best = Some((cost, Spot { lines: lines.clone(), place, of, far: far(&of) }));
                    }
                }
            }
            top += 6.0;
        }
    }
    best.map(|(_, spot)| spot)
}

/// Says whether nothing written stands between words and what they speak of.
fn is_open(room: &Room, place: Rect, of: Point) -> bool {
    let from = place.nearest_to(of);
    // Up to the disc that may be there.
    let short = |from: f64, to: f64| from + (to - from) * 0.8;
    room.is_open(from, (short(from.0, of.0), short(from.1, of.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_named_where_it_stands_out() {
        let curve = [(0.0, 250.0), (10.0, 130.0), (20.0, 20.0), (30.0, 60.0), (40.0, 250.0), (500.0, 250.0)];
        assert_eq!(body(&curve), [(10.0, 130.0), (20.0, 20.0), (30.0, 60.0)]);
        assert_eq!(body(&[(0.0, 5.0), (9.0, 5.0)]).len(), 2);
    }
}
