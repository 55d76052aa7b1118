//! What a site has for other programs: feeds, sitemap, data.

use rayon::prelude::*;

use super::Failure;
use super::build::of;
use super::site::{Taker, offer};
use crate::render::data::site as data;
use crate::render::{feed, sitemap};
use crate::runs::evidence::Evidence;
use crate::view::Press;
use crate::view::feed as feeds;
use crate::view::frame::{ATOM, JSON_FEED, path_in};
use crate::view::sitemap as leaves;

/// Offers all of it; `site` says what else there is.
pub(super) fn files(presses: &[Press<'_>], evidence: &[Evidence], taker: &dyn Taker) -> Result<(), Failure> {
    for press in presses {
        feed_files(*press, evidence, taker)?;
    }
    let Some(first) = presses.first() else { return Ok(()) };
    data_files(*first, evidence, taker)?;
    let Some(url) = &first.edition.settings.url else { return Ok(()) };
    // How many parts a large site's sitemap has shows only when it is made.
    if taker.wants(sitemap::SITEMAP) || taker.wants_in(sitemap::PARTS) {
        for (path, text) in sitemap::files(url.as_str(), &leaves::leaves(presses, evidence)) {
            offer(taker, &path, || Ok(text))?;
        }
    }
    Ok(())
}

/// Offers the feeds of a language; both have the same bodies.
fn feed_files(press: Press<'_>, evidence: &[Evidence], taker: &dyn Taker) -> Result<(), Failure> {
    if ![ATOM, JSON_FEED].iter().any(|place| taker.wants(&path_in(press.texts.lang(), place))) {
        return Ok(());
    }
    let files = feed::files(&feeds::feed(press, evidence), press.texts);
    let files = files.map_err(Failure::of)?;
    files.into_iter().try_for_each(|(path, text)| offer(taker, &path, || Ok(text)))
}

fn data_files(press: Press<'_>, evidence: &[Evidence], taker: &dyn Taker) -> Result<(), Failure> {
    let edition = press.edition;
    if !taker.wants_in(data::FOLDER) {
        return Ok(());
    }
    for (path, text) in data::files(edition, evidence) {
        offer(taker, &path, || Ok(text))?;
    }
    let offered = edition.incidents.par_iter().map(|incident| {
        offer(taker, &data::path(incident), || Ok(data::file(edition, incident, of(evidence, &incident.id))))
    });
    offered.collect::<Vec<Result<(), Failure>>>().into_iter().collect()
}
