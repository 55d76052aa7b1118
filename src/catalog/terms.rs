//! Tags, services, factors and terms, each with the incidents that have it.

use std::collections::BTreeMap;

use crate::model::incident::{Factor, Term};
use crate::model::{Edition, Id, Incident};

/// A name and the incidents that have it, the newest first.
#[derive(Clone, Debug)]
pub struct Named<'a, T> {
    /// The name: a tag, a service, the words of a factor as the newest incident has them.
    pub name: T,
    /// The incidents; never empty.
    pub incidents: Vec<&'a Incident>,
}

/// Returns the tags, those of most incidents first, then by name.
pub fn tags(edition: &Edition) -> Vec<Named<'_, &Id>> {
    gathered(edition, |incident| incident.tags.iter().map(|tag| (tag.as_str().to_owned(), tag)).collect())
}

/// Returns the services; names that differ in capitals alone are one.
pub fn services(edition: &Edition) -> Vec<Named<'_, &str>> {
    gathered(edition, |incident| {
        incident.services.iter().map(|service| (service.to_lowercase(), service.as_str())).collect()
    })
}

/// Returns the factors by their ids, each in the words of the newest incident that has it.
pub fn factors(edition: &Edition) -> Vec<Named<'_, &Factor>> {
    gathered(edition, |incident| {
        incident.factors.iter().map(|factor| (factor.entry.id.as_str().to_owned(), factor)).collect()
    })
}

fn gathered<'a, T>(edition: &'a Edition, of: impl Fn(&'a Incident) -> Vec<(String, T)>) -> Vec<Named<'a, T>> {
    let mut found: BTreeMap<String, Named<'a, T>> = BTreeMap::new();
    for incident in &edition.incidents {
        for (key, name) in of(incident) {
            let named = found.entry(key).or_insert_with(|| Named { name, incidents: Vec::new() });
            if named.incidents.last().is_none_or(|last| last.id != incident.id) {
                named.incidents.push(incident);
            }
        }
    }
    let mut all: Vec<Named<'a, T>> = found.into_values().collect();
    all.sort_by_key(|named| std::cmp::Reverse(named.incidents.len()));
    all
}

/// A term of the glossary with what each incident says of it, the newest first; never empty.
#[derive(Clone, Debug)]
pub struct Explained<'a> {
    /// Its id.
    pub id: &'a Id,
    /// The explanations.
    pub by: Vec<(&'a Incident, &'a Term)>,
}

/// Returns the terms of every glossary, by id.
pub fn glossary(edition: &Edition) -> Vec<Explained<'_>> {
    let mut found: BTreeMap<&Id, Explained<'_>> = BTreeMap::new();
    for incident in &edition.incidents {
        for term in &incident.glossary {
            let explained = found.entry(&term.id).or_insert_with(|| Explained { id: &term.id, by: Vec::new() });
            explained.by.push((incident, term));
        }
    }
    found.into_values().collect()
}
