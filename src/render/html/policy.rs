//! What keeps a page safe wherever it is published: its policy stands in its head, nothing inline, nothing from another host.

use std::ops::Range;

use super::templates::own;

/// What is said of a page without its policy.
pub(super) const MISSING: &str = "the page has no content security policy, or another than the program's";

const META: &str = "<meta http-equiv=\"Content-Security-Policy\"";

/// Attributes by which an element brings something in, or sends something out.
const FETCHING: [&str; 9] =
    ["src", "srcset", "href", "xlink:href", "data", "poster", "action", "formaction", "background"];

/// Says whether a page has the policy of the program's own template, before anything that it governs.
pub(super) fn is_kept(template: &str, page: &str) -> bool {
    let source = if template == "single.html" { template } else { "base.html" };
    let Some(policy) = own(source).and_then(|text| text.lines().find(|line| line.starts_with(META))) else {
        return false;
    };
    let governed = ["<script", "<link", "<style", "<body", "<img", "<!--", "<title"];
    page.find(policy).is_some_and(|at| governed.iter().all(|tag| page.find(tag).is_none_or(|other| other > at)))
}

/// Returns where a template would have its policy: at its block, else at its head, else at its start.
pub(super) fn place(text: &str) -> Range<usize> {
    let found = ["{% block policy %}", "{%- block policy %}", META, "<head>"];
    let found = found.into_iter().find_map(|piece| Some((text.find(piece)?, piece.len())));
    found.map_or(0..0, |(at, length)| at..at + length)
}

/// Returns what is not safe in the text of a template: where, what, and what to do.
pub(super) fn faults(name: &str, text: &str) -> Vec<(Range<usize>, String, &'static str)> {
    let text = blanked(text).to_ascii_lowercase();
    let mut found = Vec::new();
    for (at, _) in text.match_indices('<') {
        let rest = &text[at + 1..];
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let tag = &rest[..length];
        if tag.is_empty() {
            continue;
        }
        let end = end_of_tag(rest);
        let range = at..at + 1 + end;
        let attributes = attributes(&rest[length..end], at + 1 + length);
        if tag == "script" && !attributes.iter().any(|(key, _, _)| *key == "src") {
            let hint = "scripts stand in files; a page of the program links those that it needs";
            found.push((range.clone(), "a script inside the page".to_owned(), hint));
        }
        if tag == "style" && name != "single.html" {
            found.push((range.clone(), "a style inside the page".to_owned(), STYLES));
        }
        if tag == "meta" && attributes.iter().any(|(key, value, _)| *key == "http-equiv" && *value == "refresh") {
            found.push((range, "a page that leads away by itself".to_owned(), "write a link"));
        }
        for (key, value, place) in attributes {
            if key == "style" {
                found.push((place, "a style inside the page".to_owned(), STYLES));
            } else if key.starts_with("on") {
                let hint = "scripts stand in files; a page of the program links those that it needs";
                found.push((place, format!("a script inside the page: `{key}`"), hint));
            } else if FETCHING.contains(&key) && value.trim_start().starts_with("javascript:") {
                found.push((place, "a script inside the page".to_owned(), "write a link to a page"));
            } else if FETCHING.contains(&key) && tag != "a" && is_elsewhere(value) {
                let hint =
                    "pages ask no other host for anything: they work from a folder, and tell nobody who reads them";
                found.push((place, "a file from another host".to_owned(), hint));
            }
        }
    }
    found
}

const STYLES: &str = "the policy of pages refuses it: use the classes of the program's own style sheet";

fn is_elsewhere(value: &str) -> bool {
    let parts = value.split(',').map(str::trim);
    parts.into_iter().any(|part| ["http:", "https:", "//"].iter().any(|start| part.starts_with(start)))
}

/// Puts spaces in place of what the engine reads, and of comments, so that places stay.
fn blanked(text: &str) -> String {
    let mut out = text.to_owned();
    for (open, close) in [("{#", "#}"), ("{{", "}}"), ("{%", "%}"), ("<!--", "-->")] {
        let mut from = 0;
        while let Some(at) = out[from..].find(open).map(|at| at + from) {
            let end = out[at..].find(close).map_or(out.len(), |end| at + end + close.len());
            let blank = " ".repeat(end - at);
            out.replace_range(at..end, &blank);
            from = end;
        }
    }
    out
}

/// Returns the length of a tag up to its `>`; in quotes that is a letter like any other.
fn end_of_tag(rest: &str) -> usize {
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None | Some(_), _) => {}
        }
    }
    rest.len()
}

/// Reads `key="value"` and `key=value`, each with its place in the file.
fn attributes(text: &str, start: usize) -> Vec<(&str, &str, Range<usize>)> {
    let mut found = Vec::new();
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_');
    let mut at = 0;
    while let Some(key_at) = text[at..].find(is_key).map(|skip| at + skip) {
        let key_end = text[key_at..].find(|c| !is_key(c)).map_or(text.len(), |length| key_at + length);
        let rest = text[key_end..].trim_start();
        let mut end = key_end;
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let value_at = text.len() - after.len();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (from, close) = match quote {
                Some(quote) => (value_at + 1, text[value_at + 1..].find(quote)),
                None => (value_at, text[value_at..].find(char::is_whitespace)),
            };
            let to = close.map_or(text.len(), |length| from + length);
            value = &text[from..to];
            end = (to + usize::from(quote.is_some())).min(text.len());
        }
        found.push((&text[key_at..key_end], value, start + key_at..start + end));
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::html::replaceable;

    #[test]
    fn the_programs_own_templates_are_safe() {
        for name in replaceable() {
            assert_eq!(faults(name, own(name).expect("it is embedded")), [], "{name}");
        }
    }

    #[test]
    fn what_is_inline_or_from_elsewhere_is_found_at_its_place() {
        for (text, piece) in [
            ("<p>{{ a }}</p><script>x()</script>", "<script"),
            ("<b onclick=\"x()\">", "onclick=\"x()\""),
            ("<p STYLE='color: red'>", "STYLE='color: red'"),
            ("<style>p {}</style>", "<style"),
            ("<link rel=stylesheet href=https://a.example/x.css>", "href=https://a.example/x.css"),
            ("<img alt=\"a > b\" src=\"//a.example/x.png\">", "src=\"//a.example/x.png\""),
            ("<img srcset=\"a.png, https://a.example/x.png 2x\">", "srcset=\"a.png, https://a.example/x.png 2x\""),
            ("<a href=\"javascript:x()\">", "href=\"javascript:x()\""),
            ("<meta http-equiv=refresh content=0>", "<meta http-equiv=refresh content=0"),
        ] {
            let found = faults("page.html", text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(text[found[0].0.clone()].starts_with(piece), "{text}: {found:?}");
        }
    }

    #[test]
    fn links_files_beside_the_page_and_what_the_engine_reads_are_left_alone() {
        let text = "<a href=\"https://a.example\">x</a><script src=\"{{ root }}assets/fold.js\" defer></script>\
            {% if a < b %}<p class=\"on\">{{ \"<script>\" }}</p>{% endif %}<!-- <style> --><img src=\"a.png\">";
        assert_eq!(faults("page.html", text), []);
        assert_eq!(faults("single.html", "<style>{{ style }}</style>"), []);
    }

    #[test]
    fn a_policy_counts_before_what_it_governs() {
        let line = own("base.html").unwrap().lines().find(|line| line.starts_with(META)).unwrap();
        assert!(is_kept("page.html", &format!("<head>{line}<title>x</title>")));
        assert!(!is_kept("page.html", &format!("<head><script src=a></script>{line}")));
        assert!(!is_kept("page.html", &format!("<head><!-- {line} --><body>")));
        assert!(!is_kept("page.html", &line.replace("'none'", "*")));
        assert!(!is_kept("single.html", line), "one file has a policy of its own");
    }
}
