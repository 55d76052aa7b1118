//! A document typeset as PDF.
//!
//! The words travel as JSON and the template builds content from them, so nothing that an incident says is ever read as
//! markup. Export is strict: PDF/UA-1 and PDF/A-2a at once refuse a missing glyph, text alternative or title.

mod afloat;
mod both;
mod clusters;
mod columns;
mod data;
mod words;
mod world;

use std::error::Error;
use std::fmt;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use typst::World as _;
use typst::comemo;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::base::digest::{Digest, Hasher};
use crate::base::source::Span;
use crate::model::overrides::Override;
use crate::render::maker;
use crate::view::both::{Two, path};
use crate::view::document::Document;
use world::Memory;

/// Why a document could not be typeset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfError {
    /// Path of the document from the site's root.
    pub path: String,
    /// What was found, at least one.
    pub problems: Vec<String>,
    /// Those of them that are in a template of the knowledge base.
    pub faults: Vec<(Span, String)>,
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` cannot be typeset as PDF: {}", self.path, self.problems.join("; "))
    }
}

impl Error for PdfError {}

/// What a file follows from, beside its words and pictures: this module and its templates.
static SOURCES: [Dir<'_>; 2] =
    [include_dir!("$CARGO_MANIFEST_DIR/src/render/pdf"), include_dir!("$CARGO_MANIFEST_DIR/templates/pdf")];

static MAKER: LazyLock<Digest> = LazyLock::new(|| maker(&SOURCES));

/// All that a PDF is made of, not typeset yet: that takes long.
pub struct Sheet {
    path: String,
    data: data::Data,
    words: Digest,
    templates: Vec<Override>,
}

/// Gathers a document for a file that may lie anywhere.
///
/// # Errors
/// When its words cannot be handed to the template.
pub fn alone(document: &Document) -> Result<Sheet, PdfError> {
    Sheet::new(&document.path, data::gather(document, false))
}

/// Gathers a document for a file that lies beside its page in the site, and so can link to the site's other pages.
///
/// # Errors
/// As [`alone`].
pub fn beside_page(document: &Document) -> Result<Sheet, PdfError> {
    Sheet::new(&document.path, data::gather(document, true))
}

/// Gathers a report in two languages beside each other.
///
/// # Errors
/// As [`alone`].
pub fn both(documents: Two<&Document>) -> Result<Sheet, PdfError> {
    Sheet::new(&path(&documents[0].path), both::gather(documents))
}

impl Sheet {
    fn new(path: &str, data: Result<data::Data, String>) -> Result<Self, PdfError> {
        let data =
            data.map_err(|problem| PdfError { path: path.to_owned(), problems: vec![problem], faults: Vec::new() })?;
        Ok(Self { path: path.to_owned(), words: words(&data), data, templates: Vec::new() })
    }

    /// Typesets it by templates of a knowledge base in place of the program's own.
    #[must_use]
    pub fn with(self, templates: &[Override]) -> Self {
        Self { templates: templates.to_vec(), ..self }
    }

    /// Returns a digest of all that its bytes follow from.
    pub fn name(&self) -> Digest {
        let mut hasher = Hasher::default();
        hasher.text(&MAKER.to_string());
        hasher.text(&self.path);
        hasher.text(&self.words.to_string());
        for template in &self.templates {
            hasher.text(&template.name);
            hasher.text(&template.text);
        }
        hasher.finish()
    }

    /// Typesets it. The same sheet gives the same bytes.
    ///
    /// # Errors
    /// When a date is not one, when the fonts lack a character, or when a picture has no text alternative.
    pub fn pdf(self) -> Result<Vec<u8>, PdfError> {
        let Self { path, data, words, templates } = self;
        let world = Memory::new(data, &templates);
        let bytes = match &world {
            Ok(world) => {
                typeset(world, format!("{path}#{words}")).map_err(|found| told(world, &found, &templates, &path))
            }
            Err(problem) => Err(PdfError { path: path.clone(), problems: vec![problem.clone()], faults: Vec::new() }),
        };
        // Typst remembers what it laid out; the next document shares next to nothing with this one.
        comemo::evict(0);
        bytes
    }
}

fn typeset(world: &Memory, identity: String) -> Result<Vec<u8>, Vec<SourceDiagnostic>> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(world);
    let laid_out = clusters::join(&output.map_err(|errors| errors.to_vec())?);
    // The template gives no cause for warnings: one means that a font or a page number is not what it should be.
    if !warnings.is_empty() {
        return Err(warnings.to_vec());
    }
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| vec![SourceDiagnostic::error(typst::syntax::Span::detached(), error.message().clone())])?;
    let options = PdfOptions {
        ident: Smart::Custom(identity),
        creator: Smart::Custom(Some(concat!("nidan ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&laid_out, &options).map_err(|errors| errors.to_vec())
}

fn words(data: &data::Data) -> Digest {
    let mut hasher = Hasher::default();
    hasher.text(&data.json);
    for (_, picture) in &data.pictures {
        hasher.text(picture);
    }
    for (_, image) in &data.images {
        hasher.text(&Digest::of(&image.bytes).to_string());
    }
    hasher.finish()
}

/// Says what was found, with its line; what is in a template of the knowledge base also with its place.
fn told(world: &Memory, found: &[SourceDiagnostic], own: &[Override], path: &str) -> PdfError {
    let mut error = PdfError { path: path.to_owned(), problems: Vec::new(), faults: Vec::new() };
    for problem in found {
        let source = problem.span.id().and_then(|id| world.source(id).ok());
        let range = source.as_ref().and_then(|_| typst::WorldExt::range(world, problem.span));
        let name = source.as_ref().map(|source| source.id().vpath().get_without_slash().to_owned());
        let line =
            source.as_ref().zip(range.clone()).and_then(|(source, range)| source.lines().byte_to_line(range.start));
        let template = own.iter().find(|file| Some(&file.name) == name.as_ref());
        match (template, range, line) {
            (Some(file), Some(range), Some(line)) => {
                let place = format!("overrides/templates/pdf/{}:{}", file.name, line + 1);
                error.problems.push(format!("{place}: {}", problem.message));
                error.faults.push((Span::new(file.file, range), problem.message.to_string()));
            }
            (_, _, Some(line)) => error.problems.push(format!("{} (template line {})", problem.message, line + 1)),
            (_, _, None) => error.problems.push(problem.message.to_string()),
        }
    }
    error
}
