//! Editions: what one audience may read. Nothing is rendered that has not passed through [`redact`].
//!
//! A new field of an incident does not compile until someone decides here who may read it.

use std::collections::BTreeSet;
use std::ops::Deref;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::fact::{Fact, Guard, Tlp};
use super::features::Features;
use super::id::Id;
use super::incident::{Incident, Stage};
use super::knowledge_base::{KnowledgeBase, Settings};
use super::newsletter::{Advisory, Item, ItemKind, Newsletter};
use super::overrides::Overrides;

/// Who an edition is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Anyone: TLP:CLEAR, published or closed.
    Public,
    /// The community: up to TLP:GREEN.
    Community,
    /// The organisation: up to TLP:AMBER+STRICT, every stage.
    Internal,
}

impl Audience {
    /// Every audience, from open to closed.
    pub const ALL: [Self; 3] = [Self::Public, Self::Community, Self::Internal];

    /// Returns the word used in files, flags and the manifest.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Community => "community",
            Self::Internal => "internal",
        }
    }

    const fn ceiling(self) -> Tlp {
        match self {
            Self::Public => Tlp::Clear,
            Self::Community => Tlp::Green,
            Self::Internal => Tlp::AmberStrict,
        }
    }

    /// Says whether a block with this guard may be read.
    pub fn may_read(self, guard: Guard) -> bool {
        let open = guard.tlp.is_none_or(|tlp| tlp <= self.ceiling());
        open && (!guard.internal || self == Self::Internal)
    }

    fn admits(self, tlp: Tlp, stage: Stage) -> Option<Withholding> {
        if tlp > self.ceiling() {
            return Some(Withholding::Label(tlp));
        }
        (self != Self::Internal && stage < Stage::Published).then_some(Withholding::Stage)
    }
}

/// Why something was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withholding {
    /// Its label is stricter than the audience.
    Label(Tlp),
    /// It is not published yet.
    Stage,
}

/// An incident or a newsletter that an edition leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// Which.
    pub id: Id,
    /// Why.
    pub why: Withholding,
}

/// A value that has been redacted for an audience; only [`redact`] makes one.
#[derive(Clone, Debug)]
pub struct Released<T>(T);

impl<T> Deref for Released<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// What one audience may read, on one day.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Who it is for.
    pub audience: Audience,
    /// The day that pages speak of.
    pub as_of: NaiveDate,
    /// Settings.
    pub settings: Settings,
    /// Incidents, newest first.
    pub incidents: Vec<Released<Incident>>,
    /// Issues of the newsletter, newest first.
    pub newsletters: Vec<Released<Newsletter>>,
    /// What was left out.
    pub withheld: Vec<Withheld>,
    /// What stands in place of the program's own messages and templates.
    pub overrides: Overrides,
    /// What its incidents have in common.
    pub features: Features,
    /// What any of them has. Every page asks for it, so it is looked up once.
    pub holdings: BTreeSet<Holding>,
}

/// Something that an incident may have, and that has a page of its own over all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holding {
    /// Lessons.
    Lessons,
    /// Actions, decided or announced.
    Actions,
    /// Tags, services or contributing factors.
    Tags,
    /// Terms of a glossary.
    Terms,
    /// Issues of the newsletter.
    Newsletters,
}

fn holdings(incident: &Incident) -> impl Iterator<Item = Holding> {
    let all = [
        (Holding::Lessons, !incident.lessons.is_empty()),
        (Holding::Actions, !(incident.actions.is_empty() && incident.announced.is_empty())),
        (Holding::Tags, !(incident.tags.is_empty() && incident.services.is_empty() && incident.factors.is_empty())),
        (Holding::Terms, !incident.glossary.is_empty()),
    ];
    all.into_iter().filter(|(_, has)| *has).map(|(holding, _)| holding)
}

/// Makes the edition of a knowledge base for an audience.
pub fn redact(kb: &KnowledgeBase, audience: Audience, as_of: NaiveDate) -> Edition {
    let mut withheld = Vec::new();
    let mut admitted = Vec::new();
    for incident in &kb.incidents {
        // Without a label a file counts as meant for the organisation: `check` reports it as an error elsewhere.
        match audience.admits(incident.tlp.unwrap_or(Tlp::AmberStrict), incident.stage) {
            Some(why) => withheld.push(Withheld { id: incident.id.clone(), why }),
            None => admitted.push(incident),
        }
    }
    let redacted = admitted.into_par_iter().map(|incident| redact_incident(incident.clone(), audience));
    let mut incidents: Vec<Incident> = redacted.collect();
    let admitted: BTreeSet<Id> = incidents.iter().map(|incident| incident.id.clone()).collect();
    for incident in &mut incidents {
        incident.related.retain(|other| admitted.contains(&other.id));
        incident.recurrence_of = incident.recurrence_of.take().filter(|other| admitted.contains(&other.id));
    }
    let features = Features::gather(&incidents);
    let newsletters = newsletters(kb, (audience, &incidents), &mut withheld);
    let issues = (!newsletters.is_empty()).then_some(Holding::Newsletters);
    let holdings = incidents.iter().flat_map(holdings).chain(issues).collect();
    let incidents = incidents.into_iter().map(Released).collect();
    // Names that reports do not give are nobody's to read.
    // A field that is not for these readers has no name for them either.
    let fields = kb.settings.fields().iter().filter(|field| audience.may_read(field.guard)).cloned().collect();
    let settings = Settings { people: Vec::new(), custom: Some(fields), ..kb.settings.clone() };
    let overrides = kb.overrides.clone();
    Edition { audience, as_of, settings, incidents, newsletters, withheld, overrides, features, holdings }
}

/// Redacts the issues of the newsletter; `incidents` are those that the audience may read, redacted.
fn newsletters(
    kb: &KnowledgeBase,
    (audience, incidents): (Audience, &[Incident]),
    withheld: &mut Vec<Withheld>,
) -> Vec<Released<Newsletter>> {
    let mut released = Vec::new();
    for newsletter in &kb.newsletters {
        match audience.admits(newsletter.tlp, newsletter.stage) {
            Some(why) => withheld.push(Withheld { id: newsletter.id.clone(), why }),
            None => released.push(Released(redact_newsletter(newsletter.clone(), audience, incidents))),
        }
    }
    released
}

/// Names every field, without `..`, as [`every_field_is_decided`] does: what an issue has is as open as its items are.
fn redact_newsletter(newsletter: Newsletter, audience: Audience, incidents: &[Incident]) -> Newsletter {
    let Newsletter { id, number, title, date, since, tlp, stage, intro, items, span } = newsletter;
    let items = items.into_iter().filter_map(|item| redact_item(item, audience, incidents)).collect();
    Newsletter { id, number, title, date, since, tlp, stage, intro, items, span }
}

/// Keeps an item that the audience may read, and that tells of nothing that it may not.
fn redact_item(mut item: Item, audience: Audience, incidents: &[Incident]) -> Option<Item> {
    if !audience.may_read(item.guard) {
        return None;
    }
    let find = |id: &Id| incidents.iter().find(|incident| incident.id == *id);
    let kept = match &mut item.kind {
        ItemKind::Lead(lead) => find(&lead.incident.id)
            .is_some_and(|incident| incident.lessons.iter().any(|lesson| lesson.entry.id == lead.lesson)),
        ItemKind::Incident(other) | ItemKind::Drill(other) => find(&other.id).is_some(),
        ItemKind::Advisory(Advisory { severity: _, affected: _, steps: _, indicators, incident }) => {
            indicators.retain(|indicator| audience.may_read(indicator.entry.fact.guard));
            *incident = incident.take().filter(|other| find(&other.id).is_some());
            true
        }
        ItemKind::Note
        | ItemKind::People
        | ItemKind::Event
        | ItemKind::Reading(_)
        | ItemKind::Verdicts
        | ItemKind::Overdue
        | ItemKind::Numbers
        | ItemKind::YearAgo => true,
    };
    kept.then_some(item)
}

/// Names every field, without `..`: a new one does not compile until [`redact_incident`] has been looked at.
///
/// Fields that carry no guard of their own (id, title, times, roles) are as open as their document.
fn every_field_is_decided(incident: &Incident) {
    #[rustfmt::skip]
    let Incident {
        id: _, kind: _, title: _, severity: _, tlp: _, stage: _, owner: _, reviewers: _, reviewed: _, published: _, updated: _, zone: _,
        services: _, tags: _, related: _, recurrence_of: _, sources: _, summary: _, ruled_out: _, analogy: _, impact: _, trigger: _, timeline: _,
        factors: _, blind_spots: _, attack: _, containment: _, mitigations: _, indicators: _, lessons: _, actions: _,
        announced: _, disputes: _, charts: _, figures: _, glossary: _, custom: _, model: _, allows: _, span: _,
    } = incident;
}

fn redact_incident(mut incident: Incident, audience: Audience) -> Incident {
    every_field_is_decided(&incident);
    let may_read = |fact: &Fact| audience.may_read(fact.guard);
    incident.sources.retain(|source| may_read(&source.fact));
    incident.summary = incident.summary.filter(|passage| may_read(&passage.fact));
    incident.trigger = incident.trigger.filter(|passage| may_read(&passage.fact));
    incident.analogy = incident.analogy.filter(|analogy| may_read(&analogy.fact));
    incident.ruled_out.retain(|entry| may_read(&entry.fact));
    incident.impact.retain(|impact| may_read(&impact.entry.fact));
    incident.timeline.retain(|event| may_read(&event.fact));
    incident.factors.retain(|factor| may_read(&factor.entry.fact));
    incident.blind_spots.retain(|entry| may_read(&entry.fact));
    incident.attack.retain(|technique| may_read(&technique.fact));
    incident.containment.retain(|step| may_read(&step.entry.fact));
    incident.mitigations.retain(|mitigation| may_read(&mitigation.entry.fact));
    incident.indicators.retain(|indicator| may_read(&indicator.entry.fact));
    incident.lessons.retain(|lesson| may_read(&lesson.entry.fact));
    incident.actions.retain(|action| may_read(&action.fact));
    incident.announced.retain(|entry| may_read(&entry.fact));
    incident.disputes.retain(|dispute| may_read(&dispute.fact));
    incident.charts.retain(|chart| may_read(&chart.fact));
    incident.figures.retain(|figure| may_read(&figure.fact));
    incident.glossary.retain(|term| may_read(&term.fact));
    incident.custom.retain(|one| audience.may_read(one.guard));
    incident.model = incident.model.filter(|model| audience.may_read(model.guard));
    // A reason is written for the checker: it may speak of what the readers of an edition do not get.
    incident.allows.clear();
    drop_dangling(&mut incident);
    incident
}

/// Removes references to what redaction has taken out, so that no name of it is left behind.
fn drop_dangling(incident: &mut Incident) {
    let kept: Vec<Id> = incident.sources.iter().map(|source| source.id.clone()).collect();
    let factors: Vec<Id> = incident.factors.iter().map(|factor| factor.entry.id.clone()).collect();
    let lessons: Vec<Id> = incident.lessons.iter().map(|lesson| lesson.entry.id.clone()).collect();
    for fact in facts_of(incident) {
        fact.sources.retain(|id| kept.contains(id));
    }
    if incident.model.is_none() {
        incident.charts.iter_mut().for_each(|chart| chart.overlay = None);
    }
    for dispute in &mut incident.disputes {
        dispute.sides.retain(|side| kept.contains(&side.source));
    }
    for factor in &mut incident.factors {
        factor.leads_to.retain(|id| factors.contains(id));
        factor.loops_to.retain(|id| factors.contains(id));
    }
    for lesson in &mut incident.lessons {
        lesson.answers.retain(|id| factors.contains(id));
    }
    for action in &mut incident.actions {
        action.lessons.retain(|id| lessons.contains(id));
    }
}

fn facts_of(incident: &mut Incident) -> Vec<&mut Fact> {
    let mut facts: Vec<&mut Fact> = Vec::new();
    facts.extend(incident.summary.iter_mut().chain(&mut incident.trigger).map(|passage| &mut passage.fact));
    facts.extend(incident.analogy.iter_mut().map(|analogy| &mut analogy.fact));
    let entries = incident.ruled_out.iter_mut().chain(&mut incident.blind_spots).chain(&mut incident.announced);
    facts.extend(entries.map(|entry| &mut entry.fact));
    facts.extend(incident.impact.iter_mut().map(|impact| &mut impact.entry.fact));
    facts.extend(incident.timeline.iter_mut().map(|event| &mut event.fact));
    facts.extend(incident.factors.iter_mut().map(|factor| &mut factor.entry.fact));
    facts.extend(incident.attack.iter_mut().map(|technique| &mut technique.fact));
    let steps = incident.containment.iter_mut().chain(&mut incident.mitigations);
    facts.extend(steps.map(|step| &mut step.entry.fact));
    facts.extend(incident.indicators.iter_mut().map(|indicator| &mut indicator.entry.fact));
    facts.extend(incident.lessons.iter_mut().map(|lesson| &mut lesson.entry.fact));
    facts.extend(incident.actions.iter_mut().flat_map(|action| [&mut action.fact, &mut action.entry.fact]));
    facts.extend(incident.disputes.iter_mut().map(|dispute| &mut dispute.fact));
    facts.extend(incident.charts.iter_mut().map(|chart| &mut chart.fact));
    facts.extend(incident.figures.iter_mut().map(|figure| &mut figure.fact));
    facts.extend(incident.glossary.iter_mut().map(|term| &mut term.fact));
    facts
}
