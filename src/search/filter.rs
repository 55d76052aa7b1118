//! Facets: what a report is, beside what it says.

use std::collections::BTreeMap;

use super::index::Index;
use crate::view::findable::Listed;

/// A way to narrow a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// SEV1 to SEV4.
    Severity,
    /// A service that was hit.
    Service,
    /// A factor, by its id.
    Factor,
    /// A tag.
    Tag,
    /// The year of the incident.
    Year,
    /// How far the report has come.
    Stage,
}

impl Facet {
    /// Every facet, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Severity, Self::Service, Self::Factor, Self::Tag, Self::Year, Self::Stage];

    /// Returns the word used in flags and in the addresses of searches.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Severity => "severity",
            Self::Service => "service",
            Self::Factor => "factor",
            Self::Tag => "tag",
            Self::Year => "year",
            Self::Stage => "stage",
        }
    }

    /// Returns what a report is under this facet.
    pub fn values(self, listed: &Listed) -> Vec<String> {
        match self {
            Self::Severity => listed.severity.iter().map(|severity| severity.to_lowercase()).collect(),
            Self::Service => listed.services.clone(),
            Self::Factor => listed.factors.iter().map(|factor| factor.id.clone()).collect(),
            Self::Tag => listed.tags.clone(),
            // The id begins with the day of the impact.
            Self::Year => listed.id.get(..4).map(str::to_owned).into_iter().collect(),
            Self::Stage => vec![listed.stage.0.to_owned()],
        }
    }
}

/// What was chosen, per facet: any of the values of one, something of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    chosen: BTreeMap<Facet, Vec<String>>,
}

impl Filters {
    /// Adds a value that reports may have; letters of either case are one.
    pub fn choose(&mut self, facet: Facet, value: &str) {
        self.chosen.entry(facet).or_default().push(value.to_lowercase());
    }

    /// Tells whether nothing was chosen.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Tells whether a report is what was chosen.
    pub fn admit(&self, listed: &Listed) -> bool {
        self.chosen
            .iter()
            .all(|(facet, wanted)| facet.values(listed).iter().any(|value| wanted.contains(&value.to_lowercase())))
    }

    /// Returns the first value that was chosen and that no report has, with those that there are.
    pub fn unknown(&self, index: &Index) -> Option<(Facet, &str, Vec<String>)> {
        self.chosen.iter().find_map(|(facet, wanted)| {
            let mut known: Vec<String> = index.reports.iter().flat_map(|listed| facet.values(listed)).collect();
            known.sort();
            known.dedup();
            let missing = wanted.iter().find(|value| !known.iter().any(|known| known.to_lowercase() == **value))?;
            Some((*facet, missing.as_str(), known))
        })
    }
}
