//! Which files of the knowledge base have changed.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::commands::Failure;

/// An editor saves in several steps; the files are read when it has been quiet for so long.
const QUIET: Duration = Duration::from_millis(50);
/// Who never leaves off is not waited for: so many events are enough.
const ENOUGH: usize = 4096;

const SETTINGS: &str = "nidan.yaml";
/// Folders that a build reads.
const FOLDERS: [&str; 2] = ["incidents", "overrides"];

/// Watches what a build reads: the settings, the incidents and what replaces the program's own, nothing beside them.
pub(super) struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// Whether each of [`FOLDERS`] is watched: it may come later, and go.
    watched: [bool; FOLDERS.len()],
}

impl Watch {
    pub(super) fn new(root: &Path) -> Result<Self, Failure> {
        let root = root.canonicalize().map_err(Failure::of)?;
        let (sender, events) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(sender).map_err(|error| failure(&error))?;
        watcher.watch(&root, RecursiveMode::NonRecursive).map_err(|error| failure(&error))?;
        let mut watch = Self { root, watcher, events, watched: [false; FOLDERS.len()] };
        watch.folders()?;
        Ok(watch)
    }

    fn folders(&mut self) -> Result<(), Failure> {
        for (name, watched) in FOLDERS.iter().zip(&mut self.watched) {
            let folder = self.root.join(name);
            if !*watched && folder.is_dir() {
                self.watcher.watch(&folder, RecursiveMode::Recursive).map_err(|error| failure(&error))?;
                *watched = true;
            }
        }
        Ok(())
    }

    /// Waits for changes and returns the files, by their paths from the root.
    ///
    /// # Errors
    /// When the system no longer tells of changes.
    pub(super) fn next(&mut self) -> Result<Vec<String>, Failure> {
        loop {
            let mut changed = Vec::new();
            let gone = || Failure::new("the files can no longer be watched", "start `nidan serve` again");
            let event = self.events.recv().map_err(|_| gone())?;
            self.hear(event, &mut changed)?;
            for _ in 0..ENOUGH {
                let Ok(event) = self.events.recv_timeout(QUIET) else { break };
                self.hear(event, &mut changed)?;
            }
            self.folders()?;
            changed.sort_unstable();
            changed.dedup();
            if !changed.is_empty() {
                return Ok(changed);
            }
        }
    }

    fn hear(&mut self, event: notify::Result<Event>, changed: &mut Vec<String>) -> Result<(), Failure> {
        let event = event.map_err(|error| failure(&error))?;
        if event.need_rescan() {
            changed.extend(FOLDERS.map(str::to_owned));
        }
        let is_change = match event.kind {
            EventKind::Create(_) | EventKind::Remove(_) => true,
            EventKind::Modify(kind) => !matches!(kind, ModifyKind::Metadata(_)),
            EventKind::Any | EventKind::Other | EventKind::Access(_) => false,
        };
        if !is_change {
            return Ok(());
        }
        for path in &event.paths {
            let Ok(inside) = path.strip_prefix(&self.root) else { continue };
            let inside = inside.to_string_lossy().replace('\\', "/");
            let folder = FOLDERS.iter().position(|folder| *folder == inside);
            if let Some(at) = folder.filter(|_| !path.is_dir()) {
                self.watched[at] = false;
            }
            if is_ours(&inside) {
                changed.push(inside);
            }
        }
        Ok(())
    }
}

/// Says whether a file is one that a build may read, and not one that an editor keeps beside it.
fn is_ours(path: &str) -> bool {
    let beside = |name: &str| {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        name.starts_with(['.', '#'])
            || name.ends_with(['~', '#'])
            || matches!(ending, Some("swp" | "swx" | "swo" | "tmp" | "bak"))
            // The file by which Vim tries whether it may write.
            || name == "4913"
    };
    let mut steps = path.split('/');
    let read = path == SETTINGS || steps.next().is_some_and(|first| FOLDERS.contains(&first));
    read && !steps.any(beside)
}

fn failure(error: &notify::Error) -> Failure {
    let hint = "the system limits how many folders can be watched (on Linux, `fs.inotify.max_user_watches`)";
    Failure::new(format!("the files cannot be watched: {error}"), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_build_reads_is_told_from_what_lies_beside_it() {
        for path in [
            "nidan.yaml",
            "incidents",
            "incidents/x/incident.yaml",
            "incidents/x/files/a.tmp.png",
            "overrides/locales/bn/ours.ftl",
        ] {
            assert!(is_ours(path), "{path}");
        }
        for path in [
            "public/index.html",
            ".nidan/runs/x",
            "nidan.yaml~",
            "incidents/x/.incident.yaml.swp",
            "incidents/x/incident.yaml~",
            "incidents/x/4913",
            "incidents/x/#incident.yaml#",
            "incidents/.git/x",
            "incidents/x/incident.yaml.tmp",
            "target/x",
        ] {
            assert!(!is_ours(path), "{path}");
        }
    }
}
