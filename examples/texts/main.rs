//! What the program would write, for other programs to hold against their own: `texts WHAT [ROOT]` prints JSON lines.
//!
//! `glyphs`: every label of every picture and every other passage with its glyphs. `passages`: every report's text in
//! reading order, as its PDF prints it. `formats`: numbers, dates, lists and the rest in every language.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a command")]

mod formats;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use nidan::model::redact;
use nidan::runs::lab::Lab;
use nidan::runs::store::Store;
use nidan::text::Texts;
use nidan::typography::{Fonts, Weight};
use nidan::view::document::{Block, BlockKind, Document, Inline};
use nidan::view::passages::{Passage, Place, letters, passages};
use nidan::view::{Press, index, report, run};
use serde_json::{Value, json};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    let root = arguments.next().map_or_else(|| PathBuf::from("."), PathBuf::from);
    let lines = match what.as_str() {
        "glyphs" => documents(&root).map(|documents| glyphs(&documents)),
        "passages" => documents(&root).map(|documents| documents.iter().filter_map(printed).collect()),
        "formats" => Ok(formats::all()),
        _ => Err("texts glyphs | passages | formats [ROOT]".to_owned()),
    };
    match lines {
        Ok(lines) => {
            for line in &lines {
                println!("{line}");
            }
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// Every document of the site, in every language.
fn documents(root: &Path) -> Result<Vec<Document>, String> {
    let kb = nidan::load::load(root).map_err(|error| error.to_string())?.kb.ok_or("there are no settings")?;
    let as_of = kb.newest_date().ok_or("there is no incident")?;
    let edition = redact(&kb, kb.settings.audience, as_of);
    let store = Store::open(root);
    let mut evidence = Vec::new();
    for incident in &edition.incidents {
        let lab = Lab::alone().with_store(Some(&store));
        evidence.extend(nidan::runs::evidence(incident, lab).map_err(|error| error.to_string())?);
    }
    let fonts = Fonts::embedded();
    let mut documents = Vec::new();
    for lang in &edition.settings.languages {
        let texts = Texts::new(*lang);
        let press = Press { edition: &edition, texts: &texts, fonts: &fonts, pdf: true };
        documents.push(index::index(press));
        documents.extend(index::front(&[press], &evidence));
        for incident in &edition.incidents {
            let own = evidence.iter().find(|evidence| evidence.incident == incident.id);
            documents.push(report::report(press, incident, own));
            documents.extend(own.map(|own| run::run_pages(press, incident, own)).into_iter().flatten());
        }
    }
    Ok(documents)
}

/// Each text once per weight, labels with the weight they are drawn in, all else in the weight of running text.
fn glyphs(documents: &[Document]) -> Vec<Value> {
    let mut wanted: BTreeMap<(String, Weight), bool> = BTreeMap::new();
    for document in documents {
        figures(&document.blocks, &mut |labels| {
            for (text, bold) in labels {
                let weight = if bold { Weight::SemiBold } else { Weight::Regular };
                wanted.insert((text, weight), true);
            }
        });
        for passage in passages(document) {
            for line in passage.text.lines() {
                wanted.entry((line.to_owned(), Weight::Regular)).or_insert(passage.place == Place::Label);
            }
        }
    }
    let fonts = Fonts::embedded();
    let line = |((text, weight), label): (&(String, Weight), &bool)| {
        let runs = fonts.glyphs(text, *weight).into_iter().map(|run| {
            let glyphs: Vec<Value> =
                run.glyphs.iter().map(|glyph| json!([glyph.id, glyph.advance, glyph.offset.0, glyph.offset.1])).collect();
            json!({"text": run.text, "font": run.font, "script": run.script, "language": run.language, "glyphs": glyphs})
        });
        json!({"text": text, "label": label, "runs": runs.collect::<Vec<_>>()})
    };
    wanted.iter().map(line).collect()
}

fn figures(blocks: &[Block], visit: &mut impl FnMut(Vec<(String, bool)>)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Figure(drawing) => {
                let labels = drawing.forms().flat_map(|form| &form.labels);
                visit(labels.map(|label| (label.text.clone(), label.bold)).collect());
            }
            BlockKind::Section { blocks, .. } | BlockKind::Callout { blocks, .. } | BlockKind::Quote(blocks) => {
                figures(blocks, visit);
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| figures(item, visit)),
            BlockKind::Lesson(card) => figures(&card.body, visit),
            BlockKind::Paragraph(_)
            | BlockKind::Code(_)
            | BlockKind::Facts(_)
            | BlockKind::Table { .. }
            | BlockKind::Timeline { .. }
            | BlockKind::Picture(_)
            | BlockKind::Cards(_) => {}
        }
    }
}

/// What the PDF of a report prints: its passages in reading order, and what stands on every page.
fn printed(document: &Document) -> Option<Value> {
    if !document.forms.iter().any(|(_, words)| words == "PDF") {
        return None;
    }
    let frame = &document.frame;
    let all = passages(document);
    let stands = |passage: &&Passage| matches!(passage.place, Place::Text | Place::Caption);
    let text: Vec<Value> =
        all.iter().filter(stands).map(|passage| json!({"block": passage.block, "text": passage.text})).collect();
    let mut links = Vec::new();
    document.notes.iter().for_each(|note| addresses(&note.content, &mut links));
    let mut beside = Vec::new();
    numbered_and_drawn(&document.blocks, document, &mut beside);
    let mut headings = headings(document);
    headings.push(frame.notes.clone());
    Some(json!({
        "path": document.path.replace("index.html", "report.pdf"),
        "lang": document.lang,
        "passages": text,
        "contents": frame.contents,
        "notes": frame.notes,
        "heads": heads(&document.blocks),
        "headings": headings,
        "addresses": links,
        "beside": beside,
        "running": [&frame.site, &document.title, &document.tlp, &frame.page.0, &frame.page.1],
        "digits": frame.digits.iter().collect::<String>(),
    }))
}

/// The headings that the contents list.
fn headings(document: &Document) -> Vec<String> {
    let titles = document.blocks.iter().filter_map(|block| {
        let BlockKind::Section { title, .. } = &block.kind else { return None };
        // The contents leave out the marks of notes.
        let words: Vec<Inline> =
            title.iter().filter(|inline| !matches!(inline, Inline::Note { .. })).cloned().collect();
        Some(letters(&words))
    });
    titles.collect()
}

/// The heads of tables, which a table of several pages repeats.
fn heads(blocks: &[Block]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Table { head, .. } => found.push(head.iter().map(|cell| letters(&cell.content)).collect()),
            BlockKind::Timeline { head, .. } => found.push(head.clone()),
            BlockKind::Section { blocks, .. } | BlockKind::Callout { blocks, .. } | BlockKind::Quote(blocks) => {
                found.extend(heads(blocks));
            }
            BlockKind::Lesson(card) => found.extend(heads(&card.body)),
            BlockKind::List { items, .. } => found.extend(items.iter().flat_map(|item| heads(item))),
            BlockKind::Paragraph(_)
            | BlockKind::Code(_)
            | BlockKind::Facts(_)
            | BlockKind::Figure(_)
            | BlockKind::Picture(_)
            | BlockKind::Cards(_) => {}
        }
    }
    found
}

/// Notes print the address of a link whose words are others.
fn addresses(content: &[Inline], found: &mut Vec<String>) {
    for inline in content {
        if let Inline::Link(nidan::view::document::Href::External(url), words) = inline
            && letters(words) != *url
        {
            found.push(url.clone());
        }
    }
}

/// Numbers of ordered lists, and under each picture where its data lies.
fn numbered_and_drawn(blocks: &[Block], document: &Document, found: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Figure(drawing) => {
                found.push(format!("{}: {}#{}", document.frame.data, document.path, drawing.id));
            }
            BlockKind::List { ordered, items } => {
                for (number, item) in (1..).zip(items) {
                    let digit = |c: char| c.to_digit(10).map_or(c, |digit| document.frame.digits[digit as usize]);
                    let number: String = i32::to_string(&number).chars().map(digit).collect();
                    found.push(if *ordered { format!("{number}.") } else { "•".to_owned() });
                    numbered_and_drawn(item, document, found);
                }
            }
            BlockKind::Section { blocks, .. } | BlockKind::Callout { blocks, .. } | BlockKind::Quote(blocks) => {
                numbered_and_drawn(blocks, document, found);
            }
            BlockKind::Lesson(card) => numbered_and_drawn(&card.body, document, found),
            BlockKind::Paragraph(_)
            | BlockKind::Code(_)
            | BlockKind::Facts(_)
            | BlockKind::Table { .. }
            | BlockKind::Timeline { .. }
            | BlockKind::Picture(_)
            | BlockKind::Cards(_) => {}
        }
    }
}
