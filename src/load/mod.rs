//! A knowledge base on disk to plain values: every mistake of every file in one go, each at its place.
//!
//! Knows files and formats; nothing of runs, charts or pages.

mod attach;
pub mod characters;
mod claim;
mod custom;
pub mod decode;
mod discover;
mod incident;
pub mod layout;
mod mailing;
pub mod mend;
pub mod model;
mod newsletter;
mod overrides;
mod prose;
pub mod resolve;
pub mod rules;
pub mod schema;
mod sections;
mod settings;
mod time;
pub mod yaml;

use std::fmt;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::base::diag::{Diagnostic, Report};
use crate::base::source::{SourceId, SourceMap, Span};
use crate::model::custom::Field;
use crate::model::{Id, Incident, KnowledgeBase, Newsletter, Overrides, Settings};

pub(crate) use attach::{csv, moment};

use attach::Shelf;
use discover::IncidentFiles;
use incident::Folder;
pub use incident::SEVERITIES;

/// What loading gives: as much as could be read, and everything that is wrong.
#[derive(Debug)]
pub struct Loaded {
    /// The knowledge base; `None` when its settings cannot be read.
    pub kb: Option<KnowledgeBase>,
    /// Every file that was read.
    pub sources: SourceMap,
    /// What is wrong.
    pub report: Report,
}

/// The knowledge base cannot be read at all.
#[derive(Debug)]
pub struct LoadError {
    path: PathBuf,
    why: String,
}

impl LoadError {
    fn new(path: &Path, error: &std::io::Error) -> Self {
        Self { path: path.to_owned(), why: error.to_string() }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read the folder `{}`: {}", self.path.display(), self.why)
    }
}

impl std::error::Error for LoadError {}

/// Loads a knowledge base.
///
/// # Errors
/// When `root` is not a folder that can be read. Everything else is a finding in the report.
pub fn load(root: &Path) -> Result<Loaded, LoadError> {
    let (mut sources, mut report) = (SourceMap::default(), Report::default());
    let files = discover::files(root, &mut sources, &mut report)?;
    let node = files.settings.and_then(|file| read_yaml(file, &sources, &mut report));
    let settings = node.and_then(|node| settings::read(&node, &mut report));
    // With broken settings the incidents are still read, so that their mistakes show in the same go.
    let assumed = settings.clone().unwrap_or_else(settings::assumed);
    let read = files.incidents.par_iter().map(|files| {
        let mut report = Report::default();
        (incident(files, &assumed, &sources, &mut report), report)
    });
    let read: Vec<(Option<Incident>, Report)> = read.collect();
    let mut incidents: Vec<Incident> = Vec::new();
    for (files, (incident, found)) in files.incidents.iter().zip(read) {
        report.merge(found);
        let Some(mut incident) = incident else { continue };
        attach::attach(&mut incident, &Shelf::new(root, &files.folder), &mut sources, &mut report);
        incidents.push(incident);
    }
    incidents.sort_by(|a, b| b.id.cmp(&a.id));
    let folders: Vec<&str> = files.incidents.iter().map(|files| files.folder.as_str()).collect();
    resolve::check_others(&mut incidents, &folders, &mut report);
    sections::check(&assumed, &incidents, &mut report);
    let newsletters = newsletters(&files, root, &assumed, (&mut sources, &mut report));
    newsletter::refer::check(&newsletters, (&incidents, &folders), &mut report);
    let kb = settings.map(|settings| KnowledgeBase { settings, incidents, newsletters, overrides: files.overrides });
    Ok(Loaded { kb, sources, report })
}

/// Returns the fields that a knowledge base declares; `None` where that cannot be read, which [`load`] says.
pub fn fields(root: &Path) -> Option<Vec<Field>> {
    let (mut sources, mut unsaid) = (SourceMap::default(), Report::default());
    let file = discover::single(&root.join("nidan.yaml"), &mut sources, &mut unsaid).ok()??;
    settings::read(&read_yaml(file, &sources, &mut unsaid)?, &mut unsaid)?.custom
}

/// Loads one model file that belongs to no incident yet, as a knowledge base of its own.
///
/// Its times of day are UTC on 1 January 2000: a model that is tried out has no day.
///
/// # Errors
/// When the file's folder cannot be read. Everything else is a finding in the report.
pub fn alone(path: &Path) -> Result<Loaded, LoadError> {
    const INCIDENT: &str = "schema: 1\nzone: UTC\ntitle: {en: A model on its own, bn: একা একটি মডেল}\n";
    let (mut sources, mut report) = (SourceMap::default(), Report::default());
    let file = discover::single(path, &mut sources, &mut report)?;
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let folder = Folder { id: Id::new(stem).or_else(|| Id::new("model")), day: decode::parse_date("2000-01-01") };
    let settings = settings::assumed();
    // What this made-up incident lacks is nobody's mistake.
    let mut unsaid = Report::default();
    let around = sources.add("the incident of a model on its own", INCIDENT);
    let incident = read_yaml(around, &sources, &mut unsaid)
        .and_then(|node| incident::read(&node, &folder, prose::Sections::default(), &settings, &mut unsaid));
    let setting = model::Setting { day: folder.day.unwrap_or_default(), zone: settings.zone };
    let node = file.and_then(|file| read_yaml(file, &sources, &mut report));
    let model = node.and_then(|node| model::decode(&node, setting, &mut report));
    let incidents = incident.into_iter().map(|incident| Incident { model: model.clone(), ..incident }).collect();
    let kb = KnowledgeBase { settings, incidents, newsletters: Vec::new(), overrides: Overrides::default() };
    Ok(Loaded { kb: Some(kb), sources, report })
}

/// The files of a knowledge base as texts, for work on how they are written.
#[derive(Debug, Default)]
pub struct Texts {
    /// Every YAML file with where it is.
    pub files: Vec<(PathBuf, SourceId)>,
    /// Every Markdown file with where it is.
    pub prose: Vec<(PathBuf, SourceId)>,
    /// Their texts.
    pub sources: SourceMap,
    /// What could not be read, and which files start with a byte order mark.
    pub report: Report,
}

impl Texts {
    /// Says whether a file starts with a byte order mark, which its text leaves out.
    pub fn is_marked(&self, file: SourceId) -> bool {
        let mut found = self.report.sorted().into_iter().filter(|finding| finding.rule == rules::BYTE_ORDER_MARK);
        found.any(|finding| finding.span.is_some_and(|span| span.file == file))
    }

    fn add(&mut self, root: &Path, file: SourceId, is_yaml: bool) {
        let path = root.join(&self.sources.file(file).path);
        if is_yaml { self.files.push((path, file)) } else { self.prose.push((path, file)) }
    }
}

/// Reads the files of a knowledge base as texts.
///
/// # Errors
/// When `root` is not a folder that can be read.
pub fn texts(root: &Path) -> Result<Texts, LoadError> {
    let mut texts = Texts::default();
    let found = discover::files(root, &mut texts.sources, &mut texts.report)?;
    found.settings.into_iter().for_each(|file| texts.add(root, file, true));
    for files in found.incidents {
        [files.yaml, files.model].into_iter().flatten().for_each(|file| texts.add(root, file, true));
        files.prose.into_iter().for_each(|(_, file)| texts.add(root, file, false));
    }
    found.newsletters.into_iter().filter_map(|files| files.yaml).for_each(|file| texts.add(root, file, true));
    Ok(texts)
}

/// Reads YAML files by their names as texts.
pub fn named_texts(paths: &[PathBuf]) -> Texts {
    let mut texts = Texts::default();
    for path in paths {
        let file = discover::named(path, &mut texts.sources, &mut texts.report);
        texts.files.extend(file.map(|file| (path.clone(), file)));
    }
    texts
}

fn read_yaml(file: SourceId, sources: &SourceMap, report: &mut Report) -> Option<yaml::Node> {
    yaml::read(file, &sources.file(file).text, report)
}

/// Reads every issue of the newsletter, the newest first.
fn newsletters(
    files: &discover::Files,
    root: &Path,
    settings: &Settings,
    (sources, report): (&mut SourceMap, &mut Report),
) -> Vec<Newsletter> {
    let mut all = Vec::new();
    for files in &files.newsletters {
        let id = newsletter::folder(files, report);
        let Some(node) = files.yaml.and_then(|file| read_yaml(file, sources, report)) else { continue };
        let Some(mut newsletter) = newsletter::read(&node, id, settings, report) else { continue };
        attach::snapshots(&mut newsletter, &Shelf::of_newsletter(root, &files.folder), report);
        all.push(newsletter);
    }
    all.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| b.id.cmp(&a.id)));
    all
}

fn incident(files: &IncidentFiles, settings: &Settings, sources: &SourceMap, report: &mut Report) -> Option<Incident> {
    let folder = folder(files, report);
    let mut prose = prose::Sections::default();
    for (lang, file) in &files.prose {
        prose.read(*lang, *file, &sources.file(*file).text, report);
    }
    let node = read_yaml(files.yaml?, sources, report)?;
    let mut incident = incident::read(&node, &folder, prose, settings, report)?;
    let setting = model::Setting { day: folder.day.unwrap_or_default(), zone: incident.zone };
    let node = files.model.and_then(|file| read_yaml(file, sources, report));
    incident.model = node.and_then(|node| model::decode(&node, setting, report));
    if files.model.is_none() {
        resolve::check_no_claims(&incident, report);
    }
    resolve::check_claims(&incident, report);
    resolve::check_model_sources(&incident, report);
    Some(incident)
}

/// Reads an incident's model again with values replaced; `None` when what was asked for does not fit, which findings say.
pub fn varied(
    incident: &Incident,
    changes: &model::Changes,
    sources: &mut SourceMap,
    report: &mut Report,
) -> Option<model::Varied> {
    let known = incident.model.as_ref()?;
    let file = known.span.file;
    // What stands in the file has been reported when it was loaded.
    let node = read_yaml(file, sources, &mut Report::default())?;
    let day = incident.id.as_str().get(..10).and_then(decode::parse_date).unwrap_or_default();
    let setting = model::Setting { day, zone: incident.zone };
    let params = &known.base().scenario.params;
    model::vary(&node, changes, (setting, params), (sources, report))
}

/// Reads `<yyyy-mm-dd>-<slug>`.
fn folder(files: &IncidentFiles, report: &mut Report) -> Folder {
    let name = files.folder.as_str();
    let day = name.get(..10).and_then(decode::parse_date);
    let slug = name.get(10..).and_then(|rest| rest.strip_prefix('-')).filter(|slug| !slug.is_empty());
    let id = Id::new(name).filter(|_| slug.is_some() && day.is_some());
    if id.is_none() {
        let span = files.yaml.map(|file| Span::new(file, 0..0));
        let message = format!("the folder `{name}` is not named `<yyyy-mm-dd>-<slug>`");
        let severity = crate::base::diag::Severity::Error;
        let finding = Diagnostic::new(rules::FOLDER_NAME, severity, span, message);
        let hint = "the day of impact and a few words in Latin letters: `2024-12-11-openai-telemetry`";
        report.push(finding.hint(hint));
    }
    Folder { id, day }
}
