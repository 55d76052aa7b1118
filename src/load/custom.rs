//! `custom`: the fields that `nidan.yaml` declares, and what incidents say under them.

use super::decode::{self, Fields, with_nearest};
use super::incident::{Context, address, stage, tlp};
use super::rules;
use super::yaml::{Entry, Node, NodeKind};
use crate::base::diag::{Diagnostic, Report};
use crate::base::lang::{Lang, PerLang};
use crate::base::source::Span;
use crate::model::custom::{Choice, Custom, Field, FieldKind, Value};
use crate::model::incident::Stage;
use crate::model::{Guard, Settings};

/// The kinds as files spell them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Date,
    Choice,
    Link,
    YesNo,
}

const KINDS: [(&str, Kind); 6] = [
    ("text", Kind::Text),
    ("number", Kind::Number),
    ("date", Kind::Date),
    ("choice", Kind::Choice),
    ("link", Kind::Link),
    ("yes-no", Kind::YesNo),
];

/// Reads what `nidan.yaml` declares; `None` where a declaration cannot be read, so that no incident can be held against it.
pub(super) fn declared(fields: &mut Fields<'_>, languages: &[Lang], report: &mut Report) -> Option<Vec<Field>> {
    let Some(node) = fields.take("custom") else { return Some(Vec::new()) };
    let entries = decode::entries(node, "`custom`", report)?;
    let read: Vec<Option<Field>> = entries.iter().map(|entry| field(entry, languages, report)).collect();
    read.into_iter().collect()
}

fn field(entry: &Entry, languages: &[Lang], report: &mut Report) -> Option<Field> {
    let what = format!("`custom/{}`", entry.key);
    let id = decode::key_id(entry, report);
    let mut own = Fields::new(&entry.value, &what, report)?;
    let word = own.require("kind", report).and_then(|node| decode::one_of(node, "`kind`", &KINDS, report));
    let label = own.require("label", report).and_then(|node| words(node, "`label`", languages, report));
    let of = own.take("of");
    let unit = own.take("unit");
    let required = match own.take("required") {
        Some(node) => stage(node, "`required`", report).map(Some),
        None => Some(None),
    };
    // What bears no label is the organisation's own.
    let guard = match own.take("tlp") {
        Some(node) => Guard { tlp: tlp(node, report), internal: false },
        None => Guard { tlp: None, internal: true },
    };
    let kind = word.and_then(|word| kind(word, (of, unit), (&own, languages), report));
    own.finish(report);
    Some(Field { id: id?, kind: kind?, label: label?, required: required?, guard })
}

fn kind(
    word: Kind,
    (of, unit): (Option<&Node>, Option<&Node>),
    (own, languages): (&Fields<'_>, &[Lang]),
    report: &mut Report,
) -> Option<FieldKind> {
    if let Some(node) = of.filter(|_| word != Kind::Choice) {
        report
            .push(decode::bad_value(node, "only a `choice` has words to choose from".to_owned()).hint("take `of` out"));
    }
    if let Some(node) = unit.filter(|_| word != Kind::Number) {
        report.push(decode::bad_value(node, "only a `number` has a unit".to_owned()).hint("take `unit` out"));
    }
    match word {
        Kind::Text => Some(FieldKind::Text),
        Kind::Date => Some(FieldKind::Date),
        Kind::Link => Some(FieldKind::Link),
        Kind::YesNo => Some(FieldKind::YesNo),
        Kind::Number => match unit {
            Some(node) => words(node, "`unit`", languages, report).map(|unit| FieldKind::Number(Some(unit))),
            None => Some(FieldKind::Number(None)),
        },
        Kind::Choice => {
            let Some(node) = of else {
                report.push(own.missing("of").hint("a choice names its words: `of: [dhaka, chattogram]`"));
                return None;
            };
            choices(node, languages, report).map(FieldKind::Choice)
        }
    }
}

/// Reads the words of a choice: a list, or a map that says what readers read for each.
fn choices(node: &Node, languages: &[Lang], report: &mut Report) -> Option<Vec<Choice>> {
    let mut found: Vec<Choice> = Vec::new();
    match &node.kind {
        NodeKind::Map(entries) => {
            for entry in entries {
                let label = words(&entry.value, &format!("`of/{}`", entry.key), languages, report);
                found.push(Choice { word: decode::key_id(entry, report)?, label: Some(label?) });
            }
        }
        NodeKind::List(_) | NodeKind::Scalar { .. } => {
            for item in decode::list(node, "`of`", report)? {
                let word = decode::id(item, "a word of `of`", report)?;
                if found.iter().any(|known| known.word == word) {
                    report.push(decode::bad_value(item, format!("`{word}` stands twice in `of`")).hint("keep one"));
                }
                found.push(Choice { word, label: None });
            }
        }
    }
    if found.is_empty() {
        report.push(decode::bad_value(node, "`of` has no word to choose".to_owned()).hint("name at least one"));
        return None;
    }
    Some(found)
}

/// Reads a few words for each language of the site.
fn words(node: &Node, what: &str, languages: &[Lang], report: &mut Report) -> Option<PerLang<String>> {
    let mut own = super::incident::texts(node, what, report)?;
    let mut found = Vec::new();
    for lang in Lang::ALL {
        match own.take(lang.code()) {
            Some(node) => {
                let text = decode::scalar(node, what, report);
                found.extend(text.map(|text| (lang, text.trim().to_owned())));
            }
            None if languages.contains(&lang) => {
                let code = lang.code();
                let finding =
                    Diagnostic::error(rules::MISSING_TITLE, node.span, format!("{what} has no `{code}` text"));
                report.push(finding.label(format!("no `{code}` here")).hint(format!("add `{code}: …`")));
            }
            None => {}
        }
    }
    own.finish(report);
    PerLang::gather(found)
}

/// Reads what an incident says under the declared fields, and says which it has to have.
pub(super) fn values(
    context: &mut Context<'_>,
    fields: &mut Fields<'_>,
    (settings, reached): (&Settings, Stage),
) -> Vec<Custom> {
    let node = fields.take("custom");
    let Some(declared) = &settings.custom else { return Vec::new() };
    let entries = node.and_then(|node| decode::entries(node, "`custom`", context.report)).unwrap_or_default();
    let mut found = Vec::new();
    for entry in entries {
        match declared.iter().find(|field| field.id.as_str() == entry.key) {
            Some(field) => {
                let value = value(context, entry, field);
                found.extend(value.map(|value| Custom { field: field.id.clone(), value, guard: field.guard }));
            }
            None => context.report.push(undeclared(entry, declared)),
        }
    }
    let span = node.map_or(fields.span(), |node| node.span);
    for field in declared.iter().filter(|field| field.required.is_some_and(|from| from <= reached)) {
        if entries.iter().all(|entry| entry.key != field.id.as_str()) {
            context.report.push(missing(field, span));
        }
    }
    // In the order in which they are declared, so that reports agree.
    let place = |one: &Custom| declared.iter().position(|field| field.id == one.field);
    found.sort_by_key(place);
    found
}

fn value(context: &mut Context<'_>, entry: &Entry, field: &Field) -> Option<Value> {
    let node = &entry.value;
    let what = format!("`custom/{}`", entry.key);
    match &field.kind {
        FieldKind::Text => context.own_text(Some(node), &what, None).map(Value::Text),
        FieldKind::Number(_) => {
            let number = decode::number(node, &what, context.report)?;
            let typed = node.scalar().unwrap_or_default();
            Some(Value::Number(number, typed.split_once('.').map_or(0, |(_, decimals)| decimals.len())))
        }
        FieldKind::Date => decode::date(node, &what, context.report).map(Value::Date),
        FieldKind::Choice(choices) => {
            let words: Vec<_> = choices.iter().map(|choice| (choice.word.as_str(), choice.word.clone())).collect();
            decode::one_of(node, &what, &words, context.report).map(Value::Choice)
        }
        FieldKind::Link => address(node, &what, context.report).map(Value::Link),
        FieldKind::YesNo => {
            decode::one_of(node, &what, &[("yes", true), ("no", false)], context.report).map(Value::YesNo)
        }
    }
}

fn undeclared(entry: &Entry, declared: &[Field]) -> Diagnostic {
    let message = format!("unknown key `{}` in `custom`", entry.key);
    let finding = Diagnostic::error(rules::UNKNOWN_KEY, entry.key_span, message).label("not declared");
    let known: Vec<&str> = declared.iter().map(|field| field.id.as_str()).collect();
    if known.is_empty() {
        return finding.hint("declare it in nidan.yaml: `custom: {name: {kind: text, label: {en: …, bn: …}}}`");
    }
    with_nearest(finding, &entry.key, &known, "known keys")
}

fn missing(field: &Field, span: Span) -> Diagnostic {
    let from = field.required.map_or("draft", super::incident::stage_word);
    let message = format!("the incident has no `custom/{}`, which nidan.yaml asks for from `{from}` on", field.id);
    Diagnostic::error(rules::MISSING_KEY, span, message)
        .label("in this map")
        .hint(format!("add `custom: {{{}: …}}`", field.id))
}
