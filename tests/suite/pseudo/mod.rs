//! A language that nobody speaks: every message and every text of the knowledge base in marked letters. What the program
//! then writes in plain letters is a name, or a word that no language file holds.

mod mark;
mod words;

use std::path::Path;

use nidan::base::lang::Lang;
use nidan::model::{Audience, Edition, Incident, Released, redact};
use nidan::render::{html, md, post};
use nidan::runs::evidence::Evidence;
use nidan::runs::lab::Lab;
use nidan::text::Texts;
use nidan::typography::Fonts;
use nidan::view::Press;
use nidan::view::alone::alone;
use nidan::view::document::Document;
use nidan::view::passages::{Place, passages};
use nidan::view::report::drill::drill;
use nidan::view::{catalog, index, post as posts, report, run, search_box};

use crate::project::{Project, SETTINGS};
use crate::security;
use crate::small::tree;
use words::Names;

/// A knowledge base in marked letters.
struct Base {
    edition: Edition,
    evidence: Vec<Evidence>,
    names: Names,
}

/// Loads a knowledge base with its texts marked. What its runs gave is told when it is known, else they are made.
fn marked(files: impl IntoIterator<Item = (String, Vec<u8>)>, audience: Audience, known: Option<&[Evidence]>) -> Base {
    let mut project = Project::empty();
    let mut names = Vec::new();
    for (path, bytes) in files {
        let text = String::from_utf8(bytes.clone());
        let bytes = match (text, path.rsplit('.').next()) {
            (Ok(text), Some("yaml")) => {
                names.extend(mark::names(&text));
                mark::yaml(&text).into_bytes()
            }
            (Ok(text), Some("md")) => mark::markdown(&text).into_bytes(),
            _ => bytes,
        };
        project = project.file(&path, bytes);
    }
    let kb = project.load().kb.expect("the marked files are a knowledge base");
    let edition = redact(&kb, audience, kb.newest_date().expect("it has a date"));
    names.extend(edition.incidents.iter().map(|incident| incident.id.to_string()));
    names.extend(Lang::ALL.map(|lang| Texts::language_name(lang).to_owned()));
    let runs =
        |incident: &Released<Incident>| nidan::runs::evidence(incident, Lab::alone()).expect("its runs are made");
    let evidence = match known {
        Some(known) => known.to_vec(),
        None => edition.incidents.iter().filter_map(runs).collect(),
    };
    names.extend(edition.incidents.iter().flat_map(|incident| &incident.tags).map(ToString::to_string));
    names.extend(evidence.iter().flat_map(|evidence| &evidence.runs).map(|run| run.id.to_string()));
    names.extend(evidence.iter().flat_map(|evidence| &evidence.designs).map(|design| design.id.to_string()));
    Base { edition, evidence, names: Names::new(names) }
}

/// The shipped incidents.
fn shipped() -> Base {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = tree(&root.join("incidents")).into_iter().map(|(path, bytes)| (format!("incidents/{path}"), bytes));
    let settings = std::fs::read(root.join("nidan.yaml")).expect("it has settings");
    let known = crate::words::base();
    let base =
        marked(files.chain([("nidan.yaml".to_owned(), settings)]), Audience::Public, Some(known.evidence.as_slice()));
    assert_eq!(base.edition.incidents.len(), known.edition.incidents.len());
    base
}

/// The example with series and screenshots of its own.
fn example() -> Base {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/own-metrics");
    let files = tree(&folder).into_iter().filter(|(path, _)| path == "nidan.yaml" || path.starts_with("incidents"));
    marked(files, Audience::Public, None)
}

/// What a reader may meet, each with where it stands.
fn written(base: &Base, texts: &Texts) -> Vec<(String, String)> {
    let fonts = Fonts::embedded();
    let press = Press { edition: &base.edition, texts, fonts: &fonts, pdf: true };
    let mut found = Vec::new();
    let mut page = |place: &str, html: &str| {
        found.extend(words::page(html).into_iter().map(|text| (place.to_owned(), text)));
    };
    let mut documents = vec![index::index(press)];
    documents.extend(catalog::pages(press, &base.evidence));
    let front = index::front(&[press], &base.evidence);
    let search = search_box::search_box(press);
    page("front", &html::Templates::default().front(&front, std::slice::from_ref(&search)).expect("it is rendered"));
    page("list", &html::Templates::default().list(&documents[0], &search).expect("it is rendered"));
    for incident in &base.edition.incidents {
        let evidence = base.evidence.iter().find(|evidence| evidence.incident == incident.id);
        let document = report::report(press, incident, evidence);
        page("both", &html::Templates::default().both([&document, &document]).expect("it is rendered"));
        page("single", &html::Templates::default().single(document.clone(), texts, &fonts).expect("it is rendered"));
        if let Some(drill) = drill(press, incident, evidence) {
            page("drill", &html::Templates::default().drill(&drill).expect("it is rendered"));
        }
        documents.extend(evidence.map(|evidence| run::run_pages(press, incident, evidence)).into_iter().flatten());
        documents.push(document);
    }
    for document in &documents {
        page("page", &html::Templates::default().page(document).expect("it is rendered"));
    }
    found.extend(documents.iter().chain(&front).flat_map(told));
    for incident in &base.edition.incidents {
        let evidence = base.evidence.iter().find(|evidence| evidence.incident == incident.id);
        let form = words::without_code(&post::text(&posts::post(press, incident, evidence)));
        found.push(("post".to_owned(), form));
    }
    found
}

/// What a document says beside its running text, and its Markdown.
fn told(document: &Document) -> Vec<(String, String)> {
    let mut found =
        vec![(format!("{} as Markdown", document.path), words::without_code(&md::markdown(&alone(document.clone()))))];
    let place = |block: &str| format!("{}#{block}", document.path);
    // Running text may hold code, which pages and Markdown tell apart.
    let apart = passages(document).into_iter().filter(|passage| passage.place != Place::Text);
    found.extend(apart.map(|passage| (place(&passage.block), passage.text)));
    found
}

/// Returns every word in plain letters that is no name, with where it stands and the text around it.
fn unmarked(base: &Base, texts: &Texts) -> Vec<String> {
    let written = written(base, texts);
    assert!(written.len() > 100, "only {} texts were read", written.len());
    let mut found: Vec<String> = written
        .iter()
        .flat_map(|(place, text)| {
            words::strange(text, &base.names).into_iter().map(move |word| format!("{word}: {place}: {text:.200}"))
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

fn nothing_is_unmarked(base: &Base) {
    for lang in Lang::ALL {
        let texts = Texts::rewritten(lang, mark::messages);
        assert_eq!(unmarked(base, &texts), Vec::<String>::new(), "{}", lang.code());
        assert_eq!(texts.faults(), Vec::<String>::new());
    }
}

#[test]
fn every_word_of_the_shipped_reports_is_in_a_language_file() {
    nothing_is_unmarked(&shipped());
}

#[test]
fn every_word_about_measured_series_and_screenshots_is_in_a_language_file() {
    nothing_is_unmarked(&example());
}

#[test]
fn every_word_of_an_attack_is_in_a_language_file() {
    let files = [("nidan.yaml", SETTINGS), (security::FOLDER, security::ATTACK)];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    nothing_is_unmarked(&marked(files, Audience::Public, None));
}

/// A word of Rust or of a template reaches the page as this message does, which nobody marked.
#[test]
fn a_word_that_is_left_plain_is_found_wherever_it_stands() {
    let base = example();
    for (key, word) in
        [("section-glance", "glance"), ("frame-skip", "Skip"), ("frame-page", "Page"), ("unit-minutes", "min")]
    {
        let plain = Texts::new(Lang::EN).msg(key);
        let texts = Texts::rewritten(Lang::EN, |source| {
            let (marked, line) = (mark::messages(source), format!("{key} = "));
            let kept = |text: &str| text.strip_prefix(&line).map_or(text.to_owned(), |_| format!("{line}{plain}"));
            marked.lines().map(kept).collect::<Vec<_>>().join("\n")
        });
        let found = unmarked(&base, &texts);
        assert!(found.iter().any(|fault| fault.starts_with(&format!("{word}: "))), "{key}: {found:?}");
    }
}

#[test]
fn names_code_and_addresses_are_no_words() {
    let names = Names::new(["break-glass", "users"].map(str::to_owned));
    let strange = |text: &str| words::strange(text, &names);
    let fine = "break-glass, BreakGlass, users.users: https://example.org/never 2e2598e90d26 TLP:CLEAR 12:30";
    assert_eq!(strange(fine), Vec::<String>::new());
    assert_eq!(strange(&mark::markdown("Half of `it`").replace('`', "")), ["it"]);
    assert_eq!(strange("3 glasses of users-water"), ["glasses", "of", "water"]);
    let page = "<p class=\"x\" title=\"Hint\">Loading<code>run</code></p><img src=\"a\" alt=\"A &lt;graph\">";
    assert_eq!(words::page(page).concat(), "HintLoadingA <graph");
    assert_eq!(words::without_code("a `b` [c](#d)<br>\n```\ne\n```\nnidan sim run x"), "a   [c  \n");
}
