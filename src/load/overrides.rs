//! The files under `overrides/`: which there are, and their text. Whether the program has what they replace is for others.

use super::decode::with_nearest;
use super::discover::Reader;
use super::{characters, rules};
use crate::base::diag::{Diagnostic, Severity};
use crate::base::lang::Lang;
use crate::base::source::SourceId;
use crate::model::overrides::{Override, Overrides};

const ROOT: &str = "overrides";

/// Reads the files that stand in place of the program's own.
pub(super) fn read(reader: &mut Reader<'_>) -> Overrides {
    let mut found = Overrides::default();
    for folder in folders(reader, ROOT, &["locales", "templates"]) {
        let path = format!("{ROOT}/{folder}");
        if folder == "locales" {
            let codes = Lang::ALL.map(Lang::code);
            for code in folders(reader, &path, &codes) {
                let Some(lang) = Lang::from_code(&code) else { continue };
                let files = files(reader, &format!("{path}/{code}"), ".ftl");
                found.messages.extend(files.into_iter().map(|file| (lang, file)));
            }
        } else {
            for kind in folders(reader, &path, &["html", "pdf"]) {
                let path = format!("{path}/{kind}");
                if kind == "html" {
                    found.html = files(reader, &path, ".html");
                } else {
                    found.pdf = files(reader, &path, ".typ");
                }
            }
        }
    }
    found
}

/// Lists the folders in a folder that have one of the known names; anything else is a finding.
fn folders(reader: &mut Reader<'_>, path: &str, known: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, is_folder) in reader.list(path) {
        if is_folder && known.contains(&name.as_str()) {
            found.push(name);
        } else {
            let finding = stray(format!("`{path}/{name}` replaces nothing of the program's"));
            reader.report.push(with_nearest(finding, &name, known, "folders here"));
        }
    }
    found
}

/// Reads the files in a folder that have an ending; anything else is a finding.
fn files(reader: &mut Reader<'_>, path: &str, ending: &str) -> Vec<Override> {
    let mut found = Vec::new();
    for (name, is_folder) in reader.list(path) {
        let whole = format!("{path}/{name}");
        if is_folder || !name.ends_with(ending) {
            let finding = stray(format!("`{whole}` replaces nothing of the program's"));
            reader.report.push(finding.hint(format!("files here end in `{ending}`")));
        } else if let Some(file) = reader.read(&whole) {
            found.push(taken(reader, name, file));
        }
    }
    found
}

fn taken(reader: &mut Reader<'_>, name: String, file: SourceId) -> Override {
    let text = reader.sources.file(file).text.clone();
    characters::check(file, &text, reader.report);
    Override { name, text, file }
}

fn stray(message: String) -> Diagnostic {
    Diagnostic::new(rules::UNKNOWN_OVERRIDE, Severity::Error, None, message)
}
