//! Every lesson of every report, by what the model says of it.

use super::{Leaf, Pen, bare, facts, leaf, place};
use crate::catalog::lessons::{Standing, Taught, Teaching, lessons};
use crate::model::lesson::LessonKind;
use crate::runs::evidence::Evidence;
use crate::text::Texts;
use crate::view::Press;
use crate::view::document::{Badge, Block, BlockKind, Document, Inline, Inlines, LinkCard, Tone};
use crate::view::frame::LESSONS;
use crate::view::report::sentence;
use crate::view::writer::{paragraph, plain, say, section};

/// Makes the page; `None` without a lesson.
pub(super) fn page(press: Press<'_>, evidence: &[Evidence]) -> Option<Document> {
    let texts = press.texts;
    let all = lessons(press.edition, evidence);
    if all.is_empty() {
        return None;
    }
    let mut pen = Pen::new(press);
    let of = |standing: Standing| all.iter().filter(move |taught| taught.standing() == standing);
    let counts = Standing::ALL.map(|standing| (standing, of(standing).count()));
    let counted = counts.into_iter().filter(|(_, count)| *count > 0);
    let counted = counted.map(|(standing, count)| (heading(standing, texts), texts.count(count))).collect();
    let intro = texts.msg_with("lessons-intro", &[("count", all.len().into())]);
    let mut blocks = vec![paragraph("intro", say(intro.clone())), facts("counts", counted)];
    for standing in Standing::ALL {
        let cards: Vec<LinkCard> = of(standing).map(|taught| card(&mut pen, taught)).collect();
        let cards = (!cards.is_empty())
            .then(|| Block { id: format!("{}/cards", standing.word()), kind: BlockKind::Cards(cards) });
        blocks.extend(section(standing.word(), heading(standing, texts), cards.into_iter().collect()));
    }
    let title = texts.msg("lessons-title");
    Some(leaf(&pen, Leaf { place: LESSONS, title, description: intro, forms: Vec::new(), blocks }))
}

/// Names what is to be held of lessons, as a heading.
pub(super) fn heading(standing: Standing, texts: &Texts) -> String {
    match standing {
        Standing::Holds => texts.msg("lessons-holds"),
        Standing::Depends => texts.msg("lessons-depends"),
        Standing::Fails => texts.msg("lessons-fails"),
        Standing::Undecided => texts.msg("lessons-undecided"),
        Standing::ByConstruction => texts.msg("verdict-by-construction"),
        Standing::Untested => texts.msg("verdict-untested"),
    }
}

/// Names what is to be held of a lesson here, as a label.
pub(super) fn badge(standing: Standing, texts: &Texts) -> Badge {
    let (text, tone) = match standing {
        Standing::Holds => (texts.msg("verdict-holds"), Tone::Good),
        Standing::Depends => (texts.msg("verdict-depends"), Tone::Mixed),
        Standing::Fails => (texts.msg("verdict-fails"), Tone::Bad),
        Standing::Undecided => (texts.msg("verdict-undecided"), Tone::Open),
        Standing::ByConstruction => (texts.msg("verdict-by-construction"), Tone::Open),
        Standing::Untested => (texts.msg("verdict-untested"), Tone::Open),
    };
    Badge { text, tone }
}

/// Makes the card of a lesson: what the newest incident that teaches it found, then what the others did.
fn card<'a>(pen: &mut Pen<'a>, taught: &Taught<'a>) -> LinkCard {
    let texts = pen.press.texts;
    let first = taught.by[0];
    let anchor = format!("lessons/{}", taught.id);
    let title = pen.text(first.incident, &first.lesson.entry.text);
    let alone = taught.by.len() == 1;
    let mut text = Vec::new();
    for teaching in &taught.by {
        if !text.is_empty() {
            text.extend([Inline::Break, Inline::Break]);
        }
        text.extend(told(pen, *teaching, (&anchor, alone)));
        // The title is the first report's sentence; another may put the same lesson in its own words.
        let own = pen.text(teaching.incident, &teaching.lesson.entry.text);
        if own != title {
            text.extend([
                Inline::Text(" ".to_owned()),
                Inline::Text(texts.msg_with("lessons-own-words", &[("words", plain(&own).into())])),
            ]);
        }
    }
    let mut badges = vec![badge(taught.standing(), texts)];
    if first.lesson.kind == LessonKind::Hypothesis {
        badges.push(Badge { text: texts.msg("hypothesis"), tone: Tone::Open });
    }
    LinkCard { href: place(pen.press, first.incident, Some(&anchor)), title, text, badges }
}

/// Says what one incident found: its title, where others teach the lesson too its verdict, and the effect.
fn told<'a>(pen: &mut Pen<'a>, teaching: Teaching<'a>, (anchor, alone): (&str, bool)) -> Inlines {
    let texts = pen.press.texts;
    let Teaching { incident, verdict, .. } = teaching;
    let mut content = if alone {
        // The card's title leads there already.
        vec![Inline::Emph(pen.text(incident, &incident.title))]
    } else {
        let verdict = badge(teaching.standing(), texts).text;
        let link = pen.place(incident, Some(anchor));
        vec![Inline::Emph(vec![link]), Inline::Text(": ".to_owned()), Inline::Strong(say(verdict))]
    };
    content.push(Inline::Break);
    content.extend(match verdict {
        Some(verdict) => pen.about(incident, |writer| bare(sentence(writer, verdict))),
        None => say(texts.msg("lessons-no-claim")),
    });
    content
}
