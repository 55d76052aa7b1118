//! The list of reports in a language, and the front page.

use super::Press;
use super::catalog::{anniversary, coverage};
use super::document::{Block, BlockKind, Document, Frame, Href, Inline, LinkCard, Preview};
use super::frame::{frame, lesson_place, path_in};
use super::names;
use super::report::{description, kicker, timeline_figure};
use super::writer::{Writer, paragraph, section};
use crate::model::lesson::Lesson;
use crate::model::{Incident, Tlp};
use crate::runs::evidence::{DesignResult, Evidence, LessonVerdict, Verdict};

/// How many lessons that held the front page shows.
const HELD: usize = 2;

/// Makes the list of reports, newest first.
pub fn index(press: Press<'_>) -> Document {
    let texts = press.texts;
    let cards: Vec<LinkCard> = press.edition.incidents.iter().map(|incident| card(press, incident)).collect();
    let blocks = if cards.is_empty() {
        vec![paragraph("empty", vec![Inline::Text(texts.msg("index-empty"))])]
    } else {
        let reports = Block { id: "reports".to_owned(), kind: BlockKind::Cards(cards) };
        [coverage(press), Some(reports), anniversary(press)].into_iter().flatten().collect()
    };
    let page = page(press, "index.html", texts.msg("index-title"), blocks);
    // The front page has the reports of all languages.
    let general = Some(Href::Site("index.html".to_owned()));
    Document { frame: Frame { general, ..page.frame }, ..page }
}

/// Makes the front page: a document per press, each in its language, to stand side by side.
pub fn front(presses: &[Press<'_>], evidence: &[Evidence]) -> Vec<Document> {
    presses.iter().map(|press| front_in(*press, evidence)).collect()
}

fn front_in(press: Press<'_>, evidence: &[Evidence]) -> Document {
    let texts = press.texts;
    let mut blocks = Vec::new();
    if let Some(incident) = press.edition.incidents.first() {
        let evidence = evidence.iter().find(|evidence| evidence.incident == incident.id);
        let mut newest =
            vec![Block { id: "newest/card".to_owned(), kind: BlockKind::Cards(vec![card(press, incident)]) }];
        newest.extend(picture(press, incident, evidence));
        blocks.extend(section("newest", texts.msg("front-newest"), newest));
    }
    blocks.extend(lessons(press, evidence));
    blocks.extend(super::newsletter::newest(press));
    blocks.extend(earlier(press));
    let document = page(press, "index.html", texts.msg("front-line"), blocks);
    // The front page has no bar with the places of a language: they stand beside the way home.
    let places = document.frame.menu.places.iter().skip(1);
    let forms = places.map(|place| (place.href.clone(), place.text.clone())).collect();
    Document { path: "index.html".to_owned(), forms, ..document }
}

/// Picks the newest report's telling picture: which explanation fits, else the timeline.
fn picture(press: Press<'_>, incident: &Incident, evidence: Option<&Evidence>) -> Vec<Block> {
    let mut writer = Writer::new(press, incident, "index.html");
    let grids = evidence.into_iter().flat_map(|evidence| &evidence.designs);
    let grids = grids.filter(|design| matches!(design.result, DesignResult::Grid { .. }));
    let mut pictures = grids.map(|design| super::report::grid_question(&mut writer, design));
    let drawn = |blocks: &Vec<Block>| blocks.iter().any(|block| matches!(block.kind, BlockKind::Figure(_)));
    match pictures.find(drawn) {
        Some(blocks) => blocks,
        None => timeline_figure(&mut writer).into_iter().collect(),
    }
}

/// A lesson of some report with what the model says of it.
type Judged<'a> = (&'a Incident, &'a Lesson, &'a LessonVerdict);

/// Lists lessons that held, and one that did not: of every report the newest first, and no report twice among those
/// that held while another has one.
fn lessons(press: Press<'_>, evidence: &[Evidence]) -> Option<Block> {
    let judged: Vec<Judged<'_>> =
        press.edition.incidents.iter().flat_map(|incident| judged(incident, evidence)).collect();
    let cards: Vec<LinkCard> = picked(&judged).into_iter().map(|judged| lesson_card(press, judged)).collect();
    let cards =
        (!cards.is_empty()).then(|| Block { id: "front-lessons/cards".to_owned(), kind: BlockKind::Cards(cards) });
    section("front-lessons", press.texts.msg("front-lessons"), cards.into_iter().collect())
}

fn judged<'a>(incident: &'a Incident, evidence: &'a [Evidence]) -> Vec<Judged<'a>> {
    let Some(evidence) = evidence.iter().find(|evidence| evidence.incident == incident.id) else { return Vec::new() };
    let judged = incident.lessons.iter().filter_map(|lesson| {
        let verdict = evidence.verdict(&lesson.entry.id).filter(|verdict| !verdict.by_construction)?;
        Some((incident, lesson, verdict))
    });
    judged.collect()
}

/// Picks what held, and what failed; where nothing failed, what is not settled.
fn picked<'a>(judged: &[Judged<'a>]) -> Vec<Judged<'a>> {
    let with = |wanted: Verdict| judged.iter().filter(move |(_, _, verdict)| verdict.verdict == wanted).copied();
    let mut first_of_each: Vec<Judged<'_>> = Vec::new();
    let mut others: Vec<Judged<'_>> = Vec::new();
    for one in with(Verdict::Holds) {
        let known = first_of_each.iter().any(|(incident, _, _)| incident.id == one.0.id);
        if known { others.push(one) } else { first_of_each.push(one) }
    }
    let unheld = with(Verdict::Fails).chain(with(Verdict::Depends)).chain(with(Verdict::Undecided)).next();
    first_of_each.into_iter().chain(others).take(HELD).chain(unheld).collect()
}

fn lesson_card(press: Press<'_>, (incident, lesson, verdict): Judged<'_>) -> LinkCard {
    let mut writer = Writer::new(press, incident, "index.html");
    let mut text = vec![Inline::Emph(writer.inline(&incident.title)), Inline::Break];
    text.extend(super::report::sentence(&mut writer, verdict));
    LinkCard {
        href: lesson_place(press, incident, &lesson.entry.id),
        title: writer.inline(&lesson.entry.text),
        text,
        badges: vec![names::verdict(verdict.verdict, verdict.by_construction, press.texts)],
    }
}

/// Lists the reports after the newest by title and day.
fn earlier(press: Press<'_>) -> Option<Block> {
    let cards: Vec<LinkCard> =
        press.edition.incidents.iter().skip(1).map(|incident| short_card(press, incident)).collect();
    let cards = (!cards.is_empty()).then(|| Block { id: "earlier/cards".to_owned(), kind: BlockKind::Cards(cards) });
    section("earlier", press.texts.msg("front-earlier"), cards.into_iter().collect())
}

/// Makes the card of a report.
pub(super) fn card(press: Press<'_>, incident: &Incident) -> LinkCard {
    let mut card = short_card(press, incident);
    let path = path_in(press.texts.lang(), &names::report_place(&incident.id));
    let mut writer = Writer::new(press, incident, &path);
    if !card.text.is_empty() {
        card.text.push(Inline::Break);
    }
    card.text.push(Inline::Text(description(&mut writer)));
    card
}

/// Makes the card of a report without its summary.
fn short_card(press: Press<'_>, incident: &Incident) -> LinkCard {
    let texts = press.texts;
    let path = path_in(texts.lang(), &names::report_place(&incident.id));
    let mut writer = Writer::new(press, incident, &path);
    let mut text = Vec::new();
    if let Some(day) = incident.day() {
        text.push(Inline::Time { iso: day.to_string(), text: texts.date(day) });
    }
    LinkCard { href: Href::Site(path), title: writer.inline(&incident.title), text, badges: kicker(press, incident) }
}

fn page(press: Press<'_>, place: &str, title: String, blocks: Vec<Block>) -> Document {
    let texts = press.texts;
    let strictest = press.edition.incidents.iter().filter_map(|incident| incident.tlp).max().unwrap_or(Tlp::Clear);
    Document {
        lang: texts.lang().code(),
        path: path_in(texts.lang(), place),
        title,
        description: texts.msg("front-line"),
        kicker: Vec::new(),
        byline: Vec::new(),
        tlp: format!("TLP:{}", strictest.label()),
        date: press.edition.as_of.to_string(),
        forms: Vec::new(),
        picture_file: None,
        preview: Preview { article: false, card: None },
        blocks,
        notes: Vec::new(),
        frame: frame(press.edition, place, texts),
    }
}
