//! Drafts of incidents, and timelines out of what a team has at hand: chats, pages, logs.
//!
//! One file per format turns bytes into [`Event`]s; what follows (which days, who is who, order, marks, YAML) is the
//! same for all. Knows no terminal and writes no file.

mod dates;
mod detect;
mod error;
mod incident;
mod literal;
mod marks;
mod mrkdwn;
mod noise;
mod pagerduty;
mod people;
mod records;
mod scrub;
mod signs;
mod slack;
mod statuspage;
mod tables;
mod timeline;
mod whatsapp;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::model::time::Mark;

pub use dates::Order;
pub use detect::Format;
pub use error::ImportError;
pub use incident::{Draft, PLACEHOLDER, fill};
pub use noise::{Counts, Noise};
pub use people::{Person, label};
pub use scrub::line;
pub use timeline::{Entry, Source, Timeline, Window, timeline};

/// One thing that a file says happened: the border between the formats and everything after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// Who said it, by the key of a person; `None` where a machine or nobody in particular did.
    pub who: Option<String>,
    /// What happened.
    pub text: Words,
    /// Where in the file it stands: a line number, or the message's own id.
    pub place: String,
    /// What the file itself names as the source of this entry.
    pub source: Option<String>,
    /// The key time that the format knows it to be.
    pub mark: Option<Mark>,
}

/// The text of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// As someone wrote it, in whichever language, with the people who are named in it.
    Said(Vec<Piece>),
    /// In each language: English, Bangla.
    Both(String, String),
}

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Letters.
    Text(String),
    /// Someone who is named, by their key.
    Person(String),
}

impl Words {
    /// Makes a text in which nobody is known to be named.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Said(vec![Piece::Text(text.into())])
    }
}

/// What one file gave.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// What happened, as the file has it: in any order, with everything that is no noise.
    pub events: Vec<Event>,
    /// What was left out, by reason.
    pub left_out: Counts,
    /// People by key, with the names that they go by.
    pub people: Vec<(String, String)>,
    /// A title that the file knows.
    pub title: Option<String>,
    /// What was affected, as the file names it.
    pub services: Vec<String>,
    /// The address of what the file is about.
    pub url: Option<String>,
    /// How doubts were settled, for whoever reads along.
    pub notes: Vec<String>,
}

/// What an importer is told beside the text.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The file's name, for messages.
    pub name: &'a str,
    /// The zone of times that name none.
    pub zone: Tz,
    /// The day of impact.
    pub day: NaiveDate,
    /// The days that are wanted.
    pub window: Window,
    /// The order of day and month, where someone has said it.
    pub order: Option<Order>,
    /// Which incident of several, where someone has said it.
    pub only: Option<&'a str>,
}

/// Reads a file in the format that its content shows, or in the one that is given.
///
/// # Errors
/// When it is in no format that is known, or a place in it cannot be read.
pub fn read(bytes: &[u8], format: Option<Format>, setting: Setting<'_>) -> Result<(Format, Import), ImportError> {
    let text = detect::text(bytes, setting.name)?;
    let format = match format {
        Some(format) => format,
        None => detect::format(text, setting.name)?,
    };
    let import = match format {
        Format::Whatsapp => whatsapp::read(text, setting),
        Format::Slack => slack::read(text, setting),
        Format::Csv => tables::csv(text, setting),
        Format::Jsonl => tables::jsonl(text, setting),
        Format::Statuspage => statuspage::read(text, setting),
        Format::Pagerduty => pagerduty::read(text, setting),
    }?;
    Ok((format, import))
}
