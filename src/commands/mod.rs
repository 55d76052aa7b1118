//! One file per verb: its arguments (their comments are the help) and what it does.
//!
//! Results go to standard output, all else to standard error. Only commands know that there is a terminal.

pub mod actions;
pub mod build;
pub mod check;
pub mod diff;
pub mod explain;
pub mod fmt;
pub mod init;
pub mod lessons;
pub mod new;
pub mod newsletter;
pub mod packagers;
pub mod related;
pub mod report;
pub mod schema;
pub mod search;
pub mod serve;
pub mod sim;
pub mod stats;

mod catalog;
mod clock;
mod evidence;
mod forms;
mod machines;
mod mend;
mod overrides;
mod pdf;
mod rewrite;
mod site;
mod words;

use std::path::{Path, PathBuf};

use crate::base::diag::Report;
use crate::base::source::SourceMap;
use crate::load::{self, Loaded};
use crate::model::{Edition, Id, KnowledgeBase};
use crate::ui::{self, Format};

/// How a command that ran has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No errors: exit code 0.
    Done,
    /// Errors were found: exit code 1.
    Errors,
}

/// Why a command could not run: exit code 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

impl Failure {
    /// Makes a failure with a hint.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: Some(hint.into()) }
    }

    /// Makes a failure of an error that says all there is to say.
    pub(crate) fn of(error: impl std::fmt::Display) -> Self {
        Self { message: error.to_string(), hint: None }
    }
}

/// What every command is told.
#[derive(Clone, Debug)]
pub struct Context {
    /// Folder of the knowledge base.
    pub root: PathBuf,
    /// How findings are printed.
    pub format: Format,
    /// Whether warnings count as errors.
    pub deny_warnings: bool,
}

/// Finds the knowledge base: the folder given, or the nearest one upward that holds `nidan.yaml`.
///
/// # Errors
/// When there is none.
pub fn find_root(given: Option<&Path>, here: &Path) -> Result<PathBuf, Failure> {
    if let Some(root) = given {
        return if root.join("nidan.yaml").is_file() {
            Ok(root.to_path_buf())
        } else {
            let message = format!("there is no `nidan.yaml` in `{}`", root.display());
            Err(Failure::new(message, "a knowledge base has a `nidan.yaml` at its root; `nidan init DIR` makes one"))
        };
    }
    let found = here.ancestors().find(|folder| folder.join("nidan.yaml").is_file());
    found.map(Path::to_path_buf).ok_or_else(|| {
        let message = "there is no `nidan.yaml` here or in any folder above";
        Failure::new(
            message,
            "go to the folder of the knowledge base, name it with `--root DIR`, or begin one: `nidan init`",
        )
    })
}

/// A knowledge base with its findings so far.
struct Opened {
    kb: KnowledgeBase,
    sources: SourceMap,
    report: Report,
}

/// Loads and checks; `Err(Outcome)` when there is nothing to go on with, its findings printed.
fn open(context: &Context) -> Result<Result<Opened, Outcome>, Failure> {
    let loaded = load::load(&context.root).map_err(Failure::of)?;
    let mut findings = Report::default();
    if let Some(kb) = &loaded.kb {
        findings.merge(crate::check::check(kb, &loaded.sources, None));
        overrides::check(kb, &context.root, &mut findings);
    }
    Ok(opened(loaded, findings, context))
}

/// Loads one model file that belongs to no incident yet.
fn open_alone(path: &Path, context: &Context) -> Result<Result<Opened, Outcome>, Failure> {
    let loaded = load::alone(path).map_err(Failure::of)?;
    Ok(opened(loaded, Report::default(), context))
}

fn opened(loaded: Loaded, findings: Report, context: &Context) -> Result<Opened, Outcome> {
    let Loaded { kb, sources, mut report } = loaded;
    report.merge(findings);
    if let Some(kb) = kb {
        Ok(Opened { kb, sources, report })
    } else {
        ui::print_findings(&report, &sources, context.format);
        Err(Outcome::Errors)
    }
}

impl Opened {
    /// Prints the findings, most of them, and says whether they stop the work.
    fn settle(&mut self, context: &Context) -> Outcome {
        if context.deny_warnings {
            self.report.deny_warnings();
        }
        // Hints are for who asks for them: `check` does.
        self.report.drop_notes();
        ui::print_brief(&self.report, &self.sources, context.format);
        if self.report.has_errors() { Outcome::Errors } else { Outcome::Done }
    }
}

/// Finds an incident by its id, or says which are near.
fn incident<'a>(kb: &'a KnowledgeBase, name: &str) -> Result<&'a crate::model::Incident, Failure> {
    let found = Id::new(name).and_then(|id| kb.incident(&id));
    found.ok_or_else(|| {
        const NAMED: usize = 8;
        let known: Vec<&str> = kb.incidents.iter().map(|incident| incident.id.as_str()).collect();
        // The words of an id without its day are a name that people use.
        let ending = known.iter().find(|id| id.strip_suffix(name).is_some_and(|day| day.ends_with('-'))).copied();
        let near = ending.or_else(|| crate::base::diag::nearest(name, known.iter().copied()));
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.len() > NAMED => {
                format!("there are {}, the newest: {}", known.len(), known[..NAMED].join(", "))
            }
            None => format!("there are: {}", known.join(", ")),
        };
        Failure::new(format!("there is no incident `{name}`"), hint)
    })
}

/// Says that an incident is not for the readers of an edition.
fn left_out(id: &Id, edition: &Edition) -> Failure {
    let message = format!("`{id}` is left out of the {} edition", edition.audience.word());
    Failure::new(message, "its label or stage is stricter than `audience` in nidan.yaml")
}
