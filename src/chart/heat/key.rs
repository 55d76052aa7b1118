//! What the colours and marks of tiles mean.

use super::{HeatSpec, NUMBER, Parting, SMALL, STEPS, frame, opacity, paint};
use crate::base::math;
use crate::chart::canvas::{Canvas, leading};
use crate::chart::drawing::{Anchor, Point, Role};

const RAMP: (f64, f64) = (228.0, 13.0);
/// Width of what stands before an entry of the key.
const SWATCH: f64 = 27.0;

/// Draws the ramp with its numbers, and what colours and frame mean; returns where the panels begin.
pub(super) fn draw_key(spec: &HeatSpec, canvas: &Canvas<'_>) -> f64 {
    // The words beside the ramp begin as high as its title.
    let beside = spec.limit.is_some() && !canvas.is_narrow();
    let title = canvas.wrap(&spec.measure, if beside { RAMP.0 + 14.0 } else { canvas.right() }, SMALL);
    canvas.lines(&title, (0.0, 12.0), SMALL);
    let top = title.len() as f64 * leading(12.0) + 4.0;
    let (length, height) = RAMP;
    let inset = spec.ramp.first().map_or(0.0, |(_, label)| canvas.width(label, SMALL) / 2.0);
    draw_ramp(spec, canvas, (inset, top));
    for (shade, label) in with_room(spec, canvas) {
        let x = inset + length * place(spec, shade);
        canvas.line(&[(x, top + height), (x, top + height + 3.0)], 1.0, Role::Axis);
        canvas.text(label, (x, top + height + 15.0), SMALL.anchor(Anchor::Middle));
    }
    let last = spec.ramp.last().map_or(0.0, |(_, label)| canvas.width(label, SMALL) / 2.0);
    // What colours and frame mean stands beside the ramp, or under it where the sheet is narrow.
    let (beside, mut y) = if canvas.is_narrow() {
        (0.0, top + height + 34.0)
    } else {
        (inset + length + f64::max(last, 6.0) + 22.0, if spec.limit.is_some() { 12.0 } else { top + height - 2.0 })
    };
    let sides = spec.limit.iter().flat_map(|limit| {
        [(&limit.wanted, Entry::Side { wanted: true }), (&limit.sides[1], Entry::Side { wanted: false })]
    });
    let undecided = spec.undecided.iter().map(|words| (words, Entry::Undecided));
    for (words, entry) in sides.chain(undecided).chain(spec.own.iter().map(|own| (own, Entry::Own))) {
        let (from, to) = ((beside + 2.0, y - 10.0), (beside + 2.0 + SWATCH, y + 2.0));
        match entry {
            Entry::Side { wanted } => shades(canvas, from, wanted),
            Entry::Undecided => canvas.text("~", (f64::midpoint(from.0, to.0), y), NUMBER.anchor(Anchor::Middle)),
            Entry::Own => frame(canvas, from, to),
        }
        let lines = canvas.wrap(words, canvas.right() - beside - SWATCH - 12.0, SMALL);
        let fails = matches!(entry, Entry::Side { wanted: false });
        canvas.lines(&lines, (beside + SWATCH + 12.0, y), if fails { SMALL.bold() } else { SMALL });
        y += lines.len() as f64 * leading(12.0) + 3.0;
    }
    f64::max(top + height + 22.0, y - 6.0) + 10.0
}

/// What an entry of the key explains.
enum Entry {
    /// All shades of a side.
    Side { wanted: bool },
    /// Numbers that may lie on either.
    Undecided,
    /// The framed tile.
    Own,
}

/// Draws all shades of a side, from the limit outwards.
fn shades(canvas: &Canvas<'_>, (left, top): Point, wanted: bool) {
    let width = SWATCH / STEPS.len() as f64;
    for (step, opacity) in STEPS.into_iter().enumerate() {
        let left = left + width * step as f64;
        canvas.rect((left, top), (left + width, top + 12.0), opacity, Parting::role(wanted));
    }
}

/// Draws the colours that numbers have: step by step from a limit, else running into one another.
fn draw_ramp(spec: &HeatSpec, canvas: &Canvas<'_>, (left, top): Point) {
    let (length, height) = RAMP;
    let piece = |from: f64, to: f64, (opacity, role): (f64, Role)| {
        canvas.rect((left + length * from, top), (left + length * to, top + height), opacity, role);
    };
    let Some(limit) = &spec.limit else {
        for step in 0..24_u32 {
            let shade = (f64::from(step) + 0.5) / 24.0;
            piece(f64::from(step) / 24.0, f64::from(step + 1) / 24.0, (opacity(shade), Role::Main));
        }
        return;
    };
    for pair in spec.ramp.windows(2) {
        let middle = f64::midpoint(pair[0].0, pair[1].0);
        let (opacity, role, _) = paint(spec, middle, (middle < limit.at) == limit.below);
        piece(place(spec, pair[0].0), place(spec, pair[1].0), (opacity, role));
    }
    let at = left + length * place(spec, limit.at);
    canvas.line(&[(at, top - 3.0), (at, top + height + 3.0)], 2.6, Role::Ink);
}

/// Returns where on the ramp a shade stands, from 0 to 1: steps of colour are equally wide.
fn place(spec: &HeatSpec, shade: f64) -> f64 {
    let at = spec.ramp.iter().position(|(other, _)| math::abs(other - shade) < 1e-9);
    match (&spec.limit, at) {
        (Some(_), Some(at)) => at as f64 / (spec.ramp.len() - 1).max(1) as f64,
        (Some(_), None) | (None, _) => shade,
    }
}

/// Returns the numbers along the ramp that have room: its ends, and those between that touch none.
fn with_room<'s>(spec: &'s HeatSpec, canvas: &Canvas<'_>) -> Vec<(f64, &'s str)> {
    let [first, between @ .., last] = spec.ramp.as_slice() else {
        return spec.ramp.iter().map(|(shade, label)| (*shade, label.as_str())).collect();
    };
    let mut kept = vec![(first.0, first.1.as_str()), (last.0, last.1.as_str())];
    for (shade, label) in between {
        let half = |label: &str| canvas.width(label, SMALL) / 2.0;
        let apart = |(other, beside): &(f64, &str)| {
            let between = math::abs(place(spec, *other) - place(spec, *shade));
            between * RAMP.0 >= half(label) + half(beside) + 8.0
        };
        if kept.iter().all(apart) {
            kept.push((*shade, label));
        }
    }
    kept
}
