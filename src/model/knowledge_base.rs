//! The knowledge base: its settings and its incidents.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::edition::Audience;
use super::id::Id;
use super::incident::Incident;
use crate::base::lang::{Lang, PerLang};

/// What `nidan.yaml` says.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The knowledge base's name.
    pub title: PerLang<String>,
    /// Languages of the site; the first is the default.
    pub languages: Vec<Lang>,
    /// Languages whose missing texts never stop a build.
    pub optional: Vec<Lang>,
    /// Who the default build is for.
    pub audience: Audience,
    /// The reader's zone.
    pub zone: Tz,
}

/// Everything that was loaded.
#[derive(Clone, Debug)]
pub struct KnowledgeBase {
    /// Settings.
    pub settings: Settings,
    /// Incidents, newest first.
    pub incidents: Vec<Incident>,
}

impl KnowledgeBase {
    /// Finds an incident.
    pub fn incident(&self, id: &Id) -> Option<&Incident> {
        self.incidents.iter().find(|incident| incident.id == *id)
    }

    /// Returns the newest date in the base: the day that pages and statistics speak of.
    pub fn newest_date(&self) -> Option<NaiveDate> {
        self.incidents
            .iter()
            .flat_map(|incident| {
                let events = incident.timeline.iter().map(|event| event.when.local_day);
                let done = incident.actions.iter().filter_map(|action| action.done);
                events.chain(incident.published).chain(incident.updated).chain(done)
            })
            .max()
    }
}
