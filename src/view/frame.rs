//! The words round a page: navigation, other languages, footer.

use super::document::{Feeds, Frame, Href, Inline, Menu, MenuPlace};
use super::links::shown;
use super::{Press, names};
use crate::base::lang::Lang;
use crate::model::edition::Holding;
use crate::model::{Address, Edition, Id, Incident};
use crate::text::Texts;

/// Returns the path of a page in a language, from the site's root.
pub fn path_in(lang: Lang, place: &str) -> String {
    format!("{}/{place}", lang.code())
}

/// Returns the path of a report in a language, from the site's root.
pub fn report_path(lang: Lang, incident: &Id) -> String {
    path_in(lang, &names::report_place(incident))
}

/// Links to a lesson in a report, or to the report where it leaves lessons out.
pub(super) fn lesson_place(press: Press<'_>, incident: &Incident, lesson: &Id) -> Href {
    let place = format!("{}#lessons/{lesson}", report_path(press.texts.lang(), &incident.id));
    Href::Site(shown(place, &press.edition.settings))
}

/// Makes the frame of the page at `place`, which is its path without the language.
pub(super) fn frame(edition: &Edition, place: &str, texts: &Texts) -> Frame {
    let lang = texts.lang();
    let (_, site) = edition.settings.title.or_borrowed(lang);
    let others = edition.settings.languages.iter().filter(|other| **other != lang);
    let general = edition.settings.languages.first().map(|first| Href::Site(path_in(*first, place)));
    let locales = std::iter::once(&lang).chain(others.clone()).map(|lang| Texts::locale(*lang)).collect();
    let languages = others
        .map(|other| (other.code(), Texts::language_name(*other).to_owned(), Href::Site(path_in(*other, place))))
        .collect();
    let footer = texts.msg_with(
        "frame-footer",
        &[("date", texts.date(edition.as_of).into()), ("version", env!("CARGO_PKG_VERSION").into())],
    );
    Frame {
        site: site.clone(),
        home: (Href::Site(path_in(lang, "index.html")), texts.msg("frame-home")),
        menu: menu(edition, place, texts),
        languages,
        general,
        address: edition.settings.url.as_ref().map(|url| Address::as_str(url).to_owned()),
        locales,
        feeds: Some(feeds(site, texts)),
        contents: texts.msg("frame-contents"),
        skip: texts.msg("frame-skip"),
        data: texts.msg("frame-data"),
        notes: texts.msg("frame-notes"),
        places: texts.msg("frame-places"),
        footer: vec![Inline::Text(footer)],
        page: (format!("{} ", texts.msg("frame-page")), String::new()),
        digits: texts.digit_set(),
    }
}

fn feeds(site: &str, texts: &Texts) -> Feeds {
    let place = |name: &str| Href::Site(path_in(texts.lang(), name));
    Feeds {
        title: texts.msg_with("feed-title", &[("site", site.into())]),
        word: texts.msg("feed-word"),
        atom: place(ATOM),
        json: place(JSON_FEED),
    }
}

/// Where the Atom feed stands, without the language.
pub const ATOM: &str = "feed.xml";
/// Where the JSON Feed stands.
pub const JSON_FEED: &str = "feed.json";

/// Where the lessons of all reports stand, without the language.
pub(super) const LESSONS: &str = "lessons/index.html";
/// Where the actions of all reports stand.
pub(super) const ACTIONS: &str = "actions/index.html";
/// Where the numbers over all reports stand.
pub(super) const STATS: &str = "stats/index.html";
/// Where tags, services and causes stand.
pub(super) const TAGS: &str = "tags/index.html";
/// Where the terms of all glossaries stand.
pub(super) const GLOSSARY: &str = "glossary/index.html";

/// Where the issues of the newsletter are listed.
pub(super) const NEWSLETTERS: &str = "newsletters/index.html";

/// Returns the path of an issue of the newsletter in a language, from the site's root.
pub fn newsletter_path(lang: Lang, newsletter: &Id) -> String {
    path_in(lang, &names::newsletter_place(newsletter))
}

/// Lists the places that the site has, with the messages that name them; a place that would be empty is not made.
pub(super) fn places(edition: &Edition) -> Vec<(&'static str, &'static str)> {
    let holds = |holding| edition.holdings.contains(&holding);
    let places = [
        ("index.html", "menu-reports", true),
        (LESSONS, "menu-lessons", holds(Holding::Lessons)),
        (ACTIONS, "menu-actions", holds(Holding::Actions)),
        (STATS, "menu-stats", !edition.incidents.is_empty()),
        (TAGS, "menu-tags", holds(Holding::Tags)),
        (GLOSSARY, "menu-glossary", holds(Holding::Terms)),
        (NEWSLETTERS, "menu-newsletters", holds(Holding::Newsletters)),
    ];
    places.into_iter().filter(|(_, _, made)| *made).map(|(place, key, _)| (place, key)).collect()
}

fn menu(edition: &Edition, place: &str, texts: &Texts) -> Menu {
    let places = places(edition).into_iter().map(|(at, key)| MenuPlace {
        href: Href::Site(path_in(texts.lang(), at)),
        text: texts.msg(key),
        here: at == place,
    });
    Menu { name: texts.msg("menu"), places: places.collect() }
}
