//! The page in one file.

use nidan::base::lang::Lang;
use nidan::chart::drawing::Shape;
use nidan::render::html::{MOST, Templates};
use nidan::text::Texts;
use nidan::typography::Fonts;
use nidan::view::document::{BlockKind, Document};
use nidan::view::report::report;

use super::each_shipped;
use crate::html::tags::{self, Tag, assert_nested};
use crate::html::{hostile, sample};

/// Takes the style out of a page, whose signs are not those of tags.
fn parted(page: &str) -> (String, String) {
    let (head, rest) = page.split_once("<style>").expect("the style is within");
    let (style, tail) = rest.split_once("</style>").expect("the style ends");
    (format!("{head}{tail}"), style.to_owned())
}

fn assert_alone(page: &str) {
    let (body, style) = parted(page);
    assert!(!style.contains("url(") && !style.contains("@import") && !style.contains("</"), "the style asks for files");
    let tags = tags::read(&body);
    assert_nested(&tags);
    let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
    for tag in &tags {
        let known = ["script", "iframe", "object", "embed", "form", "base", "img", "style", "use", "image"];
        assert!(!known.contains(&tag.name.as_str()), "{tag:?}");
        let attributes = tag.attributes.iter().map(|(key, _)| key.as_str());
        assert!(
            attributes.clone().all(|key| !key.starts_with("on") && !["style", "src", "srcset"].contains(&key)),
            "{tag:?}"
        );
        assert_address(tag, &ids);
    }
}

fn assert_address(tag: &Tag, ids: &[&str]) {
    let Some(address) = tag.get("href") else { return };
    match address.strip_prefix('#') {
        Some(id) => assert!(ids.contains(&id), "nothing has the id {id}"),
        None if tag.name == "a" => {
            assert!(["https://", "http://", "mailto:"].iter().any(|start| address.starts_with(start)), "{address}");
        }
        None => assert_eq!(address, "data:,", "{tag:?}"),
    }
}

#[test]
fn a_shipped_report_is_one_small_file() {
    each_shipped(|press, incident, evidence| {
        let document = report(press, incident, evidence);
        let title = document.title.clone();
        let page = Templates::default().single(document, press.texts, press.fonts).expect("it is rendered");
        assert!(page.len() <= MOST, "{} in {}: {} bytes", incident.id, press.texts.lang().code(), page.len());
        assert!(page.contains(&title.replace('\'', "&#39;")));
        assert_alone(&page);
    });
}

/// A report with a table and a picture that are each too large.
fn large() -> Document {
    fn grow(kind: &mut BlockKind) {
        match kind {
            BlockKind::Section { blocks, .. } => blocks.iter_mut().for_each(|block| grow(&mut block.kind)),
            BlockKind::Figure(drawing) => {
                let row = vec!["1234567890".to_owned(), "1234567890".to_owned()];
                drawing.table.rows = vec![row; 6000];
                let points = (0..120_000).map(|at| (f64::from(at % 600), f64::from(at % 277))).collect();
                let shape = drawing.shapes.iter_mut().find_map(|shape| match shape {
                    Shape::Line { points, .. } => Some(points),
                    Shape::Area { .. } | Shape::Dot { .. } => None,
                });
                *shape.expect("it has a line") = points;
            }
            BlockKind::Paragraph(_)
            | BlockKind::List { .. }
            | BlockKind::Quote(_)
            | BlockKind::Code(_)
            | BlockKind::Callout { .. }
            | BlockKind::Facts(_)
            | BlockKind::Table { .. }
            | BlockKind::Timeline { .. }
            | BlockKind::Picture(_)
            | BlockKind::Lesson(_)
            | BlockKind::Cards(_) => {}
        }
    }
    let mut document = sample::report("en");
    document.blocks.iter_mut().for_each(|block| grow(&mut block.kind));
    document
}

#[test]
fn a_large_report_says_what_is_left_out_and_where_it_is() {
    let (texts, fonts) = (Texts::new(Lang::EN), Fonts::embedded());
    let page = Templates::default().single(large(), &texts, &fonts).expect("it is rendered");
    assert!(page.len() <= MOST, "{} bytes", page.len());
    assert_alone(&page);
    let place = "en/incidents/2024-12-11-openai-telemetry/index.html#cafeteria";
    assert!(page.contains("a picture is left out") && page.contains(place));
    assert!(page.contains("A curve: questions grow with the square"), "what the picture shows is told");
    let mut tables = large();
    let BlockKind::Section { blocks, .. } = &mut tables.blocks[1].kind else { panic!("a section") };
    for block in blocks {
        if let BlockKind::Figure(drawing) = &mut block.kind {
            drawing.shapes.clear();
        }
    }
    let page = Templates::default().single(tables, &texts, &fonts).expect("it is rendered");
    assert!(page.len() <= MOST);
    assert!(page.contains("a table of 6,000 rows is left out") && !page.contains("a picture is left out"));
    let small = Templates::default().single(sample::report("en"), &texts, &fonts).expect("it is rendered");
    assert!(!small.contains("is left out") && small.contains("<details class=\"data\">"));
}

#[test]
fn hostile_words_make_no_element_of_a_single_page() {
    let mut document = sample::report("en");
    hostile::document(&mut document);
    let page =
        Templates::default().single(document, &Texts::new(Lang::EN), &Fonts::embedded()).expect("it is rendered");
    let (body, _) = parted(&page);
    let tags = tags::read(&body);
    assert_nested(&tags);
    assert!(tags.iter().all(|tag| !["script", "img"].contains(&tag.name.as_str())));
    assert!(tags.iter().flat_map(|tag| &tag.attributes).all(|(key, _)| !key.starts_with("on")));
}
