//! Curves: expressions of one variable, with what stands beside them in the picture.

use super::expression::{May, Scope};
use super::{design, take_texts, worded};
use crate::base::diag::{Diagnostic, Report};
use crate::base::expr::{Dim, parse_quantity};
use crate::load::decode::{self, Fields};
use crate::load::rules;
use crate::load::yaml::{Entry, Node, NodeKind};
use crate::model::Id;
use crate::model::fact::Text;
use crate::model::scenario::{CurveLimit, CurveLook, CurveMark, DesignKind, Run, Scenario, Shown};

/// Marks of one curve at most: more would not be told apart.
const MARKS_LIMIT: usize = 8;

/// The variable: its name, dimension and words.
struct Variable {
    id: Id,
    dim: Dim,
    text: Option<Text>,
}

/// Decodes a curve.
pub(super) fn decode(node: &Node, runs: &[Run], report: &mut Report) -> Option<DesignKind> {
    let base = &runs.first()?.scenario;
    let mut fields = Fields::new(node, "a curve", report)?;
    let (over, values) = (fields.require("over", report), fields.require("values", report));
    let (step, show) = (fields.take("step"), fields.require("show", report));
    let (marks, limit, log) = (fields.take("marks"), fields.entry("limit"), fields.take("log"));
    fields.finish(report);
    let values_node = values?;
    let variable = variable(over?, values_node, base, report)?;
    let values = design::values(values_node, step, variable.dim, report)?;
    let log = log.is_some_and(|node| decode::bool(node, "`log`", report).unwrap_or(false));
    if log && values.iter().any(|value| *value <= 0.0) {
        let finding = Diagnostic::error(rules::BAD_VALUE, values_node.span, "a logarithmic axis has no place for 0");
        report.push(finding.hint("leave `log` out, or begin above 0"));
    }
    let declared = |scenario: &Scenario| -> Vec<(String, Dim)> {
        scenario.params.iter().map(|param| (param.id.to_string(), param.value.dim)).collect()
    };
    let outside = Scope { params: declared(base), ..Scope::default() };
    let mut inside = outside.clone();
    inside.params.retain(|(name, _)| name != variable.id.as_str());
    inside.params.push((variable.id.to_string(), variable.dim));
    let entries = decode::entries(show?, "`show`", report)?;
    let shows: Vec<Shown> = entries.iter().filter_map(|entry| shown(entry, &inside, report)).collect();
    let marks = marks.map_or_else(Vec::new, |node| self::marks(node, &values, variable.dim, report));
    let limit = limit.and_then(|entry| self::limit(entry, &outside, &shows, report));
    let look = CurveLook { dim: variable.dim, text: variable.text, marks, limit, log };
    Some(DesignKind::Curve { variable: variable.id, values, shows, look: Box::new(look) })
}

/// Reads the variable: a parameter, or a name of its own whose dimension is that of its values.
fn variable(over: &Node, values: &Node, base: &Scenario, report: &mut Report) -> Option<Variable> {
    let (name, text) = if let NodeKind::Map(_) = over.kind {
        let mut fields = Fields::new(over, "the variable", report)?;
        let name = fields.require("is", report);
        let text = take_texts(&mut fields, report);
        fields.finish(report);
        (name?, text)
    } else {
        (over, None)
    };
    let id = decode::id(name, "a variable", report)?;
    if let Some(param) = base.params.iter().find(|param| param.id == id) {
        return Some(Variable { dim: param.value.dim, text: text.or_else(|| param.text.clone()), id });
    }
    let first = match &values.kind {
        NodeKind::List(items) => items.first().and_then(Node::scalar),
        NodeKind::Scalar { text, .. } => text.split("..").next(),
        NodeKind::Map(_) => None,
    };
    let dim = first.and_then(|text| parse_quantity(text.trim())).map_or(Dim::NUMBER, |quantity| quantity.dim);
    Some(Variable { id, dim, text })
}

fn shown(entry: &Entry, scope: &Scope, report: &mut Report) -> Option<Shown> {
    let id = decode::key_id(entry, report)?;
    let (node, text) = worded(entry, "a column", report)?;
    let (expr, dim) = scope.read_any(node, May::Params, report)?;
    if matches!(dim, Dim::Truth | Dim::Instant) {
        let message = format!("a column is a number, a share, a duration or a rate, not {}", dim.word());
        report.push(Diagnostic::error(rules::UNIT, node.span, message));
        return None;
    }
    Some(Shown { id, expr, dim, text })
}

fn marks(node: &Node, values: &[f64], dim: Dim, report: &mut Report) -> Vec<CurveMark> {
    let entries = decode::entries(node, "`marks`", report).unwrap_or_default();
    if entries.len() > MARKS_LIMIT {
        let message = format!("a curve has at most {MARKS_LIMIT} marks");
        report.push(Diagnostic::error(rules::LIMIT, node.span, message));
        return Vec::new();
    }
    let mut marks: Vec<CurveMark> = entries.iter().filter_map(|entry| mark(entry, values, dim, report)).collect();
    marks.sort_by(|one, other| one.at.total_cmp(&other.at));
    marks
}

fn mark(entry: &Entry, values: &[f64], dim: Dim, report: &mut Report) -> Option<CurveMark> {
    let Some(quantity) = parse_quantity(entry.key.trim()).filter(|quantity| quantity.dim.fits(dim)) else {
        let message = format!("`{}` is not {}, as the values are", entry.key, dim.word());
        report.push(Diagnostic::error(rules::BAD_VALUE, entry.key_span, message));
        return None;
    };
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !(low..=high).contains(&quantity.value) {
        let message = format!("`{}` lies outside the values of the curve", entry.key);
        report.push(Diagnostic::error(rules::BAD_VALUE, entry.key_span, message));
        return None;
    }
    let mut fields = Fields::new(&entry.value, "a mark", report)?;
    let text = take_texts(&mut fields, report);
    fields.finish(report);
    Some(CurveMark { at: quantity.value, text })
}

/// Reads a level; a column must be of its dimension.
fn limit(entry: &Entry, scope: &Scope, shows: &[Shown], report: &mut Report) -> Option<CurveLimit> {
    let (node, text) = worded(entry, "a limit", report)?;
    let (expr, dim) = scope.read_any(node, May::Params, report)?;
    if !shows.is_empty() && !shows.iter().any(|shown| dim.fits(shown.dim)) {
        let message = format!("this gives {}, and no column does", dim.word());
        report.push(Diagnostic::error(rules::UNIT, node.span, message));
        return None;
    }
    Some(CurveLimit { expr, dim, text })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::base::source::{SourceMap, Span};
    use crate::load::model::Setting;
    use crate::load::yaml;

    /// Reads a curve over a model with one parameter; findings come as what they underline and what they say.
    fn read(curve: &str) -> (Option<DesignKind>, Vec<(String, String)>) {
        let text = format!(
            "schema: 1\nclock: {{start: 12:00, for: 1m}}\nparams: {{ttl: {{value: 20m, range: 5m..60m, en: Life}}}}\n\
             blocks: {{api: {{pool: {{servers: 1, timeout: 1s}}}}}}\ndesigns: {{law: {{curve: {curve}}}}}\n"
        );
        let mut sources = SourceMap::default();
        let file = sources.add("model.yaml", &text);
        let mut report = Report::default();
        let tree = yaml::read(file, &text, &mut report).expect("it is YAML");
        let day = NaiveDate::from_ymd_opt(2024, 12, 11).expect("a day");
        let model = crate::load::model::decode(&tree, Setting { day, zone: chrono_tz::Tz::UTC }, &mut report);
        let place = |span: Span| text[span.start as usize..span.end as usize].to_owned();
        let findings = report
            .sorted()
            .iter()
            .map(|finding| (finding.span.map(place).unwrap_or_default(), finding.message.clone()))
            .collect();
        (model.and_then(|model| model.designs.into_iter().next()).map(|design| design.kind), findings)
    }

    fn refused(curve: &str) -> (String, String) {
        let mut findings = read(curve).1;
        assert_eq!(findings.len(), 1, "{curve}: {findings:?}");
        findings.remove(0)
    }

    fn finding(place: &str, message: &str) -> (String, String) {
        (place.to_owned(), message.to_owned())
    }

    #[test]
    fn columns_marks_and_limit_have_their_dimensions() {
        let (kind, findings) = read(
            "{over: ttl, values: [5m, 20m, 60m], show: {late: ttl * 10%, share: 1% + 2%}, \
             marks: {20m: {en: now}, 5m: {}}, limit: {is: 7m, en: one wave}, log: true}",
        );
        assert_eq!(findings, []);
        let Some(DesignKind::Curve { shows, look, .. }) = kind else { panic!("a curve") };
        assert_eq!(shows.iter().map(|shown| shown.dim).collect::<Vec<_>>(), [Dim::DURATION, Dim::Share]);
        assert_eq!((look.dim, look.log), (Dim::DURATION, true));
        assert!(look.text.is_some(), "the parameter's words");
        assert_eq!(look.marks.iter().map(|mark| mark.at).collect::<Vec<_>>(), [300.0, 1200.0]);
        assert_eq!(look.limit.map(|limit| limit.dim), Some(Dim::DURATION));
        // A variable of its own has the dimension of its values.
        let (kind, _) = read("{over: {is: hit, en: Share hit}, values: 1%..5%, step: 1%, show: {late: ttl * hit}}");
        let Some(DesignKind::Curve { values, look, .. }) = kind else { panic!("a curve") };
        assert_eq!((values.len(), look.dim, look.text.is_some()), (5, Dim::Share, true));
    }

    #[test]
    fn what_cannot_be_drawn_is_refused_at_its_place() {
        let with = |rest: &str| format!("{{over: n, values: [10, 100], show: {{load: n * n}}, {rest}}}");
        assert_eq!(refused(&with("marks: {5: {en: test}}")), finding("5", "`5` lies outside the values of the curve"));
        assert_eq!(read(&with("marks: {10: {en: test}, 100: {}}")).1, []);
        assert_eq!(
            refused(&with("marks: {20m: {en: test}}")),
            finding("20m", "`20m` is not a number, as the values are")
        );
        assert_eq!(refused(&with("limit: 7m")), finding("7m", "this gives a duration, and no column does"));
        assert_eq!(read(&with("limit: 100%")).1, []);
        assert_eq!(refused(&with("limit: n")).0, "n", "a limit does not know the variable");
        assert_eq!(
            refused("{over: n, values: [0, 100], show: {load: n * n}, log: true}"),
            finding("[0, 100]", "a logarithmic axis has no place for 0")
        );
        assert_eq!(
            refused("{over: n, values: [1, 100], show: {load: n > 5}}"),
            finding("n > 5", "a column is a number, a share, a duration or a rate, not a condition")
        );
        let many: Vec<String> = (1..10).map(|at| format!("{}: {{}}", at * 10)).collect();
        assert_eq!(refused(&with(&format!("marks: {{{}}}", many.join(", ")))).1, "a curve has at most 8 marks");
    }
}
