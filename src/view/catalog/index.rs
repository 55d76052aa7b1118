//! What the list of reports says beside the reports: how much is written in its language, and what happened a year ago.

use super::{Pen, place};
use crate::catalog::coverage as counted;
use crate::catalog::recurrence;
use crate::view::Press;
use crate::view::document::{Block, BlockKind, Inline, LinkCard};
use crate::view::report::kicker;
use crate::view::writer::{paragraph, say, section};

/// Says how much of the knowledge base is written in the page's language; nothing where all of it is.
pub(in crate::view) fn coverage(press: Press<'_>) -> Option<Block> {
    let texts = press.texts;
    let own = counted::coverage(press.edition).into_iter().find(|coverage| coverage.lang == texts.lang())?;
    if own.is_whole() {
        return None;
    }
    // Never 100% while something is missing.
    let share = f64::min(own.share(), 0.99);
    let args = [("share", texts.percent(share, 0).into()), ("missing", (own.all - own.written).into())];
    Some(paragraph("coverage", say(texts.msg_with("coverage", &args))))
}

/// Shows what happened a year ago, or years; nothing where nothing did.
pub(in crate::view) fn anniversary(press: Press<'_>) -> Option<Block> {
    let texts = press.texts;
    let (years, incident) = recurrence::anniversary(press.edition)?;
    let mut pen = Pen::new(press);
    let mut text = Vec::new();
    if let Some(day) = incident.day() {
        text.push(Inline::Time { iso: day.to_string(), text: texts.date(day) });
    }
    let title = pen.text(incident, &incident.title);
    let card = LinkCard { href: place(press, incident, None), title, text, badges: kicker(press, incident) };
    let cards = Block { id: "anniversary/card".to_owned(), kind: BlockKind::Cards(vec![card]) };
    section("anniversary", texts.msg_with("anniversary", &[("years", years.into())]), vec![cards])
}
