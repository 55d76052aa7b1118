//! Messages of a knowledge base that stand in place of the program's own: what is wrong with them, at its place.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use fluent_syntax::parser::{ParserError, parse};

use super::sources;
use crate::base::diag::{Diagnostic, Report, RuleId, nearest};
use crate::base::lang::Lang;
use crate::base::source::{SourceId, Span};
use crate::model::overrides::Overrides;

/// A message that cannot be read, stands twice, or is made of more than its variables.
pub const BAD_MESSAGE: RuleId = RuleId("bad-message");
/// A message that the program does not have, or an attribute of one.
pub const UNKNOWN_MESSAGE: RuleId = RuleId("unknown-message");
/// A variable that the program's own message does not have.
pub const UNKNOWN_VARIABLE: RuleId = RuleId("unknown-variable");
/// A variable of the program's own message that is not used.
pub const VARIABLE_LEFT_OUT: RuleId = RuleId("variable-left-out");

/// Files of messages that are not of pages: what the checker explains with, and what the server says over a page.
const NOT_OF_PAGES: [&str; 2] = ["rules.ftl", "serve.ftl"];

/// Checks every message that stands in place of one of the program's.
pub fn check(overrides: &Overrides, report: &mut Report) {
    for lang in Lang::ALL {
        let own: Vec<_> = overrides.messages.iter().filter(|(own, _)| *own == lang).map(|(_, file)| file).collect();
        if own.is_empty() {
            continue;
        }
        let mut case = Case { known: known(lang), said: BTreeMap::new(), report: &mut *report };
        for file in own {
            case.file(&Source { file: file.file, text: &file.text });
        }
    }
}

/// Returns the messages of the program that can be replaced, with their variables.
fn known(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut known = BTreeMap::new();
    let files = sources(lang).into_iter();
    for (_, text) in files.filter(|(name, _)| !NOT_OF_PAGES.iter().any(|other| name.ends_with(other))) {
        let resource = parse(text.as_str()).unwrap_or_else(|(resource, _)| resource);
        for entry in resource.body {
            if let Entry::Message(Message { id, value: Some(value), .. }) = entry {
                let mut parts = Parts::default();
                parts.pattern(&value);
                let variables = parts.variables.into_iter().map(str::to_owned).collect();
                known.insert(id.name.to_owned(), variables);
            }
        }
    }
    known
}

/// A file, and where its pieces stand in it.
struct Source<'a> {
    file: SourceId,
    text: &'a str,
}

impl Source<'_> {
    /// Returns the place of a piece of the text.
    fn span(&self, piece: &str) -> Span {
        let start = (piece.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len());
        Span::new(self.file, start..start + piece.len())
    }
}

struct Case<'a> {
    known: BTreeMap<String, BTreeSet<String>>,
    said: BTreeMap<String, Span>,
    report: &'a mut Report,
}

impl Case<'_> {
    fn file(&mut self, source: &Source<'_>) {
        let (resource, errors) = match parse(source.text) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        for error in &errors {
            self.report.push(unreadable(source, error));
        }
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => self.message(source, message),
                Entry::Term(term) => {
                    let message = format!("`-{}`: messages here have no terms", term.id.name);
                    let finding = Diagnostic::error(BAD_MESSAGE, source.span(term.id.name), message);
                    self.report.push(finding.hint("write the words out in each message"));
                }
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {}
            }
        }
    }

    fn message(&mut self, source: &Source<'_>, message: &Message<&str>) {
        let name = message.id.name;
        let span = source.span(name);
        for attribute in &message.attributes {
            let text = format!("`{name}` has no attribute `{}`", attribute.id.name);
            let finding = Diagnostic::error(UNKNOWN_MESSAGE, source.span(attribute.id.name), text);
            self.report.push(finding.hint("messages here have a text alone: `id = text`"));
        }
        if let Some(first) = self.said.insert(name.to_owned(), span) {
            let finding = Diagnostic::error(BAD_MESSAGE, span, format!("`{name}` stands twice")).label("again here");
            self.report.push(finding.related(first, "first here").hint("keep one"));
        }
        let Some(variables) = self.known.get(name) else {
            self.report.push(unknown(name, span, self.known.keys()));
            return;
        };
        let Some(value) = &message.value else { return };
        let mut parts = Parts::default();
        parts.pattern(value);
        for (piece, what) in &parts.foreign {
            let finding = Diagnostic::error(BAD_MESSAGE, source.span(piece), format!("`{name}` has {what}"));
            self.report.push(finding.hint("a message is made of words and its own variables alone"));
        }
        let names: Vec<String> = variables.iter().map(|name| format!("${name}")).collect();
        let list = if names.is_empty() { "it has none".to_owned() } else { format!("it has {}", names.join(", ")) };
        let mut meant: Option<&str> = None;
        for used in parts.variables.iter().filter(|used| !variables.contains(**used)) {
            let text = format!("`{name}` has no variable `${used}`");
            let finding = Diagnostic::error(UNKNOWN_VARIABLE, source.span(used), text).label("not given");
            let finding = match nearest(used, variables.iter().map(String::as_str)) {
                Some(near) => {
                    meant = Some(near);
                    finding.hint(format!("did you mean `${near}`?"))
                }
                None => finding,
            };
            self.report.push(finding.hint(list.clone()));
        }
        // One that is only misspelt is not left out.
        let is_used = |known: &&String| parts.variables.contains(known.as_str()) || meant == Some(known.as_str());
        for left in variables.iter().filter(|known| !is_used(known)) {
            let text = format!("`{name}` does not use `${left}`");
            let finding =
                Diagnostic::warning(VARIABLE_LEFT_OUT, span, text).label("readers will miss what it stands for");
            self.report.push(finding.hint(format!("put `{{ ${left} }}` where it belongs")));
        }
    }
}

fn unreadable(source: &Source<'_>, error: &ParserError) -> Diagnostic {
    let start = source.text.floor_char_boundary(error.pos.start);
    let end = source.text.ceil_char_boundary(error.pos.end.max(start));
    let why = error.kind.to_string().replace('"', "`");
    let mut letters = why.chars();
    let why: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    let message = format!("the message cannot be read: {why}");
    let finding = Diagnostic::error(BAD_MESSAGE, Span::new(source.file, start..end), message).label("here");
    finding.hint("a message is `id = text`, with `{ $name }` for a variable; further lines are indented")
}

fn unknown<'a>(name: &str, span: Span, known: impl Iterator<Item = &'a String>) -> Diagnostic {
    let finding = Diagnostic::error(UNKNOWN_MESSAGE, span, format!("the program has no message `{name}`"));
    let finding = finding.label("replaces nothing");
    match nearest(name, known.map(String::as_str)) {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None if ["rule-", "explain-", "serve-"].iter().any(|start| name.starts_with(start)) => {
            finding.hint("what `explain` and `serve` say of their own stays as it is")
        }
        None => finding.hint("`locales/en/` in the program's repository has every message"),
    }
}

/// What the text of a message is made of beside words.
#[derive(Default)]
struct Parts<'a> {
    variables: BTreeSet<&'a str>,
    /// What messages are not made of: where it stands, and what it is.
    foreign: Vec<(&'a str, &'static str)>,
}

impl<'a> Parts<'a> {
    fn pattern(&mut self, pattern: &Pattern<&'a str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&'a str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&'a str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name);
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            // What an escape stands for is seen by nobody who reads the file.
            InlineExpression::StringLiteral { value } if value.contains("\\u") || value.contains("\\U") => {
                self.foreign.push((value, "an escaped character: write the character itself"));
            }
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::FunctionReference { id, .. } => self.foreign.push((id.name, "a function")),
            InlineExpression::MessageReference { id, .. } => self.foreign.push((id.name, "a reference to a message")),
            InlineExpression::TermReference { id, .. } => self.foreign.push((id.name, "a reference to a term")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(lang: Lang, text: &str) -> Vec<String> {
        let mut sources = crate::base::source::SourceMap::default();
        let file = sources.add("a.ftl", text);
        let own = crate::model::overrides::Override { name: "a.ftl".to_owned(), text: text.to_owned(), file };
        let overrides = Overrides { messages: vec![(lang, own)], ..Overrides::default() };
        let mut report = Report::default();
        check(&overrides, &mut report);
        let told = |finding: &&Diagnostic| {
            let place = finding.span.map(|span| sources.place(span).to_string()).unwrap_or_default();
            format!("{place} {} {}", finding.rule.0, finding.message)
        };
        report.sorted().iter().map(told).collect()
    }

    #[test]
    fn what_fits_is_not_told() {
        let text = "# Ours\nsection-glance = In short\nfact-when =\n    When, by the clock of { $zone }\nfact-verdict = { $count ->\n    [one] one { $verdict }\n   *[other] { $count } { $verdict }\n }\n";
        assert_eq!(said(Lang::EN, text), Vec::<String>::new());
    }

    #[test]
    fn every_slip_is_told_at_its_place() {
        assert_eq!(
            said(Lang::EN, "section-glanse = x\n"),
            ["a.ftl:1:1 unknown-message the program has no message `section-glanse`"]
        );
        assert_eq!(
            said(Lang::EN, "rule-blame = x\n"),
            ["a.ftl:1:1 unknown-message the program has no message `rule-blame`"]
        );
        assert_eq!(
            said(Lang::BN, "fact-when = কখন { $zon }\n"),
            ["a.ftl:1:20 unknown-variable `fact-when` has no variable `$zon`"]
        );
        assert_eq!(
            said(Lang::EN, "fact-when = When\n"),
            ["a.ftl:1:1 variable-left-out `fact-when` does not use `$zone`"]
        );
        assert_eq!(
            said(Lang::EN, "section-glance = a\n    .title = b\nsection-why = { NUMBER(1) }{ section-glance }{ -x }{ \"\\u202E\" }\nsection-why = b\n").len(),
            6
        );
        assert_eq!(
            said(Lang::EN, "section-glance = {\nsection-why\n"),
            ["a.ftl:3:1 bad-message the message cannot be read: expected a token starting with `}`",]
        );
    }
}
