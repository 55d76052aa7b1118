//! The picture of why it happened: the factors as a graph, with what fed back.

use super::why::in_causal_order;
use crate::chart::Words;
use crate::chart::causal::{CausalSpec, Cause, causal};
use crate::chart::drawing::Table;
use crate::model::Id;
use crate::text::Arg;
use crate::view::document::{Block, BlockKind};
use crate::view::writer::Writer;

/// Draws what led to what; `None` where nothing did.
pub(super) fn figure(writer: &mut Writer<'_>) -> Option<Block> {
    let causes = causes(writer);
    if causes.iter().all(|cause| cause.leads_to.is_empty() && cause.loops_to.is_empty()) {
        return None;
    }
    let texts = writer.texts();
    let spec = CausalSpec {
        words: words(writer, &causes),
        causes,
        leads_to: texts.msg("chart-causes-leads-to"),
        loops_to: texts.msg("chart-causes-loops-to"),
    };
    let drawing = causal(&spec, writer.press.fonts);
    Some(Block { id: drawing.id.clone(), kind: BlockKind::Figure(Box::new(drawing)) })
}

/// Lists the factors as the list beside the picture numbers them, each in a few words where the file has them.
fn causes(writer: &mut Writer<'_>) -> Vec<Cause> {
    let incident = writer.incident;
    let order = in_causal_order(&incident.factors);
    let place = |id: &Id| order.iter().position(|factor| factor.entry.id == *id);
    let mut causes = Vec::new();
    for (index, factor) in order.iter().enumerate() {
        let text = match &factor.short {
            Some(short) => writer.plain(short),
            None => first_sentence(&writer.plain(&factor.entry.text)).to_owned(),
        };
        let leads_to = factor.leads_to.iter().filter_map(place).collect();
        let loops_to = factor.loops_to.iter().filter_map(place).collect();
        causes.push(Cause { number: writer.texts().number((index + 1) as f64, 0), text, leads_to, loops_to });
    }
    causes
}

fn first_sentence(text: &str) -> &str {
    let end = text.char_indices().find(|(at, c)| {
        let ends_word = text[at + c.len_utf8()..].chars().next().is_none_or(char::is_whitespace);
        matches!(c, '.' | '।' | '?' | '!') && ends_word
    });
    end.map_or(text, |(at, _)| &text[..at])
}

fn words(writer: &Writer<'_>, causes: &[Cause]) -> Words {
    let texts = writer.texts();
    let numbers = |places: &[usize]| {
        let mut places = places.to_vec();
        places.sort_unstable();
        texts.list(&places.iter().map(|&at| causes[at].number.clone()).collect::<Vec<_>>())
    };
    let told = |cause: &Cause| {
        let args = [("number", cause.number.as_str().into()), ("text", cause.text.trim_end_matches(['.', '।']).into())];
        let mut said = texts.msg_with("chart-causes-one", &args);
        for (key, places) in [("leads-to", &cause.leads_to), ("loops-to", &cause.loops_to)] {
            if !places.is_empty() {
                said = format!("{said} {}", texts.msg_with(key, &[("numbers", numbers(places).into())]));
            }
        }
        said
    };
    let alt = causes.iter().map(told).collect::<Vec<_>>().join(" ");
    let row = |cause: &Cause| {
        vec![cause.number.clone(), cause.text.clone(), numbers(&cause.leads_to), numbers(&cause.loops_to)]
    };
    Words {
        id: "factors/chart".to_owned(),
        lang: texts.lang().code(),
        takeaway: takeaway(writer, causes),
        caption: texts.msg("chart-causes-caption"),
        alt: texts.msg_with("chart-causes-alt", &[("chain", alt.into())]),
        table: Table {
            head: ["chart-causes-number", "chart-causes-factor", "chart-causes-leads-to", "chart-causes-loops-to"]
                .map(|key| texts.msg(key))
                .to_vec(),
            rows: causes.iter().map(row).collect(),
        },
    }
}

/// Names the factor that most others fed back into, else both ends of the chain.
fn takeaway(writer: &Writer<'_>, causes: &[Cause]) -> String {
    let texts = writer.texts();
    let loops: usize = causes.iter().map(|cause| cause.loops_to.len()).sum();
    let fed = |at: usize| causes.iter().filter(|cause| cause.loops_to.contains(&at)).count();
    let most = (0..causes.len()).rev().max_by_key(|&at| fed(at)).unwrap_or(0);
    let count = Arg::from(causes.len());
    if loops > 0 {
        let target = causes[most].text.as_str();
        return texts
            .msg_with("chart-causes-loops", &[("count", count), ("loops", loops.into()), ("target", target.into())]);
    }
    let ends = (causes.first(), causes.last());
    let name = |cause: Option<&Cause>| Arg::Text(cause.map_or_else(String::new, |cause| cause.text.clone()));
    texts.msg_with("chart-causes-chain", &[("count", count), ("first", name(ends.0)), ("last", name(ends.1))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_short_text_the_first_sentence_stands() {
        assert_eq!(first_sentence("Version 2.4 was slow. So it failed."), "Version 2.4 was slow");
        assert_eq!(first_sentence("লোড সীমা ছাড়ায়। সব অচল।"), "লোড সীমা ছাড়ায়");
        assert_eq!(first_sentence("No end"), "No end");
    }
}
