//! What every statement carries: its text per language, its sources, how sure it is, and who may read it.

use chrono::NaiveDate;

use super::id::Id;
use crate::base::lang::PerLang;
use crate::base::source::Span;

/// Markdown as the author wrote it, with the place it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// Markdown, NFC.
    pub markdown: String,
    /// Where it stands.
    pub span: Span,
}

/// A text in one or more languages.
pub type Text = PerLang<Prose>;

/// How sure a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Its source says so.
    Fact,
    /// We conclude it from what the source says.
    Inference,
    /// Taken to be so, for want of a source.
    Assumption,
    /// A model run gave it.
    Model,
}

/// Traffic Light Protocol 2.0 labels, from open to closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tlp {
    /// TLP:CLEAR
    Clear,
    /// TLP:GREEN
    Green,
    /// TLP:AMBER
    Amber,
    /// TLP:AMBER+STRICT
    AmberStrict,
    /// TLP:RED
    Red,
}

impl Tlp {
    /// Every label, from open to closed.
    pub const ALL: [Self; 5] = [Self::Clear, Self::Green, Self::Amber, Self::AmberStrict, Self::Red];

    /// Returns the label without `TLP:`; labels are never translated.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Clear => "CLEAR",
            Self::Green => "GREEN",
            Self::Amber => "AMBER",
            Self::AmberStrict => "AMBER+STRICT",
            Self::Red => "RED",
        }
    }
}

/// Who may read a block beyond what its document says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Guard {
    /// A stricter label than the document's.
    pub tlp: Option<Tlp>,
    /// `audience: internal`.
    pub internal: bool,
}

/// Where a statement comes from, how sure it is, and who may read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Sources by id; the document's first source when the author named none.
    pub sources: Vec<Id>,
    /// How sure it is.
    pub confidence: Confidence,
    /// The date a number was true on.
    pub as_of: Option<NaiveDate>,
    /// Who may read it.
    pub guard: Guard,
    /// Where the entry stands.
    pub span: Span,
}
