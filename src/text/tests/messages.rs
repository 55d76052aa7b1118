//! The messages themselves: the same in both languages, all of them used, with the variables that the program gives them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use unicode_normalization::is_nfc;

use super::super::{LOCALES, sources};
use crate::base::lang::Lang;

/// Message id to its variables, of every file of a language.
fn messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for (name, source) in sources(lang) {
        let resource = fluent_syntax::parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{name}: {errors:?}"));
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                assert!(message.attributes.is_empty(), "{name}: {} has attributes", message.id.name);
                let mut variables = BTreeSet::new();
                gather(&message.value.unwrap(), &mut variables);
                let before = found.insert(message.id.name.clone(), variables);
                assert!(before.is_none(), "{name}: {} stands twice", message.id.name);
            }
        }
    }
    found
}

fn gather(pattern: &Pattern<String>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            gather_expression(expression, variables);
        }
    }
}

fn gather_expression(expression: &Expression<String>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => gather_inline(inline, variables),
        Expression::Select { selector, variants } => {
            gather_inline(selector, variables);
            for variant in variants {
                gather(&variant.value, variables);
            }
        }
    }
}

fn gather_inline(inline: &InlineExpression<String>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.clone());
        }
        InlineExpression::Placeable { expression } => gather_expression(expression, variables),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        InlineExpression::FunctionReference { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. } => panic!("only variables are used in messages"),
    }
}

#[test]
fn both_languages_say_the_same_things() {
    assert_eq!(messages(Lang::BN), messages(Lang::EN));
}

#[test]
fn bangla_messages_have_bangla_digits_and_no_known_misspelling() {
    for (name, source) in sources(Lang::BN) {
        for line in source.lines().filter(|line| !line.trim_start().starts_with('#')) {
            let value = line.split_once('=').map_or(line, |(_, value)| value);
            // Between backticks stands code, and names keep their digits.
            let prose: String = value.replace("x86-64", "").split('`').step_by(2).collect();
            // The key of a variant is no prose.
            let prose = prose.trim_start().strip_prefix("[0]").map_or(prose.clone(), str::to_owned);
            assert!(!prose.contains(|c: char| c.is_ascii_digit()), "{name}: ASCII digit in `{line}`");
            for wrong in ["সনাক্ত", "করনীয়", "লক্ষ ", "ঘন্টা", "সূচকীয়"]
            {
                assert!(!prose.contains(wrong), "{name}: `{wrong}` in `{line}`");
            }
        }
    }
}

#[test]
fn message_files_are_normalised() {
    for lang in Lang::ALL {
        for file in LOCALES.get_dir(lang.code()).unwrap().files() {
            assert!(is_nfc(file.contents_utf8().unwrap()), "{}", file.path().display());
        }
    }
}

/// A call that asks for a message: where it stands, the key, and the variables when they are written out there.
struct Call {
    place: String,
    key: String,
    given: Option<BTreeSet<String>>,
}

/// Every source file but those of tests: its path and its text.
fn every_source() -> Vec<(String, String)> {
    let (mut folders, mut found) = (vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.file_stem().is_some_and(|name| name == "tests") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// Finds every call of `msg` and `msg_with` whose key is written out.
fn calls_in(path: &str, source: &str) -> Vec<Call> {
    let mut found = Vec::new();
    for call in [".msg(", ".msg_with("] {
        for (at, _) in source.match_indices(call) {
            let line = source[..at].lines().count();
            let rest = source[at + call.len()..].trim_start();
            if let Some((key, rest)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
                let given = if call == ".msg(" { Some(BTreeSet::new()) } else { written_out(rest) };
                found.push(Call { place: format!("{path}:{line}"), key: key.to_owned(), given });
            }
        }
    }
    found
}

/// Reads the names in `, &[("a", …), ("b", …)])`; `None` when the variables are made elsewhere.
fn written_out(rest: &str) -> Option<BTreeSet<String>> {
    let list = rest.trim_start().strip_prefix(',')?.trim_start().strip_prefix("&[")?;
    let mut names = BTreeSet::new();
    let (mut depth, mut quoted) = (0_usize, false);
    for (at, c) in list.char_indices() {
        match c {
            '"' => {
                quoted = !quoted;
                let opens = list[..at].trim_end().ends_with('(');
                if quoted && depth == 1 && opens {
                    names.extend(list[at + 1..].split('"').next().map(str::to_owned));
                }
            }
            '(' | '[' | '{' if !quoted => depth += 1,
            ']' if !quoted && depth == 0 => return Some(names),
            ')' | ']' | '}' if !quoted => depth -= 1,
            // A pair that was made before, by name.
            _ if depth == 0 && c.is_alphanumeric() => return None,
            _ => {}
        }
    }
    None
}

fn every_call() -> Vec<Call> {
    every_source().iter().flat_map(|(path, source)| calls_in(path, source)).collect()
}

#[test]
fn every_key_is_asked_for_and_every_key_asked_for_exists() {
    let keys: BTreeSet<String> = every_call().into_iter().map(|call| call.key).collect();
    let exist: BTreeSet<String> = messages(Lang::EN).into_keys().collect();
    let missing: Vec<&String> = keys.difference(&exist).collect();
    // A key may stand in a table of keys and be asked for by name.
    let sources = every_source();
    // The explanation of a rule is asked for by the rule's id.
    let named = |key: &&String| {
        let name = key.strip_prefix("rule-").unwrap_or(key.as_str());
        sources.iter().any(|(_, source)| source.contains(&format!("\"{name}\"")))
    };
    let unused: Vec<&String> = exist.iter().filter(|key| !named(key)).collect();
    assert!(missing.is_empty(), "asked for and not written: {missing:?}");
    assert!(unused.is_empty(), "written and not asked for: {unused:?}");
}

#[test]
fn every_message_is_given_the_variables_it_has_and_no_others() {
    let messages = messages(Lang::EN);
    let mut read = 0;
    for call in every_call() {
        let (Some(given), Some(wanted)) = (call.given, messages.get(&call.key)) else { continue };
        read += 1;
        assert_eq!(&given, wanted, "{}: `{}`", call.place, call.key);
    }
    assert!(read > 300, "only {read} calls were read");
}

#[test]
fn a_wrong_variable_is_found() {
    let source = "texts.msg_with(\n \"k\", &[(\"a\", f(\"(x\", [1]).into()), (\"b\", b.into())])";
    let call = &calls_in("x.rs", source)[0];
    assert_eq!(call.given, Some(["a", "b"].map(str::to_owned).into()));
    assert!(calls_in("x.rs", "texts.msg_with(\"k\", &args)")[0].given.is_none());
    assert_eq!(calls_in("x.rs", "texts.msg(\"k\")")[0].given, Some(BTreeSet::new()));
}

/// The words of a message, variables left out.
fn words(pattern: &Pattern<String>) -> String {
    let parts = pattern.elements.iter().map(|element| match element {
        PatternElement::TextElement { value } => value.clone(),
        PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
            variants.iter().map(|variant| words(&variant.value)).collect()
        }
        PatternElement::Placeable { expression: Expression::Inline(_) } => String::new(),
    });
    parts.collect()
}

/// The same words in two languages are a name, or a message that nobody has translated.
#[test]
fn every_message_with_words_is_written_in_bangla() {
    let latin = ["form-pdf", "unit-other"];
    for (name, source) in sources(Lang::BN) {
        let resource = fluent_syntax::parser::parse(source).unwrap();
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                let words = words(&message.value.unwrap());
                let written = words.contains(|c| ('\u{980}'..='\u{9ff}').contains(&c));
                let key = message.id.name.as_str();
                let needs = words.contains(char::is_alphabetic) && !latin.contains(&key);
                assert!(written || !needs, "{name}: `{key}` has no word of Bangla: {words}");
            }
        }
    }
}
