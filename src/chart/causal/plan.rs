//! Which row each cause stands in, and where in its row.

use super::Cause;

/// Where a cause stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) row: usize,
    pub(super) column: usize,
}

/// Which way a link goes round what is between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// A link between two causes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    /// It feeds back.
    pub(super) back: bool,
    /// Round the rows; none for a link straight down to the next row.
    pub(super) side: Option<Side>,
}

/// Rows of causes and the links between them.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) rows: Vec<Vec<usize>>,
    pub(super) places: Vec<Place>,
    pub(super) links: Vec<Link>,
}

impl Plan {
    /// Puts every cause below those that led to it, at most so many in a row.
    pub(super) fn new(causes: &[Cause], most: usize) -> Self {
        let pairs = pairs(causes);
        let layers = layers(causes.len(), &pairs);
        let mut rows = rows(&layers, &pairs, most);
        // Each row in turn takes the order that draws its links shortest; the rows settle after a few rounds.
        for _ in 0..4 {
            for row in 0..rows.len() {
                order_row(&mut rows, row, &pairs);
            }
        }
        let places = places(&rows, causes.len());
        let links = pairs.iter().map(|&(from, to, back)| link((from, to, back), &rows, &places)).collect();
        Self { rows, places, links }
    }

    /// Says whether a cause is the outermost of its row on a side.
    pub(super) fn is_outermost(&self, cause: usize, side: Side) -> bool {
        let Place { row, column } = self.places[cause];
        match side {
            Side::Left => column == 0,
            Side::Right => column + 1 == self.rows[row].len(),
        }
    }

    /// Returns the rows that a link passes, those of its ends included.
    pub(super) fn span(&self, link: &Link) -> (usize, usize) {
        let (from, to) = (self.places[link.from].row, self.places[link.to].row);
        (from.min(to), from.max(to))
    }
}

/// Lists the links; one that leads to an earlier cause goes back, whatever the file calls it.
fn pairs(causes: &[Cause]) -> Vec<(usize, usize, bool)> {
    let known = |to: &usize| *to < causes.len();
    let mut pairs = Vec::new();
    for (from, cause) in causes.iter().enumerate() {
        pairs.extend(cause.leads_to.iter().copied().filter(known).map(|to| (from, to, to <= from)));
        pairs.extend(cause.loops_to.iter().copied().filter(known).map(|to| (from, to, true)));
    }
    pairs.retain(|(from, to, _)| from != to);
    pairs.dedup();
    pairs
}

fn layers(count: usize, pairs: &[(usize, usize, bool)]) -> Vec<usize> {
    let forward = || pairs.iter().filter(|(_, _, back)| !back);
    let mut layers = vec![0_usize; count];
    for cause in 0..count {
        layers[cause] = forward().filter(|pair| pair.1 == cause).map(|pair| layers[pair.0] + 1).max().unwrap_or(0);
    }
    for cause in (0..count).rev().filter(|cause| forward().all(|pair| pair.1 != *cause)) {
        // What nothing led to stands just over what it led to, and what only feeds back just below its target.
        let above = forward().filter(|pair| pair.0 == cause).map(|pair| layers[pair.1]).min();
        let below = pairs.iter().filter(|pair| pair.0 == cause && pair.2).map(|pair| layers[pair.1] + 1).max();
        layers[cause] = above.map_or(below.unwrap_or(0), |above| above.saturating_sub(1));
    }
    layers
}

fn rows(layers: &[usize], pairs: &[(usize, usize, bool)], most: usize) -> Vec<Vec<usize>> {
    let is_root = |cause: usize| pairs.iter().all(|pair| pair.1 != cause || pair.2);
    let deepest = layers.iter().copied().max().unwrap_or(0);
    let mut rows = Vec::new();
    for layer in 0..=deepest {
        let mut row: Vec<usize> = (0..layers.len()).filter(|cause| layers[*cause] == layer).collect();
        // Where a layer takes more than one row, what has its causes above comes first.
        if row.len() > most {
            row.sort_by_key(|cause| is_root(*cause));
        }
        let even = row.len().div_ceil(row.len().div_ceil(most).max(1)).max(1);
        rows.extend(row.chunks(even).map(<[usize]>::to_vec));
    }
    rows
}

fn places(rows: &[Vec<usize>], count: usize) -> Vec<Place> {
    let mut places = vec![Place { row: 0, column: 0 }; count];
    for (row, causes) in rows.iter().enumerate() {
        for (column, &cause) in causes.iter().enumerate() {
            places[cause] = Place { row, column };
        }
    }
    places
}

/// Gives a row the order in which links are shortest and what feeds back stands to the right.
fn order_row(rows: &mut [Vec<usize>], row: usize, pairs: &[(usize, usize, bool)]) {
    let orders = orders(&rows[row]);
    let mut best: Option<(f64, Vec<usize>)> = None;
    for order in orders {
        rows[row].clone_from(&order);
        let cost = cost(rows, pairs);
        if best.as_ref().is_none_or(|(least, _)| cost < least - 1e-9) {
            best = Some((cost, order));
        }
    }
    if let Some((_, order)) = best {
        rows[row] = order;
    }
}

/// Returns all orders of a short row, the given one first; of a long row that one alone.
fn orders(row: &[usize]) -> Vec<Vec<usize>> {
    if row.len() > 4 {
        return vec![row.to_vec()];
    }
    let Some((first, rest)) = row.split_first() else { return vec![Vec::new()] };
    let mut all = Vec::new();
    for order in orders(rest) {
        for at in 0..=order.len() {
            let mut longer = order.clone();
            longer.insert(at, *first);
            all.push(longer);
        }
    }
    all
}

fn cost(rows: &[Vec<usize>], pairs: &[(usize, usize, bool)]) -> f64 {
    let at = |cause: usize| {
        let found = rows.iter().enumerate().find_map(|(row, causes)| {
            let column = causes.iter().position(|other| *other == cause)?;
            Some((row, (column as f64 + 0.5) / causes.len() as f64))
        });
        found.unwrap_or((0, 0.5))
    };
    let one = |&(from, to, back): &(usize, usize, bool)| {
        let ((row, x), (next, y)) = (at(from), at(to));
        if back {
            0.6 * (2.0 - x - y)
        } else if next == row + 1 {
            crate::base::math::abs(x - y)
        } else {
            0.5 * (x + y)
        }
    };
    pairs.iter().map(one).sum()
}

fn link((from, to, back): (usize, usize, bool), rows: &[Vec<usize>], places: &[Place]) -> Link {
    let (start, end) = (places[from], places[to]);
    let side = if back {
        Some(Side::Right)
    } else if end.row == start.row + 1 {
        None
    } else if start.column > 0 && start.column + 1 == rows[start.row].len() {
        Some(Side::Right)
    } else {
        Some(Side::Left)
    };
    Link { from, to, back, side }
}
