//! What a page says to other programs: where it is at home, its other languages, its feeds, and what to show of it where
//! someone links to it.

use serde::Serialize;

use super::FRONT;
use super::frame::address;
use super::link::{Place, absolute};
use crate::chart::preview;
use crate::view::document::{Document, Href};

/// The head of a page, as far as it is for other programs.
#[derive(Serialize)]
pub(super) struct Relations {
    /// The page's own address, where the site has one.
    canonical: Option<String>,
    alternates: Vec<Alternate>,
    feeds: Vec<FeedLink>,
    /// `article` or `website`.
    kind: &'static str,
    locales: Vec<&'static str>,
    /// What is shown with a link; only with an address, since other programs take no relative one.
    card: Option<CardLink>,
}

/// The page for readers of one language.
#[derive(Serialize)]
struct Alternate {
    code: &'static str,
    href: String,
}

#[derive(Serialize)]
struct FeedLink {
    media_type: &'static str,
    lang: &'static str,
    title: String,
    href: String,
}

#[derive(Serialize)]
struct CardLink {
    href: String,
    alt: String,
    width: u32,
    height: u32,
}

/// Stands for readers of no language that the site has.
const GENERAL: &str = "x-default";

/// Gathers what a page in one language says.
pub(super) fn relations(document: &Document, place: Place) -> Relations {
    let own = (document.lang, Href::Site(place.path.to_owned()));
    let others = document.frame.languages.iter().map(|(code, _, href)| (*code, href.clone()));
    let general = document.frame.general.clone().map(|href| (GENERAL, href));
    // A page that stands by itself has no other.
    let pages = general.is_some().then_some(own).into_iter().chain(others).chain(general);
    gather(&[document], place, pages)
}

impl Relations {
    /// Gathers what a page in two languages says: the pages in one of them, and itself for all others.
    pub(super) fn of_both(documents: &[&Document], place: Place) -> Self {
        let pages = documents.iter().map(|document| (document.lang, Href::Site(document.path.clone())));
        gather(documents, place, pages.chain([(GENERAL, Href::Site(place.path.to_owned()))]))
    }

    /// Gathers what the front page says, whose documents are at home in the lists of their languages.
    pub(super) fn of_front(documents: &[Document]) -> Self {
        let place = Place { path: FRONT, prefix: "" };
        let pages = documents.iter().map(|document| (document.lang, document.frame.home.0.clone()));
        let documents: Vec<&Document> = documents.iter().collect();
        gather(&documents, place, pages.chain([(GENERAL, Href::Site(FRONT.to_owned()))]))
    }
}

fn gather(documents: &[&Document], place: Place, pages: impl Iterator<Item = (&'static str, Href)>) -> Relations {
    let first = documents.first();
    let site = first.and_then(|document| document.frame.address.as_deref());
    let href = |href: &Href| match (site, href) {
        (Some(site), Href::Site(path)) => absolute(site, path),
        (Some(_) | None, Href::Site(_) | Href::External(_) | Href::Anchor(_)) => address(place, href),
    };
    let feeds = documents.iter().filter_map(|document| Some((document.lang, document.frame.feeds.as_ref()?)));
    let feeds = feeds.flat_map(|(lang, feeds)| {
        [("application/atom+xml", &feeds.atom), ("application/feed+json", &feeds.json)].map(|(media_type, feed)| {
            FeedLink { media_type, lang, title: feeds.title.clone(), href: address(place, feed) }
        })
    });
    let card = |document: &&Document| {
        let alt = document.preview.card.clone()?;
        let href = absolute(site?, &document.path_of_card());
        Some(CardLink { href, alt, width: preview::WIDTH, height: preview::HEIGHT })
    };
    Relations {
        canonical: site.map(|site| absolute(site, place.path)),
        alternates: pages.map(|(code, page)| Alternate { code, href: href(&page) }).collect(),
        feeds: feeds.collect(),
        kind: if first.is_some_and(|document| document.preview.article) { "article" } else { "website" },
        locales: first.map(|document| document.frame.locales.clone()).unwrap_or_default(),
        card: first.and_then(card),
    }
}
