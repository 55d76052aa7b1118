//! A report in two languages on one page: text beside text where there is room, else block by block.

use serde::Serialize;

use super::frame::{self, Column, Language, Sheet};
use super::lesson::Shapes;
use super::link::Place;
use super::relations::Relations;
use super::walk::Walk;
use crate::view::both::{Row, Two, path, zip};
use crate::view::document::{Block, Document, Href, Inline, Inlines, LessonCard, Moment};

/// The page: what stands around it, its contents and its text, which belong to both columns.
#[derive(Serialize)]
pub(super) struct BothSheet {
    #[serde(flatten)]
    sheet: Sheet,
    contents: String,
    body: String,
}

/// Prepares the page.
pub(super) fn sheet(documents: Two<&Document>) -> BothSheet {
    let path = path(&documents[0].path);
    // Both columns have the same ids, so each gets its language before them; a row has the id alone.
    let prefixes = documents.map(|document| format!("{}.", document.lang));
    let place = |prefix| Place { path: &path, prefix };
    let walk = |index: usize| Walk::new(documents[index], place(&prefixes[index]), 2);
    let mut page = Page { sides: [walk(0), walk(1)], html: String::new() };
    let mut columns: Vec<Column> = page.sides.iter_mut().map(frame::opening).collect();
    let rows = zip(documents);
    page.contents(&rows);
    let contents = std::mem::take(&mut page.html);
    page.rows(&rows);
    let body = std::mem::take(&mut page.html);
    for (column, walk) in columns.iter_mut().zip(&mut page.sides) {
        frame::close(column, walk);
    }
    // The page does not offer itself.
    let own = frame::address(place(""), &Href::Site(path.clone()));
    for column in &mut columns {
        column.forms.retain(|form| form.href != own);
    }
    let languages = documents.iter().filter_map(|document| {
        let name = frame::name_of(documents, document.lang)?;
        let href = frame::address(place(""), &Href::Site(document.path.clone()));
        Some(Language { code: document.lang, name, href })
    });
    let mut sheet = frame::sheet(documents[0], place(""), languages.collect(), columns);
    sheet.relations = Relations::of_both(&documents, place(""));
    sheet.title = documents.map(|document| document.title.as_str()).join(" · ");
    BothSheet { sheet, contents, body }
}

/// Two walks, and the page that takes from both in turn.
struct Page<'a> {
    sides: Two<Walk<'a>>,
    html: String,
}

/// What goes on in one column.
type Side<'f, 'a> = &'f mut dyn FnMut(&mut Walk<'a>, usize);

impl<'a> Page<'a> {
    fn rows(&mut self, rows: &[Row<'a>]) {
        for row in rows {
            self.row(row);
        }
    }

    fn row(&mut self, row: &Row<'a>) {
        match row {
            Row::Section { id, titles, rows } => self.section(id, *titles, rows),
            Row::Timeline { id, heads, moments } => self.timeline(id, *heads, moments),
            Row::Lesson { id, cards } => self.lesson(id, *cards),
            Row::Beside(sides) => {
                let id = match sides {
                    [[first, ..], [second, ..]] if first.id == second.id => Some(first.id.as_str()),
                    _ => None,
                };
                self.pair(("div", "pair"), id, &mut |walk, at| walk.blocks(sides[at]));
            }
            Row::Turns(sides) => {
                let id = sides[0].id.as_str();
                let each = |walk: &mut Walk<'a>, at: usize| walk.blocks(std::slice::from_ref(sides[at]));
                self.pair(("div", "pair turns"), Some(id), &mut { each });
            }
            Row::Once(block) => self.once(block),
        }
    }

    /// Takes what a side has written.
    fn side(&mut self, at: usize, write: impl FnOnce(&mut Walk<'a>)) {
        write(&mut self.sides[at]);
        self.html.push_str(&self.sides[at].html.take());
    }

    fn pair(&mut self, (name, class): (&'static str, &'static str), id: Option<&str>, each: Side<'_, 'a>) {
        self.side(0, |walk| match id {
            Some(id) => walk.html.open(name, &[("class", class), ("id", id)]),
            None => walk.html.open(name, &[("class", class)]),
        });
        for at in 0..2 {
            self.side(at, |walk| {
                walk.html.open("div", &[("class", "side"), ("lang", walk.document.lang)]);
                each(walk, at);
                walk.html.raw("</div>\n");
            });
        }
        self.side(0, |walk| {
            walk.html.close(name);
            walk.html.raw("\n");
        });
    }

    /// Writes a section under one heading in both languages.
    fn section(&mut self, id: &str, titles: Two<&'a Inlines>, rows: &[Row<'a>]) {
        let heading = format!("{id}.title");
        self.side(0, |walk| {
            walk.html.open("section", &[("id", id), ("aria-labelledby", &heading)]);
            let name = walk.heading();
            walk.html.open(name, &[("id", &heading)]);
        });
        for (at, title) in titles.into_iter().enumerate() {
            self.side(at, |walk| {
                let own = walk.id(id);
                walk.html.open("span", &[("lang", walk.document.lang), ("id", &own)]);
                walk.inlines(title);
                walk.html.raw("</span> ");
            });
        }
        self.side(0, |walk| {
            let own = Place { prefix: "", ..walk.place }.address(&Href::Anchor(id.to_owned())).unwrap_or_default();
            let hidden = [("class", "anchor"), ("href", own.as_str()), ("aria-hidden", "true"), ("tabindex", "-1")];
            walk.html.element("a", &hidden, "#");
            walk.html.close(walk.heading());
            walk.html.raw("\n");
        });
        self.sides.iter_mut().for_each(|walk| walk.level += 1);
        self.rows(rows);
        self.sides.iter_mut().for_each(|walk| walk.level -= 1);
        self.side(0, |walk| walk.html.raw("</section>\n"));
    }

    fn timeline(&mut self, id: &str, heads: Two<&'a [String]>, moments: &[Two<&'a Moment>]) {
        self.side(0, |walk| walk.html.open("ol", &[("class", "moments"), ("id", id)]));
        for pair in moments {
            let class = if pair[0].mark.is_some() { "pair key" } else { "pair step" };
            self.pair(("li", class), Some(&pair[0].id), &mut |walk, at| moment(walk, heads[at], pair[at]));
        }
        self.side(0, |walk| walk.html.raw("</ol>\n"));
    }

    /// Writes the cards of a lesson, and under them the command that repeats it once.
    fn lesson(&mut self, id: &str, cards: Two<&'a LessonCard>) {
        let commands = cards.map(|card| card.run.as_ref().map(|(_, command)| command));
        let shared = commands[0].filter(|_| commands[0] == commands[1]);
        self.pair(("div", "pair lessons"), Some(id), &mut |walk, at| {
            let own = walk.id(id);
            let mut card = cards[at].clone();
            if let (Some(_), Some((_, command))) = (shared, &mut card.run) {
                command.clear();
            }
            walk.lesson(&own, &card);
        });
        self.side(0, |walk| {
            if let Some(command) = shared {
                walk.html.raw("<div class=\"once\"><pre>");
                walk.html.element("code", &[], command);
                walk.html.raw("</pre></div>\n");
            }
        });
    }

    fn once(&mut self, block: &Block) {
        let other = self.sides[1].id(&block.id);
        self.side(0, |walk| {
            walk.html.open("div", &[("class", "once"), ("id", &block.id)]);
            walk.html.open("div", &[("id", &other)]);
            walk.blocks(std::slice::from_ref(block));
            walk.html.raw("</div></div>\n");
        });
    }

    /// Writes the list of sections.
    fn contents(&mut self, rows: &[Row<'a>]) {
        self.side(0, |walk| walk.html.raw("<ol>"));
        for row in rows {
            let Row::Section { id, titles, .. } = row else { continue };
            self.side(0, |walk| {
                let target = Place { prefix: "", ..walk.place }.address(&Href::Anchor((*id).to_owned()));
                walk.html.raw("<li>");
                walk.html.open("a", &[("href", &target.unwrap_or_default())]);
            });
            for (at, title) in titles.iter().enumerate() {
                self.side(at, |walk| {
                    walk.html.open("span", &[("lang", walk.document.lang)]);
                    walk.bare(title);
                    walk.html.raw("</span> ");
                });
            }
            self.side(0, |walk| walk.html.raw("</a></li>"));
        }
        if !self.sides[0].document.notes.is_empty() {
            self.side(0, |walk| walk.html.raw("<li><a href=\"#page.notes\">"));
            for at in 0..2 {
                self.side(at, |walk| {
                    walk.html.open("span", &[("lang", walk.document.lang)]);
                    walk.html.text(&walk.document.frame.notes);
                    walk.html.raw("</span> ");
                });
            }
            self.side(0, |walk| walk.html.raw("</a></li>"));
        }
        self.side(0, |walk| walk.html.raw("</ol>"));
    }
}

fn moment(walk: &mut Walk, head: &[String], moment: &Moment) {
    let id = walk.id(&moment.id);
    walk.html.open("p", &[("class", "when"), ("id", &id)]);
    let times = std::iter::once((&moment.time, "time")).chain(moment.others.iter().map(|time| (time, "other")));
    for ((time, class), zone) in times.zip(head) {
        // A dash stands for a time that is not known.
        if matches!(time.as_slice(), [Inline::Text(text)] if text == "–") {
            continue;
        }
        walk.html.open("span", &[("class", class)]);
        walk.inlines(time);
        walk.html.raw(" ");
        walk.html.element("span", &[("class", "zone")], zone);
        walk.html.raw("</span> ");
    }
    walk.html.raw("</p>\n<div class=\"what\">");
    if let Some(mark) = &moment.mark {
        walk.badges(std::slice::from_ref(mark), Shapes::Plain);
    }
    walk.inlines(&moment.content);
    walk.html.raw("</div>");
}
