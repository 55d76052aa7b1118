//! Where links touch boxes, and which lane beside the rows each takes.

use super::Tile;
use super::plan::{Link, Plan, Side};
use crate::base::math;
use crate::chart::scale::spread;

/// Between two lanes that feed back, wide enough for their marks, and between others.
const BACK_STEP: f64 = 16.0;
const STEP: f64 = 10.0;
/// Between boxes and the first lane.
const CLEAR: f64 = 14.0;
/// Between two links on one side of a box.
const APART: f64 = 15.0;
/// From the corner of a box to the first link.
const CORNER: f64 = 12.0;

/// A side of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    Top,
    Bottom,
    Left,
    Right,
}

/// An end of a link: the side of the box it touches, and where along that side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Port {
    pub(super) face: Face,
    /// Horizontal place on top and bottom; on the sides, distance from the top.
    pub(super) at: f64,
}

/// Returns the room that lanes take on the left and on the right.
pub(super) fn gutters(plan: &Plan) -> (f64, f64) {
    let lanes = lanes(plan, &|_, _| 0.0);
    let room = |wanted: Side, sign: f64| {
        let of_side = plan.links.iter().zip(&lanes).filter(|(link, _)| link.side == Some(wanted));
        of_side.map(|(_, lane)| sign * lane + BACK_STEP / 2.0).fold(2.0, f64::max)
    };
    (room(Side::Left, -1.0), room(Side::Right, 1.0))
}

/// Returns the lane of every link that goes round: its horizontal place. `edge` is the end of a row on a side.
pub(super) fn lanes(plan: &Plan, edge: &dyn Fn(usize, Side) -> f64) -> Vec<f64> {
    let mut lanes = vec![0.0; plan.links.len()];
    let mut placed: Vec<usize> = Vec::new();
    let mut order: Vec<usize> = (0..plan.links.len()).collect();
    // Short ones inside long ones.
    order.sort_by_key(|&index| {
        let link = &plan.links[index];
        let (first, last) = plan.span(link);
        // What comes up from under the boxes goes round what leaves them sideways.
        let under = link.side.is_some_and(|side| !plan.is_outermost(link.from, side));
        (last - first, under, first)
    });
    for index in order {
        let link = &plan.links[index];
        let Some(side) = link.side else { continue };
        let sign = match side {
            Side::Left => -1.0,
            Side::Right => 1.0,
        };
        let (first, last) = plan.span(link);
        let clear = (first..=last).map(|row| sign * edge(row, side)).fold(f64::MIN, f64::max) + CLEAR;
        let beside = |&other: &usize| {
            let (top, bottom) = plan.span(&plan.links[other]);
            let meets = plan.links[other].side == Some(side) && top <= last && first <= bottom;
            let step = if link.back || plan.links[other].back { BACK_STEP } else { STEP };
            meets.then(|| sign * lanes[other] + step)
        };
        let lane = placed.iter().filter_map(beside).fold(clear, f64::max);
        lanes[index] = sign * lane;
        placed.push(index);
    }
    lanes
}

/// Returns both ends of every link.
pub(super) fn ports(plan: &Plan, tiles: &[Tile]) -> Vec<(Port, Port)> {
    let mut ports: Vec<(Port, Port)> = plan.links.iter().map(|link| wishes(plan, tiles, link)).collect();
    let ranks: Vec<f64> = lanes(plan, &|_, _| 0.0).into_iter().map(math::abs).collect();
    for (cause, tile) in tiles.iter().enumerate() {
        for face in [Face::Top, Face::Bottom] {
            spread_face(plan, &mut ports, (cause, tile), face);
        }
        for face in [Face::Left, Face::Right] {
            nest_face(plan, &mut ports, (cause, tile, face), &ranks);
        }
    }
    straighten(plan, tiles, &mut ports);
    ports
}

/// Returns where a link would touch its boxes if it had them for itself.
fn wishes(plan: &Plan, tiles: &[Tile], link: &Link) -> (Port, Port) {
    let (from, to) = (tiles[link.from].rect, tiles[link.to].rect);
    let Some(side) = link.side else {
        let (low, high) = (f64::max(from.left, to.left) + CORNER, f64::min(from.right, to.right) - CORNER);
        let middle = f64::midpoint(low, high);
        let (start, end) = if low <= high {
            (middle, middle)
        } else {
            let inside = |left: f64, right: f64, x: f64| f64::max(left + CORNER, f64::min(right - CORNER, x));
            (inside(from.left, from.right, middle), inside(to.left, to.right, middle))
        };
        return (Port { face: Face::Bottom, at: start }, Port { face: Face::Top, at: end });
    };
    let sideways = match side {
        Side::Left => Face::Left,
        Side::Right => Face::Right,
    };
    let corner = |cause: usize| match side {
        Side::Left => tiles[cause].rect.left + CORNER,
        Side::Right => tiles[cause].rect.right - CORNER,
    };
    let end = |cause: usize, other: Face| {
        if plan.is_outermost(cause, side) {
            Port { face: sideways, at: 0.0 }
        } else {
            Port { face: other, at: corner(cause) }
        }
    };
    (end(link.from, Face::Bottom), end(link.to, Face::Top))
}

/// Lists the ends of links that touch one side of a box: which link, whether it starts here, and where it would be.
fn touching(plan: &Plan, ports: &[(Port, Port)], cause: usize, face: Face) -> Vec<(usize, bool, f64)> {
    let mut here = Vec::new();
    for (index, (link, (start, end))) in plan.links.iter().zip(ports.iter()).enumerate() {
        if link.from == cause && start.face == face {
            here.push((index, true, start.at));
        }
        if link.to == cause && end.face == face {
            here.push((index, false, end.at));
        }
    }
    here
}

/// Puts links beside a box one under the other so that they nest: first what comes from above, the inner lanes over the
/// outer, then what goes on below, the outer over the inner.
fn nest_face(plan: &Plan, ports: &mut [(Port, Port)], (cause, tile, face): (usize, &Tile, Face), ranks: &[f64]) {
    let mut here = touching(plan, ports, cause, face);
    let row = plan.places[cause].row;
    let goes_down = |index: usize| plan.span(&plan.links[index]).1 > row;
    here.sort_by(|a, b| {
        let nested = ranks[a.0].total_cmp(&ranks[b.0]);
        goes_down(a.0).cmp(&goes_down(b.0)).then(if goes_down(a.0) { nested.reverse() } else { nested })
    });
    let height = tile.rect.bottom - tile.rect.top;
    let apart = f64::min(APART, height / here.len().max(1) as f64);
    let middle = (here.len() as f64 - 1.0) / 2.0;
    for (position, (index, starts, _)) in here.into_iter().enumerate() {
        let port = if starts { &mut ports[index].0 } else { &mut ports[index].1 };
        port.at = height / 2.0 + (position as f64 - middle) * apart;
    }
}

/// Moves the links above or below a box apart.
fn spread_face(plan: &Plan, ports: &mut [(Port, Port)], (cause, tile): (usize, &Tile), face: Face) {
    let mut here = touching(plan, ports, cause, face);
    if here.len() < 2 {
        return;
    }
    // Of two that want the same place, the one from or to the left stands left, and what goes round outside both.
    let other = |&(index, starts, _): &(usize, bool, f64)| {
        let link = &plan.links[index];
        match link.side {
            Some(Side::Left) => 0,
            None => 1 + plan.places[if starts { link.to } else { link.from }].column,
            Some(Side::Right) => usize::MAX,
        }
    };
    here.sort_by(|a, b| a.2.total_cmp(&b.2).then(other(a).cmp(&other(b))));
    let limits = (tile.rect.left + 4.0, tile.rect.right - 4.0);
    let apart = f64::min(APART, (limits.1 - limits.0) / here.len() as f64);
    let wishes: Vec<f64> = here.iter().map(|(_, _, at)| *at).collect();
    let places = spread(&wishes, &vec![apart; wishes.len()], limits);
    for ((index, starts, _), at) in here.into_iter().zip(places) {
        let port = if starts { &mut ports[index].0 } else { &mut ports[index].1 };
        port.at = at;
    }
}

/// Lets a link run straight down where the box at one end has no other link on that side.
fn straighten(plan: &Plan, tiles: &[Tile], ports: &mut [(Port, Port)]) {
    let count = |ports: &[(Port, Port)], cause: usize, face: Face| {
        let both = plan.links.iter().zip(ports);
        both.map(|(link, (start, end))| {
            usize::from(link.from == cause && start.face == face) + usize::from(link.to == cause && end.face == face)
        })
        .sum::<usize>()
    };
    for (index, link) in plan.links.iter().enumerate().filter(|(_, link)| link.side.is_none()) {
        let (start, end) = (ports[index].0.at, ports[index].1.at);
        let fits = |cause: usize, x: f64| {
            x >= tiles[cause].rect.left + CORNER - 1.0 && x <= tiles[cause].rect.right - CORNER + 1.0
        };
        if math::abs(start - end) < 0.1 {
            continue;
        }
        if count(ports, link.to, Face::Top) == 1 && fits(link.to, start) {
            ports[index].1.at = start;
        } else if count(ports, link.from, Face::Bottom) == 1 && fits(link.from, end) {
            ports[index].0.at = end;
        }
    }
}
