//! `nidan report`: one report as one file.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Context, Failure, Outcome, evidence, forms, incident, left_out, open, pdf};
use crate::base::lang::Lang;
use crate::check;
use crate::model::redact;
use crate::publish;
use crate::runs::lock::Lock;
use crate::runs::store::Store;
use crate::text::Texts;
use crate::typography::Fonts;
use crate::ui;
use crate::view::both::BOTH;
use crate::view::document::Document;
use crate::view::{self, Press};

/// Write one report as one file
#[derive(Args, Debug)]
pub struct ReportArgs {
    /// The incident
    id: String,
    /// Language of the report, or both side by side; the first of nidan.yaml when left out
    #[arg(long, value_name = "bn|en|both", value_parser = tongue)]
    lang: Option<Tongue>,
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

impl Form {
    /// Tells whether a report of this form can be in two languages at once.
    const fn takes_both(self) -> bool {
        match self {
            Self::Pdf => true,
            Self::Html | Self::Md | Self::Post => false,
        }
    }
}

/// The languages that one file can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tongue {
    One(Lang),
    Both,
}

fn tongue(code: &str) -> Result<Tongue, String> {
    if code == BOTH {
        return Ok(Tongue::Both);
    }
    let known: Vec<&str> = Lang::ALL.into_iter().map(Lang::code).chain([BOTH]).collect();
    Lang::from_code(code).map(Tongue::One).ok_or_else(|| format!("possible: {}", known.join(", ")))
}

/// Returns the languages of the file, in the order of nidan.yaml.
fn languages(args: &ReportArgs, known: &[Lang]) -> Result<Vec<Lang>, Failure> {
    match args.lang {
        None => Ok(vec![known.first().copied().unwrap_or(Lang::EN)]),
        Some(Tongue::One(lang)) => Ok(vec![lang]),
        Some(Tongue::Both) if !args.to.takes_both() => {
            let message = "this form of a report is in one language";
            Err(Failure::new(message, "choose a language, or `--to pdf` for both side by side"))
        }
        Some(Tongue::Both) if known.len() < 2 => {
            let hint = "name a second one under `languages` in nidan.yaml, or leave `--lang both` out";
            Err(Failure::new("the knowledge base is in one language", hint))
        }
        Some(Tongue::Both) => Ok(known[..2].to_vec()),
    }
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
    let languages = languages(args, &opened.kb.settings.languages)?;
    if opened.report.has_errors() {
        return Ok(opened.settle(context));
    }
    let as_of = opened.kb.newest_date().ok_or_else(|| Failure::new("the incident has no date", "add a timeline"))?;
    let edition = redact(&opened.kb, opened.kb.settings.audience, as_of);
    let Some(released) = edition.incidents.iter().find(|candidate| candidate.id == id) else {
        return Err(left_out(&id, &edition));
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
    let fonts = Fonts::embedded();
    let texts: Vec<Texts> = languages.iter().map(|lang| Texts::replaced(*lang, &edition.overrides)).collect();
    let presses: Vec<Press<'_>> =
        texts.iter().map(|texts| Press { edition: &edition, texts, fonts: &fonts, pdf: true }).collect();
    let mut documents: Vec<Document> =
        presses.iter().map(|press| view::report::report(*press, released, evidence.as_ref())).collect();
    let name = if let [lang] = languages.as_slice() { lang.code() } else { BOTH };
    let (press, document) = (presses[0], documents.remove(0));
    let (bytes, ending) = match (args.to, documents.first()) {
        (Form::Pdf, Some(second)) => (pdf::both([&document, second], &edition.overrides.pdf)?, "pdf"),
        (Form::Pdf, None) => (pdf::alone(&document, &edition.overrides.pdf)?, "pdf"),
        (Form::Html, _) => (forms::html(document, press)?, "html"),
        (Form::Md, _) => (forms::markdown(document), "md"),
        (Form::Post, _) => (forms::post(press, released, evidence.as_ref()), "txt"),
    };
    let path = args.output.clone().unwrap_or_else(|| PathBuf::from(format!("{id}.{name}.{ending}")));
    publish::write_file(&path, &bytes).map_err(|error| super::build::failure(&error))?;
    ui::result(&path.display().to_string());
    Ok(Outcome::Done)
}
