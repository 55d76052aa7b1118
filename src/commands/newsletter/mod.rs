//! `nidan newsletter`: an issue in every form.

mod forms;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::build::{failure, name_withheld, record, simulate};
use super::{Context, Failure, Opened, Outcome, evidence, open};
use crate::model::{Edition, Mailing, Newsletter, Released, redact};
use crate::publish::{make_folder, write_file};
use crate::runs::evidence::Evidence;
use crate::runs::store::Store;
use crate::ui;

/// Write an issue of the newsletter in every form
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the mails, the PDFs and the texts for chat groups of an issue into a folder; its page is part of the site
    Build(BuildArgs),
}

/// The arguments of `newsletter build`.
#[derive(Args, Debug)]
pub struct BuildArgs {
    /// The issue; the newest when left out
    id: Option<String>,
    /// The folder; `outbox/<id>` in the knowledge base when left out
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Leave PDFs out
    #[arg(long)]
    no_pdf: bool,
}

/// Carries out `newsletter`.
///
/// # Errors
/// When there is no such issue, or what it is made into cannot be written.
pub fn run(command: &Command, context: &Context) -> Result<Outcome, Failure> {
    match command {
        Command::Build(args) => build(args, context),
    }
}

fn build(args: &BuildArgs, context: &Context) -> Result<Outcome, Failure> {
    let prepared = match prepare(args.id.as_deref(), context)? {
        Ok(prepared) => prepared,
        Err(outcome) => return Ok(outcome),
    };
    let issue = prepared.issue()?;
    let folder = args.out.clone().unwrap_or_else(|| context.root.join("outbox").join(issue.id.as_str()));
    let pdf = cfg!(feature = "pdf") && !args.no_pdf;
    let files = forms::all(&prepared, issue, pdf)?;
    make_folder(&folder).map_err(|error| failure(&error))?;
    for (name, bytes) in files {
        let path = folder.join(name);
        write_file(&path, &bytes).map_err(|error| failure(&error))?;
        ui::result(&path.display().to_string());
    }
    Ok(Outcome::Done)
}

/// An issue with all that its forms are made of.
struct Prepared {
    edition: Edition,
    evidence: Vec<Evidence>,
    id: String,
}

impl Prepared {
    fn issue(&self) -> Result<&Released<Newsletter>, Failure> {
        let found = self.edition.newsletters.iter().find(|newsletter| newsletter.id.as_str() == self.id);
        found.ok_or_else(|| Failure::new(format!("there is no newsletter `{}`", self.id), "see `newsletters/`"))
    }

    fn mailing(&self) -> Result<&Mailing, Failure> {
        self.edition.settings.newsletter.as_ref().ok_or_else(|| {
            let hint = "add `newsletter:` with `title`, `from` and `list`; docs/newsletters.md shows it";
            Failure::new("nidan.yaml does not say from whom newsletters come", hint)
        })
    }
}

/// Loads the knowledge base, finds the issue and runs what it shows.
fn prepare(id: Option<&str>, context: &Context) -> Result<Result<Prepared, Outcome>, Failure> {
    let mut opened = match open(context)? {
        Ok(opened) => opened,
        Err(outcome) => return Ok(Err(outcome)),
    };
    if opened.report.has_errors() {
        return Ok(Err(opened.settle(context)));
    }
    let id = find(&opened, id)?.id.to_string();
    let kb = &opened.kb;
    // What an issue says counts from its own day, not from the edition's.
    let as_of =
        kb.newest_date().ok_or_else(|| Failure::new("the knowledge base is empty", "write an incident first"))?;
    let edition = redact(kb, kb.settings.audience, as_of);
    if !edition.newsletters.iter().any(|newsletter| newsletter.id.as_str() == id) {
        let message = format!("the newsletter `{id}` is left out of the {} edition", edition.audience.word());
        return Err(Failure::new(message, "its label or stage is stricter than `audience` in nidan.yaml"));
    }
    let store = Store::open(&context.root);
    let (evidence, locks) = simulate(&edition, &mut opened.report, (&context.root, false), |incident, report| {
        evidence::run_kept(incident, (&context.root, &store), report)
    })?;
    if opened.settle(context) == Outcome::Errors {
        return Ok(Err(Outcome::Errors));
    }
    name_withheld(&edition);
    record(&locks)?;
    Ok(Ok(Prepared { edition, evidence, id }))
}

/// Finds an issue, the newest where none is named, or says which are near.
fn find<'a>(opened: &'a Opened, id: Option<&str>) -> Result<&'a Newsletter, Failure> {
    let all = &opened.kb.newsletters;
    let Some(newest) = all.first() else {
        return Err(Failure::new("there is no newsletter yet", "`nidan new newsletter 2025-01-news` begins one"));
    };
    let Some(id) = id else { return Ok(newest) };
    all.iter().find(|newsletter| newsletter.id.as_str() == id).ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|newsletter| newsletter.id.as_str()).collect();
        let near = crate::base::diag::nearest(id, known.iter().copied());
        let hint =
            near.map_or_else(|| format!("there are: {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
        Failure::new(format!("there is no newsletter `{id}`"), hint)
    })
}
