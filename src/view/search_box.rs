//! The words of a search box. What it finds is in `findable`; how it finds it, in `search` and in its script.

use super::Press;
use super::document::Href;
use super::frame::path_in;
use crate::base::lang::Lang;
use crate::text::Texts;

/// Stands in a sentence where a count goes, which only the script knows.
const COUNT: &str = "{}";

/// A search box in one language.
#[derive(Clone, Debug)]
pub struct SearchBox {
    /// BCP 47 code.
    pub lang: &'static str,
    /// The script that holds the index.
    pub index: Href,
    /// The list of reports, which takes a search in its address.
    pub list: Href,
    /// What the box is for.
    pub label: String,
    /// The keys that it knows.
    pub keys: String,
    /// Empties the box.
    pub clear: String,
    /// Opens the choice of facets.
    pub filters: String,
    /// One report was found, with a gap for the number; and more than one.
    pub found: [String; 2],
    /// Nothing was found.
    pub none: String,
    /// No report has all words.
    pub partial: String,
    /// The index cannot be loaded.
    pub broken: String,
    /// Shows further results.
    pub more: String,
    /// Leads to all results on the list of reports.
    pub all: String,
    /// Facets by their word in addresses.
    pub facets: [(&'static str, String); 6],
    /// What passages are: a factor, a lesson. A summary goes without saying.
    pub kinds: [(&'static str, String); 2],
    /// Digits 0 to 9.
    pub digits: String,
    /// The same search in other languages: code, words, list of reports.
    pub others: Vec<(&'static str, String, Href)>,
}

/// Returns the path of the script that holds the index of a language, from the site's root.
pub fn index_path(lang: Lang) -> String {
    path_in(lang, "search-index.js")
}

/// Makes the search box of a language.
pub fn search_box(press: Press<'_>) -> SearchBox {
    let texts = press.texts;
    let lang = texts.lang();
    let others = press.edition.settings.languages.iter().filter(|other| **other != lang);
    let found = |count: usize| texts.msg_with("search-found", &[("count", count.into()), ("shown", COUNT.into())]);
    SearchBox {
        lang: lang.code(),
        index: Href::Site(index_path(lang)),
        list: Href::Site(path_in(lang, "index.html")),
        label: texts.msg("search-label"),
        keys: texts.msg("search-keys"),
        clear: texts.msg("search-clear"),
        filters: texts.msg("search-filters"),
        found: [found(1), found(2)],
        none: texts.msg("search-none"),
        partial: texts.msg("search-partial"),
        broken: texts.msg("search-broken"),
        more: texts.msg("search-more"),
        all: texts.msg("search-all"),
        facets: [
            ("severity", texts.msg("search-severity")),
            ("service", texts.msg("search-service")),
            ("factor", texts.msg("search-factor")),
            ("tag", texts.msg("search-tag")),
            ("year", texts.msg("search-year")),
            ("stage", texts.msg("search-stage")),
        ],
        kinds: [("factor", texts.msg("search-kind-factor")), ("lesson", texts.msg("search-kind-lesson"))],
        digits: (0..10).map(|digit| texts.number(f64::from(digit), 0)).collect(),
        others: others.map(|other| other_box(*other, texts)).collect(),
    }
}

fn other_box(other: Lang, texts: &Texts) -> (&'static str, String, Href) {
    let name = Texts::language_name(other);
    let words = texts.msg_with("search-other", &[("language", name.into())]);
    (other.code(), words, Href::Site(path_in(other, "index.html")))
}
