//! An issue as text for chat groups: WhatsApp with its stars, Slack with its own kind of markup.

use crate::view::newsletter::brief::{Brief, Line};

/// The most characters of a text for WhatsApp: what is longer, readers have to unfold.
pub const SHORT: usize = 1000;

/// Writes a text for WhatsApp: of each item its first sentence. Where that is too long, items lose it, the last one first;
/// their headings stay.
pub fn whatsapp(brief: &Brief) -> String {
    let text = |told: usize| written(brief, told, (&starred, &unmarked, &first_sentence), plain_link);
    let fits = |text: &String| text.chars().count() <= SHORT;
    (1..=brief.lines.len()).rev().map(text).find(fits).unwrap_or_else(|| text(0))
}

/// Returns a text up to where its first sentence ends.
fn first_sentence(text: &str) -> &str {
    let ends = text.char_indices().filter(|(_, c)| ".?!।".contains(*c));
    let mut ends = ends.map(|(at, c)| at + c.len_utf8()).filter(|end| text[*end..].starts_with(char::is_whitespace));
    ends.next().map_or(text, |end| &text[..end])
}

/// Writes a message for Slack.
pub fn slack(brief: &Brief) -> String {
    let link = |words: &str, address: &str| format!("<{address}|{}>", entities(words));
    let bold = |text: &str| starred(&entities(text));
    written(brief, brief.lines.len(), (&bold, &|text: &str| unmarked(&entities(text)), &|text: &str| text), link)
}

/// How a text is made bold, how it is made plain, and how much of it is said.
type Marks<'a> = (&'a dyn Fn(&str) -> String, &'a dyn Fn(&str) -> String, &'a dyn Fn(&str) -> &str);

/// Writes the headings of all items, and the words of the first `told`.
fn written(brief: &Brief, told: usize, (bold, plain, said): Marks<'_>, link: impl Fn(&str, &str) -> String) -> String {
    let mut parts = vec![format!("{}\n{} · {}", bold(&brief.title), brief.date, brief.tlp)];
    for (at, Line { title, text }) in brief.lines.iter().enumerate() {
        let words = if at < told && !text.is_empty() { format!("\n{}", plain(said(text))) } else { String::new() };
        parts.push(format!("{}{words}", bold(title)));
    }
    parts.extend(brief.address.as_ref().map(|address| link(&brief.more, address)));
    // Headings alone need no space between them.
    let gap = if told == 0 { "\n" } else { "\n\n" };
    parts.join(gap) + "\n"
}

fn plain_link(words: &str, address: &str) -> String {
    format!("{words}: {address}")
}

/// Stars hold only round a text without stars or line breaks, and with no space at its ends.
fn starred(text: &str) -> String {
    format!("*{}*", unmarked(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Takes the signs of markup out of a text: nothing that an item says becomes any.
fn unmarked(text: &str) -> String {
    text.replace('*', "∗").replace('`', "'").replace('~', "∼").replace('_', "\u{2060}_")
}

/// Escapes what Slack reads as its own.
fn entities(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(text: &str) -> Brief {
        Brief {
            tlp: "TLP:CLEAR".to_owned(),
            title: "News: one *change*".to_owned(),
            date: "31 January 2025".to_owned(),
            lines: vec![
                Line { title: "A & B".to_owned(), text: text.to_owned() },
                Line { title: "C".to_owned(), text: String::new() },
            ],
            more: "Read more".to_owned(),
            address: Some("https://example.org/en/".to_owned()),
            lang: "en",
        }
    }

    #[test]
    fn each_group_gets_its_own_marks() {
        let brief = brief("Call <b>.");
        assert_eq!(
            whatsapp(&brief),
            "*News: one ∗change∗*\n31 January 2025 · TLP:CLEAR\n\n*A & B*\nCall <b>.\n\n*C*\n\nRead more: https://example.org/en/\n"
        );
        assert_eq!(
            slack(&brief),
            "*News: one ∗change∗*\n31 January 2025 · TLP:CLEAR\n\n*A &amp; B*\nCall &lt;b&gt;.\n\n*C*\n\n<https://example.org/en/|Read more>\n"
        );
    }

    #[test]
    fn what_is_too_long_keeps_its_headings() {
        let text = whatsapp(&brief("One sentence. And another."));
        assert!(text.contains("One sentence.\n") && !text.contains("another"), "{text}");
        let text = whatsapp(&brief(&"word ".repeat(300)));
        assert!(text.chars().count() <= SHORT && text.contains("*A & B*") && text.contains("*C*"), "{text}");
        assert!(!text.contains("word"), "{text}");
    }
}
