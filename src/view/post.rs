//! The report as a post for a social network or a chat group: questions as headings, short paragraphs, plain letters.
//!
//! It offers more than a post can hold. Each piece has a rank, and the renderer takes them by rank until the post is
//! full; what it takes reads in the order of this file.

use super::Press;
use super::document::{Block, BlockKind};
use super::frame::path_in;
use super::names;
use super::post_lessons::lessons;
use super::report::in_causal_order;
use super::writer::{Writer, plain};
use crate::model::incident::Entry;
use crate::model::{Fact, Incident, Released, Text, Tlp};
use crate::runs::evidence::Evidence;
use unicode_segmentation::UnicodeSegmentation as _;

/// How many hashtags a post carries at most.
const TAGS: usize = 6;

/// How many addresses stand at its end at most.
const SOURCES: usize = 3;

/// A post, before anything has been left out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// `TLP:GREEN`; nothing when all may read it.
    pub tlp: Option<String>,
    /// The title.
    pub title: String,
    /// When it was.
    pub dateline: Option<String>,
    /// Questions with their answers, in reading order.
    pub sections: Vec<Section>,
    /// Hashtags, each with its sign.
    pub tags: Vec<String>,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The question, as a heading.
    pub question: String,
    /// The answer, piece by piece.
    pub parts: Vec<Part>,
}

/// A paragraph, or an entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its sentences.
    pub sentences: Vec<String>,
    /// How it joins what stands before it.
    pub join: Join,
    /// What is taken first: the lowest.
    pub rank: Rank,
}

/// How a piece joins what stands before it in its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// On a line of its own.
    Line,
    /// In a paragraph of its own.
    Paragraph,
    /// On a line of its own, and only where something follows it: the words over a list.
    Lead,
}

/// What is taken first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Where it all comes from.
    Source,
    /// The comparison in plain words.
    Analogy,
    /// The first paragraph of what happened.
    Happened,
    /// What was learned: one lesson of every verdict, so that none of them is left out for another.
    Lessons,
    /// The other lessons.
    MoreLessons,
    /// The rest of what happened.
    More,
    /// How anyone can repeat it.
    Repeat,
    /// Where the comparison misleads.
    Limits,
    /// Why it happened.
    Why,
    /// How it was handled.
    Handled,
    /// Further sources.
    Rest,
}

impl Rank {
    /// Tells whether a part of a paragraph is worth having, cut after a sentence. What is said further down is said whole.
    pub const fn may_be_cut(self) -> bool {
        match self {
            Self::Analogy | Self::Happened | Self::More => true,
            Self::Source
            | Self::Lessons
            | Self::MoreLessons
            | Self::Repeat
            | Self::Limits
            | Self::Why
            | Self::Handled
            | Self::Rest => false,
        }
    }

    /// Tells whether entries stand alone, so that a long one may be left out and the next be taken.
    pub const fn may_be_skipped(self) -> bool {
        match self {
            Self::Source | Self::Lessons | Self::MoreLessons | Self::Repeat | Self::Rest => true,
            Self::Analogy | Self::Happened | Self::More | Self::Limits | Self::Why | Self::Handled => false,
        }
    }

    /// Returns how many of the pieces of an answer there must be for it to be given: a few causes of many explain nothing.
    pub const fn least(self, all: usize) -> usize {
        match self {
            Self::Why | Self::Handled => (2 * all).div_ceil(3),
            Self::Source
            | Self::Analogy
            | Self::Happened
            | Self::Lessons
            | Self::MoreLessons
            | Self::More
            | Self::Repeat
            | Self::Limits
            | Self::Rest => 1,
        }
    }
}

/// Makes the post of an incident.
pub fn post(press: Press<'_>, incident: &Released<Incident>, evidence: Option<&Evidence>) -> Post {
    let texts = press.texts;
    let path = path_in(texts.lang(), &names::report_place(&incident.id));
    let writer = &mut Writer::new(press, incident, &path);
    let sections = [
        (texts.msg("post-plain"), analogy(writer)),
        (texts.msg("post-happened"), happened(writer)),
        (texts.msg("post-why"), why(writer)),
        (texts.msg("post-handled"), handled(writer)),
        (texts.msg("post-lessons"), lessons(writer, evidence)),
        (texts.msg("post-limits"), limits(writer)),
        (texts.msg("post-repeat"), repeat(writer, evidence)),
        (texts.msg("post-sources"), sources(writer)),
    ];
    let tlp = incident.tlp.unwrap_or(Tlp::AmberStrict);
    Post {
        tlp: (tlp != Tlp::Clear).then(|| format!("TLP:{}", tlp.label())),
        title: writer.plain(&incident.title),
        dateline: dateline(writer),
        sections: sections
            .into_iter()
            .filter(|(_, parts)| !parts.is_empty())
            .map(|(question, parts)| Section { question, parts })
            .collect(),
        tags: tags(incident),
    }
}

fn dateline(writer: &Writer<'_>) -> Option<String> {
    Some(writer.texts().date(writer.incident.day()?))
}

fn analogy(writer: &mut Writer<'_>) -> Vec<Part> {
    let analogy = writer.incident.analogy.as_ref();
    analogy.map(|analogy| prose(writer, &analogy.text, None, Rank::Analogy)).unwrap_or_default()
}

fn happened(writer: &mut Writer<'_>) -> Vec<Part> {
    let Some(summary) = &writer.incident.summary else { return Vec::new() };
    let mut parts = prose(writer, &summary.text, Some(&summary.fact), Rank::Happened);
    // The first paragraph says what happened; what follows may have to give way.
    parts.iter_mut().skip(1).for_each(|part| part.rank = Rank::More);
    parts
}

fn why(writer: &mut Writer<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some(trigger) = &writer.incident.trigger {
        parts.extend(prose(writer, &trigger.text, Some(&trigger.fact), Rank::Why));
    }
    let causes: Vec<&Entry> = in_causal_order(&writer.incident.factors).into_iter().map(|cause| &cause.entry).collect();
    parts.extend(causes.into_iter().map(|cause| item(writer, cause, Rank::Why)));
    parts
}

fn handled(writer: &mut Writer<'_>) -> Vec<Part> {
    let steps = writer.incident.containment.iter().chain(&writer.incident.mitigations);
    steps.map(|step| item(writer, &step.entry, Rank::Handled)).collect()
}

fn limits(writer: &mut Writer<'_>) -> Vec<Part> {
    let analogy = writer.incident.analogy.as_ref();
    let limits = analogy.and_then(|analogy| analogy.limits.as_ref());
    limits.map(|limits| prose(writer, limits, None, Rank::Limits)).unwrap_or_default()
}

fn repeat(writer: &Writer<'_>, evidence: Option<&Evidence>) -> Vec<Part> {
    let command = |_| {
        let words = format!("nidan sim verify {}", writer.incident.id);
        vec![Part { sentences: vec![words], join: Join::Line, rank: Rank::Repeat }]
    };
    evidence.map(command).unwrap_or_default()
}

/// Lists the sources that can be opened, the default source of every fact first.
fn sources(writer: &Writer<'_>) -> Vec<Part> {
    let mut addresses: Vec<&String> = Vec::new();
    for address in writer.incident.sources.iter().filter_map(|source| source.url.as_ref()) {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    let part = |(index, address): (usize, &String)| Part {
        sentences: vec![address.clone()],
        join: Join::Line,
        rank: if index == 0 { Rank::Source } else { Rank::Rest },
    };
    addresses.into_iter().take(SOURCES).enumerate().map(part).collect()
}

fn item(writer: &mut Writer<'_>, entry: &Entry, rank: Rank) -> Part {
    let text = squeezed(&plain(&writer.statement(&entry.text, &entry.fact)));
    Part { sentences: vec![format!("• {text}")], join: Join::Line, rank }
}

/// Cuts a text into its sentences, paragraph by paragraph. How sure it is stands with the last.
fn prose(writer: &mut Writer<'_>, text: &Text, fact: Option<&Fact>, rank: Rank) -> Vec<Part> {
    let mut parts = Vec::new();
    for block in writer.prose("post", text) {
        push_block(block, rank, &mut parts);
    }
    let remark = fact.map(|fact| plain(&writer.tail(fact))).unwrap_or_default();
    if let (Some(last), false) = (parts.last_mut(), remark.trim().is_empty()) {
        last.sentences.last_mut().into_iter().for_each(|sentence| sentence.push_str(remark.trim_end()));
    }
    parts
}

fn push_block(block: Block, rank: Rank, parts: &mut Vec<Part>) {
    match block.kind {
        BlockKind::Paragraph(content) => {
            let sentences = sentences(&squeezed(&plain(&content)));
            if !sentences.is_empty() {
                parts.push(Part { sentences, join: Join::Paragraph, rank });
            }
        }
        BlockKind::List { items, .. } => {
            for item in items {
                let mut inner = Vec::new();
                for block in item {
                    push_block(block, rank, &mut inner);
                }
                let words: Vec<String> = inner.into_iter().flat_map(|part| part.sentences).collect();
                parts.push(Part { sentences: vec![format!("• {}", words.join(" "))], join: Join::Line, rank });
            }
        }
        BlockKind::Quote(blocks) => blocks.into_iter().for_each(|block| push_block(block, rank, parts)),
        BlockKind::Code(code) => parts.push(Part { sentences: vec![code], join: Join::Paragraph, rank }),
        // Prose holds none of these.
        BlockKind::Section { .. }
        | BlockKind::Callout { .. }
        | BlockKind::Facts(_)
        | BlockKind::Table { .. }
        | BlockKind::Timeline { .. }
        | BlockKind::Figure(_)
        | BlockKind::Picture(_)
        | BlockKind::Lesson(_)
        | BlockKind::Cards(_) => {}
    }
}

/// Puts one space wherever there is white space.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cuts a paragraph into sentences. What is said in brackets stays with what it opens in, and so does what follows a colon.
fn sentences(paragraph: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = false;
    for sentence in paragraph.split_sentence_bounds().map(str::trim).filter(|sentence| !sentence.is_empty()) {
        match found.last_mut().filter(|_| open) {
            Some(last) => {
                last.push(' ');
                last.push_str(sentence);
            }
            None => found.push(sentence.to_owned()),
        }
        open = found.last().is_some_and(|last| is_open(last));
    }
    found
}

fn is_open(sentence: &str) -> bool {
    let count = |sign: char| sentence.chars().filter(|c| *c == sign).count();
    let ends = sentence.trim_end_matches(['”', '’', ')', '"', '\'']).ends_with(['.', '।', '?', '!', '…']);
    count('(') > count(')') || count('“') > count('”') || !ends
}

/// Makes hashtags of the services and tags. A network knows letters, digits and the underscore.
fn tags(incident: &Incident) -> Vec<String> {
    let services = incident.services.iter().map(String::as_str);
    let tags = incident.tags.iter().map(crate::model::Id::as_str);
    let mut found: Vec<String> = Vec::new();
    for tag in services.chain(tags).filter_map(hashtag) {
        if !found.iter().any(|known| known.to_lowercase() == tag.to_lowercase()) {
            found.push(tag);
        }
    }
    found.truncate(TAGS);
    found
}

/// Joins the words of a name: `supply-chain` is `#SupplyChain`. A lone word stays as it is written.
fn hashtag(name: &str) -> Option<String> {
    let part = |c: char| c.is_alphanumeric() || c == '_' || is_sign(c);
    let words: Vec<&str> = name.split(|c| !part(c)).filter(|word| !word.is_empty()).collect();
    let joined: String = match words.as_slice() {
        [word] => (*word).to_owned(),
        words => words.iter().map(|word| capital(word)).collect(),
    };
    joined.chars().any(char::is_alphabetic).then(|| format!("#{joined}"))
}

/// Vowel signs, the virama and the joiners are parts of Bangla words.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{980}'..='\u{9ff}' | '\u{200c}' | '\u{200d}')
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_keeps_its_brackets_and_what_follows_its_colon() {
        let cut =
            sentences("One. Two (so they say. We do not know) three. Here it is: four. পাঁচ। ছয়? “Seven. Eight.” Nine");
        let wanted = [
            "One.",
            "Two (so they say. We do not know) three.",
            "Here it is: four.",
            "পাঁচ।",
            "ছয়?",
            "“Seven. Eight.”",
            "Nine",
        ];
        assert_eq!(cut, wanted);
    }

    #[test]
    fn hashtags_are_single_words() {
        let tags = ["supply-chain", "dns", "Amazon Kinesis Data Streams", "C++", "2024", "দুই শব্দ", "node.js"];
        let made: Vec<Option<String>> = tags.into_iter().map(hashtag).collect();
        let tag = |text: &str| Some(text.to_owned());
        let wanted = [
            tag("#SupplyChain"),
            tag("#dns"),
            tag("#AmazonKinesisDataStreams"),
            tag("#C"),
            None,
            tag("#দুইশব্দ"),
            tag("#NodeJs"),
        ];
        assert_eq!(made, wanted);
    }
}
