//! What a site has for other programs: feeds, sitemap, relations between pages, data; and what must be in none of it.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr as _;

use atom_syndication::Feed;
use serde_json::Value;

use crate::html::tags::{Tag, read};
use crate::project::{Project, SETTINGS};
use crate::small::{ID, INCIDENT, MODEL, errors, nidan, tree};

const URL: &str = "https://example.org/kb/";

type Site = BTreeMap<String, Vec<u8>>;

/// A base of two reports, one of them without a model, and what the public may not read.
fn project(url: Option<&str>) -> Project {
    let settings = url.map_or_else(|| SETTINGS.to_owned(), |url| format!("{SETTINGS}url: {url}\n"));
    let plain = INCIDENT.replace("    claim: error(fewer) <= 50% of base\n", "");
    let kept = "actions:\n  open: {en: Call less, bn: কম কল করা, due: 2025-02-20}\n  inner: {en: Inner canary, bn: গোপন কাজ, audience: internal}\n";
    let later = format!("{plain}tags: [retries]\n{kept}")
        .replace("published: 2025-02-01", "published: 2025-03-01\nupdated: 2025-03-09");
    Project::new()
        .file("nidan.yaml", settings)
        .file(&format!("incidents/{ID}/incident.yaml"), INCIDENT)
        .file(&format!("incidents/{ID}/model.yaml"), MODEL)
        .file("incidents/2024-12-01-later/incident.yaml", later)
        .file("incidents/2025-02-02-hidden/incident.yaml", plain.replace("stage: published", "stage: review"))
}

fn site(url: Option<&str>) -> Site {
    let project = project(url);
    let built = nidan(project.root(), &["build", "--no-pdf"], &[]);
    assert!(built.status.success(), "{}", errors(&built));
    tree(&project.root().join("public"))
}

fn text<'a>(site: &'a Site, path: &str) -> &'a str {
    std::str::from_utf8(site.get(path).unwrap_or_else(|| panic!("{path} is not there"))).expect("it is UTF-8")
}

fn json(site: &Site, path: &str) -> Value {
    serde_json::from_str(text(site, path)).expect("it is JSON")
}

fn is_page(path: &str) -> bool {
    path.rsplit('.').next() == Some("html")
}

/// Returns where a relative link leads, by its path from the site's root.
fn resolved(from: &str, link: &str) -> String {
    let mut steps: Vec<&str> = from.split('/').collect();
    steps.pop();
    for step in link.split_once('#').map_or(link, |(file, _)| file).split('/') {
        if step == ".." {
            steps.pop().expect("a link stays within the site");
        } else {
            steps.push(step);
        }
    }
    steps.join("/")
}

/// Returns the path behind an address of the site, or behind a link that is relative to `from`.
fn path_of(url: Option<&str>, from: &str, link: &str) -> String {
    match url {
        Some(url) => {
            let path = link.strip_prefix(url).unwrap_or_else(|| panic!("{link} is not within {url}"));
            path.split_once('#').map_or(path, |(file, _)| file).to_owned()
        }
        None => resolved(from, link),
    }
}

#[test]
fn feeds_hold_whole_reports_with_links_that_lead_somewhere() {
    for url in [Some(URL), None] {
        let site = site(url);
        let mut ids = BTreeSet::new();
        for lang in ["bn", "en"] {
            let path = format!("{lang}/feed.xml");
            let written = text(&site, &path);
            assert!(written.contains(&format!("xml:lang=\"{lang}\"")));
            assert!(!written.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
            let atom = Feed::from_str(written).expect("it is Atom");
            let titles: Vec<usize> = atom.entries.iter().map(|entry| entry.title.value.chars().count()).collect();
            assert_eq!(titles.len(), 2);
            assert_eq!(atom.updated.to_rfc3339(), "2025-03-09T00:00:00+00:00");
            let days: Vec<String> = atom.entries.iter().map(|entry| entry.updated.to_rfc3339()).collect();
            assert_eq!(
                days,
                ["2025-03-09T00:00:00+00:00", "2025-02-01T00:00:00+00:00"],
                "the newest report comes first"
            );
            for id in atom.entries.iter().map(|entry| &entry.id).chain([&atom.id]) {
                assert!(id.starts_with("urn:uuid:") && id.len() == 45 && ids.insert(id.clone()), "{id}");
            }
            let items = json(&site, &format!("{lang}/feed.json"));
            assert_eq!((&items["language"], items["items"].as_array().map(Vec::len)), (&lang.into(), Some(2)));
            for (entry, item) in atom.entries.iter().zip(items["items"].as_array().expect("it has items")) {
                let body = entry.content.as_ref().and_then(|content| content.value.as_deref()).expect("it is whole");
                assert_eq!((item["id"].as_str(), item["content_html"].as_str()), (Some(entry.id.as_str()), Some(body)));
                links_lead_somewhere((&site, url), &path, body);
                let page = path_of(url, &path, &entry.links[0].href);
                assert!(site.contains_key(&page), "{page}");
            }
            let own = &atom.links.iter().find(|link| link.rel == "self").expect("it names itself").href;
            assert_eq!(path_of(url, &path, own), path);
        }
    }
}

/// What is in a body: no script, no style, no drawing, and links to files that are there.
fn links_lead_somewhere((site, url): (&Site, Option<&str>), path: &str, body: &str) {
    let tags: Vec<Tag> = read(&format!("<!DOCTYPE html>{body}"));
    let mut links = 0;
    for tag in &tags {
        assert!(!["script", "style", "svg", "iframe", "form", "input", "link"].contains(&tag.name.as_str()), "{tag:?}");
        let of_pages = ["id", "role", "tabindex", "style"].iter().find(|name| tag.get(name).is_some());
        assert_eq!(of_pages, None, "{tag:?}");
        for link in ["href", "src"].iter().filter_map(|name| tag.get(name)) {
            links += 1;
            // The one address outside is that of the source.
            if link != "https://example.org/a" {
                let file = path_of(url, path, link);
                assert!(site.contains_key(&file), "{link} leads to {file}");
            }
        }
    }
    assert!(links > 2, "{body}");
}

#[test]
fn a_feed_keeps_its_ids_when_the_site_moves() {
    let ids = |site: &Site| -> Vec<String> {
        Feed::from_str(text(site, "en/feed.xml"))
            .expect("it is Atom")
            .entries
            .into_iter()
            .map(|entry| entry.id)
            .collect()
    };
    assert_eq!(ids(&site(Some(URL))), ids(&site(None)));
}

#[test]
fn the_sitemap_lists_every_page_and_no_other() {
    let site = site(Some(URL));
    let map = text(&site, "sitemap.xml");
    let between = |text: &str, start: &str, end: &str| -> Vec<String> {
        let parts = text.split(start).skip(1);
        parts.map(|rest| rest.split_once(end).expect("it ends").0.to_owned()).collect()
    };
    let listed: Vec<String> = between(map, "<loc>", "</loc>").iter().map(|page| path_of(Some(URL), "", page)).collect();
    let pages: BTreeSet<String> = site.keys().filter(|path| is_page(path)).cloned().collect();
    assert_eq!(listed.iter().cloned().collect::<BTreeSet<String>>(), pages);
    assert_eq!(listed.len(), pages.len(), "each once");
    // What the map says of a page, the page says of itself.
    for entry in between(map, "<url>", "</url>") {
        let page = &between(&entry, "<loc>", "</loc>")[0];
        let tags = read(text(&site, &path_of(Some(URL), "", page)));
        let told = |tags: &[Tag], name: &str| -> BTreeSet<(String, String)> {
            let links = tags
                .iter()
                .filter(|tag| tag.name == name && tag.get("rel") == Some("alternate") && tag.get("type").is_none());
            links
                .map(|tag| ["hreflang", "href"].map(|key| tag.get(key).unwrap_or_default().to_owned()).into())
                .collect()
        };
        let in_map = told(&read(&format!("<!DOCTYPE html>{entry}")), "xhtml:link");
        assert_eq!(in_map, told(&tags, "link"), "{page}");
        assert!(in_map.iter().any(|(code, _)| code == "x-default") && in_map.len() == 3, "{in_map:?}");
        let canonical = tags.iter().find(|tag| tag.get("rel") == Some("canonical")).and_then(|tag| tag.get("href"));
        assert_eq!(canonical, Some(page.as_str()));
    }
}

#[test]
fn what_is_shown_with_a_link_is_there() {
    let site = site(Some(URL));
    let mut cards = 0;
    for (path, bytes) in site.iter().filter(|(path, _)| is_page(path)) {
        let tags = read(std::str::from_utf8(bytes).expect("it is UTF-8"));
        let og = |name: &str| {
            let tag = tags.iter().find(|tag| tag.get("property") == Some(&format!("og:{name}")))?;
            tag.get("content").filter(|content| !content.is_empty()).map(str::to_owned)
        };
        for name in ["title", "description", "type", "locale", "url", "site_name"] {
            assert!(og(name).is_some(), "{path}: og:{name}");
        }
        let Some(card) = og("image") else { continue };
        cards += 1;
        let card = &site[&path_of(Some(URL), path, &card)];
        let pixels = |at: usize| u32::from_be_bytes(card[at..at + 4].try_into().expect("four bytes"));
        assert_eq!(
            (pixels(16).to_string(), pixels(20).to_string()),
            (og("image:width").unwrap_or_default(), og("image:height").unwrap_or_default())
        );
        assert_eq!((pixels(16), pixels(20)), (1200, 630));
        assert!(og("image:alt").is_some() && og("type").as_deref() == Some("article"), "{path}");
    }
    assert_eq!(cards, 6, "two reports, in two languages and in both");
}

#[test]
fn without_an_address_nothing_needs_one() {
    let site = site(None);
    assert!(!site.contains_key("sitemap.xml") && !site.keys().any(|path| path.ends_with("card.png")));
    for (path, bytes) in site.iter().filter(|(path, _)| is_page(path)) {
        let tags = read(std::str::from_utf8(bytes).expect("it is UTF-8"));
        let relations = tags.iter().filter(|tag| tag.name == "link" && tag.get("rel") == Some("alternate"));
        for link in relations.map(|tag| tag.get("href").unwrap_or_default()) {
            assert!(site.contains_key(&resolved(path, link)), "{path}: {link}");
        }
        assert!(!tags.iter().any(|tag| tag.get("rel") == Some("canonical") || tag.get("property") == Some("og:image")));
        let feeds =
            tags.iter().filter(|tag| tag.name == "a" && tag.get("href").is_some_and(|href| href.ends_with("feed.xml")));
        assert!(feeds.count() >= 1, "{path}: a reader can see that there is a feed");
    }
}

#[test]
fn data_says_what_the_site_says_and_nothing_withheld() {
    let site = site(None);
    let incidents = json(&site, "data/incidents.json");
    let listed: Vec<&str> =
        incidents["incidents"].as_array().expect("a list").iter().filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(listed, [ID, "2024-12-01-later"]);
    for one in incidents["incidents"].as_array().expect("a list") {
        for page in one["pages"].as_object().expect("pages").values().chain([&one["data"]]) {
            assert!(site.contains_key(page.as_str().expect("a path")), "{page}");
        }
    }
    let small = json(&site, &format!("data/incidents/{ID}.json"));
    assert_eq!(small["durations"]["resolved"], serde_json::json!({"minutes": 60, "precision": "exact"}));
    assert_eq!(small["timeline"][0]["from"], "2025-01-30T08:00:00Z");
    let claim = &small["lessons"][0]["claim"];
    assert!(claim["effect"].as_f64().is_some() && claim["half_width_95"].as_f64().is_some(), "{claim}");
    let run = json(&site, &format!("en/incidents/{ID}/runs/fewer/data.json"));
    assert_eq!(small["runs"][1]["output_digest"], run["output_digest"]);
    let lessons = json(&site, "data/lessons.json");
    assert_eq!(lessons["lessons"][0]["taught_by"].as_array().map(Vec::len), Some(2));
    assert_eq!(json(&site, "data/actions.json")["actions"][0]["state"], "overdue");
    // What a file says it keeps to is there, and so is everything that this refers to.
    for (path, _) in site.iter().filter(|(path, _)| path.starts_with("data/")) {
        let schema = json(&site, path)["$schema"].as_str().expect("it names its schema").to_owned();
        assert!(path.starts_with("data/schema/") || site.contains_key(&resolved(path, &schema)), "{path}: {schema}");
    }
    for (path, bytes) in &site {
        for secret in ["2025-02-02-hidden", "Inner canary", "গোপন কাজ"] {
            let holds = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!holds && !path.contains(secret), "{path} holds {secret}");
        }
    }
}

#[test]
fn an_address_that_is_none_is_named_with_its_place() {
    for (url, wrong) in [
        ("ftp://example.org", "does not start"),
        ("https://a:b@example.org", "credentials"),
        ("https://example.org/?x", "query"),
    ] {
        let found = project(Some(url)).findings();
        assert!(found.contains("nidan.yaml:6:6") && found.contains(wrong), "{found}");
    }
}
