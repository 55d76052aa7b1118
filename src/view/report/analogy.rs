//! In plain words: the comparison, its picture, and where it misleads.
//!
//! The picture of everyone asking everyone goes with the first curve that has a column of n(n − 1): it draws that law
//! and no other. The desk beside it counts n × n, from the curve's own column when it has one.

use crate::base::math;
use crate::chart::cafeteria::{CafeteriaSpec, Gathering, Growth, cafeteria};
use crate::chart::drawing::Table;
use crate::chart::{Words, for_screens};
use crate::model::Id;
use crate::runs::evidence::{DesignResult, Evidence};
use crate::view::document::{Block, BlockKind, CalloutKind};
use crate::view::writer::{Writer, say, section};

/// How many squares show the growth.
const SQUARES: usize = 5;

/// Writes the section.
pub(super) fn plain_words(writer: &mut Writer<'_>, evidence: Option<&Evidence>) -> Option<Block> {
    let analogy = writer.incident.analogy.as_ref()?;
    let texts = writer.texts();
    let mut blocks = writer.passage("analogy", &analogy.text, &analogy.fact);
    blocks.extend(evidence.and_then(|evidence| figure(writer, evidence)));
    if let Some(limits) = &analogy.limits {
        let inner = writer.prose("analogy/limits.1", limits);
        let title = say(texts.msg("analogy-limits"));
        let kind = BlockKind::Callout { kind: CalloutKind::Caution, title, blocks: inner };
        blocks.push(Block { id: "analogy/limits".to_owned(), kind });
    }
    section("plain", texts.msg("section-plain"), blocks)
}

/// Finds the first curve that shows n(n − 1): its id and the values of n.
fn all_to_all(evidence: &Evidence) -> Option<(&Id, &[f64])> {
    evidence.designs.iter().find_map(|design| match &design.result {
        DesignResult::Curve { values, columns, .. } => {
            let asks = |column: &[f64]| {
                !column.is_empty() && values.iter().zip(column).all(|(n, y)| math::abs(n * (n - 1.0) - y) < 1e-6)
            };
            columns.iter().any(|(_, column)| asks(column)).then_some((&design.id, values.as_slice()))
        }
        DesignResult::Grid { .. } | DesignResult::Factorial(_) | DesignResult::Map(_) => None,
    })
}

fn figure(writer: &Writer<'_>, evidence: &Evidence) -> Option<Block> {
    let (design, values) = all_to_all(evidence)?;
    let texts = writer.texts();
    let people = |n: f64| texts.msg_with("cafeteria-people", &[("people", n.into())]);
    let askings = |n: f64| texts.msg_with("cafeteria-askings", &[("askings", (n * (n - 1.0)).into())]);
    let ring = |n: u32| Gathering { people: n, title: people(f64::from(n)), count: askings(f64::from(n)) };
    let desk = Gathering {
        people: 12,
        title: texts.msg_with("cafeteria-desk", &[("people", 12.0.into())]),
        count: texts.msg_with("cafeteria-names", &[("names", 144.0.into())]),
    };
    let growth = spread(values)
        .into_iter()
        .map(|n| Growth { people: n, label: format!("{}: {}", people(n), askings(n)) })
        .collect();
    let last = values.iter().copied().fold(0.0, f64::max);
    let row = |n: &f64| vec![texts.brief(*n), texts.brief(n * (n - 1.0)), texts.brief(n * n)];
    let words = Words {
        id: format!("analogy/{design}"),
        lang: texts.lang().code(),
        takeaway: texts.msg("cafeteria-takeaway"),
        caption: texts.msg("cafeteria-caption"),
        alt: texts.msg_with("cafeteria-alt", &[("people", last.into()), ("askings", (last * (last - 1.0)).into())]),
        table: Table {
            head: vec![
                texts.msg("cafeteria-head-people"),
                texts.msg("cafeteria-head-askings"),
                texts.msg("cafeteria-head-names"),
            ],
            rows: spread(values).iter().map(row).collect(),
        },
    };
    let spec = CafeteriaSpec {
        words,
        rings: vec![ring(6), ring(12)],
        desk,
        growth_title: texts.msg("cafeteria-growth"),
        growth,
    };
    let drawing = for_screens(writer.press.fonts, |sheet| cafeteria(&spec, sheet));
    Some(Block { id: drawing.id.clone(), kind: BlockKind::Figure(Box::new(drawing)) })
}

/// Picks at most [`SQUARES`] values, evenly over the list, both ends among them.
fn spread(values: &[f64]) -> Vec<f64> {
    if values.len() <= SQUARES {
        return values.to_vec();
    }
    (0..SQUARES).map(|index| values[index * (values.len() - 1) / (SQUARES - 1)]).collect()
}
