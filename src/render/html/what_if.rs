//! The what-if page: settings to type, the answer, and every cell in a table that the script reads.

use serde::Serialize;

use super::frame::{self, Sheet, address};
use super::lesson::badge_class;
use super::link::Place;
use super::walk::Walk;
use crate::view::what_if::{KnobWords, Row, WhatIfPage};

/// The page.
#[derive(Serialize)]
pub(super) struct WhatIfSheet<'a> {
    #[serde(flatten)]
    sheet: Sheet,
    knobs: Vec<KnobSheet<'a>>,
    told: Vec<Told<'a>>,
    judged: Vec<LessonSheet<'a>>,
    rows: Vec<RowSheet<'a>>,
    own: usize,
    command: &'a str,
    after: &'a str,
    own_command: String,
    intro: &'a str,
    yours: &'a str,
    keys: &'a str,
    no_number: &'a str,
    nearest: &'a str,
    answer: &'a str,
    lessons_word: &'a str,
    honest: &'a str,
    repeat: &'a str,
    copy: &'a str,
    copied: &'a str,
    cells: &'a str,
    own_word: &'a str,
}

#[derive(Serialize)]
struct KnobSheet<'a> {
    path: &'a str,
    name: &'a str,
    unit: &'a str,
    values: String,
    written: String,
    shown: String,
    log: bool,
    range: &'a str,
    outside: &'a str,
    own: &'a str,
    near: &'a str,
}

/// What is told of a cell: its name, and what holds for the model's own values.
#[derive(Serialize)]
struct Told<'a> {
    name: &'a str,
    cell: CellSheet<'a>,
}

#[derive(Serialize)]
struct LessonSheet<'a> {
    id: &'a str,
    href: String,
    /// The lesson, as HTML.
    text: String,
    report: &'a str,
    fixed: Option<&'a str>,
    cell: CellSheet<'a>,
}

#[derive(Clone, Serialize)]
struct CellSheet<'a> {
    class: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct RowSheet<'a> {
    values: &'a [String],
    cells: Vec<CellSheet<'a>>,
}

/// Prepares the page.
pub(super) fn sheet(page: &WhatIfPage) -> WhatIfSheet<'_> {
    let document = &page.document;
    let place = Place { path: &document.path, prefix: "" };
    let mut walk = Walk::new(document, place, 2);
    let texts: Vec<String> = page.lessons.iter().map(|lesson| walk.fragment(&lesson.text)).collect();
    let sheet = frame::page(document);
    let words = &page.words;
    let rows: Vec<RowSheet<'_>> = page.rows.iter().map(row).collect();
    let own = rows.get(page.own).map(|row| row.cells.as_slice()).unwrap_or_default();
    let (mut places, mut left) = (Vec::new(), page.own);
    for knob in page.knobs.iter().rev() {
        places.insert(0, left % knob.values.len());
        left /= knob.values.len();
    }
    let knobs: Vec<KnobSheet<'_>> = page
        .knobs
        .iter()
        .zip(&places)
        .enumerate()
        .map(|(index, (one, at))| knob(one, *at, &page.rows[page.own].values[index]))
        .collect();
    let told = page.told.iter().zip(own).map(|(name, cell)| Told { name, cell: cell.clone() }).collect();
    let cells = own.iter().skip(page.told.len());
    let judged = page.lessons.iter().zip(texts).zip(cells).map(|((lesson, text), cell)| LessonSheet {
        id: &lesson.id,
        href: address(place, &lesson.href),
        text,
        report: &lesson.report,
        fixed: lesson.fixed.as_deref(),
        cell: cell.clone(),
    });
    let set = page.knobs.iter().zip(&places).map(|(knob, at)| format!(" --set {}={}", knob.path, knob.written[*at]));
    let [command, after] = &page.command;
    WhatIfSheet {
        own_command: format!("{command}{}{after}", set.collect::<String>()),
        judged: judged.collect(),
        sheet,
        knobs,
        told,
        rows,
        own: page.own,
        command,
        after,
        intro: &words.intro,
        yours: &words.yours,
        keys: &words.keys,
        no_number: &words.no_number,
        nearest: &words.nearest,
        answer: &words.answer,
        lessons_word: &words.lessons,
        honest: &words.honest,
        repeat: &words.repeat,
        copy: &words.copy,
        copied: &words.copied,
        cells: &words.cells,
        own_word: &words.own,
    }
}

fn knob<'a>(knob: &'a KnobWords, at: usize, near: &'a str) -> KnobSheet<'a> {
    KnobSheet {
        path: &knob.path,
        name: &knob.name,
        unit: &knob.unit,
        values: knob.values.iter().map(f64::to_string).collect::<Vec<_>>().join(" "),
        written: knob.written.join("|"),
        shown: knob.shown.join("|"),
        log: knob.log,
        range: &knob.range,
        outside: &knob.outside,
        own: &knob.shown[at],
        near,
    }
}

fn row(row: &Row) -> RowSheet<'_> {
    let cells = row.answers.iter().map(|(text, tone)| CellSheet { class: badge_class(*tone), text }).collect();
    RowSheet { values: &row.values, cells }
}
