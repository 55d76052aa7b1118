//! Canonical text of a tree: what a digest is taken of.

use crate::load::yaml::{Node, NodeKind};

/// Keys that hold prose or where a value comes from: changing them changes no run.
const PROSE: [&str; 4] = ["en", "bn", "because", "source"];

/// Returns a tree on one line, white space folded, prose left out.
pub(super) fn text(node: &Node) -> String {
    match &node.kind {
        NodeKind::Scalar { text, .. } => text.split_whitespace().collect::<Vec<_>>().join(" "),
        NodeKind::List(items) => {
            let items: Vec<String> = items.iter().map(text).collect();
            format!("[{}]", items.join(", "))
        }
        NodeKind::Map(entries) => {
            // `source` is also a kind of block: then it holds a map of its own.
            let kept = entries
                .iter()
                .filter(|entry| !PROSE.contains(&entry.key.as_str()) || matches!(entry.value.kind, NodeKind::Map(_)));
            let entries: Vec<String> = kept.map(|entry| format!("{}: {}", entry.key, text(&entry.value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}
