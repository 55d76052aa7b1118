//! Feeds: Atom (RFC 4287) and JSON Feed 1.1. Where the site has no address, links are relative to the feed.

use atom_syndication::{
    Category, Content, Entry as AtomEntry, Feed as AtomFeed, FixedDateTime, Generator, Link, Person, Text, WriteConfig,
};
use chrono::{NaiveDate, NaiveTime};
use serde_json::{Value, json};

use super::html::{absolute, body, relative};
use crate::text::Texts;
use crate::view::feed::{Entry, Feed};

/// Where a feed is, which its links start from.
#[derive(Clone, Copy)]
struct Place<'a> {
    address: Option<&'a str>,
    path: &'a str,
}

impl Place<'_> {
    fn link(self, target: &str) -> String {
        self.address.map_or_else(|| relative(self.path, target), |site| absolute(site, target))
    }
}

/// Returns a feed's files with their paths from the site's root: Atom, then JSON.
///
/// # Errors
/// When the feed cannot be written as XML.
pub fn files(feed: &Feed, texts: &Texts) -> Result<[(String, String); 2], String> {
    let [atom_path, json_path] = &feed.paths;
    // Both stand in one folder, so that one body has the right links for both.
    let bodies: Vec<String> = feed.entries.iter().map(|entry| content(feed, entry, texts)).collect();
    let place = |path| Place { address: feed.address.as_deref(), path };
    let atom = atom(feed, &bodies, place(atom_path))?;
    Ok([(atom_path.clone(), atom), (json_path.clone(), json_feed(feed, &bodies, place(json_path)))])
}

fn content(feed: &Feed, entry: &Entry, texts: &Texts) -> String {
    body(entry.document.clone(), texts, (&feed.paths[0], feed.address.as_deref()))
}

fn atom(feed: &Feed, bodies: &[String], place: Place<'_>) -> Result<String, String> {
    let [atom_path, _] = &feed.paths;
    let entries = feed.entries.iter().zip(bodies).map(|(entry, body)| atom_entry(feed, entry, (body, place)));
    let own = link(place.link(atom_path), "self", "application/atom+xml");
    let home = Link { hreflang: Some(feed.lang.to_owned()), ..link(place.link(&feed.home), "alternate", "text/html") };
    let atom = AtomFeed {
        title: Text::plain(feed.title.as_str()),
        subtitle: Some(Text::plain(feed.subtitle.as_str())),
        id: feed.id.clone(),
        updated: moment(feed.updated),
        authors: vec![Person { name: feed.author.clone(), ..Person::default() }],
        generator: Some(Generator {
            value: "nidan".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            ..Generator::default()
        }),
        links: vec![own, home],
        entries: entries.collect(),
        lang: Some(feed.lang.to_owned()),
        ..AtomFeed::default()
    };
    let config = WriteConfig { indent_size: Some(0), ..WriteConfig::default() };
    let bytes = atom.write_with_config(Vec::new(), config).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    Ok(if text.ends_with('\n') { text } else { text + "\n" })
}

fn atom_entry(feed: &Feed, entry: &Entry, (body, place): (&str, Place<'_>)) -> AtomEntry {
    let document = &entry.document;
    let page = link(place.link(&document.path), "alternate", "text/html");
    let category = |(term, label): &(String, String)| Category {
        term: term.clone(),
        label: (term != label).then(|| label.clone()),
        scheme: None,
    };
    AtomEntry {
        title: Text::plain(document.title.as_str()),
        id: entry.id.clone(),
        updated: moment(entry.updated),
        published: entry.published.map(moment),
        categories: entry.categories.iter().map(category).collect(),
        links: vec![Link { hreflang: Some(feed.lang.to_owned()), ..page }],
        summary: Some(Text::plain(document.description.as_str())),
        rights: Some(Text::plain(document.tlp.as_str())),
        content: Some(Content {
            lang: Some(feed.lang.to_owned()),
            value: Some(body.to_owned()),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        ..AtomEntry::default()
    }
}

fn link(href: String, rel: &str, mime_type: &str) -> Link {
    Link { href, rel: rel.to_owned(), mime_type: Some(mime_type.to_owned()), ..Link::default() }
}

/// A day has no time: it begins at midnight, UTC.
fn moment(day: NaiveDate) -> FixedDateTime {
    day.and_time(NaiveTime::MIN).and_utc().fixed_offset()
}

fn json_feed(feed: &Feed, bodies: &[String], place: Place<'_>) -> String {
    let [_, json_path] = &feed.paths;
    let items = feed.entries.iter().zip(bodies).map(|(entry, body)| json_item(feed, entry, (body, place)));
    let value = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": place.link(&feed.home),
        "feed_url": place.link(json_path),
        "description": feed.subtitle,
        "authors": [{"name": feed.author}],
        "language": feed.lang,
        "items": items.collect::<Vec<Value>>(),
    });
    format!("{value}\n")
}

fn json_item(feed: &Feed, entry: &Entry, (body, place): (&str, Place<'_>)) -> Value {
    let document = &entry.document;
    let mut item = json!({
        "id": entry.id,
        "url": place.link(&document.path),
        "title": document.title,
        "summary": document.description,
        "content_html": body,
        "date_modified": moment(entry.updated).to_rfc3339(),
        "language": feed.lang,
        "tags": entry.categories.iter().map(|(_, label)| label).collect::<Vec<_>>(),
    });
    if let Some(day) = entry.published {
        item["date_published"] = moment(day).to_rfc3339().into();
    }
    if let Some(card) = &entry.card {
        item["image"] = place.link(card).into();
    }
    item
}
