//! What the commands share that answer from the knowledge base as a whole: whose edition, in which language, how printed.

use chrono::NaiveDate;
use clap::Args;
use serde_json::Value;

use super::{Context, Failure, Opened, Outcome, evidence, open};
use crate::base::lang::Lang;
use crate::check;
use crate::model::{Audience, Edition, Id, redact};
use crate::runs::evidence::Evidence;
use crate::runs::store::Store;
use crate::text::Texts;
use crate::typography::Fonts;
use crate::ui::{self, Format};
use crate::view::Press;
use crate::view::catalog::listing::Listing;

/// Who reads, and in which language.
#[derive(Args, Debug)]
pub(super) struct Reader {
    /// Language of the answer; the first of nidan.yaml when left out
    #[arg(long, value_name = "bn|en", value_parser = lang)]
    lang: Option<Lang>,
    /// Who the answer is for, instead of what nidan.yaml says
    #[arg(long, value_parser = super::build::audience)]
    audience: Option<Audience>,
}

fn lang(code: &str) -> Result<Lang, String> {
    let known: Vec<&str> = Lang::ALL.into_iter().map(Lang::code).collect();
    Lang::from_code(code).ok_or_else(|| format!("possible: {}", known.join(", ")))
}

/// The edition that an answer is given from.
pub(super) struct Asked {
    opened: Opened,
    pub(super) edition: Edition,
    lang: Lang,
    format: Format,
}

/// Loads the knowledge base and redacts it for the reader; `day` says as of which day, when it is not the newest in it.
pub(super) fn ask(
    reader: &Reader,
    context: &Context,
    day: impl FnOnce(&Opened) -> Option<NaiveDate>,
) -> Result<Result<Asked, Outcome>, Failure> {
    let mut opened = match open(context)? {
        Ok(opened) => opened,
        Err(outcome) => return Ok(Err(outcome)),
    };
    if stops(&mut opened, context) {
        return Ok(Err(opened.settle(context)));
    }
    let settings = &opened.kb.settings;
    let as_of = day(&opened).or_else(|| opened.kb.newest_date());
    let as_of =
        as_of.ok_or_else(|| Failure::new("the knowledge base holds no incident", "add one under `incidents/`"))?;
    let edition = redact(&opened.kb, reader.audience.unwrap_or(settings.audience), as_of);
    let lang = reader.lang.or(settings.languages.first().copied()).unwrap_or(Lang::EN);
    Ok(Ok(Asked { opened, edition, lang, format: context.format }))
}

/// Says whether there are errors. Warnings are told by `check`, and would stand between an answer and its reader here.
fn stops(opened: &mut Opened, context: &Context) -> bool {
    if context.deny_warnings {
        opened.report.deny_warnings();
    }
    opened.report.has_errors()
}

impl Asked {
    /// Finds the id of an incident of the knowledge base, or says which are near.
    pub(super) fn known(&self, name: &str) -> Result<Id, Failure> {
        Ok(super::incident(&self.opened.kb, name)?.id.clone())
    }

    /// Runs the models of the edition, what has been computed before taken from the store.
    pub(super) fn simulate(&mut self, context: &Context) -> Result<Vec<Evidence>, Outcome> {
        let store = Store::open(&context.root);
        let mut all = Vec::new();
        for incident in &self.edition.incidents {
            let kept = (context.root.as_path(), &store);
            let Some(evidence) = evidence::run_kept(incident, kept, &mut self.opened.report) else { continue };
            check::evidence(incident, &evidence, &mut self.opened.report);
            all.push(evidence);
        }
        if stops(&mut self.opened, context) { Err(self.opened.settle(context)) } else { Ok(all) }
    }

    /// Prints an answer: tables for people, data for programs.
    pub(super) fn print(&self, tell: impl FnOnce(Press<'_>) -> Vec<Listing>, data: impl FnOnce(&Edition) -> Value) {
        if self.format == Format::Json {
            return ui::result(&data(&self.edition).to_string());
        }
        let (texts, fonts) = (Texts::replaced(self.lang, &self.edition.overrides), Fonts::embedded());
        let press = Press { edition: &self.edition, texts: &texts, fonts: &fonts, pdf: false };
        let tables: Vec<String> = tell(press).iter().map(ui::table).collect();
        ui::result(&tables.join("\n\n"));
    }
}
