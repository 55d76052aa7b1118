//! What switches do alone and together: the picture of a factorial design, what each costs, and its effects.

use crate::base::expr::Dim;
use crate::chart::drawing::Table;
use crate::chart::factorial::{FactorialRow, FactorialSpec, Group, Switch, factorial};
use crate::chart::{Words, for_screens};
use crate::model::Id;
use crate::model::lesson::Lesson;
use crate::runs::evidence::{AgainstBase, Cell as Combination, DesignRecord, DesignResult, Factorial};
use crate::text::{ClockFace, Texts};
use crate::view::document::{Block, BlockKind, Cell, Inline, Inlines};
use crate::view::names;
use crate::view::report::{effects, grid};
use crate::view::writer::{Writer, cell, head, number_cell, say};

/// Changes under this share count as little, those from [`MUCH`] on as much: what the sentence over the picture says.
const LITTLE: f64 = 0.1;
const MUCH: f64 = 0.3;

/// A design with what prints it.
struct Design<'a> {
    id: &'a Id,
    result: &'a Factorial,
    texts: &'a Texts,
    face: ClockFace,
    measure: String,
    keys: Vec<String>,
    names: Vec<String>,
}

/// Asks the question of a factorial design, draws its answer and lays costs beside effects.
pub(super) fn question_and_figure(writer: &mut Writer<'_>, record: &DesignRecord) -> Vec<Block> {
    let Some(figure) = figure(writer, record) else { return Vec::new() };
    let question = grid::question(writer, record);
    question.into_iter().chain([figure]).chain(costs(writer, record)).collect()
}

/// Draws every combination of a factorial design.
pub(in crate::view) fn figure(writer: &mut Writer<'_>, record: &DesignRecord) -> Option<Block> {
    let design = of(writer, record)?;
    let shift = if design.result.dim == Dim::Instant { names::since_midnight(design.face)? } else { 0.0 };
    let texts = design.texts;
    let print = |value: f64| match design.result.dim {
        Dim::Instant => texts.clock(design.face.at(value - shift)),
        Dim::Truth | Dim::Share | Dim::Plain(_) => effects::axis_value(texts, (value, design.result.dim), design.face),
    };
    let spec = FactorialSpec {
        words: design.words(),
        switches: design
            .keys
            .iter()
            .zip(&design.names)
            .map(|(key, name)| Switch { key: key.clone(), label: name.trim_end_matches(['.', '।']).to_owned() })
            .collect(),
        groups: design.groups(shift),
        axis: texts.msg_with("factorial-axis", &[("measure", design.measure.as_str().into())]),
        print: &print,
        time: matches!(design.result.dim, Dim::Instant | Dim::DURATION),
        from_zero: design.result.dim != Dim::Instant,
        base_label: texts.msg("effects-one"),
        added_label: texts.msg("factorial-added"),
    };
    let drawing = for_screens(writer.press.fonts, |sheet| factorial(&spec, sheet));
    Some(Block { id: drawing.id.clone(), kind: BlockKind::Figure(Box::new(drawing)) })
}

/// Lays what each switch changes beside what it costs.
pub(in crate::view) fn costs(writer: &mut Writer<'_>, record: &DesignRecord) -> Option<Block> {
    let design = of(writer, record)?;
    let texts = design.texts;
    let mut rows = Vec::new();
    for against in &design.result.against_base {
        let name = match against.on.as_slice() {
            [only] => {
                let key = design.key(only);
                vec![Inline::Text(format!("{key} · ")), writer.run_link(only)]
            }
            [] | [_, _, ..] => say(texts.msg_with("factorial-all", &[("count", against.on.len().into())])),
        };
        let cost = match against.on.as_slice() {
            [only] => cost(writer, only).unwrap_or_else(|| say("–".to_owned())),
            [] | [_, _, ..] => say(texts.msg("factorial-all-costs")),
        };
        rows.push(vec![cell(name), number_cell(design.change(against, true)), cell(cost)]);
    }
    let mut heads = head([texts.msg("factorial-head-switch")]);
    heads.push(number_cell(texts.msg_with("factorial-head-change", &[("measure", design.measure.as_str().into())])));
    heads.extend(head([texts.msg("factorial-head-cost")]));
    let kind = BlockKind::Table { caption: say(texts.msg("factorial-costs")), head: heads, rows };
    Some(Block { id: format!("designs/{}.costs", record.id), kind })
}

/// Lists main effects and interactions with their intervals.
pub(in crate::view) fn effects_table(writer: &mut Writer<'_>, record: &DesignRecord) -> Option<Block> {
    let design = of(writer, record)?;
    let (texts, dim) = (design.texts, design.difference());
    let rows = design.result.effects.iter().map(|effect| {
        let keys: Vec<String> = effect.factors.iter().map(|id| design.key(id)).collect();
        let value = match effect.half_width_95 {
            Some(half) => texts.quantity_with_margin(effect.value, half, dim, design.face),
            None => texts.quantity(effect.value, dim, design.face),
        };
        vec![cell(say(keys.join(" × "))), number_cell(value)]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let mut heads = head([texts.msg("factorial-head-effect")]);
    heads.push(number_cell(texts.msg("factorial-head-estimate")));
    let kind = BlockKind::Table { caption: say(texts.msg("factorial-effects")), head: heads, rows };
    Some(Block { id: format!("designs/{}.effects", record.id), kind })
}

/// Returns what the lesson costs whose claim is judged in a run.
fn cost(writer: &mut Writer<'_>, run: &Id) -> Option<Inlines> {
    let of_run = |lesson: &&Lesson| {
        lesson.claim.as_ref().is_some_and(|claim| claim.interaction().is_none() && claim.runs().next() == Some(run))
    };
    let lesson = writer.incident.lessons.iter().filter(of_run).find(|lesson| lesson.cost.is_some())?;
    lesson.cost.as_ref().map(|cost| writer.inline(cost))
}

fn of<'w: 'a, 'a>(writer: &mut Writer<'w>, record: &'a DesignRecord) -> Option<Design<'a>> {
    let DesignResult::Factorial(result) = &record.result else { return None };
    let texts = writer.texts();
    let name = |id: &Id, writer: &mut Writer<'w>| {
        let text = writer.model().and_then(|model| model.run(id)).and_then(|run| run.text.as_ref());
        text.map_or_else(|| id.to_string(), |text| writer.plain(text))
    };
    let names = result.factors.iter().map(|id| name(id, writer)).collect();
    Some(Design {
        id: &record.id,
        result,
        texts,
        face: writer.face_of(&result.measure)?,
        measure: writer.measure_word(&result.measure),
        keys: texts.msg("factorial-keys").split(' ').map(str::to_owned).collect(),
        names,
    })
}

impl Design<'_> {
    /// Returns the dimension of a difference: moments lie a duration apart.
    fn difference(&self) -> Dim {
        if self.result.dim == Dim::Instant { Dim::DURATION } else { self.result.dim }
    }

    fn key(&self, factor: &Id) -> String {
        let at = self.result.factors.iter().position(|id| id == factor);
        at.and_then(|at| self.keys.get(at)).cloned().unwrap_or_else(|| factor.to_string())
    }

    fn name(&self, on: &[Id]) -> String {
        let keys: Vec<String> = on.iter().map(|id| self.key(id)).collect();
        if keys.is_empty() { self.texts.msg("factorial-none") } else { keys.join(" + ") }
    }

    /// Names a switch in a sentence: its words up to the first comma, colon or semicolon.
    fn words_of(&self, one: &AgainstBase) -> String {
        let at = one.on.first().and_then(|on| self.result.factors.iter().position(|id| id == on));
        let words = at.and_then(|at| self.names.get(at)).cloned().unwrap_or_else(|| self.name(&one.on));
        words.split([',', ':', ';']).next().unwrap_or(&words).trim_end_matches(['.', '।']).to_owned()
    }

    fn groups(&self, shift: f64) -> Vec<Group> {
        let count = self.result.factors.len();
        let group = |size: usize| {
            let rows = self.result.cells.iter().filter(|cell| cell.on.len() == size);
            Group { title: self.group_title(size), rows: rows.map(|cell| self.row(cell, shift)).collect() }
        };
        (0..=count).map(group).collect()
    }

    fn group_title(&self, size: usize) -> String {
        let args = [("count", size.into())];
        match size {
            0 => self.texts.msg("factorial-none"),
            1 => self.texts.msg("factorial-one"),
            all if all == self.result.factors.len() => self.texts.msg_with("factorial-all", &args),
            _ => self.texts.msg_with("factorial-some", &args),
        }
    }

    fn row(&self, cell: &Combination, shift: f64) -> FactorialRow {
        let there = cell.mean.is_finite().then_some(cell.mean + shift);
        FactorialRow {
            on: self.result.factors.iter().map(|factor| cell.on.contains(factor)).collect(),
            mean: there,
            interval: there.and_then(|mean| cell.half_width_95.map(|half| (mean - half, mean + half))),
            value: self.texts.quantity(cell.mean, self.result.dim, self.face),
            added: self.added(&cell.on).map(|added| added + shift),
        }
    }

    /// Returns where a combination would stand if each switch did only what it does alone.
    fn added(&self, on: &[Id]) -> Option<f64> {
        let base = self.result.cells.first()?.mean;
        let alone = |factor: &Id| self.result.cells.iter().find(|cell| cell.on == [factor.clone()]);
        let parts: Option<Vec<f64>> = on.iter().map(|factor| Some(alone(factor)?.mean - base)).collect();
        let sum = base + parts?.iter().sum::<f64>();
        (on.len() > 1 && sum.is_finite()).then_some(sum)
    }

    /// Prints a change beside base, as a share where there is one.
    fn change(&self, against: &AgainstBase, with_interval: bool) -> String {
        if let Some(ratio) = against.ratio {
            let margin = against.ratio_half_width_95;
            return effects::change(self.texts, ratio, if with_interval { margin } else { None });
        }
        let value = |value: f64| self.texts.quantity(value, self.difference(), self.face);
        match against.difference_half_width_95.filter(|_| with_interval) {
            Some(half) => self.texts.quantity_with_margin(against.difference, half, self.difference(), self.face),
            None => value(against.difference),
        }
    }

    fn takeaway(&self) -> String {
        let texts = self.texts;
        let Some((all, alone)) = self.result.against_base.split_last() else { return self.measure.clone() };
        let most = alone.iter().filter_map(|one| one.ratio).map(f64::abs).fold(0.0, f64::max);
        let measured = alone.iter().all(|one| one.ratio.is_some());
        let args = [
            ("measure", self.measure.as_str().into()),
            ("count", all.on.len().into()),
            ("together", self.change(all, false).into()),
        ];
        if measured && most < LITTLE && all.ratio.is_some_and(|ratio| ratio.abs() >= MUCH) {
            let most = ("most", texts.percent(most, usize::from(most < 0.01)).into());
            return texts.msg_with("factorial-takeaway-together", &[args.as_slice(), &[most]].concat());
        }
        let much: Vec<&AgainstBase> =
            alone.iter().filter(|one| one.ratio.is_some_and(|ratio| ratio.abs() >= LITTLE)).collect();
        if let ([only], true) = (much.as_slice(), measured && alone.len() > 1) {
            let only = [("name", self.words_of(only).into()), ("change", self.change(only, false).into())];
            return texts.msg_with("factorial-takeaway-only", &[args.as_slice(), &only].concat());
        }
        let named = |one: &AgainstBase| {
            let args = [("name", self.words_of(one).into()), ("change", self.change(one, false).into())];
            texts.msg_with("factorial-takeaway-one", &args)
        };
        let each: Vec<String> = alone.iter().map(named).collect();
        let each = ("each", each.join(", ").into());
        texts.msg_with("factorial-takeaway", &[args.as_slice(), &[each]].concat())
    }

    fn words(&self) -> Words {
        let texts = self.texts;
        let value = |cell: &Combination| match cell.half_width_95.filter(|_| cell.mean.is_finite()) {
            Some(half) => texts.quantity_with_margin(cell.mean, half, self.result.dim, self.face),
            None => texts.quantity(cell.mean, self.result.dim, self.face),
        };
        let cells = || self.result.cells.iter();
        let each: Vec<String> = cells().map(|cell| format!("{}: {}", self.name(&cell.on), value(cell))).collect();
        let keys: Vec<String> = self.keys.iter().zip(&self.names).map(|(key, name)| format!("{key}: {name}")).collect();
        let added = |cell: &Combination| {
            self.added(&cell.on)
                .map_or_else(|| "–".to_owned(), |added| texts.quantity(added, self.result.dim, self.face))
        };
        let count = ("count", self.result.replications.into());
        let mut caption = vec![texts.msg_with("factorial-caption", &[count])];
        if self.result.complete < self.result.replications {
            caption.push(texts.msg_with("factorial-caption-complete", &[("count", self.result.complete.into())]));
        }
        if self.face.error_minutes {
            caption.push(texts.msg("error-minutes-said"));
        }
        let alt = [
            ("measure", self.measure.as_str().into()),
            ("rows", each.join("; ").into()),
            ("keys", keys.join(" ").into()),
        ];
        Words {
            id: format!("designs/{}", self.id),
            lang: texts.lang().code(),
            takeaway: self.takeaway(),
            caption: caption.join(" "),
            alt: texts.msg_with("factorial-alt", &alt),
            table: Table {
                head: vec![texts.msg("factorial-head-switch"), self.measure.clone(), texts.msg("factorial-added")],
                rows: cells().map(|cell| vec![self.name(&cell.on), value(cell), added(cell)]).collect(),
            },
        }
    }
}
