//! A schema and a file side by side: every place of the file with what the schema says of it.

use std::collections::BTreeSet;

use nidan::load::yaml::{Node, NodeKind};
use serde_json::Value;

/// The kinds of value in a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Scalar,
    List,
    Map,
}

/// A place of a file.
pub(super) struct Visit<'a> {
    /// The way there.
    pub(super) path: Vec<String>,
    /// The keys that a map may have here; `None` where it is no map or takes any key.
    pub(super) known: Option<BTreeSet<String>>,
    /// Keys of which a map has one alone, those that this one has not.
    pub(super) others: BTreeSet<String>,
    /// The words that may stand here, where they are few.
    pub(super) words: Option<BTreeSet<String>>,
    /// Whether it is the value of a named key, and whether that key must be there.
    pub(super) is_key: bool,
    pub(super) required: bool,
    /// Where the schema describes that key.
    pub(super) property: Option<String>,
    root: &'a Value,
    schema: String,
}

impl Visit<'_> {
    /// Says whether the schema takes a value of this kind here.
    pub(super) fn takes(&self, shape: Shape) -> bool {
        alternatives(self.root, &self.schema).iter().any(|at| shapes(self.root, at).contains(&shape))
    }
}

/// Turns a tree into plain values; every scalar is text, as it is to the program.
pub(crate) fn into_value(node: &Node) -> Value {
    match &node.kind {
        NodeKind::Scalar { text, .. } => Value::from(text.as_str()),
        NodeKind::List(items) => items.iter().map(into_value).collect(),
        NodeKind::Map(entries) => {
            let entries = entries.iter().map(|entry| (entry.key.clone(), into_value(&entry.value)));
            Value::Object(entries.collect())
        }
    }
}

/// Replaces what stands at a path, or takes it out.
pub(super) fn put(whole: &mut Value, path: &[String], value: Option<Value>) {
    let (last, way) = path.split_last().expect("not the whole");
    let parent = way.iter().fold(whole, |at, step| {
        if at.is_array() { &mut at[step.parse::<usize>().expect("a number")] } else { &mut at[step.as_str()] }
    });
    match (parent, value) {
        (Value::Object(map), Some(value)) => drop(map.insert(last.clone(), value)),
        (Value::Object(map), None) => drop(map.shift_remove(last)),
        (Value::Array(items), Some(value)) => items[last.parse::<usize>().expect("a number")] = value,
        (Value::Array(items), None) => drop(items.remove(last.parse().expect("a number"))),
        (other, _) => panic!("{other} holds nothing"),
    }
}

/// Follows references.
fn resolved(root: &Value, at: &str) -> String {
    match root.pointer(at).and_then(|part| part["$ref"].as_str()) {
        Some(reference) => resolved(root, reference.trim_start_matches('#')),
        None => at.to_owned(),
    }
}

/// Returns what a place may be: itself, or each of its alternatives.
fn alternatives(root: &Value, at: &str) -> Vec<String> {
    let at = resolved(root, at);
    match root.pointer(&at).and_then(|part| part["anyOf"].as_array()) {
        Some(parts) => (0..parts.len()).flat_map(|nth| alternatives(root, &format!("{at}/anyOf/{nth}"))).collect(),
        None => vec![at],
    }
}

fn shapes(root: &Value, at: &str) -> Vec<Shape> {
    let part = &root.pointer(at).expect("a part of the schema");
    let one = part["type"].as_str().into_iter();
    let words: Vec<&str> = one.chain(part["type"].as_array().into_iter().flatten().filter_map(Value::as_str)).collect();
    let shape = |word: &str| match word {
        "object" => Some(Shape::Map),
        "array" => Some(Shape::List),
        // Nothing at all is no kind of its own.
        "null" => None,
        _ => Some(Shape::Scalar),
    };
    if words.is_empty() { vec![Shape::Scalar] } else { words.into_iter().filter_map(shape).collect() }
}

fn required(part: &Value) -> Vec<&str> {
    part["required"].as_array().map(|keys| keys.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

/// Returns the alternative that a value is.
fn chosen(root: &Value, at: &str, value: &Value) -> String {
    let shape = match (value.is_object(), value.is_array()) {
        (true, _) => Shape::Map,
        (_, true) => Shape::List,
        (false, false) => Shape::Scalar,
    };
    let fits = |at: &String| {
        let part = &root.pointer(at).expect("a part of the schema");
        shapes(root, at).contains(&shape) && required(part).iter().all(|key| value.get(key).is_some())
    };
    alternatives(root, at).into_iter().find(fits).unwrap_or_else(|| panic!("{at} has no place for {value}"))
}

/// Walks a file and its schema together.
pub(super) fn visits<'a>(root: &'a Value, whole: &Value) -> Vec<Visit<'a>> {
    let mut all = Vec::new();
    walk(root, (String::new(), whole), &[], &mut all);
    all
}

fn walk<'a>(root: &'a Value, (schema, value): (String, &Value), path: &[String], all: &mut Vec<Visit<'a>>) {
    let at = chosen(root, &schema, value);
    let part = &root.pointer(&at).expect("a part of the schema");
    let closed = value.is_object() && part["additionalProperties"] == Value::Bool(false);
    let others = others(part, value);
    let keys = part["properties"].as_object();
    let alone = stands_alone(part, value);
    let here = |key: &&String| {
        may_stand(part, key, value) && !others.contains(*key) && alone.is_none_or(|alone| alone == key.as_str())
    };
    let known = keys.filter(|_| closed).map(|keys| keys.keys().filter(here).cloned().collect());
    all.push(Visit {
        path: path.to_vec(),
        known,
        others,
        words: words(root, &schema),
        is_key: false,
        required: false,
        property: None,
        root,
        schema,
    });
    let inside = |key: &str| path.iter().cloned().chain([key.to_owned()]).collect::<Vec<_>>();
    if let Value::Array(items) = value {
        for (nth, item) in items.iter().enumerate() {
            walk(root, (format!("{at}/items"), item), &inside(&nth.to_string()), all);
        }
    }
    for (key, inner) in value.as_object().into_iter().flatten() {
        let named = keys.is_some_and(|keys| keys.contains_key(key));
        let next = if named { format!("{at}/properties/{key}") } else { format!("{at}/additionalProperties") };
        if root.pointer(&next).is_some_and(Value::is_object) {
            let nth = all.len();
            walk(root, (next.clone(), inner), &inside(key), all);
            all[nth].is_key = named;
            all[nth].required = named && is_required(part, key, value);
            all[nth].property = named.then_some(next);
        }
    }
}

/// Lists the keys of which a map has one alone, without the one that is there.
fn others(part: &Value, value: &Value) -> BTreeSet<String> {
    let one_of = part["oneOf"].as_array().into_iter().flatten();
    let keys = one_of.flat_map(required).filter(|key| value.get(key).is_none());
    keys.map(str::to_owned).collect()
}

/// Says whether what a key stands beside is there.
fn may_stand(part: &Value, key: &str, value: &Value) -> bool {
    let there = |key: &str| value.get(key).is_some();
    if there(key) {
        return true;
    }
    let needs = part["dependentRequired"][key].as_array();
    let one_of = part["dependentSchemas"][key]["anyOf"].as_array();
    needs.is_none_or(|needs| needs.iter().filter_map(Value::as_str).all(there))
        && one_of.is_none_or(|parts| parts.iter().flat_map(required).any(there))
}

/// Returns the key beside which, by a condition of the schema, no other may stand, where it is there.
fn stands_alone<'a>(part: &'a Value, value: &Value) -> Option<&'a str> {
    let key = required(&part["if"]).into_iter().find(|key| value.get(key).is_some())?;
    (part["then"]["maxProperties"] == 1).then_some(key)
}

/// Says whether a map cannot do without a key that it has.
fn is_required(part: &Value, key: &str, value: &Value) -> bool {
    let of_a_kind = part["oneOf"].as_array().into_iter().flatten().any(|kind| required(kind).contains(&key));
    let otherwise = stands_alone(part, value).is_none() && required(&part["else"]).contains(&key);
    required(part).contains(&key) || of_a_kind || otherwise
}

fn words(root: &Value, at: &str) -> Option<BTreeSet<String>> {
    /// More words than these are told by the nearest one.
    const FEW: usize = 20;
    let parts = alternatives(root, at);
    let list = parts.iter().find_map(|at| root.pointer(at)?["enum"].as_array())?;
    (list.len() <= FEW).then(|| list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// Lists every property of a schema, by its pointer.
pub(super) fn properties(schema: &Value) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    gather(schema, "", &mut all);
    all
}

fn gather(part: &Value, at: &str, all: &mut BTreeSet<String>) {
    // Words of examples are no parts of a schema.
    for (key, inner) in part.as_object().into_iter().flatten().filter(|(key, _)| *key != "examples") {
        if key == "properties" {
            all.extend(inner.as_object().into_iter().flatten().map(|(name, _)| format!("{at}/properties/{name}")));
        }
        gather(inner, &format!("{at}/{key}"), all);
    }
    for (nth, inner) in part.as_array().into_iter().flatten().enumerate() {
        gather(inner, &format!("{at}/{nth}"), all);
    }
}

/// Says whether a property is described where it stands or where it refers to.
pub(super) fn is_described(root: &Value, at: &str) -> bool {
    let part = &root.pointer(at).expect("a part of the schema");
    let words = part["description"].as_str().is_some_and(|words| words.len() > 3);
    words || part["$ref"].as_str().is_some_and(|reference| is_described(root, reference.trim_start_matches('#')))
}
