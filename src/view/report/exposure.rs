//! How many were exposed over time: the model's shares in the record's numbers, as it happened and with lessons.

use chrono::NaiveTime;

use super::record::{Story, told};
use crate::base::math;
use crate::chart::drawing::Table;
use crate::chart::exposure::{Course, ExposureSpec, exposure};
use crate::chart::series::Milestone;
use crate::chart::{Words, for_screens};
use crate::model::incident::{Counted, Exposure, Impact};
use crate::model::time::{Mark, When};
use crate::runs::evidence::{Evidence, LessonVerdict, Series, Verdict};
use crate::text::{Arg, ClockFace, Texts};
use crate::view::document::{Block, BlockKind};
use crate::view::names;
use crate::view::report::security;
use crate::view::writer::Writer;

/// Lessons drawn at most.
const LESSONS: usize = 2;
/// The picture ends when fewer than this share of the most still have it.
const OVER: f64 = 0.02;

/// Everything that the picture and its words are made of.
struct Exposed<'a> {
    exposure: &'a Exposure,
    story: Story,
    face: ClockFace,
    /// Seconds from local midnight to the clock's start.
    since: f64,
    step: f64,
    /// Heads or machines for a share of 1.
    whole: f64,
    now: Vec<f64>,
    ever: Vec<f64>,
    band: (Vec<f64>, Vec<f64>),
    /// Each with its words and how many it leaves.
    lessons: Vec<(Course, f64)>,
}

impl Exposed<'_> {
    /// Says whether the picture ends on another day than it begins.
    fn days(&self) -> bool {
        let end = self.step * (self.now.len() as f64 - 1.0);
        self.face.at(0.0).date_naive() != self.face.at(end).date_naive()
    }
}

/// From steps as long as this on, a reader has to know of them.
const LONG_STEP: f64 = 600.0;

/// Draws the exposure; `None` where no impact says how its number goes with the model, or there is no model.
pub(super) fn figure(writer: &mut Writer<'_>, evidence: &Evidence) -> Option<Block> {
    let of = exposed(writer, evidence)?;
    let texts = writer.texts();
    let noun = writer.plain(&of.exposure.noun);
    let clock = |seconds: f64| {
        let at = of.face.at(seconds - of.since);
        if at.time() == NaiveTime::MIN { texts.date_short(at.date_naive()) } else { texts.clock(at) }
    };
    let value = |count: f64| texts.round_number(count);
    let most = peak(&of.ever);
    let spec = ExposureSpec {
        words: words(&of, texts, &noun),
        clock: &clock,
        value: &value,
        axis: noun.clone(),
        start: of.since,
        start_label: of.days().then(|| texts.clock_on_day(of.face.at(0.0))),
        step: of.step,
        now: Course {
            label: texts.msg(if of.story == Story::Hit { "exposure-now-hit" } else { "exposure-now" }),
            figure: String::new(),
            values: of.now.clone(),
        },
        ever: Course {
            label: texts.msg_with(
                if of.story == Story::Hit { "exposure-ever-hit" } else { "exposure-ever" },
                &[("count", count(texts, most).into())],
            ),
            figure: String::new(),
            values: of.ever.clone(),
        },
        band: of.band.clone(),
        lessons: of.lessons.iter().map(|(course, _)| course.clone()).collect(),
        whole: (of.exposure.counted == Counted::All).then(|| {
            let args = [("count", count(texts, of.whole).into()), ("noun", noun.as_str().into())];
            (of.whole, texts.msg_with("exposure-all", &args))
        }),
        withdrawn: of.exposure.withdrawn.map(|when| milestone(&of, texts, when, &texts.msg("exposure-withdrawn"))),
        milestones: milestones(writer, &of),
    };
    let drawing = for_screens(writer.press.fonts, |sheet| exposure(&spec, sheet));
    Some(Block { id: drawing.id.clone(), kind: BlockKind::Figure(Box::new(drawing)) })
}

fn exposed<'a>(writer: &mut Writer<'a>, evidence: &Evidence) -> Option<Exposed<'a>> {
    let incident = writer.incident;
    let counts = |impact: &'a Impact| Some((impact.exposure.as_ref()?, impact.amount.as_ref()?.value));
    let (exposure, number) = incident.impact.iter().find_map(counts)?;
    let base = evidence.runs.first()?;
    let (kept, story) = told(writer, &base.series)?;
    // Requests that fail are not people.
    if story == Story::Errors || peak(&kept.mean) <= 0.0 {
        return None;
    }
    let face = writer.face()?;
    let whole = match exposure.counted {
        Counted::All => number,
        Counted::Hit => number / peak(&kept.mean),
    };
    let length = drawn(writer, kept, face);
    let scaled = |values: &[f64]| with_start(values, whole, length);
    let now = scaled(&kept.mean);
    let band = if base.random { (scaled(&kept.p05), scaled(&kept.p95)) } else { (Vec::new(), Vec::new()) };
    let mut lessons = Vec::new();
    for verdict in chosen(evidence) {
        let run = evidence.run(verdict.run.as_str());
        let same = run.and_then(|run| run.series.iter().find(|series| series.name == kept.name));
        if let Some(series) = same {
            let values = scaled(&series.mean);
            let most = peak(&values);
            let over = values.iter().rposition(|value| *value > OVER * peak(&now)).map_or(0, |last| last + 1);
            // A lesson that spares nobody may still free them sooner.
            let sooner = (most > 0.5 * peak(&now) && over < now.len()).then_some(kept.step * over as f64);
            let (label, figure) = lesson(writer, verdict, (most, sooner));
            lessons.push((Course { label, figure, values }, most));
        }
    }
    let since = names::since_midnight(face)?;
    Some(Exposed { exposure, story, face, since, step: kept.step, whole, ever: risen(&now), now, band, lessons })
}

/// Returns how many samples to draw: until nearly all are rid of it, and at least to the last time of the record.
fn drawn(writer: &Writer<'_>, kept: &Series, face: ClockFace) -> usize {
    let least = OVER * peak(&kept.mean);
    let over = kept.mean.iter().rposition(|value| *value > least).map_or(0, |last| last + 2);
    let resolved = writer.incident.marked(Mark::Resolved);
    let resolved = resolved.map_or(0.0, |event| (event.when.from - face.start).num_seconds() as f64 / kept.step);
    let wanted = usize::max(over, math::round(resolved * 1.02) as usize + 2);
    wanted.min(kept.mean.len())
}

/// Turns shares into numbers, from the clock's start, when nobody is exposed yet.
fn with_start(values: &[f64], whole: f64, length: usize) -> Vec<f64> {
    core::iter::once(0.0).chain(values.iter().take(length).map(|share| share * whole)).collect()
}

fn peak(values: &[f64]) -> f64 {
    values.iter().copied().fold(0.0, f64::max)
}

/// Returns the highest value so far at each moment.
fn risen(values: &[f64]) -> Vec<f64> {
    let mut most = 0.0;
    values
        .iter()
        .map(|value| {
            most = f64::max(most, *value);
            most
        })
        .collect()
}

/// Picks lessons whose runs say something: those that hold first, then those that depend on the numbers.
fn chosen(evidence: &Evidence) -> Vec<&LessonVerdict> {
    let judged = |wanted: Verdict| {
        evidence.verdicts.iter().filter(move |verdict| {
            let says = !verdict.by_construction && !verdict.no_effect && verdict.interaction.is_empty();
            says && verdict.verdict == wanted && verdict.against.as_ref().is_some_and(|base| *base != verdict.run)
        })
    };
    judged(Verdict::Holds).chain(judged(Verdict::Depends)).take(LESSONS).collect()
}

/// Names a lesson with what it leaves, and says that alone.
fn lesson(writer: &mut Writer<'_>, verdict: &LessonVerdict, (most, sooner): (f64, Option<f64>)) -> (String, String) {
    let texts = writer.texts();
    let run = writer.incident.model.as_ref().and_then(|model| model.run(&verdict.run));
    let text = run.and_then(|run| run.text.as_ref()).map(|text| writer.plain(text));
    let text = text.unwrap_or_else(|| verdict.run.to_string());
    let mark = names::verdict(verdict.verdict, verdict.by_construction, texts).text;
    let most_said: (&str, Arg) = ("count", count(texts, most).into());
    let figure = match sooner {
        _ if math::round(most) < 1.0 => texts.msg("exposure-figure-none"),
        None => texts.msg_with("exposure-figure", &[most_said]),
        Some(seconds) => {
            let length = ("length", texts.duration_seconds(seconds).into());
            texts.msg_with("exposure-figure-brief", &[most_said, length])
        }
    };
    let args =
        [("run", text.trim_end_matches(['.', '।']).into()), ("figure", figure.as_str().into()), ("mark", mark.into())];
    (texts.msg_with("exposure-lesson", &args), figure)
}

/// Prints a number of the model no more exactly than it is known: to two digits, unless it is the record's own.
fn count(texts: &Texts, value: f64) -> String {
    if value < 1.0 {
        return texts.number(0.0, 0);
    }
    let digits = math::floor(math::ln(value) / core::f64::consts::LN_10 + 1e-9) - 1.0;
    let unit = math::pow(10.0, f64::max(digits, 0.0));
    texts.round_number(math::round(value / unit) * unit)
}

fn milestone(of: &Exposed<'_>, texts: &Texts, when: When, name: &str) -> Milestone {
    let shown = (!of.days()).then(|| of.face.at(0.0).date_naive());
    let at = of.since + (when.from - of.face.start).num_seconds() as f64;
    Milestone { at, time: names::key_time(when, (of.face.zone, shown), texts), name: name.to_owned() }
}

/// Returns the key times of the record inside the picture, without the one at which it was withdrawn.
fn milestones(writer: &Writer<'_>, of: &Exposed<'_>) -> Vec<Milestone> {
    let texts = writer.texts();
    let end = of.since + of.step * (of.now.len() as f64 - 1.0);
    let withdrawn = of.exposure.withdrawn.map(|when| when.from);
    let mut found = Vec::new();
    for mark in [Mark::Detected, Mark::Resolved] {
        let Some(event) = writer.incident.marked(mark).filter(|event| Some(event.when.from) != withdrawn) else {
            continue;
        };
        let mut milestone = milestone(of, texts, event.when, &security::mark(writer.incident, mark, texts).text);
        if milestone.at <= of.since || milestone.at > end {
            continue;
        }
        // Where the curve says otherwise, a reader has to know whose word this is.
        let now = of.now.get(((milestone.at - of.since) / of.step) as usize).copied().unwrap_or(0.0);
        if mark == Mark::Resolved && now > OVER * peak(&of.now) {
            milestone.name = texts.msg_with("exposure-by-record", &[("name", milestone.name.into())]);
        }
        found.push(milestone);
    }
    found
}

fn words(of: &Exposed<'_>, texts: &Texts, noun: &str) -> Words {
    let most = peak(&of.ever);
    let until = of.ever.iter().position(|value| *value >= 0.99 * most).unwrap_or(0);
    let least = of.lessons.iter().map(|(_, most)| *most).fold(f64::MAX, f64::min);
    let mut args: Vec<(&str, Arg)> = vec![
        ("ever", count(texts, most).into()),
        ("whole", count(texts, of.whole).into()),
        ("noun", noun.into()),
        ("length", texts.duration_seconds(of.step * until as f64).into()),
    ];
    let happened = match of.exposure.counted {
        Counted::All => texts.msg_with("exposure-takeaway-all", &args),
        Counted::Hit => texts.msg_with("exposure-takeaway-hit", &args),
    };
    args.push(("happened", happened.into()));
    args.push(("lessons", of.lessons.len().into()));
    args.push(("least", count(texts, least).into()));
    let takeaway = match of.lessons.len() {
        0 => texts.msg_with("exposure-takeaway-alone", &args),
        _ if math::round(least) < 1.0 => texts.msg_with("exposure-takeaway-none", &args),
        _ => texts.msg_with("exposure-takeaway", &args),
    };
    let labels: Vec<String> = of.lessons.iter().map(|(course, _)| course.label.clone()).collect();
    let zone = texts.zone_name(of.face.zone);
    let mut caption = texts.msg_with("exposure-caption", &[("zone", zone.as_str().into())]);
    let told = [
        (!of.band.0.is_empty(), texts.msg("exposure-caption-band")),
        (of.band.0.is_empty(), texts.msg("exposure-caption-exact")),
        (
            of.step >= LONG_STEP,
            texts.msg_with("exposure-caption-step", &[("step", texts.duration_seconds(of.step).into())]),
        ),
    ];
    for (_, sentence) in told.into_iter().filter(|(said, _)| *said) {
        caption = format!("{caption} {sentence}");
    }
    Words {
        id: "impact/exposure".to_owned(),
        lang: texts.lang().code(),
        takeaway,
        caption,
        alt: texts.msg_with(
            "exposure-alt",
            &[("ever", count(texts, most).into()), ("noun", noun.into()), ("lessons", labels.join("; ").into())],
        ),
        table: table(of, texts, zone),
    }
}

/// Makes the table: some forty moments, evenly apart; the run's data file holds every sample.
fn table(of: &Exposed<'_>, texts: &Texts, zone: String) -> Table {
    const ROWS: usize = 40;
    let (now, ever) = match of.story {
        Story::Hit => (texts.msg("exposure-now-hit"), texts.msg("exposure-ever-head-hit")),
        Story::Errors | Story::Reached => (texts.msg("exposure-now"), texts.msg("exposure-ever-head")),
    };
    let mut head = vec![zone, now, ever];
    head.extend(of.lessons.iter().map(|(course, _)| course.label.clone()));
    let line = |index: usize| {
        let at = of.face.at(of.step * index as f64);
        let mut line = vec![texts.clock_on_day(at)];
        let courses = [&of.now, &of.ever].into_iter().chain(of.lessons.iter().map(|(course, _)| &course.values));
        line.extend(courses.map(|values| values.get(index).map_or_else(String::new, |value| count(texts, *value))));
        line
    };
    Table { head, rows: (0..of.now.len()).step_by((of.now.len() / ROWS).max(1)).map(line).collect() }
}
