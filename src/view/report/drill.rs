//! The drill of an incident: its timeline, revealed event by event to people who do not know what comes.
//!
//! Nothing that stands before the last event gives away what the report knows: neither the title nor the distance to an
//! impact that is still to come.

use super::{glance, security, timeline, why};
use crate::model::incident::Event;
use crate::model::time::{Length, Mark};
use crate::model::{Id, Incident, Released, Tlp};
use crate::runs::evidence::Evidence;
use crate::text::Texts;
use crate::view::Press;
use crate::view::document::{Badge, Block, BlockKind, Document, Href, Inlines, LinkCard, Preview};
use crate::view::frame::{frame, lesson_place, path_in};
use crate::view::names;
use crate::view::writer::{Writer, paragraph, say, section};

/// A drill in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Drill {
    /// What stands around the drill; its blocks are what is revealed at the end: causes and lessons.
    pub document: Document,
    /// What to know before it begins.
    pub briefing: Vec<Block>,
    /// The events.
    pub steps: Vec<Step>,
    /// Its words.
    pub words: Words,
}

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its number, as a heading: "Event 3".
    pub name: String,
    /// How far the drill has come: "3 / 14".
    pub progress: String,
    /// The time in the incident's zone.
    pub time: Inlines,
    /// How long ago the impact began, once it has.
    pub since: Option<String>,
    /// The key time it fixes.
    pub mark: Option<Badge>,
    /// What happened.
    pub content: Inlines,
    /// What to answer before the next event.
    pub question: String,
}

/// What the page says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Heading over the events.
    pub events: String,
    /// The zone of the times.
    pub zone: String,
    /// How to go on with the keyboard.
    pub keys: String,
    /// Shows the next event.
    pub next: String,
    /// Shows what stands after the last event.
    pub end: String,
    /// Takes the last event back.
    pub back: String,
    /// Shows everything.
    pub all: String,
    /// Names the buttons.
    pub controls: String,
    /// What is revealed at the end.
    pub debrief: String,
    /// For those who lead a drill on paper.
    pub leader: String,
}

/// Returns the path of an incident's drill without its language.
pub(in crate::view) fn place(incident: &Id) -> String {
    format!("incidents/{incident}/drill/index.html")
}

/// Says whether an incident has a drill: with fewer than two events there is nothing to go through.
pub(in crate::view) fn is_made(incident: &Incident) -> bool {
    incident.timeline.len() > 1
}

/// Makes the drill of an incident; `None` with fewer than two events.
pub fn drill(press: Press<'_>, incident: &Released<Incident>, evidence: Option<&Evidence>) -> Option<Drill> {
    if !is_made(incident) {
        return None;
    }
    let texts = press.texts;
    let place = place(&incident.id);
    let path = path_in(texts.lang(), &place);
    let writer = &mut Writer::new(press, incident, &path);
    let steps = steps(writer);
    let blocks: Vec<Block> = [why::why(writer), lessons(writer, evidence)].into_iter().flatten().collect();
    let title = title(writer);
    let (notes, notice) = writer.finish();
    let report = Href::Site(path_in(texts.lang(), &names::report_place(&incident.id)));
    let document = Document {
        lang: texts.lang().code(),
        description: texts.msg("drill-description"),
        kicker: Vec::new(),
        byline: Vec::new(),
        tlp: format!("TLP:{}", incident.tlp.unwrap_or(Tlp::AmberStrict).label()),
        date: incident.updated.or(incident.published).unwrap_or(press.edition.as_of).to_string(),
        forms: vec![(report, texts.msg("drill-report"))],
        picture_file: None,
        preview: Preview { article: false, card: None },
        frame: frame(press.edition, &place, texts),
        title,
        path,
        blocks,
        notes,
    };
    let briefing = briefing(writer).into_iter().chain(notice).collect();
    Some(Drill { document, briefing, steps, words: words(writer) })
}

/// Names what was affected and no more; without a list of services the report's own title has to serve.
fn title(writer: &mut Writer<'_>) -> String {
    let texts = writer.texts();
    let incident = writer.incident;
    let what =
        if incident.services.is_empty() { writer.plain(&incident.title) } else { texts.list(&incident.services) };
    texts.msg_with("drill-title", &[("what", what.into())])
}

fn briefing(writer: &Writer<'_>) -> Vec<Block> {
    let texts = writer.texts();
    let mut blocks = Vec::new();
    if let Some(first) = writer.incident.timeline.first() {
        let zone = texts.zone_name(writer.incident.zone);
        let day = texts.date(writer.incident.day().unwrap_or(first.when.local_day));
        let scene = if writer.incident.services.is_empty() {
            texts.msg_with("drill-scene", &[("day", day.into()), ("zone", zone.into())])
        } else {
            let services = texts.list(&writer.incident.services);
            let args = [("day", day.into()), ("zone", zone.into()), ("services", services.into())];
            texts.msg_with("drill-scene-services", &args)
        };
        blocks.push(paragraph("briefing.scene", say(scene)));
    }
    blocks.push(paragraph("briefing.task", say(texts.msg("drill-task"))));
    blocks
}

fn steps(writer: &mut Writer<'_>) -> Vec<Step> {
    let texts = writer.texts();
    let incident = writer.incident;
    let count = incident.timeline.len();
    let impact = incident.marked(Mark::Impact);
    let mut passed = Passed::default();
    let mut steps = Vec::new();
    for (index, event) in incident.timeline.iter().enumerate() {
        passed.note(event);
        let number = texts.number((index + 1) as f64, 0);
        let since = impact.filter(|_| passed.has(Mark::Impact)).map(|impact| event.when.since(&impact.when));
        let last = index + 1 == count;
        steps.push(Step {
            name: texts.msg_with("drill-event", &[("number", number.clone().into())]),
            progress: format!("{number} / {}", texts.number(count as f64, 0)),
            time: timeline::local_time(writer, &event.when, index.checked_sub(1).map(|at| &incident.timeline[at].when)),
            since: since.map(|since| since_impact(texts, since)),
            mark: event.mark.map(|mark| security::mark(incident, mark, texts)),
            // Without its sources: they tell how it ends.
            content: writer.inline(&event.text),
            question: if last { texts.msg("drill-ask-last") } else { passed.question(incident, texts) },
        });
    }
    steps
}

/// The key times that have been revealed, and how many events have been since the last of them.
#[derive(Default)]
struct Passed {
    marks: Vec<Mark>,
    after: usize,
}

impl Passed {
    fn note(&mut self, event: &Event) {
        self.after += 1;
        if let Some(mark) = event.mark {
            self.marks.push(mark);
            self.after = 0;
        }
    }

    fn has(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    /// Asks what fits what is known by now; while nothing new is known, one question after another.
    fn question(&self, incident: &Incident, texts: &Texts) -> String {
        let turn = self.after;
        let is_to_come = |mark| !self.has(mark) && incident.marked(mark).is_some();
        if self.has(Mark::Resolved) {
            texts.msg("drill-ask-resolved")
        } else if self.has(Mark::Mitigated) && security::is_contained(incident) {
            texts.msg("drill-ask-contained")
        } else if self.has(Mark::Mitigated) {
            if turn.is_multiple_of(2) { texts.msg("drill-ask-mitigated") } else { texts.msg("drill-ask-over") }
        } else if self.has(Mark::Impact) && !self.has(Mark::Detected) && (turn == 0 || is_to_come(Mark::Detected)) {
            texts.msg("drill-ask-unseen")
        } else if self.has(Mark::Impact) {
            // Only where a key time has just passed: after more events the cause may be known.
            match turn {
                0 => texts.msg("drill-ask-suspect"),
                turn if turn % 3 == 1 => texts.msg("drill-ask-do"),
                turn if turn % 3 == 2 => texts.msg("drill-ask-tell"),
                _ => texts.msg("drill-ask-know"),
            }
        } else if self.has(Mark::Detected) {
            texts.msg("drill-ask-alarm")
        } else if self.has(Mark::Change) {
            texts.msg("drill-ask-change")
        } else {
            texts.msg("drill-ask-quiet")
        }
    }
}

/// Says how long ago the impact began, no more exactly than it is known.
fn since_impact(texts: &Texts, since: Length) -> String {
    match since {
        Length::Minutes(0) | Length::About(0) => texts.msg("drill-now"),
        Length::Days(0) => texts.msg("fact-same-day"),
        // An event may begin before the one that stands above it.
        Length::Minutes(count @ ..0) => before(texts, Length::Minutes(-count)),
        Length::About(count @ ..0) => before(texts, Length::About(-count)),
        Length::Days(count @ ..0) => before(texts, Length::Days(-count)),
        Length::Minutes(1..) | Length::About(1..) | Length::Days(1..) => {
            texts.msg_with("drill-since", &[("length", glance::length(texts, since).into())])
        }
    }
}

fn before(texts: &Texts, length: Length) -> String {
    texts.msg_with("fact-before-impact", &[("duration", glance::length(texts, length).into())])
}

/// Lists the lessons with what the model says of each; the report has the rest.
fn lessons(writer: &mut Writer<'_>, evidence: Option<&Evidence>) -> Option<Block> {
    let texts = writer.texts();
    let mut cards = Vec::new();
    for lesson in &writer.incident.lessons {
        let verdict = evidence.and_then(|evidence| evidence.verdict(&lesson.entry.id));
        cards.push(LinkCard {
            href: lesson_place(writer.press, writer.incident, &lesson.entry.id),
            title: writer.inline(&lesson.entry.text),
            text: verdict.map(|verdict| super::sentence(writer, verdict)).unwrap_or_default(),
            badges: verdict
                .map(|verdict| names::verdict(verdict.verdict, verdict.by_construction, texts))
                .into_iter()
                .collect(),
        });
    }
    let cards = (!cards.is_empty()).then(|| Block { id: "lessons/cards".to_owned(), kind: BlockKind::Cards(cards) });
    section("lessons", texts.msg("section-lessons"), cards.into_iter().collect())
}

fn words(writer: &Writer<'_>) -> Words {
    let texts = writer.texts();
    Words {
        events: texts.msg("section-timeline"),
        zone: texts.zone_name(writer.incident.zone),
        keys: texts.msg("drill-keys"),
        next: texts.msg("drill-next"),
        end: texts.msg("drill-end"),
        back: texts.msg("drill-back"),
        all: texts.msg("drill-all"),
        controls: texts.msg("drill-controls"),
        debrief: texts.msg("drill-debrief"),
        leader: texts.msg("drill-leader"),
    }
}
