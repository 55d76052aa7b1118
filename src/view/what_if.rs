//! The what-if page: readers type their own numbers and see what the model gave for the nearest that it was run with.
//!
//! The page holds every cell in words, so that its script chooses and never writes.

use super::Press;
use super::document::{Document, Href, Inlines, Preview, Tone};
use super::frame::{frame, lesson_place, path_in};
use super::names;
use super::report::kicker;
use super::writer::{Writer, fill, plain, slot};
use crate::base::expr::{Dim, Quantity};
use crate::base::math;
use crate::model::scenario::{Knob, WhatIf};
use crate::model::{Id, Incident, Released, Tlp};
use crate::runs::evidence::{CellAnswer, CellVerdict, Evidence, LessonVerdict, Verdict, WhatIfRecord};
use crate::runs::what_if::{Critical, Hits};
use crate::text::{ClockFace, Texts};
use crate::view::document::Inline;

/// A what-if page in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIfPage {
    /// What stands around it.
    pub document: Document,
    /// What can be set.
    pub knobs: Vec<KnobWords>,
    /// What is told of a cell besides lessons: heads of columns.
    pub told: Vec<String>,
    /// The lessons, a column each.
    pub lessons: Vec<LessonWords>,
    /// The cells, the last setting changing fastest.
    pub rows: Vec<Row>,
    /// The cell that is nearest to the model's own values.
    pub own: usize,
    /// The command without its settings, and what stands after them.
    pub command: [String; 2],
    /// Its words.
    pub words: Words,
}

/// A setting.
#[derive(Clone, Debug, PartialEq)]
pub struct KnobWords {
    /// Its name, as `--set` takes it.
    pub path: String,
    /// What it is.
    pub name: String,
    /// The unit that readers type it in; empty for plain numbers.
    pub unit: String,
    /// The values in that unit, for the script.
    pub values: Vec<f64>,
    /// The values as a command takes them.
    pub written: Vec<String>,
    /// The values as the page prints them in that unit.
    pub shown: Vec<String>,
    /// Whether values far apart are told apart by their ratio.
    pub log: bool,
    /// From where to where.
    pub range: String,
    /// A number below or above that.
    pub outside: String,
}

/// A lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct LessonWords {
    /// Its id.
    pub id: String,
    /// Where it stands in the report.
    pub href: Href,
    /// The lesson in a sentence.
    pub text: Inlines,
    /// Its verdict in the report.
    pub report: String,
    /// Which settings its run does not take from the reader.
    pub fixed: Option<String>,
}

/// A cell in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The value of each setting.
    pub values: Vec<String>,
    /// What is told of it, then a verdict for each lesson.
    pub answers: Vec<(String, Tone)>,
}

/// What the page says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What to do, and what the page does not do.
    pub intro: String,
    /// Heading over the settings.
    pub yours: String,
    /// How to step from value to value.
    pub keys: String,
    /// What is no number.
    pub no_number: String,
    /// Before the value that was computed.
    pub nearest: String,
    /// Heading over the answer.
    pub answer: String,
    /// Heading over the lessons.
    pub lessons: String,
    /// How verdicts here differ from those of the report.
    pub honest: String,
    /// Heading over the command.
    pub repeat: String,
    /// Copies the command.
    pub copy: String,
    /// It has been copied.
    pub copied: String,
    /// Heading of the table.
    pub cells: String,
    /// Head of the answer where the script cannot run: the model's own values.
    pub own: String,
}

/// Returns the path of an incident's what-if page without its language.
pub(super) fn place(incident: &Id) -> String {
    format!("incidents/{incident}/what-if/index.html")
}

/// Says whether an incident has a what-if page.
pub(super) fn is_made(incident: &Incident) -> bool {
    incident.model.as_ref().is_some_and(|model| model.what_if.is_some())
}

/// Returns the link to an incident's what-if page; `None` without one.
pub(super) fn link(incident: &Incident, texts: &Texts) -> Option<(Href, String)> {
    is_made(incident).then(|| (Href::Site(path_in(texts.lang(), &place(&incident.id))), texts.msg("what-if")))
}

/// Returns a command that asks what the page asks, with a value to be replaced; `None` without a page.
pub(super) fn example(incident: &Incident) -> Option<String> {
    let knob = incident.model.as_ref()?.what_if.as_ref()?.knobs.first()?;
    Some(format!("nidan sim what-if {} --set {}={}", incident.id, knob.path, knob.written.last()?))
}

/// Makes the what-if page of an incident; `None` where its model does not ask for one.
pub fn what_if(press: Press<'_>, incident: &Released<Incident>, evidence: &Evidence) -> Option<WhatIfPage> {
    let model = incident.model.as_ref()?;
    let (asked, record) = (model.what_if.as_ref()?, evidence.what_if.as_ref()?);
    let texts = press.texts;
    let path = path_in(texts.lang(), &place(&incident.id));
    let writer = &mut Writer::new(press, incident, &path);
    let face = writer.face()?;
    let knobs: Vec<KnobWords> = asked.knobs.iter().map(|knob| knob_words(writer, knob, face)).collect();
    let shown: Vec<(usize, &Id)> = record
        .lessons
        .iter()
        .enumerate()
        .filter(|(_, id)| incident.lessons.iter().any(|one| one.entry.id == **id))
        .collect();
    let lessons = shown.iter().filter_map(|(_, id)| lesson(writer, id, evidence)).collect();
    let sized = record.cells.iter().any(|cell| matches!(cell.critical, Some(Critical::At(_))));
    let mut told = vec![texts.msg("what-if-hit")];
    if sized {
        told.extend([texts.msg("what-if-margin"), texts.msg("what-if-critical")]);
    }
    let row = |(place, cell): (Vec<usize>, &CellAnswer)| {
        let mut answers = vec![hit(cell.hits, texts)];
        if sized {
            answers.extend([margin(cell, texts), (critical(cell, texts), Tone::Open)]);
        }
        let of = |(at, id): &(usize, &Id)| verdict(&cell.verdicts[*at], evidence.verdict(id), (texts, face));
        answers.extend(shown.iter().map(of));
        let values = asked.knobs.iter().zip(place).map(|(knob, at)| value(knob.values[at], knob.dim, (texts, face)));
        Row { values: values.collect(), answers }
    };
    let rows = asked.places().into_iter().zip(&record.cells).map(row).collect();
    let document = document(writer, (&asked.knobs, record), path);
    Some(WhatIfPage {
        document,
        own: own(asked, record),
        knobs,
        told,
        lessons,
        rows,
        command: command(incident, record),
        words: words(texts, record),
    })
}

fn command(incident: &Incident, record: &WhatIfRecord) -> [String; 2] {
    [format!("nidan sim what-if {}", incident.id), format!(" --replications {} --sets 0", record.replications)]
}

/// Returns the place of the cell that is nearest to the model's own values.
fn own(asked: &WhatIf, record: &WhatIfRecord) -> usize {
    asked.knobs.iter().zip(&record.own).fold(0, |place, (knob, own)| {
        let distance = |at: &usize| math::abs(knob.values[*at] - own);
        let nearest = (0..knob.values.len()).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0);
        place * knob.values.len() + nearest
    })
}

fn value(value: f64, dim: Dim, (texts, face): (&Texts, ClockFace)) -> String {
    names::declared(Quantity { value, dim }, face, texts)
}

/// Returns what one of the unit is in base units, and the unit's name.
fn unit(knob: &Knob, texts: &Texts) -> (f64, String) {
    let whole = |unit: f64| knob.values.iter().all(|value| math::abs(value / unit - math::round(value / unit)) < 1e-9);
    match knob.dim {
        Dim::Share => (0.01, "%".to_owned()),
        Dim::Plain(1) if whole(60.0) => (60.0, texts.msg("measured-unit-min")),
        Dim::Plain(1) if whole(1.0) => (1.0, texts.msg("measured-unit-s")),
        Dim::Plain(1) => (0.001, texts.msg("measured-unit-ms")),
        Dim::Truth | Dim::Instant | Dim::Plain(_) => (1.0, String::new()),
    }
}

fn knob_words(writer: &mut Writer<'_>, knob: &Knob, face: ClockFace) -> KnobWords {
    let texts = writer.texts();
    let (one, unit) = unit(knob, texts);
    // What a share is in per cent is as round as it was written.
    let values: Vec<f64> = knob.values.iter().map(|value| math::round(value / one * 1e6) / 1e6).collect();
    let ends = [knob.values.first(), knob.values.last()].map(|end| end.copied().unwrap_or_default());
    let [low, high] = ends.map(|end| value(end, knob.dim, (texts, face)));
    KnobWords {
        path: knob.path.clone(),
        name: name(writer, knob),
        unit,
        shown: values.iter().map(|value| texts.brief(*value)).collect(),
        values,
        written: knob.written.clone(),
        log: ends[0] > 0.0 && ends[1] / ends[0] >= 5.0,
        range: texts.msg_with("what-if-range", &[("low", low.clone().into()), ("high", high.clone().into())]),
        outside: texts.msg_with("what-if-outside", &[("low", low.into()), ("high", high.into())]),
    }
}

fn lesson(writer: &mut Writer<'_>, id: &Id, evidence: &Evidence) -> Option<LessonWords> {
    let texts = writer.texts();
    let lesson = writer.incident.lessons.iter().find(|lesson| lesson.entry.id == *id)?;
    let verdict = evidence.verdict(id)?;
    let word = names::verdict(verdict.verdict, verdict.by_construction, texts).text;
    let fixed = fixed(writer, &verdict.run);
    let remark = || texts.msg_with("what-if-fixed", &[("settings", texts.list(&fixed).into())]);
    Some(LessonWords {
        id: id.to_string(),
        href: lesson_place(writer.press, writer.incident, id),
        text: writer.inline(&lesson.entry.text),
        report: texts.msg_with("what-if-in-report", &[("verdict", word.into())]),
        fixed: (!fixed.is_empty()).then(remark),
    })
}

/// Lists the settings that a run overrides itself.
fn fixed(writer: &mut Writer<'_>, run: &Id) -> Vec<String> {
    let Some(model) = writer.model() else { return Vec::new() };
    let overrides = model.run(run).map(|run| run.overrides.as_slice()).unwrap_or_default();
    let knobs = model.what_if.iter().flat_map(|asked| &asked.knobs);
    let own = knobs.filter(|knob| overrides.iter().any(|(path, _)| *path == knob.path));
    own.map(|knob| format!("“{}”", name(writer, knob))).collect()
}

fn name(writer: &mut Writer<'_>, knob: &Knob) -> String {
    match &knob.text {
        Some(text) => writer.plain(text),
        None => knob.path.clone(),
    }
}

fn hit(hits: Hits, texts: &Texts) -> (String, Tone) {
    if !hits.any() {
        return (texts.msg("what-if-safe"), Tone::Good);
    }
    if hits.replications == hits.of {
        return (texts.msg("what-if-is-hit"), Tone::Bad);
    }
    let args = [("hit", hits.replications.into()), ("of", hits.of.into())];
    (texts.msg_with("what-if-hit-at-times", &args), Tone::Mixed)
}

/// Says how far the largest size is from the critical one.
fn margin(cell: &CellAnswer, texts: &Texts) -> (String, Tone) {
    let Some(critical) = cell.critical else { return (String::new(), Tone::Open) };
    let Some(margin) = critical.margin(cell.largest) else {
        return (texts.msg("what-if-margin-none"), Tone::Open);
    };
    if margin > 1.0 {
        let times = texts.number(margin, if margin < 1.05 { 2 } else { 1 });
        (texts.msg_with("what-if-margin-below", &[("times", times.into())]), Tone::Good)
    } else {
        let times = texts.number(1.0 / margin, if margin > 0.95 { 2 } else { 1 });
        (texts.msg_with("what-if-margin-past", &[("times", times.into())]), Tone::Bad)
    }
}

fn critical(cell: &CellAnswer, texts: &Texts) -> String {
    match cell.critical {
        Some(Critical::At(size)) => texts.number(size, 0),
        Some(Critical::Always) => texts.msg("what-if-critical-always"),
        Some(Critical::Never(size)) => {
            texts.msg_with("what-if-critical-never", &[("size", texts.number(size, 0).into())])
        }
        None => String::new(),
    }
}

/// Says what becomes of a claim: the verdict in a word, and the effect.
fn verdict(cell: &CellVerdict, known: Option<&LessonVerdict>, (texts, face): (&Texts, ClockFace)) -> (String, Tone) {
    if cell.nothing_to_prevent() {
        return (texts.msg("what-if-nothing"), Tone::Open);
    }
    let (word, tone) = match cell.verdict {
        Verdict::Holds => (texts.msg("what-if-holds"), Tone::Good),
        Verdict::Depends => (texts.msg("what-if-depends"), Tone::Mixed),
        Verdict::Fails => (texts.msg("what-if-fails"), Tone::Bad),
        Verdict::Undecided => (texts.msg("what-if-undecided"), Tone::Open),
    };
    let effect = match (cell.effect, known) {
        (Some(effect), Some(known)) if known.against.is_some() => change(effect, texts),
        (Some(effect), Some(known)) => texts.quantity(effect, known.dim, face.of(&known.measure)),
        (None, _) | (_, None) => return (word, tone),
    };
    (format!("{word} · {effect}"), tone)
}

fn change(effect: f64, texts: &Texts) -> String {
    let size = texts.percent(math::abs(effect), 0);
    let sign = if math::abs(effect) < 0.005 {
        "±"
    } else if effect < 0.0 {
        "−"
    } else {
        "+"
    };
    format!("{sign}{size}")
}

fn words(texts: &Texts, record: &WhatIfRecord) -> Words {
    let args = [("cells", record.cells.len().into()), ("replications", record.replications.into())];
    Words {
        intro: texts.msg_with("what-if-intro", &args),
        yours: texts.msg("what-if-yours"),
        keys: texts.msg("what-if-keys"),
        no_number: texts.msg("what-if-no-number"),
        nearest: texts.msg("what-if-nearest"),
        answer: texts.msg("what-if-answer"),
        lessons: texts.msg("section-lessons"),
        honest: texts.msg("what-if-honest"),
        repeat: texts.msg("what-if-repeat"),
        copy: texts.msg("what-if-copy"),
        copied: texts.msg("what-if-copied"),
        cells: texts.msg_with("what-if-cells", &args[..1]),
        own: texts.msg("what-if-own"),
    }
}

fn document(writer: &mut Writer<'_>, (knobs, record): (&[Knob], &WhatIfRecord), path: String) -> Document {
    let (press, incident) = (writer.press, writer.incident);
    let texts = press.texts;
    let report = Href::Site(path_in(texts.lang(), &names::report_place(&incident.id)));
    let name = writer.inline(&incident.title);
    let args = [("title", plain(&name).into()), ("settings", knobs.len().into()), ("cells", record.cells.len().into())];
    let description = texts.msg_with("what-if-description", &args);
    let byline = fill(&texts.msg_with("run-of", &[("report", slot(0))]), &[vec![Inline::Link(report, name)]]);
    let (notes, notice) = writer.finish();
    Document {
        lang: texts.lang().code(),
        title: texts.msg("what-if-title"),
        description,
        kicker: kicker(press, incident),
        byline: vec![byline],
        tlp: format!("TLP:{}", incident.tlp.unwrap_or(Tlp::AmberStrict).label()),
        date: incident.updated.or(incident.published).unwrap_or(press.edition.as_of).to_string(),
        forms: Vec::new(),
        picture_file: None,
        preview: Preview { article: false, card: None },
        blocks: notice.into_iter().collect(),
        notes,
        frame: frame(press.edition, &place(&incident.id), texts),
        path,
    }
}
