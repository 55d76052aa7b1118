//! Fields of the knowledge base's own: name and value, in the language of the page.

use crate::base::lang::PerLang;
use crate::model::custom::{Custom, Field, FieldKind, Value};
use crate::text::Texts;
use crate::view::document::{Href, Inline, Inlines};
use crate::view::writer::{Writer, plain, say};

/// Writes every field that the incident has.
pub(super) fn facts(writer: &mut Writer<'_>) -> Vec<(Inlines, Inlines)> {
    each(writer, |writer, field, one| (words(writer.texts(), &field.label), value(writer, field, one)))
}

/// Returns the values as letters, for search.
pub(in crate::view) fn letters(writer: &mut Writer<'_>) -> Vec<String> {
    each(writer, |writer, field, one| plain(&value(writer, field, one)))
}

fn each<T>(writer: &mut Writer<'_>, write: impl Fn(&mut Writer<'_>, &Field, &Custom) -> T) -> Vec<T> {
    let (edition, incident) = (writer.press.edition, writer.incident);
    let mut found = Vec::new();
    for one in &incident.custom {
        let field = edition.settings.fields().iter().find(|field| field.id == one.field);
        found.extend(field.map(|field| write(writer, field, one)));
    }
    found
}

fn value(writer: &mut Writer<'_>, field: &Field, one: &Custom) -> Inlines {
    let texts = writer.texts();
    match (&one.value, &field.kind) {
        (Value::Text(text), _) => writer.inline(text),
        (Value::Number(number, decimals), FieldKind::Number(Some(unit))) => {
            let mut content = say(format!("{} ", texts.number(*number, *decimals)));
            content.extend(words(texts, unit));
            content
        }
        (Value::Number(number, decimals), _) => say(texts.number(*number, *decimals)),
        (Value::Date(day), _) => vec![Inline::Time { iso: day.to_string(), text: texts.date(*day) }],
        (Value::Choice(word), FieldKind::Choice(choices)) => {
            let label = choices.iter().find(|choice| choice.word == *word).and_then(|choice| choice.label.as_ref());
            label.map_or_else(|| say(word.to_string()), |label| words(texts, label))
        }
        (Value::Choice(word), _) => say(word.to_string()),
        (Value::Link(address), _) => vec![Inline::Link(Href::External(address.clone()), say(address.clone()))],
        (Value::YesNo(true), _) => say(texts.msg("custom-yes")),
        (Value::YesNo(false), _) => say(texts.msg("custom-no")),
    }
}

/// Returns words in the language of the page, marked where they are borrowed from another.
fn words(texts: &Texts, of: &PerLang<String>) -> Inlines {
    let (lang, text) = of.or_borrowed(texts.lang());
    let text = say(text.clone());
    if lang == texts.lang() { text } else { vec![Inline::Borrowed { lang: lang.code(), text }] }
}
