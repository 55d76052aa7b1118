//! Writes HTML so that data can never become markup: markup is known at compile time, everything else is escaped.

/// Gathers HTML.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    plain: bool,
}

/// Attributes that mean something only on a page of ours, beside those whose names begin with `aria-`.
const OF_PAGES: [&str; 4] = ["id", "class", "role", "tabindex"];

/// Attributes: names are ours, values are data.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Writer {
    /// From here on leaves out attributes that mean something only on a page of ours.
    pub(super) fn plain(&mut self) {
        self.plain = true;
    }

    /// Adds markup of our own.
    pub(super) fn raw(&mut self, markup: &'static str) {
        self.text.push_str(markup);
    }

    /// Adds a picture that the chart layer has written and escaped.
    pub(super) fn picture(&mut self, svg: &str) {
        self.text.push_str(svg);
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str) {
        escape(text, &mut self.text);
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: Attributes) {
        self.text.push('<');
        self.text.push_str(name);
        for (key, value) in attributes {
            if self.plain && (OF_PAGES.contains(key) || key.starts_with("aria-")) {
                continue;
            }
            self.text.push(' ');
            self.text.push_str(key);
            self.text.push_str("=\"");
            escape(value, &mut self.text);
            self.text.push('"');
        }
        self.text.push('>');
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &'static str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// Adds an element that holds text alone.
    pub(super) fn element(&mut self, name: &'static str, attributes: Attributes, text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// Returns what has been written and starts afresh.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }
}

/// Returns text with everything escaped that could be markup.
pub(in crate::render) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

/// Control characters mean nothing in HTML and are errors in it, so they show as replaced.
fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    // Nearly all text has nothing to escape and goes over in one piece.
    while let Some(at) = rest.bytes().position(may_be_special) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let mut letters = from.chars();
        match letters.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\'') => out.push_str("&#39;"),
            Some(letter) if letter.is_control() && !matches!(letter, '\t' | '\n') => {
                out.push(char::REPLACEMENT_CHARACTER);
            }
            Some(letter) => out.push(letter),
            None => {}
        }
        rest = letters.as_str();
    }
    out.push_str(rest);
}

/// Says whether a byte begins a character that is escaped: markup, or a control character, which is one byte or begins with
/// the byte that begins the first letters beyond ASCII.
const fn may_be_special(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0..0x20 | 0x7f | 0xc2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_text_and_attributes() {
        let mut html = Writer::default();
        html.element("a", &[("title", "\"><script>alert(1)</script>")], "<b> & 'c'\u{0}\r");
        assert_eq!(
            html.take(),
            "<a title=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">&lt;b&gt; &amp; &#39;c&#39;\u{fffd}\u{fffd}</a>"
        );
    }

    #[test]
    fn every_character_is_escaped_as_it_should_be() {
        for letter in (0..0x3000).filter_map(char::from_u32) {
            let expected = match letter {
                '&' => "&amp;".to_owned(),
                '<' => "&lt;".to_owned(),
                '>' => "&gt;".to_owned(),
                '"' => "&quot;".to_owned(),
                '\'' => "&#39;".to_owned(),
                '\t' | '\n' => letter.to_string(),
                _ if letter.is_control() => '\u{fffd}'.to_string(),
                _ => letter.to_string(),
            };
            assert_eq!(escaped(&format!("ক{letter}é")), format!("ক{expected}é"), "{letter:?}");
        }
    }

    #[test]
    fn leaves_bangla_alone() {
        let mut html = Writer::default();
        html.text("র‍্যাম, উদ্‌যাপন");
        assert_eq!(html.take(), "র‍্যাম, উদ্‌যাপন");
    }
}
