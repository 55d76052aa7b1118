//! A document as the JSON that the template walks, and its pictures.
//!
//! Decides here, because Typst would stop at them: links to places that the document does not have become words, a place
//! is named once, and control characters become spaces.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use serde_json::{Value, json};

use super::words::{clean, clean_lines, primary};
use super::{afloat, columns};
use crate::chart::drawing::Drawing;
use crate::model::exhibit::Image;
use crate::render::html::relative;
use crate::typography::{Fonts, bound};
use crate::view::document::{
    Badge, Block, BlockKind, CalloutKind, Cell, Document, Frame, Href, Inline, Inlines, LessonCard, LinkCard, Moment,
    Picture, Tone, follows_note,
};

/// The files of one document.
pub(super) struct Data {
    /// The document.
    pub(super) json: String,
    /// Pictures as SVG without text, each with the name of its file.
    pub(super) pictures: Vec<(String, String)>,
    /// Screenshots and photographs, each with the name of its file.
    pub(super) images: Vec<(String, Image)>,
}

/// Gathers what the template needs.
pub(super) fn gather(document: &Document, in_site: bool) -> Result<Data, String> {
    let mut walk = Walk { in_site, ..Walk::new(document, "") };
    let blocks = walk.blocks(&document.blocks, 1);
    let mut whole = walk.around(document)?;
    whole["blocks"] = blocks;
    Ok(Data { json: whole.to_string(), pictures: walk.pictures, images: walk.images })
}

fn frame<'a>(walk: &mut Walk<'a>, frame: &'a Frame) -> Value {
    json!({
        "site": clean(&frame.site),
        "contents": clean(&frame.contents),
        "data": clean(&frame.data),
        "notes": clean(&frame.notes),
        "footer": walk.inlines(&frame.footer),
        "page": [clean(&frame.page.0), clean(&frame.page.1)],
        "digits": frame.digits.iter().map(char::to_string).collect::<Vec<_>>(),
    })
}

fn day(date: &str) -> Result<[i32; 3], String> {
    date.parse::<NaiveDate>()
        .map(|day| [day.year(), day.month().cast_signed(), day.day().cast_signed()])
        .map_err(|_| format!("the document's date `{date}` is not a date"))
}

/// A walk over one document.
pub(super) struct Walk<'a> {
    /// Stands before the name of every place and picture, so that two documents can share a file.
    pub(super) prefix: &'a str,
    path: &'a str,
    /// Whether the file lies beside its page in the site.
    in_site: bool,
    /// Places that the document has.
    places: BTreeSet<&'a str>,
    /// Places already named.
    named: BTreeSet<&'a str>,
    seen_notes: BTreeSet<usize>,
    note_count: usize,
    /// Inside a heading, which the contents repeat: nothing in it may be a place.
    heading: bool,
    fonts: Fonts,
    /// Pictures so far.
    pub(super) pictures: Vec<(String, String)>,
    /// Screenshots so far.
    pub(super) images: Vec<(String, Image)>,
}

impl<'a> Walk<'a> {
    /// Starts a walk.
    pub(super) fn new(document: &'a Document, prefix: &'a str) -> Self {
        let mut places = BTreeSet::new();
        collect(&document.blocks, &mut places);
        places.remove("");
        Self {
            prefix,
            path: &document.path,
            in_site: false,
            places,
            named: BTreeSet::new(),
            seen_notes: BTreeSet::new(),
            note_count: document.notes.len(),
            heading: false,
            fonts: Fonts::embedded(),
            pictures: Vec::new(),
            images: Vec::new(),
        }
    }

    /// Returns all but the blocks, which must have been walked before: what is said over, under and around them.
    pub(super) fn around(&mut self, document: &'a Document) -> Result<Value, String> {
        let date = day(&document.date)?;
        let byline: Vec<Value> = document.byline.iter().map(|line| self.inlines(line)).collect();
        let mut notes = Vec::new();
        for (number, note) in (1..).zip(&document.notes) {
            let back = self.seen_notes.contains(&number).then(|| self.reference_place(number));
            notes.push(json!({
                "label": clean(&note.label),
                "at": self.note_place(number),
                "back": back,
                "text": self.inlines(&note.content),
            }));
        }
        Ok(json!({
            "lang": primary(document.lang),
            "title": clean(&document.title),
            "description": clean(&document.description),
            "kicker": badges(&document.kicker),
            "byline": byline,
            "tlp": clean(&document.tlp),
            "date": date,
            "notes": notes,
            "frame": frame(self, &document.frame),
        }))
    }

    /// Names the place of a block; only the first block of an id is one.
    pub(super) fn place(&mut self, id: &'a str) -> Option<String> {
        (!id.is_empty() && self.named.insert(id)).then(|| self.block_place(id))
    }

    fn block_place(&self, id: &str) -> String {
        format!("at-{}{id}", self.prefix)
    }

    fn note_place(&self, number: usize) -> String {
        format!("note-{}{number}", self.prefix)
    }

    fn reference_place(&self, number: usize) -> String {
        format!("reference-{}{number}", self.prefix)
    }

    /// Returns blocks whose sections have headings of `level`.
    pub(super) fn blocks(&mut self, blocks: &'a [Block], level: usize) -> Value {
        let each = blocks.iter().enumerate().map(|(index, block)| {
            let mut value = self.block(block, level);
            if matches!(block.kind, BlockKind::Figure(_) | BlockKind::Picture(_)) {
                value["afloat"] = json!(afloat::floats(blocks, index));
            }
            value
        });
        each.collect()
    }

    /// Returns a block.
    pub(super) fn block(&mut self, block: &'a Block, level: usize) -> Value {
        let place = self.place(&block.id);
        let mut value = self.content(&block.kind, level);
        // A picture under a block without an id is found by its own.
        if place.is_some() || value.get("at").is_none() {
            value["at"] = json!(place);
        }
        value
    }

    fn content(&mut self, kind: &'a BlockKind, level: usize) -> Value {
        match kind {
            BlockKind::Section { title, blocks } => {
                let title = self.title(title);
                json!({ "kind": "section", "level": level, "title": title, "blocks": self.blocks(blocks, level + 1) })
            }
            BlockKind::Paragraph(text) => json!({ "kind": "paragraph", "text": self.inlines(text) }),
            BlockKind::List { ordered, items } => {
                let items: Vec<Value> = items.iter().map(|item| self.blocks(item, level)).collect();
                json!({ "kind": "list", "ordered": ordered, "items": items })
            }
            BlockKind::Quote(blocks) => json!({ "kind": "quote", "blocks": self.blocks(blocks, level) }),
            BlockKind::Code(text) => json!({ "kind": "code", "text": clean_lines(text) }),
            BlockKind::Callout { kind, title, blocks } => {
                let tone = match kind {
                    CalloutKind::Note => "note",
                    CalloutKind::Caution => "caution",
                };
                json!({ "kind": "callout", "whole": columns::short(blocks), "tone": tone, "title": self.inlines(title), "blocks": self.blocks(blocks, level) })
            }
            BlockKind::Facts(facts) => {
                let facts: Vec<Value> =
                    facts.iter().map(|(name, value)| json!([self.inlines(name), self.inlines(value)])).collect();
                json!({ "kind": "facts", "facts": facts })
            }
            BlockKind::Table { caption, head, rows } => self.table(caption, head, rows),
            BlockKind::Timeline { head, rows } => self.timeline(head, rows),
            BlockKind::Figure(drawing) => self.figure(drawing),
            BlockKind::Picture(picture) => self.picture(picture),
            BlockKind::Lesson(card) => self.lesson(card, level),
            BlockKind::Cards(cards) => {
                let cards: Vec<Value> = cards.iter().map(|card| self.card(card)).collect();
                json!({ "kind": "cards", "cards": cards })
            }
        }
    }

    /// Returns the words of a heading.
    pub(super) fn title(&mut self, title: &'a [Inline]) -> Value {
        self.heading = true;
        let title = self.inlines(title);
        self.heading = false;
        title
    }

    fn table(&mut self, caption: &'a Inlines, head: &'a [Cell], rows: &'a [Vec<Cell>]) -> Value {
        let columns = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0);
        json!({
            "kind": "table",
            "caption": self.inlines(caption),
            "shares": columns::shares(head, rows, columns),
            "head": self.cells(head, if head.is_empty() { 0 } else { columns }),
            "rows": rows.iter().map(|row| self.cells(row, columns)).collect::<Vec<_>>(),
        })
    }

    /// A short row is filled up, so that no cell slips into the row before it.
    fn cells(&mut self, cells: &'a [Cell], columns: usize) -> Vec<Value> {
        let mut out: Vec<Value> =
            cells.iter().map(|cell| json!({ "text": self.inlines(&cell.content), "number": cell.number })).collect();
        out.resize_with(columns, || json!({ "text": [], "number": false }));
        out
    }

    fn timeline(&mut self, head: &'a [String], rows: &'a [Moment]) -> Value {
        let others = rows.iter().map(|row| row.others.len()).chain([head.len().saturating_sub(2)]).max().unwrap_or(0);
        let mut heads: Vec<String> = head.iter().map(|text| clean(text)).collect();
        heads.resize(others + 2, String::new());
        let widths = columns::times(&heads, rows, others + 1, &self.fonts);
        let rows: Vec<Value> = rows.iter().map(|row| self.moment(row, others + 1)).collect();
        json!({ "kind": "timeline", "head": heads, "widths": widths, "rows": rows })
    }

    /// Returns a row of the timeline with its times, filled up to a number of columns.
    pub(super) fn moment(&mut self, row: &'a Moment, columns: usize) -> Value {
        let at = self.place(&row.id);
        let mut times: Vec<Value> = vec![self.inlines(&row.time)];
        times.extend(row.others.iter().map(|time| self.inlines(time)));
        times.resize_with(columns, || json!([]));
        json!({ "at": at, "times": times, "mark": row.mark.as_ref().map(badge), "text": self.inlines(&row.content) })
    }

    fn figure(&mut self, drawing: &'a Drawing) -> Value {
        let at = self.place(&drawing.id);
        let file = format!("chart-{}{}.svg", self.prefix, self.pictures.len());
        self.pictures.push((file.clone(), drawing.svg_paths(&self.fonts)));
        let data = format!("{}#{}", self.path, drawing.id);
        json!({
            "kind": "figure",
            "at": at,
            "file": file,
            "lang": primary(drawing.lang),
            "ratio": drawing.height / drawing.width,
            "takeaway": clean(&drawing.takeaway),
            "caption": clean(&drawing.caption),
            "alt": clean(&drawing.alt),
            "data": data,
            "way": self.in_site.then(|| self.way(&data)),
        })
    }

    fn picture(&mut self, picture: &'a Picture) -> Value {
        let name = format!("image-{}{}.{}", self.prefix, self.images.len(), picture.image.format.ending());
        self.images.push((name.clone(), picture.image.clone()));
        json!({
            "kind": "picture",
            "file": name,
            "lang": primary(picture.lang),
            "width": picture.image.width,
            "ratio": f64::from(picture.image.height) / f64::from(picture.image.width),
            "alt": clean(&picture.alt),
            "caption": self.inlines(&picture.caption),
        })
    }

    /// Returns a lesson.
    pub(super) fn lesson(&mut self, card: &'a LessonCard, level: usize) -> Value {
        let marks: Vec<Value> = card
            .marks
            .iter()
            .map(|(name, mark, text)| json!({ "name": clean(name), "badge": badge(mark), "text": self.inlines(text) }))
            .collect();
        json!({
            "kind": "lesson",
            "name": clean(&card.kind),
            "lesson": self.inlines(&card.lesson),
            "whole": columns::short(&card.body),
            "verdict": card.verdict.as_ref().map(badge),
            "effect": card.effect.as_ref().map(|effect| self.inlines(effect)),
            "marks": marks,
            "blocks": self.blocks(&card.body, level),
            "run": card.run.as_ref().map(|(link, command)| json!({ "link": self.inlines(link), "command": clean(command) })),
        })
    }

    fn card(&mut self, card: &'a LinkCard) -> Value {
        json!({
            "to": self.target(&card.href),
            "title": self.inlines(&card.title),
            "text": self.inlines(&card.text),
            "badges": badges(&card.badges),
        })
    }

    fn inlines(&mut self, inlines: &'a [Inline]) -> Value {
        let mut all: Vec<Value> = inlines.iter().map(|inline| self.inline(inline)).collect();
        for at in (0..all.len()).filter(|at| follows_note(inlines, *at)) {
            all[at]["follows"] = json!(true);
        }
        Value::Array(all)
    }

    fn inline(&mut self, inline: &'a Inline) -> Value {
        match inline {
            Inline::Text(text) | Inline::Time { text, .. } => json!({ "kind": "text", "text": bound(&clean(text)) }),
            Inline::Emph(inner) => json!({ "kind": "emph", "inner": self.inlines(inner) }),
            Inline::Strong(inner) => json!({ "kind": "strong", "inner": self.inlines(inner) }),
            Inline::Code(text) => json!({ "kind": "code", "text": clean(text) }),
            Inline::Link(href, inner) => {
                json!({ "kind": "link", "to": self.target(href), "inner": self.inlines(inner) })
            }
            Inline::Note { number, label } => {
                let first = !self.heading && self.seen_notes.insert(*number);
                let known = (1..=self.note_count).contains(number);
                json!({
                    "kind": "note",
                    "label": clean(label),
                    "to": known.then(|| self.note_place(*number)),
                    "at": (first && known).then(|| self.reference_place(*number)),
                })
            }
            Inline::Borrowed { lang, text } => {
                json!({ "kind": "borrowed", "lang": primary(lang), "inner": self.inlines(text) })
            }
            Inline::Break => json!({ "kind": "break" }),
        }
    }

    /// Returns the way to a page of the site from the file that is being written.
    fn way(&self, target: &str) -> String {
        relative(&self.path.replace("index.html", "report.pdf"), target)
    }

    /// Another page is found from a file that lies in the site. From one that may lie anywhere it has no address, so the
    /// words stay and the link goes.
    fn target(&self, href: &Href) -> Value {
        match href {
            Href::External(url) => json!({ "url": url, "near": false }),
            Href::Site(path) if self.in_site && !self.heading => json!({ "url": self.way(path), "near": true }),
            Href::Anchor(id) if self.places.contains(id.as_str()) && !self.heading => {
                json!({ "place": self.block_place(id) })
            }
            Href::Anchor(_) | Href::Site(_) => Value::Null,
        }
    }
}

fn collect<'a>(blocks: &'a [Block], places: &mut BTreeSet<&'a str>) {
    for block in blocks {
        places.insert(&block.id);
        match &block.kind {
            BlockKind::Section { blocks, .. } | BlockKind::Callout { blocks, .. } | BlockKind::Quote(blocks) => {
                collect(blocks, places);
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| collect(item, places)),
            BlockKind::Timeline { rows, .. } => places.extend(rows.iter().map(|row| row.id.as_str())),
            BlockKind::Lesson(card) => collect(&card.body, places),
            BlockKind::Paragraph(_)
            | BlockKind::Code(_)
            | BlockKind::Facts(_)
            | BlockKind::Table { .. }
            | BlockKind::Figure(_)
            | BlockKind::Picture(_)
            | BlockKind::Cards(_) => {}
        }
    }
}

fn badges(all: &[Badge]) -> Value {
    all.iter().map(badge).collect()
}

fn badge(badge: &Badge) -> Value {
    let tone = match badge.tone {
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Mixed => "mixed",
        Tone::Open => "open",
    };
    json!({ "text": clean(&badge.text), "tone": tone })
}
