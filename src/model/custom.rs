//! Fields that a knowledge base declares for itself, and what an incident says under them.

use chrono::NaiveDate;

use super::fact::{Guard, Text};
use super::id::Id;
use super::incident::Stage;
use crate::base::lang::PerLang;

/// A word that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The word, as files and data have it.
    pub word: Id,
    /// What readers read; `None` where they read the word itself.
    pub label: Option<PerLang<String>>,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A text for each language.
    Text,
    /// A number, and what it counts.
    Number(Option<PerLang<String>>),
    /// A day.
    Date,
    /// One of a few words.
    Choice(Vec<Choice>),
    /// An address.
    Link,
    /// Yes or no.
    YesNo,
}

/// A field that incidents can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in files.
    pub id: Id,
    /// What it holds.
    pub kind: FieldKind,
    /// What readers call it.
    pub label: PerLang<String>,
    /// The stage from which on it has to be there.
    pub required: Option<Stage>,
    /// Who may read it: the organisation alone, unless a label says more.
    pub guard: Guard,
}

/// What an incident says under a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(Text),
    /// A number, and how many decimals it was written with.
    Number(f64, usize),
    /// A day.
    Date(NaiveDate),
    /// A word.
    Choice(Id),
    /// An address, `http` or `https`.
    Link(String),
    /// Yes or no.
    YesNo(bool),
}

/// A field of an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Custom {
    /// Which.
    pub field: Id,
    /// What it says.
    pub value: Value,
    /// Who may read it: as its declaration says.
    pub guard: Guard,
}
