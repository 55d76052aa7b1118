//! A document whose every string tries to break out of its place.
//!
//! Structures are taken apart without `..`, so that a new field does not compile until it is poisoned as well.

use nidan::chart::drawing::{Drawing, Label, Table};
use nidan::view::document::{
    Badge, Block, BlockKind, Cell, Document, Feeds, Frame, Href, Inline, LessonCard, LinkCard, Moment, Note,
};

/// Breaks out of text, of quoted attributes of both kinds, of titles, comments and scripts.
pub(crate) const POISON: &str = "</title></style>--></script>\"'><script>alert(1)</script><img src=x onerror=alert(1)> onload=alert(1) {{ 7*7 }} \u{0}";

fn poison(text: &mut String) {
    POISON.clone_into(text);
}

/// Poisons a document.
pub(crate) fn document(document: &mut Document) {
    #[rustfmt::skip]
    let Document { lang, path, title, description, kicker, byline, tlp, date, forms, picture_file, preview, blocks: content, notes, frame } = document;
    *lang = POISON;
    [path, title, description, tlp, date].into_iter().chain(picture_file).chain(&mut preview.card).for_each(poison);
    kicker.iter_mut().for_each(badge);
    for line in byline {
        inlines(line);
    }
    for (link, words) in forms {
        href(link);
        poison(words);
    }
    blocks(content);
    for Note { label, content } in notes {
        poison(label);
        inlines(content);
    }
    words(frame);
}

fn words(frame: &mut Frame) {
    #[rustfmt::skip]
    let Frame { site, home, menu, languages, general, address, locales, feeds, contents, skip, data, notes, places, footer, page, digits } = frame;
    let (before, after) = page;
    [site, contents, skip, data, notes, places, before, after, &mut home.1].into_iter().for_each(poison);
    href(&mut home.0);
    poison(&mut menu.name);
    for place in &mut menu.places {
        poison(&mut place.text);
        href(&mut place.href);
    }
    for (code, name, link) in languages {
        *code = POISON;
        poison(name);
        href(link);
    }
    general.iter_mut().for_each(href);
    *address = Some(POISON.to_owned());
    *locales = vec![POISON];
    if let Some(Feeds { title, word, atom, json }) = feeds {
        [title, word].into_iter().for_each(poison);
        [atom, json].into_iter().for_each(href);
    }
    inlines(footer);
    *digits = ['<'; 10];
}

fn href(href: &mut Href) {
    match href {
        Href::External(address) => "javascript:alert(1)//\"><script>".clone_into(address),
        Href::Anchor(id) => poison(id),
        Href::Site(path) => "javascript:alert(1)//\"><script>/x#\"><img src=x onerror=alert(1)>".clone_into(path),
    }
}

fn badge(badge: &mut Badge) {
    let Badge { text, tone: _ } = badge;
    poison(text);
}

fn inlines(content: &mut [Inline]) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => poison(text),
            Inline::Emph(content) | Inline::Strong(content) => inlines(content),
            Inline::Link(link, content) => {
                href(link);
                inlines(content);
            }
            Inline::Note { number: _, label } => poison(label),
            Inline::Time { iso, text } => [iso, text].into_iter().for_each(poison),
            Inline::Borrowed { lang, text } => {
                *lang = POISON;
                inlines(text);
            }
            Inline::Break => {}
        }
    }
}

fn cells(cells: &mut [Cell]) {
    for Cell { content, number: _ } in cells {
        inlines(content);
    }
}

fn blocks(content: &mut [Block]) {
    for Block { id, kind } in content {
        poison(id);
        match kind {
            BlockKind::Section { title, blocks: inner } | BlockKind::Callout { kind: _, title, blocks: inner } => {
                inlines(title);
                blocks(inner);
            }
            BlockKind::Paragraph(content) => inlines(content),
            BlockKind::List { ordered: _, items } => items.iter_mut().for_each(|item| blocks(item)),
            BlockKind::Quote(inner) => blocks(inner),
            BlockKind::Code(code) => poison(code),
            BlockKind::Facts(facts) => facts.iter_mut().flat_map(|(a, b)| [a, b]).for_each(|part| inlines(part)),
            BlockKind::Table { caption, head, rows } => {
                inlines(caption);
                cells(head);
                for row in rows {
                    cells(row);
                }
            }
            BlockKind::Timeline { head, rows } => {
                head.iter_mut().for_each(poison);
                rows.iter_mut().for_each(moment);
            }
            BlockKind::Figure(picture) => drawing(picture),
            BlockKind::Picture(picture) => {
                poison(&mut picture.file);
                inlines(&mut picture.caption);
                poison(&mut picture.alt);
            }
            BlockKind::Lesson(card) => lesson(card),
            BlockKind::Cards(cards) => cards.iter_mut().for_each(card),
        }
    }
}

fn moment(moment: &mut Moment) {
    let Moment { id, time, others, mark, content } = moment;
    poison(id);
    mark.iter_mut().for_each(badge);
    others.iter_mut().chain([time, content]).for_each(|part| inlines(part));
}

fn lesson(card: &mut LessonCard) {
    let LessonCard { kind, lesson, verdict, effect, marks, body, run } = card;
    poison(kind);
    inlines(lesson);
    verdict.iter_mut().for_each(badge);
    if let Some(effect) = effect {
        inlines(effect);
    }
    for (name, mark, words) in marks {
        poison(name);
        badge(mark);
        inlines(words);
    }
    blocks(body);
    if let Some((link, command)) = run {
        inlines(link);
        poison(command);
    }
}

fn card(card: &mut LinkCard) {
    let LinkCard { href: link, title, text, badges } = card;
    href(link);
    inlines(title);
    inlines(text);
    badges.iter_mut().for_each(badge);
}

fn drawing(picture: &mut Drawing) {
    #[rustfmt::skip]
    let Drawing { id, lang, width: _, height: _, shapes: _, labels, takeaway, caption, alt, table, narrow } = picture;
    *lang = POISON;
    [id, takeaway, caption, alt].into_iter().for_each(poison);
    for Label { text, at: _, anchor: _, size: _, bold: _, role: _ } in labels {
        poison(text);
    }
    let Table { head, rows } = table;
    rows.iter_mut().flatten().chain(head).for_each(poison);
    if let Some(narrow) = narrow {
        drawing(narrow);
    }
}
