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
const INCIDENTS: &str = "incidents";

/// Watches what a build reads: the settings and the incidents, nothing beside them.
pub(super) struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// Whether the folder of incidents is watched: it may come later, and go.
    incidents: bool,
}

impl Watch {
    pub(super) fn new(root: &Path) -> Result<Self, Failure> {
        let root = root.canonicalize().map_err(Failure::of)?;
        let (sender, events) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(sender).map_err(|error| failure(&error))?;
        watcher.watch(&root, RecursiveMode::NonRecursive).map_err(|error| failure(&error))?;
        let mut watch = Self { root, watcher, events, incidents: false };
        watch.incidents()?;
        Ok(watch)
    }

    fn incidents(&mut self) -> Result<(), Failure> {
        let folder = self.root.join(INCIDENTS);
        if !self.incidents && folder.is_dir() {
            self.watcher.watch(&folder, RecursiveMode::Recursive).map_err(|error| failure(&error))?;
            self.incidents = true;
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
            self.incidents()?;
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
            changed.push(INCIDENTS.to_owned());
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
            if inside == INCIDENTS && !path.is_dir() {
                self.incidents = false;
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
    let read = path == SETTINGS || steps.next() == Some(INCIDENTS);
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
        for path in ["nidan.yaml", "incidents", "incidents/x/incident.yaml", "incidents/x/files/a.tmp.png"] {
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
