//! What a site has for other programs: feeds, sitemap, data.

use rayon::prelude::*;

use super::Failure;
use super::build::{failure, of};
use crate::publish::Staging;
use crate::render::data::site as data;
use crate::render::{feed, sitemap};
use crate::runs::evidence::Evidence;
use crate::view::Press;
use crate::view::feed as feeds;
use crate::view::sitemap as leaves;

/// Writes it into the staging folder.
pub(super) fn write(presses: &[Press<'_>], evidence: &[Evidence], staging: &Staging) -> Result<(), Failure> {
    let put = |path: &str, text: &str| staging.put(path, text.as_bytes()).map_err(|error| failure(&error));
    for press in presses {
        let feed = feed::files(&feeds::feed(*press, evidence), press.texts);
        for (path, text) in feed.map_err(|message| Failure { message, hint: None })? {
            put(&path, &text)?;
        }
    }
    let Some(first) = presses.first() else { return Ok(()) };
    let edition = first.edition;
    for (path, text) in data::files(edition, evidence) {
        put(&path, &text)?;
    }
    let done: Vec<Result<(), Failure>> = edition
        .incidents
        .par_iter()
        .map(|incident| {
            let (path, text) = data::file(edition, incident, of(evidence, &incident.id));
            put(&path, &text)
        })
        .collect();
    done.into_iter().collect::<Result<(), Failure>>()?;
    if let Some(url) = &edition.settings.url {
        for (path, text) in sitemap::files(url.as_str(), &leaves::leaves(presses, evidence)) {
            put(&path, &text)?;
        }
    }
    Ok(())
}
