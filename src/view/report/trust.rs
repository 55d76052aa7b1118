//! How far to trust the model. The first sentence says what it does not reproduce.

use super::record;
use crate::model::scenario::Milestone;
use crate::runs::evidence::{DesignResult, Evidence};
use crate::view::document::{Block, BlockKind, Inline};
use crate::view::run::params_table;
use crate::view::writer::{Writer, list, paragraph, say, section};

/// Writes the section.
pub(super) fn trust(writer: &mut Writer<'_>, evidence: Option<&Evidence>) -> Option<Block> {
    let (model, evidence) = (writer.model()?, evidence?);
    let texts = writer.texts();
    let mut blocks = vec![first_sentence(writer, evidence)];
    if let Some(limits) = &model.limits {
        blocks.extend(writer.prose("trust/limits", limits));
    }
    blocks.extend(record::table(writer, evidence));
    blocks.extend(record::figure(writer, evidence));
    for design in &evidence.designs {
        if matches!(design.result, DesignResult::Grid { .. }) {
            blocks.extend(super::grid_question(writer, design));
        }
    }
    let inputs = milestones(writer, "trust/inputs", texts.msg("trust-inputs"), &model.backtest.inputs);
    blocks.extend(inputs);
    let calibrated = milestones(writer, "trust/calibrated", texts.msg("trust-calibrated"), &model.backtest.calibrated);
    blocks.extend(calibrated);
    blocks.extend(params_table(writer, &model.base().scenario, "trust/params"));
    section("trust", texts.msg("section-trust"), blocks)
}

fn first_sentence(writer: &mut Writer<'_>, evidence: &Evidence) -> Block {
    let texts = writer.texts();
    let count = evidence.backtest.len();
    let missed = record::missed_with_figures(writer, evidence);
    let sentence = match (count, missed.len()) {
        (0, _) => texts.msg("trust-untested"),
        (_, 0) => texts.msg_with("trust-meets-all", &[("count", count.into())]),
        (_, wrong) => texts.msg_with(
            "trust-misses",
            &[("count", count.into()), ("missed", wrong.into()), ("names", texts.list(&missed).into())],
        ),
    };
    let content = vec![Inline::Strong(say(sentence)), Inline::Text(format!(" {}", texts.msg("trust-argument")))];
    paragraph("trust/first", content)
}

fn milestones(writer: &mut Writer<'_>, id: &str, title: String, milestones: &[Milestone]) -> Vec<Block> {
    let mut items = Vec::new();
    for milestone in milestones {
        let content = match &milestone.text {
            Some(text) => writer.inline(text),
            None => vec![Inline::Code(milestone.id.to_string())],
        };
        items.push(vec![paragraph(&format!("{id}/{}", milestone.id), content)]);
    }
    let title = paragraph(&format!("{id}.title"), vec![Inline::Strong(say(title))]);
    match list(id, false, items) {
        Some(list @ Block { kind: BlockKind::List { .. }, .. }) => vec![title, list],
        Some(_) | None => Vec::new(),
    }
}
