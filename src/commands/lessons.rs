//! `nidan lessons`: what was learned, and what the model says of it.

use clap::Args;

use super::catalog::{Reader, ask};
use super::{Context, Failure, Outcome};
use crate::catalog::lessons::lessons;
use crate::render::data;
use crate::view::catalog::listing;

/// Every lesson with its verdict, its effect and the incidents that teach it
#[derive(Args, Debug)]
pub struct LessonsArgs {
    #[command(flatten)]
    reader: Reader,
}

/// Carries out `lessons`.
///
/// # Errors
/// When the knowledge base cannot be found or holds no incident.
pub fn run(args: &LessonsArgs, context: &Context) -> Result<Outcome, Failure> {
    let mut asked = match ask(&args.reader, context, |_| None)? {
        Ok(asked) => asked,
        Err(outcome) => return Ok(outcome),
    };
    let evidence = match asked.simulate(context) {
        Ok(evidence) => evidence,
        Err(outcome) => return Ok(outcome),
    };
    let taught = lessons(&asked.edition, &evidence);
    asked.print(|press| vec![listing::of_lessons(press, &taught)], |edition| data::catalog::lessons(edition, &taught));
    Ok(Outcome::Done)
}
