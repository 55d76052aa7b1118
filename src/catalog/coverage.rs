//! How much of the knowledge base is written in each language.

use crate::base::lang::Lang;
use crate::model::{Edition, Incident, Text};

/// How many texts a language has, of how many there are in any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The language.
    pub lang: Lang,
    /// Texts that are written in it.
    pub written: usize,
    /// All texts.
    pub all: usize,
}

impl Coverage {
    /// Returns the share, 1 for everything.
    pub fn share(&self) -> f64 {
        if self.all == 0 { 1.0 } else { self.written as f64 / self.all as f64 }
    }

    /// Says whether anything is missing.
    pub fn is_whole(&self) -> bool {
        self.written == self.all
    }
}

/// Counts the texts of an edition in each language of its settings.
pub fn coverage(edition: &Edition) -> Vec<Coverage> {
    let texts: Vec<&Text> = edition.incidents.iter().flat_map(|incident| texts(incident)).collect();
    let count = |lang: Lang| texts.iter().filter(|text| text.get(lang).is_some()).count();
    let languages = edition.settings.languages.iter();
    languages.map(|lang| Coverage { lang: *lang, written: count(*lang), all: texts.len() }).collect()
}

/// Returns every text of an incident that its readers meet.
fn texts(incident: &Incident) -> Vec<&Text> {
    let mut found = vec![&incident.title];
    found.extend(incident.sources.iter().filter_map(|source| source.text.as_ref()));
    found.extend(incident.summary.iter().chain(&incident.trigger).map(|passage| &passage.text));
    found.extend(incident.analogy.iter().flat_map(|analogy| [Some(&analogy.text), analogy.limits.as_ref()]).flatten());
    let entries = incident.ruled_out.iter().chain(&incident.blind_spots).chain(&incident.announced);
    found.extend(entries.map(|entry| &entry.text));
    found.extend(incident.impact.iter().map(|impact| &impact.entry.text));
    found.extend(incident.timeline.iter().map(|event| &event.text));
    for factor in &incident.factors {
        found.extend([Some(&factor.entry.text), factor.short.as_ref()].into_iter().flatten());
    }
    found.extend(incident.attack.iter().filter_map(|technique| technique.text.as_ref()));
    found.extend(incident.containment.iter().chain(&incident.mitigations).map(|step| &step.entry.text));
    found.extend(incident.indicators.iter().map(|indicator| &indicator.entry.text));
    for lesson in &incident.lessons {
        found.extend([Some(&lesson.entry.text), lesson.more.as_ref(), lesson.cost.as_ref()].into_iter().flatten());
    }
    found.extend(incident.actions.iter().map(|action| &action.entry.text));
    for dispute in &incident.disputes {
        found.extend(dispute.about.iter().chain(&dispute.finding));
        found.extend(dispute.sides.iter().map(|side| &side.text));
    }
    found.extend(incident.glossary.iter().flat_map(|term| [&term.term, &term.text]));
    if let Some(model) = &incident.model {
        found.extend(model.limits.iter().chain(model.runs.iter().filter_map(|run| run.text.as_ref())));
        found.extend(model.designs.iter().filter_map(|design| design.text.as_ref()));
        let scenario = &model.base().scenario;
        found.extend(scenario.params.iter().filter_map(|param| param.text.as_ref()));
        found.extend(scenario.measures.iter().filter_map(|measure| measure.text.as_ref()));
    }
    found
}
