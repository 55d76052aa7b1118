//! The index as a script that a page can load from a folder too, where browsers fetch nothing else.
//!
//! It holds the texts themselves and no lists of places: a browser makes those in a fraction of a second, and they would double
//! what has to be sent. Names that come back are numbers into lists, texts are numbers of words.

use serde_json::{Value, json};

use super::index::{Index, places};
use super::vocabulary::Vocabulary;
use crate::base::lang::Lang;
use crate::view::findable::{Listed, Said};

/// A list of names, each of which has a number and readers' words.
#[derive(Default)]
struct Names(Vec<(String, String)>);

impl Names {
    /// Returns the number of a name. Where the words of two reports for one name differ, the name stands for itself.
    fn number(&mut self, name: &str, word: &str) -> usize {
        if let Some(at) = self.0.iter().position(|(known, _)| known == name) {
            if self.0[at].1 != word {
                name.clone_into(&mut self.0[at].1);
            }
            return at;
        }
        self.0.push((name.to_owned(), word.to_owned()));
        self.0.len() - 1
    }

    /// Writes the names; one that is its own word stands alone.
    fn value(self) -> Value {
        self.0.into_iter().map(|(name, word)| if name == word { json!(name) } else { json!([name, word]) }).collect()
    }
}

/// The names of an index.
#[derive(Default)]
struct Lists {
    severity: Names,
    service: Names,
    factor: Names,
    tag: Names,
    stage: Names,
}

/// Writes an index as a script that sets one global, `nidan`, under the code of the language.
pub fn script(index: &Index, lang: Lang) -> String {
    let vocabulary = Vocabulary::new(index.reports.iter().flat_map(texts));
    let mut lists = Lists::default();
    let reports: Vec<Value> = index.reports.iter().map(|listed| row(listed, &vocabulary, &mut lists)).collect();
    let Lists { severity, service, factor, tag, stage } = lists;
    let value = json!({
        "words": vocabulary.joined(),
        "reports": reports,
        "severity": severity.value(),
        "service": service.value(),
        "factor": factor.value(),
        "tag": tag.value(),
        "stage": stage.value(),
    });
    format!("(globalThis.nidan = globalThis.nidan || {{}}).{} = {value};\n", lang.code())
}

/// The texts of a report that are written in numbers.
fn texts(listed: &Listed) -> impl Iterator<Item = &str> {
    let day = listed.day.iter().map(|(_, day)| day.as_str());
    let passages = places(listed).into_iter().map(|place| place.said.text.as_str());
    [listed.title.text.as_str()].into_iter().chain(day).chain(passages)
}

fn row(listed: &Listed, vocabulary: &Vocabulary, lists: &mut Lists) -> Value {
    let said = |said: &Said| {
        let code = json!(vocabulary.code(&said.text));
        // A text that is borrowed stands with its language.
        said.borrowed.map_or(code.clone(), |lang| json!([code, lang]))
    };
    let mut factors = Vec::new();
    for (factor, short) in listed.factors.iter().zip(&listed.shorts) {
        let word = short.as_deref().unwrap_or(&factor.id);
        factors.push(json!([lists.factor.number(&factor.id, word), said(&factor.said)]));
    }
    let lessons: Vec<Value> = listed.lessons.iter().map(|lesson| json!([lesson.id, said(&lesson.said)])).collect();
    let mut row = json!([
        listed.id,
        said(&listed.title),
        listed.day.as_ref().map(|(_, day)| vocabulary.code(day)),
        listed.severity.as_deref().map(|name| lists.severity.number(&name.to_lowercase(), name)),
        lists.stage.number(listed.stage.0, &listed.stage.1),
        numbers(&listed.services, &mut lists.service),
        numbers(&listed.tags, &mut lists.tag),
        listed.summary.as_ref().map(said),
        factors,
        lessons,
    ]);
    // Few knowledge bases have fields of their own.
    if let (Value::Array(row), false) = (&mut row, listed.custom.is_empty()) {
        row.push(json!(listed.custom));
    }
    row
}

fn numbers(names: &[String], known: &mut Names) -> Vec<usize> {
    names.iter().map(|name| known.number(name, name)).collect()
}
