//! The search box. Without its script it stays hidden, and the list of reports stands for itself.

use serde::Serialize;

use super::frame::address;
use super::link::Place;
use super::{RenderError, Templates};
use crate::view::search_box::SearchBox;

#[derive(Serialize)]
struct Sheet<'a> {
    lang: &'a str,
    /// What stands before every id of the box.
    prefix: &'a str,
    index: String,
    /// The list of reports; empty on the list itself.
    list: String,
    label: &'a str,
    keys: &'a str,
    clear: &'a str,
    filters: &'a str,
    one: &'a str,
    many: &'a str,
    /// The word `none` means something else to the template.
    nothing: &'a str,
    partial: &'a str,
    broken: &'a str,
    more: &'a str,
    all: &'a str,
    facets: &'a [(&'static str, String)],
    kinds: &'a [(&'static str, String)],
    digits: &'a str,
    root: String,
    others: Vec<(&'static str, &'a str, String)>,
}

/// Renders the search box of a page: on a list of reports, or on a page that leads to one.
pub(super) fn search(search: &SearchBox, place: Place, templates: &Templates) -> Result<String, RenderError> {
    let list = address(place, &search.list);
    let own = search.list == crate::view::document::Href::Site(place.path.to_owned());
    let others = search.others.iter().map(|(code, words, href)| (*code, words.as_str(), address(place, href)));
    let SearchBox { label, keys, clear, filters, found: [one, many], none, partial, broken, more, all, .. } = search;
    let sheet = Sheet {
        lang: search.lang,
        prefix: place.prefix,
        index: address(place, &search.index),
        list: if own { String::new() } else { list },
        label,
        keys,
        clear,
        filters,
        one,
        many,
        nothing: none,
        partial,
        broken,
        more,
        all,
        facets: &search.facets,
        kinds: &search.kinds,
        digits: &search.digits,
        root: place.root(),
        others: others.collect(),
    };
    templates.fill("search.html", &sheet)
}
