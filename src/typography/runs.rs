//! A text cut into runs: one script and one font each.

use unicode_script::{Script, UnicodeScript};

/// Which font of a weight draws a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// Hind Siliguri.
    Text,
    /// `JetBrains Mono`, for what Hind Siliguri lacks.
    Mono,
}

/// How a run is shaped. Bengali has its own rules; Latin stands for everything that joins no letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// Bengali.
    Bengali,
    /// Latin, and what has no script of its own beside it.
    Latin,
}

/// A stretch of text in one script and one font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run<'a> {
    pub(super) text: &'a str,
    pub(super) writing: Writing,
    pub(super) family: Family,
}

/// Cuts a text. `covers` says whether the text font has a character.
///
/// Characters without a script (spaces, Latin digits, punctuation) join the run before them, at the start the run after
/// them; so a word never loses its neighbours and a space is as wide as the font of the word it follows makes it.
pub(super) fn split(text: &str, covers: impl Fn(char) -> bool) -> Vec<Run<'_>> {
    let first = text.chars().find_map(script).unwrap_or(Writing::Latin);
    let mut runs = Vec::new();
    let (mut start, mut writing, mut family) = (0, first, Family::Text);
    for (at, char) in text.char_indices() {
        let next_writing = script(char).unwrap_or(writing);
        // Joiners and marks stay with the letter they act on, whatever the font says of them alone.
        let joins = matches!(char, '\u{200c}' | '\u{200d}') || char.script() == Script::Inherited;
        let next_family = match (joins, covers(char)) {
            (true, _) => family,
            (false, true) => Family::Text,
            (false, false) => Family::Mono,
        };
        if (next_writing, next_family) != (writing, family) {
            if at > start {
                runs.push(Run { text: &text[start..at], writing, family });
            }
            (start, writing, family) = (at, next_writing, next_family);
        }
    }
    if start < text.len() {
        runs.push(Run { text: &text[start..], writing, family });
    }
    runs
}

fn script(char: char) -> Option<Writing> {
    // The danda serves every Indic script and is Common for Unicode; here it ends Bengali sentences.
    if matches!(char, '\u{964}' | '\u{965}') {
        return Some(Writing::Bengali);
    }
    let script = char.script();
    if script == Script::Bengali {
        Some(Writing::Bengali)
    } else if matches!(script, Script::Common | Script::Inherited) {
        None
    } else {
        Some(Writing::Latin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(&str, Writing, Family)> {
        split(text, |char| !matches!(char, '→' | '←'))
            .into_iter()
            .map(|run| (run.text, run.writing, run.family))
            .collect()
    }

    #[test]
    fn scripts_are_cut_and_common_characters_join_what_stands_before() {
        assert_eq!(cut("API সার্ভার"), [("API ", Writing::Latin, Family::Text), ("সার্ভার", Writing::Bengali, Family::Text)]);
        assert_eq!(cut("১৫:১৬ থেকে ১৫:৪০, (সব)"), [("১৫:১৬ থেকে ১৫:৪০, (সব)", Writing::Bengali, Family::Text)]);
        assert_eq!(cut("«কোটি» 7%"), [("«কোটি» 7%", Writing::Bengali, Family::Text)]);
        assert_eq!(cut("15:16 – 42"), [("15:16 – 42", Writing::Latin, Family::Text)]);
        assert_eq!(cut(""), []);
    }

    #[test]
    fn joiners_stay_inside_the_word() {
        for word in ["র\u{200d}্যাম", "উদ্\u{200c}যাপন", "ক্ষ", "স্ত্রী", "কোটি"]
        {
            assert_eq!(cut(word), [(word, Writing::Bengali, Family::Text)], "{word}");
        }
    }

    #[test]
    fn what_the_text_font_lacks_goes_to_the_other_font() {
        assert_eq!(
            cut("a → খ"),
            [
                ("a ", Writing::Latin, Family::Text),
                ("→", Writing::Latin, Family::Mono),
                (" ", Writing::Latin, Family::Text),
                ("খ", Writing::Bengali, Family::Text)
            ]
        );
    }
}
