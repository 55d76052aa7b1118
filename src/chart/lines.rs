//! Text broken into lines that fit.

use crate::chart::canvas::{Canvas, Style};
use crate::typography::{Word, are_bound};

impl Canvas<'_> {
    /// Breaks a text into lines no wider than `width`, at spaces but not between a number and its unit; a longer word
    /// stands alone.
    pub(super) fn wrap(&self, text: &str, width: f64, style: Style) -> Vec<String> {
        broken(&self.unbroken(text, style), width).into_iter().map(together).collect()
    }

    /// Breaks a text as [`Self::wrap`] does, into as many lines but of lengths as equal as can be.
    pub(super) fn balance(&self, text: &str, width: f64, style: Style) -> Vec<String> {
        let words = self.unbroken(text, style);
        let mut lines = broken(&words, width);
        let mut narrower = width - 4.0;
        while lines.len() > 1 && narrower > width / 2.0 {
            let tried = broken(&words, narrower);
            if tried.len() > lines.len() || tried.iter().any(|line| length(line) > width) {
                break;
            }
            lines = tried;
            narrower -= 4.0;
        }
        lines.into_iter().map(together).collect()
    }

    /// Returns the words of a text between which a line may end.
    fn unbroken<'t>(&self, text: &'t str, style: Style) -> Vec<Word<'t>> {
        let start = |word: &Word<'t>| word.text.as_ptr().addr() - text.as_ptr().addr();
        let mut words: Vec<Word<'t>> = Vec::new();
        for word in self.words(text, style) {
            match words.last_mut() {
                Some(last) if are_bound(last.text.chars().next_back(), word.text.chars().next()) => {
                    last.text = &text[start(last)..start(&word) + word.text.len()];
                    last.to = word.to;
                }
                Some(_) | None => words.push(word),
            }
        }
        words
    }
}

/// Parts words into lines no wider than `width`; a longer word stands alone.
fn broken<'w, 't>(words: &'w [Word<'t>], width: f64) -> Vec<&'w [Word<'t>]> {
    let mut lines = Vec::new();
    let mut rest = words;
    while let Some(first) = rest.first() {
        let fitting = rest[1..].iter().take_while(|word| word.to - first.from <= width).count();
        let (line, after) = rest.split_at(1 + fitting);
        lines.push(line);
        rest = after;
    }
    lines
}

fn length(line: &[Word<'_>]) -> f64 {
    line.last().map_or(0.0, |last| last.to - line[0].from)
}

fn together(line: &[Word<'_>]) -> String {
    line.iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}
