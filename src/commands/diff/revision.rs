//! A knowledge base as it was at a revision of git, taken out to a folder under `.nidan/` without a touch on the checkout.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::commands::Failure;
use crate::publish;

/// What a knowledge base consists of; a repository may hold much else.
const PARTS: [&str; 4] = ["nidan.yaml", "incidents", "newsletters", "overrides"];

/// A folder that goes when it is needed no more.
pub(super) struct Checkout(PathBuf);

impl Checkout {
    /// Returns the folder.
    pub(super) fn root(&self) -> &Path {
        &self.0
    }
}

impl Drop for Checkout {
    fn drop(&mut self) {
        // What could not be removed lies under `.nidan/`, which may be deleted at any time.
        drop(fs::remove_dir_all(&self.0));
    }
}

/// Takes out a revision of the repository that the knowledge base lies in.
pub(super) fn take_out(revision: &str, root: &Path) -> Result<Checkout, Failure> {
    let place = Git { folder: root.to_path_buf() }.ask(&["rev-parse", "--show-toplevel", "--show-prefix"]);
    let place = place.map_err(|said| {
        let hint = "name two folders with a `nidan.yaml`, or keep the knowledge base in git";
        Failure::new(format!("`{revision}` is no folder with a `nidan.yaml`, and git says: {said}"), hint)
    })?;
    let (top, prefix) = place.split_once('\n').unwrap_or((&place, ""));
    // From the top: further down, git takes names as relative to where it stands.
    let git = Git { folder: PathBuf::from(top) };
    let commit = git.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")]);
    let commit = commit.map_err(|_| {
        let message = format!("`{revision}` is no folder with a `nidan.yaml`, and no revision of git");
        Failure::new(message, "`git log --oneline` shows revisions; in a shallow clone, `git fetch --unshallow` first")
    })?;
    let failed = |said: String| Failure { message: format!("cannot take out `{revision}`: {said}"), hint: None };
    let tree = format!("{commit}:{}", prefix.trim_end_matches('/'));
    let mut list = vec!["ls-tree", "-r", "-z", "--name-only", &tree, "--"];
    list.extend(PARTS);
    let files = git.ask(&list).map_err(|_| {
        Failure::new(format!("there was no knowledge base here at `{revision}`"), "name a later revision")
    })?;
    if !files.split('\0').any(|file| file == "nidan.yaml") {
        return Err(Failure::new(format!("there was no `nidan.yaml` here at `{revision}`"), "name a later revision"));
    }
    let checkout = Checkout(root.join(".nidan").join(format!("diff-{}-{commit}", std::process::id())));
    publish::make_folder(checkout.root()).map_err(|error| failed(error.to_string()))?;
    let folder = checkout.root().canonicalize().map_err(|error| failed(error.to_string()))?;
    // An index of its own: that of the checkout, and what is staged in it, stay as they are.
    let index = folder.join("index");
    git.with_index(&index, &["read-tree", &tree], "").map_err(failed)?;
    let to = format!("--prefix={}/", folder.display());
    git.with_index(&index, &["checkout-index", "--force", "-z", "--stdin", &to], &files).map_err(failed)?;
    drop(fs::remove_file(index));
    Ok(checkout)
}

struct Git {
    folder: PathBuf,
}

impl Git {
    /// Asks git, and returns what it answers or what it complains of.
    fn ask(&self, args: &[&str]) -> Result<String, String> {
        run(Command::new("git").arg("-C").arg(&self.folder).args(args), "")
    }

    fn with_index(&self, index: &Path, args: &[&str], input: &str) -> Result<String, String> {
        run(Command::new("git").arg("-C").arg(&self.folder).args(args).env("GIT_INDEX_FILE", index), input)
    }
}

fn run(command: &mut Command, input: &str) -> Result<String, String> {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| format!("cannot start `git`: {error}"))?;
    if let Some(mut stdin) = child.stdin.take() {
        // A child that has ended already says why in its answer.
        drop(stdin.write_all(input.as_bytes()));
    }
    let answer = child.wait_with_output().map_err(|error| error.to_string())?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    if answer.status.success() { Ok(text(&answer.stdout)) } else { Err(text(&answer.stderr)) }
}
