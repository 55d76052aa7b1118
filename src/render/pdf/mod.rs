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
        let data = data.map_err(|problem| PdfError { path: path.to_owned(), problems: vec![problem] })?;
        Ok(Self { path: path.to_owned(), words: words(&data), data })
    }

    /// Returns a digest of all that its bytes follow from.
    pub fn name(&self) -> Digest {
        let mut hasher = Hasher::default();
        hasher.text(&MAKER.to_string());
        hasher.text(&self.path);
        hasher.text(&self.words.to_string());
        hasher.finish()
    }

    /// Typesets it. The same sheet gives the same bytes.
    ///
    /// # Errors
    /// When a date is not one, when the fonts lack a character, or when a picture has no text alternative.
    pub fn pdf(self) -> Result<Vec<u8>, PdfError> {
        let Self { path, data, words } = self;
        let world = Memory::new(data).map_err(|problem| vec![problem]);
        let bytes = world.and_then(|world| typeset(&world, format!("{path}#{words}")));
        // Typst remembers what it laid out; the next document shares next to nothing with this one.
        comemo::evict(0);
        bytes.map_err(|problems| PdfError { path, problems })
    }
}

fn typeset(world: &Memory, identity: String) -> Result<Vec<u8>, Vec<String>> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(world);
    let laid_out = clusters::join(&output.map_err(|errors| messages(world, &errors))?);
    // The template gives no cause for warnings: one means that a font or a page number is not what it should be.
    if !warnings.is_empty() {
        return Err(messages(world, &warnings));
    }
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| vec![error.message().to_string()])?;
    let options = PdfOptions {
        ident: Smart::Custom(identity),
        creator: Smart::Custom(Some(concat!("nidan ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&laid_out, &options).map_err(|errors| messages(world, &errors))
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

fn messages(world: &Memory, found: &[SourceDiagnostic]) -> Vec<String> {
    found
        .iter()
        .map(|problem| {
            let line = problem
                .span
                .id()
                .and_then(|id| world.source(id).ok())
                .and_then(|source| {
                    let range = typst::WorldExt::range(world, problem.span)?;
                    source.lines().byte_to_line(range.start)
                })
                .map(|line| format!(" (template line {})", line + 1));
            format!("{}{}", problem.message, line.unwrap_or_default())
        })
        .collect()
}
