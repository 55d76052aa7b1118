//! A measure over two settings: a tile per pair of values, and where it is as wanted.

mod words;

use crate::base::expr::{Dim, Quantity};
use crate::base::math;
use crate::chart::for_screens;
use crate::chart::heat::{Axis as ChartAxis, HeatPanel, HeatSpec, Parting, STEPS, Tile, heat};
use crate::model::Id;
use crate::model::lesson::{Against, Op};
use crate::model::scenario::{DesignKind, MapAxis, MapBound};
use crate::runs::evidence::{DesignRecord, DesignResult, Map, MapCell};
use crate::text::{ClockFace, Texts};
use crate::view::document::{Block, BlockKind};
use crate::view::names;
use crate::view::report::grid;
use crate::view::writer::Writer;

/// A map with what prints it.
struct Sheet<'a> {
    id: &'a Id,
    result: &'a Map,
    over: &'a MapAxis,
    by: &'a MapAxis,
    wanted: Option<&'a MapBound>,
    texts: &'a Texts,
    face: ClockFace,
    measured: ClockFace,
    measure: String,
    /// Names of the settings: across, upwards.
    names: [String; 2],
    /// Names of the runs, by panel.
    runs: Vec<String>,
    /// The run that is compared with, as a sentence names it.
    against: Option<String>,
}

/// Asks the question of a map and draws its answer.
pub(super) fn question_and_figure(writer: &mut Writer<'_>, record: &DesignRecord) -> Vec<Block> {
    let Some(figure) = figure(writer, record) else { return Vec::new() };
    grid::question(writer, record).into_iter().chain([figure]).collect()
}

/// Draws a map; `None` for another design.
pub(in crate::view) fn figure(writer: &mut Writer<'_>, record: &DesignRecord) -> Option<Block> {
    let sheet = of(writer, record)?;
    let spec = sheet.spec();
    let drawing = for_screens(writer.press.fonts, |form| heat(&spec, form));
    Some(Block { id: drawing.id.clone(), kind: BlockKind::Figure(Box::new(drawing)) })
}

fn of<'w: 'a, 'a>(writer: &mut Writer<'w>, record: &'a DesignRecord) -> Option<Sheet<'a>> {
    let DesignResult::Map(result) = &record.result else { return None };
    let model = writer.model()?;
    let design = model.designs.iter().find(|design| design.id == record.id)?;
    let DesignKind::Map(map) = &design.kind else { return None };
    let names = [&map.over, &map.by].map(|axis| match &axis.text {
        Some(text) => writer.plain(text),
        None => axis.path.clone(),
    });
    let mut runs = Vec::new();
    for panel in &result.panels {
        let text = model.run(&panel.run).and_then(|run| run.text.as_ref());
        // As for explanations, the words up to the first colon or comma name a run.
        let words = text.map_or_else(|| panel.run.to_string(), |text| writer.plain(text));
        runs.push(words.split([':', ',']).next().unwrap_or(&words).trim().to_owned());
    }
    let wanted = map.wanted.as_ref();
    let against = wanted.and_then(|wanted| match &wanted.against {
        Against::Value(_) => None,
        Against::ShareOf { run, .. } => Some(writer.against(run)),
    });
    Some(Sheet {
        id: &record.id,
        result,
        over: &map.over,
        by: &map.by,
        wanted,
        texts: writer.texts(),
        face: writer.face()?,
        measured: writer.face_of(&result.measure)?,
        measure: writer.measure_word(&result.measure),
        names,
        runs,
        against,
    })
}

impl Sheet<'_> {
    fn spec(&self) -> HeatSpec {
        let texts = self.texts;
        let [across, upwards] = &self.names;
        HeatSpec {
            words: self.words(),
            across: self.axis(self.over, &texts.msg_with("map-across", &[("name", across.as_str().into())])),
            upwards: self.axis(self.by, &texts.msg_with("map-upwards", &[("name", upwards.as_str().into())])),
            measure: self.counted(),
            ramp: self.ramp().into_iter().map(|value| (self.shade(value), self.short(value))).collect(),
            limit: self.limit(),
            undecided: self.has_undecided().then(|| texts.msg("map-undecided")),
            own: self.own().map(|own| texts.msg_with("map-own", &[("values", own.into())])),
            panels: self
                .result
                .panels
                .iter()
                .zip(&self.runs)
                .map(|(panel, run)| HeatPanel {
                    title: run.clone(),
                    tiles: panel.cells.iter().map(|cell| self.tile(cell)).collect(),
                })
                .collect(),
        }
    }

    /// Returns the limit, if there is one that has a value.
    fn level(&self) -> Option<f64> {
        self.wanted.and(self.result.level).filter(|level| level.is_finite())
    }

    fn limit(&self) -> Option<Parting> {
        let (texts, wanted, level) = (self.texts, self.wanted?, self.level()?);
        let bound = self.bound_worked_out()?;
        Some(Parting {
            at: self.shade(level),
            below: matches!(wanted.op, Op::AtMost | Op::Below),
            wanted: texts.msg_with("map-wanted", &[("bound", bound.into())]),
            sides: [texts.msg("map-holds"), texts.msg("map-fails")],
        })
    }

    /// Returns the numbers that stand along the ramp: its ends and, where a limit parts it, the ends of every step.
    fn ramp(&self) -> Vec<f64> {
        let (low, high) = self.ends();
        let Some(level) = self.level() else { return vec![low, high] };
        let steps = |from: f64, to: f64| {
            (0..=STEPS.len()).map(move |step| from + (to - from) * step as f64 / STEPS.len() as f64)
        };
        let mut all: Vec<f64> = steps(low, level).chain(steps(level, high)).collect();
        all.dedup_by(|later, earlier| math::abs(*later - *earlier) < 1e-9 * f64::max(high - low, 1e-9));
        all
    }

    fn axis(&self, axis: &MapAxis, title: &str) -> ChartAxis {
        ChartAxis {
            title: title.to_owned(),
            labels: axis.values.iter().map(|value| self.value(axis, *value)).collect(),
            own: axis.own.and_then(|own| place(&axis.values, own)),
        }
    }

    /// Prints a value of a setting.
    fn value(&self, axis: &MapAxis, value: f64) -> String {
        names::declared(Quantity { value, dim: axis.dim }, self.face, self.texts)
    }

    fn means(&self) -> impl Iterator<Item = f64> {
        self.result.panels.iter().flat_map(|panel| &panel.cells).map(|cell| cell.mean).filter(|mean| mean.is_finite())
    }

    /// Returns the ends of the ramp: from nought, but for moments and for what falls below it, and never short of the
    /// limit.
    fn ends(&self) -> (f64, f64) {
        let all = || self.means().chain(self.level());
        let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
        if !low.is_finite() {
            return (0.0, 1.0);
        }
        if self.result.dim == Dim::Instant { (low, high) } else { (f64::min(low, 0.0), f64::max(high, 0.0)) }
    }

    fn shade(&self, value: f64) -> f64 {
        let (low, high) = self.ends();
        if high > low { (value - low) / (high - low) } else { 0.0 }
    }

    fn is_undecided(&self, cell: &MapCell) -> bool {
        cell.mean.is_finite() && self.wanted.is_some() && cell.met.is_none()
    }

    /// Says whether a tile has the mark of what is undecided.
    fn has_undecided(&self) -> bool {
        let mut cells = self.result.panels.iter().flat_map(|panel| &panel.cells);
        cells.any(|cell| self.is_undecided(cell) && cell.censored == 0)
    }

    fn tile(&self, cell: &MapCell) -> Tile {
        let there = cell.mean.is_finite();
        let label = if there { self.short(cell.mean) } else { "–".to_owned() };
        let undecided = self.is_undecided(cell);
        let label = match cell.censored {
            0 if undecided => format!("~{label}"),
            censored if censored > 0 && there => format!("{label}*"),
            _ => label,
        };
        let wanted = self.wanted.zip(self.result.level);
        Tile {
            shade: there.then(|| self.shade(cell.mean)),
            label,
            wanted: wanted.is_some_and(|(wanted, level)| wanted.op.holds(cell.mean, level)),
            undecided,
        }
    }

    /// Prints a mean as short as a tile wants it: two digits, but whole numbers whole.
    fn short(&self, value: f64) -> String {
        let texts = self.texts;
        let number = |value: f64| match math::abs(value) {
            size if size >= 9.95 => texts.number(math::round(value), 0),
            size if size >= 0.095 || size <= 0.0 => texts.brief(math::round(value * 10.0) / 10.0),
            _ => texts.significant(value),
        };
        match self.result.dim {
            Dim::NUMBER => number(value),
            Dim::Share => texts.msg_with("unit-percent", &[("number", number(value * 100.0).into())]),
            // What is measured stands beside them.
            Dim::DURATION if self.measured.error_minutes => number(value / 60.0),
            Dim::DURATION if math::abs(value) >= 60.0 || math::abs(value) <= 0.0 => {
                texts.msg_with("unit-minutes", &[("number", number(value / 60.0).into())])
            }
            Dim::Truth | Dim::Instant | Dim::Plain(_) => texts.quantity(value, self.result.dim, self.measured),
        }
    }

    /// Prints a mean with its interval.
    fn long(&self, cell: &MapCell) -> String {
        let (texts, dim) = (self.texts, self.result.dim);
        let value = match cell.half_width_95.filter(|half| half.is_finite()) {
            Some(half) => texts.quantity_with_margin(cell.mean, half, dim, self.measured),
            None => texts.quantity(cell.mean, dim, self.measured),
        };
        if cell.censored > 0 && cell.mean.is_finite() { format!("{value}*") } else { value }
    }
}

/// Returns where a value stands among others that ascend: its index, or half way between two; `None` outside.
fn place(values: &[f64], value: f64) -> Option<f64> {
    let same = |other: f64| math::abs(other - value) <= 1e-9 * f64::max(math::abs(value), 1e-9);
    if let Some(at) = values.iter().position(|other| same(*other)) {
        return Some(at as f64);
    }
    let between = values.windows(2).position(|pair| pair[0] < value && value < pair[1]);
    between.map(|at| at as f64 + 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_its_place_among_others() {
        let values = [60.0, 300.0, 600.0];
        assert_eq!(place(&values, 300.0), Some(1.0));
        assert_eq!(place(&values, 420.0), Some(1.5));
        assert_eq!((place(&values, 30.0), place(&values, 601.0)), (None, None));
    }
}
