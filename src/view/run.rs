//! The page of a run or a design: what it shows, what went in, what came out, and the command that repeats it.

use super::Press;
use super::document::{Badge, Block, BlockKind, Cell, Document, Href, Inline, Inlines, Preview, Tone};
use super::frame::{frame, path_in};
use super::names;
use super::report::{
    curve_figure, curve_table, effects_table, factorial_costs, factorial_figure, grid_figure, kicker, map_figure,
    tornado_blocks,
};
use super::writer::{Writer, cell, fill, head, number_cell, paragraph, say, section, slot};
use crate::base::digest::Digest;
use crate::base::expr::Quantity;
use crate::model::scenario::{Param, Scenario};
use crate::model::{Id, Incident, Released, Text, Tlp};
use crate::runs::evidence::{DesignRecord, Evidence, LessonVerdict, MeasureRecord, RunRecord};
use crate::text::{ClockFace, Texts};

/// Makes the pages of every run and design of an incident, in file order.
pub fn run_pages(press: Press<'_>, incident: &Released<Incident>, evidence: &Evidence) -> Vec<Document> {
    let runs = evidence.runs.iter().filter_map(|record| run_page(press, incident, (record, evidence)));
    let designs = evidence.designs.iter().map(|record| design_page(press, incident, (record, evidence)));
    runs.chain(designs).collect()
}

/// Makes the page of a run; `None` when the incident's model, as this edition has it, does not know the run.
pub fn run_page(
    press: Press<'_>,
    incident: &Released<Incident>,
    (record, evidence): (&RunRecord, &Evidence),
) -> Option<Document> {
    let texts = press.texts;
    let run = incident.model.as_ref()?.run(&record.id)?;
    let mut writer = start(press, incident, &record.id);
    let writer = &mut writer;
    let mut blocks = shows(writer, run.text.as_ref());
    let facts = [
        (texts.msg("run-seed"), vec![Inline::Code(record.seed.to_string())]),
        (texts.msg("run-engine"), say(texts.digits(&record.engine.to_string()))),
        (texts.msg("run-replications"), say(replications(writer, record))),
        (texts.msg("run-scenario-digest"), digest(record.scenario)),
        (texts.msg("run-output-digest"), digest(record.output)),
    ];
    blocks.push(facts_block(facts.into_iter().collect()));
    let measured = measures(writer, record, &run.scenario);
    blocks.extend(section("measures", texts.msg("run-measures"), measured.into_iter().collect()));
    blocks.extend(rests_on(writer, evidence, &record.id));
    let changed: Vec<Vec<Cell>> = run.overrides.iter().map(|(path, value)| vec![code(path), code(value)]).collect();
    if !changed.is_empty() {
        let kind = BlockKind::Table {
            caption: say(texts.msg("run-overrides-caption")),
            head: head([texts.msg("run-override-what"), texts.msg("run-override-value")]),
            rows: changed,
        };
        let table = Block { id: "overrides/table".to_owned(), kind };
        blocks.extend(section("overrides", texts.msg("run-overrides"), vec![table]));
    }
    let params = params_table(writer, &run.scenario, "params/table");
    blocks.extend(section("params", texts.msg("run-params"), params.into_iter().collect()));
    blocks.extend(repeat(writer, &record.id));
    Some(document(press, (incident, &record.id), blocks, writer))
}

/// Makes the page of a design.
pub fn design_page(
    press: Press<'_>,
    incident: &Released<Incident>,
    (record, evidence): (&DesignRecord, &Evidence),
) -> Document {
    let texts = press.texts;
    let mut writer = start(press, incident, &record.id);
    let writer = &mut writer;
    let model = incident.model.as_ref();
    let design = model.and_then(|model| model.designs.iter().find(|design| design.id == record.id));
    let mut blocks = shows(writer, design.and_then(|design| design.text.as_ref()));
    let facts = [
        (texts.msg("run-engine"), say(texts.digits(&record.engine.to_string()))),
        (texts.msg("run-scenario-digest"), digest(record.scenario)),
        (texts.msg("run-output-digest"), digest(record.output)),
    ];
    blocks.push(facts_block(facts.into_iter().collect()));
    blocks.extend(grid_figure(writer, record));
    blocks.extend(curve_figure(writer, record));
    blocks.extend(curve_table(writer, record));
    blocks.extend(factorial_figure(writer, record));
    blocks.extend(factorial_costs(writer, record));
    blocks.extend(effects_table(writer, record));
    blocks.extend(map_figure(writer, record));
    blocks.extend(rests_on(writer, evidence, &record.id));
    blocks.extend(repeat(writer, &record.id));
    document(press, (incident, &record.id), blocks, writer)
}

fn start<'a>(press: Press<'a>, incident: &'a Incident, run: &Id) -> Writer<'a> {
    Writer::new(press, incident, &path_in(press.texts.lang(), &names::run_place(&incident.id, run)))
}

fn document(
    press: Press<'_>,
    (incident, run): (&Incident, &Id),
    blocks: Vec<Block>,
    writer: &mut Writer<'_>,
) -> Document {
    let texts = press.texts;
    let place = names::run_place(&incident.id, run);
    let path = path_in(texts.lang(), &place);
    let folder = path.trim_end_matches("index.html");
    let title = texts.msg_with("run-title", &[("run", run.as_str().into())]);
    let report = Href::Site(path_in(texts.lang(), &names::report_place(&incident.id)));
    let name = writer.inline(&incident.title);
    let subject = super::writer::plain(&name);
    let forms = [(format!("{folder}data.csv"), "CSV"), (format!("{folder}data.json"), "JSON")];
    let mut badges = kicker(press, incident);
    badges.insert(0, Badge { text: texts.msg("run-kicker"), tone: Tone::Open });
    let (notes, notice) = writer.finish();
    Document {
        lang: texts.lang().code(),
        description: texts.msg_with("run-description", &[("run", run.as_str().into()), ("title", subject.into())]),
        title,
        kicker: badges,
        byline: vec![fill(&texts.msg_with("run-of", &[("report", slot(0))]), &[vec![Inline::Link(report, name)]])],
        tlp: format!("TLP:{}", incident.tlp.unwrap_or(Tlp::AmberStrict).label()),
        date: incident.updated.or(incident.published).unwrap_or(press.edition.as_of).to_string(),
        forms: forms
            .into_iter()
            .map(|(path, words)| (Href::Site(path), words.to_owned()))
            .chain(super::what_if::link(incident, texts))
            .collect(),
        picture_file: None,
        preview: Preview { article: false, card: None },
        blocks: notice.into_iter().chain(blocks).collect(),
        notes,
        frame: frame(press.edition, &place, texts),
        path,
    }
}

fn shows(writer: &mut Writer<'_>, text: Option<&Text>) -> Vec<Block> {
    match text {
        Some(text) => writer.prose("shows", text),
        None => vec![paragraph("shows", say(writer.texts().msg("run-base-shows")))],
    }
}

fn facts_block(facts: Vec<(String, Inlines)>) -> Block {
    let facts = facts.into_iter().map(|(name, value)| (vec![Inline::Text(name)], value)).collect();
    Block { id: "facts".to_owned(), kind: BlockKind::Facts(facts) }
}

fn digest(digest: Digest) -> Inlines {
    vec![Inline::Code(digest.short())]
}

fn code(text: &str) -> Cell {
    cell(vec![Inline::Code(text.to_owned())])
}

/// Says how many replications were run, and whether that was enough where a rule asked.
fn replications(writer: &mut Writer<'_>, record: &RunRecord) -> String {
    let texts = writer.texts();
    let count = texts.integer(i64::from(record.replications));
    let Some(stopped) = &record.stopped else { return count };
    let target = texts.percent(stopped.target, usize::from(stopped.target < 0.02));
    let mut args = vec![
        ("count", count.into()),
        ("target", target.into()),
        ("measure", writer.measure_word(&stopped.of).into()),
        ("most", texts.integer(i64::from(stopped.max)).into()),
    ];
    match stopped.reached {
        _ if stopped.met => texts.msg_with("run-stopped-met", &args),
        Some(reached) => {
            args.push(("reached", texts.percent(reached, 1).into()));
            texts.msg_with("run-stopped-missed", &args)
        }
        None => texts.msg_with("run-stopped-never", &args),
    }
}

/// Shows what the verdicts on a run or design rest on.
fn rests_on(writer: &mut Writer<'_>, evidence: &Evidence, run: &Id) -> Option<Block> {
    let verdicts: Vec<&LessonVerdict> = evidence.verdicts.iter().filter(|verdict| verdict.run == *run).collect();
    let blocks = tornado_blocks(writer, &verdicts);
    section("rests-on", writer.texts().msg("run-rests-on"), blocks)
}

fn measures(writer: &mut Writer<'_>, record: &RunRecord, scenario: &Scenario) -> Option<Block> {
    let texts = writer.texts();
    let face =
        ClockFace { start: scenario.clock.start, zone: writer.incident.zone, seconds: false, error_minutes: false };
    let rows: Vec<Vec<Cell>> =
        record.measures.iter().map(|measure| measure_row(writer, measure, record, face)).collect();
    if rows.is_empty() {
        return None;
    }
    // Where nothing is random, there is one value and nothing to say about its spread.
    let numbers: &[&str] =
        if record.random { &["run-mean", "run-median", "run-spread", "run-censored"] } else { &["param-value"] };
    let mut heads = head([texts.msg("run-measure")]);
    heads.extend(numbers.iter().map(|message| number_cell(texts.msg(message))));
    let caption = if record.random { texts.msg("run-measures-caption") } else { texts.msg("run-measures-exact") };
    let kind = BlockKind::Table { caption: say(caption), head: heads, rows };
    Some(Block { id: "measures/table".to_owned(), kind })
}

fn measure_row(writer: &mut Writer<'_>, measure: &MeasureRecord, record: &RunRecord, face: ClockFace) -> Vec<Cell> {
    let (texts, face) = (writer.texts(), face.of(&measure.id));
    let words = if record.random {
        let mean = texts.quantity_with_margin(measure.mean, measure.half_width_95, measure.dim, face);
        vec![mean, median(texts, measure, face), spread(texts, measure, face), censored(texts, measure)]
    } else {
        vec![texts.quantity(measure.mean, measure.dim, face)]
    };
    std::iter::once(cell(writer.measure_name(&measure.id))).chain(words.into_iter().map(number_cell)).collect()
}

/// Prints between which values the middle of the replications lies.
fn spread(texts: &Texts, measure: &MeasureRecord, face: ClockFace) -> String {
    if measure.p05.is_nan() {
        return "–".to_owned();
    }
    texts.quantity_range((measure.p05, measure.p95), measure.dim, face)
}

/// Prints the median of the replications with its interval.
fn median(texts: &Texts, measure: &MeasureRecord, face: ClockFace) -> String {
    if measure.n == 0 {
        return "–".to_owned();
    }
    let value = texts.quantity(measure.p50, measure.dim, face);
    match measure.p50_interval {
        Some(ends) => {
            let interval = texts.quantity_range(ends, measure.dim, face);
            // Both ends print as the value does.
            if interval == value {
                return value;
            }
            texts.msg_with("run-with-interval", &[("value", value.into()), ("interval", interval.into())])
        }
        None => value,
    }
}

/// Says in how many replications a measure has no value, with the interval of that share.
fn censored(texts: &Texts, measure: &MeasureRecord) -> String {
    let args = [("censored", measure.censored.into()), ("count", (measure.n + measure.censored).into())];
    let of = texts.msg_with("run-censored-of", &args);
    match measure.censored_interval.filter(|_| measure.censored > 0) {
        Some((low, high)) => {
            let interval = texts.span(&texts.percent(low, 0), &texts.percent(high, 0));
            texts.msg_with("run-with-interval", &[("value", of.into()), ("interval", interval.into())])
        }
        None => of,
    }
}

/// Makes the table of a scenario's parameters: value, range, source or "assumed".
pub(super) fn params_table(writer: &mut Writer<'_>, scenario: &Scenario, id: &str) -> Option<Block> {
    let texts = writer.texts();
    if scenario.params.is_empty() {
        return None;
    }
    let face =
        ClockFace { start: scenario.clock.start, zone: writer.incident.zone, seconds: false, error_minutes: false };
    let rows = scenario.params.iter().map(|param| param_row(writer, param, face)).collect();
    let mut heads = head([texts.msg("param-name")]);
    heads.push(number_cell(texts.msg("param-value")));
    heads.push(number_cell(texts.msg("param-range")));
    heads.extend(head([texts.msg("param-source")]));
    let kind = BlockKind::Table { caption: say(texts.msg("param-caption")), head: heads, rows };
    Some(Block { id: id.to_owned(), kind })
}

fn param_row(writer: &mut Writer<'_>, param: &Param, face: ClockFace) -> Vec<Cell> {
    let texts = writer.texts();
    let value = |value: f64| names::declared(Quantity { value, dim: param.value.dim }, face, texts);
    let range = param.range.map_or_else(|| "–".to_owned(), |(low, high)| texts.span(&value(low), &value(high)));
    let source = if param.sources.is_empty() {
        say(texts.msg("param-assumed"))
    } else {
        let mut words = say(texts.msg("param-sourced"));
        words.extend(writer.notes_of(&param.sources));
        words
    };
    let name = match &param.text {
        Some(text) => writer.inline(text),
        None => vec![Inline::Code(param.id.to_string())],
    };
    vec![cell(name), number_cell(value(param.value.value)), number_cell(range), cell(source)]
}

fn repeat(writer: &Writer<'_>, run: &Id) -> Option<Block> {
    let texts = writer.texts();
    let id = &writer.incident.id;
    let blocks = vec![
        paragraph("repeat.intro", say(texts.msg("run-repeat"))),
        Block {
            id: "repeat.commands".to_owned(),
            kind: BlockKind::Code(format!("nidan sim run {id}/{run}\nnidan sim verify {id}")),
        },
    ];
    section("repeat", texts.msg("section-run"), blocks)
}
