//! Which explanation fits: every grid of runs against readings of the record.
//!
//! Runs whose words share their beginning up to the first colon or comma (`A: …`, `A, …`) tell one explanation; what
//! tells them apart is the law by which records run out. The picture asks for caches, for two readings, and for a first
//! reading with one upper and one lower window on shares; a grid of another shape is told in tables.

use super::plain_grid;
use crate::base::expr::{Dim, Expr, Quantity};
use crate::base::math::abs;
use crate::chart::drawing::Table;
use crate::chart::hypotheses::{HypothesesSpec, HypothesisRow, hypotheses};
use crate::chart::{Words, for_screens};
use crate::model::Id;
use crate::model::lesson::Op;
use crate::model::scenario::{Ages, BlockKind as ModelBlock, DesignKind, Model, Reading, Run, Window};
use crate::runs::evidence::{DesignRecord, DesignResult, GridRow};
use crate::text::Texts;
use crate::view::document::{Block, BlockKind, Inline};
use crate::view::writer::{Writer, paragraph};

/// What a grid gives, in the unit of its axis.
struct Grid<'a> {
    model: &'a Model,
    param: &'a Id,
    dim: Dim,
    values: Vec<f64>,
    rows: &'a [GridRow],
    readings: &'a [Reading],
    early: &'a Window,
    late: &'a Window,
    /// The parameter's declared value.
    declared: Option<f64>,
}

/// Asks the grid's question and gives its answer: the picture, or a table of where each reading is met.
pub(in crate::view) fn question_and_answer(writer: &mut Writer<'_>, record: &DesignRecord) -> Vec<Block> {
    let answer = figure(writer, record).or_else(|| plain_grid::summary(writer, record));
    let Some(answer) = answer else { return Vec::new() };
    question(writer, record).into_iter().chain([answer]).collect()
}

/// Asks the question of a design, in its own words.
pub(super) fn question(writer: &mut Writer<'_>, record: &DesignRecord) -> Option<Block> {
    let designs = &writer.model()?.designs;
    let text = designs.iter().find(|design| design.id == record.id)?.text.as_ref()?;
    let words = writer.inline(text);
    Some(paragraph(&format!("designs/{}.question", record.id), vec![Inline::Strong(words)]))
}

/// Shows a grid on its own page: the picture, or all it gave in tables.
pub(in crate::view) fn whole(writer: &mut Writer<'_>, record: &DesignRecord) -> Vec<Block> {
    if let Some(figure) = figure(writer, record) {
        return vec![figure];
    }
    let summary = plain_grid::summary(writer, record);
    summary.into_iter().chain(plain_grid::every_value(writer, record)).collect()
}

/// Draws a grid.
fn figure(writer: &mut Writer<'_>, record: &DesignRecord) -> Option<Block> {
    let model = writer.model()?;
    let grid = grid(model, record)?;
    let texts = writer.texts();
    let rows = rows(writer, &grid);
    let words = words(writer, &grid, record, &rows);
    let declared = model.base().scenario.params.iter().find(|param| param.id == *grid.param);
    let mark = declared.map(|param| {
        let value = amount(texts, grid.dim, in_axis(param.value.value, grid.dim));
        let name = if param.sources.is_empty() {
            texts.msg_with("grid-assumed", &[("value", value.into())])
        } else {
            texts.msg_with("grid-published", &[("value", value.into())])
        };
        (in_axis(param.value.value, grid.dim), name)
    });
    let number =
        |value: f64| if grid.dim == Dim::DURATION { texts.brief(value) } else { amount(texts, grid.dim, value) };
    let share = |value: f64| texts.share(value);
    let param_name = crate::view::writer::plain(&writer.param_name(grid.param));
    let mut curve = |measure: &Id| (moment(writer, measure), writer.measure_word(measure));
    let ((minor_label, minor_words), (maximum_label, maximum_words)) =
        (curve(&grid.early.measure), curve(&grid.late.measure));
    let spec = HypothesesSpec {
        words,
        values: grid.values.clone(),
        value: &number,
        axis: if grid.dim == Dim::DURATION {
            texts.msg_with("grid-axis-minutes", &[("name", param_name.into())])
        } else {
            param_name
        },
        share: &share,
        minor_label,
        minor_words,
        maximum_label,
        maximum_words,
        bounds: (grid.early.value, grid.late.value),
        mark,
        strict_label: texts.msg("grid-strict"),
        loose_label: texts.msg("grid-loose"),
        rows: rows.into_iter().map(|row| row.row).collect(),
    };
    let drawing = for_screens(writer.press.fonts, |sheet| hypotheses(&spec, sheet));
    Some(Block { id: drawing.id.clone(), kind: BlockKind::Figure(Box::new(drawing)) })
}

fn grid<'a>(model: &'a Model, record: &'a DesignRecord) -> Option<Grid<'a>> {
    let DesignResult::Grid { param, dim, values, rows, .. } = &record.result else { return None };
    let design = model.designs.iter().find(|design| design.id == record.id)?;
    let DesignKind::Grid { readings, .. } = &design.kind else { return None };
    let [first, _, ..] = readings.as_slice() else { return None };
    let caches = rows.iter().all(|row| model.run(&row.run).is_some_and(|run| ages(run).is_some()));
    let measures = &model.base().scenario.measures;
    let shares = first
        .windows
        .iter()
        .all(|window| measures.iter().any(|measure| measure.id == window.measure && measure.dim == Dim::Share));
    if !caches || !shares {
        return None;
    }
    let windows = &first.windows;
    let upper = |window: &&Window| matches!(window.op, Op::AtMost | Op::Below);
    let early = windows.iter().find(upper)?;
    let late = windows.iter().find(|window| !upper(window))?;
    let values = values.iter().map(|value| in_axis(*value, *dim)).collect();
    let declared = model.base().scenario.params.iter().find(|candidate| candidate.id == *param);
    let declared = declared.map(|param| in_axis(param.value.value, *dim));
    Some(Grid { declared, model, param, dim: *dim, values, rows, readings, early, late })
}

/// Turns seconds into minutes; other dimensions stay.
fn in_axis(value: f64, dim: Dim) -> f64 {
    if dim == Dim::DURATION { value / 60.0 } else { value }
}

fn amount(texts: &Texts, dim: Dim, value: f64) -> String {
    match dim {
        Dim::DURATION => texts.msg_with("unit-minutes", &[("number", texts.brief(value).into())]),
        Dim::Share => texts.share(value),
        Dim::Truth | Dim::Instant | Dim::Plain(_) => texts.brief(value),
    }
}

/// A strip with the short name of its explanation.
struct Strip {
    name: String,
    row: HypothesisRow,
    ages: Option<Ages>,
    strict: String,
    loose: String,
}

fn rows(writer: &mut Writer<'_>, grid: &Grid<'_>) -> Vec<Strip> {
    let mut strips: Vec<Strip> = Vec::new();
    for result in grid.rows {
        let Some(run) = grid.model.run(&result.run) else { continue };
        let words = run.text.as_ref().map_or_else(|| run.id.to_string(), |text| writer.plain(text));
        let name = words.split([':', ',']).next().unwrap_or(&words).trim().to_owned();
        // Rows of one explanation stand together under the words of the first.
        let after = strips.iter().rposition(|strip| strip.name == name);
        let group = after.map_or_else(|| words.clone(), |at| strips[at].row.group.clone());
        let strip = strip(writer.texts(), grid, (result, run), name, group);
        strips.insert(after.map_or(strips.len(), |at| at + 1), strip);
    }
    strips
}

fn strip(texts: &Texts, grid: &Grid<'_>, (result, run): (&GridRow, &Run), name: String, group: String) -> Strip {
    let means = |measure: &Id| {
        result.means.iter().find(|(id, _)| id == measure).map(|(_, means)| means.clone()).unwrap_or_default()
    };
    let never = vec![false; grid.values.len()];
    let fits = |reading: usize| result.fits.get(reading).cloned().unwrap_or_else(|| never.clone());
    let strict_fits = fits(0);
    let loose_fits = if grid.readings.len() > 1 { fits(1) } else { never.clone() };
    let strict = stretches(texts, grid, &strict_fits);
    let loose = stretches(texts, grid, &loose_fits);
    let finding = match (strict.is_empty(), loose.is_empty()) {
        (false, _) => texts.msg_with("grid-fits", &[("values", strict.clone().into())]),
        (true, false) => texts.msg_with("grid-only-loose", &[("values", loose.clone().into())]),
        (true, true) => texts.msg("grid-fits-never"),
    };
    let ages = ages(run);
    let row = HypothesisRow {
        group,
        label: match ages {
            Some(Ages::Uniform) => texts.msg("law-uniform"),
            Some(Ages::Exponential) => texts.msg("law-exponential"),
            None => String::new(),
        },
        minor: means(&grid.early.measure),
        maximum: means(&grid.late.measure),
        strict: strict_fits,
        loose: loose_fits,
        finding,
    };
    Strip { name, row, ages, strict, loose }
}

/// Returns the law by which the records of a run's first cache run out.
fn ages(run: &Run) -> Option<Ages> {
    run.scenario.blocks.iter().find_map(|block| match &block.kind {
        ModelBlock::Cache(cache) => Some(cache.ages),
        ModelBlock::Source(_)
        | ModelBlock::Pool(_)
        | ModelBlock::Depends(_)
        | ModelBlock::Rollout(_)
        | ModelBlock::Action(_) => None,
    })
}

/// Says under which law values are met.
fn under_law(texts: &Texts, values: &str, ages: Option<Ages>) -> String {
    let args = [("values", values.into())];
    match ages {
        Some(Ages::Uniform) => texts.msg_with("grid-under-uniform", &args),
        Some(Ages::Exponential) => texts.msg_with("grid-under-exponential", &args),
        None => values.to_owned(),
    }
}

/// Prints the stretches of values where something is met: `10–24 min, 30 min`. Empty for none.
fn stretches(texts: &Texts, grid: &Grid<'_>, met: &[bool]) -> String {
    let number =
        |value: f64| if grid.dim == Dim::DURATION { texts.brief(value) } else { amount(texts, grid.dim, value) };
    let each: Vec<String> = plain_grid::runs_of(&grid.values, met)
        .into_iter()
        .map(|(from, to)| if from < to { texts.span(&number(from), &number(to)) } else { number(from) })
        .collect();
    match (each.is_empty(), grid.dim == Dim::DURATION) {
        (true, _) => String::new(),
        (false, true) => texts.msg_with("unit-minutes", &[("number", each.join(", ").into())]),
        (false, false) => each.join(", "),
    }
}

/// Names a measure by the moment it is read at, else by its words.
fn moment(writer: &mut Writer<'_>, measure: &Id) -> String {
    let instant = writer.measure(measure).and_then(|measure| first_instant(&measure.expr));
    match (instant, writer.face()) {
        (Some(seconds), Some(face)) => writer.texts().clock(face.at(seconds)),
        (_, _) => writer.measure_word(measure),
    }
}

fn first_instant(expr: &Expr) -> Option<f64> {
    match expr {
        Expr::Const(Quantity { value, dim: Dim::Instant }) => Some(*value),
        Expr::Const(_) | Expr::Name(..) => None,
        Expr::Binary(_, left, right, _) => first_instant(left).or_else(|| first_instant(right)),
        Expr::Call(_, arguments, _) => arguments.iter().find_map(first_instant),
    }
}

fn words(writer: &mut Writer<'_>, grid: &Grid<'_>, record: &DesignRecord, strips: &[Strip]) -> Words {
    let texts = writer.texts();
    let caption = caption(writer, grid);
    let (early, late) = (moment(writer, &grid.early.measure), moment(writer, &grid.late.measure));
    let param = crate::view::writer::plain(&writer.param_name(grid.param));
    let (first, last) = (grid.values.first().copied().unwrap_or(0.0), grid.values.last().copied().unwrap_or(0.0));
    let findings: Vec<String> =
        strips.iter().map(|strip| format!("{}, {}: {}", strip.row.group, strip.row.label, strip.row.finding)).collect();
    let alt = texts.msg_with(
        "grid-alt",
        &[
            ("param", param.clone().into()),
            ("from", amount(texts, grid.dim, first).into()),
            ("to", amount(texts, grid.dim, last).into()),
            ("findings", findings.join("; ").into()),
        ],
    );
    let declared = grid.declared.map_or_else(String::new, |value| amount(texts, grid.dim, value));
    let at = |moment: String| {
        texts.msg_with("grid-head-share", &[("moment", moment.into()), ("value", declared.clone().into())])
    };
    let head = vec![
        texts.msg("grid-head-explanation"),
        texts.msg("grid-head-law"),
        texts.msg("grid-head-strict"),
        texts.msg("grid-head-loose"),
        at(early),
        at(late),
    ];
    Words {
        id: format!("designs/{}", record.id),
        lang: texts.lang().code(),
        takeaway: takeaway(texts, strips),
        caption,
        alt,
        table: Table { head, rows: table(texts, grid, strips) },
    }
}

/// Says which explanations fit, exactly as the runs give it.
fn takeaway(texts: &Texts, strips: &[Strip]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for strip in strips {
        if !names.contains(&strip.name.as_str()) {
            names.push(&strip.name);
        }
    }
    let values = |name: &str, pick: fn(&Strip) -> &String| -> Option<String> {
        let of_name = strips.iter().filter(|strip| strip.name == name && !pick(strip).is_empty());
        let found: Vec<String> = of_name.map(|strip| under_law(texts, pick(strip), strip.ages)).collect();
        let args = [("name", explained(texts, strips, name).into()), ("values", found.join("; ").into())];
        (!found.is_empty()).then(|| texts.msg_with("grid-fit", &args))
    };
    let (mut strict, mut loose, mut never) = (Vec::new(), Vec::new(), Vec::new());
    for name in names {
        match (values(name, |strip| &strip.strict), values(name, |strip| &strip.loose)) {
            (Some(fits), _) => strict.push(fits),
            (None, Some(fits)) => loose.push(fits),
            (None, None) => never.push(explained(texts, strips, name)),
        }
    }
    let mut sentences = Vec::new();
    if strict.is_empty() {
        sentences.push(texts.msg("grid-takeaway-none"));
    } else {
        sentences.push(texts.msg_with("grid-takeaway-strict", &[("names", texts.list(&strict).into())]));
    }
    if !loose.is_empty() {
        sentences.push(texts.msg_with("grid-takeaway-loose", &[("names", texts.list(&loose).into())]));
    }
    if !never.is_empty() {
        sentences.push(texts.msg_with("grid-takeaway-never", &[("names", texts.list(&never).into())]));
    }
    sentences.join(" ")
}

/// Names an explanation with what it says: a letter alone says nothing before the picture.
fn explained(texts: &Texts, strips: &[Strip], name: &str) -> String {
    let strip = strips.iter().find(|strip| strip.name == name);
    let words = strip.and_then(|strip| strip.row.group.strip_prefix(name)?.strip_prefix([':', ',']));
    match words {
        Some(words) => texts.msg_with("grid-explained", &[("name", name.into()), ("words", words.trim().into())]),
        None => name.to_owned(),
    }
}

fn caption(writer: &mut Writer<'_>, grid: &Grid<'_>) -> String {
    let texts = writer.texts();
    let mut parts = vec![texts.msg("grid-caption")];
    let readings: Vec<Option<String>> =
        grid.readings.iter().take(2).map(|reading| reading.text.as_ref().map(|text| writer.plain(text))).collect();
    if let Some(Some(strict)) = readings.first() {
        parts.push(texts.msg_with("grid-reading-strict", &[("reading", strict.into())]));
    }
    if let Some(Some(loose)) = readings.get(1) {
        parts.push(texts.msg_with("grid-reading-loose", &[("reading", loose.into())]));
    }
    parts.join(" ")
}

/// One line per strip: where it fits, and the shares at the declared value. The run's page has every value.
fn table(texts: &Texts, grid: &Grid<'_>, strips: &[Strip]) -> Vec<Vec<String>> {
    let or_never = |values: &str| if values.is_empty() { texts.msg("grid-never") } else { values.to_owned() };
    let share = |values: &[f64]| {
        let at = grid.declared.and_then(|declared| grid.values.iter().position(|value| abs(value - declared) < 1e-9));
        at.and_then(|at| values.get(at)).map_or_else(|| "–".to_owned(), |value| texts.percent(*value, 1))
    };
    strips
        .iter()
        .map(|strip| {
            vec![
                strip.row.group.clone(),
                strip.row.label.clone(),
                or_never(&strip.strict),
                or_never(&strip.loose),
                share(&strip.row.minor),
                share(&strip.row.maximum),
            ]
        })
        .collect()
}
