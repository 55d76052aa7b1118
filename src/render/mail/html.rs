//! The HTML of a mail: one column, what matters set inline, light and dark set together, pictures from within the mail.

use std::fmt::{self, Write as _};
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, Tera};

use super::MailError;
use super::pictures::Enclosed;
use crate::chart::drawing::Drawing;
use crate::render::html::{absolute, escaped, is_web};
use crate::view::document::{Badge, Block, BlockKind, Cell, Document, Href, Inline, LinkCard, Picture, Tone};
use crate::view::newsletter::letter::Letter;
use crate::view::passages::letters;

static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates/mail");

static ENGINE: LazyLock<Result<Tera, String>> = LazyLock::new(|| {
    let mut tera = Tera::new();
    tera.set_escape_fn(|text, out| out.write_all(escaped(text).as_bytes()));
    let texts = TEMPLATES.files().filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)));
    tera.add_raw_templates(texts).map_err(|error| error.to_string())?;
    Ok(tera)
});

/// What the template gets.
#[derive(Serialize)]
struct Sheet {
    lang: &'static str,
    subject: String,
    preheader: String,
    letters: Vec<Part>,
}

/// A letter in the mail.
#[derive(Serialize)]
struct Part {
    lang: &'static str,
    newsletter: String,
    title: String,
    kicker: String,
    tlp: String,
    /// The text, as HTML.
    body: String,
    online: Option<Link>,
    leave: Option<Link>,
    /// The other languages in the same mail.
    jumps: Vec<Link>,
}

#[derive(Serialize)]
struct Link {
    href: String,
    text: String,
}

/// Renders the letters of a mail as one page.
pub(super) fn page(letters: &[Letter], pictures: &[Enclosed], leave: Option<&str>) -> Result<String, MailError> {
    let parts = letters.iter().map(|letter| part(letter, letters, (pictures, leave))).collect();
    let first = letters.first().ok_or_else(|| MailError("a mail without a letter".to_owned()))?;
    let sheet = Sheet {
        lang: first.document.lang,
        subject: first.subject.clone(),
        preheader: first.preheader.clone(),
        letters: parts,
    };
    let tera = ENGINE.as_ref().map_err(|error| MailError(error.clone()))?;
    let context = Context::from_serialize(&sheet).map_err(|error| MailError(error.to_string()))?;
    tera.render("letter.html", &context).map_err(|error| MailError(format!("the mail template is broken: {error}")))
}

fn part(letter: &Letter, all: &[Letter], (pictures, leave): (&[Enclosed], Option<&str>)) -> Part {
    let Letter { document, .. } = letter;
    let mut walk = Walk { letter, document, pictures, level: 2, out: String::new() };
    walk.blocks(&document.blocks);
    let body = std::mem::take(&mut walk.out);
    let kicker = document.kicker.iter().skip(1).map(|badge| badge.text.clone());
    let byline = document.byline.iter().map(|line| letters(line));
    let link = |href: String, text: &String| Link { href, text: text.clone() };
    let others = all.iter().filter(|other| other.document.lang != document.lang);
    Part {
        lang: document.lang,
        newsletter: letter.newsletter.clone(),
        title: document.title.clone(),
        kicker: kicker.chain(byline).collect::<Vec<_>>().join(" · "),
        tlp: document.tlp.clone(),
        body,
        online: letter.address.as_ref().map(|site| link(absolute(site, &document.path), &letter.online)),
        leave: leave.map(|leave| link(leave.to_owned(), &letter.leave)),
        jumps: others.map(|other| link(format!("#{}", other.document.lang), &other.language)).collect(),
    }
}

struct Walk<'a> {
    letter: &'a Letter,
    document: &'a Document,
    pictures: &'a [Enclosed],
    level: usize,
    out: String,
}

/// A cell of more letters than this is a sentence.
const LONG: usize = 36;

const INK: &str = "color:#1d1b18";
const MUTED: &str = "color:#5f5a52";
const LINK: &str = "color:#0f4c81;text-decoration:underline";

impl Walk<'_> {
    /// Writing to a string cannot fail.
    fn put(&mut self, html: fmt::Arguments<'_>) {
        let _ = self.out.write_fmt(html);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Section { title, blocks } => {
                let (level, size) = if self.level == 2 { ("h2", 21) } else { ("h3", 17) };
                let top = if self.level == 2 { "border-top:1px solid #dcd6cb;padding:20px 0 0" } else { "padding:0" };
                let style =
                    format!("margin:24px 0 8px;{top};font-size:{size}px;line-height:1.35;font-weight:600;{INK}");
                self.element(level, "ink rule", &style, title);
                self.level += 1;
                self.blocks(blocks);
                self.level -= 1;
            }
            BlockKind::Paragraph(content) => self.paragraph(content),
            BlockKind::List { ordered, items } => self.list(*ordered, items),
            BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => {
                self.boxed("quote", "#dcd6cb", |walk| {
                    if let BlockKind::Callout { title, .. } = &block.kind {
                        walk.element("p", "ink", &format!("margin:0 0 8px;font-weight:600;{INK}"), title);
                    }
                    walk.blocks(blocks);
                });
            }
            BlockKind::Code(code) => {
                let style = format!("margin:0 0 12px;font-family:Consolas,Menlo,monospace;font-size:14px;{INK}");
                self.put(format_args!(
                    "<p class=\"ink\" style=\"{style}\">{}</p>\n",
                    escaped(code).replace('\n', "<br>")
                ));
            }
            BlockKind::Facts(facts) => {
                for (name, value) in facts {
                    let mut content = vec![Inline::Strong(name.clone()), Inline::Text(": ".to_owned())];
                    content.extend(value.iter().cloned());
                    self.paragraph(&content);
                }
            }
            BlockKind::Table { caption, head, rows } => self.table(caption, head, rows),
            BlockKind::Timeline { rows, .. } => {
                for row in rows {
                    let mut content = vec![Inline::Strong(row.time.clone()), Inline::Text(" ".to_owned())];
                    content.extend(row.content.iter().cloned());
                    self.paragraph(&content);
                }
            }
            BlockKind::Figure(drawing) => self.figure(drawing),
            BlockKind::Picture(picture) => self.picture(picture),
            BlockKind::Lesson(card) => {
                let badges: Vec<Badge> = card.verdict.clone().into_iter().collect();
                self.boxed("quote", "#dcd6cb", |walk| {
                    walk.badges(&badges);
                    walk.paragraph(&card.lesson);
                    card.effect.iter().for_each(|effect| walk.paragraph(effect));
                    walk.blocks(&card.body);
                });
            }
            BlockKind::Cards(cards) => cards.iter().for_each(|card| self.card(card)),
        }
    }

    fn paragraph(&mut self, content: &[Inline]) {
        self.element("p", "ink", &format!("margin:0 0 12px;font-size:16px;line-height:1.6;{INK}"), content);
    }

    fn element(&mut self, name: &str, class: &str, style: &str, content: &[Inline]) {
        self.put(format_args!("<{name} class=\"{class}\" style=\"{style}\">"));
        self.inlines(content);
        self.put(format_args!("</{name}>\n"));
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>]) {
        let name = if ordered { "ol" } else { "ul" };
        self.put(format_args!("<{name} style=\"margin:0 0 12px;padding:0 0 0 24px\">\n"));
        for item in items {
            self.put(format_args!("<li class=\"ink\" style=\"margin:0 0 6px;font-size:16px;line-height:1.6;{INK}\">"));
            if let [Block { kind: BlockKind::Paragraph(content), .. }] = item.as_slice() {
                self.inlines(content);
            } else {
                self.blocks(item);
            }
            self.out.push_str("</li>\n");
        }
        self.put(format_args!("</{name}>\n"));
    }

    /// Writes what stands in a box with a bar at its left. A table, because nothing else has a padding everywhere.
    fn boxed(&mut self, class: &str, bar: &str, write: impl FnOnce(&mut Self)) {
        self.put(format_args!(
            "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:0 0 12px\"><tr>\
             <td class=\"wash {class}\" style=\"padding:12px 16px;background-color:#f5f2ec;border-left:4px solid {bar}\">\n"
        ));
        write(self);
        self.out.push_str("</td></tr></table>\n");
    }

    fn card(&mut self, card: &LinkCard) {
        let (tone, bar) = card.badges.first().map_or(("open", "#4d5661"), |badge| colour(badge.tone));
        self.boxed(tone, bar, |walk| {
            walk.badges(&card.badges);
            let title = vec![Inline::Link(card.href.clone(), card.title.clone())];
            let style = format!("margin:0 0 4px;font-size:17px;line-height:1.45;font-weight:600;{INK}");
            walk.element("p", "ink", &style, &title);
            if !card.text.is_empty() {
                let style = format!("margin:0;font-size:15px;line-height:1.55;{MUTED}");
                walk.element("p", "muted", &style, &card.text);
            }
        });
    }

    fn badges(&mut self, badges: &[Badge]) {
        for badge in badges {
            let (class, colour) = colour(badge.tone);
            self.put(format_args!(
                "<p class=\"t-{class}\" style=\"margin:0 0 4px;font-size:13px;line-height:1.4;font-weight:600;color:{colour}\">{}</p>\n",
                escaped(&badge.text)
            ));
        }
    }

    /// Writes a table; one of long cells, row by row, since no mail program lets a reader scroll sideways.
    fn table(&mut self, caption: &[Inline], head: &[Cell], rows: &[Vec<Cell>]) {
        if !caption.is_empty() {
            self.element("p", "muted", &format!("margin:0 0 6px;font-size:14px;line-height:1.5;{MUTED}"), caption);
        }
        if rows.iter().flatten().any(|cell| letters(&cell.content).chars().count() > LONG) {
            return rows.iter().for_each(|row| self.stacked(head, row));
        }
        self.out.push_str("<table class=\"data\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:0 0 16px;border-collapse:collapse\">\n<tr>");
        for cell in head {
            self.cell("th", cell);
        }
        self.out.push_str("</tr>\n");
        for row in rows {
            self.out.push_str("<tr>");
            for cell in row {
                self.cell("td", cell);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</table>\n");
    }

    /// Writes a row as a box: the first cell, then the others with their heads.
    fn stacked(&mut self, head: &[Cell], row: &[Cell]) {
        self.boxed("quote", "#4d5661", |walk| {
            for (column, cell) in row.iter().enumerate() {
                let style = format!("margin:0;font-size:15px;line-height:1.55;word-break:break-word;{INK}");
                let mut content = if column == 0 { vec![Inline::Strong(cell.content.clone())] } else { Vec::new() };
                if column > 0 {
                    let name = head.get(column).map(|head| letters(&head.content)).unwrap_or_default();
                    content.push(Inline::Text(format!("{name}: ")));
                    content.extend(cell.content.iter().cloned());
                }
                walk.element("p", "ink", &style, &content);
            }
        });
    }

    fn cell(&mut self, name: &str, cell: &Cell) {
        let align = if cell.number { "right" } else { "left" };
        let weight = if name == "th" { 600 } else { 400 };
        let scope = if name == "th" { " scope=\"col\"" } else { "" };
        self.put(format_args!(
            "<{name}{scope} class=\"ink rule\" align=\"{align}\" valign=\"top\" style=\"padding:6px 8px 6px 0;border-bottom:1px solid #dcd6cb;font-size:14px;line-height:1.5;font-weight:{weight};text-align:{align};word-break:break-word;{INK}\">"
        ));
        self.inlines(&cell.content);
        self.put(format_args!("</{name}>"));
    }

    fn figure(&mut self, drawing: &Drawing) {
        let takeaway = [Inline::Strong(vec![Inline::Text(drawing.takeaway.clone())])];
        self.paragraph(&takeaway);
        self.image(&drawing.id, &drawing.alt);
        let caption = [Inline::Text(drawing.caption.clone())];
        self.element("p", "muted", &format!("margin:0 0 16px;font-size:14px;line-height:1.5;{MUTED}"), &caption);
    }

    fn picture(&mut self, picture: &Picture) {
        self.image(&picture.file, &picture.alt);
        self.element(
            "p",
            "muted",
            &format!("margin:0 0 16px;font-size:14px;line-height:1.5;{MUTED}"),
            &picture.caption,
        );
    }

    fn image(&mut self, place: &str, alt: &str) {
        let found = self.pictures.iter().find(|picture| picture.is_at(self.document.lang, place));
        let Some(picture) = found else { return self.paragraph(&[Inline::Text(alt.to_owned())]) };
        // Where pictures are off, the words stand in their place, as large as the text.
        self.put(format_args!(
            "<img src=\"cid:{}\" width=\"{width}\" alt=\"{}\" style=\"display:block;width:100%;max-width:{width}px;height:auto;box-sizing:border-box;padding:8px;margin:0 0 8px;border:1px solid #dcd6cb;background-color:#fffefb;font-size:15px;line-height:1.5;{INK}\">\n",
            picture.cid,
            escaped(alt),
            width = picture.width,
        ));
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(text) | Inline::Time { text, .. } => self.out.push_str(&escaped(text)),
                Inline::Emph(inner) => self.within("em", inner),
                Inline::Strong(inner) => self.within("strong", inner),
                Inline::Code(code) => {
                    let code = escaped(code);
                    self.put(format_args!(
                        "<code style=\"font-family:Consolas,Menlo,monospace;font-size:90%\">{code}</code>"
                    ));
                }
                Inline::Link(href, inner) => self.link(href, inner),
                Inline::Note { label, .. } => self.put(format_args!("<sup>{}</sup>", escaped(label))),
                Inline::Borrowed { lang, text } => {
                    self.put(format_args!("<span lang=\"{lang}\">"));
                    self.inlines(text);
                    self.out.push_str("</span>");
                }
                Inline::Break => self.out.push_str("<br>"),
            }
        }
    }

    fn within(&mut self, name: &str, inner: &[Inline]) {
        self.put(format_args!("<{name}>"));
        self.inlines(inner);
        self.put(format_args!("</{name}>"));
    }

    /// A link to the site needs its address; without one it is its words.
    fn link(&mut self, href: &Href, inner: &[Inline]) {
        let site = self.letter.address.as_deref();
        let address = match href {
            Href::External(address) => is_web(address).then(|| address.clone()),
            Href::Site(target) => site.map(|site| absolute(site, target)),
            Href::Anchor(id) => site.map(|site| absolute(site, &format!("{}#{id}", self.document.path))),
        };
        let Some(address) = address else { return self.inlines(inner) };
        self.put(format_args!("<a class=\"link\" href=\"{}\" style=\"{LINK}\">", escaped(&address)));
        self.inlines(inner);
        self.out.push_str("</a>");
    }
}

const fn colour(tone: Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Good => ("good", "#1a6b3c"),
        Tone::Bad => ("bad", "#a3231f"),
        Tone::Mixed => ("mixed", "#855000"),
        Tone::Open => ("open", "#4d5661"),
    }
}
