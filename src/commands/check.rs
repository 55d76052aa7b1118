//! `nidan check`: every finding of every file in one go, and what the runs say of the lessons.

use std::path::Path;

use chrono::NaiveDate;
use clap::Args;

use super::clock::today;
use super::evidence::{Record, compare, lock_path, read_lock, run_kept};
use super::{Context, Failure, Outcome, explain, mend, overrides, schema};
use crate::base::diag::{Report, Severity};
use crate::base::lang::Lang;
use crate::check;
use crate::load::{self, Loaded};
use crate::model::KnowledgeBase;
use crate::model::incident::Stage;
use crate::runs::lock::Lock;
use crate::runs::store::Store;
use crate::text::Texts;
use crate::ui::{self, Checked, Exchange, Format};

/// Check the knowledge base and name every mistake at its line
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch that is typed by itself")]
#[command(
    after_help = "Exit codes: 0 no errors (warnings and hints allowed), 1 errors found, 2 could not run. `nidan explain RULE` says what a rule asks for and why."
)]
pub struct CheckArgs {
    /// First mend what says the same either way: byte order marks, carriage returns, tabs that indent, forms of Unicode
    #[arg(long)]
    fix: bool,
    /// The day to speak of, for what is overdue or has not come yet; today when left out
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    /// Tell hints in the forms for CI too, which leave them out
    #[arg(long, conflicts_with = "no_hints")]
    hints: bool,
    /// Leave out what is only a hint: findings marked `note`
    #[arg(long)]
    no_hints: bool,
    /// Do not run models: what runs say of lessons is left out
    #[arg(long)]
    no_runs: bool,
}

/// Carries out `check`; `start` is the folder that the program was started in.
///
/// # Errors
/// When the knowledge base cannot be found.
pub fn run(
    args: &CheckArgs,
    context: &Context,
    (exchange, start): (Option<Exchange>, &Path),
) -> Result<Outcome, Failure> {
    if args.fix {
        mend::run(context)?;
    }
    schema::refresh(&context.root);
    let Loaded { kb, sources, mut report } = load::load(&context.root).map_err(Failure::of)?;
    if let Some(kb) = &kb {
        let day = args.as_of.unwrap_or_else(|| today(kb.settings.zone));
        report.merge(check::check(kb, &sources, Some(day)));
        overrides::check(kb, &context.root, &mut report);
        if !args.no_runs {
            run_models(kb, context, &mut report)?;
        }
    }
    if args.no_hints || (exchange.is_some() && !args.hints) {
        report.drop_notes();
    }
    if context.deny_warnings {
        report.deny_warnings();
    }
    if let Some(form) = exchange {
        let english = Texts::new(Lang::EN);
        let explain = |rule: &check::Rule| explain::why(&english, rule);
        let prefix = prefix(&context.root, start);
        let checked = Checked { report: &report, sources: &sources, prefix: &prefix, explain: &explain };
        ui::raw_result(&ui::exchange(form, checked));
    } else {
        ui::print_findings(&report, &sources, context.format);
    }
    if report.has_errors() || kb.is_none() {
        return Ok(Outcome::Errors);
    }
    if context.format == Format::Human && exchange.is_none() {
        let incidents = kb.as_ref().map_or(&[][..], |kb| &kb.incidents);
        let drafts = incidents.iter().filter(|incident| incident.stage == Stage::Draft).count();
        let (count, hints) = (incidents.len(), report.count(Severity::Note));
        let more = if hints > 0 { "; `--no-hints` leaves notes out" } else { "" };
        ui::note(&format!("{count} incident(s) checked, no errors{more}"));
        if drafts > 0 {
            ui::note(&format!(
                "of {drafts} draft(s) little is asked yet: `stage: review` asks for all that a reader would miss"
            ));
        }
    }
    Ok(Outcome::Done)
}

/// Runs every model, what has been computed before taken from the store, and holds lessons and record against it.
fn run_models(kb: &KnowledgeBase, context: &Context, report: &mut Report) -> Result<(), Failure> {
    let root = context.root.as_path();
    let store = Store::open(root);
    for incident in kb.incidents.iter().filter(|incident| incident.model.is_some()) {
        let Some(evidence) = run_kept(incident, (root, &store), report) else { continue };
        check::evidence(incident, &evidence, report);
        if let Record::Read(recorded) = read_lock(&lock_path(root, incident), incident, report)? {
            compare(incident, &recorded, &Lock::of(&evidence), false, report);
        }
    }
    Ok(())
}

/// Returns the folder of the knowledge base as seen from where the program was started: the paths of annotations begin there.
fn prefix(root: &Path, start: &Path) -> String {
    let whole = |path: &Path| path.canonicalize().ok();
    let below = whole(root).zip(whole(start)).and_then(|(root, start)| Some(root.strip_prefix(start).ok()?.to_owned()));
    let names = below.iter().flat_map(|path| path.components());
    names.flat_map(|name| [name.as_os_str().to_string_lossy().into_owned(), "/".to_owned()]).collect()
}
