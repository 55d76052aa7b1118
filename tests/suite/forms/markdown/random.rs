//! Documents of every kind of block, whose words are drawn from what Markdown reads as markup.

use nidan::base::math::Stream;
use nidan::chart::drawing::{Drawing, Table};
use nidan::view::document::{
    Badge, Block, BlockKind, CalloutKind, Cell, Document, Href, Inline, Inlines, LessonCard, Moment, Note, Tone,
};

use crate::html::sample;

const PIECES: &[&str] = &[
    "*",
    "**",
    "***",
    "_",
    "__",
    "`",
    "``",
    "```",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "&amp;",
    "&#35;",
    "#",
    "## ",
    "- ",
    "+ ",
    "1. ",
    "12) ",
    "> ",
    "|",
    "---",
    "===",
    "~~",
    "~",
    "\\",
    "\n",
    "  ",
    "    ",
    "!",
    "![a](b)",
    "[a](b)",
    "[a]: b",
    "[^1]",
    "[^1]: ",
    "[ ] ",
    "[[a]]",
    "http://x.example",
    "www.x.example",
    "<br>",
    "</strong>",
    "<!-- ",
    "$",
    "$$",
    "a",
    "word ",
    "খ",
    "ক্ষ ",
    "।",
    "“",
    "\u{a0}",
    "{#a}",
    ":",
    "🙂",
    "\t",
];

struct Dice {
    stream: Stream,
    drawn: u64,
}

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.drawn += 1;
        (self.stream.uniform(self.drawn) * count as f64) as usize
    }

    /// At least one letter, so that no piece of the document is empty.
    fn text(&mut self) -> String {
        let count = self.below(7);
        let drawn: String = (0..count).map(|_| PIECES[self.below(PIECES.len())]).collect();
        if self.below(2) == 0 { format!("{drawn}x") } else { format!("x{drawn}") }
    }

    fn inlines(&mut self, depth: usize) -> Inlines {
        (0..=self.below(4)).map(|_| self.inline(depth)).collect()
    }

    fn inline(&mut self, depth: usize) -> Inline {
        match self.below(if depth < 2 { 12 } else { 6 }) {
            0 => Inline::Code(self.text()),
            1 => Inline::Note { number: 1 + self.below(2), label: "1".to_owned() },
            2 => Inline::Break,
            3..=5 => Inline::Text(self.text()),
            6 | 7 => Inline::Strong(self.inlines(depth + 1)),
            8 => Inline::Emph(self.inlines(depth + 1)),
            9 => Inline::Borrowed { lang: "bn", text: self.inlines(depth + 1) },
            _ => Inline::Link(self.href(), self.inlines(depth + 1)),
        }
    }

    fn href(&mut self) -> Href {
        match self.below(4) {
            0 => Href::External("https://x.example/a_b*c?d=1&e=2#(f)".to_owned()),
            1 => Href::External(format!("javascript:{}", self.text())),
            2 => Href::Anchor(self.text()),
            _ => Href::Site(self.text()),
        }
    }

    fn badge(&mut self) -> Badge {
        Badge { text: self.text(), tone: Tone::Open }
    }

    fn cells(&mut self, count: usize) -> Vec<Cell> {
        (0..count).map(|_| Cell { content: self.inlines(0), number: self.below(2) == 0 }).collect()
    }

    fn words(&mut self, count: usize) -> Vec<String> {
        (0..count).map(|_| self.text()).collect()
    }

    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        (0..=self.below(3)).map(|_| self.block(depth)).collect()
    }

    fn block(&mut self, depth: usize) -> Block {
        let kind = match self.below(if depth < 2 { 10 } else { 5 }) {
            0 => BlockKind::Paragraph(self.said()),
            1 => BlockKind::Code(format!("{}\n{}", self.text(), self.text())),
            2 => BlockKind::Facts((0..=self.below(2)).map(|_| (self.said(), self.said())).collect()),
            3 => self.table(),
            4 => self.figure(),
            5 => BlockKind::List {
                ordered: self.below(2) == 0,
                items: (0..=self.below(2)).map(|_| self.blocks(depth + 1)).collect(),
            },
            6 => BlockKind::Quote(self.blocks(depth + 1)),
            7 => BlockKind::Callout { kind: CalloutKind::Note, title: self.said(), blocks: self.blocks(depth + 1) },
            8 => self.timeline(),
            _ => self.lesson(depth),
        };
        Block { id: String::new(), kind }
    }

    /// A run that has words, as every run of a report does.
    fn said(&mut self) -> Inlines {
        let mut content = self.inlines(0);
        content.push(Inline::Text(self.text()));
        content
    }

    fn table(&mut self) -> BlockKind {
        let columns = 1 + self.below(3);
        let rows = (0..self.below(3)).map(|_| self.cells(columns)).collect();
        BlockKind::Table { caption: self.said(), head: self.cells(columns), rows }
    }

    fn figure(&mut self) -> BlockKind {
        let columns = 1 + self.below(3);
        let rows = (0..self.below(3)).map(|_| self.words(columns)).collect();
        BlockKind::Figure(Box::new(Drawing {
            id: String::new(),
            lang: "en",
            width: 1.0,
            height: 1.0,
            shapes: Vec::new(),
            labels: Vec::new(),
            takeaway: self.text(),
            caption: self.text(),
            alt: self.text(),
            table: Table { head: self.words(columns), rows },
            narrow: None,
        }))
    }

    fn timeline(&mut self) -> BlockKind {
        let zones = self.below(3);
        let row = |dice: &mut Self| Moment {
            id: String::new(),
            time: dice.inlines(0),
            others: (0..zones).map(|_| dice.inlines(0)).collect(),
            mark: (dice.below(2) == 0).then(|| dice.badge()),
            content: dice.inlines(0),
        };
        let rows = (0..self.below(3)).map(|_| row(self)).collect();
        BlockKind::Timeline { head: self.words(zones + 2), rows }
    }

    fn lesson(&mut self, depth: usize) -> BlockKind {
        BlockKind::Lesson(Box::new(LessonCard {
            kind: self.text(),
            lesson: self.said(),
            verdict: (self.below(2) == 0).then(|| self.badge()),
            effect: (self.below(2) == 0).then(|| self.said()),
            marks: (0..self.below(3)).map(|_| (self.text(), self.badge(), self.inlines(0))).collect(),
            body: self.blocks(depth + 1),
            run: (self.below(2) == 0).then(|| (self.said(), self.text())),
        }))
    }
}

/// A document; the same for the same seed.
pub(super) fn document(seed: u64) -> Document {
    let mut dice = Dice { stream: Stream::new(seed, 0, "markdown", 0), drawn: 0 };
    let sections = (0..2).map(|_| {
        let kind = BlockKind::Section { title: dice.said(), blocks: dice.blocks(0) };
        Block { id: String::new(), kind }
    });
    let blocks = sections.collect();
    let notes = (0..2).map(|_| Note { label: "1".to_owned(), content: dice.said() }).collect();
    Document {
        title: dice.text(),
        kicker: vec![dice.badge()],
        byline: vec![dice.said()],
        blocks,
        notes,
        ..sample::report("en")
    }
}
