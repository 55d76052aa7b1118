//! A drill: events that open one after the other. Without a script each is a fold of its own.

use serde::Serialize;

use super::frame::{self, Column, Language, Sheet};
use super::lesson::Shapes;
use super::link::Place;
use super::walk::Walk;
use crate::view::report::drill::{Drill, Step, Words};

/// The page.
#[derive(Serialize)]
pub(super) struct DrillSheet<'a> {
    #[serde(flatten)]
    sheet: Sheet,
    briefing: String,
    steps: Vec<StepSheet<'a>>,
    events_word: &'a str,
    zone: &'a str,
    keys: &'a str,
    next_word: &'a str,
    end_word: &'a str,
    back_word: &'a str,
    all_word: &'a str,
    controls_word: &'a str,
    debrief_word: &'a str,
    leader: &'a str,
}

/// An event.
#[derive(Serialize)]
struct StepSheet<'a> {
    name: &'a str,
    progress: &'a str,
    /// The time, as HTML.
    time: String,
    since: Option<&'a str>,
    /// What happened, as HTML.
    content: String,
    question: &'a str,
}

/// Prepares the page.
pub(super) fn sheet(drill: &Drill) -> DrillSheet<'_> {
    let document = &drill.document;
    let place = Place { path: &document.path, prefix: "" };
    let mut walk = Walk::new(document, place, 3);
    let mut column: Column = frame::opening(&mut walk);
    walk.blocks(&drill.briefing);
    let briefing = walk.html.take();
    let steps = drill.steps.iter().map(|one| step(&mut walk, one)).collect();
    walk.blocks(&document.blocks);
    column.body = walk.html.take();
    frame::close(&mut column, &mut walk);
    let languages = document.frame.languages.iter();
    let languages =
        languages.map(|(code, name, href)| Language { code, name: name.clone(), href: frame::address(place, href) });
    let sheet = frame::sheet(document, place, languages.collect(), vec![column]);
    let Words { events, zone, keys, next, end, back, all, controls, debrief, leader } = &drill.words;
    DrillSheet {
        sheet,
        briefing,
        steps,
        events_word: events,
        zone,
        keys,
        next_word: next,
        end_word: end,
        back_word: back,
        all_word: all,
        controls_word: controls,
        debrief_word: debrief,
        leader,
    }
}

fn step<'a>(walk: &mut Walk, step: &'a Step) -> StepSheet<'a> {
    let time = walk.fragment(&step.time);
    if let Some(mark) = &step.mark {
        walk.badges(std::slice::from_ref(mark), Shapes::Plain);
    }
    walk.html.raw("<p class=\"event\">");
    walk.inlines(&step.content);
    walk.html.raw("</p>");
    StepSheet {
        name: &step.name,
        progress: &step.progress,
        time,
        since: step.since.as_deref(),
        content: walk.html.take(),
        question: &step.question,
    }
}
