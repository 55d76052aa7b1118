//! What a knowledge base puts in place of the program's own is tried before anything is made with it.

use std::path::Path;

use super::pdf;
use crate::base::diag::{Diagnostic, Report};
use crate::base::source::Span;
use crate::kept::Shelf;
use crate::load::decode::with_nearest;
use crate::load::rules;
use crate::model::overrides::Override;
use crate::model::{Audience, Edition, Incident, KnowledgeBase, Released, redact};
use crate::render::SHEETS;
use crate::render::html::{self, RenderError, Templates};
use crate::text::Texts;
use crate::typography::Fonts;
use crate::view::Press;
use crate::view::index::{front, index};
use crate::view::report::drill::drill;
use crate::view::report::report;
use crate::view::search_box::{SearchBox, search_box};

/// Checks the messages of a knowledge base, and its templates: their names, their syntax, what makes pages unsafe; then
/// fills them for one incident. A page that needs runs is filled when it is built.
pub(super) fn check(kb: &KnowledgeBase, root: &Path, found: &mut Report) {
    let overrides = &kb.overrides;
    crate::text::overrides::check(overrides, found);
    if overrides.html.is_empty() && overrides.pdf.is_empty() {
        return;
    }
    let mut report = Report::default();
    strangers(&overrides.html, "html", &html::replaceable(), &mut report);
    strangers(&overrides.pdf, "pdf", &SHEETS, &mut report);
    html::check(&overrides.html, &mut report);
    if !report.has_errors() {
        attempt(kb, root, &mut report);
    }
    found.merge(report);
}

/// Reports files that have the name of no template.
fn strangers(files: &[Override], kind: &str, known: &[&str], report: &mut Report) {
    for file in files.iter().filter(|file| !known.contains(&file.name.as_str())) {
        let message = format!("`overrides/templates/{kind}/{}` replaces nothing of the program's", file.name);
        let finding = Diagnostic::error(rules::UNKNOWN_OVERRIDE, Span::new(file.file, 0..0), message);
        report.push(with_nearest(finding, &file.name, known, "templates"));
    }
}

/// Fills the templates for the newest incident that readers get; where they get none, for the newest of all.
fn attempt(kb: &KnowledgeBase, root: &Path, report: &mut Report) {
    let Some(as_of) = kb.newest_date() else { return };
    let mut edition = redact(kb, kb.settings.audience, as_of);
    if edition.incidents.is_empty() {
        edition = redact(kb, Audience::Internal, as_of);
    }
    let Some(incident) = edition.incidents.first() else { return };
    let texts: Vec<Texts> =
        kb.settings.languages.iter().map(|lang| Texts::replaced(*lang, &edition.overrides)).collect();
    let fonts = Fonts::embedded();
    let presses: Vec<Press<'_>> =
        texts.iter().map(|texts| Press { edition: &edition, texts, fonts: &fonts, pdf: true }).collect();
    if !edition.overrides.html.is_empty()
        && let Err(error) = pages(&presses, &edition, incident)
    {
        report.push(html::finding(&error));
    }
    if !edition.overrides.pdf.is_empty()
        && let Some(press) = presses.first()
    {
        let shelf = Shelf::open(root, "made", "made");
        pdf::attempt(&report_of(*press, incident), &shelf, &edition.overrides.pdf, report);
    }
}

fn report_of(press: Press<'_>, incident: &Released<Incident>) -> crate::view::document::Document {
    report(press, incident, None)
}

fn pages(presses: &[Press<'_>], edition: &Edition, incident: &Released<Incident>) -> Result<(), RenderError> {
    let templates = Templates::replaced(&edition.overrides.html)?;
    let searches: Vec<SearchBox> = presses.iter().map(|press| search_box(*press)).collect();
    let documents: Vec<_> = presses.iter().map(|press| report_of(*press, incident)).collect();
    for ((press, search), document) in presses.iter().zip(&searches).zip(&documents) {
        templates.page(document)?;
        templates.list(&index(*press), search)?;
        templates.single(document.clone(), press.texts, press.fonts)?;
        if let Some(drill) = drill(*press, incident, None) {
            templates.drill(&drill)?;
        }
    }
    templates.front(&front(presses, &[]), &searches)?;
    if let [first, second, ..] = documents.as_slice() {
        templates.both([first, second])?;
    }
    Ok(())
}
