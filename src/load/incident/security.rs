//! What a security incident has besides: the techniques of the attack, and the traces by which others can find it.

use super::context::Context;
use super::defang::{self, Fault};
use super::story;
use crate::base::diag::{Diagnostic, Report};
use crate::load::decode::{self, Fields};
use crate::load::rules;
use crate::load::yaml::{Node, NodeKind};
use crate::model::Prose;
use crate::model::incident::{Indicator, IndicatorKind, Technique};

pub(crate) const KINDS: [(&str, IndicatorKind); 8] = [
    ("domain", IndicatorKind::Domain),
    ("ip", IndicatorKind::Address),
    ("url", IndicatorKind::Url),
    ("email", IndicatorKind::Email),
    ("hash", IndicatorKind::Hash),
    ("file", IndicatorKind::File),
    ("extension", IndicatorKind::Extension),
    ("application", IndicatorKind::Application),
];

/// Reads the indicators of compromise.
pub(crate) fn indicators(context: &mut Context<'_>, fields: &mut Fields<'_>) -> Vec<Indicator> {
    context.section(fields, "indicators", |context, fields, id, path| {
        let kind = fields.require("kind", context.report);
        let kind = kind.and_then(|node| decode::one_of(node, "`kind`", &KINDS, context.report));
        let value = fields.require("value", context.report);
        let value = value.and_then(|node| self::value(node, kind, context.report));
        let entry = story::entry(context, fields, id, Some(path))?;
        Some(Indicator { entry, kind: kind?, value: value? })
    })
}

pub(crate) fn value(node: &Node, kind: Option<IndicatorKind>, report: &mut Report) -> Option<String> {
    let text = decode::scalar(node, "`value`", report)?;
    match kind.map_or(Ok(()), |kind| defang::check(kind, text)) {
        Ok(()) => Some(text.to_owned()),
        Err(Fault::Live(defanged)) => {
            let message = format!("`{text}` is not defanged: a reader could click on it");
            let finding = Diagnostic::error(rules::LIVE_INDICATOR, node.span, message).label("live");
            report.push(finding.hint(format!("write `{defanged}`")));
            None
        }
        Err(Fault::Shape(wanted)) => {
            let word = KINDS.iter().find(|(_, of)| Some(*of) == kind).map_or("", |(word, _)| *word);
            let finding = decode::bad_value(node, format!("`{text}` is not of the kind `{word}`")).hint(wanted);
            report.push(finding.hint("digits at the end may be a footnote number that was copied with it"));
            None
        }
    }
}

/// Reports texts that name an indicator in its live form.
pub(crate) fn check_texts(indicators: &[Indicator], texts: &[Prose], report: &mut Report) {
    for indicator in indicators.iter().filter(|indicator| defang::is_clickable(indicator.kind)) {
        let live = defang::refang(&indicator.value).to_lowercase();
        for text in texts.iter().filter(|text| stands_in(&live, &text.markdown.to_lowercase())) {
            let message = format!("this text names the indicator `{}` without defanging it", indicator.entry.id);
            let finding = Diagnostic::error(rules::LIVE_INDICATOR, text.span, message).label("live in here");
            let finding = finding.related(indicator.entry.fact.span, "the indicator");
            report.push(finding.hint(format!("write `{}`", indicator.value)));
        }
    }
}

/// Says whether an address stands in a text and not only inside a longer word.
fn stands_in(address: &str, text: &str) -> bool {
    let is_bengali = |c: char| matches!(c, '\u{980}'..='\u{9ff}');
    let is_part = |c: char| c.is_alphanumeric() && !is_bengali(c) || c == '-';
    text.match_indices(address).any(|(at, found)| {
        let (before, after) = (&text[..at], &text[at + found.len()..]);
        // Bangla endings follow at once or after a hyphen: `bad.pro-এর`.
        let ending = after.strip_prefix('-').is_some_and(|rest| rest.starts_with(is_bengali));
        !before.ends_with(is_part) && (ending || !after.starts_with(is_part))
    })
}

/// Reads the techniques of the attack: a list of numbers, or of numbers with words.
pub(crate) fn attack(context: &mut Context<'_>, fields: &mut Fields<'_>) -> Vec<Technique> {
    let Some(node) = fields.take("attack") else { return Vec::new() };
    let items = decode::list(node, "`attack`", context.report).unwrap_or_default();
    let mut found: Vec<Technique> = Vec::new();
    for node in items {
        let Some(technique) = technique(context, node) else { continue };
        if let Some(first) = found.iter().find(|other| other.number == technique.number) {
            let message = format!("the technique `{}` stands twice", technique.number);
            let finding = decode::bad_value(node, message).label("again here");
            context.report.push(finding.related(first.fact.span, "first here").hint("keep one of them"));
            continue;
        }
        found.push(technique);
    }
    found
}

fn technique(context: &mut Context<'_>, node: &Node) -> Option<Technique> {
    if matches!(node.kind, NodeKind::Scalar { .. }) {
        let number = number(node, context.report)?;
        return Some(Technique { number, text: None, fact: context.plain_fact(node.span) });
    }
    let mut fields = Fields::new(node, "the technique", context.report)?;
    let number = fields.require("technique", context.report);
    let number = number.and_then(|node| self::number(node, context.report));
    let fact = context.fact(&mut fields);
    let text = context.text(&mut fields, None);
    fields.finish(context.report);
    Some(Technique { number: number?, text, fact })
}

/// Reads `T1528` or `T1566.002`.
fn number(node: &Node, report: &mut Report) -> Option<String> {
    let text = decode::scalar(node, "a technique", report)?;
    if is_number(text) {
        return Some(text.to_owned());
    }
    let finding = decode::bad_value(node, format!("`{text}` is not a technique of ATT&CK"));
    let upper = text.to_ascii_uppercase();
    report.push(if is_number(&upper) {
        finding.hint(format!("write `{upper}`"))
    } else {
        finding.hint("`T` and four digits, for a part of a technique a point and three more: `T1528`, `T1566.002`")
    });
    None
}

fn is_number(text: &str) -> bool {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some(rest) = text.strip_prefix('T') else { return false };
    match rest.split_once('.') {
        Some((technique, part)) => digits(technique, 4) && digits(part, 3),
        None => digits(rest, 4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn techniques_are_told_by_their_shape() {
        assert!(["T1528", "T1566.002"].into_iter().all(is_number));
        let others = ["", "T", "1528", "t1528", "T152", "T15280", "TA0001", "T1566.2", "T1566.", "S0154", "T১৫২৮"];
        assert!(!others.into_iter().any(is_number));
    }

    #[test]
    fn an_address_is_found_as_a_whole() {
        assert!(stands_in("bad.pro", "see https://api.bad.pro/x"));
        assert!(stands_in("bad.pro", "bad.pro"));
        assert!(stands_in("bad.pro", "bad.pro-এর পাতা") && stands_in("bad.pro", "bad.proতে"));
        assert!(!stands_in("bad.pro", "bad.pro-x"));
        assert!(!stands_in("bad.pro", "see bad[.]pro, notbad.pro, bad.product"));
    }
}
