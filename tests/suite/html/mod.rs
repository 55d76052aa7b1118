//! Pages: what they hold, and what hostile data cannot make of them.

pub(crate) mod hostile;
pub(crate) mod sample;
pub(crate) mod tags;

use std::collections::BTreeSet;
use std::path::Path;

use nidan::model::edition::Audience;
use nidan::publish::{Meta, Staging};
use nidan::render::html::{FRONT, Templates, assets, stylesheet};
use nidan::view::document::Document;

use tags::{Tag, assert_nested};

/// The front page of the sample: its plain words, its lessons and its cards.
fn front_documents() -> Vec<Document> {
    ["bn", "en"]
        .map(|lang| {
            let mut document = sample::report(lang);
            FRONT.clone_into(&mut document.path);
            document.blocks.retain(|block| ["plain", "lessons", "run-yourself", "trust"].contains(&block.id.as_str()));
            document
        })
        .to_vec()
}

#[expect(clippy::unwrap_used, reason = "a test may panic")]
fn pages() -> Vec<(&'static str, String)> {
    let report = |lang| Templates::default().page(&sample::report(lang)).unwrap();
    let both = Templates::default().both([&sample::report("bn"), &sample::report("en")]).unwrap();
    vec![
        ("bn", report("bn")),
        ("en", report("en")),
        ("front", Templates::default().front(&front_documents(), &[]).unwrap()),
        ("both", both),
    ]
}

fn ids(tags: &[Tag]) -> Vec<&str> {
    tags.iter().filter_map(|tag| tag.get("id")).collect()
}

#[test]
fn a_site_is_written_whole() {
    let staging = Staging::new(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("site")).unwrap();
    for lang in ["bn", "en"] {
        let document = sample::report(lang);
        staging.put(&document.path, Templates::default().page(&document).unwrap().as_bytes()).unwrap();
    }
    staging.put(FRONT, Templates::default().front(&front_documents(), &[]).unwrap().as_bytes()).unwrap();
    for (path, bytes) in assets() {
        staging.put(path, &bytes).unwrap();
    }
    let meta = Meta { audience: Audience::Public, engine: "1".to_owned() };
    assert_eq!(staging.finish(&meta).unwrap().files, 4 + assets().len());
}

#[test]
fn elements_nest_and_ids_are_unique() {
    for (name, page) in pages() {
        let tags = tags::read(&page);
        assert_nested(&tags);
        let all = ids(&tags);
        let different: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(all.len(), different.len(), "{name}");
    }
}

#[test]
fn what_a_page_refers_to_on_itself_is_there() {
    for (name, page) in pages() {
        let tags = tags::read(&page);
        let all = ids(&tags);
        let anchors = tags.iter().filter_map(|tag| tag.get("href")?.strip_prefix('#')).filter(|id| !id.is_empty());
        let labels = tags.iter().filter_map(|tag| tag.get("aria-labelledby")).flat_map(str::split_whitespace);
        for id in anchors.chain(labels) {
            assert!(all.contains(&id), "{name}: nothing has the id {id}");
        }
    }
}

#[test]
fn a_page_asks_no_other_host_and_holds_no_script_or_style() {
    for (name, page) in pages() {
        for tag in tags::read(&page) {
            assert!(!["script", "style", "iframe", "object", "embed", "form", "base"].contains(&tag.name.as_str()));
            for (key, value) in &tag.attributes {
                assert!(!key.starts_with("on") && key != "style", "{name}: {key}");
                let address = key == "href" || key == "src";
                // Links to other sites wait for the reader.
                assert!(!(address && tag.name != "a" && value.contains("//")), "{name}: {value}");
                assert!(!(address && value.starts_with('/')), "{name}: {value} is not relative");
            }
        }
    }
}

#[test]
fn files_that_pages_and_the_style_sheet_name_are_among_the_assets() {
    let sheet = stylesheet();
    let urls = sheet.split("url(\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(url, _)| url);
    let named: BTreeSet<String> = urls.map(|url| format!("assets/{url}")).collect();
    let files: Vec<&str> = assets().into_iter().map(|(path, _)| path).collect();
    assert_eq!(named.len(), 5);
    let page = Templates::default().front(&front_documents(), &[]).unwrap();
    // Other languages and feeds are for whoever asks for them.
    let loaded = |tag: &Tag| tag.name == "link" && tag.get("rel") != Some("alternate");
    let links = tags::read(&page).into_iter().filter(loaded);
    let linked = links.filter_map(|tag| tag.get("href").map(str::to_owned));
    for path in named.into_iter().chain(linked) {
        assert!(files.contains(&path.as_str()), "{path}");
    }
}

#[test]
fn hostile_strings_make_no_element_and_no_attribute() {
    let shape = |page: &str| {
        let tags = tags::read(page);
        assert_nested(&tags);
        for tag in &tags {
            let address = tag.get("href").unwrap_or_default();
            assert!(!address.contains("javascript:"), "{address}");
        }
        let names = |tag: &Tag| tag.attributes.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>().join(" ");
        tags.iter().map(|tag| format!("{} {}", tag.name, names(tag))).collect::<BTreeSet<_>>()
    };
    let poisoned = |mut document: Document| {
        hostile::document(&mut document);
        document
    };
    let pure: BTreeSet<String> = pages().iter().flat_map(|(_, page)| shape(page)).collect();
    let one = Templates::default().page(&poisoned(sample::report("en"))).unwrap();
    let two =
        Templates::default().front(&front_documents().into_iter().map(poisoned).collect::<Vec<_>>(), &[]).unwrap();
    let beside = Templates::default().both([&poisoned(sample::report("bn")), &poisoned(sample::report("en"))]).unwrap();
    for hostile in [one, two, beside] {
        assert!(hostile.contains("&lt;img src=x onerror=alert(1)&gt;"));
        assert!(!hostile.contains('\u{0}'));
        let new: Vec<String> = shape(&hostile).difference(&pure).cloned().collect();
        // A picture in the page's language needs no `lang` of its own; a poisoned one differs from nothing known.
        assert!(new.iter().all(|tag| tag == "figure lang"), "{new:?}");
    }
}

#[test]
fn both_languages_have_the_same_shape() {
    let shape = |lang| {
        let page = Templates::default().page(&sample::report(lang)).unwrap();
        let tags = tags::read(&page);
        // Of what the words alone decide, such as borrowed English, the sample has the same in both.
        tags.into_iter().map(|tag| tag.name).collect::<Vec<_>>()
    };
    assert_eq!(shape("bn"), shape("en"));
}
