//! Block content.

use base64::prelude::{BASE64_STANDARD, Engine as _};

use super::lesson::Shapes;
use super::walk::Walk;
use crate::chart::drawing::Drawing;
use crate::view::document::{Block, BlockKind, CalloutKind, Href, Inline, Inlines, LinkCard, Picture};

impl Walk<'_> {
    /// Writes blocks.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let id = self.id(&block.id);
        match &block.kind {
            BlockKind::Section { title, blocks } => self.section(&id, title, blocks),
            BlockKind::Paragraph(content) => {
                self.html.open("p", &[("id", &id)]);
                self.inlines(content);
                self.html.raw("</p>\n");
            }
            BlockKind::List { ordered, items } => self.list(&id, *ordered, items),
            BlockKind::Quote(blocks) => {
                self.html.open("blockquote", &[("id", &id)]);
                self.blocks(blocks);
                self.html.raw("</blockquote>\n");
            }
            BlockKind::Code(code) => {
                self.html.open("pre", &[("id", &id)]);
                self.html.element("code", &[], code);
                self.html.raw("</pre>\n");
            }
            BlockKind::Callout { kind, title, blocks } => self.callout(&id, *kind, title, blocks),
            BlockKind::Facts(facts) => self.facts(&id, facts),
            BlockKind::Table { caption, head, rows } => self.table(&id, caption, head, rows),
            BlockKind::Timeline { head, rows } => self.timeline(&id, head, rows),
            BlockKind::Figure(drawing) => self.figure(&id, drawing),
            BlockKind::Picture(picture) => self.screenshot(&id, picture),
            BlockKind::Lesson(card) => self.lesson(&id, card),
            BlockKind::Cards(cards) => self.cards(&id, cards),
        }
    }

    fn section(&mut self, id: &str, title: &[Inline], blocks: &[Block]) {
        let heading = format!("{id}.title");
        self.html.open("section", &[("id", id), ("aria-labelledby", &heading)]);
        let name = self.heading();
        self.html.open(name, &[("id", &heading)]);
        self.inlines(title);
        if !self.is_feed() {
            self.anchor(id);
        }
        self.html.close(name);
        self.html.raw("\n");
        self.level += 1;
        self.blocks(blocks);
        self.level -= 1;
        self.html.raw("</section>\n");
    }

    /// Writes a link to a section, for the mouse alone: others reach it through the contents, and its name is the heading.
    fn anchor(&mut self, id: &str) {
        let own = self.own(id);
        self.html.raw(" ");
        let attributes = [("class", "anchor"), ("href", own.as_str()), ("aria-hidden", "true"), ("tabindex", "-1")];
        self.html.element("a", &attributes, "#");
    }

    fn own(&self, id: &str) -> String {
        let within = id.strip_prefix(self.place.prefix).unwrap_or(id);
        self.place.address(&Href::Anchor(within.to_owned())).unwrap_or_default()
    }

    /// Returns the element for a heading at the level reached.
    pub(super) fn heading(&self) -> &'static str {
        ["h1", "h2", "h3", "h4", "h5", "h6"][self.level.clamp(1, 6) - 1]
    }

    fn list(&mut self, id: &str, ordered: bool, items: &[Vec<Block>]) {
        let name = if ordered { "ol" } else { "ul" };
        self.html.open(name, &[("id", id)]);
        for item in items {
            // A lone paragraph needs no margins of its own: it is the item.
            if let [Block { id, kind: BlockKind::Paragraph(content) }] = item.as_slice() {
                let id = self.id(id);
                self.html.open("li", &[("id", &id)]);
                self.inlines(content);
            } else {
                self.html.open("li", &[]);
                self.blocks(item);
            }
            self.html.raw("</li>\n");
        }
        self.html.close(name);
        self.html.raw("\n");
    }

    fn callout(&mut self, id: &str, kind: CalloutKind, title: &[Inline], blocks: &[Block]) {
        let class = match kind {
            CalloutKind::Note => "callout note",
            CalloutKind::Caution => "callout caution",
        };
        let heading = format!("{id}.title");
        self.html.open("div", &[("class", class), ("id", id), ("role", "note"), ("aria-labelledby", &heading)]);
        self.html.open("p", &[("class", "callout-title"), ("id", &heading)]);
        self.callout_sign(kind);
        let name = if self.is_feed() { "strong" } else { "span" };
        self.html.open(name, &[]);
        self.inlines(title);
        self.html.close(name);
        self.html.raw("</p>\n");
        self.blocks(blocks);
        self.html.raw("</div>\n");
    }

    fn facts(&mut self, id: &str, facts: &[(Inlines, Inlines)]) {
        // Figures stand large; whole sentences are set as text.
        let sentences = facts.iter().any(|(_, value)| sentence(value));
        let class = if sentences { "facts said" } else { "facts" };
        self.html.open("dl", &[("class", class), ("id", id)]);
        for (name, value) in facts {
            self.html.raw("<div><dt>");
            self.inlines(name);
            self.html.raw("</dt><dd>");
            self.inlines(value);
            self.html.raw("</dd></div>\n");
        }
        self.html.raw("</dl>\n");
    }

    fn figure(&mut self, id: &str, drawing: &Drawing) {
        if self.is_feed() {
            return self.figure_in_feed(drawing);
        }
        self.html.open("div", &[("class", "figure"), ("id", id)]);
        if drawing.lang == self.document.lang {
            self.html.raw("<figure>");
        } else {
            self.html.open("figure", &[("lang", drawing.lang)]);
        }
        self.html.element("p", &[("class", "takeaway")], &drawing.takeaway);
        self.drawn(drawing);
        self.html.element("figcaption", &[], &drawing.caption);
        self.html.raw("</figure>\n");
        self.picture_file(drawing);
        self.data(drawing);
        self.html.raw("</div>\n");
    }

    /// Shows the picture file, where there is one; else its words stand for it.
    fn figure_in_feed(&mut self, drawing: &Drawing) {
        self.html.open("figure", &[("lang", drawing.lang)]);
        self.html.raw("<p>");
        self.html.element("strong", &[], &drawing.takeaway);
        self.html.raw("</p>\n");
        let file = self.document.picture_file.is_some().then(|| Href::Site(self.document.path_of_figure(drawing)));
        match file.and_then(|file| self.address(&file)) {
            Some(file) => self.html.open("img", &[("src", &file), ("alt", &drawing.alt)]),
            None => self.html.element("p", &[], &drawing.alt),
        }
        self.html.raw("\n");
        self.html.element("figcaption", &[], &drawing.caption);
        self.html.raw("</figure>\n");
    }

    /// Offers the figure as a file to paste into chats, slides and wikis.
    fn picture_file(&mut self, drawing: &Drawing) {
        let Some(words) = &self.document.picture_file else { return };
        let Some(address) = self.address(&Href::Site(self.document.path_of_figure(drawing))) else { return };
        let name = format!("{words}: {}", drawing.takeaway);
        self.html.open("p", &[("class", "picture-file")]);
        self.html.element("a", &[("href", &address), ("type", "image/png"), ("aria-label", &name)], words);
        self.html.raw("</p>\n");
    }

    /// Writes both forms of a picture; the style sheet shows the one that its column has room for.
    fn drawn(&mut self, drawing: &Drawing) {
        if let Some(narrow) = &drawing.narrow {
            self.html.open("div", &[("class", "picture fitted")]);
            self.html.picture(&drawing.svg_text(&self.id(&drawing.id), "wide", self.fitted()));
            self.html.picture(&narrow.svg_text(&format!("{}-narrow", self.id(&drawing.id)), "narrow", self.fitted()));
        } else {
            // Focusable, because a picture wider than a phone is scrolled, and not by touch alone.
            let attributes = [("class", "picture"), ("tabindex", "0"), ("role", "group")];
            self.html.open("div", &[attributes.as_slice(), &[("aria-label", &drawing.takeaway)]].concat());
            self.html.picture(&drawing.svg_text(&self.id(&drawing.id), "wide", self.fitted()));
        }
        self.html.raw("</div>\n");
    }

    fn screenshot(&mut self, id: &str, picture: &Picture) {
        self.html.open("figure", &[("class", "screenshot"), ("id", id)]);
        // One file that stands by itself holds its pictures too.
        let inside = self.fitted().is_some();
        let file = if inside {
            format!(
                "data:{};base64,{}",
                picture.image.format.media_type(),
                BASE64_STANDARD.encode(&picture.image.bytes)
            )
        } else {
            self.address(&Href::Site(picture.file.clone())).unwrap_or_default()
        };
        if !inside {
            // A link to the file itself: on a phone the words of a screenshot can be read only at full size.
            self.html.open("a", &[("href", &file)]);
        }
        let (width, height) = (picture.image.width.to_string(), picture.image.height.to_string());
        let mut attributes =
            vec![("src", file.as_str()), ("alt", &picture.alt), ("width", &width), ("height", &height)];
        if picture.lang != self.document.lang {
            attributes.push(("lang", picture.lang));
        }
        self.html.open("img", &attributes);
        self.html.raw(if inside { "\n<figcaption>" } else { "</a>\n<figcaption>" });
        self.inlines(&picture.caption);
        self.html.raw("</figcaption>\n</figure>\n");
    }

    fn cards(&mut self, id: &str, cards: &[LinkCard]) {
        self.html.open("ul", &[("class", "cards"), ("id", id)]);
        for card in cards {
            self.html.raw("<li class=\"card\">");
            self.badges(&card.badges, Shapes::Plain);
            self.html.raw("<p class=\"card-title\">");
            self.link(&card.href, &card.title);
            self.html.raw("</p>\n");
            if !card.text.is_empty() {
                self.html.raw("<p>");
                self.inlines(&card.text);
                self.html.raw("</p>\n");
            }
            self.html.raw("</li>\n");
        }
        self.html.raw("</ul>\n");
    }
}

/// Tells whether a run of text is a whole sentence.
fn sentence(content: &[Inline]) -> bool {
    let last = content.iter().rev().find(|inline| !matches!(inline, Inline::Note { .. } | Inline::Break));
    last.is_some_and(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) | Inline::Time { text, .. } => {
            text.trim_end().ends_with(['.', '।', '?', '!'])
        }
        Inline::Emph(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => sentence(inner),
        Inline::Borrowed { text, .. } => sentence(text),
        Inline::Note { .. } | Inline::Break => false,
    })
}
