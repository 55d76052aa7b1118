//! YAML of every shape that the program reads, laid out as people do on a bad day.

use nidan::base::math::Stream;

/// Draws one document after another.
pub(super) struct Draw {
    stream: Stream,
    next: u64,
    out: String,
}

const WORDS: [&str; 8] = ["alarm", "অ্যালার্ট বাজে", "14:51..15:20", "a#b", "x-y", "50% of base", "~15:20", "T1566.002"];

impl Draw {
    pub(super) fn document(number: u32) -> String {
        let stream = Stream::new(7, number, "layout", 0);
        let mut draw = Self { stream, next: 0, out: String::new() };
        if draw.one_in(6) {
            draw.out.push_str("# about\n---\n");
        }
        let indent = if draw.one_in(8) { 3 } else { 0 };
        draw.map(0, indent, false);
        if draw.one_in(4) {
            let end = draw.out.trim_end_matches('\n').len();
            // A block of text keeps the line feed at its end only where there is one.
            if !draw.out.contains(['|', '>']) {
                draw.out.truncate(end);
            }
        }
        if draw.one_in(4) { draw.out.replace('\n', "\r\n") } else { draw.out }
    }

    fn below(&mut self, limit: usize) -> usize {
        self.next += 1;
        (self.stream.uniform(self.next) * limit as f64) as usize
    }

    fn one_in(&mut self, limit: usize) -> bool {
        self.below(limit) == 0
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }

    fn add(&mut self, parts: &[&str]) {
        self.out.extend(parts.iter().copied());
    }

    fn space(&mut self, count: usize) {
        self.out.extend(std::iter::repeat_n(' ', count));
    }

    fn end(&mut self) {
        if self.one_in(5) {
            self.out.push_str("  # beside it");
        }
        let trailing = if self.one_in(4) { 3 } else { 0 };
        self.space(trailing);
        self.out.push('\n');
    }

    /// Between entries: comments no deeper than they are, blank lines.
    fn between(&mut self, indent: usize) {
        if self.one_in(6) {
            let comment = self.below(indent + 1);
            self.space(comment);
            self.out.push_str("# a comment: with { [ \"\n");
        }
        if self.one_in(5) {
            let lines = 1 + self.below(3);
            self.out.extend(std::iter::repeat_n('\n', lines));
        }
    }

    /// A map; its first key may stand behind what is on the line already.
    fn map(&mut self, depth: usize, indent: usize, is_open: bool) {
        for nth in 0..=self.below(4) {
            if nth > 0 || !is_open {
                self.between(indent);
                self.space(indent);
            }
            let key = format!("key{nth}");
            let key = if self.one_in(6) { format!("\"{key}\"") } else { key };
            self.out.push_str(&key);
            self.out.push(':');
            self.value(depth, indent, true);
        }
    }

    fn list(&mut self, depth: usize, indent: usize, is_open: bool) {
        for nth in 0..=self.below(3) {
            if nth > 0 || !is_open {
                self.between(indent);
                self.space(indent);
            }
            self.out.push('-');
            let gap = 1 + self.below(3);
            match self.below(4) {
                0 if depth < 4 => {
                    self.space(gap);
                    self.map(depth + 1, indent + 1 + gap, true);
                }
                1 if depth < 4 => {
                    self.space(gap);
                    self.list(depth + 1, indent + 1 + gap, true);
                }
                _ => self.value(depth, indent, false),
            }
        }
    }

    /// What stands behind a key or a dash, up to the end of its last line.
    fn value(&mut self, depth: usize, indent: usize, of_key: bool) {
        let deeper = indent + 1 + self.below(4);
        match self.below(9) {
            0 if depth < 4 => {
                self.end();
                self.map(depth + 1, deeper, false);
            }
            1 if depth < 4 => {
                self.end();
                let at = if of_key && self.one_in(2) { indent } else { deeper };
                self.list(depth + 1, at, false);
            }
            2 => self.block(indent),
            3 => self.quoted(deeper),
            4 => self.flow(deeper),
            5 => {
                let (first, second) = (self.word(), self.word());
                self.add(&[" ", first, "  \n"]);
                self.space(deeper);
                self.out.push_str(second);
                self.end();
            }
            6 => {
                self.end();
                self.space(deeper);
                let word = self.word();
                self.out.push_str(word);
                self.end();
            }
            7 if of_key => self.end(),
            _ => {
                let word = self.word();
                self.add(&["  ", word]);
                self.end();
            }
        }
    }

    fn block(&mut self, indent: usize) {
        let heads = ["|", "|-", "|+", ">", ">-", ">+", "|2", ">3-"];
        let head = heads[self.below(heads.len())];
        let told = head.chars().find_map(|c| c.to_digit(10)).map(|digit| digit as usize);
        let at = indent + told.unwrap_or(1 + self.below(4));
        self.add(&[" ", head]);
        if self.one_in(5) {
            self.out.push_str(" # how it is folded");
        }
        self.out.push('\n');
        for nth in 0..=self.below(4) {
            if self.one_in(4) {
                self.out.push('\n');
            }
            let more = if nth > 0 && self.one_in(3) { 2 } else { 0 };
            self.space(at + more);
            let word = self.word();
            self.add(&[word, ": # not a comment"]);
            let trailing = if self.one_in(4) { 2 } else { 0 };
            self.space(trailing);
            self.out.push('\n');
        }
        if self.one_in(3) {
            self.out.push_str("\n\n");
        }
    }

    fn quoted(&mut self, deeper: usize) {
        let (first, second) = (self.word(), self.word());
        let (open, close) = if self.one_in(2) { (" \"", "\\u0995\"") } else { (" '", " it''s'") };
        self.add(&[open, first, " #\\"]);
        self.out.push_str(if open == " \"" { "n # \n" } else { " \n" });
        if self.one_in(3) {
            self.out.push('\n');
        }
        self.space(deeper);
        self.add(&[second, ": ", close]);
        self.end();
    }

    fn flow(&mut self, deeper: usize) {
        let (first, second) = (self.word(), self.word());
        self.add(&[" {at:  ", first, " ,"]);
        self.end();
        self.space(deeper);
        self.add(&["en: \"a, ", second, "\", of: [1,2 ,  \n"]);
        let more = deeper + self.below(3);
        self.space(more);
        self.out.push_str("'x'] }");
        self.end();
    }
}
