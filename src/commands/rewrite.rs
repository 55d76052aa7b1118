//! Files that people wrote, written anew in place: all of them, or none where one may not be.

use std::fs;
use std::path::PathBuf;

use super::Failure;
use super::build::failure;
use crate::publish;

/// A file: as it is shown, where it is, its new text.
pub(super) type Change = (String, PathBuf, String);

/// Writes files. One that its owner has closed is not replaced, and then none is.
///
/// # Errors
/// When a file is read-only or the disk refuses.
pub(super) fn write(changes: &[Change]) -> Result<(), Failure> {
    for (shown, path, _) in changes {
        if fs::metadata(path).is_ok_and(|data| data.permissions().readonly()) {
            let hint = "nothing was written; make it writable first";
            return Err(Failure::new(format!("`{shown}` is read-only"), hint));
        }
    }
    changes
        .iter()
        .try_for_each(|(_, path, text)| publish::write_file(path, text.as_bytes()).map_err(|error| failure(&error)))
}
