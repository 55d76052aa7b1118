//! Where a label finds room: free of labels and of lines.

use crate::chart::canvas::Canvas;
use crate::chart::drawing::{Point, Role, Shape};
use crate::chart::geometry::{self, Rect};

/// Width of the strips in which lines are kept, so that a place is held against few of them.
const STRIP: f64 = 16.0;

/// A straight piece of a line, of an outline, or of the grid.
type Piece = (Point, Point);

/// What is already on a sheet.
pub(super) struct Room {
    /// Labels and dots.
    taken: Vec<Rect>,
    /// Pieces of lines and outlines, by strip.
    strips: Vec<Vec<Piece>>,
    grid: Vec<Piece>,
}

impl Room {
    /// Looks at a sheet.
    pub(super) fn of(canvas: &Canvas<'_>) -> Self {
        let fonts = canvas.fonts();
        let taken = canvas.labels().iter().map(|label| geometry::bounds(label, fonts)).collect();
        let mut room = Self { taken, strips: vec![Vec::new(); strip(canvas.right()) + 1], grid: Vec::new() };
        for shape in canvas.shapes() {
            match shape {
                Shape::Line { role: Role::Grid, points, .. } => room.grid.extend(pieces(&points)),
                Shape::Line { points, .. } => pieces(&points).for_each(|piece| room.add(piece)),
                Shape::Area { points, .. } => {
                    let closing = points.last().copied().zip(points.first().copied());
                    pieces(&points).chain(closing).for_each(|piece| room.add(piece));
                }
                Shape::Dot { at: (x, y), radius, .. } => {
                    room.taken.push(Rect { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });
                }
            }
        }
        room
    }

    fn add(&mut self, piece: Piece) {
        let last = self.strips.len() - 1;
        let (from, to) = (f64::min(piece.0.0, piece.1.0), f64::max(piece.0.0, piece.1.0));
        for at in strip(from).min(last)..=strip(to).min(last) {
            self.strips[at].push(piece);
        }
    }

    /// Says whether nothing but light grid lines and filled areas lies in a rectangle.
    pub(super) fn is_free(&self, rect: Rect) -> bool {
        let last = self.strips.len() - 1;
        let mut near = self.strips[strip(rect.left).min(last)..=strip(rect.right).min(last)].iter().flatten();
        !self.taken.iter().any(|taken| taken.touches(rect)) && !near.any(|piece| rect.crossed(piece.0, piece.1))
    }

    /// Says whether a line from one point to another would cross no label.
    pub(super) fn is_open(&self, from: Point, to: Point) -> bool {
        !self.taken.iter().any(|taken| taken.crossed(from, to))
    }

    /// Returns the first of some places for the left end of a label's baseline where it has room, first of all one
    /// that no grid line runs through.
    pub(super) fn first(&self, size: (f64, f64), inside: Rect, places: &[Point]) -> Option<Point> {
        let (width, height) = size;
        let around = |(x, y): Point| Rect {
            left: x - 3.0,
            top: y - 0.8 * height - 1.0,
            right: x + width + 3.0,
            bottom: y + 0.26 * height + 1.0,
        };
        let fits = |place: Point| {
            let rect = around(place);
            let within = rect.left >= inside.left
                && rect.right <= inside.right
                && rect.top >= inside.top
                && rect.bottom <= inside.bottom;
            within && self.is_free(rect)
        };
        let free: Vec<Point> = places.iter().copied().filter(|place| fits(*place)).collect();
        let clear = free.iter().copied().find(|place| !self.on_grid(around(*place)));
        clear.or(free.first().copied())
    }

    fn on_grid(&self, rect: Rect) -> bool {
        self.grid.iter().any(|piece| rect.crossed(piece.0, piece.1))
    }
}

/// Returns the strip of a place; what lies left of the sheet is in the first.
fn strip(x: f64) -> usize {
    (x / STRIP) as usize
}

fn pieces(points: &[Point]) -> impl Iterator<Item = Piece> + '_ {
    points.windows(2).map(|pair| (pair[0], pair[1]))
}

/// Returns places for a label of some width around a point, the likeliest first: beside it, above, below, ever farther.
pub(super) fn around((x, y): Point, width: f64) -> Vec<Point> {
    let ring = |far: f64| {
        [
            (x - width - far, y - far + 2.0),
            (x + far, y + far + 8.0),
            (x + far, y - far + 2.0),
            (x - width - far, y + far + 8.0),
            (x + far + 2.0, y + 4.0),
            (x - width - far - 2.0, y + 4.0),
            (x - width / 2.0, y - far - 2.0),
            (x - width / 2.0, y + far + 12.0),
        ]
    };
    [7.0, 12.0, 20.0, 30.0].into_iter().flat_map(ring).collect()
}
