//! Every file of the site: documents and data to bytes, in parallel, into the staging folder.

use rayon::prelude::*;

use super::Failure;
use super::build::{failure, of};
use crate::model::incident::Incident;
use crate::model::{Edition, Released};
use crate::publish::Staging;
use crate::render::{data, html, ics, png};
use crate::runs::evidence::Evidence;
use crate::search::{self, Index};
use crate::text::Texts;
use crate::typography::Fonts;
use crate::ui;
use crate::view::Press;
use crate::view::both::{self, Two};
use crate::view::catalog;
use crate::view::catalog::calendar::{self, calendar};
use crate::view::document::Document;
use crate::view::findable::findable;
use crate::view::index::{front, index};
use crate::view::report::drill::drill;
use crate::view::report::report;
use crate::view::run::run_pages;
use crate::view::search_box::{SearchBox, index_path, search_box};
use crate::view::what_if::what_if;

/// Writes the whole site into the staging folder.
pub(super) fn write(edition: &Edition, evidence: &[Evidence], pdf: bool, staging: &Staging) -> Result<(), Failure> {
    let put = |path: &str, bytes: &[u8]| staging.put(path, bytes).map_err(|error| failure(&error));
    for (path, bytes) in html::assets() {
        put(path, &bytes)?;
    }
    let fonts = Fonts::embedded();
    let texts: Vec<Texts> = edition.settings.languages.iter().map(|lang| Texts::new(*lang)).collect();
    let presses: Vec<Press<'_>> = texts.iter().map(|texts| Press { edition, texts, fonts: &fonts, pdf }).collect();
    let front = front(&presses, evidence);
    let searches: Vec<SearchBox> = presses.iter().map(|press| search_box(*press)).collect();
    put("index.html", html::front(&front, &searches).map_err(|error| render_failure(&error))?.as_bytes())?;
    for (press, search) in presses.iter().zip(&searches) {
        let (list, lang) = (index(*press), press.texts.lang());
        put(&list.path, html::list(&list, search).map_err(|error| render_failure(&error))?.as_bytes())?;
        put(&index_path(lang), search::script(&Index::new(findable(*press)), lang).as_bytes())?;
        for document in catalog::pages(*press, evidence) {
            page(&document, staging)?;
        }
        if let Some(calendar) = calendar(*press) {
            put(&calendar::path(*press), ics::text(&calendar).as_bytes())?;
        }
    }
    let works: Vec<(Press<'_>, &Released<Incident>)> =
        presses.iter().flat_map(|press| edition.incidents.iter().map(|incident| (*press, incident))).collect();
    let waiting = ui::Progress::new("writing", works.len());
    let done: Vec<Result<(), Failure>> = works
        .into_par_iter()
        .map(|(press, incident)| {
            let done = incident_pages(press, (incident, of(evidence, &incident.id)), staging);
            waiting.next(incident.id.as_str());
            done
        })
        .collect();
    done.into_iter().collect::<Result<(), Failure>>()?;
    let Some(pair) = pair(&presses) else { return Ok(()) };
    let done: Vec<Result<(), Failure>> = edition
        .incidents
        .par_iter()
        .map(|incident| both_pages(pair, (incident, of(evidence, &incident.id)), staging))
        .collect();
    done.into_iter().collect()
}

/// Returns the presses of the two languages that stand beside each other.
fn pair<'a>(presses: &[Press<'a>]) -> Option<Two<Press<'a>>> {
    if let [first, second, ..] = presses { Some([*first, *second]) } else { None }
}

/// Writes what is in two languages at once. Its PDF is left to `report`: it would cost a build more than all other pages.
fn both_pages(
    presses: Two<Press<'_>>,
    (incident, evidence): (&Released<Incident>, Option<&Evidence>),
    staging: &Staging,
) -> Result<(), Failure> {
    let documents = presses.map(|press| report(press, incident, evidence));
    let text = html::both([&documents[0], &documents[1]]).map_err(|error| render_failure(&error))?;
    staging.put(&both::path(&documents[0]), text.as_bytes()).map_err(|error| failure(&error))
}

fn render_failure(error: &html::RenderError) -> Failure {
    Failure { message: error.to_string(), hint: None }
}

fn page(document: &Document, staging: &Staging) -> Result<(), Failure> {
    let text = html::page(document).map_err(|error| render_failure(&error))?;
    staging.put(&document.path, text.as_bytes()).map_err(|error| failure(&error))
}

fn incident_pages(
    press: Press<'_>,
    (incident, evidence): (&Released<Incident>, Option<&Evidence>),
    staging: &Staging,
) -> Result<(), Failure> {
    let document = report(press, incident, evidence);
    page(&document, staging)?;
    for picture in document.pictures() {
        staging.put(&picture.file, &picture.image.bytes).map_err(|error| failure(&error))?;
    }
    if document.picture_file.is_some() {
        pictures_of_figures(&document, press.fonts, staging)?;
    }
    if press.pdf {
        let path = document.path.replace("index.html", "report.pdf");
        staging.put(&path, &pdf_beside_page(&document)?).map_err(|error| failure(&error))?;
    }
    if let Some(drill) = drill(press, incident, evidence) {
        let text = html::drill(&drill).map_err(|error| render_failure(&error))?;
        staging.put(&drill.document.path, text.as_bytes()).map_err(|error| failure(&error))?;
    }
    let Some(evidence) = evidence else { return Ok(()) };
    if let Some(page) = what_if(press, incident, evidence) {
        let text = html::what_if(&page).map_err(|error| render_failure(&error))?;
        staging.put(&page.document.path, text.as_bytes()).map_err(|error| failure(&error))?;
    }
    for document in run_pages(press, incident, evidence) {
        page(&document, staging)?;
    }
    let folder = document.path.replace("index.html", "runs");
    let put = |path: String, text: String| staging.put(&path, text.as_bytes()).map_err(|error| failure(&error));
    let start = incident.model.as_ref().map(|model| model.base().scenario.clock.start);
    for record in &evidence.runs {
        put(format!("{folder}/{}/data.csv", record.id), data::run_csv(record, start))?;
        put(format!("{folder}/{}/data.json", record.id), data::run_json(incident, record))?;
    }
    for record in &evidence.designs {
        put(format!("{folder}/{}/data.csv", record.id), data::design_csv(record))?;
        put(format!("{folder}/{}/data.json", record.id), data::design_json(incident, record))?;
    }
    Ok(())
}

/// Typesets a document for the site.
#[cfg(feature = "pdf")]
fn pdf_beside_page(document: &Document) -> Result<Vec<u8>, Failure> {
    crate::render::pdf::beside_page(document).map_err(|error| Failure { message: error.to_string(), hint: None })
}

/// Writes every figure as a picture file; one is drawn on its own, and drawing takes longer than writing.
fn pictures_of_figures(document: &Document, fonts: &Fonts, staging: &Staging) -> Result<(), Failure> {
    let done: Vec<Result<(), Failure>> = document
        .figures()
        .into_par_iter()
        .map(|drawing| {
            let bytes = png::png(drawing, document, fonts);
            let bytes = bytes.map_err(|error| Failure { message: error.to_string(), hint: None })?;
            staging.put(&document.path_of_figure(drawing), &bytes).map_err(|error| failure(&error))
        })
        .collect();
    done.into_iter().collect()
}

/// Typesets a document.
#[cfg(feature = "pdf")]
pub(super) fn pdf_bytes(document: &Document) -> Result<Vec<u8>, Failure> {
    crate::render::pdf::pdf(document).map_err(|error| Failure { message: error.to_string(), hint: None })
}

/// Typesets a report in two languages beside each other.
#[cfg(feature = "pdf")]
pub(super) fn pdf_of_both(documents: Two<&Document>) -> Result<Vec<u8>, Failure> {
    crate::render::pdf::both(documents).map_err(|error| Failure { message: error.to_string(), hint: None })
}

/// Says that this program was built without its typesetter.
#[cfg(not(feature = "pdf"))]
fn pdf_beside_page(_: &Document) -> Result<Vec<u8>, Failure> {
    Err(without_pdf())
}

/// Says that this program was built without its typesetter.
#[cfg(not(feature = "pdf"))]
pub(super) fn pdf_bytes(_: &Document) -> Result<Vec<u8>, Failure> {
    Err(without_pdf())
}

/// Says that this program was built without its typesetter.
#[cfg(not(feature = "pdf"))]
pub(super) fn pdf_of_both(_: Two<&Document>) -> Result<Vec<u8>, Failure> {
    Err(without_pdf())
}

#[cfg(not(feature = "pdf"))]
fn without_pdf() -> Failure {
    Failure::new("this program was built without PDF", "build it with its default features")
}
