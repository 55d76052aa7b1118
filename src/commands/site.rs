//! Every file of the site: documents and data to bytes, for whoever wants them. A build wants all, a server one at a time.

use std::cell::LazyCell;

use rayon::prelude::*;

use super::Failure;
use super::build::of;
use super::machines;
use crate::model::incident::Incident;
use crate::model::{Edition, Released};
use crate::render::{data, html, ics, png};
use crate::runs::evidence::Evidence;
use crate::search::{self, Index};
use crate::text::Texts;
use crate::typography::Fonts;
use crate::view::Press;
use crate::view::both::{self, Two};
use crate::view::card::{self, card};
use crate::view::catalog;
use crate::view::catalog::calendar::{self, calendar};
use crate::view::document::Document;
use crate::view::findable::findable;
use crate::view::frame::{path_in, report_path};
use crate::view::index::{front, index};
use crate::view::report::drill::drill;
use crate::view::report::report;
use crate::view::run::{design_page, run_page};
use crate::view::search_box::{SearchBox, index_path, search_box};
use crate::view::what_if::what_if;

/// What a site is made of: an edition, its evidence, and what it is printed with.
pub(super) struct Site {
    pub(super) edition: Edition,
    pub(super) evidence: Vec<Evidence>,
    texts: Vec<Texts>,
    fonts: Fonts,
    pdf: bool,
}

/// Someone who takes files of the site. A file is made only for one who wants it.
pub(super) trait Taker: Sync {
    /// Says whether the file at a path is wanted.
    fn wants(&self, path: &str) -> bool;
    /// Says whether any file of a folder is wanted; its path ends with `/`.
    fn wants_in(&self, folder: &str) -> bool;
    /// Takes a file.
    fn take(&self, path: &str, bytes: &[u8]) -> Result<(), Failure>;
    /// Hears that the pages of an incident are done in one language.
    fn done(&self, _incident: &str) {}
}

/// Offers a file: it is made when it is wanted.
pub(super) fn offer<B: AsRef<[u8]>>(
    taker: &dyn Taker,
    path: &str,
    make: impl FnOnce() -> Result<B, Failure>,
) -> Result<(), Failure> {
    if taker.wants(path) { taker.take(path, make()?.as_ref()) } else { Ok(()) }
}

/// Offers the files that every site has, whatever it is about.
pub(super) fn assets(taker: &dyn Taker) -> Result<(), Failure> {
    if !taker.wants_in("assets/") {
        return Ok(());
    }
    html::assets().into_iter().try_for_each(|(path, bytes)| offer(taker, path, || Ok(bytes)))
}

impl Site {
    /// Prepares a site.
    pub(super) fn new(edition: Edition, evidence: Vec<Evidence>, pdf: bool) -> Self {
        let texts = edition.settings.languages.iter().map(|lang| Texts::new(*lang)).collect();
        Self { edition, evidence, texts, fonts: Fonts::embedded(), pdf }
    }

    /// How many files an incident is made into at once: incidents times languages.
    pub(super) fn works(&self) -> usize {
        self.edition.incidents.len() * self.texts.len()
    }

    /// Offers every file of the site: the one place that says which there are. What belongs to incidents is made in
    /// parallel.
    pub(super) fn files(&self, taker: &dyn Taker) -> Result<(), Failure> {
        assets(taker)?;
        let presses: Vec<Press<'_>> = self.texts.iter().map(|texts| self.press(texts)).collect();
        let searches: Vec<SearchBox> = presses.iter().map(|press| search_box(*press)).collect();
        offer(taker, html::FRONT, || rendered(html::front(&front(&presses, &self.evidence), &searches)))?;
        for (press, search) in presses.iter().zip(&searches) {
            self.language_files(*press, search, taker)?;
        }
        machines::files(&presses, &self.evidence, taker)?;
        let works: Vec<(Press<'_>, &Released<Incident>)> =
            presses.iter().flat_map(|press| self.edition.incidents.iter().map(|incident| (*press, incident))).collect();
        each(works, |(press, incident)| {
            let done = report_files(press, (incident, self.evidence(incident)), taker);
            taker.done(incident.id.as_str());
            done
        })?;
        let Some(pair) = pair(&presses) else { return Ok(()) };
        each(self.edition.incidents.iter().collect(), |incident| {
            both_file(pair, (incident, self.evidence(incident)), taker)
        })
    }

    fn press<'a>(&'a self, texts: &'a Texts) -> Press<'a> {
        Press { edition: &self.edition, texts, fonts: &self.fonts, pdf: self.pdf }
    }

    fn evidence(&self, incident: &Incident) -> Option<&Evidence> {
        of(&self.evidence, &incident.id)
    }

    /// Offers what a language has beside its reports.
    fn language_files(&self, press: Press<'_>, search: &SearchBox, taker: &dyn Taker) -> Result<(), Failure> {
        let lang = press.texts.lang();
        offer(taker, &path_in(lang, "index.html"), || rendered(html::list(&index(press), search)))?;
        offer(taker, &index_path(lang), || Ok(search::script(&Index::new(findable(press)), lang)))?;
        for (place, make) in catalog::PAGES {
            if !taker.wants(&path_in(lang, place)) {
                continue;
            }
            if let Some(document) = make(press, &self.evidence) {
                page(&document, taker)?;
            }
        }
        let path = calendar::path(press);
        if !taker.wants(&path) {
            return Ok(());
        }
        calendar(press).map_or(Ok(()), |calendar| offer(taker, &path, || Ok(ics::text(&calendar))))
    }
}

/// Works on all of them in parallel; of several failures the first in order counts.
fn each<T: Send>(works: Vec<T>, work: impl Fn(T) -> Result<(), Failure> + Send + Sync) -> Result<(), Failure> {
    let done: Vec<Result<(), Failure>> = works.into_par_iter().map(work).collect();
    done.into_iter().collect()
}

/// Returns the presses of the two languages that stand beside each other.
fn pair<'a>(presses: &[Press<'a>]) -> Option<Two<Press<'a>>> {
    if let [first, second, ..] = presses { Some([*first, *second]) } else { None }
}

/// Offers what is in two languages at once. Its PDF is left to `report`: it would cost a build more than all other pages.
fn both_file(
    presses: Two<Press<'_>>,
    (incident, evidence): (&Released<Incident>, Option<&Evidence>),
    taker: &dyn Taker,
) -> Result<(), Failure> {
    let path = both::path(&report_path(presses[0].texts.lang(), &incident.id));
    offer(taker, &path, || {
        let documents = presses.map(|press| report(press, incident, evidence));
        rendered(html::both([&documents[0], &documents[1]]))
    })
}

fn rendered(text: Result<String, html::RenderError>) -> Result<String, Failure> {
    text.map_err(Failure::of)
}

fn page(document: &Document, taker: &dyn Taker) -> Result<(), Failure> {
    offer(taker, &document.path, || rendered(html::page(document)))
}

/// Offers what belongs to a report in one language.
fn report_files(
    press: Press<'_>,
    (incident, evidence): (&Released<Incident>, Option<&Evidence>),
    taker: &dyn Taker,
) -> Result<(), Failure> {
    let path = report_path(press.texts.lang(), &incident.id);
    let folder = path.trim_end_matches("index.html");
    if !taker.wants_in(folder) {
        return Ok(());
    }
    // Most files are made from the same document; some need none.
    let document = LazyCell::new(|| report(press, incident, evidence));
    offer(taker, &path, || rendered(html::page(&document)))?;
    if taker.wants_in(&format!("{folder}files/")) {
        for picture in document.pictures() {
            offer(taker, &picture.file, || Ok(&picture.image.bytes))?;
        }
    }
    if taker.wants_in(&format!("{folder}charts/")) && document.picture_file.is_some() {
        pictures_of_figures(&document, press.fonts, taker)?;
    }
    if card::is_made(press) {
        offer(taker, &format!("{folder}card.png"), || {
            let bytes = png::preview(&card(press, incident), &path, press.fonts);
            bytes.map_err(Failure::of)
        })?;
    }
    if press.pdf {
        offer(taker, &format!("{folder}report.pdf"), || pdf_beside_page(&document))?;
    }
    if taker.wants_in(&format!("{folder}drill/"))
        && let Some(drill) = drill(press, incident, evidence)
    {
        offer(taker, &drill.document.path, || rendered(html::drill(&drill)))?;
    }
    let Some(evidence) = evidence else { return Ok(()) };
    if taker.wants_in(&format!("{folder}what-if/"))
        && let Some(page) = what_if(press, incident, evidence)
    {
        offer(taker, &page.document.path, || rendered(html::what_if(&page)))?;
    }
    run_files((press, &format!("{folder}runs/")), (incident, evidence), taker)
}

/// Offers the pages and the data of runs and designs.
fn run_files(
    (press, folder): (Press<'_>, &str),
    (incident, evidence): (&Released<Incident>, &Evidence),
    taker: &dyn Taker,
) -> Result<(), Failure> {
    let start = incident.model.as_ref().map(|model| model.base().scenario.clock.start);
    for record in &evidence.runs {
        let folder = format!("{folder}{}/", record.id);
        if !taker.wants_in(&folder) {
            continue;
        }
        if let Some(document) = run_page(press, incident, (record, evidence)) {
            page(&document, taker)?;
        }
        offer(taker, &format!("{folder}data.csv"), || Ok(data::run_csv(record, start)))?;
        offer(taker, &format!("{folder}data.json"), || Ok(data::run_json(incident, record)))?;
    }
    for record in &evidence.designs {
        let folder = format!("{folder}{}/", record.id);
        if !taker.wants_in(&folder) {
            continue;
        }
        page(&design_page(press, incident, (record, evidence)), taker)?;
        offer(taker, &format!("{folder}data.csv"), || Ok(data::design_csv(record)))?;
        offer(taker, &format!("{folder}data.json"), || Ok(data::design_json(incident, record)))?;
    }
    Ok(())
}

/// Offers every figure as a picture file; one is drawn on its own, and drawing takes longer than writing.
fn pictures_of_figures(document: &Document, fonts: &Fonts, taker: &dyn Taker) -> Result<(), Failure> {
    each(document.figures(), |drawing| {
        offer(taker, &document.path_of_figure(drawing), || {
            let bytes = png::png(drawing, document, fonts);
            bytes.map_err(Failure::of)
        })
    })
}

/// Typesets a document for the site.
#[cfg(feature = "pdf")]
fn pdf_beside_page(document: &Document) -> Result<Vec<u8>, Failure> {
    crate::render::pdf::beside_page(document).map_err(Failure::of)
}

/// Typesets a document.
#[cfg(feature = "pdf")]
pub(super) fn pdf_bytes(document: &Document) -> Result<Vec<u8>, Failure> {
    crate::render::pdf::pdf(document).map_err(Failure::of)
}

/// Typesets a report in two languages beside each other.
#[cfg(feature = "pdf")]
pub(super) fn pdf_of_both(documents: Two<&Document>) -> Result<Vec<u8>, Failure> {
    crate::render::pdf::both(documents).map_err(Failure::of)
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
