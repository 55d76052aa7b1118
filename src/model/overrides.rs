//! What stands in place of the program's own messages and templates: texts by their names, not looked into yet.

use crate::base::lang::Lang;
use crate::base::source::SourceId;

/// A file that stands in place of one of the program's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// Its name, by which the program's own is called.
    pub name: String,
    /// What it says.
    pub text: String,
    /// Which file it is.
    pub file: SourceId,
}

/// All that a knowledge base brings of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Messages, file by file, with their language.
    pub messages: Vec<(Lang, Override)>,
    /// Templates of pages.
    pub html: Vec<Override>,
    /// Templates of PDFs.
    pub pdf: Vec<Override>,
}
