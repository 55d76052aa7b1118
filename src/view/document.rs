//! The resolved document that every renderer walks.
//!
//! What a renderer never has to think about: languages (strings are final, digits and dates included), missing values,
//! ids that point nowhere, Markdown, message keys, audiences. What it has to decide: layout.
//! Every [`Block`] has an id from its model path, so that the documents of two languages can be zipped by id.

mod frame;

pub use frame::{Feeds, Frame, Menu, MenuPlace, Preview};

use crate::chart::drawing::Drawing;
use crate::model::exhibit::Image;

/// A run of text.
pub type Inlines = Vec<Inline>;

/// Inline content.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Emphasised.
    Emph(Inlines),
    /// Strong.
    Strong(Inlines),
    /// Code, a command, a digest.
    Code(String),
    /// A link.
    Link(Href, Inlines),
    /// A reference to note `number` (from 1) of [`Document::notes`].
    Note {
        /// Index into the notes, from 1.
        number: usize,
        /// The number as the page prints it.
        label: String,
    },
    /// A moment: machine-readable and as printed.
    Time {
        /// RFC 3339 or a date.
        iso: String,
        /// As printed.
        text: String,
    },
    /// Text borrowed from another language.
    Borrowed {
        /// BCP 47 code of the text.
        lang: &'static str,
        /// The text.
        text: Inlines,
    },
    /// A line break.
    Break,
}

/// Says whether the inline at a place is a reference right behind another: what parts them keeps both from being read as one
/// number.
pub fn follows_note(inlines: &[Inline], at: usize) -> bool {
    let is_note = |at: usize| matches!(inlines.get(at), Some(Inline::Note { .. }));
    is_note(at) && at.checked_sub(1).is_some_and(is_note)
}

/// Where a link goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Href {
    /// Outside: `http`, `https` or `mailto`.
    External(String),
    /// A place in this document, by block id.
    Anchor(String),
    /// A file of the site, by its path from the site's root, such as `bn/incidents/x/index.html`, with an optional `#id`.
    Site(String),
}

/// How a verdict or a mark is shown at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Holds, fits, repeats, worked.
    Good,
    /// Fails, differs.
    Bad,
    /// Depends, partly.
    Mixed,
    /// Undecided, not judged.
    Open,
}

/// A short label with a tone: a verdict, a mark, an outcome, a severity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// Its words.
    pub text: String,
    /// Its tone.
    pub tone: Tone,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its content.
    pub content: Inlines,
    /// Aligned to the right, for numbers.
    pub number: bool,
}

/// One row of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// Id of the row.
    pub id: String,
    /// The time in the incident's zone.
    pub time: Inlines,
    /// The time in UTC and in the reader's zone.
    pub others: Vec<Inlines>,
    /// The key time it fixes, in words.
    pub mark: Option<Badge>,
    /// What happened.
    pub content: Inlines,
}

/// A lesson with its verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct LessonCard {
    /// Lesson or hypothesis, in words.
    pub kind: String,
    /// The lesson in a sentence.
    pub lesson: Inlines,
    /// The verdict; absent when there is no claim.
    pub verdict: Option<Badge>,
    /// The verdict in a sentence: effect and interval.
    pub effect: Option<Inlines>,
    /// The three marks: name of the mark, badge, explanation.
    pub marks: Vec<(String, Badge, Inlines)>,
    /// The longer explanation and the cost.
    pub body: Vec<Block>,
    /// Link to the run, and the command that repeats it.
    pub run: Option<(Inlines, String)>,
}

/// What a callout is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalloutKind {
    /// A note.
    Note,
    /// Where something misleads or fails.
    Caution,
}

/// A screenshot or photograph, a file of its own beside the page.
///
/// The bytes are in the document, so that a renderer can write the file, embed it, or leave it out; the words stand for
/// it where it is left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Path of the file from the site's root, such as `bn/incidents/x/files/graph.png`.
    pub file: String,
    /// The picture.
    pub image: Image,
    /// What it shows; stands below it.
    pub caption: Inlines,
    /// What it says, for those who do not see it.
    pub alt: String,
    /// BCP 47 code of the alternative text, which may be borrowed.
    pub lang: &'static str,
}

/// Block content: a stable id and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Id from the model path, unique in the document, the anchor on the page.
    pub id: String,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A section with a heading; nests.
    Section {
        /// Its heading.
        title: Inlines,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// A paragraph.
    Paragraph(Inlines),
    /// A list; each item is blocks.
    List {
        /// Numbered or not.
        ordered: bool,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Code or a command.
    Code(String),
    /// Something set apart.
    Callout {
        /// What it is about.
        kind: CalloutKind,
        /// Its heading.
        title: Inlines,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// Names and values, such as key facts.
    Facts(Vec<(Inlines, Inlines)>),
    /// A table.
    Table {
        /// What it shows, for the caption.
        caption: Inlines,
        /// Column heads.
        head: Vec<Cell>,
        /// Rows.
        rows: Vec<Vec<Cell>>,
    },
    /// The timeline.
    Timeline {
        /// Heads: time in the incident's zone, then the other zones, then what happened.
        head: Vec<String>,
        /// Rows.
        rows: Vec<Moment>,
    },
    /// A picture with its data.
    Figure(Box<Drawing>),
    /// A screenshot or photograph.
    Picture(Box<Picture>),
    /// A lesson with its verdict.
    Lesson(Box<LessonCard>),
    /// Links to other pages, with a line on each: lists of reports, of runs.
    Cards(Vec<LinkCard>),
}

/// A link with a line about what is behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkCard {
    /// Where it leads.
    pub href: Href,
    /// Its title.
    pub title: Inlines,
    /// What is behind it.
    pub text: Inlines,
    /// Badges.
    pub badges: Vec<Badge>,
}

/// A note at the foot: a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Its number as the page prints it.
    pub label: String,
    /// What it says.
    pub content: Inlines,
}

/// A document in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// BCP 47 code.
    pub lang: &'static str,
    /// Path from the site's root, such as `bn/incidents/x/index.html`.
    pub path: String,
    /// Title, plain.
    pub title: String,
    /// A sentence for search engines and link previews.
    pub description: String,
    /// A line over the title: kind of document, severity.
    pub kicker: Vec<Badge>,
    /// Lines under the title: dates, services.
    pub byline: Vec<Inlines>,
    /// `TLP:CLEAR`, never translated.
    pub tlp: String,
    /// The day the document speaks of, for metadata: `2025-01-20`.
    pub date: String,
    /// Downloads and other forms of this document: link and words.
    pub forms: Vec<(Href, String)>,
    /// Words of the link from a figure to its picture file; absent where no such files stand beside the page.
    pub picture_file: Option<String>,
    /// What is shown of it where someone links to it.
    pub preview: Preview,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// Notes at the foot.
    pub notes: Vec<Note>,
    /// The frame's words.
    pub frame: Frame,
}

impl Document {
    /// Returns every picture that is a file of its own, in the order of the page.
    pub fn pictures(&self) -> Vec<&Picture> {
        let mut found = Vec::new();
        visit(&self.blocks, &mut |kind| {
            if let BlockKind::Picture(picture) = kind {
                found.push(&**picture);
            }
        });
        found
    }

    /// Returns every figure, in the order of the page.
    pub fn figures(&self) -> Vec<&Drawing> {
        let mut found = Vec::new();
        visit(&self.blocks, &mut |kind| {
            if let BlockKind::Figure(drawing) = kind {
                found.push(&**drawing);
            }
        });
        found
    }

    /// Returns the path of a figure's picture file, from the site's root.
    pub fn path_of_figure(&self, drawing: &Drawing) -> String {
        format!("{}charts/{}.png", self.folder(), drawing.id)
    }

    /// Returns the path of the picture that goes with links to the page, from the site's root.
    pub fn path_of_card(&self) -> String {
        format!("{}card.png", self.folder())
    }

    fn folder(&self) -> &str {
        self.path.strip_suffix("index.html").unwrap_or(&self.path)
    }
}

/// Visits blocks, those within others too.
fn visit<'a>(blocks: &'a [Block], see: &mut dyn FnMut(&'a BlockKind)) {
    for block in blocks {
        see(&block.kind);
        match &block.kind {
            BlockKind::Section { blocks, .. } | BlockKind::Callout { blocks, .. } | BlockKind::Quote(blocks) => {
                visit(blocks, see);
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| visit(item, see)),
            BlockKind::Lesson(card) => visit(&card.body, see),
            BlockKind::Picture(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Code(_)
            | BlockKind::Facts(_)
            | BlockKind::Table { .. }
            | BlockKind::Timeline { .. }
            | BlockKind::Figure(_)
            | BlockKind::Cards(_) => {}
        }
    }
}
