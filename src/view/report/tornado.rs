//! What a verdict rests on: each parameter alone at the ends of its range, and where the claim turns.

use crate::base::expr::{Dim, Quantity};
use crate::base::math::abs;
use crate::chart::drawing::Table;
use crate::chart::tornado::{TornadoBar, TornadoSpec, tornado};
use crate::chart::{Words, for_screens};
use crate::model::lesson::Op;
use crate::runs::evidence::{BreakEven, LessonVerdict, TornadoRow};
use crate::text::{ClockFace, Texts};
use crate::view::document::{Block, BlockKind, Inline, Inlines};
use crate::view::names;
use crate::view::report::effects;
use crate::view::writer::{Writer, fill, paragraph, plain, slot};

/// Parameters drawn at most; the rest move less.
const ROWS: usize = 12;

/// A verdict with what prints its effects.
struct Claim<'a> {
    verdict: &'a LessonVerdict,
    texts: &'a Texts,
    /// The clock of parameters.
    face: ClockFace,
    /// The clock of the measure.
    measured: ClockFace,
    /// The rows that are drawn.
    rows: Vec<&'a TornadoRow>,
}

/// Draws a verdict's tornado; `None` where no parameter moves it.
pub(in crate::view) fn figure(writer: &mut Writer<'_>, verdict: &LessonVerdict) -> Option<Block> {
    let (texts, face, measured) = (writer.texts(), writer.face()?, writer.face_of(&verdict.measure)?);
    if verdict.by_construction || !verdict.effect.is_finite() {
        return None;
    }
    let mut claim = Claim { verdict, texts, face, measured, rows: Vec::new() };
    claim.rows = verdict.tornado.iter().filter(|row| claim.moves(row)).take(ROWS).collect();
    if claim.rows.is_empty() {
        return None;
    }
    let shift = if claim.dim() == Dim::Instant { names::since_midnight(face)? } else { 0.0 };
    let print = |value: f64| claim.axis_value(value, shift);
    let deciding = verdict.break_even.as_ref();
    let mut bars = Vec::new();
    for row in &claim.rows {
        let label = plain(&writer.param_name(&row.param));
        let end = |value: f64, effect: Option<f64>| {
            (claim.param(value, row.dim), effect.map(|effect| claim.shown(effect) + shift))
        };
        let (low, high) = (end(row.low, row.at_low), end(row.high, row.at_high));
        let deciding = deciding.filter(|turn| turn.param == row.param);
        let turn = deciding.and_then(|turn| turn_value(texts, turn, face));
        let turn = turn.map(|value| texts.msg_with("tornado-turn", &[("value", value.into())]));
        bars.push(TornadoBar { label, deciding: deciding.is_some(), low, high, turn });
    }
    let measure = writer.measure_word(&verdict.measure);
    let axis = match &verdict.against {
        Some(run) => {
            texts.msg_with("tornado-axis", &[("measure", measure.into()), ("against", writer.against(run).into())])
        }
        None => measure,
    };
    let declared = claim.shown(verdict.effect);
    let spec = TornadoSpec {
        words: words(writer, &claim, &bars, &axis),
        axis,
        print: &print,
        time: claim.dim() == Dim::DURATION || claim.dim() == Dim::Instant,
        declared: declared + shift,
        declared_label: texts.msg_with("tornado-declared", &[("value", claim.value(verdict.effect).into())]),
        bound: verdict.bound + shift,
        bound_label: texts.msg_with("tornado-bound", &[("bound", claim.bound().into())]),
        holds_above: matches!(verdict.op, Op::AtLeast | Op::Above),
        holds_label: texts.msg("tornado-holds"),
        end_labels: (texts.msg("tornado-low"), texts.msg("tornado-high")),
        rows: bars,
    };
    let drawing = for_screens(writer.press.fonts, |sheet| tornado(&spec, sheet));
    Some(Block { id: drawing.id.clone(), kind: BlockKind::Figure(Box::new(drawing)) })
}

/// Says where a claim turns as one parameter alone moves; nothing where no parameter decides.
pub(super) fn turn(writer: &mut Writer<'_>, verdict: &LessonVerdict) -> Option<Inlines> {
    let (texts, face) = (writer.texts(), writer.face()?);
    let turn = verdict.break_even.as_ref()?;
    let param = writer.param_name(&turn.param);
    Some(fill(&turn_said(texts, turn, face), &[param]))
}

/// Prints where a claim turns.
fn turn_value(texts: &Texts, turn: &BreakEven, face: ClockFace) -> Option<String> {
    let at = turn.at?;
    let margin = |margin: f64| texts.quantity_with_margin(at, margin, turn.dim, face);
    // A tolerance that does not show beside the value says nothing.
    let exact = margin(turn.tolerance) == margin(0.0);
    Some(if exact { texts.quantity(at, turn.dim, face) } else { margin(turn.tolerance) })
}

/// Says where a claim turns; the parameter's name goes in slot 0.
fn turn_said(texts: &Texts, turn: &BreakEven, face: ClockFace) -> String {
    let Some(at) = turn_value(texts, turn, face) else {
        let args = [("param", slot(0))];
        return if turn.holds_above {
            texts.msg_with("turn-holds", &args)
        } else {
            texts.msg_with("turn-fails", &args)
        };
    };
    let args = [("param", slot(0)), ("value", at.into())];
    if turn.holds_above { texts.msg_with("turn-above", &args) } else { texts.msg_with("turn-below", &args) }
}

fn words(writer: &mut Writer<'_>, claim: &Claim<'_>, bars: &[TornadoBar], axis: &str) -> Words {
    let texts = claim.texts;
    let verdict = claim.verdict;
    let effect = |effect: Option<f64>| effect.map_or_else(|| "–".to_owned(), |effect| claim.value(effect));
    let ends = |row: &TornadoRow, bar: &TornadoBar| {
        [(&bar.low.0, row.at_low), (&bar.high.0, row.at_high)].map(|(value, at)| {
            texts.msg_with("tornado-end", &[("value", value.as_str().into()), ("effect", effect(at).into())])
        })
    };
    let takeaway = if let Some(said) = claim.turn_said(writer) {
        said
    } else if let Some(said) = turn(writer, verdict) {
        plain(&said)
    } else {
        let first = claim.rows.first().zip(bars.first());
        let (param, at_ends) =
            first.map(|(row, bar)| (bar.label.clone(), ends(row, bar).join(", "))).unwrap_or_default();
        texts.msg_with("tornado-most", &[("param", param.into()), ("ends", at_ends.into())])
    };
    let each: Vec<String> =
        claim.rows.iter().zip(bars).map(|(row, bar)| format!("{}: {}", bar.label, ends(row, bar).join(", "))).collect();
    let still = verdict.tornado.len() - claim.rows.len();
    let mut caption = vec![texts.msg_with("tornado-caption", &[("count", verdict.tornado_replications.into())])];
    if still > 0 {
        caption.push(texts.msg_with("tornado-caption-rest", &[("count", still.into())]));
    }
    if claim.rows.iter().any(|row| row.at_low.is_none() || row.at_high.is_none()) {
        caption.push(texts.msg("tornado-caption-missing"));
    }
    let rows = claim.rows.iter().zip(bars).map(|(row, bar)| {
        vec![bar.label.clone(), bar.low.0.clone(), effect(row.at_low), bar.high.0.clone(), effect(row.at_high)]
    });
    let effect_head = texts.msg("tornado-head-effect");
    let end_heads = (texts.msg("tornado-head-low"), texts.msg("tornado-head-high"));
    Words {
        id: format!("tornado/{}", verdict.lesson),
        lang: texts.lang().code(),
        takeaway,
        caption: caption.join(" "),
        alt: texts.msg_with("tornado-alt", &[("measure", axis.into()), ("rows", each.join("; ").into())]),
        table: Table {
            head: vec![texts.msg("param-name"), end_heads.0, effect_head.clone(), end_heads.1, effect_head],
            rows: rows.collect(),
        },
    }
}

impl Claim<'_> {
    /// Says what is claimed, and up to where it holds.
    fn turn_said(&self, writer: &mut Writer<'_>) -> Option<String> {
        let turn = self.verdict.break_even.as_ref()?;
        let at = turn_value(self.texts, turn, self.face)?;
        let measure = writer.measure_word(&self.verdict.measure);
        let claim = [("measure", measure.into()), ("bound", self.bound().into())];
        let claim = match &self.verdict.against {
            Some(run) => {
                let against = ("against", writer.against(run).into());
                self.texts.msg_with("tornado-claim-against", &[claim.as_slice(), &[against]].concat())
            }
            None => self.texts.msg_with("tornado-claim", &claim),
        };
        let param = plain(&writer.param_name(&turn.param));
        let args = [("claim", claim.into()), ("param", param.into()), ("value", at.into())];
        let message = if turn.holds_above { "tornado-turn-above" } else { "tornado-turn-below" };
        Some(self.texts.msg_with(message, &args))
    }

    /// Returns what an effect counts in: a share of the other run, or what the measure is.
    fn dim(&self) -> Dim {
        if self.verdict.against.is_some() { Dim::Share } else { self.verdict.dim }
    }

    /// Turns an effect into what the claim bounds: a change by −80 % is 20 % of the other run.
    fn shown(&self, effect: f64) -> f64 {
        if self.verdict.against.is_some() { 1.0 + effect } else { effect }
    }

    fn value(&self, effect: f64) -> String {
        self.texts.quantity(self.shown(effect), self.dim(), self.measured)
    }

    /// Says whether an end of a range prints another effect than the declared value does.
    fn moves(&self, row: &TornadoRow) -> bool {
        let declared = self.value(self.verdict.effect);
        let other =
            |at: Option<f64>| at.is_some_and(|at| abs(at - self.verdict.effect) > 1e-9 && self.value(at) != declared);
        other(row.at_low) || other(row.at_high)
    }

    fn param(&self, value: f64, dim: Dim) -> String {
        names::declared(Quantity { value, dim }, self.face, self.texts)
    }

    /// Prints the bound with its direction.
    fn bound(&self) -> String {
        let value = match self.verdict.against {
            Some(_) => self.texts.share(self.verdict.bound),
            None => names::declared(
                Quantity { value: self.verdict.bound, dim: self.verdict.dim },
                self.measured,
                self.texts,
            ),
        };
        names::bound(self.verdict.op, value, self.texts)
    }

    fn axis_value(&self, value: f64, shift: f64) -> String {
        match self.dim() {
            Dim::Instant => self.texts.clock(self.face.at(value - shift)),
            Dim::Truth | Dim::Share | Dim::Plain(_) => {
                effects::axis_value(self.texts, (value, self.dim()), self.measured)
            }
        }
    }
}

/// Makes the section on what the claims of a run or design rest on.
pub(in crate::view) fn section_blocks(writer: &mut Writer<'_>, verdicts: &[&LessonVerdict]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for verdict in verdicts {
        let Some(figure) = figure(writer, verdict) else { continue };
        let lesson = writer.incident.lessons.iter().find(|lesson| lesson.entry.id == verdict.lesson);
        if let Some(lesson) = lesson {
            let words = writer.inline(&lesson.entry.text);
            let id = format!("tornado/{}.lesson", verdict.lesson);
            blocks.push(paragraph(&id, vec![Inline::Strong(words)]));
        }
        blocks.push(figure);
    }
    blocks
}
