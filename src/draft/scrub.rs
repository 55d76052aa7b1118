//! A text of a message as the loader will take it: one line, in NFC, without characters that nobody sees.

use unicode_normalization::UnicodeNormalization;

use crate::load::characters;

/// Turns a text into one line of visible characters; `None` when it holds characters that hide text or turn it round.
///
/// Marks that only say in which direction letters run, and joiners between emoji, are dropped: the text reads the same
/// without them. An override or a control character can make it read otherwise, and such a text is not taken at all.
pub fn line(text: &str) -> Option<String> {
    if text.chars().any(turns) {
        return None;
    }
    let mut clean = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace()).filter(|word| !word.is_empty()) {
        if !clean.is_empty() {
            clean.push(' ');
        }
        clean.extend(word.chars().filter(|c| !is_silent(*c)).nfc());
    }
    let clean = without_stray_joiners(&clean);
    // A word of marks alone leaves its space behind.
    let clean = if clean.contains("  ") {
        clean.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    } else {
        clean
    };
    characters::first_refused(&clean).is_none().then(|| clean.trim().to_owned())
}

/// Characters whose absence could change what the text says.
const fn turns(c: char) -> bool {
    let control = (c as u32) < 0x20 && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}');
    control
        || matches!(c, '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{e0000}'..='\u{e007f}')
}

/// Characters that nobody sees and that change nothing.
pub(super) const fn is_silent(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{200b}'
        | '\u{200e}' | '\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}')
}

/// Drops joiners that stand beside no Bengali letter: between emoji, for the most part.
fn without_stray_joiners(text: &str) -> String {
    if !text.contains(['\u{200c}', '\u{200d}']) {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\u{200c}', '\u{200d}']) {
        let after = &rest[at + '\u{200d}'.len_utf8()..];
        kept.push_str(&rest[..at]);
        let bengali = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{980}'..='\u{9ff}'));
        if bengali(kept.chars().next_back()) || bengali(after.chars().next()) {
            kept.push_str(&rest[at..at + '\u{200d}'.len_utf8()]);
        }
        rest = after;
    }
    kept + rest
}

/// Says whether a text is Bangla rather than English: one in five of its words is. Engineers write the terms in English.
pub(super) fn is_bangla(text: &str) -> bool {
    let word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let words = text.split_whitespace().filter(word);
    let (mut all, mut bangla) = (0, 0);
    for word in words {
        all += 1;
        bangla += usize::from(word.chars().any(|c| c.is_alphabetic() && matches!(c, '\u{980}'..='\u{9ff}')));
    }
    bangla > 0 && bangla * 5 >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_goes_and_what_is_seen_stays() {
        assert_eq!(line("  a\u{a0}b\r\n\tc\u{200e}  d \u{200e} e\u{2028}f").as_deref(), Some("a b c d e f"));
        assert_eq!(line("র\u{200d}্যাম, 👩\u{200d}💻 উদ্\u{200c}যাপন").as_deref(), Some("র\u{200d}্যাম, 👩💻 উদ্\u{200c}যাপন"));
        assert_eq!(line("e\u{301} \u{2068}x\u{2069}").as_deref(), Some("é x"));
        assert_eq!(line("\u{200e}\u{feff}").as_deref(), Some(""));
    }

    #[test]
    fn what_could_read_otherwise_is_not_taken() {
        for text in ["abc\u{202e}def", "a\u{0}b", "a\u{1b}[2J", "a\u{e0041}", "a\u{7}"] {
            assert_eq!(line(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_language_is_that_of_the_letters() {
        assert!(is_bangla("Rollback শুরু করছি") && is_bangla("ok ভাই") && is_bangla("১৪:০৫ এ আবার"));
        assert!(is_bangla("sadia_monitor alert টা দেখো: \"error_rate\" < 1% & latency"));
        assert!(!is_bangla("rolling back now, ধ") && !is_bangla("") && !is_bangla("১২") && !is_bangla("🔥"));
    }
}
