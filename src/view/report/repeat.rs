//! Run it yourself: the commands, and a table of everything that was run.

use crate::runs::evidence::{Evidence, RunRecord};
use crate::view::document::{Block, BlockKind, Cell, Inline};
use crate::view::writer::{Writer, cell, head, number_cell, paragraph, say, section};

/// Writes the section.
pub(super) fn run_yourself(writer: &mut Writer<'_>, evidence: Option<&Evidence>) -> Option<Block> {
    let texts = writer.texts();
    let evidence = evidence?;
    let model = writer.model()?;
    let id = &writer.incident.id;
    let mut rows = Vec::new();
    for record in &evidence.runs {
        let text = model.run(&record.id).and_then(|run| run.text.as_ref());
        let shows = match text {
            Some(text) => writer.inline(text),
            None if record.id == model.base().id => say(texts.msg("run-base-shows")),
            None => Vec::new(),
        };
        rows.push(row(writer, record, shows));
    }
    for record in &evidence.designs {
        let text = model.designs.iter().find(|design| design.id == record.id).and_then(|design| design.text.as_ref());
        let shows = text.map(|text| writer.inline(text)).unwrap_or_default();
        let digest = vec![Inline::Code(record.output.short())];
        let link = vec![writer.run_link(&record.id)];
        rows.push(vec![cell(link), cell(shows), number_cell("–".to_owned()), cell(digest)]);
    }
    let table = BlockKind::Table {
        caption: say(texts.msg("runs-caption")),
        head: head([
            texts.msg("runs-run"),
            texts.msg("runs-shows"),
            texts.msg("runs-replications"),
            texts.msg("runs-digest"),
        ]),
        rows,
    };
    let commands = format!("nidan sim run {id}\nnidan sim verify {id}");
    let blocks = vec![
        paragraph("run-yourself.intro", say(texts.msg("repeat-intro"))),
        Block { id: "run-yourself.commands".to_owned(), kind: BlockKind::Code(commands) },
        paragraph("run-yourself.verify", say(texts.msg("repeat-verify"))),
        Block { id: "run-yourself.runs".to_owned(), kind: table },
    ];
    section("run-yourself", texts.msg("section-run"), blocks)
}

fn row(writer: &Writer<'_>, record: &RunRecord, shows: Vec<Inline>) -> Vec<Cell> {
    let count = writer.texts().integer(i64::from(record.replications));
    let digest = vec![Inline::Code(record.output.short())];
    vec![cell(vec![writer.run_link(&record.id)]), cell(shows), number_cell(count), cell(digest)]
}
