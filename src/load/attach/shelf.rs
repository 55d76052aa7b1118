//! The folder `files` of an incident or an issue of the newsletter. A file is named from there and lies there: no way leads out of it.

use std::fs;
use std::path::{Component, Path, PathBuf};

use chrono::NaiveDate;

use super::super::{decode, rules};
use crate::base::diag::{Diagnostic, Report, RuleId};
use crate::base::source::{SourceId, SourceMap, Span};

/// A file may have so many bytes.
const SIZE_LIMIT: u64 = 8 * 1024 * 1024;

/// The files of one incident or issue.
pub(crate) struct Shelf {
    /// The knowledge base, links followed.
    root: PathBuf,
    /// `incidents` or `newsletters`.
    section: &'static str,
    /// The folder of the incident or the issue.
    folder: String,
}

impl Shelf {
    /// Names the files of an incident; nothing is read yet.
    pub(crate) fn new(root: &Path, folder: &str) -> Self {
        Self::of(root, "incidents", folder)
    }

    /// Names the files of an issue of the newsletter; nothing is read yet.
    pub(crate) fn of_newsletter(root: &Path, folder: &str) -> Self {
        Self::of(root, "newsletters", folder)
    }

    fn of(root: &Path, section: &'static str, folder: &str) -> Self {
        Self { root: root.canonicalize().unwrap_or_else(|_| root.to_owned()), section, folder: folder.to_owned() }
    }

    /// Returns the day that the folder's name starts with.
    pub(super) fn day(&self) -> NaiveDate {
        self.folder.get(..10).and_then(decode::parse_date).unwrap_or_default()
    }

    /// Reads a file of text and keeps it among the sources, so that findings can point into it.
    pub(super) fn text(&self, place: (&str, Span), sources: &mut SourceMap, report: &mut Report) -> Option<SourceId> {
        let path = format!("{}/{}/files/{}", self.section, self.folder, place.0);
        // Two charts may show the same file.
        if let Some((known, _)) = sources.iter().find(|(_, file)| file.path == path) {
            return Some(known);
        }
        let bytes = self.bytes(place, report)?;
        let Ok(text) = String::from_utf8(bytes) else {
            report.push(*refuse(rules::NOT_UTF8, place, "is not UTF-8", "save it as UTF-8"));
            return None;
        };
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        if text.trim().is_empty() {
            report.push(*refuse(rules::EMPTY_FILE, place, "is empty", "fill it, or take it out of the incident"));
            return None;
        }
        Some(sources.add(path, text))
    }

    /// Reads a file; what cannot be taken is a finding where it is named.
    pub(super) fn bytes(&self, place: (&str, Span), report: &mut Report) -> Option<Vec<u8>> {
        let found = self.read(place);
        found.map_err(|finding| report.push(*finding)).ok()
    }

    fn read(&self, place: (&str, Span)) -> Result<Vec<u8>, Box<Diagnostic>> {
        let name = place.0;
        let plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        if !plain || name.contains('\\') {
            let hint = "name the file from there, without `..`: `file: latency.csv`";
            return Err(refuse(rules::UNREADABLE, place, "is not a way into the incident's folder `files`", hint));
        }
        let folder = self.root.join(self.section).join(&self.folder).join("files");
        let path = folder.join(name);
        if fs::symlink_metadata(&path).is_err() {
            return Err(Box::new(self.missing(&folder, place)));
        }
        let unreadable = |why: String| refuse(rules::UNREADABLE, place, &why, "check what it is");
        let real = path.canonicalize().map_err(|error| unreadable(format!("cannot be read: {error}")))?;
        if !real.starts_with(&folder) {
            let hint = "put the file itself into the incident's folder `files`";
            return Err(refuse(rules::UNREADABLE, place, "is a link that leaves the folder and is not followed", hint));
        }
        let about = fs::metadata(&real).map_err(|error| unreadable(format!("cannot be read: {error}")))?;
        if !about.is_file() {
            return Err(unreadable("is not a file".to_owned()));
        }
        if about.len() > SIZE_LIMIT {
            let why = format!("has {} bytes, more than {SIZE_LIMIT}", about.len());
            let hint = "export a shorter stretch or longer steps; cut a picture, or save it smaller";
            return Err(refuse(rules::LIMIT, place, &why, hint));
        }
        fs::read(&real).map_err(|error| unreadable(format!("cannot be read: {error}")))
    }

    fn missing(&self, folder: &Path, place: (&str, Span)) -> Diagnostic {
        let mut there: Vec<String> = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
            .collect();
        there.sort();
        let names: Vec<&str> = there.iter().map(String::as_str).collect();
        let why = format!("is not in `{}/{}/files`", self.section, self.folder);
        let finding =
            Diagnostic::error(rules::MISSING_FILE, place.1, format!("`{}` {why}", place.0)).label("named here");
        if names.is_empty() {
            return finding.hint("the folder is not there, or empty: put the file into it");
        }
        decode::with_nearest(finding, place.0, &names, "files there")
    }
}

fn refuse(rule: RuleId, (name, span): (&str, Span), why: &str, hint: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(rule, span, format!("`{name}` {why}")).label("named here").hint(hint))
}
