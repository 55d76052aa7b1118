//! The state of a walk over one document, and its inline content.

use std::collections::BTreeMap;

use super::link::{Place, absolute, relative};
use super::writer::Writer;
use crate::typography::{Fonts, joined};
use crate::view::document::{Document, Href, Inline, Note, follows_note};

/// More links back from one note than this are folded away.
const PLACES_IN_SIGHT: usize = 4;

/// What a document is written for.
#[derive(Clone, Copy)]
pub(super) enum Form<'a> {
    /// A page of the site.
    Page,
    /// A file that stands by itself, with the fonts that labels of pictures are held to: it cannot bring its own.
    Single(&'a Fonts),
    /// A feed of the site, with the address that this is published at: other programs show it, in their own style.
    Feed(Option<&'a str>),
}

/// A walk over one document.
pub(super) struct Walk<'a> {
    /// What has been written.
    pub(super) html: Writer,
    /// The document.
    pub(super) document: &'a Document,
    /// Where it stands.
    pub(super) place: Place<'a>,
    /// The level of the next heading.
    pub(super) level: usize,
    /// What it is written for.
    pub(super) form: Form<'a>,
    /// How often each note has been referred to so far.
    references: BTreeMap<usize, usize>,
}

impl<'a> Walk<'a> {
    /// Starts a walk whose first section has a heading of `level`.
    pub(super) fn new(document: &'a Document, place: Place<'a>, level: usize) -> Self {
        Self { html: Writer::default(), document, place, level, form: Form::Page, references: BTreeMap::new() }
    }

    /// Returns the page's id for an id of the document.
    pub(super) fn id(&self, id: &str) -> String {
        format!("{}{id}", self.place.prefix)
    }

    /// Writes inline content.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for (at, inline) in inlines.iter().enumerate() {
            if follows_note(inlines, at) {
                self.html.element("sup", &[("class", "ref")], ",");
            }
            self.inline(inline);
        }
    }

    /// Returns inline content as HTML.
    pub(super) fn fragment(&mut self, inlines: &[Inline]) -> String {
        let before = self.html.take();
        self.inlines(inlines);
        let fragment = self.html.take();
        self.html.picture(&before);
        fragment
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.html.text(&joined(text)),
            Inline::Emph(content) => self.wrapped("em", content),
            Inline::Strong(content) => self.wrapped("strong", content),
            // A short formula or name keeps to one line.
            Inline::Code(code) if code.chars().count() <= 24 => {
                self.html.element("code", &[("class", "short")], code);
            }
            Inline::Code(code) => self.html.element("code", &[], code),
            Inline::Link(href, content) => self.link(href, content),
            Inline::Note { number, label } => self.reference(*number, label),
            Inline::Time { iso, text } => self.html.element("time", &[("datetime", iso)], &joined(text)),
            Inline::Borrowed { lang, text } => {
                self.html.open("span", &[("lang", lang)]);
                self.inlines(text);
                self.html.close("span");
            }
            Inline::Break => self.html.raw("<br>"),
        }
    }

    fn wrapped(&mut self, name: &'static str, content: &[Inline]) {
        self.html.open(name, &[]);
        self.inlines(content);
        self.html.close(name);
    }

    /// Says whether other programs show it.
    pub(super) fn is_feed(&self) -> bool {
        matches!(self.form, Form::Feed(_))
    }

    /// Returns the fonts that labels are held to.
    pub(super) fn fitted(&self) -> Option<&'a Fonts> {
        if let Form::Single(fonts) = self.form { Some(fonts) } else { None }
    }

    /// Returns where a link leads. Out of a feed, all lead to the site.
    pub(super) fn address(&self, href: &Href) -> Option<String> {
        let Form::Feed(site) = self.form else { return self.place.address(href) };
        let target = match href {
            Href::External(_) => return self.place.address(href),
            Href::Anchor(id) => &format!("{}#{id}", self.document.path),
            Href::Site(target) => target,
        };
        Some(site.map_or_else(|| relative(self.place.path, target), |site| absolute(site, target)))
    }

    /// Writes a link; what leads nowhere stays as text.
    pub(super) fn link(&mut self, href: &Href, content: &[Inline]) {
        let Some(address) = self.address(href) else {
            return self.inlines(content);
        };
        // What shows its own address needs no second one on paper.
        if matches!(content, [Inline::Text(text)] if *text == address) {
            self.html.open("a", &[("class", "address"), ("href", &address)]);
        } else {
            self.html.open("a", &[("href", &address)]);
        }
        self.inlines(content);
        self.html.close("a");
    }

    fn reference(&mut self, number: usize, label: &str) {
        if self.is_feed() {
            return self.html.element("sup", &[], label);
        }
        let count = self.references.entry(number).or_default();
        *count += 1;
        let id = reference_id(self.place.prefix, number, *count);
        let target = format!("#{}", note_id(self.place.prefix, number));
        // The joiner keeps the mark from starting a line.
        self.html.raw("&#8288;<sup class=\"ref\">");
        self.html.element("a", &[("id", &id), ("href", &target), ("role", "doc-noteref")], label);
        self.html.raw("</sup>");
    }

    /// Writes inline content without links, notes or ids, for the table of contents.
    pub(super) fn bare(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Time { text, .. } => self.html.text(text),
                Inline::Code(code) => self.html.element("code", &[], code),
                Inline::Emph(content) | Inline::Strong(content) | Inline::Link(_, content) => self.bare(content),
                Inline::Note { .. } => {}
                Inline::Borrowed { lang, text } => {
                    self.html.open("span", &[("lang", lang)]);
                    self.bare(text);
                    self.html.close("span");
                }
                Inline::Break => self.html.raw(" "),
            }
        }
    }

    /// Writes the notes under their heading, for a feed: nothing leads to them and back.
    pub(super) fn sources(&mut self) {
        let document = self.document;
        if document.notes.is_empty() {
            return;
        }
        self.html.element("h2", &[], &document.frame.notes);
        self.html.raw("\n<ol>");
        for note in &document.notes {
            self.html.raw("<li>");
            self.inlines(&note.content);
            self.html.raw("</li>\n");
        }
        self.html.raw("</ol>\n");
    }

    /// Writes the notes, each with links back to where it is referred to. Everything else must be written before.
    pub(super) fn notes(&mut self) {
        let document = self.document;
        self.html.raw("<ol class=\"notes\">");
        for (index, note) in document.notes.iter().enumerate() {
            let number = index + 1;
            let id = note_id(self.place.prefix, number);
            self.html.open("li", &[("id", &id)]);
            self.html.raw("<span class=\"note-label\">");
            let times = self.references.get(&number).copied().unwrap_or_default();
            if times == 0 {
                self.html.text(&note.label);
            } else {
                self.back_link(number, 1, &note.label, &note.label);
            }
            self.html.raw("</span><div class=\"note-text\">");
            self.inlines(&note.content);
            self.places(number, times, note);
            self.html.raw("</div></li>\n");
        }
        self.html.raw("</ol>\n");
    }

    /// Writes the links back to every place but the first, folded where they would be a wall of arrows.
    fn places(&mut self, number: usize, times: usize, note: &Note) {
        let document = self.document;
        let folded = times > PLACES_IN_SIGHT;
        if folded {
            self.html.raw("<details class=\"places\">");
            self.html.element("summary", &[], &document.frame.places);
        }
        for count in 2..=times {
            let place = digits(count, document.frame.digits);
            let name = format!("{} ({place})", note.label);
            self.html.raw(" ");
            self.back_link(number, count, if folded { &place } else { "↑" }, &name);
        }
        if folded {
            self.html.raw("</details>");
        }
    }

    fn back_link(&mut self, number: usize, count: usize, text: &str, name: &str) {
        let target = format!("#{}", reference_id(self.place.prefix, number, count));
        if text == name {
            self.html.element("a", &[("href", &target), ("role", "doc-backlink")], text);
        } else {
            self.html.element("a", &[("href", &target), ("role", "doc-backlink"), ("aria-label", name)], text);
        }
    }
}

/// Ids of the frame hold a dot, which no id from a model path does.
fn note_id(prefix: &str, number: usize) -> String {
    format!("{prefix}note.{number}")
}

fn reference_id(prefix: &str, number: usize, count: usize) -> String {
    format!("{prefix}ref.{number}.{count}")
}

fn digits(number: usize, set: [char; 10]) -> String {
    number.to_string().bytes().map(|byte| set[usize::from(byte - b'0')]).collect()
}
