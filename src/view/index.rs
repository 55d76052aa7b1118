//! The list of reports in a language, and the front page.

use super::Press;
use super::document::{Block, BlockKind, Document, Href, Inline, LinkCard};
use super::frame::{frame, path_in};
use super::names;
use super::report::{description, kicker, timeline_figure};
use super::writer::{Writer, paragraph, section};
use crate::model::lesson::Lesson;
use crate::model::time::Mark;
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
        vec![Block { id: "reports".to_owned(), kind: BlockKind::Cards(cards) }]
    };
    page(press, "index.html", texts.msg("index-title"), blocks)
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
        blocks.extend(evidence.and_then(|evidence| lessons(press, incident, evidence)));
    }
    let document = page(press, "index.html", texts.msg("front-line"), blocks);
    Document { path: "index.html".to_owned(), ..document }
}

/// Picks the newest report's telling picture: which explanation fits, else the timeline.
fn picture(press: Press<'_>, incident: &Incident, evidence: Option<&Evidence>) -> Vec<Block> {
    let mut writer = Writer::new(press, incident, "index.html");
    let grids = evidence.into_iter().flat_map(|evidence| &evidence.designs);
    let grids = grids.filter(|design| matches!(design.result, DesignResult::Grid { .. }));
    let mut pictures = grids.map(|design| super::report::grid_question(&mut writer, design));
    match pictures.find(|blocks| !blocks.is_empty()) {
        Some(blocks) => blocks,
        None => timeline_figure(&mut writer).into_iter().collect(),
    }
}

/// Lists lessons that held, and one that did not: the first that failed, else the first that is not settled.
fn lessons(press: Press<'_>, incident: &Incident, evidence: &Evidence) -> Option<Block> {
    let judged: Vec<(&Lesson, &LessonVerdict)> = incident
        .lessons
        .iter()
        .filter_map(|lesson| Some((lesson, evidence.verdict(&lesson.entry.id)?)))
        .filter(|(_, verdict)| !verdict.by_construction)
        .collect();
    let with = |wanted: Verdict| judged.iter().filter(move |(_, verdict)| verdict.verdict == wanted);
    let unheld = with(Verdict::Fails).chain(with(Verdict::Depends)).chain(with(Verdict::Undecided)).next();
    let mut writer = Writer::new(press, incident, "index.html");
    let report = path_in(press.texts.lang(), &names::report_place(&incident.id));
    let mut cards = Vec::new();
    for (lesson, verdict) in with(Verdict::Holds).take(HELD).chain(unheld) {
        cards.push(LinkCard {
            href: Href::Site(format!("{report}#lessons/{}", lesson.entry.id)),
            title: writer.inline(&lesson.entry.text),
            text: super::report::sentence(&mut writer, verdict),
            badges: vec![names::verdict(verdict.verdict, verdict.by_construction, press.texts)],
        });
    }
    let cards =
        (!cards.is_empty()).then(|| Block { id: "front-lessons/cards".to_owned(), kind: BlockKind::Cards(cards) });
    section("front-lessons", press.texts.msg("front-lessons"), cards.into_iter().collect())
}

fn card(press: Press<'_>, incident: &Incident) -> LinkCard {
    let texts = press.texts;
    let path = path_in(texts.lang(), &names::report_place(&incident.id));
    let mut writer = Writer::new(press, incident, &path);
    let mut text = Vec::new();
    if let Some(event) = incident.marked(Mark::Impact).or(incident.timeline.first()) {
        text.push(Inline::Time { iso: event.when.local_day.to_string(), text: texts.date(event.when.local_day) });
        text.push(Inline::Break);
    }
    text.push(Inline::Text(description(&mut writer)));
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
        blocks,
        notes: Vec::new(),
        frame: frame(press.edition, place, texts),
    }
}
