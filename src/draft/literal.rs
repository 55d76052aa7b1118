//! A line of plain text as Markdown that shows these very characters, and as YAML that reads as that Markdown.

/// Writes text so that Markdown shows it as it is. Code in backticks stays code.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    // Brackets mean something only where a link could follow.
    let links = text.contains("](") || text.contains("]:");
    if let Some(sign) = block_sign(text) {
        out.push_str(&text[..sign]);
        out.push('\\');
        // The sign itself needs no second look.
        let next = text[sign..].chars().next().map_or(0, char::len_utf8);
        out.push_str(&text[sign..sign + next]);
        rest = &text[sign + next..];
    }
    while let Some(c) = rest.chars().next() {
        if c == '`' {
            rest = code(rest, &mut out);
            continue;
        }
        let after = &rest[c.len_utf8()..];
        if needs_escape(c, links, (out.chars().next_back(), after.chars().next())) {
            out.push('\\');
        }
        out.push(c);
        rest = after;
    }
    out
}

/// Copies a stretch of code with its backticks, or escapes the backticks that close nowhere; returns what follows.
fn code<'a>(text: &'a str, out: &mut String) -> &'a str {
    let width = text.len() - text.trim_start_matches('`').len();
    let (fence, after) = text.split_at(width);
    let mut from = 0;
    while let Some(at) = after[from..].find('`').map(|at| from + at) {
        let run = after[at..].len() - after[at..].trim_start_matches('`').len();
        if run == width && !after[..at].trim().is_empty() {
            out.push_str(fence);
            out.push_str(&after[..at + width]);
            return &after[at + width..];
        }
        from = at + run;
    }
    (0..width).for_each(|_| out.push_str("\\`"));
    after
}

/// Says whether a sign would mean something in the middle of a line.
fn needs_escape(c: char, links: bool, (before, after): (Option<char>, Option<char>)) -> bool {
    match c {
        '\\' | '*' => true,
        '[' => links,
        // What could be a tag or an address.
        '<' => after.is_some_and(|c| c.is_ascii_alphanumeric() || "/!?".contains(c)),
        // `error_rate` is a word.
        '_' => !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)),
        '&' => after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#'),
        _ => false,
    }
}

/// Finds the sign that would make a heading, a list, a quotation, a rule or code of a line.
fn block_sign(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    match first {
        '>' | '-' | '+' | '=' | '~' | '#' => Some(0),
        '0'..='9' => {
            let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            text[digits..].starts_with(['.', ')']).then_some(digits)
        }
        _ => None,
    }
}

/// Writes a line of text as a quoted scalar.
pub(super) fn yaml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

/// Writes a word as it is where YAML reads it so, in quotes where not.
pub(super) fn word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '+');
    let starts = text.chars().next().is_some_and(char::is_alphabetic);
    let reserved = ["null", "true", "false", "yes", "no", "on", "off"].contains(&text.to_lowercase().as_str());
    if starts && !reserved && !text.ends_with(' ') && text.chars().all(plain) { text.to_owned() } else { yaml(text) }
}

/// Writes text as a comment of one line.
pub(super) fn comment(text: &str) -> String {
    let seen = |c: char| {
        !c.is_control()
            && !super::scrub::is_silent(c)
            && !matches!(c, '\u{2028}'..='\u{202e}' | '\u{200c}' | '\u{200d}')
    };
    text.chars().filter(|c| seen(*c)).collect()
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    /// What a reader of the page sees, and whether it is one plain paragraph.
    fn shown(markdown: &str) -> (String, bool) {
        let mut text = String::new();
        let mut plain = true;
        for event in Parser::new_ext(markdown, Options::empty()) {
            #[expect(clippy::wildcard_enum_match_arm, reason = "all else is what must not come")]
            match event {
                Event::Text(said) | Event::Code(said) => text.push_str(&said),
                Event::Start(Tag::Paragraph) | Event::End(_) => {}
                _ => plain = false,
            }
        }
        (text, plain)
    }

    #[test]
    fn what_is_shown_is_what_was_said() {
        for text in [
            "plain",
            "# not a heading",
            "- not a list",
            "+ nor this",
            "1. nor this",
            "12) nor this",
            "> no quote",
            "--- no rule",
            "=== nothing",
            "~~~ no fence",
            "*not bold* _nor italic_ 2 * 3",
            "error_rate __init__ a_b_c _x",
            "[no](https://link) ![x](y)",
            "<b>no tag</b> <https://x.example>",
            "&lt; &amp; &#39; AT&T & co",
            "C:\\temp\\* \\",
            "[a]: https://x.example \"t\"",
            "~x~",
            "\"quoted\" 'single' | a | b |",
            "কী **হলো**?",
            "#",
            "-",
            "5",
            "5.",
            "***",
            "___",
            "- - -",
        ] {
            assert_eq!(shown(&markdown(text)), (text.to_owned(), true), "{text} as {}", markdown(text));
        }
    }

    #[test]
    fn code_stays_code() {
        for (text, seen) in [
            ("run `kubectl get *` now", "run kubectl get * now"),
            ("```systemctl restart x```", "systemctl restart x"),
            ("a ` b", "a ` b"),
            ("`` ` a", "`` ` a"),
            ("` ` x", "` ` x"),
            ("``` no end `x`", "``` no end x"),
        ] {
            assert_eq!(shown(&markdown(text)).0, seen, "{text} as {}", markdown(text));
        }
        assert_eq!(markdown("`a_b*c`"), "`a_b*c`");
    }

    #[test]
    fn words_are_quoted_only_where_they_must_be() {
        assert_eq!(word("AMBER+STRICT"), "AMBER+STRICT");
        assert_eq!(word("Payments API"), "Payments API");
        assert_eq!(word("a: b"), "\"a: b\"");
        assert_eq!(word("no"), "\"no\"");
        assert_eq!(word("১২"), "\"১২\"");
        assert_eq!(comment("a\n\u{202e}b\u{200e}.txt"), "ab.txt");
    }
}
