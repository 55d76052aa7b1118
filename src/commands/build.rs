//! `nidan build`: the site, whole or not at all.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;

use super::evidence::{self, Record, lock_path, may_update, read_lock, write_lock};
use super::site::{Site, Taker};
use super::{Context, Failure, Outcome, open, schema};
use crate::base::diag::Report;
use crate::check;
use crate::model::edition::{Audience, Withholding};
use crate::model::{Edition, Id, Incident, KnowledgeBase, redact};
use crate::publish::{Meta, PublishError, Staging};
use crate::runs::evidence::Evidence;
use crate::runs::lock::Lock;
use crate::runs::store::Store;
use crate::sim::ENGINE_VERSION;
use crate::ui;

/// Build the site: reports, run pages, PDFs
#[derive(Args, Debug)]
pub struct BuildArgs {
    /// Folder of the site; replaced whole, and only when it is one of ours
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Who the site is for, instead of what nidan.yaml says
    #[arg(long, value_parser = audience)]
    audience: Option<Audience>,
    /// The day that pages speak of; the newest date in the knowledge base when left out
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    /// Let no recorded run change
    #[arg(long)]
    locked: bool,
    /// Leave PDFs out
    #[arg(long)]
    no_pdf: bool,
    /// Number of threads
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
}

pub(super) fn audience(word: &str) -> Result<Audience, String> {
    let found = Audience::ALL.into_iter().find(|audience| audience.word() == word);
    found.ok_or_else(|| "possible: public, community, internal".to_owned())
}

/// Carries out `build`.
///
/// # Errors
/// When the knowledge base cannot be found or the output cannot be written.
pub fn run(args: &BuildArgs, context: &Context) -> Result<Outcome, Failure> {
    match args.jobs {
        None => build(args, context),
        Some(jobs) => {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.into()).build();
            let pool = pool.map_err(Failure::of)?;
            pool.install(|| build(args, context))
        }
    }
}

fn build(args: &BuildArgs, context: &Context) -> Result<Outcome, Failure> {
    let opened = open(context)?;
    schema::refresh(&context.root);
    let mut opened = match opened {
        Ok(opened) => opened,
        Err(outcome) => return Ok(outcome),
    };
    if opened.report.has_errors() {
        return Ok(opened.settle(context));
    }
    let edition = edition((args.audience, args.as_of), &opened.kb)?;
    let store = Store::open(&context.root);
    let (evidence, locks) =
        simulate(&edition, &mut opened.report, (&context.root, args.locked), |incident, report| {
            evidence::run_kept(incident, (&context.root, &store), report)
        })?;
    store.trim();
    evidence::tell_kept(&store);
    if opened.settle(context) == Outcome::Errors {
        return Ok(Outcome::Errors);
    }
    name_withheld(&edition);
    let out = args.out.clone().unwrap_or_else(|| context.root.join("public"));
    let staging = Staging::new(&out).map_err(|error| failure(&error))?;
    let pdf = cfg!(feature = "pdf") && !args.no_pdf;
    let site = Site::new(&context.root, edition, evidence, pdf)?;
    site.files(&Whole { staging: &staging, progress: ui::Progress::new("writing", site.works()) })?;
    site.trim();
    record(&locks)?;
    let meta = Meta { audience: site.edition.audience, engine: ENGINE_VERSION.to_string() };
    let summary = staging.finish(&meta).map_err(|error| failure(&error))?;
    ui::result(&format!(
        "{}: {} files, {} of them new or changed",
        out.display(),
        summary.files,
        summary.files - summary.kept
    ));
    Ok(Outcome::Done)
}

pub(super) fn failure(error: &PublishError) -> Failure {
    Failure { message: error.to_string(), hint: error.hint().map(str::to_owned) }
}

/// Takes all files into the staging folder, in front of someone who may watch.
struct Whole<'a> {
    staging: &'a Staging,
    progress: ui::Progress,
}

impl Taker for Whole<'_> {
    fn wants(&self, _: &str) -> bool {
        true
    }

    fn wants_in(&self, _: &str) -> bool {
        true
    }

    fn take(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.staging.put(path, bytes).map_err(|error| failure(&error))
    }

    fn done(&self, incident: &str) {
        self.progress.next(incident);
    }
}

/// Makes the edition for an audience and a day, each taken from the knowledge base where it is not given.
pub(super) fn edition(
    (audience, as_of): (Option<Audience>, Option<NaiveDate>),
    kb: &KnowledgeBase,
) -> Result<Edition, Failure> {
    let audience = audience.unwrap_or(kb.settings.audience);
    let as_of = as_of
        .or_else(|| kb.newest_date())
        .ok_or_else(|| Failure::new("the knowledge base holds no incident", "add one under `incidents/`"))?;
    Ok(redact(kb, audience, as_of))
}

/// Records to be written, by path.
pub(super) type Updates = Vec<(PathBuf, Lock)>;

/// Runs what the edition shows and holds it against the record; returns the records to be written.
pub(super) fn simulate(
    edition: &Edition,
    report: &mut Report,
    (root, locked): (&Path, bool),
    mut run: impl FnMut(&Incident, &mut Report) -> Option<Evidence>,
) -> Result<(Vec<Evidence>, Updates), Failure> {
    let mut all = Vec::new();
    let mut locks = Vec::new();
    for incident in &edition.incidents {
        let Some(evidence) = run(incident, report) else { continue };
        check::evidence(incident, &evidence, report);
        let path = lock_path(root, incident);
        let now = Lock::of(&evidence);
        let recorded = match read_lock(&path, incident, report)? {
            Record::Read(lock) => lock,
            Record::Missing => Lock::default(),
            Record::Broken => continue,
        };
        evidence::compare(incident, &recorded, &now, locked, report);
        let changes = recorded.changes(&now);
        if may_update(&changes) && !changes.is_empty() {
            locks.push((path, now));
        }
        all.push(evidence);
    }
    Ok((all, locks))
}

/// Brings records up to date.
pub(super) fn record(locks: &Updates) -> Result<(), Failure> {
    for (path, lock) in locks {
        write_lock(path, lock)?;
        evidence::tell_updated(path);
    }
    Ok(())
}

pub(super) fn name_withheld(edition: &Edition) {
    for withheld in &edition.withheld {
        let why = match withheld.why {
            Withholding::Label(tlp) => format!("TLP:{}", tlp.label()),
            Withholding::Stage => "not published yet".to_owned(),
        };
        let audience = edition.audience.word();
        ui::note(&format!("left out of the {audience} edition: {} ({why})", withheld.id));
    }
}

/// Finds the evidence of an incident.
pub(super) fn of<'a>(evidence: &'a [Evidence], incident: &Id) -> Option<&'a Evidence> {
    evidence.iter().find(|evidence| evidence.incident == *incident)
}
