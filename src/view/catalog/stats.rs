//! Numbers over all reports: how long incidents took, what happened again, how old actions are.

use super::listing::between;
use super::{Leaf, Pen, durations, facts, leaf};
use crate::base::math;
use crate::catalog::recurrence::{Recurrence, recurrences};
use crate::catalog::stats::{Ageing, Spread, ageing};
use crate::model::incident::Severity;
use crate::text::Texts;
use crate::view::Press;
use crate::view::document::{Block, BlockKind, Cell, Document, Inline};
use crate::view::frame::STATS;
use crate::view::names;
use crate::view::writer::{cell, fill, head, list, number_cell, paragraph, say, section, slot};

/// Makes the page; `None` without a report.
pub(super) fn page(press: Press<'_>) -> Option<Document> {
    let texts = press.texts;
    if press.edition.incidents.is_empty() {
        return None;
    }
    let mut pen = Pen::new(press);
    let again = recurrences(press.edition);
    let mut blocks = vec![facts("counts", counts(press, again.len()))];
    blocks.extend(durations::section(press));
    blocks.extend(section("recurrence", texts.msg("stats-recurrence"), recurrence(&mut pen, &again)));
    let aged = ages(ageing(press.edition, press.edition.as_of), texts);
    blocks.extend(section("ageing", texts.msg("stats-ageing"), aged.into_iter().collect()));
    let (title, description) = (texts.msg("stats-title"), texts.msg("stats-description"));
    Some(leaf(&pen, Leaf { place: STATS, title, description, forms: Vec::new(), blocks }))
}

/// Counts reports, by severity too.
fn counts(press: Press<'_>, again: usize) -> Vec<(String, String)> {
    let texts = press.texts;
    let incidents = &press.edition.incidents;
    let print = |count: usize| texts.count(count);
    let mut counts = vec![(texts.msg("stats-reports"), print(incidents.len()))];
    for severity in [Severity::Sev1, Severity::Sev2, Severity::Sev3, Severity::Sev4] {
        let count = incidents.iter().filter(|incident| incident.severity == Some(severity)).count();
        if count > 0 {
            counts.push((names::severity(severity).text, print(count)));
        }
    }
    counts.push((texts.msg("stats-again"), print(again)));
    counts
}

/// Lists what happened again; that nothing did is said.
fn recurrence<'a>(pen: &mut Pen<'a>, again: &[Recurrence<'a>]) -> Vec<Block> {
    let texts = pen.press.texts;
    if again.is_empty() {
        return vec![paragraph("recurrence/none", say(texts.msg("stats-recurrence-none")))];
    }
    let mut items = Vec::new();
    for one in again {
        let reports = [vec![pen.report(one.again)], vec![pen.report(one.before)]];
        let words = match one.days {
            Some(days) => {
                let args = [("again", slot(0)), ("before", slot(1)), ("days", texts.duration_days(days).into())];
                texts.msg_with("stats-recurrence-days", &args)
            }
            None => texts.msg_with("stats-recurrence-one", &[("again", slot(0)), ("before", slot(1))]),
        };
        items.push(vec![paragraph(&format!("recurrence/{}", one.again.id), fill(&words, &reports))]);
    }
    list("recurrence/list", false, items).into_iter().collect()
}

/// Shows how old actions are; `None` where there are none.
fn ages(ageing: Ageing, texts: &Texts) -> Option<Block> {
    let Ageing { open, overdue, done } = ageing;
    let rows = [("stats-age-open", open), ("stats-age-overdue", overdue), ("stats-age-done", done)];
    let rows: Vec<Vec<Cell>> =
        rows.into_iter().filter_map(|(key, spread)| Some(age(texts.msg(key), spread?, texts))).collect();
    let mut heads = head([texts.msg("stats-age")]);
    heads.extend(["stats-n", "stats-median", "stats-range"].map(|key| number_cell(texts.msg(key))));
    let kind = BlockKind::Table { caption: say(texts.msg("stats-age-caption")), head: heads, rows };
    let BlockKind::Table { rows, .. } = &kind else { return None };
    (!rows.is_empty()).then(|| Block { id: "ageing/table".to_owned(), kind })
}

fn age(name: String, spread: Spread, texts: &Texts) -> Vec<Cell> {
    let days = |days: i64| texts.duration_days(days);
    let words = [
        texts.count(spread.n),
        spread.median.map_or_else(|| texts.msg("stats-few"), |median| days(math::round(median) as i64)),
        between(texts, &days(spread.low), &days(spread.high)),
    ];
    std::iter::once(cell(vec![Inline::Text(name)])).chain(words.map(number_cell)).collect()
}
