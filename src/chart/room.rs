//! Where a label finds room: free of labels and of lines.

use crate::chart::canvas::Canvas;
use crate::chart::drawing::{Point, Role, Shape};
use crate::chart::geometry::{self, Rect};

/// What is already on a sheet.
pub(super) struct Room {
    labels: Vec<Rect>,
    shapes: Vec<Shape>,
}

impl Room {
    /// Looks at a sheet.
    pub(super) fn of(canvas: &Canvas<'_>) -> Self {
        let fonts = canvas.fonts();
        let labels = canvas.labels().iter().map(|label| geometry::bounds(label, fonts)).collect();
        Self { labels, shapes: canvas.shapes() }
    }

    /// Says whether nothing but light grid lines and filled areas lies in a rectangle.
    pub(super) fn is_free(&self, rect: Rect) -> bool {
        !self.labels.iter().any(|label| label.touches(rect)) && !self.shapes.iter().any(|shape| covers(shape, rect))
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
        self.shapes.iter().any(|shape| match shape {
            Shape::Line { role: Role::Grid, points, .. } => crosses(points, rect),
            Shape::Line { .. } | Shape::Area { .. } | Shape::Dot { .. } => false,
        })
    }
}

/// Says whether a line, a dot, or the outline of an area enters a rectangle.
fn covers(shape: &Shape, rect: Rect) -> bool {
    match shape {
        Shape::Line { role: Role::Grid, .. } => false,
        Shape::Line { points, .. } | Shape::Area { points, .. } => crosses(points, rect),
        Shape::Dot { at, radius, .. } => {
            rect.touches(Rect { left: at.0 - radius, top: at.1 - radius, right: at.0 + radius, bottom: at.1 + radius })
        }
    }
}

fn crosses(points: &[Point], rect: Rect) -> bool {
    points.windows(2).any(|pair| rect.crossed(pair[0], pair[1]))
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
