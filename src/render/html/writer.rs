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
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(letter),
            _ if letter.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            _ => out.push(letter),
        }
    }
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
    fn leaves_bangla_alone() {
        let mut html = Writer::default();
        html.text("র‍্যাম, উদ্‌যাপন");
        assert_eq!(html.take(), "র‍্যাম, উদ্‌যাপন");
    }
}
