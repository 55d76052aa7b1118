//! `nidan stats`: numbers over all incidents.

use chrono::NaiveDate;
use clap::Args;

use super::catalog::{Reader, ask};
use super::{Context, Failure, Outcome};
use crate::render::data;
use crate::view::catalog::listing;

/// How long incidents took, what happened again, how old actions are; every incident stays a point
#[derive(Args, Debug)]
pub struct StatsArgs {
    /// The day to speak of; the newest date in the knowledge base when left out
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    #[command(flatten)]
    reader: Reader,
}

/// Carries out `stats`.
///
/// # Errors
/// When the knowledge base cannot be found or holds no incident.
pub fn run(args: &StatsArgs, context: &Context) -> Result<Outcome, Failure> {
    let asked = match ask(&args.reader, context, |_| args.as_of)? {
        Ok(asked) => asked,
        Err(outcome) => return Ok(outcome),
    };
    asked.print(listing::of_stats, data::catalog::stats);
    Ok(Outcome::Done)
}
