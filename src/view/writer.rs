//! Sentences and paragraphs with their notes: what every section of a page is written with.

use super::document::{Block, BlockKind, Cell, Href, Inline, Inlines, Note};
use super::{Press, markdown};
use crate::base::lang::Lang;
use crate::model::fact::Confidence;
use crate::model::incident::Source;
use crate::model::{Fact, Id, Incident, Text};
use crate::text::{Arg, Texts};

/// Where the content of slot 0 goes in a message; slot 1 is the next character, and so on.
const FIRST_SLOT: u32 = 0xE000;

/// Writes about one incident, in one language, and keeps count of its notes.
pub(super) struct Writer<'a> {
    pub(super) press: Press<'a>,
    pub(super) incident: &'a Incident,
    folder: String,
    cited: Vec<&'a Source>,
    borrowed: bool,
}

impl<'a> Writer<'a> {
    /// Starts a page at `path`, from the site's root.
    pub(super) fn new(press: Press<'a>, incident: &'a Incident, path: &str) -> Self {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        Self { press, incident, folder, cited: Vec::new(), borrowed: false }
    }

    /// Returns the words.
    pub(super) fn texts(&self) -> &'a Texts {
        self.press.texts
    }

    /// Returns a text as a run, marked when it is borrowed from another language.
    pub(super) fn inline(&mut self, text: &Text) -> Inlines {
        let (content, borrowed) = run(text, self.texts().lang(), &self.folder);
        self.borrowed |= borrowed;
        content
    }

    /// Says whether any text so far was borrowed from another language.
    pub(super) fn has_borrowed(&self) -> bool {
        self.borrowed
    }

    /// Returns a text as plain letters, for charts and metadata.
    pub(super) fn plain(&mut self, text: &Text) -> String {
        plain(&self.inline(text))
    }

    /// Returns a text as blocks named after `path`.
    pub(super) fn prose(&mut self, path: &str, text: &Text) -> Vec<Block> {
        let (blocks, borrowed) = prose(text, self.texts().lang(), (path, &self.folder));
        self.borrowed |= borrowed;
        blocks
    }

    /// Returns a text as blocks, with its confidence and notes after the last word.
    pub(super) fn passage(&mut self, path: &str, text: &Text, fact: &Fact) -> Vec<Block> {
        let mut blocks = self.prose(path, text);
        let tail = self.tail(fact);
        match blocks.last_mut() {
            Some(Block { kind: BlockKind::Paragraph(content), .. }) => content.extend(tail),
            Some(_) | None => blocks.push(paragraph(&format!("{path}.sources"), tail)),
        }
        blocks
    }

    /// Returns a text as a run, with its confidence and notes.
    pub(super) fn statement(&mut self, text: &Text, fact: &Fact) -> Inlines {
        let mut content = self.inline(text);
        content.extend(self.tail(fact));
        content
    }

    /// Returns confidence, date and note marks of a fact.
    pub(super) fn tail(&mut self, fact: &Fact) -> Inlines {
        let texts = self.texts();
        let mut remarks = Vec::new();
        match fact.confidence {
            Confidence::Fact => {}
            Confidence::Inference => remarks.push(texts.msg("confidence-inference")),
            Confidence::Assumption => remarks.push(texts.msg("confidence-assumption")),
            Confidence::Model => remarks.push(texts.msg("confidence-model")),
        }
        remarks.extend(fact.as_of.map(|day| texts.msg_with("confidence-as-of", &[("date", texts.date(day).into())])));
        let mut tail = Vec::new();
        if !remarks.is_empty() {
            tail.push(Inline::Text(format!(" ({})", remarks.join(", "))));
        }
        tail.extend(self.notes_of(&fact.sources));
        tail
    }

    /// Returns note marks of sources, in ascending order.
    pub(super) fn notes_of(&mut self, sources: &[Id]) -> Inlines {
        let mut numbers: Vec<usize> = sources.iter().filter_map(|id| self.note(id)).collect();
        numbers.sort_unstable();
        let texts = self.texts();
        numbers.into_iter().map(|number| Inline::Note { number, label: texts.number(number as f64, 0) }).collect()
    }

    /// Returns the number of a source's note.
    fn note(&mut self, id: &Id) -> Option<usize> {
        let known = self.cited.iter().position(|source| source.id == *id);
        let index = known.or_else(|| {
            self.cited.push(self.incident.sources.iter().find(|source| source.id == *id)?);
            Some(self.cited.len() - 1)
        })?;
        Some(index + 1)
    }

    /// Ends the page: its notes, and the notice that stands on top when text was borrowed.
    pub(super) fn finish(&mut self) -> (Vec<Note>, Option<Block>) {
        let cited = std::mem::take(&mut self.cited);
        let mut notes = Vec::new();
        for (index, source) in cited.into_iter().enumerate() {
            let content = self.source(source);
            notes.push(Note { label: self.texts().number((index + 1) as f64, 0), content });
        }
        let notice =
            self.borrowed.then(|| paragraph("borrowed", vec![Inline::Emph(say(self.texts().msg("borrowed")))]));
        (notes, notice)
    }

    fn source(&mut self, source: &Source) -> Inlines {
        let texts = self.texts();
        let mut content = source.text.as_ref().map(|text| self.inline(text)).unwrap_or_default();
        if content.is_empty() && source.url.is_none() {
            content.push(Inline::Text(source.id.to_string()));
        }
        if let Some(url) = &source.url {
            if !content.is_empty() {
                content.push(Inline::Text(" ".to_owned()));
            }
            content.push(Inline::Link(Href::External(url.clone()), say(url.clone())));
        }
        if let Some(day) = source.accessed {
            let read = texts.msg_with("source-accessed", &[("date", texts.date(day).into())]);
            content.push(Inline::Text(format!(" {read}")));
        }
        content
    }
}

/// Returns a text as a run, and whether it is borrowed from another language; links start from `folder`.
pub(super) fn run(text: &Text, own: Lang, folder: &str) -> (Inlines, bool) {
    let (lang, prose) = text.or_borrowed(own);
    let content = markdown::inlines(&prose.markdown, folder);
    if lang == own {
        return (content, false);
    }
    (vec![Inline::Borrowed { lang: lang.code(), text: content }], true)
}

/// Returns a text as blocks named after `path`, and whether it is borrowed from another language.
pub(super) fn prose(text: &Text, own: Lang, (path, folder): (&str, &str)) -> (Vec<Block>, bool) {
    let (lang, prose) = text.or_borrowed(own);
    let blocks = markdown::blocks(&prose.markdown, path, folder);
    if lang == own {
        return (blocks, false);
    }
    (blocks.into_iter().map(|block| borrow(block, lang.code())).collect(), true)
}

/// Returns the argument that stands for slot `index` in a message that [`fill`] completes.
pub(super) fn slot(index: u32) -> Arg {
    Arg::Text(char::from_u32(FIRST_SLOT + index).unwrap_or_default().to_string())
}

/// Puts runs of text into the slots of a message.
pub(super) fn fill(message: &str, slots: &[Inlines]) -> Inlines {
    let mut filled = Vec::new();
    let mut text = String::new();
    for c in message.chars() {
        let slot = (c as u32).checked_sub(FIRST_SLOT).and_then(|index| slots.get(index as usize));
        match slot {
            Some(content) => {
                if !text.is_empty() {
                    filled.push(Inline::Text(std::mem::take(&mut text)));
                }
                filled.extend(content.iter().cloned());
            }
            None => text.push(c),
        }
    }
    if !text.is_empty() {
        filled.push(Inline::Text(text));
    }
    filled
}

/// Returns the letters of a run of text.
pub(super) fn plain(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Time { text, .. } => text.clone(),
            Inline::Emph(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => plain(inner),
            Inline::Borrowed { text, .. } => plain(text),
            Inline::Note { .. } => String::new(),
            Inline::Break => " ".to_owned(),
        })
        .collect()
}

fn borrow(block: Block, lang: &'static str) -> Block {
    let each = |blocks: Vec<Block>| blocks.into_iter().map(|block| borrow(block, lang)).collect();
    let kind = match block.kind {
        BlockKind::Paragraph(text) => BlockKind::Paragraph(vec![Inline::Borrowed { lang, text }]),
        BlockKind::Quote(blocks) => BlockKind::Quote(each(blocks)),
        BlockKind::List { ordered, items } => BlockKind::List { ordered, items: items.into_iter().map(each).collect() },
        // Markdown gives no other block that holds words.
        other @ (BlockKind::Code(_)
        | BlockKind::Section { .. }
        | BlockKind::Callout { .. }
        | BlockKind::Facts(_)
        | BlockKind::Table { .. }
        | BlockKind::Timeline { .. }
        | BlockKind::Figure(_)
        | BlockKind::Picture(_)
        | BlockKind::Lesson(_)
        | BlockKind::Cards(_)) => other,
    };
    Block { id: block.id, kind }
}

/// Makes a run of one plain text.
pub(super) fn say(text: String) -> Inlines {
    vec![Inline::Text(text)]
}

/// Makes a paragraph.
pub(super) fn paragraph(id: &str, content: Inlines) -> Block {
    Block { id: id.to_owned(), kind: BlockKind::Paragraph(content) }
}

/// Makes a section; `None` when it would be empty.
pub(super) fn section(id: &str, title: String, blocks: Vec<Block>) -> Option<Block> {
    let title = vec![Inline::Text(title)];
    (!blocks.is_empty()).then(|| Block { id: id.to_owned(), kind: BlockKind::Section { title, blocks } })
}

/// Makes a list; `None` when it would be empty.
pub(super) fn list(id: &str, ordered: bool, items: Vec<Vec<Block>>) -> Option<Block> {
    (!items.is_empty()).then(|| Block { id: id.to_owned(), kind: BlockKind::List { ordered, items } })
}

/// Makes a cell of words.
pub(super) fn cell(content: Inlines) -> Cell {
    Cell { content, number: false }
}

/// Makes a cell of a number.
pub(super) fn number_cell(text: String) -> Cell {
    Cell { content: vec![Inline::Text(text)], number: true }
}

/// Makes cells of words, for heads.
pub(super) fn head<const N: usize>(words: [String; N]) -> Vec<Cell> {
    words.into_iter().map(|word| cell(vec![Inline::Text(word)])).collect()
}
