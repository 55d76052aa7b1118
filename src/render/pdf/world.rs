//! All that Typst may see: the templates, the data, the pictures and the committed fonts. No disk, no packages, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::data::Data;
use crate::model::overrides::Override;
use crate::render::SHEETS;
use crate::typography::Fonts;

/// The texts of the templates, in the order of [`SHEETS`].
const TEXTS: [&str; SHEETS.len()] =
    [include_str!("../../../templates/pdf/report.typ"), include_str!("../../../templates/pdf/parts.typ")];

/// What every document shares.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let fonts: Vec<Font> = Fonts::files().into_iter().flat_map(|(_, bytes)| Font::iter(Bytes::new(bytes))).collect();
    Shared { library: LazyHash::new(Library::default()), book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

/// One document's files, in memory.
pub(super) struct Memory {
    main: FileId,
    templates: Vec<Source>,
    files: Vec<(FileId, Bytes)>,
}

impl Memory {
    /// Lays out the files: the templates, some perhaps a knowledge base's own, `data.json` and the pictures.
    pub(super) fn new(data: Data, own: &[Override]) -> Result<Self, String> {
        let mut templates = Vec::new();
        for (name, text) in SHEETS.into_iter().zip(TEXTS) {
            let text = own.iter().find(|file| file.name == name).map_or(text, |file| &file.text);
            templates.push(Source::new(file_id(name)?, text.to_owned()));
        }
        let mut files = vec![(file_id("data.json")?, Bytes::from_string(data.json))];
        for (name, picture) in data.pictures {
            files.push((file_id(&name)?, Bytes::from_string(picture)));
        }
        for (name, image) in data.images {
            files.push((file_id(&name)?, Bytes::new(image.bytes)));
        }
        Ok(Self { main: file_id(SHEETS[0])?, templates, files })
    }
}

fn file_id(name: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(name).map_err(|error| format!("`{name}` is no path: {error:?}"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Memory {
    fn library(&self) -> &LazyHash<Library> {
        &SHARED.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHARED.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.templates.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.iter().find(|(known, _)| *known == id).map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHARED.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
