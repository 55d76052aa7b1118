//! Strings as the template may have them.

/// Typst knows languages by their first subtag.
pub(super) fn primary(lang: &str) -> &str {
    lang.split('-').next().unwrap_or(lang)
}

/// Returns text without control characters.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Returns text whose only control characters end its lines.
pub(super) fn clean_lines(text: &str) -> String {
    text.trim_end().replace('\t', "    ").chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}
