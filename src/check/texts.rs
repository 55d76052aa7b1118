//! Every text of an incident that its authors wrote themselves, with the place it has in the report.

use super::words::{Sentence, sentences};
use crate::base::lang::Lang;
use crate::model::custom::Value;
use crate::model::{Incident, Prose, Text};

/// What a text is in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The title.
    Title,
    /// The summary.
    Summary,
    /// The comparison and its limits.
    Analogy,
    /// What it was not.
    RuledOut,
    /// Who was affected.
    Impact,
    /// What set it off.
    Trigger,
    /// A row of the timeline.
    Event,
    /// A contributing factor.
    Factor,
    /// Why it was not seen earlier.
    BlindSpot,
    /// A step taken, and a trace or technique of an attack.
    Step,
    /// A lesson.
    Lesson,
    /// What a lesson costs.
    Cost,
    /// An action.
    Action,
    /// What others said they would do.
    Announced,
    /// What we make of a dispute.
    Finding,
    /// Words round a chart or a figure.
    Caption,
    /// The meaning of a term.
    Term,
    /// What stands under a field of the knowledge base's own.
    Custom,
}

/// A text in one language, cut into sentences.
pub(super) struct Told<'a> {
    /// What it is in the report.
    pub(super) part: Part,
    /// The text in all languages that it is one of.
    pub(super) text: &'a Text,
    /// Its language.
    pub(super) lang: Lang,
    /// The text.
    pub(super) prose: &'a Prose,
    /// Its sentences.
    pub(super) sentences: Vec<Sentence>,
}

/// Returns every text with what it is. What sources say, and what they are called, is not ours and is left out.
pub(super) fn texts(incident: &Incident) -> Vec<(Part, &Text)> {
    let mut all = vec![(Part::Title, &incident.title)];
    all.extend(incident.summary.iter().map(|passage| (Part::Summary, &passage.text)));
    if let Some(analogy) = &incident.analogy {
        all.push((Part::Analogy, &analogy.text));
        all.extend(analogy.limits.iter().map(|text| (Part::Analogy, text)));
    }
    all.extend(incident.ruled_out.iter().map(|entry| (Part::RuledOut, &entry.text)));
    all.extend(incident.impact.iter().map(|impact| (Part::Impact, &impact.entry.text)));
    all.extend(incident.trigger.iter().map(|passage| (Part::Trigger, &passage.text)));
    all.extend(incident.timeline.iter().map(|event| (Part::Event, &event.text)));
    for factor in &incident.factors {
        all.push((Part::Factor, &factor.entry.text));
        all.extend(factor.short.iter().map(|text| (Part::Factor, text)));
    }
    all.extend(incident.blind_spots.iter().map(|entry| (Part::BlindSpot, &entry.text)));
    let steps = incident.containment.iter().chain(&incident.mitigations);
    all.extend(steps.map(|step| (Part::Step, &step.entry.text)));
    all.extend(incident.attack.iter().filter_map(|technique| technique.text.as_ref()).map(|text| (Part::Step, text)));
    all.extend(incident.indicators.iter().map(|indicator| (Part::Step, &indicator.entry.text)));
    for lesson in &incident.lessons {
        all.push((Part::Lesson, &lesson.entry.text));
        all.extend(lesson.more.iter().map(|text| (Part::Lesson, text)));
        all.extend(lesson.cost.iter().map(|text| (Part::Cost, text)));
    }
    all.extend(incident.actions.iter().map(|action| (Part::Action, &action.entry.text)));
    all.extend(incident.announced.iter().map(|entry| (Part::Announced, &entry.text)));
    for dispute in &incident.disputes {
        all.extend(dispute.finding.iter().map(|text| (Part::Finding, text)));
    }
    for chart in &incident.charts {
        all.push((Part::Caption, &chart.takeaway));
        all.extend(chart.caption.iter().map(|text| (Part::Caption, text)));
    }
    for figure in &incident.figures {
        all.extend([(Part::Caption, &figure.caption), (Part::Caption, &figure.alt)]);
    }
    for one in &incident.custom {
        if let Value::Text(text) = &one.value {
            all.push((Part::Custom, text));
        }
    }
    all.extend(incident.glossary.iter().map(|term| (Part::Term, &term.text)));
    all
}

/// Cuts every text of an incident into sentences. The languages of one text stand side by side.
pub(super) fn told<'a>(incident: &'a Incident) -> Vec<Told<'a>> {
    let of = |(part, text): (Part, &'a Text)| {
        text.iter().map(move |(lang, prose)| Told { part, text, lang, prose, sentences: sentences(&prose.markdown) })
    };
    texts(incident).into_iter().flat_map(of).collect()
}
