//! What can be followed from elsewhere: the newest reports of a language, whole.
//!
//! Ids come from the title of the knowledge base and from ids of incidents, and not from an address: a site that moves,
//! or gets an address, stays the same feed to those who follow it.

use chrono::NaiveDate;

use super::Press;
use super::card;
use super::catalog::factor_words;
use super::document::Document;
use super::frame::{ATOM, JSON_FEED, path_in};
use super::newsletter::{Extent, issue};
use super::report::report;
use crate::base::digest::Hasher;
use crate::model::{Address, Incident, Newsletter, Released};
use crate::runs::evidence::Evidence;

/// How many reports a feed has.
const NEWEST: usize = 50;

/// A feed in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// BCP 47 code.
    pub lang: &'static str,
    /// The same in every build, wherever the site is.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub subtitle: String,
    /// Name of the knowledge base, which speaks for those who wrote the reports.
    pub author: String,
    /// Where the site is published, with `/` at the end.
    pub address: Option<String>,
    /// The list of reports, by its path from the site's root.
    pub home: String,
    /// Paths of the Atom feed and of the JSON Feed.
    pub paths: [String; 2],
    /// The day of the newest entry.
    pub updated: NaiveDate,
    /// Its entries, the newest first.
    pub entries: Vec<Entry>,
}

/// A report, or an issue of the newsletter, in a feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The same in every build, wherever the site is.
    pub id: String,
    /// The day the report came out, where it has.
    pub published: Option<NaiveDate>,
    /// The day it was last changed.
    pub updated: NaiveDate,
    /// Causes, services and tags: a name for programs, and one for people.
    pub categories: Vec<(String, String)>,
    /// The card that goes with links to it, by its path; `None` where there is none.
    pub card: Option<String>,
    /// The report.
    pub document: Document,
}

/// Makes the feed of a language.
pub fn feed(press: Press<'_>, evidence: &[Evidence]) -> Feed {
    let (texts, settings) = (press.texts, &press.edition.settings);
    let lang = texts.lang();
    let (_, site) = settings.title.or_borrowed(lang);
    let reports = press.edition.incidents.iter().map(|incident| (out(press, incident), News::Report(incident)));
    let issues = press.edition.newsletters.iter().map(|newsletter| (newsletter.date, News::Issue(newsletter)));
    let mut newest: Vec<(NaiveDate, News<'_>)> = reports.chain(issues).collect();
    newest.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    newest.truncate(NEWEST);
    let entries: Vec<Entry> = newest
        .into_iter()
        .map(|(_, news)| match news {
            News::Report(incident) => entry(press, incident, evidence),
            News::Issue(newsletter) => issue_entry(press, newsletter, evidence),
        })
        .collect();
    let updated = entries.iter().map(|entry| entry.updated).max();
    Feed {
        lang: lang.code(),
        id: urn(press, ""),
        title: texts.msg_with("feed-title", &[("site", site.into())]),
        subtitle: texts.msg("front-line"),
        author: site.clone(),
        address: settings.url.as_ref().map(Address::as_str).map(str::to_owned),
        home: path_in(lang, "index.html"),
        paths: [ATOM, JSON_FEED].map(|name| path_in(lang, name)),
        updated: updated.unwrap_or(press.edition.as_of),
        entries,
    }
}

/// What a feed tells of.
enum News<'a> {
    Report(&'a Released<Incident>),
    Issue(&'a Released<Newsletter>),
}

fn issue_entry(press: Press<'_>, newsletter: &Released<Newsletter>, evidence: &[Evidence]) -> Entry {
    let mut tags: Vec<&String> = newsletter.items.iter().flat_map(|item| &item.tags).collect();
    tags.sort();
    tags.dedup();
    Entry {
        id: urn(press, newsletter.id.as_str()),
        published: Some(newsletter.date),
        updated: newsletter.date,
        categories: tags.into_iter().map(|tag| (tag.clone(), tag.clone())).collect(),
        card: None,
        document: issue(press, newsletter, evidence, Extent::Whole),
    }
}

/// Returns the day a report came out, or else that of what it tells.
fn out(press: Press<'_>, incident: &Incident) -> NaiveDate {
    incident.published.or_else(|| incident.day()).unwrap_or(press.edition.as_of)
}

fn entry(press: Press<'_>, incident: &Released<Incident>, evidence: &[Evidence]) -> Entry {
    let evidence = evidence.iter().find(|evidence| evidence.incident == incident.id);
    let document = report(press, incident, evidence);
    let out = out(press, incident);
    let factors =
        incident.factors.iter().map(|factor| (factor.entry.id.to_string(), factor_words(press, incident, factor)));
    let same = |name: &str| (name.to_owned(), name.to_owned());
    let services = incident.services.iter().map(|service| same(service));
    let tags = incident.tags.iter().map(|tag| same(tag.as_str()));
    Entry {
        id: urn(press, incident.id.as_str()),
        published: incident.published,
        updated: incident.updated.unwrap_or(out).max(out),
        categories: services.chain(tags).chain(factors).collect(),
        card: card::is_made(press).then(|| document.path_of_card()),
        document,
    }
}

/// Returns the name of something in this language that nothing else has: a UUID of the kind that says nothing else.
fn urn(press: Press<'_>, name: &str) -> String {
    let settings = &press.edition.settings;
    let first = settings.languages.first().copied().unwrap_or(press.texts.lang());
    let mut hasher = Hasher::default();
    for part in ["nidan feed", settings.title.or_borrowed(first).1, press.texts.lang().code(), name] {
        hasher.text(part);
    }
    let digest = hasher.finish().to_string();
    let variant = ["8", "9", "a", "b"][usize::from(digest.as_bytes()[16] & 3)];
    let [one, two, three, four, five] =
        [&digest[..8], &digest[8..12], &digest[13..16], &digest[17..20], &digest[20..32]];
    format!("urn:uuid:{one}-{two}-8{three}-{variant}{four}-{five}")
}
