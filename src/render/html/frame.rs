//! What the templates get: finished strings and finished HTML, nothing to decide.

use serde::Serialize;

use super::lesson::Shapes;
use super::link::Place;
use super::relations::{Relations, relations};
use super::search::search;
use super::walk::{Form, Walk};
use super::{FRONT, RenderError, Templates};
use crate::typography::Fonts;
use crate::view::document::{BlockKind, Document, Href, Menu, MenuPlace};
use crate::view::search_box::SearchBox;

/// A whole page.
#[derive(Serialize)]
pub(super) struct Sheet {
    lang: &'static str,
    /// The way up to the site's root.
    root: String,
    pub(super) relations: Relations,
    pub(super) title: String,
    site: String,
    description: String,
    date: String,
    tlp: String,
    menu: MenuSheet,
    languages: Vec<Language>,
    columns: Vec<Column>,
    /// The style, where the page brings its own; CSS.
    style: String,
}

impl Sheet {
    /// Puts the search box of its language into the column of a document.
    pub(super) fn searched(
        &mut self,
        document: &Document,
        boxes: &[&SearchBox],
        templates: &Templates,
    ) -> Result<(), RenderError> {
        let prefix = if self.columns.len() > 1 { format!("{}.", document.lang) } else { String::new() };
        let place = Place { path: &document.path, prefix: &prefix };
        let columns = self.columns.iter_mut().filter(|column| column.lang == document.lang);
        for column in columns {
            if let Some(own) = boxes.iter().find(|one| one.lang == document.lang) {
                column.search = search(own, place, templates)?;
            }
        }
        Ok(())
    }
}

/// A document on a page.
#[derive(Serialize)]
pub(super) struct Column {
    lang: &'static str,
    id: String,
    site: String,
    title: String,
    /// Badges over the title, as HTML.
    kicker: String,
    /// Lines under the title, as HTML.
    byline: Vec<String>,
    pub(super) forms: Vec<Link>,
    home: Link,
    /// The feed in its language; none where the page stands by itself.
    feed: Option<Link>,
    /// The search box, as HTML; empty where there is none.
    search: String,
    skip: String,
    contents_word: String,
    /// The table of contents, as HTML; empty where there is little to list.
    contents: String,
    /// The text, as HTML.
    pub(super) body: String,
    notes_word: String,
    /// The notes, as HTML; empty where there are none.
    notes: String,
    /// The foot, as HTML.
    footer: String,
}

/// The places of the site.
#[derive(Serialize)]
struct MenuSheet {
    name: String,
    places: Vec<MenuLink>,
}

/// A place of the site.
#[derive(Serialize)]
struct MenuLink {
    href: String,
    text: String,
    here: bool,
}

/// A language that the page can be read in.
#[derive(Serialize)]
pub(super) struct Language {
    pub(super) code: &'static str,
    pub(super) name: String,
    pub(super) href: String,
}

/// A link of the frame.
#[derive(Serialize)]
pub(super) struct Link {
    pub(super) href: String,
    text: String,
}

/// Prepares a page of one document.
pub(super) fn page(document: &Document) -> Sheet {
    let place = Place { path: &document.path, prefix: "" };
    let languages = document.frame.languages.iter();
    let alternates =
        languages.map(|(code, name, href)| Language { code, name: name.clone(), href: address(place, href) });
    sheet(document, place, alternates.collect(), vec![column(document, place, 2)])
}

/// Prepares a page that stands by itself. Its pictures keep the width that they were measured with, in whatever font
/// the reader has.
pub(super) fn single(document: &Document, fonts: &Fonts) -> Sheet {
    let place = Place { path: &document.path, prefix: "" };
    let mut walk = Walk::new(document, place, 2);
    walk.form = Form::Single(fonts);
    let mut page = sheet(document, place, Vec::new(), vec![column_of(walk)]);
    page.style = super::style::single();
    page
}

/// Prepares the front page; nothing without documents.
pub(super) fn front(documents: &[Document]) -> Option<Sheet> {
    let first = documents.first()?;
    let languages = documents.iter().filter_map(|document| {
        let name = name_of(documents, document.lang)?;
        Some(Language { code: document.lang, name, href: format!("#{}.text", document.lang) })
    });
    let relations = Relations::of_front(documents);
    let columns = documents.iter().map(|document| {
        // Both columns have the same ids, so each gets its language before them.
        let prefix = format!("{}.", document.lang);
        column(document, Place { path: FRONT, prefix: &prefix }, 3)
    });
    let sheet = sheet(first, Place { path: FRONT, prefix: "" }, languages.collect(), columns.collect());
    Some(Sheet { relations, ..sheet })
}

/// A language is named by the documents of the others, each of which links to it.
pub(super) fn name_of<'a>(documents: impl IntoIterator<Item = &'a Document>, lang: &str) -> Option<String> {
    let mut named = documents.into_iter().flat_map(|document| &document.frame.languages);
    named.find(|(code, ..)| *code == lang).map(|(_, name, _)| name.clone())
}

/// Prepares what a page has around its columns.
pub(super) fn sheet(document: &Document, place: Place, languages: Vec<Language>, columns: Vec<Column>) -> Sheet {
    Sheet {
        lang: document.lang,
        root: place.root(),
        relations: relations(document, place),
        title: document.title.clone(),
        site: document.frame.site.clone(),
        description: document.description.clone(),
        date: document.date.clone(),
        tlp: document.tlp.clone(),
        menu: menu(document, place),
        languages,
        columns,
        style: String::new(),
    }
}

fn menu(document: &Document, place: Place) -> MenuSheet {
    let Menu { name, places } = &document.frame.menu;
    let link = |one: &MenuPlace| MenuLink { href: address(place, &one.href), text: one.text.clone(), here: one.here };
    MenuSheet { name: name.clone(), places: places.iter().map(link).collect() }
}

fn column(document: &Document, place: Place, level: usize) -> Column {
    column_of(Walk::new(document, place, level))
}

fn column_of(mut walk: Walk) -> Column {
    let mut column = opening(&mut walk);
    contents(&mut walk);
    column.contents = walk.html.take();
    walk.blocks(&walk.document.blocks);
    column.body = walk.html.take();
    close(&mut column, &mut walk);
    column
}

/// Writes the notes of a column and its foot, when all its text is written.
pub(super) fn close(column: &mut Column, walk: &mut Walk) {
    column.footer = walk.fragment(&walk.document.frame.footer);
    if !walk.document.notes.is_empty() {
        walk.notes();
        column.notes = walk.html.take();
    }
}

/// Prepares a column up to its text.
pub(super) fn opening(walk: &mut Walk) -> Column {
    let (document, place) = (walk.document, walk.place);
    walk.badges(&document.kicker, Shapes::None);
    let kicker = walk.html.take();
    let byline = document.byline.iter().map(|line| walk.fragment(line)).collect();
    let forms = document.forms.iter().map(|(href, text)| Link { href: address(place, href), text: text.clone() });
    let (home, home_text) = &document.frame.home;
    let feeds = document.frame.feeds.as_ref();
    Column {
        lang: document.lang,
        id: format!("{}text", if place.prefix.is_empty() { "page." } else { place.prefix }),
        site: document.frame.site.clone(),
        title: document.title.clone(),
        kicker,
        byline,
        forms: forms.collect(),
        home: Link { href: address(place, home), text: home_text.clone() },
        feed: feeds.map(|feeds| Link { href: address(place, &feeds.atom), text: feeds.word.clone() }),
        search: String::new(),
        skip: document.frame.skip.clone(),
        contents_word: document.frame.contents.clone(),
        contents: String::new(),
        body: String::new(),
        notes_word: document.frame.notes.clone(),
        notes: String::new(),
        footer: String::new(),
    }
}

/// A link of the frame that leads nowhere stays on its page.
pub(super) fn address(place: Place, href: &Href) -> String {
    place.address(href).unwrap_or_else(|| "#".to_owned())
}

/// Writes the list of sections, unless there are too few to be worth one.
fn contents(walk: &mut Walk) {
    let document = walk.document;
    let sections: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Section { title, .. } => Some((Href::Anchor(block.id.clone()), title)),
            BlockKind::Paragraph(_)
            | BlockKind::List { .. }
            | BlockKind::Quote(_)
            | BlockKind::Code(_)
            | BlockKind::Callout { .. }
            | BlockKind::Facts(_)
            | BlockKind::Table { .. }
            | BlockKind::Timeline { .. }
            | BlockKind::Figure(_)
            | BlockKind::Picture(_)
            | BlockKind::Lesson(_)
            | BlockKind::Cards(_) => None,
        })
        .collect();
    if sections.len() < 3 {
        return;
    }
    walk.html.raw("<ol>");
    for (href, title) in sections {
        let address = address(walk.place, &href);
        walk.html.raw("<li>");
        walk.html.open("a", &[("href", &address)]);
        walk.bare(title);
        walk.html.raw("</a></li>");
    }
    if !document.notes.is_empty() {
        walk.html.raw("<li><a href=\"#page.notes\">");
        walk.html.text(&document.frame.notes);
        walk.html.raw("</a></li>");
    }
    walk.html.raw("</ol>");
}
