//! A model read again with a few of its values replaced, as the command line asks: `--set NAME=VALUE`, `--fidelity`.
//!
//! What was typed becomes a source file of its own, so that a mistake in it is shown where it stands.

use super::hit::count_hits;
use super::{Setting, decode as decode_model, overrides};
use crate::base::diag::{Diagnostic, Report, Severity};
use crate::base::expr::parse_quantity;
use crate::base::source::{SourceId, SourceMap, Span};
use crate::load::rules;
use crate::load::yaml::{self, Entry, Node, NodeKind};
use crate::model::Id;
use crate::model::scenario::{Fidelity, Model, Param};

/// What is replaced before a model is read.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Settings of base, `NAME=VALUE`; a run's own overrides stand above them.
    pub set: Vec<String>,
    /// The fidelity of every run, whatever the file says.
    pub fidelity: Option<Fidelity>,
    /// The only run that is wanted, with those it builds on.
    pub only: Option<String>,
    /// Whether an entity that is hit is to be counted.
    pub hit: Option<Hit>,
}

/// The condition of being hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hit {
    /// Found in the model.
    Find,
    /// As typed.
    Typed(String),
}

/// A model with values replaced.
#[derive(Clone, Debug)]
pub struct Varied {
    /// The model.
    pub model: Model,
    /// What was set: name and value.
    pub settings: Vec<(String, String)>,
    /// The measure that counts entities that are hit.
    pub hit: Option<Counted>,
    /// Whether the model gives its entities sizes.
    pub has_sizes: bool,
}

/// The measure that counts entities that are hit.
#[derive(Clone, Debug)]
pub struct Counted {
    /// Its name, which is not in the file.
    pub measure: Id,
    /// The condition of one entity.
    pub condition: String,
    /// Where it comes from, in words.
    pub origin: String,
}

/// The largest size that anyone may mean.
const LARGEST: f64 = 1e12;

/// The most entities that `--set GROUP.count=…` may make of one size.
const COPIES: f64 = 10_000.0;

/// Reads a model again, its values replaced; `None` when what was typed does not fit, which findings say.
pub fn vary(
    root: &Node,
    changes: &Changes,
    (setting, params): (Setting, &[Param]),
    (sources, report): (&mut SourceMap, &mut Report),
) -> Option<Varied> {
    let group = child(root, "entities").and_then(|entities| Some(entries(entities).first()?.key.clone()));
    let mut typed = Vec::new();
    for text in &changes.set {
        typed.push(read_setting(text, (params, group.as_deref()), (sources, report))?);
    }
    for (at, one) in typed.iter().enumerate() {
        if typed[..at].iter().any(|earlier| earlier.key == one.key) {
            report.push(Diagnostic::error(rules::DUPLICATE_KEY, one.key_span, format!("`{}` is set twice", one.key)));
            return None;
        }
    }
    let settings = typed.iter().map(|one| (one.key.clone(), sources.slice(one.value.span).to_owned())).collect();
    if let Some(group) = &group {
        spread_sizes(&mut typed, group, report)?;
    }
    let mut tree = overrides::apply(root, &typed, report)?;
    for one in &typed {
        vouch(&mut tree, one);
    }
    if let Some(only) = &changes.only {
        overrides::keep_only(&mut tree, only);
    }
    if let Some(fidelity) = changes.fidelity {
        force_fidelity(&mut tree, fidelity, sources);
    }
    let hit = match &changes.hit {
        Some(hit) => Some(count_hits(&mut tree, hit, (sources, report))?),
        None => None,
    };
    let mut findings = Report::default();
    let model = decode_model(&tree, setting, &mut findings);
    if findings.has_errors() {
        findings.sorted().into_iter().filter(|finding| finding.severity == Severity::Error).for_each(|finding| {
            report.push(finding.clone());
        });
        return None;
    }
    Some(Varied { model: model?, settings, hit, has_sizes: group.is_some() })
}

pub(super) fn entries(node: &Node) -> &[Entry] {
    match &node.kind {
        NodeKind::Map(entries) => entries,
        NodeKind::List(_) | NodeKind::Scalar { .. } => &[],
    }
}

pub(super) fn child<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    entries(node).iter().find(|entry| entry.key == key).map(|entry| &entry.value)
}

/// Reads `NAME=VALUE`.
fn read_setting(
    text: &str,
    (params, group): (&[Param], Option<&str>),
    (sources, report): (&mut SourceMap, &mut Report),
) -> Option<Entry> {
    let file = sources.add("--set", text);
    let example = group.map_or_else(
        || params.first().map_or("NAME=VALUE".to_owned(), |param| format!("{}={}", param.id, param.written)),
        |group| format!("{group}.n=5000"),
    );
    let Some((name, value)) = text.split_once('=').filter(|(name, value)| !name.trim().is_empty() && !value.is_empty())
    else {
        let finding = Diagnostic::error(rules::BAD_VALUE, whole(file, text), "this is not `NAME=VALUE`");
        report.push(finding.hint(format!("write a name, `=` and a value: `{example}`")));
        return None;
    };
    let start = name.len() - name.trim_start().len();
    let key = name.trim().to_owned();
    let key_span = Span::new(file, start..start + key.len());
    // The value is read where it stands, so that places in it are places in what was typed.
    let padded = format!("{}{value}", " ".repeat(name.len() + 1));
    let node = yaml::read(file, &padded, report)?;
    check_name(&key, (key_span, &node), (params, group), report)?;
    Some(Entry { key, key_span, value: node })
}

pub(super) fn whole(file: SourceId, text: &str) -> Span {
    Span::new(file, 0..text.len())
}

/// Says at once what is wrong with a parameter's value, or with a size that goes by another name.
fn check_name(
    key: &str,
    (span, value): (Span, &Node),
    (params, group): (&[Param], Option<&str>),
    report: &mut Report,
) -> Option<()> {
    if let Some(param) = params.iter().find(|param| param.id.as_str() == key) {
        let text = value.scalar().unwrap_or_default().trim();
        let wanted = param.value.dim;
        let found = parse_quantity(text);
        if found.is_some_and(|quantity| quantity.dim.fits(wanted)) {
            return Some(());
        }
        let message = match found {
            Some(quantity) => format!("`{key}` is {}, and `{text}` is {}", wanted.word(), quantity.dim.word()),
            None => format!("`{key}` is {}, which `{text}` is not", wanted.word()),
        };
        let finding = Diagnostic::error(rules::UNIT, value.span, message);
        report.push(finding.hint(format!("write it as the model does: `{key}={}`", param.written)));
        return None;
    }
    // A model without entities has no sizes to take for something else.
    let Some(group) = group else { return Some(()) };
    if let Some((head, "n" | "count")) = key.split_once('.')
        && head != group
    {
        let finding = Diagnostic::error(rules::UNKNOWN_NAME, span, format!("`{key}` leads nowhere in the model"));
        report.push(finding.hint(format!("the entities of this model are `{group}`: `{group}.n`, `{group}.count`")));
        return None;
    }
    if ["n", "node", "nodes", "size", "count"].contains(&key) {
        let finding = Diagnostic::error(rules::UNKNOWN_NAME, span, format!("there is no parameter `{key}`"));
        let hint = format!("the size of a {group} is `{group}.n`, how many there are is `{group}.count`");
        report.push(finding.hint(hint));
        return None;
    }
    Some(())
}

/// Makes lists of sizes of `5000` and `100, 5000`; as many of one size as `GROUP.count` says.
fn spread_sizes(typed: &mut [Entry], group: &str, report: &mut Report) -> Option<()> {
    let counted = |one: &&Entry| one.key == format!("{group}.count");
    let count = typed.iter().find(counted).map(|one| one.value.clone());
    let Some(sizes) = typed.iter_mut().find(|one| one.key == format!("{group}.n")) else { return Some(()) };
    let span = sizes.value.span;
    // `lognormal(…)` says in its own way how many there are.
    let Some(parts) = listed(&sizes.value) else { return Some(()) };
    if let Err((message, hint)) = check_sizes(&parts, group, matches!(sizes.value.kind, NodeKind::Scalar { .. })) {
        report.push(Diagnostic::error(rules::BAD_VALUE, span, message).hint(hint));
        return None;
    }
    let copies = match count {
        None => 1,
        Some(count) => match copies(&count, parts.len(), group) {
            Ok(copies) => copies,
            Err((message, hint)) => {
                report.push(Diagnostic::error(rules::BAD_VALUE, count.span, message).hint(hint));
                return None;
            }
        },
    };
    let one = |part: &String| Node { span, kind: NodeKind::Scalar { text: part.clone(), plain: true } };
    let items = parts.iter().flat_map(|part| std::iter::repeat_n(one(part), copies)).collect();
    sizes.value = Node { span, kind: NodeKind::List(items) };
    Some(())
}

/// Takes apart a list of sizes, with or without brackets; `None` for a way to draw them.
fn listed(node: &Node) -> Option<Vec<String>> {
    match &node.kind {
        NodeKind::List(items) => Some(items.iter().map(|item| item.scalar().unwrap_or_default().to_owned()).collect()),
        NodeKind::Scalar { text, .. } if text.contains('(') => None,
        NodeKind::Scalar { text, .. } => Some(text.split(',').map(|part| part.trim().to_owned()).collect()),
        NodeKind::Map(_) => None,
    }
}

/// A message and a hint.
type Wrong = (String, String);

fn check_sizes(parts: &[String], group: &str, is_text: bool) -> Result<(), Wrong> {
    let digits = |part: &String| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let thousands = |part: &String| part.len() == 3 && digits(part);
    if let [first, rest @ ..] = parts
        && is_text
        && !rest.is_empty()
        && digits(first)
        && first.len() <= 3
        && rest.iter().all(thousands)
        && rest.iter().any(|part| part.starts_with('0'))
    {
        let hint = format!("write `{group}.n={}`, or a list in brackets", parts.concat());
        return Err((format!("`{}` can be one number or a list of sizes", parts.join(",")), hint));
    }
    let is_size = |part: &&String| digits(part) && part.parse::<f64>().is_ok_and(|size| size > 0.0 && size <= LARGEST);
    match parts.iter().find(|part| !is_size(part)) {
        None => Ok(()),
        Some(part) => {
            let hint =
                format!("write `{group}.n=5000`, `{group}.n=100,5000` or `{group}.n=lognormal(1500; 0.8; max 7500)`");
            Err((format!("`{part}` is no size: a size is a number above 0"), hint))
        }
    }
}

/// Reads how many entities of one size there are.
fn copies(count: &Node, sizes: usize, group: &str) -> Result<usize, Wrong> {
    if sizes > 1 {
        let message = format!("a list of {sizes} sizes says itself how many there are");
        return Err((message, format!("leave `{group}.count` out")));
    }
    let number = count.scalar().and_then(|text| text.trim().parse::<f64>().ok());
    match number.filter(|number| (1.0..=COPIES).contains(number)) {
        Some(number) => Ok(number as usize),
        None => Err((
            format!("`{group}.count` beside one size is a number from 1 to {COPIES}"),
            format!("write `{group}.count=3`"),
        )),
    }
}

/// What someone says of their own system is no assumption, and no range that others guessed binds it.
fn vouch(tree: &mut Node, one: &Entry) {
    let NodeKind::Map(top) = &mut tree.kind else { return };
    let params = top.iter_mut().find(|entry| entry.key == "params");
    let Some(NodeKind::Map(params)) = params.map(|params| &mut params.value.kind) else { return };
    let param = params.iter_mut().find(|param| param.key == one.key);
    let Some(NodeKind::Map(fields)) = param.map(|param| &mut param.value.kind) else { return };
    fields.retain(|field| field.key != "range" && field.key != "source");
    fields.push(scalar_entry("source", one.key_span, "yours"));
}

/// Gives the model a fidelity and takes away what its runs say of theirs.
fn force_fidelity(tree: &mut Node, fidelity: Fidelity, sources: &mut SourceMap) {
    let file = sources.add("--fidelity", fidelity.word());
    let entry = scalar_entry("fidelity", whole(file, fidelity.word()), fidelity.word());
    let NodeKind::Map(top) = &mut tree.kind else { return };
    top.retain(|entry| entry.key != "fidelity");
    for run in top.iter_mut().filter(|entry| entry.key == "runs") {
        let NodeKind::Map(runs) = &mut run.value.kind else { continue };
        for run in runs {
            if let NodeKind::Map(own) = &mut run.value.kind {
                own.retain(|entry| entry.key != "fidelity");
            }
        }
    }
    top.push(entry);
}

pub(super) fn scalar_entry(key: &str, span: Span, text: &str) -> Entry {
    let value = Node { span, kind: NodeKind::Scalar { text: text.to_owned(), plain: true } };
    Entry { key: key.to_owned(), key_span: span, value }
}
