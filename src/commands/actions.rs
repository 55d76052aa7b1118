//! `nidan actions`: who owes what today.

use chrono::NaiveDate;
use chrono_tz::Tz;
use clap::Args;

use super::catalog::{Reader, ask};
use super::clock::today;
use super::{Context, Failure, Outcome};
use crate::catalog::actions::{Owed, State, actions};
use crate::render::data;
use crate::view::catalog::listing;

/// Who owes what: every action by urgency, as it stands today
#[derive(Args, Debug)]
#[command(
    after_help = "Exit codes: 0 done, 1 with --overdue when a P0 or P1 action is overdue (or the knowledge base has errors), 2 could not run."
)]
pub struct ActionsArgs {
    /// Only what is overdue; a P0 or P1 among it is an error
    #[arg(long)]
    overdue: bool,
    /// The day to speak of; today when left out
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    #[command(flatten)]
    reader: Reader,
}

/// Carries out `actions`.
///
/// # Errors
/// When the knowledge base cannot be found.
pub fn run(args: &ActionsArgs, context: &Context) -> Result<Outcome, Failure> {
    let day = |zone: Tz| args.as_of.or_else(|| Some(today(zone)));
    let asked = match ask(&args.reader, context, |opened| day(opened.kb.settings.zone))? {
        Ok(asked) => asked,
        Err(outcome) => return Ok(outcome),
    };
    let as_of = asked.edition.as_of;
    let mut owed = actions(&asked.edition, as_of);
    if args.overdue {
        owed.retain(|owed| matches!(owed.state, State::Overdue(_)));
    }
    asked.print(
        |press| vec![listing::of_actions(press, &owed, as_of)],
        |edition| data::catalog::actions(edition, &owed),
    );
    let urgent = args.overdue && owed.iter().any(Owed::is_urgent);
    Ok(if urgent { Outcome::Errors } else { Outcome::Done })
}
