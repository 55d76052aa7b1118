//! Markdown, read back by a parser of its own: what it says is what the document says, letter for letter.

mod random;
mod words;

use std::collections::BTreeSet;

use nidan::render::md::markdown;
use nidan::view::alone::alone;
use nidan::view::document::Document;
use nidan::view::report::report;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::each_shipped;
use crate::html::{hostile, sample};
use words::{Shape, expected};

/// What a parser finds in Markdown.
#[derive(Debug, Default)]
struct Found {
    letters: String,
    shape: Shape,
    addresses: BTreeSet<String>,
}

/// Leaves white space out, and the signs that the renderer sets between the pieces of a line.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !['·', ':', '.'].contains(c)).collect()
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what plain reports have is named, all else is a fault")]
fn read(markdown: &str) -> Found {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS;
    let mut found = Found::default();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => found.letters.push_str(&text),
            Event::InlineHtml(html) => {
                let ours = ["<br>", "<strong>", "</strong>", "<em>", "</em>"];
                assert!(ours.contains(&html.as_ref()), "{html} in {markdown}");
            }
            Event::Start(Tag::Heading { .. }) => found.shape.headings += 1,
            Event::Start(Tag::Table(_)) => found.shape.tables += 1,
            Event::Start(Tag::CodeBlock(_)) => found.shape.codes += 1,
            Event::Start(Tag::Item) => found.shape.items += 1,
            Event::Start(Tag::List(_)) => found.shape.lists += 1,
            Event::Start(Tag::FootnoteDefinition(_)) => found.shape.notes += 1,
            Event::Start(Tag::Link { dest_url, .. }) => {
                found.addresses.insert(dest_url.into_string());
            }
            Event::Start(
                Tag::Paragraph
                | Tag::BlockQuote(None)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
                | Tag::Emphasis
                | Tag::Strong,
            )
            | Event::End(_)
            | Event::FootnoteReference(_)
            | Event::Rule => {}
            other => panic!("{other:?} in {markdown}"),
        }
    }
    found
}

fn assert_reads_back(document: Document) {
    let document = alone(document);
    let written = markdown(&document);
    let found = read(&written);
    let wanted = expected(&document);
    let (letters, told) = (bare(&found.letters), bare(&wanted.letters));
    if letters != told {
        let at = letters.chars().zip(told.chars()).take_while(|(a, b)| a == b).count();
        let near = |text: &str| text.chars().skip(at.saturating_sub(20)).take(60).collect::<String>();
        panic!("read `{}`\nsaid `{}`\nin {written}", near(&letters), near(&told));
    }
    assert_eq!(found.shape, wanted.shape, "{written}");
    assert!(found.addresses.is_subset(&wanted.addresses), "{:?} in {written}", found.addresses);
}

#[test]
fn a_shipped_report_reads_back_letter_for_letter() {
    each_shipped(|press, incident, evidence| {
        let document = report(press, incident, evidence);
        let addresses = expected(&alone(document.clone())).addresses;
        assert_eq!(read(&markdown(&alone(document.clone()))).addresses, addresses, "no address is lost");
        assert_reads_back(document);
    });
}

#[test]
fn the_sample_reads_back_in_both_languages() {
    for lang in ["bn", "en"] {
        assert_reads_back(sample::report(lang));
    }
}

#[test]
fn hostile_words_are_words() {
    let mut document = sample::report("en");
    hostile::document(&mut document);
    assert_reads_back(document);
}

#[test]
fn whatever_is_said_is_never_markup() {
    for seed in 0..400 {
        assert_reads_back(random::document(seed));
    }
}

#[test]
fn the_table_of_the_timeline_has_a_column_for_each_zone() {
    let written = markdown(&alone(sample::report("en")));
    let rows: Vec<&str> = written.lines().filter(|line| line.starts_with("| 1")).collect();
    assert!(!rows.is_empty() && rows.iter().all(|row| row.matches(" | ").count() >= 1), "{written}");
    assert!(written.starts_with("# A monitoring update takes ChatGPT, the API and Sora down\n\nTLP:CLEAR · "));
    assert!(written.contains("\n[^1]: "));
}
