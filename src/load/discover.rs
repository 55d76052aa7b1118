//! The files of a knowledge base: which there are, and their text. What they say is for others.

use std::fs;
use std::path::{Path, PathBuf};

use super::{LoadError, decode, overrides, rules};
use crate::base::diag::{Diagnostic, Report, RuleId};
use crate::base::lang::Lang;
use crate::base::source::{SourceId, SourceMap, Span};
use crate::model::Overrides;

const SIZE_LIMIT: u64 = 4 * 1024 * 1024;

/// The files of one incident.
pub(crate) struct IncidentFiles {
    /// The folder's name.
    pub(crate) folder: String,
    /// `incident.yaml`.
    pub(crate) yaml: Option<SourceId>,
    /// `incident.{bn,en}.md`.
    pub(crate) prose: Vec<(Lang, SourceId)>,
    /// `model.yaml`.
    pub(crate) model: Option<SourceId>,
}

/// The file of one issue of the newsletter.
pub(crate) struct NewsletterFiles {
    /// The folder's name.
    pub(crate) folder: String,
    /// `newsletter.yaml`.
    pub(crate) yaml: Option<SourceId>,
}

/// Every file that is read.
pub(crate) struct Files {
    /// `nidan.yaml`.
    pub(crate) settings: Option<SourceId>,
    /// Incidents by folder name.
    pub(crate) incidents: Vec<IncidentFiles>,
    /// What stands in place of the program's own.
    pub(crate) overrides: Overrides,
    /// Issues of the newsletter by folder name.
    pub(crate) newsletters: Vec<NewsletterFiles>,
}

/// Reads one file by itself, links followed within its folder.
///
/// # Errors
/// When its folder cannot be read.
pub(crate) fn single(path: &Path, sources: &mut SourceMap, report: &mut Report) -> Result<Option<SourceId>, LoadError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let root = folder.canonicalize().map_err(|error| LoadError::new(folder, &error))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Reader { root, sources, report }.required(&name, "name a model file"))
}

/// Reads one file as it was named, wherever it is.
pub(crate) fn named(path: &Path, sources: &mut SourceMap, report: &mut Report) -> Option<SourceId> {
    Reader { root: PathBuf::new(), sources, report }.read_at(&path.to_string_lossy(), path)
}

/// Reads the files of a knowledge base.
///
/// # Errors
/// When the root is not a folder that can be read.
pub(crate) fn files(root: &Path, sources: &mut SourceMap, report: &mut Report) -> Result<Files, LoadError> {
    let real = root.canonicalize().map_err(|error| LoadError::new(root, &error))?;
    let mut reader = Reader { root: real.clone(), sources, report };
    names(&real).map_err(|error| LoadError::new(root, &error))?;
    let settings = reader.required("nidan.yaml", "`nidan init` makes one; it starts with `schema: 1`");
    let mut incidents = Vec::new();
    for (folder, is_folder) in reader.list("incidents") {
        if is_folder {
            incidents.push(reader.incident(folder));
        } else {
            let path = format!("incidents/{folder}");
            let hint = "each incident has a folder of its own: `incidents/2024-12-11-slug/incident.yaml`";
            reader.strange(rules::UNKNOWN_FILE, format!("`{path}` is not a folder and is not read"), hint);
        }
    }
    let mut newsletters = Vec::new();
    for (folder, is_folder) in reader.list("newsletters") {
        if is_folder {
            newsletters.push(reader.newsletter(folder));
        } else {
            let path = format!("newsletters/{folder}");
            let hint = "each issue has a folder of its own: `newsletters/2025-01-news/newsletter.yaml`";
            reader.strange(rules::UNKNOWN_FILE, format!("`{path}` is not a folder and is not read"), hint);
        }
    }
    let overrides = overrides::read(&mut reader);
    Ok(Files { settings, incidents, overrides, newsletters })
}

/// Reads files of a knowledge base, and says what cannot be read.
pub(super) struct Reader<'a> {
    root: PathBuf,
    pub(super) sources: &'a mut SourceMap,
    pub(super) report: &'a mut Report,
}

impl Reader<'_> {
    fn incident(&mut self, folder: String) -> IncidentFiles {
        let base = format!("incidents/{folder}");
        let mut known = vec!["incident.yaml".to_owned(), "model.yaml".to_owned(), "runs.lock".to_owned()];
        known.extend(["translations.lock".to_owned(), "files".to_owned()]);
        known.extend(Lang::ALL.map(|lang| format!("incident.{}.md", lang.code())));
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        if !self.is_inside(&self.root.join(&base)) {
            self.leaves(&base);
            return IncidentFiles { folder, yaml: None, prose: Vec::new(), model: None };
        }
        let present = self.list(&base);
        for (name, _) in present.iter().filter(|(name, _)| !names.contains(&name.as_str())) {
            let message = format!("`{base}/{name}` is not a file of an incident and is not read");
            let finding = Diagnostic::new(rules::UNKNOWN_FILE, crate::base::diag::Severity::Warning, None, message);
            self.report.push(decode::with_nearest(finding, name, &names, "files of an incident"));
        }
        let has = |name: &str| present.iter().any(|(found, _)| found == name);
        let yaml = self.required(&format!("{base}/incident.yaml"), "write it, or remove the folder");
        let mut prose = Vec::new();
        for lang in Lang::ALL {
            let name = format!("incident.{}.md", lang.code());
            if has(&name) {
                prose.extend(self.read(&format!("{base}/{name}")).map(|file| (lang, file)));
            }
        }
        let model = if has("model.yaml") { self.read(&format!("{base}/model.yaml")) } else { None };
        IncidentFiles { folder, yaml, prose, model }
    }

    fn newsletter(&mut self, folder: String) -> NewsletterFiles {
        const NAMES: [&str; 2] = ["newsletter.yaml", "files"];
        let base = format!("newsletters/{folder}");
        if !self.is_inside(&self.root.join(&base)) {
            self.leaves(&base);
            return NewsletterFiles { folder, yaml: None };
        }
        for (name, _) in self.list(&base).iter().filter(|(name, _)| !NAMES.contains(&name.as_str())) {
            let message = format!("`{base}/{name}` is not a file of a newsletter and is not read");
            let finding = Diagnostic::new(rules::UNKNOWN_FILE, crate::base::diag::Severity::Warning, None, message);
            self.report.push(decode::with_nearest(finding, name, &NAMES, "files of a newsletter"));
        }
        let yaml = self.required(&format!("{base}/newsletter.yaml"), "write it, or remove the folder");
        NewsletterFiles { folder, yaml }
    }

    /// Lists a folder by name, hidden files left out; a folder that is not there is empty.
    pub(super) fn list(&mut self, path: &str) -> Vec<(String, bool)> {
        let folder = self.root.join(path);
        if !folder.exists() {
            return Vec::new();
        }
        if folder.is_file() {
            let hint = "move it away; what belongs here stands in a folder of this name";
            self.strange(rules::UNREADABLE, format!("`{path}` is a file, where a folder is looked for"), hint);
            return Vec::new();
        }
        if !self.is_inside(&folder) {
            self.leaves(path);
            return Vec::new();
        }
        match names(&folder) {
            Ok(found) => {
                let hidden = |name: &str| name.starts_with('.') || name.ends_with('~');
                found.into_iter().filter(|(name, _)| !hidden(name)).collect()
            }
            Err(error) => {
                self.strange(rules::UNREADABLE, format!("`{path}` cannot be read: {error}"), "check what it is");
                Vec::new()
            }
        }
    }

    fn required(&mut self, path: &str, hint: &str) -> Option<SourceId> {
        if fs::symlink_metadata(self.root.join(path)).is_err() {
            self.strange(rules::MISSING_FILE, format!("`{path}` is missing"), hint);
            return None;
        }
        self.read(path)
    }

    /// Reads one file; what cannot be taken is a finding that names the file.
    pub(super) fn read(&mut self, path: &str) -> Option<SourceId> {
        let file = self.root.join(path);
        if !self.is_inside(&file) {
            self.leaves(path);
            return None;
        }
        self.read_at(path, &file)
    }

    /// Reads the file at a place; `path` names it to people.
    fn read_at(&mut self, path: &str, file: &Path) -> Option<SourceId> {
        let bytes = match fs::metadata(file) {
            Ok(about) if !about.is_file() => Err("it is not a file".to_owned()),
            Ok(about) if about.len() > SIZE_LIMIT => {
                let message = format!("`{path}` has {} bytes, and at most {SIZE_LIMIT} are read", about.len());
                let hint =
                    "move what is long into files of its own: pictures and series into `files/`, prose into Markdown";
                self.strange(rules::LIMIT, message, hint);
                return None;
            }
            Ok(_) => fs::read(file).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        match bytes {
            Ok(bytes) => self.text(path, bytes),
            Err(why) => {
                self.strange(rules::UNREADABLE, format!("`{path}` cannot be read: {why}"), "check what it is");
                None
            }
        }
    }

    fn text(&mut self, path: &str, bytes: Vec<u8>) -> Option<SourceId> {
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let file = self.sources.add(path, String::from_utf8_lossy(error.as_bytes()));
                let wide = [&[0xff, 0xfe], &[0xfe, 0xff]].iter().any(|mark| error.as_bytes().starts_with(*mark));
                let message = if wide { "the file is UTF-16, not UTF-8" } else { "the file is not UTF-8" };
                let finding = Diagnostic::error(rules::NOT_UTF8, Span::new(file, at..at + 3), message);
                self.report.push(finding.label("from here").hint("save the file as UTF-8"));
                return None;
            }
        };
        let without = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let file = self.sources.add(path, without);
        let start = Span::new(file, 0..0);
        if without.len() < text.len() {
            let finding = Diagnostic::warning(rules::BYTE_ORDER_MARK, start, "the file starts with a byte order mark");
            self.report.push(finding.hint("save the file as UTF-8 without it"));
        }
        if without.trim().is_empty() {
            let finding = Diagnostic::error(rules::EMPTY_FILE, start, "the file is empty");
            self.report.push(finding.hint(match path {
                "nidan.yaml" => "`nidan init` in an empty folder makes one that you can copy",
                _ => "fill it, or delete it",
            }));
            return None;
        }
        Some(file)
    }

    /// Says whether a path, links followed, stays in the knowledge base.
    fn is_inside(&self, path: &Path) -> bool {
        // A link to nowhere is reported as unreadable when it is opened.
        path.canonicalize().map_or(true, |real| real.starts_with(&self.root))
    }

    fn leaves(&mut self, path: &str) {
        let message = format!("`{path}` is a link that leaves the knowledge base and is not followed");
        self.strange(rules::UNREADABLE, message, "put the file itself here");
    }

    fn strange(&mut self, rule: RuleId, message: String, hint: &str) {
        let severity = if rule == rules::UNKNOWN_FILE {
            crate::base::diag::Severity::Warning
        } else {
            crate::base::diag::Severity::Error
        };
        self.report.push(Diagnostic::new(rule, severity, None, message).hint(hint));
    }
}

/// Lists a folder in the order of names; says which are folders, links followed.
fn names(folder: &Path) -> std::io::Result<Vec<(String, bool)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        found.push((name, entry.path().is_dir()));
    }
    found.sort();
    Ok(found)
}
