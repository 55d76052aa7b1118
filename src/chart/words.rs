//! The words that every picture needs, final in their language.

use crate::chart::drawing::Table;

/// Prints a number of an axis in the language and digits of the page.
pub type Format<'a> = &'a dyn Fn(f64) -> String;

/// The words that every picture needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Stable id, the anchor on the page: ASCII letters, digits, `-`, `/`.
    pub id: String,
    /// BCP 47 code of the words.
    pub lang: &'static str,
    /// What the picture tells, in one sentence.
    pub takeaway: String,
    /// What it shows: axes, units, source.
    pub caption: String,
    /// What it says, for those who do not see it.
    pub alt: String,
    /// Its data, every cell final text.
    pub table: Table,
}
