//! Claims: `MEASURE(RUN) OP VALUE` or `MEASURE(RUN) OP P% of RUN`. Whether run and measure exist is asked later.

use super::rules;
use super::yaml::Node;
use crate::base::diag::{Diagnostic, Report};
use crate::base::expr::{Dim, parse_quantity};
use crate::base::source::Span;
use crate::model::Id;
use crate::model::lesson::{Against, Claim, Op, Subject};

const SHAPE: &str = "a claim reads `error_minutes(break-glass) <= 50% of base` or `exponent(two-size-test) >= 1.9`";

/// Reads a claim; what is wrong is reported at its place inside the text.
pub(crate) fn read(node: &Node, report: &mut Report) -> Option<Claim> {
    let text = super::decode::scalar(node, "`claim`", report)?;
    match parse(text) {
        Ok(parts) => Some(Claim {
            subject: parts.subject,
            op: parts.op,
            against: parts.against,
            written: text.to_owned(),
            span: node.span,
        }),
        Err(wrong) => {
            let finding = Diagnostic::error(rules::BAD_CLAIM, inside(node, &wrong.range), wrong.message);
            report.push(finding.label("here").hint(SHAPE));
            None
        }
    }
}

/// Reads what a claim ends with, `OP VALUE` or `OP P% of RUN`.
pub(crate) fn read_bound(node: &Node, what: &str, report: &mut Report) -> Option<(Op, Against)> {
    let text = super::decode::scalar(node, what, report)?;
    match bound(text, 0) {
        Ok(found) => Some(found),
        Err(wrong) => {
            let finding = Diagnostic::error(rules::BAD_VALUE, inside(node, &wrong.range), wrong.message);
            report.push(finding.label("here").hint("write `<= 25% of base` or a value with its unit: `<= 5m`"));
            None
        }
    }
}

/// Turns a range of a scalar's text into a place; escapes in quotes can shift it, so it stays inside the scalar.
fn inside(node: &Node, range: &std::ops::Range<usize>) -> Span {
    let whole = node.content_span();
    let place = |at: usize| (whole.start as usize + at).min(whole.end as usize);
    Span::new(whole.file, place(range.start)..place(range.end))
}

struct Parts {
    subject: Subject,
    op: Op,
    against: Against,
}

#[derive(Debug)]
struct Wrong {
    range: std::ops::Range<usize>,
    message: String,
}

fn wrong<T>(range: std::ops::Range<usize>, message: impl Into<String>) -> Result<T, Wrong> {
    Err(Wrong { range, message: message.into() })
}

fn parse(text: &str) -> Result<Parts, Wrong> {
    let Some(open) = text.find('(') else {
        return wrong(0..text.len(), "the claim names no run in parentheses");
    };
    let Some(close) = text.find(')').filter(|close| *close > open) else {
        return wrong(open..text.len(), "a `)` is missing");
    };
    let subject = subject(text, open, close)?;
    let (op, against) = bound(text, close + 1)?;
    if matches!((&subject, &against), (Subject::Interaction { .. }, Against::ShareOf { .. })) {
        let against_at = skip_space(text, close + 1) + op.sign().len();
        return wrong(against_at..text.len(), "an interaction is compared with a value, not with a run");
    }
    Ok(Parts { subject, op, against })
}

/// Reads the comparison and what is compared with.
fn bound(text: &str, at: usize) -> Result<(Op, Against), Wrong> {
    let sign_at = skip_space(text, at);
    let signs = [Op::AtMost, Op::AtLeast, Op::Below, Op::Above];
    let Some(op) = signs.into_iter().find(|op| text[sign_at..].starts_with(op.sign())) else {
        return wrong(sign_at..text.len(), "one of `<=`, `<`, `>=`, `>` is expected here");
    };
    Ok((op, against(text, sign_at + op.sign().len())?))
}

/// Reads what stands before and between the parentheses.
fn subject(text: &str, open: usize, close: usize) -> Result<Subject, Wrong> {
    let inside = &text[open + 1..close];
    if text[..open].trim() != "interaction" || !inside.contains(';') {
        let measure = name(text, 0..open, "measure")?;
        return Ok(Subject::Measure { measure, run: name(text, open + 1..close, "run")? });
    }
    let mut names = Vec::new();
    let mut start = open + 1;
    for part in inside.split(';') {
        let one = name(text, start..start + part.len(), if names.is_empty() { "design" } else { "factor" })?;
        if names.iter().skip(1).any(|earlier| *earlier == one) {
            return wrong(start..start + part.len(), format!("`{one}` stands here twice"));
        }
        names.push(one);
        start += part.len() + 1;
    }
    let factors = names.split_off(1);
    match names.pop() {
        Some(design) if factors.len() > 1 => Ok(Subject::Interaction { design, factors }),
        Some(_) | None => wrong(open + 1..close, "an interaction is one of two factors or more"),
    }
}

fn against(text: &str, at: usize) -> Result<Against, Wrong> {
    let start = skip_space(text, at);
    let end = text[start..].find(char::is_whitespace).map_or(text.len(), |length| start + length);
    let Some(quantity) = parse_quantity(&text[start..end]) else {
        return wrong(start..end.max(start), "a number with its unit is expected here");
    };
    let after = skip_space(text, end);
    if after == text.len() {
        return Ok(Against::Value(quantity));
    }
    let Some(rest) = text[after..].strip_prefix("of ") else {
        return wrong(after..text.len(), "`of RUN`, or nothing, is expected here");
    };
    let run = name(text, text.len() - rest.len()..text.len(), "run")?;
    if quantity.dim != Dim::Share {
        return wrong(start..end, "a share such as `50%` goes before `of`");
    }
    Ok(Against::ShareOf { share: quantity.value, run })
}

fn name(text: &str, range: std::ops::Range<usize>, what: &str) -> Result<Id, Wrong> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    let trimmed = words.trim();
    match Id::new(trimmed) {
        Some(id) => Ok(id),
        None if trimmed.is_empty() => wrong(range, format!("the name of a {what} is missing here")),
        None => wrong(start..start + trimmed.len(), format!("`{trimmed}` is not the name of a {what}")),
    }
}

fn skip_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::SourceMap;
    use crate::load::yaml::{self, NodeKind};

    fn claim(text: &str) -> (Option<Claim>, Vec<(String, String)>) {
        let mut sources = SourceMap::default();
        let file = sources.add("t", text);
        let node = yaml::read(file, text, &mut Report::default()).expect("it is YAML");
        let NodeKind::Map(entries) = node.kind else { panic!("a map") };
        let mut report = Report::default();
        let claim = read(&entries[0].value, &mut report);
        let place = |finding: &Diagnostic| sources.slice(finding.span.expect("a place")).to_owned();
        let found = report.sorted().into_iter().map(|finding| (place(finding), finding.message.clone())).collect();
        (claim, found)
    }

    #[test]
    fn both_forms_are_read() {
        let (found, _) = claim("claim: error_minutes(break-glass) <= 50% of base");
        let found = found.expect("a claim");
        let id = |text: &str| Id::new(text).expect("an id");
        assert_eq!(found.subject, Subject::Measure { measure: id("error_minutes"), run: id("break-glass") });
        assert_eq!(found.op, Op::AtMost);
        assert_eq!(found.against, Against::ShareOf { share: 0.5, run: Id::new("base").expect("an id") });
        let (found, _) = claim("claim: \"exponent(two-size-test) >= 1.9\"");
        let Against::Value(quantity) = found.expect("a claim").against else { panic!("a value") };
        assert!((quantity.value - 1.9).abs() < 1e-12);
        assert!(claim("claim: first_back(base)<90m").0.is_some());
    }

    #[test]
    fn interactions_are_read() {
        let id = |text: &str| Id::new(text).expect("an id");
        let (found, _) = claim("claim: interaction(waves; longer-bake; by-size) < 0min");
        let found = found.expect("a claim");
        let factors = vec![id("longer-bake"), id("by-size")];
        assert_eq!(found.subject, Subject::Interaction { design: id("waves"), factors });
        // Without a semicolon it is a measure of that name.
        let (found, _) = claim("claim: interaction(waves) < 0min");
        let measure = Subject::Measure { measure: id("interaction"), run: id("waves") };
        assert_eq!(found.expect("a claim").subject, measure);
        let wrong = |text: &str| claim(text).1.into_iter().next().expect("a finding");
        let finding = |place: &str, message: &str| (place.to_owned(), message.to_owned());
        assert_eq!(
            wrong("claim: interaction(waves; by-size) < 0min"),
            finding("waves; by-size", "an interaction is one of two factors or more")
        );
        assert_eq!(wrong("claim: interaction(waves; a; a) < 0min"), finding(" a", "`a` stands here twice"));
        assert_eq!(
            wrong("claim: interaction(waves; a; ) < 0min"),
            finding(" ", "the name of a factor is missing here")
        );
        assert_eq!(
            wrong("claim: interaction(waves; a; b) < 50% of base"),
            finding(" 50% of base", "an interaction is compared with a value, not with a run")
        );
    }

    #[test]
    fn mistakes_are_named_where_they_stand() {
        let place = |text: &str| claim(text).1.into_iter().next().map(|(place, _)| place);
        assert_eq!(place("claim: error_minutes(break-glass) = 5"), Some("= 5".to_owned()));
        assert_eq!(place("claim: error_minutes(ব্রেক) <= 5"), Some("ব্রেক".to_owned()));
        assert_eq!(place("claim: \"error_minutes(x) <= 5qq\""), Some("5qq".to_owned()));
        assert_eq!(place("claim: error_minutes(x) <= 50m of base"), Some("50m".to_owned()));
        assert_eq!(place("claim: error_minutes(x) <= 50% off base"), Some("off base".to_owned()));
        assert_eq!(place("claim: error_minutes"), Some("error_minutes".to_owned()));
        for text in ["x(", "x)(", "x()", "x(y)", "x(y) <=", "x(y) <= 5% of ", "(y) < 1", "ক(খ) <= ৫"] {
            assert!(claim(&format!("claim: '{text}'")).0.is_none(), "{text}");
        }
    }
}
