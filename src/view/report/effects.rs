//! What each lesson changes: the picture of relative claims, and the sentence on each verdict.

use crate::base::expr::{Dim, Quantity};
use crate::chart::drawing::{Role, Table};
use crate::chart::effects::{Bound, EffectRow, EffectsSpec, LEAST, effects};
use crate::chart::{Words, for_screens};
use crate::model::Id;
use crate::model::lesson::Op;
use crate::runs::evidence::{Evidence, LessonVerdict, Verdict};
use crate::text::{ClockFace, Texts};
use crate::view::document::{Block, BlockKind, Inlines, Tone};
use crate::view::names;
use crate::view::writer::{Writer, say};

/// A half width that arithmetic alone leaves: every replication gave the same.
const SAME: f64 = 1e-9;

/// Draws the effects of every relative verdict; `None` without one.
pub(in crate::view) fn figure(writer: &mut Writer<'_>, evidence: &Evidence) -> Option<Block> {
    let relative = evidence.verdicts.iter().filter(|verdict| verdict.against.is_some() && verdict.effect.is_finite());
    let verdicts: Vec<&LessonVerdict> = relative.collect();
    let first = verdicts.first()?;
    let texts = writer.texts();
    // The axis names base, or the first other run where none is compared with that; a row that is compared with yet
    // another says so itself.
    let base = writer.model().map(|model| &model.base().id);
    let usual = verdicts.iter().map(|verdict| verdict.against.as_ref()).find(|run| *run == base);
    let usual = usual.unwrap_or(first.against.as_ref());
    let one_measure = verdicts.iter().all(|verdict| verdict.measure == first.measure);
    let rows: Vec<EffectRow> = verdicts.iter().map(|verdict| row(writer, verdict, (usual, one_measure))).collect();
    let same = verdicts.iter().all(|verdict| verdict.against.as_ref() == usual);
    let against = usual.map(|run| writer.against(run)).unwrap_or_default();
    let against =
        if same { against } else { texts.msg_with("effects-against-several", &[("against", against.into())]) };
    let measure = one_measure.then(|| writer.measure_word(&first.measure));
    let mut words = words(texts, (evidence, &verdicts, &rows), (measure.as_deref(), &against));
    let is_error_minutes = |measure: &Id| writer.face_of(measure).is_some_and(|face| face.error_minutes);
    if verdicts.iter().any(|verdict| is_error_minutes(&verdict.measure)) {
        words.caption = format!("{} {}", words.caption, texts.msg("error-minutes-said"));
    }
    let ratio = |value: f64| times(texts, value, None);
    let spec = EffectsSpec {
        words,
        ratio: &ratio,
        axis: match measure {
            Some(measure) => {
                texts.msg_with("effects-axis", &[("measure", measure.into()), ("against", against.into())])
            }
            None => texts.msg_with("effects-axis-several", &[("against", against.into())]),
        },
        one_label: texts.msg(if same { "effects-one" } else { "effects-unchanged" }),
        zero_label: texts.msg("effects-zero"),
        bound_label: texts.msg("effects-bound"),
        met_label: texts.msg("effects-met"),
        rows,
    };
    let drawing = for_screens(writer.press.fonts, |sheet| effects(&spec, sheet));
    Some(Block { id: drawing.id.clone(), kind: BlockKind::Figure(Box::new(drawing)) })
}

/// Makes a row; it names its measure, unless all have the same.
fn row(writer: &mut Writer<'_>, verdict: &LessonVerdict, (usual, one_measure): (Option<&Id>, bool)) -> EffectRow {
    let texts = writer.texts();
    let lesson = writer.incident.lessons.iter().find(|lesson| lesson.entry.id == verdict.lesson);
    let label = lesson.map_or_else(|| verdict.lesson.to_string(), |lesson| writer.plain(&lesson.entry.text));
    let label = label.trim_end_matches(['.', '।']);
    let label = if one_measure {
        label.to_owned()
    } else {
        let measure = writer.measure_word(&verdict.measure);
        texts.msg_with("effects-row", &[("lesson", label.into()), ("measure", measure.into())])
    };
    let badge = names::verdict(verdict.verdict, verdict.by_construction, texts);
    let margin = drawn_margin(verdict);
    let ratio = 1.0 + verdict.effect;
    let mut value = if is_zero(ratio, 6) { texts.msg("effects-zero") } else { times(texts, ratio, margin) };
    if let Some(margin) = margin {
        let (from, to) = interval(texts, ratio, margin);
        if from != to {
            let args = [("effect", value.into()), ("from", from.into()), ("to", to.into())];
            value = texts.msg_with("effects-value", &args);
        }
    }
    if let Some(other) = verdict.against.as_ref().filter(|run| Some(*run) != usual) {
        let args = [("value", value.into()), ("against", writer.against(other).into())];
        value = texts.msg_with("effects-value-against", &args);
    }
    EffectRow {
        label,
        effect: ratio,
        interval: margin.map(|margin| (ratio - margin, ratio + margin)),
        bound: Some(Bound { at: verdict.bound, below: matches!(verdict.op, Op::AtMost | Op::Below) }),
        value,
        verdict: badge.text,
        role: match badge.tone {
            Tone::Good => Role::Good,
            Tone::Bad => Role::Bad,
            Tone::Open if verdict.by_construction => Role::Muted,
            Tone::Mixed | Tone::Open => Role::Open,
        },
    }
}

fn words(
    texts: &Texts,
    (evidence, verdicts, rows): (&Evidence, &[&LessonVerdict], &[EffectRow]),
    (measure, against): (Option<&str>, &str),
) -> Words {
    // Every claim counts, also those that are compared with no other run and so have no row.
    let all = &evidence.verdicts;
    // What is true by construction has not been put to the test.
    let tested: Vec<&LessonVerdict> = all.iter().filter(|one| !one.by_construction).collect();
    let of = |verdict: Verdict| tested.iter().filter(|one| one.verdict == verdict).count();
    let (holds, fails) = (of(Verdict::Holds), of(Verdict::Fails));
    let mut takeaway = texts.msg_with(
        "effects-takeaway",
        &[
            ("count", tested.len().into()),
            ("holds", holds.into()),
            ("fails", fails.into()),
            ("open", (tested.len() - holds - fails).into()),
        ],
    );
    if tested.len() < all.len() {
        let rest = texts.msg_with("effects-takeaway-rest", &[("count", (all.len() - tested.len()).into())]);
        takeaway = format!("{takeaway} {rest}");
    }
    let each: Vec<String> = rows.iter().map(|row| format!("{}: {}, {}", row.label, row.value, row.verdict)).collect();
    let line = |(row, verdict): (&EffectRow, &&LessonVerdict)| {
        let bound = names::bound(verdict.op, times(texts, verdict.bound, None), texts);
        vec![row.label.clone(), row.value.clone(), bound, row.verdict.clone()]
    };
    let head = [
        texts.msg("effects-head-lesson"),
        texts.msg("effects-head-effect"),
        texts.msg("effects-bound"),
        texts.msg("effects-head-verdict"),
    ];
    let caption = caption(texts, (evidence, rows), (measure, against));
    Words {
        id: "lessons/effects".to_owned(),
        lang: texts.lang().code(),
        takeaway,
        caption,
        alt: texts.msg_with("effects-alt", &[("rows", each.join("; ").into())]),
        table: Table { head: head.into(), rows: rows.iter().zip(verdicts).map(line).collect() },
    }
}

/// Says what the picture shows, and what those verdicts mean that stand in it.
fn caption(
    texts: &Texts,
    (evidence, rows): (&Evidence, &[EffectRow]),
    (measure, against): (Option<&str>, &str),
) -> String {
    let all = &evidence.verdicts;
    let is = |verdict: Verdict| all.iter().any(|one| one.verdict == verdict && !one.by_construction);
    let parts = [
        (rows.iter().any(|row| row.interval.is_some()), "effects-caption-interval"),
        (rows.iter().any(|row| row.interval.is_none()), "effects-caption-exact"),
        (true, "effects-caption-bound"),
        (is(Verdict::Depends), "effects-caption-depends"),
        (is(Verdict::Undecided), "effects-caption-undecided"),
        (all.iter().any(|one| one.by_construction), "effects-caption-by-construction"),
        (rows.iter().any(|row| row.effect < LEAST), "effects-caption-nothing"),
    ];
    let first = match measure {
        Some(measure) => texts.msg_with("effects-caption", &[("measure", measure.into()), ("against", against.into())]),
        None => texts.msg("effects-caption-several"),
    };
    let rest = parts.into_iter().filter(|(said, _)| *said).map(|(_, message)| texts.msg(message));
    let left = all.len() - rows.len();
    let left = (left > 0)
        .then(|| texts.msg_with("effects-caption-rest", &[("count", all.len().into()), ("left", left.into())]));
    std::iter::once(first).chain(left).chain(rest).collect::<Vec<_>>().join(" ")
}

/// Returns the half width of the interval of an effect; none where every replication gives the same.
fn drawn_margin(verdict: &LessonVerdict) -> Option<f64> {
    verdict.effect_half_width.filter(|margin| *margin > SAME)
}

/// Says what a run showed, with its interval, beside what was claimed.
pub(in crate::view) fn sentence(writer: &mut Writer<'_>, verdict: &LessonVerdict) -> Inlines {
    let texts = writer.texts();
    let measure = writer.measure_word(&verdict.measure);
    let mut sentences = Vec::new();
    match &verdict.against {
        Some(run) => sentences.extend(relative(writer, verdict, (&measure, run))),
        None => sentences.extend(absolute(writer, verdict, &measure)),
    }
    if let ((run, Some(other)), Some(face)) = (verdict.means, writer.face_of(&verdict.measure)) {
        let (from, to) = texts.quantity_pair((other, run), verdict.dim, face);
        // Where nothing changed, the sentence before has said so.
        if from != to {
            sentences.push(texts.msg_with("effect-from-to", &[("from", from.into()), ("to", to.into())]));
        }
    }
    if verdict.unfinished {
        sentences.push(texts.msg("effect-unfinished"));
    }
    match verdict.effect_half_width {
        None => sentences.push(texts.msg("effect-exact")),
        Some(margin) if margin <= SAME => sentences.push(texts.msg("effect-same-each")),
        Some(_) => {}
    }
    sentences.push(claim(writer, verdict));
    say(sentences.join(" "))
}

fn relative(writer: &Writer<'_>, verdict: &LessonVerdict, (measure, run): (&str, &Id)) -> Vec<String> {
    let texts = writer.texts();
    let effect = verdict.effect;
    if !effect.is_finite() {
        return vec![texts.msg("effect-none")];
    }
    let ratio = 1.0 + effect;
    let margin = drawn_margin(verdict);
    if is_zero(ratio, 6) && margin.is_none_or(|margin| is_zero(margin, 6)) {
        return vec![texts.msg_with("effect-gone", &[("measure", measure.into())])];
    }
    // From double on, people say how many times.
    if effect >= 1.0 {
        return multiple(writer, (ratio, margin), (measure, run));
    }
    let decimals = decimals(effect, margin);
    let args = [
        ("measure", measure.into()),
        ("change", texts.percent(effect.abs(), decimals).into()),
        ("against", writer.against(run).into()),
    ];
    if is_zero(effect, decimals) && margin.is_none_or(|margin| is_zero(margin, decimals)) {
        return vec![texts.msg_with("effect-same", &[args[0].clone(), args[2].clone()])];
    }
    let mut sentences =
        vec![if effect <= 0.0 { texts.msg_with("effect-less", &args) } else { texts.msg_with("effect-more", &args) }];
    if let Some(margin) = margin {
        sentences.push(interval_said(texts, (effect - margin, effect + margin), decimals));
    }
    sentences
}

/// Says between which changes an effect lies, in the words that say the effect: 48% to 52% less.
fn interval_said(texts: &Texts, (low, high): (f64, f64), decimals: usize) -> String {
    let size = |change: f64| texts.percent(change.abs(), decimals);
    if signed(texts, low, decimals) == signed(texts, high, decimals) {
        return texts.msg("effect-interval-narrow");
    }
    let args = |from: f64, to: f64| [("from", size(from).into()), ("to", size(to).into())];
    match (low < 0.0, high > 0.0) {
        (true, true) => texts.msg_with("effect-interval-both", &args(low, high)),
        // The smaller number first, whichever way they count.
        (true, false) => texts.msg_with("effect-interval-less", &args(high, low)),
        (false, _) => texts.msg_with("effect-interval-more", &args(low, high)),
    }
}

fn multiple(writer: &Writer<'_>, (ratio, margin): (f64, Option<f64>), (measure, run): (&str, &Id)) -> Vec<String> {
    let texts = writer.texts();
    let number = factor(texts, ratio, margin);
    let args = [("measure", measure.into()), ("number", number.into()), ("against", writer.against(run).into())];
    let mut sentences = vec![texts.msg_with("effect-times", &args)];
    if let Some(margin) = margin {
        let (from, to) = interval(texts, ratio, margin);
        sentences.push(if from == to {
            texts.msg("effect-interval-narrow")
        } else {
            texts.msg_with("effect-interval-times", &[("from", from.into()), ("to", to.into())])
        });
    }
    sentences
}

fn absolute(writer: &Writer<'_>, verdict: &LessonVerdict, measure: &str) -> Vec<String> {
    let texts = writer.texts();
    let Some(face) = writer.face_of(&verdict.measure) else { return Vec::new() };
    if !verdict.interaction.is_empty() {
        return vec![interaction(writer, verdict, (measure, face))];
    }
    let value = match verdict.effect_half_width {
        Some(margin) => texts.quantity_with_margin(verdict.effect, margin, verdict.dim, face),
        None => texts.quantity(verdict.effect, verdict.dim, face),
    };
    vec![texts.msg_with("effect-value", &[("measure", measure.into()), ("value", value.into())])]
}

/// Says what switches do together beyond what each does without the others.
fn interaction(writer: &Writer<'_>, verdict: &LessonVerdict, (measure, face): (&str, ClockFace)) -> String {
    let texts = writer.texts();
    let dim = if verdict.dim == Dim::Instant { Dim::DURATION } else { verdict.dim };
    let value = match verdict.effect_half_width {
        Some(margin) => texts.quantity_with_margin(verdict.effect, margin, dim, face),
        None => texts.quantity(verdict.effect, dim, face),
    };
    let factors: Vec<String> = verdict.interaction.iter().map(ToString::to_string).collect();
    let args = [("measure", measure.into()), ("factors", factors.join(" × ").into()), ("value", value.into())];
    texts.msg_with("effect-interaction", &args)
}

/// Prints a change with its margin: −82% ± 3%, and from double on how many times: ×2.3.
pub(super) fn change(texts: &Texts, change: f64, margin: Option<f64>) -> String {
    if change >= 1.0 {
        return times(texts, 1.0 + change, margin);
    }
    let decimals = decimals(change, margin);
    let value = signed(texts, change, decimals);
    match margin.filter(|margin| !is_zero(*margin, decimals)) {
        Some(margin) => {
            let margin = texts.percent(margin, decimals);
            texts.msg_with("quantity-margin", &[("value", value.into()), ("margin", margin.into())])
        }
        None => value,
    }
}

/// Prints a round value on an axis, long durations in minutes: 90 min. What error minutes are stands beside the axis.
pub(super) fn axis_value(texts: &Texts, (value, dim): (f64, Dim), face: ClockFace) -> String {
    match dim {
        Dim::DURATION if face.error_minutes => texts.significant(value / 60.0),
        Dim::DURATION if value.abs() >= 60.0 => {
            texts.msg_with("unit-minutes", &[("number", texts.significant(value / 60.0).into())])
        }
        // Nothing is nothing in every unit.
        Dim::DURATION if value == 0.0 => texts.significant(value),
        Dim::Plain(0) => texts.round_number(value),
        Dim::Truth | Dim::Instant | Dim::Share | Dim::Plain(_) => texts.quantity(value, dim, face),
    }
}

fn claim(writer: &Writer<'_>, verdict: &LessonVerdict) -> String {
    let texts = writer.texts();
    match (&verdict.against, writer.face_of(&verdict.measure)) {
        (Some(run), _) => {
            let args = [("share", texts.share(verdict.bound).into()), ("against", writer.against(run).into())];
            match verdict.op {
                Op::AtMost => texts.msg_with("claim-share-at-most", &args),
                Op::Below => texts.msg_with("claim-share-below", &args),
                Op::AtLeast => texts.msg_with("claim-share-at-least", &args),
                Op::Above => texts.msg_with("claim-share-above", &args),
            }
        }
        (None, Some(face)) => {
            let bound = names::declared(Quantity { value: verdict.bound, dim: verdict.dim }, face, texts);
            let args = [("value", bound.into())];
            match verdict.op {
                Op::AtMost => texts.msg_with("claim-at-most", &args),
                Op::Below => texts.msg_with("claim-below", &args),
                Op::AtLeast => texts.msg_with("claim-at-least", &args),
                Op::Above => texts.msg_with("claim-above", &args),
            }
        }
        (None, None) => String::new(),
    }
}

/// Prints a ratio, as exactly as its margin allows: ×0.099, ×6.17, ×1.
fn times(texts: &Texts, ratio: f64, margin: Option<f64>) -> String {
    texts.msg_with("effects-times", &[("number", factor(texts, ratio, margin).into())])
}

/// Prints a ratio's number.
fn factor(texts: &Texts, ratio: f64, margin: Option<f64>) -> String {
    match margin.filter(|margin| *margin > 0.0) {
        None => texts.brief(ratio),
        Some(margin) if margin >= 0.095 => texts.number(ratio, 1),
        Some(margin) if margin >= 0.0095 => texts.number(ratio, 2),
        Some(_) => texts.number(ratio, 3),
    }
}

/// Prints the ends of a ratio's interval.
fn interval(texts: &Texts, ratio: f64, margin: f64) -> (String, String) {
    (factor(texts, ratio - margin, Some(margin)), factor(texts, ratio + margin, Some(margin)))
}

/// Prints a change as a signed share: −82%, +4%.
fn signed(texts: &Texts, share: f64, decimals: usize) -> String {
    let text = texts.percent(share, decimals);
    if share > 0.0 && !is_zero(share, decimals) { format!("+{text}") } else { text }
}

/// Says whether a share prints as nothing.
fn is_zero(share: f64, decimals: usize) -> bool {
    format!("{:.decimals$}", share.abs() * 100.0).chars().all(|c| c == '0' || c == '.')
}

/// Returns the decimals that an effect in per cent needs beside its margin: none where a whole per cent tells it.
fn decimals(effect: f64, margin: Option<f64>) -> usize {
    let narrow = margin.is_some_and(|margin| margin * 100.0 < 1.0);
    let small = effect.abs() * 100.0 < 10.0 && !is_zero(effect, 1);
    usize::from(small || (narrow && !is_zero(effect, 1)))
}
