//! Typed values out of a [`Node`] tree. Each helper reports what it cannot read and says `None`, so that the caller
//! goes on to the next value and all mistakes show at once.

use chrono::NaiveDate;

use super::rules;
use super::yaml::{Entry, Node, NodeKind};
use crate::base::diag::{Diagnostic, Report, nearest};
use crate::base::source::Span;
use crate::model::Id;

/// A cursor over a map that remembers which keys were asked for.
pub struct Fields<'a> {
    what: String,
    span: Span,
    entries: &'a [Entry],
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// Opens a map; anything else is a finding. `what` names it in messages.
    pub fn new(node: &'a Node, what: &str, report: &mut Report) -> Option<Self> {
        let entries = entries(node, what, report)?;
        Some(Self { what: what.to_owned(), span: node.span, entries, known: Vec::new() })
    }

    /// Returns the place of the whole map.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Names the map in messages.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// Takes a value, if the key is there. Every key that the format knows must be asked for before
    /// [`Fields::finish`].
    pub fn take(&mut self, key: &'static str) -> Option<&'a Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Takes a key with its value.
    pub fn entry(&mut self, key: &'static str) -> Option<&'a Entry> {
        self.known.push(key);
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Says whether a key is there, without taking it.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// Takes a value that must be there.
    pub fn require(&mut self, key: &'static str, report: &mut Report) -> Option<&'a Node> {
        let found = self.take(key);
        if found.is_none() {
            report.push(self.missing(key));
        }
        found
    }

    /// Says that a key is missing, at the place of the map.
    pub fn missing(&self, key: &str) -> Diagnostic {
        Diagnostic::error(rules::MISSING_KEY, self.span, format!("{} has no `{key}`", self.what))
            .label("in this map")
            .hint(if key == "schema" { "add `schema: 1`".to_owned() } else { format!("add `{key}:`") })
    }

    /// Returns the entries that were not taken by name: those of a map that mixes fixed and free keys.
    pub fn rest(&self) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(|entry| !self.known.contains(&entry.key.as_str()))
    }

    /// Ends the map: every key that was not asked for is an error.
    pub fn finish(self, report: &mut Report) {
        self.finish_knowing(&[], report);
    }

    /// Ends a map in which some keys are often looked for: `elsewhere` says where they do stand.
    pub fn finish_knowing(self, elsewhere: &[(&str, &str)], report: &mut Report) {
        for entry in self.rest() {
            let message = format!("unknown key `{}` in {}", entry.key, self.what);
            let finding = Diagnostic::error(rules::UNKNOWN_KEY, entry.key_span, message).label("not a key here");
            // No-break spaces come with text that is pasted from a page or a chat, and are part of the key.
            let typed = entry.key.trim_matches('\u{a0}');
            let finding = if typed.len() < entry.key.len() {
                finding.hint("no-break spaces stand before it, which only look like spaces: type them anew")
            // In braces a comma ends a text; what follows it is read as a key without a value.
            } else if entry.value.is_empty() && entry.key.contains(|c: char| c == ' ' || !c.is_ascii()) {
                finding.hint("a comma inside braces ends a text: put the whole text in quotes")
            } else if entry.key.contains(|c| matches!(c, '\u{980}'..='\u{9ff}')) {
                finding.hint("keys are in English; what stands under them may be in Bangla")
            } else {
                finding
            };
            report.push(match elsewhere.iter().find(|(key, _)| *key == entry.key) {
                Some((_, place)) => finding.hint(*place),
                None => with_nearest(finding, typed, &self.known, "known keys"),
            });
        }
    }
}

/// Adds what was probably meant, and the list of what is possible.
pub fn with_nearest(finding: Diagnostic, typed: &str, known: &[&str], list: &str) -> Diagnostic {
    let meant = nearest(typed, known.iter().copied());
    let finding = match meant {
        Some(name) => finding.hint(format!("did you mean `{name}`?")),
        None => finding,
    };
    if known.is_empty() { finding } else { finding.hint(format!("{list}: {}", known.join(", "))) }
}

/// Says that a value is of the wrong kind: what is wanted and what was found.
pub fn wrong_type(node: &Node, what: &str, wanted: &str) -> Diagnostic {
    let found = node.word();
    let finding = Diagnostic::error(rules::WRONG_TYPE, node.span, format!("{what} should be {wanted}, not {found}"))
        .label(format!("found {found}"));
    finding.hint(match wanted {
        "a list" => "write `[one, two]`, or one `- item` per line".to_owned(),
        "a map" => "write `key: value` lines, indented".to_owned(),
        _ => format!("write {wanted} here"),
    })
}

/// Reads a map's entries.
pub fn entries<'a>(node: &'a Node, what: &str, report: &mut Report) -> Option<&'a [Entry]> {
    match &node.kind {
        NodeKind::Map(entries) => Some(entries),
        NodeKind::Scalar { .. } | NodeKind::List(_) => {
            report.push(wrong_type(node, what, "a map"));
            None
        }
    }
}

/// Reads a list.
pub fn list<'a>(node: &'a Node, what: &str, report: &mut Report) -> Option<&'a [Node]> {
    match &node.kind {
        NodeKind::List(items) => Some(items),
        NodeKind::Scalar { .. } | NodeKind::Map(_) => {
            report.push(wrong_type(node, what, "a list"));
            None
        }
    }
}

/// Reads a list, or one value that stands for a list of one.
pub fn one_or_list(node: &Node) -> &[Node] {
    match &node.kind {
        NodeKind::List(items) => items,
        NodeKind::Scalar { .. } | NodeKind::Map(_) => std::slice::from_ref(node),
    }
}

/// Reads text that is not empty.
pub fn scalar<'a>(node: &'a Node, what: &str, report: &mut Report) -> Option<&'a str> {
    let text = node.scalar().filter(|_| !node.is_blank());
    if text.is_none() {
        report.push(wrong_type(node, what, "text"));
    }
    text
}

/// Reads `true` or `false`.
pub fn bool(node: &Node, what: &str, report: &mut Report) -> Option<bool> {
    one_of(node, what, &[("true", true), ("false", false)], report)
}

/// Reads a number with a point, and without a unit.
pub fn number(node: &Node, what: &str, report: &mut Report) -> Option<f64> {
    let text = scalar(node, what, report)?;
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let number = text.parse::<f64>().ok().filter(|number| digits && number.is_finite());
    if number.is_none() {
        report.push(
            bad_value(node, format!("{what}: `{text}` is not a number"))
                .hint("write Latin digits alone, without commas or words: `1200`, `0.5`"),
        );
    }
    number
}

/// Reads a whole number from 0.
pub fn whole(node: &Node, what: &str, report: &mut Report) -> Option<u64> {
    let text = scalar(node, what, report)?;
    let number = text.parse::<u64>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    if number.is_none() {
        let finding = bad_value(node, format!("{what}: `{text}` is not a whole number"));
        report.push(finding.hint("write digits alone, such as `12`"));
    }
    number
}

/// Reads an id.
pub fn id(node: &Node, what: &str, report: &mut Report) -> Option<Id> {
    let text = scalar(node, what, report)?;
    id_at(text, node.span, report)
}

/// Reads the id that a map's key is.
pub fn key_id(entry: &Entry, report: &mut Report) -> Option<Id> {
    id_at(&entry.key, entry.key_span, report)
}

fn id_at(text: &str, span: Span, report: &mut Report) -> Option<Id> {
    let id = Id::new(text);
    if id.is_none() {
        let finding = Diagnostic::error(rules::BAD_ID, span, format!("`{text}` is not an id")).hint(
            "an id has Latin letters, digits, `-` and `_`, starts with a letter or digit, and is at most 100 long",
        );
        let joined = text.split_whitespace().collect::<Vec<_>>().join("-");
        report.push(match Id::new(&joined) {
            Some(meant) => finding.hint(format!("write `{meant}`")),
            None => finding,
        });
    }
    id
}

/// Reads a date, `2024-12-11`.
pub fn date(node: &Node, what: &str, report: &mut Report) -> Option<NaiveDate> {
    let text = scalar(node, what, report)?;
    let date = parse_date(text);
    if date.is_none() {
        let is_shaped = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let wrong = if is_shaped { "is no day of the calendar" } else { "is not a date" };
        let finding = Diagnostic::error(rules::BAD_DATE, node.span, format!("{what}: `{text}` {wrong}"));
        let finding = match meant_date(text) {
            Some(day) => finding.hint(format!("did you mean `{day}`?")),
            None => finding,
        };
        report.push(finding.hint("write year, month and day: `2024-12-11`"));
    }
    date
}

/// Returns a character with a Bangla digit made Latin.
pub fn latin_digit(c: char) -> char {
    let digit = u32::from(c).checked_sub(u32::from('০')).filter(|digit| *digit < 10);
    digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)
}

/// Guesses the day of a date in another order, where only one order makes a day.
fn meant_date(text: &str) -> Option<NaiveDate> {
    let latin: String = text.chars().map(latin_digit).collect();
    let parts: Vec<&str> = latin.split(['/', '.', '-']).collect();
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    let [first, second, third] = parts[..] else { return None };
    if first.len() == 4 {
        return NaiveDate::from_ymd_opt(first.parse().ok()?, number(second)?, number(third)?);
    }
    let year = third.parse().ok().filter(|_| third.len() == 4)?;
    let day_first = NaiveDate::from_ymd_opt(year, number(second)?, number(first)?);
    let month_first = NaiveDate::from_ymd_opt(year, number(first)?, number(second)?);
    // 3/2/2026 is a day in either order: a guess would be wrong half of the time.
    day_first.xor(month_first).or(day_first.filter(|day| Some(*day) == month_first))
}

/// Reads `yyyy-mm-dd`, all digits written.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() });
    if !shape {
        return None;
    }
    NaiveDate::from_ymd_opt(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?)
}

/// Reads one word of a fixed list.
pub fn one_of<T: Clone>(node: &Node, what: &str, words: &[(&str, T)], report: &mut Report) -> Option<T> {
    let text = scalar(node, what, report)?;
    let found = words.iter().find(|(word, _)| *word == text);
    if found.is_none() {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let finding = bad_value(node, format!("{what} cannot be `{text}`"));
        report.push(with_nearest(finding, text, &known, "possible"));
    }
    found.map(|(_, value)| value.clone())
}

/// Says that a value cannot be taken.
pub fn bad_value(node: &Node, message: String) -> Diagnostic {
    Diagnostic::error(rules::BAD_VALUE, node.span, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::SourceMap;
    use crate::load::yaml;

    fn node(text: &str) -> Node {
        let mut sources = SourceMap::default();
        let file = sources.add("t.yaml", text);
        yaml::read(file, text, &mut Report::default()).expect("it is YAML")
    }

    #[test]
    fn an_unknown_key_gets_the_nearest_and_the_list() {
        let tree = node("titel: x\nstage: draft\n");
        let mut report = Report::default();
        let mut fields = Fields::new(&tree, "the incident", &mut report).expect("a map");
        assert!(fields.take("title").is_none());
        assert!(fields.require("stage", &mut report).is_some());
        assert!(fields.require("schema", &mut report).is_none());
        fields.finish(&mut report);
        let findings = report.sorted();
        assert_eq!(findings.len(), 2);
        assert_eq!(findings[1].rule, rules::MISSING_KEY);
        assert_eq!(findings[0].message, "unknown key `titel` in the incident");
        assert_eq!(findings[0].hints, ["did you mean `title`?", "known keys: title, stage, schema"]);
    }

    #[test]
    fn wrong_types_say_what_is_wanted_and_what_was_found() {
        let tree = node("[a, b]");
        let mut report = Report::default();
        assert!(scalar(&tree, "`owner`", &mut report).is_none());
        assert!(Fields::new(&tree, "`analogy`", &mut report).is_none());
        let messages: Vec<&str> = report.sorted().iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, ["`owner` should be text, not a list", "`analogy` should be a map, not a list"]);
    }

    #[test]
    fn dates_in_another_order_are_told_where_only_one_day_fits() {
        let day = |text: &str| meant_date(text).map(|day| day.to_string());
        assert_eq!(day("16/02/2026").as_deref(), Some("2026-02-16"));
        assert_eq!(day("02/16/2026").as_deref(), Some("2026-02-16"));
        assert_eq!(day("২০২৬-০২-১৬").as_deref(), Some("2026-02-16"));
        assert_eq!(day("2026-2-6").as_deref(), Some("2026-02-06"));
        assert_eq!(day("2.2.2026").as_deref(), Some("2026-02-02"));
        for unsure in ["03/02/2026", "2026-02-30", "16/02/26", "soon", "1-2-3-4"] {
            assert_eq!(day(unsure), None, "{unsure}");
        }
    }

    #[test]
    fn words_numbers_and_dates_are_read_strictly() {
        let mut report = Report::default();
        assert_eq!(one_of(&node("sev1"), "`severity`", &[("sev1", 1), ("sev2", 2)], &mut report), Some(1));
        assert_eq!(number(&node("-1.5"), "n", &mut report), Some(-1.5));
        assert_eq!(whole(&node("007"), "n", &mut report), Some(7));
        assert_eq!(parse_date("2024-12-11"), NaiveDate::from_ymd_opt(2024, 12, 11));
        assert!(!report.has_errors());
        for bad in ["2024-13-01", "2024-1-1", "11-12-2024", "২০২৪-১২-১১", "+024-12-11"] {
            assert_eq!(parse_date(bad), None, "{bad}");
        }
        assert_eq!(number(&node("inf"), "n", &mut report), None);
        assert_eq!(number(&node("1e5"), "n", &mut report), None);
        assert_eq!(whole(&node("-1"), "n", &mut report), None);
        assert_eq!(one_of(&node("sev3"), "`severity`", &[("sev1", 1)], &mut report), None);
        assert_eq!(report.sorted().len(), 4);
    }
}
