//! An issue in a few lines, for chat groups.

use super::pen::Pen;
use super::{Extent, items, name};
use crate::model::newsletter::ItemKind;
use crate::model::{Address, Newsletter, Released};
use crate::view::Press;
use crate::view::frame::newsletter_path;
use crate::view::writer::plain;

/// An issue in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// `TLP:CLEAR`.
    pub tlp: String,
    /// The newsletter, and the title of the issue.
    pub title: String,
    /// Its day.
    pub date: String,
    /// Its items that say something in a few words: reports, and what has words of its own.
    pub lines: Vec<Line>,
    /// Words over the address of the whole issue.
    pub more: String,
    /// Where the whole issue is, if it is anywhere.
    pub address: Option<String>,
    /// BCP 47 code.
    pub lang: &'static str,
}

/// An item in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its heading.
    pub title: String,
    /// Its first words; empty where it has none of its own.
    pub text: String,
}

/// Makes the short form of an issue.
pub fn brief(press: Press<'_>, newsletter: &Released<Newsletter>) -> Brief {
    let texts = press.texts;
    let mut pen = Pen::new(press, newsletter, Extent::Excerpts);
    let title = plain(&pen.inline(&newsletter.title));
    let mut lines = Vec::new();
    for item in &newsletter.items {
        let title = items::heading(&mut pen, item);
        // The title of a report says what happened; its first sentence often only when.
        let is_report = matches!(item.kind, ItemKind::Incident(_));
        let text = if is_report { String::new() } else { plain(&items::teaser(&mut pen, item)) };
        if is_report || !text.is_empty() {
            lines.push(Line { title, text });
        }
    }
    let site = super::address(press);
    Brief {
        tlp: format!("TLP:{}", newsletter.tlp.label()),
        title: format!("{}: {title}", name(press)),
        date: texts.date(newsletter.date),
        lines,
        more: texts.msg("newsletter-more"),
        address: site.map(|site| format!("{}{}", Address::as_str(site), newsletter_path(texts.lang(), &newsletter.id))),
        lang: texts.lang().code(),
    }
}
