//! Names that other things point at.

use std::fmt;

/// An ASCII name, unique in its map, which is also an anchor on the page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(String);

impl Id {
    /// Makes an id when the text is one: ASCII letters, digits, `-` and `_`, starting with a letter or digit.
    pub fn new(text: &str) -> Option<Self> {
        let first = text.chars().next()?;
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        (first.is_ascii_alphanumeric() && text.len() <= 100 && text.chars().all(fits)).then(|| Self(text.to_owned()))
    }

    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
