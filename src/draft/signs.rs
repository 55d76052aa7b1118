//! Symbols that no font of ours shows, emoji before all: a PDF with one of them cannot be made, and a timeline loses
//! nothing without them.

use std::collections::{BTreeMap, BTreeSet};

use crate::typography::Fonts;

/// What is known of characters so far.
pub(super) struct Signs {
    fonts: Fonts,
    shown: BTreeMap<char, bool>,
    /// How many texts have lost a symbol.
    pub(super) texts: usize,
    /// Letters that no font shows: they are words to someone and stay.
    pub(super) letters: BTreeSet<char>,
}

impl Signs {
    pub(super) fn new() -> Self {
        Self { fonts: Fonts::embedded(), shown: BTreeMap::new(), texts: 0, letters: BTreeSet::new() }
    }

    /// Takes out the symbols that no font shows.
    pub(super) fn without(&mut self, text: &str) -> String {
        let kept: String = text.chars().filter(|c| self.keeps(*c)).collect();
        if kept.len() == text.len() {
            return kept;
        }
        self.texts += 1;
        kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn keeps(&mut self, c: char) -> bool {
        if c.is_ascii() || matches!(c, '\u{980}'..='\u{9ff}' | '\u{200c}' | '\u{200d}') {
            return true;
        }
        let fonts = &self.fonts;
        let shown = *self.shown.entry(c).or_insert_with(|| fonts.uncovered(c.encode_utf8(&mut [0; 4])).is_empty());
        if !shown && c.is_alphanumeric() {
            self.letters.insert(c);
        }
        shown || c.is_alphanumeric()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_go_and_letters_stay() {
        let mut signs = Signs::new();
        assert_eq!(signs.without("সব ঠিক 👍🏽 ✅ x → y"), "সব ঠিক x → y");
        assert_eq!(signs.without("⚠\u{fe0f} fire 🔥"), signs.without("⚠ fire"));
        assert_eq!(signs.without("漢 é ৳"), "漢 é ৳");
        assert_eq!(signs.without("🔥"), "");
        assert_eq!(signs.letters.iter().collect::<String>(), "漢");
        assert!(signs.texts >= 3);
    }
}
