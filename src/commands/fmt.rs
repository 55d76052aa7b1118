//! `nidan fmt`: one layout for every YAML file.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::rewrite::{self, Change};
use super::{Context, Failure, Outcome};
use crate::base::diag::{Report, Severity};
use crate::load::{self, Texts, layout, yaml};
use crate::ui::{self, Format};

/// Bring YAML files into one layout; comments, quotes and the order of keys stay
#[derive(Args, Debug)]
pub struct FmtArgs {
    /// Change nothing; list the files that are laid out otherwise, and exit with 1 when there are any
    #[arg(long)]
    check: bool,
    /// Files; all of the knowledge base when left out
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl FmtArgs {
    /// Says whether files are named, so that no knowledge base is needed.
    pub fn names_files(&self) -> bool {
        !self.files.is_empty()
    }
}

/// What there is to do with the files.
#[derive(Default)]
struct Work {
    /// Files that are laid out otherwise.
    changes: Vec<Change>,
    /// Files whose layout is left alone.
    left: Vec<String>,
    /// Files that are as they should be.
    fine: usize,
}

/// Carries out `fmt`.
///
/// # Errors
/// When a file is not there or cannot be written.
pub fn run(args: &FmtArgs, context: &Context) -> Result<Outcome, Failure> {
    let texts = if args.names_files() {
        args.files.iter().try_for_each(|path| must_be_there(path))?;
        load::named_texts(&args.files)
    } else {
        load::texts(&context.root).map_err(Failure::of)?
    };
    let (work, report) = plan(&texts);
    if !args.check {
        rewrite::write(&work.changes)?;
    }
    tell(&work, (&report, &texts), args.check, context.format);
    let is_undone = args.check && !work.changes.is_empty();
    Ok(if report.has_errors() || is_undone { Outcome::Errors } else { Outcome::Done })
}

fn must_be_there(path: &Path) -> Result<(), Failure> {
    if path.is_file() {
        return Ok(());
    }
    let hint =
        if path.is_dir() { "name the files in it, or the knowledge base with `--root DIR`" } else { "check its name" };
    Err(Failure::new(format!("there is no file `{}`", path.display()), hint))
}

/// Lays out every text. A file in which something is wrong is left alone, and what is wrong is reported.
fn plan(texts: &Texts) -> (Work, Report) {
    let (mut work, mut report) = (Work::default(), Report::default());
    let found = texts.report.sorted();
    found
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .for_each(|finding| report.push((*finding).clone()));
    for (path, file) in &texts.files {
        let source = texts.sources.file(*file);
        match layout::lay_out(&source.text) {
            Some(laid) if laid == source.text && !texts.is_marked(*file) => work.fine += 1,
            Some(laid) => work.changes.push((source.path.clone(), path.clone(), laid)),
            None => {
                let mut wrong = Report::default();
                yaml::read(*file, &source.text, &mut wrong);
                if !wrong.has_errors() {
                    work.left.push(source.path.clone());
                }
                report.merge(wrong);
            }
        }
    }
    (work, report)
}

fn tell(work: &Work, (report, texts): (&Report, &Texts), is_check: bool, format: Format) {
    let changed: Vec<&str> = work.changes.iter().map(|(shown, ..)| shown.as_str()).collect();
    if format == Format::Json {
        let findings: serde_json::Value = serde_json::from_str(&ui::json(report, &texts.sources)).unwrap_or_default();
        let answer = json!({"changed": changed, "written": !is_check, "left_alone": work.left, "fine": work.fine, "report": findings});
        return ui::result(&answer.to_string());
    }
    for shown in &changed {
        ui::result(shown);
    }
    ui::print_findings(report, &texts.sources, format);
    for shown in &work.left {
        ui::note(&format!("`{shown}` is laid out in a way that is left alone"));
    }
    let done = if is_check { "to be laid out" } else { "laid out" };
    ui::note(&format!("{} file(s) {done}, {} as they should be", changed.len(), work.fine));
}
