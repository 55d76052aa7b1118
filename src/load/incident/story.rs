//! What happened and why: summary, analogy, impact, trigger, factors, blind spots, mitigations.

use super::context::{self, Context};
use crate::load::decode::{self, Fields};
use crate::load::time::{self, Local};
use crate::load::yaml::Node;
use crate::model::Id;
use crate::model::incident::{Amount, Analogy, Counted, Entry, Exposure, Factor, Impact, Mitigation, Outcome, Passage};

/// Reads a text of its own, in YAML or in Markdown alone.
pub(crate) fn passage(context: &mut Context<'_>, fields: &mut Fields<'_>, key: &'static str) -> Option<Passage> {
    let Some(node) = fields.take(key) else {
        let text = context.prose_alone(key)?;
        let span = text.iter().next().map_or(fields.span(), |(_, prose)| prose.span);
        return Some(Passage { text, fact: context.plain_fact(span) });
    };
    let mut own = context::texts(node, &format!("`{key}`"), context.report)?;
    let fact = context.fact(&mut own);
    let text = context.text(&mut own, Some(key));
    own.finish(context.report);
    Some(Passage { text: text?, fact })
}

/// Reads the comparison, which may stand in Markdown alone.
pub(crate) fn analogy(context: &mut Context<'_>, fields: &mut Fields<'_>) -> Option<Analogy> {
    let Some(node) = fields.take("analogy") else {
        let limits = context.prose_alone("analogy/limits");
        let text = context.prose_alone("analogy")?;
        let span = text.iter().next().map_or(fields.span(), |(_, prose)| prose.span);
        return Some(Analogy { text, limits, fact: context.plain_fact(span) });
    };
    let mut own = Fields::new(node, "`analogy`", context.report)?;
    let fact = context.fact(&mut own);
    let limits = own.take("limits");
    let limits = context.own_text(limits, "`analogy/limits`", Some("analogy/limits"));
    let text = context.text(&mut own, Some("analogy"));
    own.finish(context.report);
    Some(Analogy { text: text?, limits, fact })
}

/// Reads what most entries have: text, source, confidence, readers.
pub(crate) fn entry(context: &mut Context<'_>, fields: &mut Fields<'_>, id: Id, path: Option<&str>) -> Option<Entry> {
    let fact = context.fact(fields);
    let text = context.text(fields, path)?;
    Some(Entry { id, text, fact })
}

/// Reads a section of plain entries.
pub(crate) fn entries(context: &mut Context<'_>, fields: &mut Fields<'_>, key: &'static str) -> Vec<Entry> {
    context.section(fields, key, |context, fields, id, path| entry(context, fields, id, Some(path)))
}

/// Reads who was affected, and how.
pub(crate) fn impact(context: &mut Context<'_>, fields: &mut Fields<'_>, local: Local) -> Vec<Impact> {
    context.section(fields, "impact", |context, fields, id, path| {
        let value = fields.take("value").and_then(|node| decode::number(node, "`value`", context.report));
        let unit_node = fields.take("unit");
        let unit = context.own_text(unit_node, "`unit`", None);
        let exposure = fields.take("exposure").and_then(|node| exposure(context, node, local));
        let entry = entry(context, fields, id, Some(path))?;
        Some(Impact { entry, amount: value.map(|value| Amount { value, unit }), exposure })
    })
}

/// Reads how an impact's number turns the model's shares into people or machines.
fn exposure(context: &mut Context<'_>, node: &Node, local: Local) -> Option<Exposure> {
    let mut own = Fields::new(node, "`exposure`", context.report)?;
    let words = [("all", Counted::All), ("hit", Counted::Hit)];
    let counted = own.require("counts", context.report);
    let counted = counted.and_then(|node| decode::one_of(node, "`counts`", &words, context.report));
    let withdrawn = own.take("withdrawn").and_then(|node| time::read(node, local, context.report));
    let noun = context.text(&mut own, None);
    own.finish(context.report);
    Some(Exposure { counted: counted?, noun: noun?, withdrawn })
}

/// Reads the factors and what each led to.
pub(crate) fn factors(context: &mut Context<'_>, fields: &mut Fields<'_>) -> Vec<Factor> {
    context.section(fields, "factors", |context, fields, id, path| {
        let leads_to = fields.take("leads_to");
        let leads_to = context.references(leads_to, "`leads_to`", "factors");
        let loops_to = fields.take("loop");
        let loops_to = context.references(loops_to, "`loop`", "factors");
        let short = fields.take("short");
        let short = context.own_text(short, "`short`", None);
        let entry = entry(context, fields, id, Some(path))?;
        Some(Factor { entry, short, leads_to, loops_to })
    })
}

/// Reads a section of steps that were taken during the incident.
pub(crate) fn steps(
    context: &mut Context<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
    local: Local,
) -> Vec<Mitigation> {
    let words = [("worked", Outcome::Worked), ("partly", Outcome::Partly), ("failed", Outcome::Failed)];
    context.section(fields, key, |context, fields, id, path| {
        let at = fields.take("at").and_then(|node| time::read(node, local, context.report));
        let outcome = fields.take("outcome").and_then(|node| decode::one_of(node, "`outcome`", &words, context.report));
        let entry = entry(context, fields, id, Some(path))?;
        Some(Mitigation { entry, at, outcome })
    })
}
