//! What can keep an output from being written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A build that could not be put in its place. The old output is as it was.
#[derive(Debug)]
pub enum PublishError {
    /// The folder holds files and no manifest of ours.
    Foreign(PathBuf),
    /// The output is a file, or has no name that a folder could take.
    NotAFolder(PathBuf),
    /// Another build is writing to the folder.
    Locked(PathBuf),
    /// A path that leaves the tree, or the manifest's own.
    BadPath(String),
    /// Two files at one path.
    Twice(String),
    /// The disk refused.
    Disk {
        /// What was tried, as a verb.
        action: &'static str,
        /// On which path.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
}

impl PublishError {
    pub(super) fn disk(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Disk { action, path: path.to_owned(), source }
    }

    /// Returns what the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Foreign(_) => Some("name another folder with `--out`, or empty this one yourself"),
            Self::NotAFolder(_) => Some("name a folder with `--out`"),
            Self::Locked(_) => Some("wait until it is done, or name another folder with `--out`"),
            Self::BadPath(_) | Self::Twice(_) | Self::Disk { .. } => None,
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign(path) => {
                write!(f, "`{}` is not empty and was not written by nidan, so it is not replaced", path.display())
            }
            Self::NotAFolder(path) => write!(f, "`{}` is not a folder", path.display()),
            Self::Locked(path) => write!(f, "another build is writing to `{}`", path.display()),
            Self::BadPath(path) => write!(f, "`{path}` is no path for a file of the output"),
            Self::Twice(path) => write!(f, "two files of the output have the path `{path}`"),
            Self::Disk { action, path, source } => write!(f, "cannot {action} `{}`: {source}", path.display()),
        }
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk { source, .. } => Some(source),
            Self::Foreign(_) | Self::NotAFolder(_) | Self::Locked(_) | Self::BadPath(_) | Self::Twice(_) => None,
        }
    }
}
