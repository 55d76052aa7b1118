//! The words round a page: navigation, other languages, footer.

use super::document::{Frame, Href, Inline};
use crate::base::lang::Lang;
use crate::model::Edition;
use crate::text::Texts;

/// Returns the path of a page in a language, from the site's root.
pub fn path_in(lang: Lang, place: &str) -> String {
    format!("{}/{place}", lang.code())
}

/// Makes the frame of the page at `place`, which is its path without the language.
pub(super) fn frame(edition: &Edition, place: &str, texts: &Texts) -> Frame {
    let lang = texts.lang();
    let (_, site) = edition.settings.title.or_borrowed(lang);
    let others = edition.settings.languages.iter().filter(|other| **other != lang);
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
        languages,
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
