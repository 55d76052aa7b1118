//! The pages of an issue, and what else of the site tells of it.

use super::{ISSUE, open_project, project};
use crate::small::{errors, nidan, tree};

#[test]
fn an_issue_has_its_page_in_both_languages_and_stands_in_lists_and_feeds() {
    let project = open_project();
    let built = nidan(project.root(), &["build", "--no-pdf"], &[]);
    assert!(built.status.success(), "{}", errors(&built));
    let site = tree(&project.root().join("public"));
    let text =
        |path: &str| String::from_utf8(site.get(path).unwrap_or_else(|| panic!("{path}")).clone()).expect("UTF-8");
    let page = text(&format!("en/newsletters/{ISSUE}/index.html"));
    for part in [
        "The first words.",
        "The last words.",
        "#CIRT&amp;Infra",
        "href=\"https://example.org/story\"",
        "../../incidents/2025-01-30-small/drill/index.html",
        "weeks ago)",
        "No action is overdue.",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(page.contains("bad[.]") && !page.contains("bad.example"), "defanged as it was written");
    assert!(page.contains(&format!("../../../bn/newsletters/{ISSUE}/index.html")), "the other language");
    assert!(text(&format!("bn/newsletters/{ISSUE}/index.html")).contains("শেষের কথা।"));
    let list = text("en/newsletters/index.html");
    assert!(list.contains("The first words.") && !list.contains("The last words."), "an excerpt: {list}");
    assert!(list.contains(&format!("{ISSUE}/index.html#fewer")) && list.contains("Read more"), "and the way on");
    assert!(text("index.html").contains(&format!("en/newsletters/{ISSUE}/index.html")), "the front page");
    assert!(text("en/index.html").contains("newsletters/index.html"), "the bar of every page");
    assert!(text("en/feed.xml").contains("The last words.") && text("bn/feed.json").contains("শেষের কথা।"));
    assert!(
        site.contains_key(&format!("en/newsletters/{ISSUE}/charts/fewer-lessons/effects.png")),
        "{:?}",
        site.keys()
    );
}

#[test]
fn a_page_says_what_its_own_readers_may_know_and_a_text_in_one_language_is_marked() {
    let project = project();
    let half = super::NEWSLETTER
        .replace("tlp: CLEAR", "tlp: AMBER")
        .replace("stage: published", "stage: draft")
        .replace("{en: The editor's words., bn: সম্পাদকের কথা।}", "{en: The editor's words.}");
    let project = project.file(&format!("newsletters/{ISSUE}/newsletter.yaml"), half);
    let built = nidan(project.root(), &["build", "--no-pdf"], &[]);
    assert!(built.status.success(), "{}", errors(&built));
    let site = tree(&project.root().join("public"));
    let page = String::from_utf8_lossy(&site[&format!("bn/newsletters/{ISSUE}/index.html")]).into_owned();
    assert!(page.contains("ভেতরের খবর") && page.contains("TLP:AMBER"), "{page}");
    assert!(page.contains("<span lang=\"en\">The editor&#39;s words.</span>"), "{page}");
}
