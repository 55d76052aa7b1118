//! Issues of the newsletter as documents: whole for the site, feeds and PDF, in excerpts for the mail; and their list.

mod archive;
mod automatic;
pub mod brief;
mod items;
pub mod letter;
mod pen;

use super::Press;
use super::document::{Badge, Block, Document, Frame, Href, Inline, Preview, Tone};
use super::frame::{frame, newsletter_path};
use super::links::keep_living;
use super::names;
use super::writer::{paragraph, plain, say};
use crate::model::incident::Stage;
use crate::model::{Address, Audience, Newsletter, Released};
use crate::runs::evidence::Evidence;

pub(super) use archive::{archive, newest};
use pen::Pen;

/// How much of an issue a document has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// The beginning of each text, with a link to the rest.
    Excerpts,
}

/// Makes the document of an issue.
pub fn issue(press: Press<'_>, newsletter: &Released<Newsletter>, evidence: &[Evidence], extent: Extent) -> Document {
    let texts = press.texts;
    let path = newsletter_path(texts.lang(), &newsletter.id);
    let mut pen = Pen::new(press, newsletter, extent);
    let title = plain(&pen.inline(&newsletter.title));
    let mut blocks = Vec::new();
    if let Some(intro) = &newsletter.intro {
        // The editor's words are short, and belong to the mail as well.
        blocks.extend(pen.whole("intro", intro));
    }
    for item in &newsletter.items {
        blocks.extend(items::section(&mut pen, item, evidence));
    }
    blocks.splice(0..0, notice(&pen));
    let description = description(&mut pen);
    let place = names::newsletter_place(&newsletter.id);
    let mut document = Document {
        lang: texts.lang().code(),
        title,
        description,
        kicker: kicker(press, newsletter),
        byline: vec![vec![Inline::Time { iso: newsletter.date.to_string(), text: texts.date(newsletter.date) }]],
        tlp: format!("TLP:{}", newsletter.tlp.label()),
        date: newsletter.date.to_string(),
        forms: forms(press, newsletter),
        picture_file: (press.edition.audience == Audience::Public).then(|| texts.msg("form-picture")),
        preview: Preview { article: true, card: None },
        blocks,
        notes: Vec::new(),
        frame: Frame { contents: texts.msg("newsletter-contents"), ..frame(press.edition, &place, texts) },
        path,
    };
    keep_living(&mut document, &press.edition.settings);
    document
}

fn notice(pen: &Pen<'_>) -> Option<Block> {
    pen.has_borrowed().then(|| paragraph("borrowed", vec![Inline::Emph(say(pen.press.texts.msg("borrowed")))]))
}

/// Returns the badges over a title: whose newsletter, which number, how far it has come.
fn kicker(press: Press<'_>, newsletter: &Newsletter) -> Vec<Badge> {
    let texts = press.texts;
    let stage = match newsletter.stage {
        Stage::Draft => Some(texts.msg("stage-draft")),
        Stage::Review => Some(texts.msg("stage-review")),
        Stage::Published | Stage::Closed => None,
    };
    let number = newsletter
        .number
        .map(|number| texts.msg_with("newsletter-number", &[("number", texts.number(number as f64, 0).into())]));
    let words = [Some(name(press)), number, stage];
    words.into_iter().flatten().map(|text| Badge { text, tone: Tone::Open }).collect()
}

/// Names the newsletter.
pub(super) fn name(press: Press<'_>) -> String {
    let lang = press.texts.lang();
    let own = press.edition.settings.newsletter.as_ref().map(|mailing| mailing.title.or_borrowed(lang).1.clone());
    own.unwrap_or_else(|| press.texts.msg("newsletter"))
}

/// Says in a line what is in an issue: the editor's first words, else the headings.
fn description(pen: &mut Pen<'_>) -> String {
    let newsletter = pen.newsletter;
    if let Some(intro) = &newsletter.intro {
        return plain(&pen.first(intro));
    }
    let titles: Vec<String> = newsletter.items.iter().map(|item| items::heading(pen, item)).collect();
    titles.join(" · ")
}

fn forms(press: Press<'_>, newsletter: &Newsletter) -> Vec<(Href, String)> {
    if !press.pdf {
        return Vec::new();
    }
    vec![(Href::Site(pdf_path(press, newsletter)), press.texts.msg("form-pdf"))]
}

/// Returns the path of an issue's PDF.
pub fn pdf_path(press: Press<'_>, newsletter: &Newsletter) -> String {
    newsletter_path(press.texts.lang(), &newsletter.id).replace("index.html", "newsletter.pdf")
}

/// Returns where the site is, as mails and chats have to say in full.
pub fn address(press: Press<'_>) -> Option<&Address> {
    let settings = &press.edition.settings;
    settings.newsletter.as_ref().and_then(|mailing| mailing.url.as_ref()).or(settings.url.as_ref())
}
