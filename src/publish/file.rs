//! One file, whole or not at all.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use super::{PublishError, is_missing};

/// Writes one file at `path` in place of what was there. It grows beside it under another name, so that a build which
/// is stopped leaves the old file.
///
/// # Errors
/// When the folder is missing or the disk refuses.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let failed = |source| PublishError::disk("write", path, source);
    // Through a link the file it leads to is replaced, not the link.
    let path = match fs::canonicalize(path) {
        Ok(found) => found,
        Err(error) if is_missing(&error) => path.to_owned(),
        Err(error) => return Err(failed(error)),
    };
    if fs::metadata(&path).is_ok_and(|data| !data.is_file()) {
        // A device or a pipe takes bytes, but must not be replaced; a folder refuses here.
        let mut file = fs::OpenOptions::new().write(true).open(&path).map_err(failed)?;
        return file.write_all(bytes).map_err(failed);
    }
    let name = path.file_name().ok_or_else(|| PublishError::NotAFolder(path.clone()))?.to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.nidan-{}", std::process::id()));
    let written = File::create(&beside).and_then(|mut file| file.write_all(bytes));
    // Who may read it and run it stays as it was.
    let kept = match fs::metadata(&path) {
        Ok(data) => written.and_then(|()| fs::set_permissions(&beside, data.permissions())),
        Err(_) => written,
    };
    kept.and_then(|()| fs::rename(&beside, &path)).map_err(|source| {
        let _ = fs::remove_file(&beside);
        failed(source)
    })
}

/// Writes one new file with the folders it needs; says `false`, and touches nothing, where something is there already.
///
/// # Errors
/// When the disk refuses.
pub fn create_file(path: &Path, bytes: &[u8]) -> Result<bool, PublishError> {
    let failed = |source| PublishError::disk("write", path, source);
    if let Some(folder) = path.parent() {
        super::make_folder(folder)?;
    }
    let mut file = match File::create_new(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(failed(error)),
    };
    file.write_all(bytes).map_err(|source| {
        // Half a file would stand in the way of the next try.
        let _ = fs::remove_file(path);
        failed(source)
    })?;
    Ok(true)
}
