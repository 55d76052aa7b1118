//! What we learned: the picture of effects, and a card for each lesson.

use crate::model::lesson::{Lesson, LessonKind};
use crate::runs::evidence::{Evidence, LeftOut, LessonVerdict, Robust, Verdict};
use crate::text::Texts;
use crate::view::document::{Badge, Block, BlockKind, Inline, Inlines, LessonCard, Tone};
use crate::view::names;
use crate::view::report::{effects, factorial, map, tornado, why};
use crate::view::what_if;
use crate::view::writer::{Writer, fill, paragraph, say, section, slot};

/// The share of parameter sets from which a claim counts as robust.
const ROBUST: f64 = 0.9;

/// Writes the section.
pub(super) fn lessons(writer: &mut Writer<'_>, evidence: Option<&Evidence>) -> Option<Block> {
    let mut blocks: Vec<Block> = evidence.and_then(|evidence| effects::figure(writer, evidence)).into_iter().collect();
    for lesson in &writer.incident.lessons {
        blocks.push(card(writer, lesson, evidence));
    }
    for design in evidence.iter().flat_map(|evidence| &evidence.designs) {
        blocks.extend(factorial::question_and_figure(writer, design));
        blocks.extend(map::question_and_figure(writer, design));
    }
    blocks.extend(what_if::link(writer.incident, writer.texts()).map(|(href, words)| {
        // The command stands beside the link: where a report has left its site, only that can be followed.
        let invite = writer.texts().msg_with("what-if-invite", &[("page", slot(0)), ("command", slot(1))]);
        let command = what_if::example(writer.incident).map(Inline::Code);
        paragraph(
            "lessons.what-if",
            fill(&invite, &[vec![Inline::Link(href, say(words))], command.into_iter().collect()]),
        )
    }));
    section("lessons", writer.texts().msg("section-lessons"), blocks)
}

fn card(writer: &mut Writer<'_>, lesson: &Lesson, evidence: Option<&Evidence>) -> Block {
    let texts = writer.texts();
    let judged = evidence.and_then(|evidence| Some((evidence, evidence.verdict(&lesson.entry.id)?)));
    let kind = match lesson.kind {
        LessonKind::Lesson => texts.msg("lesson"),
        LessonKind::Hypothesis => texts.msg("hypothesis"),
    };
    let card = LessonCard {
        kind,
        lesson: lesson_words(writer, lesson),
        verdict: judged.map(|(_, verdict)| names::verdict(verdict.verdict, verdict.by_construction, texts)),
        effect: judged.map(|(_, verdict)| effect(writer, lesson, verdict)),
        marks: judged.map(|(evidence, verdict)| marks(writer, evidence, verdict)).unwrap_or_default(),
        body: body(writer, lesson),
        run: judged.map(|(_, verdict)| {
            let link = fill(&texts.msg_with("lesson-run", &[("run", slot(0))]), &[vec![writer.run_link(&verdict.run)]]);
            (link, format!("nidan sim run {}/{}", writer.incident.id, verdict.run))
        }),
    };
    Block { id: format!("lessons/{}", lesson.entry.id), kind: BlockKind::Lesson(Box::new(card)) }
}

fn effect(writer: &mut Writer<'_>, lesson: &Lesson, verdict: &LessonVerdict) -> Inlines {
    let texts = writer.texts();
    let mut content = effects::sentence(writer, verdict);
    let remark = if verdict.by_construction {
        Some(texts.msg("effect-by-construction"))
    } else if verdict.no_effect {
        Some(texts.msg("effect-no-effect"))
    } else if lesson.kind == LessonKind::Hypothesis && verdict.verdict == Verdict::Fails {
        Some(texts.msg("effect-refuted"))
    } else {
        None
    };
    content.extend(remark.map(|remark| Inline::Strong(say(format!(" {remark}")))));
    content
}

/// Returns the lesson; its notes stand under the longer explanation when there is one.
fn lesson_words(writer: &mut Writer<'_>, lesson: &Lesson) -> Inlines {
    if lesson.more.is_some() {
        writer.inline(&lesson.entry.text)
    } else {
        writer.statement(&lesson.entry.text, &lesson.entry.fact)
    }
}

fn body(writer: &mut Writer<'_>, lesson: &Lesson) -> Vec<Block> {
    let texts = writer.texts();
    let path = format!("lessons/{}", lesson.entry.id);
    let mut body = Vec::new();
    if let Some(more) = &lesson.more {
        body.extend(writer.passage(&format!("{path}.more"), more, &lesson.entry.fact));
    }
    if let Some(cost) = &lesson.cost {
        let mut content = vec![Inline::Strong(say(texts.msg("lesson-cost"))), Inline::Text(" ".to_owned())];
        content.extend(writer.inline(cost));
        body.push(paragraph(&format!("{path}.cost"), content));
    }
    if !lesson.answers.is_empty() {
        let order = why::in_causal_order(&writer.incident.factors);
        let ids: Vec<_> = order.iter().map(|factor| &factor.entry.id).collect();
        let numbers = why::numbers(writer, &lesson.answers, &ids);
        let content = fill(&texts.msg_with("lesson-answers", &[("numbers", slot(0))]), &[numbers]);
        body.push(paragraph(&format!("{path}.answers"), content));
    }
    body
}

/// Returns the three marks: it repeats, it fits the record, it is robust. Never one tick for all.
fn marks(writer: &mut Writer<'_>, evidence: &Evidence, verdict: &LessonVerdict) -> Vec<(String, Badge, Inlines)> {
    let texts = writer.texts();
    let run = evidence.run(verdict.run.as_str()).map(|run| run.output);
    let output = run.or(evidence.design(verdict.run.as_str()).map(|design| design.output));
    let digest = output.map(|output| output.short()).unwrap_or_default();
    let repeats = (
        texts.msg("mark-repeats"),
        Badge { text: texts.msg("mark-repeats-yes"), tone: Tone::Good },
        fill(&texts.msg_with("mark-repeats-why", &[("digest", slot(0))]), &[vec![Inline::Code(digest)]]),
    );
    let robust = if let Some(robust) = &verdict.robust {
        robustness(writer, robust, verdict)
    } else {
        let badge = Badge { text: texts.msg("mark-not-sampled"), tone: Tone::Open };
        (badge, say(texts.msg("mark-not-sampled-why")))
    };
    vec![repeats, fits(writer, evidence), (texts.msg("mark-robust"), robust.0, robust.1)]
}

fn fits(writer: &mut Writer<'_>, evidence: &Evidence) -> (String, Badge, Inlines) {
    let texts = writer.texts();
    let name = texts.msg("mark-fits");
    let count = evidence.backtest.len();
    let met = evidence.backtest.iter().filter(|row| row.met).count();
    if count == 0 {
        let badge = Badge { text: texts.msg("mark-no-record"), tone: Tone::Open };
        return (name, badge, say(texts.msg("mark-no-record-why")));
    }
    let tone = match met {
        0 => Tone::Bad,
        met if met == count => Tone::Good,
        _ => Tone::Mixed,
    };
    let text = texts.msg_with("mark-fits-share", &[("met", met.into()), ("count", count.into())]);
    let calibrated = writer.model().map_or(0, |model| model.backtest.calibrated.len());
    let mut words = texts.msg_with("mark-fits-why", &[("calibrated", calibrated.into()), ("count", count.into())]);
    let missed = super::record::missed(writer, evidence);
    if !missed.is_empty() {
        words.push(' ');
        words.push_str(&texts.msg_with("mark-fits-missed", &[("names", texts.list(&missed).into())]));
    }
    (name, Badge { text, tone }, say(words))
}

fn robustness(writer: &mut Writer<'_>, robust: &Robust, verdict: &LessonVerdict) -> (Badge, Inlines) {
    let texts = writer.texts();
    let share = if robust.sets == 0 { 0.0 } else { f64::from(robust.held) / f64::from(robust.sets) };
    let tone = match share {
        share if share >= ROBUST => Tone::Good,
        share if share > 0.0 => Tone::Mixed,
        _ => Tone::Bad,
    };
    let text = texts.msg_with("mark-robust-share", &[("share", texts.percent(share, 0).into())]);
    let badge = Badge { text, tone };
    let (low, high) = robust.interval;
    let (low, high) = (texts.percent(low, 0), texts.percent(high, 0));
    let interval = texts.span(&low, &high);
    let args = [("held", robust.held.into()), ("sets", robust.sets.into()), ("interval", interval.into())];
    let mut words = vec![texts.msg_with("mark-robust-why", &args)];
    words.extend(left_out(texts, verdict.left_out));
    let mut content = say(words.join(" "));
    let deciding = robust.deciding.as_ref().filter(|_| verdict.verdict == Verdict::Depends);
    if let (Some(deciding), Some(face)) = (deciding, writer.face()) {
        let at = names::declared(crate::base::expr::Quantity { value: deciding.at, dim: deciding.dim }, face, texts);
        let args = [("param", slot(0)), ("value", at.into()), ("share", texts.percent(deciding.separates, 0).into())];
        let message = if deciding.holds_above {
            texts.msg_with("mark-deciding-above", &args)
        } else {
            texts.msg_with("mark-deciding-below", &args)
        };
        content.push(Inline::Text(" ".to_owned()));
        let param = writer.param_name(&deciding.param);
        content.extend(fill(&message, &[param]));
    }
    let turns = verdict.break_even.as_ref().is_some_and(|turn| turn.at.is_some());
    if let Some(turn) = (turns || verdict.verdict == Verdict::Depends).then(|| tornado::turn(writer, verdict)).flatten()
    {
        content.push(Inline::Text(" ".to_owned()));
        content.extend(turn);
    }
    (badge, content)
}

/// Says how many parameter sets could not judge a claim, and why.
fn left_out(texts: &Texts, left_out: LeftOut) -> Vec<String> {
    let count = |count: u32| [("count", count.into())];
    let mut said = Vec::new();
    if left_out.no_incident > 0 {
        said.push(texts.msg_with("left-out-no-incident", &count(left_out.no_incident)));
    }
    if left_out.no_value > 0 {
        said.push(texts.msg_with("left-out-no-value", &count(left_out.no_value)));
    }
    if left_out.not_run > 0 {
        said.push(texts.msg_with("left-out-not-run", &count(left_out.not_run)));
    }
    said
}
