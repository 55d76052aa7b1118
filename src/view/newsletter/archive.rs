//! The list of all issues: the newest item by item, the others by title.

use super::pen::Pen;
use super::{Extent, items, kicker, name, notice};
use crate::model::{Newsletter, Released, Tlp};
use crate::runs::evidence::Evidence;
use crate::view::Press;
use crate::view::document::{Block, BlockKind, Document, Href, Inline, LinkCard, Preview};
use crate::view::frame::{NEWSLETTERS, frame, newsletter_path, path_in};
use crate::view::writer::{plain, say, section};

/// Makes the page; `None` without an issue.
pub(in crate::view) fn archive(press: Press<'_>, _: &[Evidence]) -> Option<Document> {
    let texts = press.texts;
    let all = &press.edition.newsletters;
    let newest = all.first()?;
    let mut pen = Pen::new(press, newest, Extent::Excerpts);
    let mut blocks = newest_issue(&mut pen);
    blocks.splice(0..0, notice(&pen));
    let cards: Vec<LinkCard> = all.iter().skip(1).map(|newsletter| card(press, newsletter)).collect();
    if !cards.is_empty() {
        let cards = Block { id: "earlier.cards".to_owned(), kind: BlockKind::Cards(cards) };
        let title = say(texts.msg("newsletter-earlier"));
        blocks.push(Block { id: "earlier".to_owned(), kind: BlockKind::Section { title, blocks: vec![cards] } });
    }
    let strictest = all.iter().map(|newsletter| newsletter.tlp).max().unwrap_or(Tlp::Clear);
    Some(Document {
        lang: texts.lang().code(),
        path: path_in(texts.lang(), NEWSLETTERS),
        title: name(press),
        description: texts.msg("newsletter-description"),
        kicker: Vec::new(),
        byline: vec![say(texts.msg("newsletter-description"))],
        tlp: format!("TLP:{}", strictest.label()),
        date: newest.date.to_string(),
        forms: Vec::new(),
        picture_file: None,
        preview: Preview { article: false, card: None },
        blocks,
        notes: Vec::new(),
        frame: frame(press.edition, NEWSLETTERS, texts),
    })
}

/// Makes the card of an issue: its title, its day, the editor's first words.
fn card(press: Press<'_>, newsletter: &Released<Newsletter>) -> LinkCard {
    let texts = press.texts;
    let mut pen = Pen::new(press, newsletter, Extent::Excerpts);
    let mut text = vec![Inline::Time { iso: newsletter.date.to_string(), text: texts.date(newsletter.date) }];
    if let Some(intro) = &newsletter.intro {
        text.push(Inline::Break);
        text.extend(pen.first(intro));
    }
    LinkCard {
        href: Href::Site(newsletter_path(texts.lang(), &newsletter.id)),
        title: pen.inline(&newsletter.title),
        text,
        badges: kicker(press, newsletter).into_iter().skip(1).collect(),
    }
}

/// Shows the newest issue on the front page.
pub(in crate::view) fn newest(press: Press<'_>) -> Option<Block> {
    let newest = press.edition.newsletters.first()?;
    let cards = Block { id: "newsletter/card".to_owned(), kind: BlockKind::Cards(vec![card(press, newest)]) };
    section("newsletter", name(press), vec![cards])
}

/// Shows the newest issue: a card for each item, with its first words and the way to the rest.
fn newest_issue(pen: &mut Pen<'_>) -> Vec<Block> {
    let (texts, newsletter) = (pen.press.texts, pen.newsletter);
    let page = newsletter_path(texts.lang(), &newsletter.id);
    let day = texts.date(newsletter.date);
    let mut title = vec![Inline::Link(Href::Site(page), pen.inline(&newsletter.title))];
    title.push(Inline::Text(format!(" · {day}")));
    let mut blocks = Vec::new();
    if let Some(intro) = &newsletter.intro {
        blocks.extend(pen.whole("newest.intro", intro));
    }
    let mut cards = Vec::new();
    for item in &newsletter.items {
        let heading = items::heading(pen, item);
        let mut text = items::teaser(pen, item);
        if !text.is_empty() {
            text.push(Inline::Break);
        }
        // The card is the link; these words say so.
        text.push(Inline::Emph(say(texts.msg("newsletter-more"))));
        let badges = item.tags.iter().map(|tag| super::Badge { text: format!("#{tag}"), tone: super::Tone::Open });
        let href = pen.place(item.id.as_str());
        cards.push(LinkCard { href, title: say(plain(&say(heading))), text, badges: badges.collect() });
    }
    blocks.push(Block { id: "newest.items".to_owned(), kind: BlockKind::Cards(cards) });
    vec![Block { id: "newest".to_owned(), kind: BlockKind::Section { title, blocks } }]
}
