//! What a mail has besides the document of its issue: subject, first line, words round it, where things are.

use super::{Extent, address, issue, name};
use crate::model::{Address, Newsletter, Released};
use crate::runs::evidence::Evidence;
use crate::view::Press;
use crate::view::document::Document;

/// An issue as it goes into a mail, in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// The issue: in excerpts where there is a page to read on, else whole.
    pub document: Document,
    /// The mail's subject, its label first.
    pub subject: String,
    /// The name of the newsletter.
    pub newsletter: String,
    /// What a list of mails shows behind the subject.
    pub preheader: String,
    /// Where the site is, with `/` at the end.
    pub address: Option<String>,
    /// Words over the list of links of the plain text.
    pub links: String,
    /// Words that link to the page.
    pub online: String,
    /// Words that link to where one leaves the list.
    pub leave: String,
    /// The name that the mail comes from.
    pub sender: String,
    /// The name of the language in itself.
    pub language: String,
}

/// Makes the letter of an issue.
pub fn letter(press: Press<'_>, newsletter: &Released<Newsletter>, evidence: &[Evidence]) -> Letter {
    let texts = press.texts;
    let address = address(press).map(Address::as_str).map(str::to_owned);
    let extent = if address.is_some() { Extent::Excerpts } else { Extent::Whole };
    let document = issue(press, newsletter, evidence, extent);
    let name = name(press);
    let sender = press.edition.settings.newsletter.as_ref();
    Letter {
        subject: format!("[{}] {name}: {}", document.tlp, document.title),
        preheader: document.description.clone(),
        newsletter: name,
        address,
        links: texts.msg("mail-links"),
        online: texts.msg("mail-online"),
        leave: texts.msg("mail-leave"),
        sender: sender.map(|mailing| mailing.sender.or_borrowed(texts.lang()).1.clone()).unwrap_or_default(),
        language: crate::text::Texts::language_name(texts.lang()).to_owned(),
        document,
    }
}
