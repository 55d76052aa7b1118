//! Finds words in plain letters in what the program wrote.

use std::collections::BTreeSet;

use super::mark::{is_letter, is_marked};

/// What is no word of a language: labels that are never translated, names, and the size `n` of an entity.
const CODES: [&str; 11] = ["n", "TLP", "CLEAR", "SEV1", "SEV2", "SEV3", "SEV4", "UTC", "nidan", "CSV", "JSON"];

/// Elements whose content is code.
const CODE: [&str; 4] = ["code", "pre", "style", "script"];

/// Attributes that no reader meets.
const MACHINE: [&str; 41] = [
    "aria-current",
    "aria-describedby",
    "aria-hidden",
    "aria-labelledby",
    "autocapitalize",
    "autocomplete",
    "charset",
    "class",
    "d",
    "data-facet",
    "data-index",
    "data-lang",
    "data-list",
    "data-root",
    "data-tlp",
    "datetime",
    "dominant-baseline",
    "enterkeyhint",
    "fill",
    "fill-rule",
    "for",
    "href",
    "hreflang",
    "http-equiv",
    "id",
    "lang",
    "lengthAdjust",
    "name",
    "points",
    "rel",
    "role",
    "scope",
    "spellcheck",
    "src",
    "stroke",
    "tabindex",
    "text-anchor",
    "transform",
    "type",
    "viewBox",
    "xmlns",
];

/// Names that stand as they are in every language: ids, codes, addresses.
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// Collects names: those given, and the codes that the program writes.
    pub(super) fn new(given: impl IntoIterator<Item = String>) -> Self {
        let given: BTreeSet<String> = given.into_iter().collect();
        let tags: Vec<String> = given.iter().map(|name| tag(name)).collect();
        Self(given.into_iter().chain(tags).chain(CODES.map(str::to_owned)).collect())
    }

    fn has(&self, word: &str) -> bool {
        let digest = word.len() >= 12 && word.chars().all(|c| c.is_ascii_hexdigit());
        digest || self.0.contains(word) || word.split('.').all(|part| self.0.contains(part))
    }
}

/// Returns a name as posts write it after a #: `supply-chain` as `SupplyChain`.
fn tag(name: &str) -> String {
    let capital = |part: &str| part.chars().take(1).flat_map(char::to_uppercase).chain(part.chars().skip(1)).collect();
    name.split('-').map(capital).collect::<Vec<String>>().concat()
}

/// Returns the words of a text that are neither marked nor names, each as it stands.
pub(super) fn strange(text: &str, names: &Names) -> Vec<String> {
    // What keeps a name on one line is no part of it.
    let text = text.replace('\u{2060}', "");
    let mut found = Vec::new();
    for word in text.split(char::is_whitespace).filter(|word| !is_address(word)) {
        let joined = |c: char| (is_letter(c) && !is_marked(c)) || c.is_numeric() || "-_.".contains(c);
        for token in word.split(|c| !joined(c)) {
            let token = token.trim_matches(['-', '_', '.']);
            if !names.has(token) {
                let parts = token.split(|c| !is_letter(c)).filter(|part| !part.is_empty() && !names.has(part));
                found.extend(parts.map(str::to_owned));
            }
        }
    }
    found
}

fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains("/index.html")
}

/// Returns what a reader or a listener meets of a page: its text and its attributes, code left out.
pub(super) fn page(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((text, tail)) = rest.split_once('<') {
        found.push(unescaped(text));
        let Some((tag, tail)) = tail.split_once('>') else { break };
        rest = tail;
        let name = tag.split(char::is_whitespace).next().unwrap_or_default();
        found.extend(attributes(tag));
        if CODE.contains(&name) {
            rest = rest.split_once(&format!("</{name}>")).map_or("", |(_, tail)| tail);
        }
    }
    found
}

fn attributes(tag: &str) -> Vec<String> {
    if tag.starts_with("meta ") && !tag.contains("name=\"description\"") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some((before, tail)) = rest.split_once("=\"") {
        let name = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let (value, tail) = tail.split_once('"').unwrap_or((tail, ""));
        rest = tail;
        if !MACHINE.contains(&name) {
            found.push(unescaped(value));
        }
    }
    found
}

fn unescaped(text: &str) -> String {
    let letters = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    letters.iter().fold(text.to_owned(), |text, (written, letter)| text.replace(written, letter))
}

/// Returns Markdown, or a post, without its code, its tags and the addresses of its links.
pub(super) fn without_code(markdown: &str) -> String {
    let mut fenced = false;
    let mut kept = String::new();
    for line in markdown.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced && !line.starts_with("nidan ") {
            let prose: Vec<&str> = line.split('`').step_by(2).collect();
            let prose = without(&prose.join(" "), ("](", ")"));
            kept.push_str(&without(&prose, ("<", ">")));
            kept.push('\n');
        }
    }
    kept
}

fn without(text: &str, (start, end): (&str, &str)) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(start) {
        kept.push_str(before);
        kept.push(' ');
        rest = after.split_once(end).map_or("", |(_, tail)| tail);
    }
    kept + rest
}
