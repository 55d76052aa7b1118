//! Every page of the site, each with the same in other languages.

use chrono::NaiveDate;

use super::Press;
use super::both::BOTH;
use super::frame::{path_in, places};
use super::names::{newsletter_place, report_place, run_place};
use super::report::drill;
use super::what_if;
use crate::model::{Incident, Newsletter};
use crate::runs::evidence::Evidence;

/// A page in all its languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The page in each language: BCP 47 code and path from the site's root.
    pub pages: Vec<(&'static str, String)>,
    /// The page for readers of none of them.
    pub general: String,
    /// The day it was last changed.
    pub day: NaiveDate,
}

/// Lists the pages of a site in the languages of `presses`, the first of which is the site's own.
pub fn leaves(presses: &[Press<'_>], evidence: &[Evidence]) -> Vec<Leaf> {
    let Some(first) = presses.first() else { return Vec::new() };
    let edition = first.edition;
    let leaf = |place: &str, general: Option<String>, day: NaiveDate| {
        let page = |press: &Press<'_>| (press.texts.lang().code(), path_in(press.texts.lang(), place));
        let general = general.unwrap_or_else(|| path_in(first.texts.lang(), place));
        Leaf { pages: presses.iter().map(page).collect(), general, day }
    };
    let mut leaves = vec![leaf("index.html", Some("index.html".to_owned()), edition.as_of)];
    leaves.extend(places(edition).into_iter().skip(1).map(|(place, _)| leaf(place, None, edition.as_of)));
    for incident in &edition.incidents {
        let day = incident.updated.or(incident.published).unwrap_or(edition.as_of);
        let report = report_place(&incident.id);
        let both = (presses.len() > 1).then(|| format!("{BOTH}/{report}"));
        leaves.push(leaf(&report, both, day));
        if drill::is_made(incident) {
            leaves.push(leaf(&drill::place(&incident.id), None, day));
        }
        if what_if::is_made(incident) && evidence.iter().any(|own| own.incident == incident.id) {
            leaves.push(leaf(&what_if::place(&incident.id), None, day));
        }
        leaves.extend(runs(incident, evidence).into_iter().map(|place| leaf(&place, None, day)));
    }
    let issue = |newsletter: &Newsletter| leaf(&newsletter_place(&newsletter.id), None, newsletter.date);
    leaves.extend(edition.newsletters.iter().map(|newsletter| issue(newsletter)));
    leaves
}

/// Returns where the pages of runs and designs stand.
fn runs(incident: &Incident, evidence: &[Evidence]) -> Vec<String> {
    let own = evidence.iter().find(|evidence| evidence.incident == incident.id);
    let known = |id: &&_| incident.model.as_ref().is_some_and(|model| model.run(id).is_some());
    let runs = own.into_iter().flat_map(|own| own.runs.iter().map(|run| &run.id).filter(known));
    let designs = own.into_iter().flat_map(|own| own.designs.iter().map(|design| &design.id));
    runs.chain(designs).map(|run| run_place(&incident.id, run)).collect()
}
