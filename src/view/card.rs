//! The card that goes with links to a report: its title, how severe it was, how long it took.

use super::Press;
use super::names;
use super::report::{kind, since_impact};
use super::writer::Writer;
use crate::chart::drawing::{Drawing, Role};
use crate::chart::{Words, preview};
use crate::model::incident::Severity;
use crate::model::time::Mark;
use crate::model::{Audience, Incident, Released, Tlp};

/// Says whether cards are made. Other programs take a picture only by its full address, and a picture travels alone, so
/// it is only made of what is public.
pub fn is_made(press: Press<'_>) -> bool {
    press.edition.audience == Audience::Public && press.edition.settings.url.is_some()
}

/// Draws the card of a report.
pub fn card(press: Press<'_>, incident: &Released<Incident>) -> Drawing {
    let spec = spec(press, incident);
    let lang = press.texts.lang().code();
    let words = Words { id: "card".to_owned(), lang, takeaway: spec.title.clone(), ..Words::default() };
    preview::card(&spec, &words, press.fonts)
}

/// Says what is on the card.
pub(super) fn words(press: Press<'_>, incident: &Incident) -> String {
    let spec = spec(press, incident);
    let facts = spec.facts.iter().map(|(name, value)| format!("{name}: {value}"));
    [spec.title, spec.kind].into_iter().chain(facts).collect::<Vec<_>>().join(" · ")
}

fn spec(press: Press<'_>, incident: &Incident) -> preview::Spec {
    let texts = press.texts;
    let (_, site) = press.edition.settings.title.or_borrowed(texts.lang());
    let title = Writer::new(press, incident, "index.html").plain(&incident.title);
    let services = texts.list(&incident.services);
    let kind = [kind(press, incident), services].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let severity = incident.severity.map(|severity| (texts.msg("fact-severity"), names::severity(severity).text));
    let day = incident.day().map(|day| (texts.msg("card-day"), texts.date(day)));
    preview::Spec {
        site: site.clone(),
        label: format!("TLP:{}", incident.tlp.unwrap_or(Tlp::AmberStrict).label()),
        kind: kind.join(" · "),
        title,
        role: role(incident.severity),
        facts: [severity, took(press, incident), day].into_iter().flatten().collect(),
    }
}

/// Says how long it took until all was back, or else until most was.
fn took(press: Press<'_>, incident: &Incident) -> Option<(String, String)> {
    let texts = press.texts;
    let until = |mark: Mark, key: &str| {
        let length = incident.length_between(Mark::Impact, mark)?;
        Some((texts.msg(key), since_impact(texts, length)))
    };
    until(Mark::Resolved, "card-resolved").or_else(|| until(Mark::Mitigated, "card-mitigated"))
}

const fn role(severity: Option<Severity>) -> Role {
    match severity {
        Some(Severity::Sev1) => Role::Bad,
        Some(Severity::Sev2) => Role::Second,
        Some(Severity::Sev3) => Role::Open,
        Some(Severity::Sev4) => Role::Main,
        None => Role::Axis,
    }
}
