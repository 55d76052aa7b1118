//! Curves: formulas over one variable, drawn with their marks and their limit.

mod words;

use crate::base::expr::Dim;
use crate::base::math;
use crate::chart::curve::{CurveSpec, Kind, Limit, Line, Mark, Note, Panel, curve};
use crate::chart::drawing::Point;
use crate::chart::for_screens;
use crate::model::Id;
use crate::model::scenario::{CurveLook, DesignKind, Param, Shown};
use crate::runs::evidence::{DesignRecord, DesignResult};
use crate::sim;
use crate::text::{ClockFace, Texts};
use crate::view::document::{Block, BlockKind, Cell, Inline};
use crate::view::report::grid;
use crate::view::writer::{Writer, fill, number_cell, paragraph, plain, say, slot};

/// Points of a line.
const POINTS: usize = 160;

/// A curve with its words.
struct Curve<'a> {
    id: &'a str,
    params: &'a [Param],
    variable: &'a str,
    values: &'a [f64],
    shows: &'a [Shown],
    look: &'a CurveLook,
    columns: &'a [(Id, Vec<f64>)],
    limit: Option<Level>,
    face: ClockFace,
    texts: &'a Texts,
    name: String,
    names: Vec<String>,
    marks: Vec<String>,
}

/// A limit worked out.
struct Level {
    at: f64,
    dim: Dim,
    label: String,
}

/// A point where a column meets the limit.
struct Crossing {
    at: f64,
    upwards: bool,
}

/// Asks the question of a curve and answers it: with a picture when values of its variable are marked, else, when it asks
/// for one thing only, in a sentence that leads to its own page.
pub(super) fn question_and_answer(writer: &mut Writer<'_>, record: &DesignRecord) -> Vec<Block> {
    let Some(curve) = of(writer, record) else { return Vec::new() };
    let (marked, told) = (!curve.look.marks.is_empty(), curve.only_sentence());
    let answer = if marked {
        figure(writer, record)
    } else {
        told.map(|told| {
            let page =
                fill(&writer.texts().msg_with("curve-page", &[("run", slot(0))]), &[vec![writer.run_link(&record.id)]]);
            let content = say(format!("{told} ")).into_iter().chain(page).collect();
            paragraph(&format!("designs/{}.answer", record.id), content)
        })
    };
    let Some(answer) = answer else { return Vec::new() };
    grid::question(writer, record).into_iter().chain([answer]).collect()
}

/// Draws a curve; `None` for another design, and where there are not two values to draw between.
pub(in crate::view) fn figure(writer: &mut Writer<'_>, record: &DesignRecord) -> Option<Block> {
    let of = of(writer, record)?;
    let texts = writer.texts();
    if of.low() >= of.high() {
        return None;
    }
    let print = |value: f64| of.tick(of.look.dim, value);
    let dims = of.dims();
    let prints: Vec<_> = dims.iter().map(|dim| |value: f64| of.tick(*dim, value)).collect();
    let panels = dims.iter().zip(&prints).map(|(dim, print)| of.panel(*dim, print));
    let spec = CurveSpec {
        words: of.words(),
        axis: if of.look.log {
            texts.msg_with("curve-axis-log", &[("name", of.name.as_str().into())])
        } else {
            of.name.clone()
        },
        print: &print,
        kind: Kind { log: of.look.log, time: of.look.dim == Dim::DURATION },
        marks: of
            .look
            .marks
            .iter()
            .zip(&of.marks)
            .map(|(mark, label)| Mark { at: mark.at, label: of.mark_label(mark.at, label) })
            .collect(),
        panels: panels.collect(),
    };
    let drawing = for_screens(writer.press.fonts, |sheet| curve(&spec, sheet));
    Some(Block { id: drawing.id.clone(), kind: BlockKind::Figure(Box::new(drawing)) })
}

/// Makes the table of every value of a curve, each in its unit.
pub(in crate::view) fn table(writer: &mut Writer<'_>, record: &DesignRecord) -> Option<Block> {
    let of = of(writer, record)?;
    let texts = writer.texts();
    let head = |words: &str, id: &str| {
        let content = if words == id { vec![Inline::Code(id.to_owned())] } else { say(words.to_owned()) };
        Cell { content, number: true }
    };
    let mut heads = vec![head(&of.name, of.variable)];
    heads.extend(of.shows.iter().zip(&of.names).map(|(shown, name)| head(name, shown.id.as_str())));
    let rows = of.values.iter().enumerate().map(|(at, value)| {
        let cells = of.shows.iter().map(|shown| of.amount(of.dim(shown), of.recorded(shown, at)));
        std::iter::once(of.amount(of.look.dim, *value)).chain(cells).map(number_cell).collect()
    });
    let kind = BlockKind::Table { caption: say(texts.msg("curve-caption")), head: heads, rows: rows.collect() };
    Some(Block { id: "curve".to_owned(), kind })
}

fn of<'w: 'a, 'a>(writer: &mut Writer<'w>, record: &'a DesignRecord) -> Option<Curve<'a>> {
    let model = writer.model()?;
    let design = model.designs.iter().find(|design| design.id == record.id)?;
    let DesignKind::Curve { variable, values, shows, look } = &design.kind else { return None };
    let DesignResult::Curve { columns, .. } = &record.result else { return None };
    let (texts, face) = (writer.texts(), writer.face()?);
    let params = &model.base().scenario.params;
    let names =
        shows.iter().map(|shown| shown.text.as_ref().map_or_else(|| shown.id.to_string(), |text| writer.plain(text)));
    let names = names.collect();
    let marks = look.marks.iter().map(|mark| mark.text.as_ref().map(|text| writer.plain(text)).unwrap_or_default());
    let marks = marks.collect();
    let name = look.text.as_ref().map_or_else(|| variable.to_string(), |text| plain(&writer.inline(text)));
    let mut curve = Curve {
        id: record.id.as_str(),
        params,
        variable: variable.as_str(),
        values,
        shows,
        look,
        columns,
        limit: None,
        face,
        texts,
        name,
        names,
        marks,
    };
    if let Some(limit) = &look.limit
        && let Ok(at) = sim::curve_value(&limit.expr, params, ("", 0.0))
    {
        let words = limit.text.as_ref().map(|text| writer.plain(text));
        let words = words.unwrap_or_else(|| texts.msg("curve-limit"));
        let args = [("name", words.into()), ("value", curve.amount(limit.dim, at).into())];
        curve.limit = Some(Level { at, dim: limit.dim, label: texts.msg_with("curve-named", &args) });
    }
    Some(curve)
}

impl Curve<'_> {
    fn low(&self) -> f64 {
        self.values.iter().copied().fold(f64::INFINITY, f64::min)
    }

    fn high(&self) -> f64 {
        self.values.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }

    /// Returns the dimension a column is printed in: beside a limit in per cent, plain numbers are shares.
    fn dim(&self, shown: &Shown) -> Dim {
        let share = self.limit.as_ref().is_some_and(|limit| limit.dim == Dim::Share);
        if share && shown.dim == Dim::NUMBER { Dim::Share } else { shown.dim }
    }

    /// Returns the dimensions of the columns, each once, in file order.
    fn dims(&self) -> Vec<Dim> {
        let mut dims = Vec::new();
        for shown in self.shows {
            if !dims.contains(&self.dim(shown)) {
                dims.push(self.dim(shown));
            }
        }
        dims
    }

    /// Returns the limit of the columns of a dimension.
    fn limit_of(&self, dim: Dim) -> Option<&Level> {
        self.limit.as_ref().filter(|limit| self.dims().into_iter().find(|dim| limit.dim.fits(*dim)) == Some(dim))
    }

    fn at(&self, shown: &Shown, value: f64) -> f64 {
        sim::curve_value(&shown.expr, self.params, (self.variable, value)).unwrap_or(f64::NAN)
    }

    fn recorded(&self, shown: &Shown, at: usize) -> f64 {
        let column = self.columns.iter().find(|(id, _)| *id == shown.id);
        column.and_then(|(_, column)| column.get(at)).copied().unwrap_or(f64::NAN)
    }

    fn points(&self, shown: &Shown) -> Vec<Point> {
        let (low, high) = (self.low(), self.high());
        let even = (0..=POINTS).map(|step| {
            let share = step as f64 / POINTS as f64;
            if self.look.log { low * math::pow(high / low, share) } else { low + (high - low) * share }
        });
        let known = self.values.iter().copied().chain(self.look.marks.iter().map(|mark| mark.at));
        let mut values: Vec<f64> = even.chain(known).map(|value| value.clamp(low, high)).collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        values.into_iter().map(|value| (value, self.at(shown, value))).collect()
    }

    /// Finds where a column meets its limit: between two points on either side of it, by halving.
    fn crossings(&self, shown: &Shown) -> Vec<Crossing> {
        let Some(limit) = self.limit_of(self.dim(shown)) else { return Vec::new() };
        let points = self.points(shown);
        let under = |value: f64| value < limit.at;
        let finite = |pair: &&[Point]| pair[0].1.is_finite() && pair[1].1.is_finite();
        let turns = points.windows(2).filter(finite).filter(|pair| under(pair[0].1) != under(pair[1].1));
        turns
            .map(|pair| {
                let (mut low, mut high) = (pair[0].0, pair[1].0);
                for _ in 0..60 {
                    let middle = f64::midpoint(low, high);
                    if under(self.at(shown, middle)) == under(pair[0].1) { low = middle } else { high = middle }
                }
                Crossing { at: high, upwards: under(pair[0].1) }
            })
            .collect()
    }

    fn panel<'p>(&self, dim: Dim, print: &'p dyn Fn(f64) -> String) -> Panel<'p> {
        let shows = self.shows.iter().zip(&self.names).filter(|(shown, _)| self.dim(shown) == dim);
        let limit = self.limit_of(dim);
        let line = |(shown, name): (&Shown, &String)| Line {
            label: name.clone(),
            points: self.points(shown),
            notes: self.look.marks.iter().map(|mark| self.note(shown, mark.at)).collect(),
            crossings: self.crossings(shown).iter().map(|crossing| self.meeting(crossing, limit)).collect(),
        };
        Panel {
            print,
            kind: Kind { log: self.look.log, time: dim == Dim::DURATION },
            lines: shows.map(line).collect(),
            limit: limit.map(|limit| Limit { at: limit.at, label: limit.label.clone() }),
        }
    }

    fn note(&self, shown: &Shown, at: f64) -> Note {
        let value = self.at(shown, at);
        Note { at: (at, value), label: self.amount(self.dim(shown), value) }
    }

    fn meeting(&self, crossing: &Crossing, limit: Option<&Level>) -> Note {
        let args = [("value", self.amount(self.look.dim, crossing.at).into())];
        let label = if crossing.upwards {
            self.texts.msg_with("curve-from", &args)
        } else {
            self.texts.msg_with("curve-to", &args)
        };
        Note { at: (crossing.at, limit.map_or(f64::NAN, |limit| limit.at)), label }
    }

    fn mark_label(&self, at: f64, words: &str) -> String {
        let value = self.amount(self.look.dim, at);
        if words.is_empty() {
            return value;
        }
        self.texts.msg_with("curve-named", &[("name", words.into()), ("value", value.into())])
    }

    /// Prints a value to three digits, in its unit.
    fn amount(&self, dim: Dim, value: f64) -> String {
        let texts = self.texts;
        let whole = || math::abs(value / 60.0 - math::round(value / 60.0)) < 1e-9;
        if !value.is_finite() {
            return "–".to_owned();
        }
        match dim {
            Dim::Share => texts.msg_with("unit-percent", &[("number", texts.significant(value * 100.0).into())]),
            Dim::NUMBER => texts.significant(value),
            Dim::DURATION if value >= 60.0 && whole() => texts.duration_seconds(value),
            Dim::RATE => self.rate(value),
            Dim::Truth | Dim::Instant | Dim::Plain(_) => texts.quantity(value, dim, self.face),
        }
    }

    /// Prints a rate in the unit that suits all rates of the curve.
    fn rate(&self, value: f64) -> String {
        let is_rate = |id: &Id| self.shows.iter().any(|shown| shown.id == *id && shown.dim == Dim::RATE);
        let rates = self.columns.iter().filter(|(id, _)| is_rate(id)).flat_map(|(_, column)| column);
        let highest = rates.copied().filter(|rate| rate.is_finite()).fold(0.0, f64::max);
        let texts = self.texts;
        if highest < 1.0 {
            return texts.msg_with("unit-per-minute", &[("number", texts.significant(value * 60.0).into())]);
        }
        texts.msg_with("unit-per-second", &[("number", texts.significant(value).into())])
    }

    /// Prints a round value of an axis.
    fn tick(&self, dim: Dim, value: f64) -> String {
        match dim {
            Dim::NUMBER => self.texts.round_number(value),
            // Nothing is nothing in every unit of time.
            Dim::DURATION if value != 0.0 => self.texts.duration_seconds(value),
            Dim::DURATION => self.texts.significant(value),
            Dim::Share | Dim::Truth | Dim::Instant | Dim::Plain(_) => self.amount(dim, value),
        }
    }
}
