//! temporary
use crate::chart::drawing::{Drawing, Shape};
use std::fmt::Write as _;
pub(super) fn svg(drawing: &Drawing) -> String {
    let mut s = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\">",
        drawing.width, drawing.height, drawing.width, drawing.height
    );
    for shape in &drawing.shapes {
        if let Shape::Line { points, width, .. } = shape {
            let p: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
            let _ = write!(
                s,
                "<polyline points=\"{}\" fill=\"none\" stroke=\"#0b4f7d\" stroke-width=\"{width}\"/>",
                p.join(" ")
            );
        }
    }
    s.push_str("</svg>");
    s
}
