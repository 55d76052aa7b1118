//! `nidan check` and `nidan explain`.

use clap::Args;

use super::{Context, Failure, Outcome, mend, open, schema};
use crate::check;
use crate::ui;

/// Check the knowledge base and name every mistake at its line
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// First mend what says the same either way: byte order marks, carriage returns, tabs that indent, forms of Unicode
    #[arg(long)]
    fix: bool,
}

/// Say what a rule asks for
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// The rule's id, as findings print it
    rule: String,
}

/// Carries out `check`.
///
/// # Errors
/// When the knowledge base cannot be found.
pub fn run(args: &CheckArgs, context: &Context) -> Result<Outcome, Failure> {
    if args.fix {
        mend::run(context)?;
    }
    let opened = open(context)?;
    schema::refresh(&context.root);
    match opened {
        Ok(mut opened) => {
            let outcome = opened.settle_whole(context);
            if outcome == Outcome::Done && context.format == ui::Format::Human {
                ui::note(&format!("{} incident(s) checked, no errors", opened.kb.incidents.len()));
            }
            Ok(outcome)
        }
        Err(outcome) => Ok(outcome),
    }
}

/// Carries out `explain`.
///
/// # Errors
/// When there is no such rule.
pub fn explain(args: &ExplainArgs) -> Result<Outcome, Failure> {
    if let Some(rule) = check::explain(&args.rule) {
        ui::result(&format!("{}: {}", rule.id.0, rule.summary));
        Ok(Outcome::Done)
    } else {
        let near = crate::base::diag::nearest(&args.rule, check::RULES.iter().map(|rule| rule.id.0));
        let hint = near.map(|near| format!("did you mean `{near}`?"));
        Err(Failure { message: format!("there is no rule `{}`", args.rule), hint })
    }
}
