//! What keeps a file from being read: one cause, at its place, with what to do.

use std::fmt;

use super::literal::comment;

/// A file that cannot be read as a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportError {
    /// The file's name.
    name: String,
    /// Line and column, from 1, where it is a place.
    place: Option<(usize, usize)>,
    /// What is wrong.
    message: String,
    /// What to do.
    hint: String,
}

impl ImportError {
    /// Makes an error about a file as a whole.
    pub fn whole(name: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        // What is quoted from a file must not move the cursor.
        let [name, message, hint] = [name, &message.into(), &hint.into()].map(comment);
        Self { name, place: None, message, hint }
    }

    /// Makes an error at a line.
    pub fn line(name: &str, line: usize, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { place: Some((line, 1)), ..Self::whole(name, message, hint) }
    }

    /// Makes an error at a place of a JSON text whose first line is the file's line `first`.
    pub(super) fn json(name: &str, first: usize, error: &serde_json::Error) -> Self {
        let place = (first + error.line().max(1) - 1, error.column().max(1));
        let whole = error.to_string();
        let message = whole.split(" at line ").next().unwrap_or_default().to_owned();
        let hint = "export the file again: it is cut off, or was changed by hand";
        Self {
            place: Some(place),
            ..Self::whole(name, format!("this is not the JSON that is expected: {message}"), hint)
        }
    }

    /// Returns what to do.
    pub fn hint(&self) -> &str {
        &self.hint
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((line, column)) => write!(f, "{}:{line}:{column}: {}", self.name, self.message),
            None => write!(f, "`{}` {}", self.name, self.message),
        }
    }
}

impl std::error::Error for ImportError {}
