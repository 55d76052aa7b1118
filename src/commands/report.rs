//! `nidan report`: one report as one file.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Context, Failure, Outcome, evidence, forms, incident, open, site};
use crate::base::lang::Lang;
use crate::check;
use crate::model::redact;
use crate::publish;
use crate::runs::lock::Lock;
use crate::runs::store::Store;
use crate::text::Texts;
use crate::typography::Fonts;
use crate::ui;
use crate::view::{self, Press};

/// Write one report as one file
#[derive(Args, Debug)]
pub struct ReportArgs {
    /// The incident
    id: String,
    /// Language of the report; the first of nidan.yaml when left out
    #[arg(long, value_parser = lang)]
    lang: Option<Lang>,
    /// Form of the file
    #[arg(long, value_enum, default_value = "pdf")]
    to: Form,
    /// The file; `<id>.<lang>` with the ending of its form, in the current folder, when left out
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Typeset, for print and archive.
    Pdf,
    /// A page in one file, without scripts, for slow lines and chat groups.
    Html,
    /// GitHub-flavoured Markdown, for wikis.
    Md,
    /// Plain text of at most 3,000 characters, for social networks and chat groups.
    Post,
}

fn lang(code: &str) -> Result<Lang, String> {
    let known: Vec<&str> = Lang::ALL.into_iter().map(Lang::code).collect();
    Lang::from_code(code).ok_or_else(|| format!("possible: {}", known.join(", ")))
}

/// Carries out `report`.
///
/// # Errors
/// When the incident cannot be found, is not for the knowledge base's audience, or the file cannot be written.
pub fn run(args: &ReportArgs, context: &Context) -> Result<Outcome, Failure> {
    let mut opened = match open(context)? {
        Ok(opened) => opened,
        Err(outcome) => return Ok(outcome),
    };
    let id = incident(&opened.kb, &args.id)?.id.clone();
    if opened.report.has_errors() {
        return Ok(opened.settle(context));
    }
    let as_of = opened.kb.newest_date().ok_or_else(|| Failure::new("the incident has no date", "add a timeline"))?;
    let edition = redact(&opened.kb, opened.kb.settings.audience, as_of);
    let Some(released) = edition.incidents.iter().find(|candidate| candidate.id == id) else {
        let audience = edition.audience.word();
        let message = format!("`{id}` is left out of the {audience} edition");
        return Err(Failure::new(message, "its label or stage is stricter than `audience` in nidan.yaml"));
    };
    let store = Store::open(&context.root);
    let evidence = evidence::run_kept(released, (&context.root, &store), &mut opened.report);
    if let Some(evidence) = &evidence {
        check::evidence(released, evidence, &mut opened.report);
        // The report says that its runs repeat, so they are held against the record here too.
        let path = evidence::lock_path(&context.root, released);
        if let evidence::Record::Read(recorded) = evidence::read_lock(&path, released, &mut opened.report)? {
            evidence::compare(released, &recorded, &Lock::of(evidence), false, &mut opened.report);
        }
    }
    if opened.settle(context) == Outcome::Errors {
        return Ok(Outcome::Errors);
    }
    let lang = args.lang.unwrap_or_else(|| edition.settings.languages.first().copied().unwrap_or(Lang::EN));
    let (texts, fonts) = (Texts::new(lang), Fonts::embedded());
    let press = Press { edition: &edition, texts: &texts, fonts: &fonts, pdf: true };
    let document = view::report::report(press, released, evidence.as_ref());
    let (bytes, ending) = match args.to {
        Form::Pdf => (site::pdf_bytes(&document)?, "pdf"),
        Form::Html => (forms::html(document, press)?, "html"),
        Form::Md => (forms::markdown(document), "md"),
        Form::Post => (forms::post(press, released, evidence.as_ref()), "txt"),
    };
    let path = args.output.clone().unwrap_or_else(|| PathBuf::from(format!("{id}.{}.{ending}", lang.code())));
    publish::write_file(&path, &bytes).map_err(|error| super::build::failure(&error))?;
    ui::result(&path.display().to_string());
    Ok(Outcome::Done)
}
