//! Sixty ways to break a file, and what a person then reads. `tests/gallery/NAME/` is what lies in the folder of the knowledge
//! base, settings aside where it is not about them; `said.snap` beside it is what `nidan check` says, looked over by eye.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::project::Project;

const SAID: &str = "said.snap";

/// Names the files below a folder, from there.
fn files(folder: &Path, below: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder.join(below)).expect("it is a folder").flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = below.join(entry.file_name());
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            files(folder, &path, into);
        } else if entry.file_name() != SAID {
            into.push(path);
        }
    }
}

fn project(folder: &Path) -> Project {
    let mut paths = Vec::new();
    files(folder, Path::new(""), &mut paths);
    let own = paths.iter().any(|path| path.ends_with("nidan.yaml"));
    let start = if own { Project::empty() } else { Project::new() };
    paths.iter().fold(start, |project, path| {
        let content = fs::read(folder.join(path)).expect("it can be read");
        project.file(path.to_str().expect("a plain name"), content)
    })
}

#[test]
fn every_broken_file_is_told_in_words() {
    let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gallery");
    let mut names: Vec<_> = fs::read_dir(&gallery).expect("the gallery").flatten().map(|entry| entry.path()).collect();
    names.sort();
    assert!(names.len() >= 60, "only {} are left", names.len());
    for folder in names {
        let project = project(&folder);
        #[expect(clippy::disallowed_methods, reason = "how long it takes is what is asked")]
        let start = Instant::now();
        let output = Command::new(env!("CARGO_BIN_EXE_nidan"))
            .args(["check", "--no-runs", "--no-hints", "--as-of", "2026-03-01"])
            .current_dir(project.root())
            .output()
            .expect("the program runs");
        let errors = String::from_utf8_lossy(&output.stderr);
        let code = output.status.code().map_or_else(|| "killed".to_owned(), |code| code.to_string());
        assert!(code != "101" && start.elapsed() < Duration::from_secs(5), "{}\n{errors}", folder.display());
        let said = format!("{errors}[exit {code}]");
        insta::with_settings!({ snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("said", said);
        });
    }
}
