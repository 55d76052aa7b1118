//! A grid as tables: where each reading is met, and on the grid's own page every value.

use crate::base::expr::{Dim, Quantity};
use crate::model::Id;
use crate::model::scenario::{DesignKind, Reading};
use crate::runs::evidence::{DesignRecord, DesignResult, GridRow};
use crate::text::{ClockFace, Texts};
use crate::view::document::{Block, BlockKind, Cell, Inline, Inlines};
use crate::view::names;
use crate::view::writer::{Writer, cell, fill, head, number_cell, say, slot};

/// What a grid gives, with what it takes to print it.
struct Grid<'a> {
    id: &'a Id,
    param: Inlines,
    dim: Dim,
    values: &'a [f64],
    rows: &'a [GridRow],
    readings: &'a [Reading],
    face: ClockFace,
}

/// Makes a line per run: the values at which each reading of the record is met. `None` without readings.
pub(super) fn summary(writer: &mut Writer<'_>, record: &DesignRecord) -> Option<Block> {
    let grid = grid(writer, record)?;
    if grid.readings.is_empty() {
        return None;
    }
    let texts = writer.texts();
    let mut rows = Vec::new();
    for row in grid.rows {
        let mut cells = vec![cell(run_words(writer, &row.run))];
        for index in 0..grid.readings.len() {
            let met = row.fits.get(index).map_or(&[][..], Vec::as_slice);
            let found = stretches(texts, &grid, met);
            cells.push(cell(say(if found.is_empty() { texts.msg("grid-never") } else { found })));
        }
        rows.push(cells);
    }
    let mut heads = head([texts.msg("runs-run")]);
    for reading in grid.readings {
        heads.push(cell(reading_words(writer, reading)));
    }
    let caption = fill(&texts.msg_with("grid-plain-caption", &[("param", slot(0))]), std::slice::from_ref(&grid.param));
    Some(table(&grid, "table", (caption, heads, rows)))
}

/// Makes a table per run: every value with what was measured there.
pub(super) fn every_value(writer: &mut Writer<'_>, record: &DesignRecord) -> Vec<Block> {
    let Some(grid) = grid(writer, record) else { return Vec::new() };
    grid.rows.iter().map(|row| values_of(writer, &grid, row)).collect()
}

fn values_of(writer: &mut Writer<'_>, grid: &Grid<'_>, row: &GridRow) -> Block {
    let texts = writer.texts();
    let measures: Vec<(Dim, ClockFace, &[f64])> = row
        .means
        .iter()
        .map(|(id, means)| {
            (writer.measure(id).map_or(Dim::Plain(0), |measure| measure.dim), grid.face.of(id), means.as_slice())
        })
        .collect();
    let mut heads = vec![Cell { content: grid.param.clone(), number: true }];
    for (id, _) in &row.means {
        heads.push(Cell { content: writer.measure_name(id), number: true });
    }
    let line = |(at, value): (usize, &f64)| -> Vec<Cell> {
        let mut cells = vec![number_cell(amount(texts, grid, *value))];
        cells.extend(measures.iter().map(|(dim, face, means)| {
            let mean = means.get(at).copied().unwrap_or(f64::NAN);
            number_cell(texts.quantity(mean, *dim, *face))
        }));
        cells
    };
    let rows = grid.values.iter().enumerate().map(line).collect();
    let words = run_words(writer, &row.run);
    table(grid, row.run.as_str(), (words, heads, rows))
}

fn table(grid: &Grid<'_>, name: &str, (caption, head, rows): (Inlines, Vec<Cell>, Vec<Vec<Cell>>)) -> Block {
    Block { id: format!("designs/{}.{name}", grid.id), kind: BlockKind::Table { caption, head, rows } }
}

fn grid<'a, 'w: 'a>(writer: &mut Writer<'w>, record: &'a DesignRecord) -> Option<Grid<'a>> {
    let DesignResult::Grid { param, dim, values, rows, .. } = &record.result else { return None };
    let model = writer.model()?;
    let design = model.designs.iter().find(|design| design.id == record.id)?;
    let DesignKind::Grid { readings, .. } = &design.kind else { return None };
    let face = writer.face()?;
    Some(Grid { id: &record.id, param: writer.param_name(param), dim: *dim, values, rows, readings, face })
}

fn run_words(writer: &mut Writer<'_>, run: &Id) -> Inlines {
    let text = writer.model().and_then(|model| model.run(run)).and_then(|run| run.text.as_ref());
    match text {
        Some(text) => writer.inline(text),
        None => vec![Inline::Code(run.to_string())],
    }
}

fn reading_words(writer: &mut Writer<'_>, reading: &Reading) -> Inlines {
    match &reading.text {
        Some(text) => writer.inline(text),
        None => vec![Inline::Code(reading.id.to_string())],
    }
}

fn amount(texts: &Texts, grid: &Grid<'_>, value: f64) -> String {
    names::declared(Quantity { value, dim: grid.dim }, grid.face, texts)
}

/// Prints the stretches of values at which something is met: `30–45%, 60%`. Empty for none.
fn stretches(texts: &Texts, grid: &Grid<'_>, met: &[bool]) -> String {
    let print = |value: f64| amount(texts, grid, value);
    let each: Vec<String> = runs_of(grid.values, met)
        .into_iter()
        .map(|(from, to)| if from < to { texts.span(&print(from), &print(to)) } else { print(from) })
        .collect();
    each.join(", ")
}

/// Returns the first and the last value of every unbroken stretch where something is met.
pub(super) fn runs_of(values: &[f64], met: &[bool]) -> Vec<(f64, f64)> {
    let mut found: Vec<(f64, f64)> = Vec::new();
    let mut open = false;
    for (value, met) in values.iter().zip(met) {
        match found.last_mut() {
            Some(last) if *met && open => last.1 = *value,
            Some(_) | None if *met => found.push((*value, *value)),
            Some(_) | None => {}
        }
        open = *met;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_unbroken() {
        let values = [1.0, 2.0, 3.0, 4.0, 5.0];
        let found = |met: [bool; 5]| runs_of(&values, &met);
        assert_eq!(found([true, true, false, true, false]), [(1.0, 2.0), (4.0, 4.0)]);
        assert_eq!(found([true; 5]), [(1.0, 5.0)]);
        assert_eq!(found([false; 5]), []);
    }
}
