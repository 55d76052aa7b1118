//! `nidan related`: what is like an incident, and why.

use clap::Args;

use super::catalog::{Reader, ask};
use super::{Context, Failure, Outcome, left_out};
use crate::catalog::related::related;
use crate::render::data;
use crate::view::catalog::listing;

/// Incidents that are like one, the likest first, with the reasons
#[derive(Args, Debug)]
pub struct RelatedArgs {
    /// The incident
    id: String,
    #[command(flatten)]
    reader: Reader,
}

/// Carries out `related`.
///
/// # Errors
/// When the incident cannot be found or is not for the reader.
pub fn run(args: &RelatedArgs, context: &Context) -> Result<Outcome, Failure> {
    let asked = match ask(&args.reader, context, |_| None)? {
        Ok(asked) => asked,
        Err(outcome) => return Ok(outcome),
    };
    let id = asked.known(&args.id)?;
    let found = asked.edition.features.place(&id).and_then(|place| asked.edition.incidents.get(place));
    let incident = found.ok_or_else(|| left_out(&id, &asked.edition))?;
    let likenesses = related(&asked.edition, incident);
    asked.print(
        |press| vec![listing::of_related(press, incident, &likenesses)],
        |edition| data::catalog::related(edition, incident, &likenesses),
    );
    Ok(Outcome::Done)
}
