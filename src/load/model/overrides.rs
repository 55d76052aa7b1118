//! Variants: paths into the base tree and the values that replace what stands there.

use crate::base::diag::{Diagnostic, Report};
use crate::load::decode;
use crate::load::rules;
use crate::load::yaml::{Entry, Node, NodeKind};

/// Words that are not paths in a run's map.
const WORDS: [&str; 3] = ["en", "bn", "with"];

/// Gathers a run's overrides: its own, after those of the runs it names.
pub(super) fn collect(entry: &Entry, runs: &[Entry], report: &mut Report) -> Option<Vec<Entry>> {
    let mut overrides = Vec::new();
    gather(entry, runs, &mut overrides, (0, report)).then_some(overrides)
}

fn gather(entry: &Entry, runs: &[Entry], into: &mut Vec<Entry>, (depth, report): (usize, &mut Report)) -> bool {
    if depth > 10 {
        report.push(Diagnostic::error(rules::BAD_VALUE, entry.key_span, "runs that name one another never end"));
        return false;
    }
    let (parts, own): (&[Node], &[Entry]) = match &entry.value.kind {
        NodeKind::List(parts) => (parts, &[]),
        NodeKind::Map(own) => {
            let with = own.iter().find(|entry| entry.key == "with");
            (with.map_or(&[], |entry| decode::one_or_list(&entry.value)), own)
        }
        NodeKind::Scalar { .. } => {
            report.push(decode::wrong_type(&entry.value, "a run", "a map"));
            return false;
        }
    };
    let mut whole = true;
    for part in parts {
        let Some(name) = decode::scalar(part, "the name of a run", report) else { return false };
        if let Some(named) = runs.iter().find(|candidate| candidate.key == name) {
            whole &= gather(named, runs, into, (depth + 1, report));
        } else {
            let known: Vec<&str> = runs.iter().map(|run| run.key.as_str()).collect();
            let finding = Diagnostic::error(rules::UNKNOWN_NAME, part.span, format!("there is no run `{name}`"));
            report.push(decode::with_nearest(finding, name, &known, "runs"));
            whole = false;
        }
    }
    for one in own.iter().filter(|entry| !WORDS.contains(&entry.key.as_str())) {
        into.retain(|earlier| earlier.key != one.key);
        into.push(one.clone());
    }
    whole
}

/// Takes out of a model all runs but one and those it builds on, and the designs that may name others.
pub(super) fn keep_only(tree: &mut Node, only: &str) {
    let NodeKind::Map(top) = &mut tree.kind else { return };
    top.retain(|entry| entry.key != "designs");
    let Some(NodeKind::Map(runs)) = top.iter_mut().find(|entry| entry.key == "runs").map(|runs| &mut runs.value.kind)
    else {
        return;
    };
    let mut kept = vec![only.to_owned()];
    let mut next = 0;
    while let Some(name) = kept.get(next) {
        next += 1;
        let Some(run) = runs.iter().find(|run| run.key == *name) else { continue };
        let parts = match &run.value.kind {
            NodeKind::List(parts) => parts.as_slice(),
            NodeKind::Map(own) => {
                own.iter().find(|entry| entry.key == "with").map_or(&[][..], |with| decode::one_or_list(&with.value))
            }
            NodeKind::Scalar { .. } => &[],
        };
        let named: Vec<String> = parts.iter().filter_map(Node::scalar).map(str::to_owned).collect();
        for name in named {
            if !kept.contains(&name) {
                kept.push(name);
            }
        }
    }
    runs.retain(|run| kept.contains(&run.key));
}

/// Returns the tree with the overrides in place; `None` when a path leads nowhere.
pub(super) fn apply(root: &Node, overrides: &[Entry], report: &mut Report) -> Option<Node> {
    let mut tree = root.clone();
    let mut whole = true;
    for one in overrides {
        let segments: Vec<&str> = one.key.split('.').collect();
        if replace(&mut tree, &segments, one).is_none() {
            let finding = Diagnostic::error(
                rules::UNKNOWN_NAME,
                one.key_span,
                format!("`{}` leads nowhere in the model", one.key),
            );
            let heads = heads(root);
            let known: Vec<&str> = heads.iter().map(String::as_str).collect();
            report.push(decode::with_nearest(finding, segments[0], &known, "paths start with"));
            whole = false;
        }
    }
    whole.then_some(tree)
}

fn heads(root: &Node) -> Vec<String> {
    let keys = |section: &str| child(root, section).map(map).unwrap_or_default();
    let sections = ["params", "entities", "blocks", "measures"].into_iter().flat_map(keys);
    sections
        .map(|entry| entry.key.clone())
        .chain(["clock", "fidelity", "seed", "replications"].map(str::to_owned))
        .collect()
}

fn map(node: &Node) -> &[Entry] {
    match &node.kind {
        NodeKind::Map(entries) => entries,
        NodeKind::List(_) | NodeKind::Scalar { .. } => &[],
    }
}

fn child<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    map(node).iter().find(|entry| entry.key == key).map(|entry| &entry.value)
}

fn child_mut<'a>(node: &'a mut Node, key: &str) -> Option<&'a mut Node> {
    let NodeKind::Map(entries) = &mut node.kind else { return None };
    entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.value)
}

/// Puts a value in a map: replaces what is there or adds it, so that decoding says whether the key is known.
fn put(node: &mut Node, key: &str, one: &Entry) -> Option<()> {
    let NodeKind::Map(entries) = &mut node.kind else { return None };
    match entries.iter_mut().find(|entry| entry.key == key) {
        Some(entry) => entry.value = one.value.clone(),
        None => entries.push(Entry { key: key.to_owned(), key_span: one.key_span, value: one.value.clone() }),
    }
    Some(())
}

/// Finds the value that an override of a path replaces, where one is written.
pub(super) fn written<'a>(root: &'a Node, path: &str) -> Option<&'a Node> {
    let segments: Vec<&str> = path.split('.').collect();
    let block = |name: &str| child(child(root, "blocks")?, name);
    match segments.as_slice() {
        ["clock", key] => child(child(root, "clock")?, key),
        [name] => {
            let param = child(child(root, "params")?, name)?;
            Some(child(param, "value").unwrap_or(param))
        }
        [name, key] => match child(root, "entities").and_then(|entities| child(entities, name)) {
            Some(entity) => child(entity, key),
            None => map(block(name)?)
                .iter()
                .filter(|part| super::block::PARTS.contains(&part.key.as_str()))
                .find_map(|part| child(&part.value, key)),
        },
        [name, part, key] => child(child(block(name)?, part)?, key),
        _ => None,
    }
}

fn replace(tree: &mut Node, segments: &[&str], one: &Entry) -> Option<()> {
    match segments {
        ["seed" | "replications" | "fidelity"] => put(tree, segments[0], one),
        ["clock", key] => put(child_mut(tree, "clock")?, key, one),
        [name] => {
            let param = child_mut(child_mut(tree, "params")?, name)?;
            if matches!(param.kind, NodeKind::Map(_)) {
                return put(param, "value", one);
            }
            *param = one.value.clone();
            Some(())
        }
        [name, key] => {
            if child(tree, "entities").is_some_and(|entities| child(entities, name).is_some()) {
                return put(child_mut(child_mut(tree, "entities")?, name)?, key, one);
            }
            let block = child_mut(child_mut(tree, "blocks")?, name)?;
            let NodeKind::Map(entries) = &mut block.kind else { return None };
            if *key == "enabled" {
                return put(block, key, one);
            }
            let part = entries.iter_mut().find(|entry| super::block::PARTS.contains(&entry.key.as_str()))?;
            put(&mut part.value, key, one)
        }
        [name, part, key] => put(child_mut(child_mut(child_mut(tree, "blocks")?, name)?, part)?, key, one),
        _ => None,
    }
}
