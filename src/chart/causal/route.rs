//! The ways of links: down between rows, or beside them, in tracks and lanes of their own.

use super::plan::{Link, Plan, Side};
use super::ports::{Face, Port, lanes, ports};
use super::{BADGE, Tile};
use crate::base::math;
use crate::chart::drawing::Point;
use crate::chart::geometry::Rect;

/// The way of a link.
pub(super) struct Way {
    pub(super) points: Vec<Point>,
    /// It feeds back.
    pub(super) back: bool,
    /// Where the mark of feedback stands.
    pub(super) badge: Option<Point>,
}

/// A stretch of a way along the room between two rows.
#[derive(Clone, Copy, Debug)]
struct Run {
    link: usize,
    /// The start of the link rather than its end; the same for a way that has one stretch only.
    starts: bool,
    from: f64,
    to: f64,
    /// Which way the line goes on at either end.
    from_up: bool,
    to_up: bool,
}

const TRACK: f64 = 11.0;
/// From boxes down to the first track, and from the last track to the boxes below.
const ABOVE: f64 = 12.0;
const BELOW: f64 = 17.0;
/// Between rows without a track.
const PLAIN: f64 = 27.0;

/// Moves the boxes down to their rows and returns the ways between them, with the end of it all.
pub(super) fn route(plan: &Plan, tiles: &mut [Tile]) -> (Vec<Way>, f64) {
    let ports = ports(plan, tiles);
    let edge = |row: usize, side: Side| {
        let rects = plan.rows[row].iter().map(|&cause| tiles[cause].rect);
        match side {
            Side::Left => rects.map(|rect| rect.left).fold(f64::MAX, f64::min),
            Side::Right => rects.map(|rect| rect.right).fold(f64::MIN, f64::max),
        }
    };
    let lanes = lanes(plan, &edge);
    let tracks: Vec<Vec<(Run, usize)>> =
        (0..=plan.rows.len()).map(|channel| levels(&runs(plan, (&ports, &lanes), channel))).collect();
    let mut tops = Vec::new();
    let mut y = 1.0;
    for (channel, tracks) in tracks.iter().enumerate() {
        tops.push(y);
        y += height(tracks, channel, plan.rows.len());
        if let Some(row) = plan.rows.get(channel) {
            let tall = row.iter().map(|&cause| tiles[cause].rect.bottom).fold(0.0, f64::max);
            for &cause in row {
                tiles[cause].rect.top += y;
                tiles[cause].rect.bottom += y;
            }
            y += tall;
        }
    }
    let track = |channel: usize, link: usize, starts: bool| {
        let found = tracks[channel].iter().find(|(run, _)| run.link == link && run.starts == starts);
        found.map(|(_, level)| tops[channel] + if channel == 0 { 4.0 } else { ABOVE } + *level as f64 * TRACK)
    };
    let ways = plan.links.iter().enumerate().map(|(index, link)| match link.side {
        None => down(plan, tiles, (index, link), (ports[index], &track)),
        Some(_) => around(plan, tiles, (index, link), (ports[index], lanes[index], &track)),
    });
    let mut ways: Vec<Way> = ways.collect();
    clear_badges(&mut ways);
    (ways, y)
}

type Track<'a> = &'a dyn Fn(usize, usize, bool) -> Option<f64>;

fn down(plan: &Plan, tiles: &[Tile], (index, link): (usize, &Link), (ports, track): ((Port, Port), Track<'_>)) -> Way {
    let (start, end) = ((ports.0.at, tiles[link.from].rect.bottom), (ports.1.at, tiles[link.to].rect.top));
    let turn = track(plan.places[link.to].row, index, true);
    let between = turn.map(|y| [(start.0, y), (end.0, y)]);
    let points = [start].into_iter().chain(between.into_iter().flatten()).chain([end]).collect();
    Way { points, back: link.back, badge: None }
}

fn around(
    plan: &Plan,
    tiles: &[Tile],
    (index, link): (usize, &Link),
    (ports, lane, track): ((Port, Port), f64, Track<'_>),
) -> Way {
    let turn = |cause: usize, port: Port, starts: bool| -> Vec<Point> {
        let rect = tiles[cause].rect;
        let row = plan.places[cause].row;
        match port.face {
            Face::Left => vec![(rect.left, rect.top + port.at), (lane, rect.top + port.at)],
            Face::Right => vec![(rect.right, rect.top + port.at), (lane, rect.top + port.at)],
            Face::Bottom => {
                let y = track(row + 1, index, starts).unwrap_or(rect.bottom + ABOVE);
                vec![(port.at, rect.bottom), (port.at, y), (lane, y)]
            }
            Face::Top => {
                let y = track(row, index, starts).unwrap_or(rect.top - BELOW);
                vec![(port.at, rect.top), (port.at, y), (lane, y)]
            }
        }
    };
    let mut points = turn(link.from, ports.0, true);
    let out = points.last().map_or(0.0, |point| point.1);
    let mut home = turn(link.to, ports.1, false);
    let back = home.last().map_or(0.0, |point| point.1);
    home.reverse();
    points.extend(home);
    // On the upright part, if it is long enough.
    let long = math::abs(out - back) > 2.0 * BADGE + 8.0;
    let badge = (link.back && long).then(|| (lane, f64::midpoint(out, back)));
    Way { points, back: link.back, badge }
}

/// Moves marks along their lanes to where no other way runs through them.
fn clear_badges(ways: &mut [Way]) {
    for index in 0..ways.len() {
        let Some((x, y)) = ways[index].badge else { continue };
        let upright = ways[index].points.windows(2).find(|pair| pair.iter().all(|point| math::abs(point.0 - x) < 0.1));
        let Some((from, to)) = upright.map(|pair| (pair[0].1, pair[1].1)) else { continue };
        let places = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74].map(|share| (x, from + share * (to - from)));
        let crossed = |(x, y): Point| {
            let reach = BADGE + 3.0;
            let around = Rect { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
            let others = ways.iter().enumerate().filter(|(other, _)| *other != index);
            others.flat_map(|(_, way)| way.points.windows(2)).any(|pair| around.crossed(pair[0], pair[1]))
        };
        ways[index].badge = Some(places.into_iter().find(|place| !crossed(*place)).unwrap_or((x, y)));
    }
}

/// Lists the stretches between two rows: channel `n` lies over row `n`.
fn runs(plan: &Plan, (ports, lanes): (&[(Port, Port)], &[f64]), channel: usize) -> Vec<Run> {
    let mut runs = Vec::new();
    for (index, link) in plan.links.iter().enumerate() {
        let (start, end) = ports[index];
        let (from, to) = (plan.places[link.from].row, plan.places[link.to].row);
        if link.side.is_none() {
            if to == channel && math::abs(start.at - end.at) > 0.5 {
                let run = Run { link: index, starts: true, from: start.at, to: end.at, from_up: true, to_up: false };
                runs.push(run);
            }
            continue;
        }
        if start.face == Face::Bottom && from + 1 == channel {
            // Feedback goes on upwards, what skips a row downwards.
            let to_up = to <= from;
            runs.push(Run { link: index, starts: true, from: start.at, to: lanes[index], from_up: true, to_up });
        }
        if end.face == Face::Top && to == channel {
            let to_up = from < to;
            runs.push(Run { link: index, starts: false, from: end.at, to: lanes[index], from_up: false, to_up });
        }
    }
    runs
}

/// Gives stretches their tracks so that few cross and none lies on another.
fn levels(runs: &[Run]) -> Vec<(Run, usize)> {
    const TRIED: usize = 6;
    let mut best: Option<(usize, Vec<Run>)> = None;
    for order in orders(&(0..runs.len().min(TRIED)).collect::<Vec<_>>()) {
        let order: Vec<Run> =
            order.into_iter().chain(TRIED..runs.len()).filter_map(|at| runs.get(at).copied()).collect();
        let cost = cost(&order);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, order));
        }
    }
    let mut levels: Vec<(Run, usize)> = Vec::new();
    for run in best.map(|(_, order)| order).unwrap_or_default() {
        let level = levels.iter().filter(|(other, _)| meet(other, &run)).map(|(_, level)| level + 1).max();
        levels.push((run, level.unwrap_or(0)));
    }
    levels
}

fn orders(items: &[usize]) -> Vec<Vec<usize>> {
    let Some((first, rest)) = items.split_first() else { return vec![Vec::new()] };
    let longer = |order: Vec<usize>| {
        (0..=order.len()).map(move |at| {
            let mut longer = order.clone();
            longer.insert(at, *first);
            longer
        })
    };
    orders(rest).into_iter().flat_map(longer).collect()
}

fn ends(run: &Run) -> (f64, f64) {
    (f64::min(run.from, run.to), f64::max(run.from, run.to))
}

/// Says whether two stretches cannot share a track.
fn meet(one: &Run, other: &Run) -> bool {
    let (a, b) = (ends(one), ends(other));
    a.0 < b.1 + 8.0 && b.0 < a.1 + 8.0
}

/// Counts crossings of stretches in an order from the top; one line on another counts for many.
fn cost(order: &[Run]) -> usize {
    const ON_ANOTHER: usize = 50;
    let stubs = |run: &Run| [(run.from, run.from_up), (run.to, run.to_up)];
    let mut cost = 0;
    for (index, over) in order.iter().enumerate() {
        for under in order.iter().skip(index + 1).filter(|under| meet(over, under)) {
            let crosses = |x: f64, run: &Run| usize::from(ends(run).0 < x && x < ends(run).1);
            cost += stubs(under).iter().filter(|(_, up)| *up).map(|(x, _)| crosses(*x, over)).sum::<usize>();
            cost += stubs(over).iter().filter(|(_, up)| !up).map(|(x, _)| crosses(*x, under)).sum::<usize>();
            let same = |(x, up): (f64, bool), (other, down): (f64, bool)| up && !down && math::abs(x - other) < 5.0;
            let on = stubs(under).iter().any(|a| stubs(over).iter().any(|b| same(*a, *b)));
            cost += if on { ON_ANOTHER } else { 0 };
        }
    }
    cost
}

fn height(tracks: &[(Run, usize)], channel: usize, rows: usize) -> f64 {
    let levels = tracks.iter().map(|(_, level)| level + 1).max().unwrap_or(0);
    let tall = levels.saturating_sub(1) as f64 * TRACK;
    if channel == 0 {
        if levels == 0 { 0.0 } else { 4.0 + tall + BELOW }
    } else if channel == rows {
        if levels == 0 { 0.0 } else { ABOVE + tall + 4.0 }
    } else if levels == 0 {
        PLAIN
    } else {
        ABOVE + tall + BELOW
    }
}
