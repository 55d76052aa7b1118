//! Inline content: escaping, emphasis that closes where it should, links that lead outside.

use crate::render::html::is_web;
use crate::view::document::{Href, Inline, follows_note};

/// Where a run of text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a paragraph.
    Text,
    /// In a cell of a table, where an upright stroke ends the cell even within code.
    Cell,
    /// In a heading, which is one line.
    Heading,
}

/// How a piece is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    Plain,
    Emph,
    Strong,
    /// As it was said: what follows at once as code joins it, for backticks that meet would be read as one fence.
    Code,
}

/// What emphasis is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marks {
    /// Stars where they hold.
    Stars,
    /// Elements alone: stars within stars are read differently by every parser.
    Elements,
}

/// Escapes text, and makes one line of it.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = "";
    for (at, letter) in text.char_indices() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' => {
                out.push('\\');
                out.push(letter);
            }
            // Addresses become links by themselves where `://` or `www.` stands.
            ':' if text[at + 1..].starts_with("//") => out.push_str("\\:"),
            '.' if before.to_ascii_lowercase().ends_with("www") => out.push_str("\\."),
            // Before a link it would make a picture.
            '!' if at + 1 == text.len() => out.push_str("\\!"),
            '\n' | '\r' | '\t' => out.push(' '),
            _ if letter.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            _ => out.push(letter),
        }
        before = &text[..at + letter.len_utf8()];
    }
    out
}

/// Writes a run of text.
pub(super) fn inlines(all: &[Inline], place: Place) -> String {
    set(all, place, Marks::Stars)
}

fn set(all: &[Inline], place: Place, marks: Marks) -> String {
    let mut pieces = Vec::new();
    push_pieces(&mut pieces, all, place);
    let mut out = String::new();
    for (index, (set, text)) in pieces.iter().enumerate() {
        let next = pieces.get(index + 1).map(|(set, text)| match set {
            Set::Plain => text.chars().next().unwrap_or(' '),
            Set::Emph | Set::Strong => '*',
            Set::Code => '`',
        });
        let (sign, open, close) = match set {
            Set::Plain => {
                // A note's mark and a bracket behind it would be read as one link with a label.
                let bracket = text.starts_with("\\[") || (text.starts_with('[') && !text.starts_with("[^"));
                if bracket && out.ends_with(']') && !out.ends_with("\\]") {
                    out.push(' ');
                }
                out.push_str(text);
                continue;
            }
            Set::Code => {
                out.push_str(&code(text, place));
                continue;
            }
            Set::Emph => ("*", "<em>", "</em>"),
            Set::Strong => ("**", "<strong>", "</strong>"),
        };
        let stars = marks == Marks::Stars && stars_hold(out.chars().last(), text, next);
        let (open, close) = if stars { (sign, sign) } else { (open, close) };
        out.push_str(open);
        out.push_str(text);
        out.push_str(close);
    }
    out
}

/// What is borrowed from another language, and a link that leads nowhere outside, join the pieces round them: emphasis
/// depends on its neighbours.
fn push_pieces(pieces: &mut Vec<(Set, String)>, all: &[Inline], place: Place) {
    for (at, inline) in all.iter().enumerate() {
        if follows_note(all, at) {
            pieces.push((Set::Plain, "\u{a0}".to_owned()));
        }
        if let (Inline::Code(_), Some((Set::Code, before))) = (inline, pieces.last_mut()) {
            before.push_str(&piece(inline, place).1);
            continue;
        }
        match inline {
            Inline::Borrowed { text, .. } => push_pieces(pieces, text, place),
            Inline::Link(href, inner) if outside(href).is_none() => push_pieces(pieces, inner, place),
            Inline::Text(_)
            | Inline::Time { .. }
            | Inline::Emph(_)
            | Inline::Strong(_)
            | Inline::Code(_)
            | Inline::Link(..)
            | Inline::Note { .. }
            | Inline::Break => pieces.extend(Some(piece(inline, place)).filter(|(_, text)| !text.is_empty())),
        }
    }
}

/// Returns where a link leads outside. Anchors of other programs are made from headings, each by its own rule; and there is
/// no site.
fn outside(href: &Href) -> Option<&str> {
    match href {
        Href::External(address) if is_web(address) => Some(address),
        Href::External(_) | Href::Anchor(_) | Href::Site(_) => None,
    }
}

fn piece(inline: &Inline, place: Place) -> (Set, String) {
    let plain = |text: String| (Set::Plain, text);
    match inline {
        Inline::Text(words) | Inline::Time { text: words, .. } => plain(text(words)),
        Inline::Emph(inner) => (Set::Emph, set(inner, place, Marks::Elements)),
        Inline::Strong(inner) => (Set::Strong, set(inner, place, Marks::Elements)),
        Inline::Code(said) => (Set::Code, said.replace(char::is_control, " ").trim().to_owned()),
        Inline::Link(href, inner) => plain(link(href, inner, place)),
        Inline::Note { number, .. } => plain(format!("[^{number}]")),
        Inline::Borrowed { text, .. } => plain(inlines(text, place)),
        Inline::Break if place == Place::Heading => plain(" ".to_owned()),
        Inline::Break => plain("<br>".to_owned()),
    }
}

/// Tells whether stars round a text are surely read as emphasis: they begin a line or follow a space, and close before a
/// space or behind a letter. Parsers differ on all else; elements are then sure.
fn stars_hold(before: Option<char>, text: &str, after: Option<char>) -> bool {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '\u{980}'..='\u{9ff}');
    let free = |c: Option<char>| c.is_none_or(|c| c == ' ');
    let ends = text.chars().next().zip(text.chars().last());
    let inner = |c: char| c != '*' && !c.is_whitespace();
    let closes = |last: char| free(after) || (word(last) && after.is_some_and(|c| ".,;:!?)।".contains(c)));
    free(before) && ends.is_some_and(|(first, last)| inner(first) && inner(last) && closes(last))
}

/// Writes code between as many backticks as it takes.
fn code(code: &str, place: Place) -> String {
    let fence = "`".repeat(longest_run(code, '`') + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    let code = if place == Place::Cell { code.replace('|', "\\|") } else { code.to_owned() };
    format!("{fence}{pad}{code}{pad}{fence}")
}

/// Returns the length of the longest row of a sign.
pub(super) fn longest_run(text: &str, sign: char) -> usize {
    text.split(|c| c != sign).map(str::len).max().unwrap_or_default()
}

fn link(href: &Href, inner: &[Inline], place: Place) -> String {
    let Some(address) = outside(href) else { return inlines(inner, place) };
    let words = inlines(&unlinked(inner), place);
    if words.trim().is_empty() { String::new() } else { format!("[{words}](<{}>)", encoded(address)) }
}

/// Leaves the words of links and no notes: a link can hold neither.
fn unlinked(inner: &[Inline]) -> Vec<Inline> {
    let mut kept = Vec::new();
    for inline in inner {
        match inline {
            Inline::Link(_, content) => kept.extend(unlinked(content)),
            Inline::Emph(content) => kept.push(Inline::Emph(unlinked(content))),
            Inline::Strong(content) => kept.push(Inline::Strong(unlinked(content))),
            Inline::Borrowed { lang, text } => kept.push(Inline::Borrowed { lang, text: unlinked(text) }),
            Inline::Note { .. } => {}
            Inline::Text(_) | Inline::Code(_) | Inline::Time { .. } | Inline::Break => kept.push(inline.clone()),
        }
    }
    kept
}

/// Percent-encodes what would end an address early.
fn encoded(address: &str) -> String {
    let mut out = String::new();
    for letter in address.chars() {
        match letter {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '|' => out.push_str("%7C"),
            '`' => out.push_str("%60"),
            ' ' => out.push_str("%20"),
            '&' => out.push_str("&amp;"),
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    #[test]
    fn nothing_that_is_said_is_markup() {
        assert_eq!(
            text("# a *b* _c_ `d` <e> [f](g) | &amp; $x$"),
            "\\# a \\*b\\* \\_c\\_ \\`d\\` \\<e\\> \\[f\\](g) \\| \\&amp; \\$x\\$"
        );
        assert_eq!(text("https://a.example www.b.example"), "https\\://a.example www\\.b.example");
        assert_eq!(text("a\nb\u{0}"), "a b\u{fffd}");
    }

    #[test]
    fn emphasis_takes_stars_only_where_they_close() {
        let strong = |text: &str| Inline::Strong(vec![say(text)]);
        let whole = |all: &[Inline]| inlines(all, Place::Text);
        assert_eq!(whole(&[say("a "), strong("b"), say(" c")]), "a **b** c");
        assert_eq!(whole(&[strong("যা হলো:"), say(" সব")]), "**যা হলো:** সব");
        assert_eq!(whole(&[strong("(b)"), say("c")]), "<strong>(b)</strong>c");
        assert_eq!(whole(&[strong(" b")]), "<strong> b</strong>");
        assert_eq!(whole(&[strong("a"), Inline::Emph(vec![say("b")])]), "<strong>a</strong><em>b</em>");
    }

    #[test]
    fn code_is_fenced_by_more_than_it_holds() {
        assert_eq!(code("a`b", Place::Text), "``a`b``");
        assert_eq!(code("`", Place::Text), "`` ` ``");
        assert_eq!(code("a|b", Place::Cell), "`a\\|b`");
    }

    #[test]
    fn what_meets_stays_apart() {
        let note = Inline::Note { number: 1, label: "1".to_owned() };
        let link = Inline::Link(Href::External("https://a.example".to_owned()), vec![say("a")]);
        assert_eq!(inlines(&[note.clone(), note, link], Place::Text), "[^1]\u{a0}[^1] [a](<https://a.example>)");
        let code = |text: &str| Inline::Code(text.to_owned());
        assert_eq!(inlines(&[code("a"), code("b"), say("`")], Place::Text), "`ab`\\`");
    }

    #[test]
    fn a_link_leads_outside_or_is_its_words() {
        let link = |href| inlines(&[Inline::Link(href, vec![say("a")])], Place::Text);
        assert_eq!(link(Href::External("https://a.example/x y".to_owned())), "[a](<https://a.example/x%20y>)");
        assert_eq!(link(Href::External("javascript:alert(1)".to_owned())), "a");
        assert_eq!(link(Href::Anchor("x".to_owned())), "a");
        let bold = Inline::Link(Href::Anchor("x".to_owned()), vec![Inline::Strong(vec![say("a)")])]);
        assert_eq!(inlines(&[bold, say("b")], Place::Text), "<strong>a)</strong>b", "its neighbours count");
    }
}
