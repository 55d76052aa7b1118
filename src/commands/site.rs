//! Every file of the site: documents and data to bytes, for whoever wants them. A build wants all, a server one at a time.

use std::path::Path;
use std::sync::LazyLock;

use rayon::prelude::*;

use super::Failure;
use super::build::of;
use super::machines;
use super::pdf;
use crate::kept::Shelf;
use crate::model::incident::Incident;
use crate::model::{Edition, Id, Newsletter, Released};
use crate::render::html::Templates;
use crate::render::png::Picture;
use crate::render::{data, html, ics, png};
use crate::runs::evidence::Evidence;
use crate::search::{self, Index};
use crate::text::Texts;
use crate::typography::Fonts;
use crate::view::Press;
use crate::view::both;
use crate::view::card::{self, card};
use crate::view::catalog;
use crate::view::catalog::calendar::{self, calendar};
use crate::view::document::Document;
use crate::view::findable::findable;
use crate::view::frame::{newsletter_path, path_in, report_path};
use crate::view::index::{front, index};
use crate::view::newsletter::{Extent, issue, pdf_path};
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
    templates: Templates,
    fonts: Fonts,
    pdf: bool,
    /// What takes long to make.
    made: Shelf,
}

/// A report in one language, made when it is first looked at: many files are made from it, and some need none.
type Lazy<'a> = LazyLock<Document, Box<dyn FnOnce() -> Document + Send + 'a>>;

fn lazy<'a>(press: Press<'a>, (incident, evidence): (&'a Released<Incident>, Option<&'a Evidence>)) -> Lazy<'a> {
    LazyLock::new(Box::new(move || report(press, incident, evidence)))
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
    /// Prepares the site of the knowledge base at `root`.
    ///
    /// # Errors
    /// When a template of the knowledge base cannot be read.
    pub(super) fn new(root: &Path, edition: Edition, evidence: Vec<Evidence>, pdf: bool) -> Result<Self, Failure> {
        let texts = edition.settings.languages.iter().map(|lang| Texts::replaced(*lang, &edition.overrides)).collect();
        let templates = Templates::replaced(&edition.overrides.html).map_err(Failure::of)?;
        let (fonts, made) = (Fonts::embedded(), Shelf::open(root, "made", "made"));
        Ok(Self { edition, evidence, texts, templates, fonts, pdf, made })
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
        let (one, all) = rayon::join(
            || each(self.edition.incidents.iter().collect(), |incident| self.incident_files(&presses, incident, taker)),
            || {
                self.common_files((&presses, &searches), taker)?;
                let issues = self.edition.newsletters.iter();
                let issues = issues.flat_map(|issue| presses.iter().map(move |press| (*press, issue)));
                each(issues.collect(), |(press, issue)| self.issue_files(press, issue, taker))
            },
        );
        one.and(all)
    }

    /// Makes room for what is kept for the next call.
    pub(super) fn trim(&self) {
        self.made.trim();
    }

    /// Offers all that is about the knowledge base as a whole.
    fn common_files(
        &self,
        (presses, searches): (&[Press<'_>], &[SearchBox]),
        taker: &dyn Taker,
    ) -> Result<(), Failure> {
        offer(taker, html::FRONT, || rendered(self.templates.front(&front(presses, &self.evidence), searches)))?;
        each(presses.iter().zip(searches).collect(), |(press, search)| self.language_files(*press, search, taker))?;
        machines::files(presses, &self.evidence, taker)
    }

    /// Offers all that is about one incident, in every language.
    fn incident_files(
        &self,
        presses: &[Press<'_>],
        incident: &Released<Incident>,
        taker: &dyn Taker,
    ) -> Result<(), Failure> {
        let evidence = of(&self.evidence, &incident.id);
        let documents: Vec<Lazy<'_>> = presses.iter().map(|press| lazy(*press, (incident, evidence))).collect();
        each(presses.iter().zip(&documents).collect(), |(press, document)| {
            let done = self.report_files((*press, document), (incident, evidence), taker);
            taker.done(incident.id.as_str());
            done
        })?;
        if let Some(evidence) = evidence {
            run_files(presses, (incident, evidence), (taker, &self.templates))?;
        }
        // Of the report in two languages at once the PDF is left to `report`: it would cost a build more than all other pages.
        let ([first, second, ..], Some(press)) = (documents.as_slice(), presses.first()) else { return Ok(()) };
        let path = both::path(&report_path(press.texts.lang(), &incident.id));
        offer(taker, &path, || rendered(self.templates.both([first, second])))
    }

    fn press<'a>(&'a self, texts: &'a Texts) -> Press<'a> {
        Press { edition: &self.edition, texts, fonts: &self.fonts, pdf: self.pdf }
    }

    /// Offers what a language has beside its reports.
    fn language_files(&self, press: Press<'_>, search: &SearchBox, taker: &dyn Taker) -> Result<(), Failure> {
        let lang = press.texts.lang();
        offer(taker, &path_in(lang, "index.html"), || rendered(self.templates.list(&index(press), search)))?;
        offer(taker, &index_path(lang), || Ok(search::script(&Index::new(findable(press)), lang)))?;
        for (place, make) in catalog::PAGES {
            if !taker.wants(&path_in(lang, place)) {
                continue;
            }
            if let Some(document) = make(press, &self.evidence) {
                page(&document, &self.templates, taker)?;
            }
        }
        let path = calendar::path(press);
        if !taker.wants(&path) {
            return Ok(());
        }
        calendar(press).map_or(Ok(()), |calendar| offer(taker, &path, || Ok(ics::text(&calendar))))
    }

    /// Offers what belongs to a report in one language.
    fn report_files(
        &self,
        (press, document): (Press<'_>, &Lazy<'_>),
        (incident, evidence): (&Released<Incident>, Option<&Evidence>),
        taker: &dyn Taker,
    ) -> Result<(), Failure> {
        let path = report_path(press.texts.lang(), &incident.id);
        let folder = folder_of(press, &incident.id);
        if !taker.wants_in(&folder) {
            return Ok(());
        }
        offer(taker, &path, || rendered(self.templates.page(document)))?;
        if taker.wants_in(&format!("{folder}files/")) {
            for picture in document.pictures() {
                offer(taker, &picture.file, || Ok(&picture.image.bytes))?;
            }
        }
        if taker.wants_in(&format!("{folder}charts/")) && document.picture_file.is_some() {
            // Each is drawn on its own, and drawing takes longer than writing.
            each(document.figures(), |drawing| {
                let picture = || self.picture(&png::figure(drawing, document));
                offer(taker, &document.path_of_figure(drawing), picture)
            })?;
        }
        if card::is_made(press) {
            let picture = || self.picture(&png::preview(card(press, incident), &path));
            offer(taker, &format!("{folder}card.png"), picture)?;
        }
        if press.pdf {
            offer(taker, &format!("{folder}report.pdf"), || {
                pdf::beside_page(document, &self.made, &self.edition.overrides.pdf)
            })?;
        }
        if taker.wants_in(&format!("{folder}drill/"))
            && let Some(drill) = drill(press, incident, evidence)
        {
            offer(taker, &drill.document.path, || rendered(self.templates.drill(&drill)))?;
        }
        if taker.wants_in(&format!("{folder}what-if/"))
            && let Some(page) = evidence.and_then(|evidence| what_if(press, incident, evidence))
        {
            offer(taker, &page.document.path, || rendered(self.templates.what_if(&page)))?;
        }
        Ok(())
    }

    /// Offers what belongs to an issue of the newsletter in one language.
    fn issue_files(
        &self,
        press: Press<'_>,
        newsletter: &Released<Newsletter>,
        taker: &dyn Taker,
    ) -> Result<(), Failure> {
        let path = newsletter_path(press.texts.lang(), &newsletter.id);
        let folder = path.trim_end_matches("index.html");
        if !taker.wants_in(folder) {
            return Ok(());
        }
        let document = issue(press, newsletter, &self.evidence, Extent::Whole);
        page(&document, &self.templates, taker)?;
        for picture in document.pictures() {
            offer(taker, &picture.file, || Ok(&picture.image.bytes))?;
        }
        if document.picture_file.is_some() {
            for drawing in document.figures() {
                let picture = || self.picture(&png::figure(drawing, &document));
                offer(taker, &document.path_of_figure(drawing), picture)?;
            }
        }
        if press.pdf {
            offer(taker, &pdf_path(press, newsletter), || {
                pdf::beside_page(&document, &self.made, &self.edition.overrides.pdf)
            })?;
        }
        Ok(())
    }

    /// Returns the pixels of a picture, as they were made before or anew.
    fn picture(&self, picture: &Picture<'_>) -> Result<Vec<u8>, Failure> {
        self.made.get(picture.name(), || picture.png(&self.fonts)).map_err(Failure::of)
    }
}

/// Works on all of them in parallel; of several failures the first in order counts.
fn each<T: Send>(works: Vec<T>, work: impl Fn(T) -> Result<(), Failure> + Send + Sync) -> Result<(), Failure> {
    let done: Vec<Result<(), Failure>> = works.into_par_iter().map(work).collect();
    done.into_iter().collect()
}

/// Returns the folder of a report and of all that belongs to it in a language.
fn folder_of(press: Press<'_>, incident: &Id) -> String {
    report_path(press.texts.lang(), incident).trim_end_matches("index.html").to_owned()
}

fn rendered(text: Result<String, html::RenderError>) -> Result<String, Failure> {
    text.map_err(Failure::of)
}

fn page(document: &Document, templates: &Templates, taker: &dyn Taker) -> Result<(), Failure> {
    offer(taker, &document.path, || rendered(templates.page(document)))
}

/// A run or a design of one incident: its page in each language, and its data, which are the same in all and made once.
struct Repeatable<'a> {
    folders: Vec<(Press<'a>, String)>,
    csv: LazyLock<String, Box<dyn FnOnce() -> String + 'a>>,
    json: LazyLock<String, Box<dyn FnOnce() -> String + 'a>>,
}

impl<'a> Repeatable<'a> {
    fn new(
        presses: &[Press<'a>],
        (incident, id): (&Id, &Id),
        csv: impl FnOnce() -> String + 'a,
        json: impl FnOnce() -> String + 'a,
    ) -> Self {
        let folders = presses.iter().map(|press| (*press, format!("{}runs/{id}/", folder_of(*press, incident))));
        let folders = folders.collect();
        Self { folders, csv: LazyLock::new(Box::new(csv)), json: LazyLock::new(Box::new(json)) }
    }

    fn offer(
        self,
        (taker, templates): (&dyn Taker, &Templates),
        document: impl Fn(Press<'a>) -> Option<Document>,
    ) -> Result<(), Failure> {
        for (press, folder) in &self.folders {
            if !taker.wants_in(folder) {
                continue;
            }
            if let Some(document) = document(*press) {
                page(&document, templates, taker)?;
            }
            offer(taker, &format!("{folder}data.csv"), || Ok(self.csv.as_str()))?;
            offer(taker, &format!("{folder}data.json"), || Ok(self.json.as_str()))?;
        }
        Ok(())
    }
}

/// Offers the pages and the data of runs and designs.
fn run_files(
    presses: &[Press<'_>],
    (incident, evidence): (&Released<Incident>, &Evidence),
    (taker, templates): (&dyn Taker, &Templates),
) -> Result<(), Failure> {
    if !presses.iter().any(|press| taker.wants_in(&folder_of(*press, &incident.id))) {
        return Ok(());
    }
    let start = incident.model.as_ref().map(|model| model.base().scenario.clock.start);
    each(evidence.runs.iter().collect(), |record| {
        let csv = || data::run_csv(record, start);
        let json = || data::run_json(incident, record);
        let run = Repeatable::new(presses, (&incident.id, &record.id), csv, json);
        run.offer((taker, templates), |press| run_page(press, incident, (record, evidence)))
    })?;
    each(evidence.designs.iter().collect(), |record| {
        let csv = || data::design_csv(record);
        let json = || data::design_json(incident, record);
        let design = Repeatable::new(presses, (&incident.id, &record.id), csv, json);
        design.offer((taker, templates), |press| Some(design_page(press, incident, (record, evidence))))
    })
}
