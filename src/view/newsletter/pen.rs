//! Writes the texts of an issue, whole or in excerpts, and remembers whether any was borrowed.

use super::Extent;
use crate::base::lang::PerLang;
use crate::model::{Incident, Newsletter, Prose, Released, Text};
use crate::view::Press;
use crate::view::catalog::bare;
use crate::view::document::{Block, Href, Inline, Inlines};
use crate::view::frame::{newsletter_path, report_path};
use crate::view::writer::{Writer, paragraph, prose, run, say};

/// The line at which an excerpt ends, where it does not end with the first paragraph.
const MORE: &str = "<!-- more -->";

/// Writes about one issue in one language.
pub(super) struct Pen<'a> {
    pub(super) press: Press<'a>,
    pub(super) newsletter: &'a Newsletter,
    extent: Extent,
    /// The page.
    path: String,
    borrowed: bool,
}

impl<'a> Pen<'a> {
    pub(super) fn new(press: Press<'a>, newsletter: &'a Released<Newsletter>, extent: Extent) -> Self {
        let path = newsletter_path(press.texts.lang(), &newsletter.id);
        Self { press, newsletter, extent, path, borrowed: false }
    }

    /// Says whether any text so far was borrowed from another language.
    pub(super) fn has_borrowed(&self) -> bool {
        self.borrowed
    }

    /// Says whether the document has all of the issue.
    pub(super) fn is_whole(&self) -> bool {
        self.extent == Extent::Whole
    }

    /// Returns the link to a place on the page.
    pub(super) fn place(&self, anchor: &str) -> Href {
        Href::Site(format!("{}#{anchor}", self.path))
    }

    /// Returns the path of a file that belongs to the issue, from the site's root.
    pub(super) fn file(&self, name: &str) -> String {
        format!("{}/files/{name}", self.folder())
    }

    fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Returns a text as a run.
    pub(super) fn inline(&mut self, text: &Text) -> Inlines {
        let (content, borrowed) = run(text, self.press.texts.lang(), self.folder());
        self.borrowed |= borrowed;
        content
    }

    /// Returns the beginning of a text as a run without links.
    pub(super) fn first(&mut self, text: &Text) -> Inlines {
        bare(self.inline(&cut(text, excerpt)))
    }

    /// Returns a text as blocks named after `path`, all of it.
    pub(super) fn whole(&mut self, path: &str, text: &Text) -> Vec<Block> {
        self.blocks(path, &cut(text, |markdown| markdown.replace(MORE, "")))
    }

    /// Returns a text as far as this document has it, with a link to the rest.
    pub(super) fn told(&mut self, path: &str, text: &Text, anchor: &str) -> Vec<Block> {
        let (_, own) = text.or_borrowed(self.press.texts.lang());
        let is_all = excerpt(&own.markdown).len() == own.markdown.trim().len();
        if self.is_whole() || is_all {
            return self.whole(path, text);
        }
        let mut blocks = self.blocks(path, &cut(text, excerpt));
        let words = self.press.texts.msg("newsletter-more");
        blocks.push(paragraph(&format!("{path}.more"), vec![Inline::Link(self.place(anchor), say(words))]));
        blocks
    }

    fn blocks(&mut self, path: &str, text: &Text) -> Vec<Block> {
        let (blocks, borrowed) = prose(text, self.press.texts.lang(), (path, self.folder()));
        self.borrowed |= borrowed;
        blocks
    }

    /// Writes about an incident, as its report would: links start from where that stands.
    pub(super) fn about<T>(&mut self, incident: &'a Incident, write: impl FnOnce(&mut Writer<'a>) -> T) -> T {
        let path = report_path(self.press.texts.lang(), &incident.id);
        let mut writer = Writer::new(self.press, incident, &path);
        let written = write(&mut writer);
        self.borrowed |= writer.has_borrowed();
        written
    }

    /// Returns a text of an incident, without its links and notes.
    pub(super) fn of(&mut self, incident: &'a Incident, text: &Text) -> Inlines {
        self.about(incident, |writer| bare(writer.inline(text)))
    }

    /// Returns the link to a report, or to a place in it.
    pub(super) fn report(&self, incident: &Incident, anchor: Option<&str>) -> Href {
        let path = report_path(self.press.texts.lang(), &incident.id);
        Href::Site(anchor.map_or_else(|| path.clone(), |anchor| format!("{path}#{anchor}")))
    }
}

/// Returns the first paragraph of a text, or what stands before the line that ends the excerpt.
fn excerpt(markdown: &str) -> String {
    let text = markdown.trim();
    let end = text.find(MORE).or_else(|| text.find("\n\n")).unwrap_or(text.len());
    text[..end].trim().to_owned()
}

fn cut(text: &Text, cut: impl Fn(&str) -> String) -> Text {
    let short = text.iter().map(|(lang, prose)| (lang, Prose { markdown: cut(&prose.markdown), span: prose.span }));
    PerLang::gather(short).unwrap_or_else(|| text.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_with_the_paragraph_or_at_the_line() {
        assert_eq!(excerpt("One.\n\nTwo.\n"), "One.");
        assert_eq!(excerpt("One.\n\nTwo.\n\n<!-- more -->\n\nThree."), "One.\n\nTwo.");
        assert_eq!(excerpt("One, in\ntwo lines.\n"), "One, in\ntwo lines.");
    }
}
