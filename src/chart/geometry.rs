//! What looks wrong in a finished drawing: labels that touch, leave the picture, or are struck through.

use crate::base::math;
use crate::chart::canvas::label_width;
use crate::chart::drawing::{Anchor, Drawing, Label, Point, Role, Shape};
use crate::typography::Fonts;

/// A rectangle: left, top, right, bottom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

/// Returns what is wrong with the places of labels, one sentence each, in the narrow layout too; nothing for a clean
/// drawing.
pub fn faults(drawing: &Drawing, fonts: &Fonts) -> Vec<String> {
    let narrow = drawing.narrow.iter().flat_map(|narrow| faults(narrow, fonts));
    let narrow: Vec<String> = narrow.map(|fault| format!("narrow: {fault}")).collect();
    faults_of_one(drawing, fonts).into_iter().chain(narrow).collect()
}

fn faults_of_one(drawing: &Drawing, fonts: &Fonts) -> Vec<String> {
    let boxes: Vec<Rect> = drawing.labels.iter().map(|label| bounds(label, fonts)).collect();
    let mut faults = Vec::new();
    for (index, (label, rect)) in drawing.labels.iter().zip(&boxes).enumerate() {
        let outside = rect.left < -0.5
            || rect.top < -0.5
            || rect.right > drawing.width + 0.5
            || rect.bottom > drawing.height + 0.5;
        if outside {
            faults.push(format!("`{}` leaves the picture", label.text));
        }
        for (other, other_rect) in drawing.labels.iter().zip(&boxes).skip(index + 1) {
            if rect.touches(*other_rect) {
                faults.push(format!("`{}` touches `{}`", label.text, other.text));
            }
        }
        let middle = rect.middle(label.size);
        if drawing.shapes.iter().any(|shape| strikes(shape, middle)) {
            faults.push(format!("a line crosses `{}`", label.text));
        }
    }
    faults
}

/// Returns the space that a label takes, with room for vowel signs above and below.
pub(super) fn bounds(label: &Label, fonts: &Fonts) -> Rect {
    let width = label_width(fonts, &label.text, label.size, label.bold);
    let left = match label.anchor {
        Anchor::Start => label.at.0,
        Anchor::Middle => label.at.0 - width / 2.0,
        Anchor::End => label.at.0 - width,
    };
    let (top, bottom) = (label.at.1 - 0.8 * label.size, label.at.1 + 0.26 * label.size);
    Rect { left, top, right: left + width, bottom }
}

impl Rect {
    /// Says whether two rectangles share space.
    pub(super) fn touches(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Returns the least rectangle round some points; nothing without any.
    pub(super) fn around(points: &[Point]) -> Option<Self> {
        let (first, rest) = points.split_first()?;
        let point = Self { left: first.0, top: first.1, right: first.0, bottom: first.1 };
        Some(rest.iter().fold(point, |round, (x, y)| Self {
            left: f64::min(round.left, *x),
            top: f64::min(round.top, *y),
            right: f64::max(round.right, *x),
            bottom: f64::max(round.bottom, *y),
        }))
    }

    /// Returns the distance between two rectangles; nought where they share space.
    pub(super) fn gap(self, other: Self) -> f64 {
        let dx = f64::max(f64::max(self.left - other.right, other.left - self.right), 0.0);
        let dy = f64::max(f64::max(self.top - other.bottom, other.top - self.bottom), 0.0);
        math::sqrt(dx * dx + dy * dy)
    }

    /// Returns the distance of a point.
    pub(super) fn gap_to(self, (x, y): Point) -> f64 {
        self.gap(Self { left: x, top: y, right: x, bottom: y })
    }

    /// Returns it with some room on every side.
    pub(super) fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// Returns its point that is nearest to another.
    pub(super) fn nearest_to(self, (x, y): Point) -> Point {
        (x.clamp(self.left, self.right), y.clamp(self.top, self.bottom))
    }

    /// Returns the band of the letters proper.
    fn middle(self, size: f64) -> Self {
        Self { top: self.top + 0.2 * size, bottom: self.bottom - 0.26 * size, ..self }
    }

    /// Says whether the segment between two points enters the rectangle.
    pub(super) fn crossed(self, from: Point, to: Point) -> bool {
        // Liang and Barsky: narrow the part of the segment that lies inside each edge.
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let edges = [
            (-dx, from.0 - self.left),
            (dx, self.right - from.0),
            (-dy, from.1 - self.top),
            (dy, self.bottom - from.1),
        ];
        let (mut enter, mut leave) = (0.0, 1.0);
        for (towards, room) in edges {
            if towards > 0.0 {
                leave = f64::min(leave, room / towards);
            } else if towards < 0.0 {
                enter = f64::max(enter, room / towards);
            } else if room <= 0.0 {
                return false;
            }
        }
        enter < leave
    }
}

fn strikes(shape: &Shape, rect: Rect) -> bool {
    match shape {
        Shape::Line { role: Role::Grid | Role::Band, .. } | Shape::Area { .. } => false,
        Shape::Line { points, .. } => points.windows(2).any(|pair| rect.crossed(pair[0], pair[1])),
        Shape::Dot { at, radius, .. } => {
            let dot = Rect { left: at.0 - radius, top: at.1 - radius, right: at.0 + radius, bottom: at.1 + radius };
            dot.touches(rect)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Words;

    fn label(text: &str, at: Point) -> Label {
        Label { text: text.to_owned(), at, anchor: Anchor::Start, size: 12.0, bold: false, role: Role::Ink }
    }

    fn drawing(labels: Vec<Label>, shapes: Vec<Shape>) -> Drawing {
        let fonts = Fonts::embedded();
        let sheet = crate::chart::canvas::Canvas::on(crate::chart::Sheet::page(&fonts));
        Drawing { shapes, labels, ..sheet.finish(&Words::default(), 100.0) }
    }

    #[test]
    fn every_kind_of_fault_is_named() {
        let line = |y: f64, role| Shape::Line { points: vec![(0.0, y), (680.0, y)], width: 1.0, dashed: false, role };
        let found = faults(
            &drawing(
                vec![label("first", (10.0, 30.0)), label("second", (20.0, 34.0)), label("তৃতীয়", (660.0, 60.0))],
                vec![line(57.0, Role::Axis), line(30.0, Role::Grid)],
            ),
            &Fonts::embedded(),
        );
        assert_eq!(found, ["`first` touches `second`", "`তৃতীয়` leaves the picture", "a line crosses `তৃতীয়`"]);
    }

    #[test]
    fn clean_labels_have_no_faults() {
        let line =
            Shape::Line { points: vec![(0.0, 50.0), (680.0, 50.0)], width: 1.0, dashed: false, role: Role::Axis };
        assert!(
            faults(
                &drawing(vec![label("above", (10.0, 40.0)), label("below", (10.0, 64.0))], vec![line]),
                &Fonts::embedded()
            )
            .is_empty()
        );
    }
}
