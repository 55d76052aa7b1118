//! What stands round a page: its places, its other languages, its feeds, and what is shown of it elsewhere.

use super::{Href, Inlines};

/// The places of a site, one beside the other in the bar of every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Menu {
    /// What it is, for those who do not see it.
    pub name: String,
    /// The places; none where a page stands by itself.
    pub places: Vec<MenuPlace>,
}

/// One place of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuPlace {
    /// Where it is.
    pub href: Href,
    /// Its name.
    pub text: String,
    /// Whether the page is this place.
    pub here: bool,
}

/// What of the knowledge base can be followed from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feeds {
    /// Their title.
    pub title: String,
    /// The word that links to them.
    pub word: String,
    /// The Atom feed.
    pub atom: Href,
    /// The JSON Feed.
    pub json: Href,
}

/// What is shown of a page where someone links to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Whether it is a report, and not a page about many.
    pub article: bool,
    /// The picture that goes with the link, in words; `None` where no such file stands beside the page.
    pub card: Option<String>,
}

/// Words of the page's frame: navigation, contents, footer.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Name of the knowledge base.
    pub site: String,
    /// Link home, in words.
    pub home: (Href, String),
    /// The places of the site.
    pub menu: Menu,
    /// The same page in the other languages: code, name of the language in itself, link.
    pub languages: Vec<(&'static str, String, Href)>,
    /// The page for readers of neither language: the one in both, else that in the first language; `None` where a page
    /// stands by itself.
    pub general: Option<Href>,
    /// Where the site is published, with `/` at the end.
    pub address: Option<String>,
    /// The language with a country, as link previews name it: `bn_BD`; the page's own first, then the others.
    pub locales: Vec<&'static str>,
    /// The feeds; `None` where a page stands by itself.
    pub feeds: Option<Feeds>,
    /// "Contents".
    pub contents: String,
    /// "Skip to the text".
    pub skip: String,
    /// "Data of this picture".
    pub data: String,
    /// "Sources".
    pub notes: String,
    /// "Where it is referred to".
    pub places: String,
    /// "Copy of", footer line: what made it, as of which day, engine.
    pub footer: Inlines,
    /// "Page" in the running foot of a PDF: text before and after the number.
    pub page: (String, String),
    /// The digits 0 to 9 of the page's numbers.
    pub digits: [char; 10],
}
