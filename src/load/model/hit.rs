//! When an entity counts as hit, for "would it hit us?": as typed, as the model says, or as its measures and blocks suggest.

use super::vary::{Counted, Hit, child, entries, scalar_entry, whole};
use crate::base::diag::{Diagnostic, Report};
use crate::base::source::{SourceMap, Span};
use crate::load::rules;
use crate::load::yaml::{Entry, Node, NodeKind};
use crate::model::Id;
use crate::model::scenario::Fidelity;

/// Adds a measure that counts the entities that are hit.
pub(super) fn count_hits(
    tree: &mut Node,
    hit: &Hit,
    (sources, report): (&mut SourceMap, &mut Report),
) -> Option<Counted> {
    let (condition, origin) = match hit {
        Hit::Typed(condition) => (condition.clone(), "as given by `--hit`".to_owned()),
        Hit::Find => found(tree, report)?,
    };
    let text = format!("count({condition})");
    let file = sources.add("--hit", text.as_str());
    let name = add_count(tree, &text, whole(file, &text))?;
    Some(Counted { measure: Id::new(&name)?, condition, origin })
}

/// Finds the condition of being hit and where it comes from, or says that there is none.
pub(super) fn found(tree: &Node, report: &mut Report) -> Option<(String, String)> {
    let found = find_condition(tree);
    if found.is_none() {
        let start = Span { end: tree.span.start, ..tree.span };
        let finding = Diagnostic::error(rules::MISSING_KEY, start, "the model does not say when an entity is hit");
        let way = "say it in the model, `hit: users.error > 5%`, or with `--hit 'users.error > 5%'`";
        report.push(finding.hint(way));
    }
    found
}

/// Adds a measure under a name that is free, and returns that name.
pub(super) fn add_count(tree: &mut Node, text: &str, span: Span) -> Option<String> {
    let NodeKind::Map(top) = &mut tree.kind else { return None };
    if !top.iter().any(|entry| entry.key == "measures") {
        let nothing = Node { span, kind: NodeKind::Map(Vec::new()) };
        top.push(Entry { key: "measures".to_owned(), key_span: span, value: nothing });
    }
    let measures = top.iter_mut().find(|entry| entry.key == "measures")?;
    let NodeKind::Map(measures) = &mut measures.value.kind else { return None };
    let mut name = "what-if-hit".to_owned();
    while measures.iter().any(|entry| entry.key == name) {
        name.push('-');
    }
    measures.push(scalar_entry(&name, span, text));
    Some(name)
}

/// Joins names by a function of two values, halved so that many nest no deeper than an expression may.
fn folded(function: &str, names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [one] => Some(one.clone()),
        [_, _, ..] => {
            let (left, right) = names.split_at(names.len().div_ceil(2));
            Some(format!("{function}({}; {})", folded(function, left)?, folded(function, right)?))
        }
    }
}

/// Finds the condition of being hit: what the model says, else what a measure counts, else a pool over its limit, else
/// users' errors.
fn find_condition(tree: &Node) -> Option<(String, String)> {
    if let Some(condition) = child(tree, "hit").and_then(Node::scalar) {
        return Some((condition.trim().to_owned(), "what the model calls hit".to_owned()));
    }
    let counts = counted_conditions(tree);
    let of_load = counts.iter().find(|(_, condition)| condition.contains(".load"));
    if let Some((name, condition)) = of_load.or(counts.first()) {
        return Some((condition.clone(), format!("what the measure `{name}` counts")));
    }
    let fluid = child(tree, "fidelity").and_then(Node::scalar).is_none_or(|word| word == Fidelity::Fluid.word());
    let blocks = child(tree, "blocks").map(entries).unwrap_or_default();
    let named = |word: &str, series: &str| -> Vec<String> {
        let of_kind = blocks.iter().filter(|entry| child(&entry.value, word).is_some());
        of_kind.map(|entry| format!("{}.{series}", entry.key)).collect()
    };
    let fold = |function: &str, names: Vec<String>| folded(function, &names);
    let pools = if fluid {
        fold("max", named("pool", "load")).map(|load| format!("{load} > 100%"))
    } else {
        // The load of single calls jumps about from step to step; whether they are answered tells more.
        fold("min", named("pool", "success")).map(|success| format!("{success} < 50%"))
    };
    let users = || fold("max", named("depends", "error")).map(|error| format!("{error} > 1%"));
    let found = pools.or_else(users)?;
    Some((found, "no measure counts who is hit, so this is taken".to_owned()))
}

/// Lists measures of the form `count(CONDITION)` with their conditions.
fn counted_conditions(tree: &Node) -> Vec<(String, String)> {
    let measures = child(tree, "measures").map(entries).unwrap_or_default();
    let condition = |entry: &Entry| -> Option<(String, String)> {
        let text = entry.value.scalar().or_else(|| child(&entry.value, "is")?.scalar())?.trim();
        let inner = text.strip_prefix("count(")?.strip_suffix(')')?;
        let mut depth = 0_i32;
        let closed = inner.chars().all(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth >= 0
        });
        (closed && depth == 0).then(|| (entry.key.clone(), inner.trim().to_owned()))
    };
    measures.iter().filter_map(condition).collect()
}
