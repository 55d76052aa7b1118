//! What happened when: a true-to-scale rail of time on the left, opened out into a list by phases on the right.

use crate::chart::canvas::{Canvas, Style, leading};
use crate::chart::drawing::{Anchor, Drawing, Role};
use crate::chart::scale::{Scale, clock_ticks};
use crate::chart::{Format, Sheet, Words};

/// A timeline. All times are seconds from local midnight of the incident's day, so that round ticks are round hours;
/// later days go on past 86,400.
pub struct TimelineSpec<'a> {
    /// Its words.
    pub words: Words,
    /// Prints a clock time on the rail, such as `15:00`.
    pub clock: Format<'a>,
    /// The zone of the times, such as `Los Angeles time`.
    pub zone: String,
    /// The phases, in order of time, one after the other without overlap; each opens a group of the list.
    /// Events before the first phase stand in a group of their own without a heading.
    pub phases: Vec<Phase>,
    /// The events, in order of time.
    pub events: Vec<Event>,
}

/// A stretch between two key times.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Its name with its length, such as `Nobody notices · 25 min`; one short line.
    pub label: String,
    /// Its colour: [`Role::Second`] before anyone knows, [`Role::Open`] known but not felt, [`Role::Bad`] felt,
    /// [`Role::Main`] recovering, [`Role::Good`] over.
    pub role: Role,
}

/// An event on the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// When it happened or began.
    pub at: f64,
    /// When it ended, for a stretch of time.
    pub until: Option<f64>,
    /// The time as printed, such as `15:16` or `14:51–15:20`.
    pub time: String,
    /// What happened; wrapped over as many lines as it needs.
    pub text: String,
    /// Whether it fixes a key time: drawn larger and bolder, and tied to the rail by a line.
    pub key: bool,
    /// What begins or ends with it, such as `0: the impact begins`; marked on the rail too.
    pub turn: Option<String>,
}

const TICK_RIGHT: f64 = 38.0;
const TOP: f64 = 30.0;
const TEXT: Style = Style::new(13.0, Role::Ink);
const HEADING: Style = Style::new(14.0, Role::Ink).bold();
const TICK: Style = Style::new(12.0, Role::Muted).anchor(Anchor::End);
const HEADING_HEIGHT: f64 = 26.0;
const GROUP_GAP: f64 = 14.0;
/// How far beside the bar of time the line of a key time turns towards the list.
const LEAVES: f64 = 5.0;
/// Beginning and end of what lengths are counted by.
const TURN: Style = Style::new(12.0, Role::Record).bold();

/// An event with its place in the list: baseline of its first line, its lines.
struct Row<'a> {
    event: &'a Event,
    baseline: f64,
    lines: Vec<String>,
    /// The lines of what begins or ends with it.
    turn: Vec<String>,
}

/// A phase, or the events before and after all phases, with its stretch of the list.
struct Group<'a> {
    phase: Option<&'a Phase>,
    heading: Vec<String>,
    top: f64,
    bottom: f64,
    rows: Vec<Row<'a>>,
}

/// Where the columns stand, from the left: ticks, the bar of time, the bar beside the list, times, and what happened.
#[derive(Clone, Copy)]
struct Columns {
    tick: f64,
    rail: (f64, f64),
    bar: (f64, f64),
    time: f64,
    text: f64,
    /// What happened stands under its time, for want of room beside it.
    stacked: bool,
}

impl Columns {
    /// Makes room for the widest tick and the widest time.
    fn new(canvas: &Canvas<'_>, ticks: f64, times: f64) -> Self {
        let tick = f64::max(TICK_RIGHT, ticks);
        if canvas.is_narrow() {
            let rail = (tick + 14.0, tick + 24.0);
            let bar = (rail.1 + 24.0, rail.1 + 28.0);
            return Self { tick, rail, bar, time: bar.1 + 10.0, text: bar.1 + 10.0, stacked: true };
        }
        let rail = (tick + 20.0, tick + 32.0);
        let bar = (rail.1 + 58.0, rail.1 + 62.0);
        Self { tick, rail, bar, time: bar.1 + 14.0, text: bar.1 + 28.0 + times, stacked: false }
    }
}

/// Draws a timeline.
pub fn timeline(spec: &TimelineSpec<'_>, sheet: Sheet<'_>) -> Drawing {
    let canvas = Canvas::on(sheet);
    let bold = TEXT.bold();
    let times = canvas.widest(spec.events.iter().map(|event| event.time.as_str()), bold);
    // Ticks that are dates need more room than clock times; they depend on the height, and that on the room they take.
    let tried = groups(spec, &canvas, Columns::new(&canvas, 0.0, times));
    let (low, high) = extent(spec);
    let marks = ticks(low, high, tried.last().map_or(TOP, |group| group.bottom));
    let printed: Vec<String> = marks.iter().map(|tick| (spec.clock)(*tick)).collect();
    let columns = Columns::new(&canvas, canvas.widest(printed.iter().map(String::as_str), TICK), times);
    let groups = groups(spec, &canvas, columns);
    let bottom = groups.last().map_or(TOP, |group| group.bottom);
    let y = Scale::new((low, high), (TOP + 6.0, bottom - 6.0));
    draw_rail(spec, &canvas, (columns, y), &marks);
    for group in &groups {
        draw_group(group, &canvas, (columns, y));
    }
    // Beside the bar of time: on it a disc would hide a phase of a few minutes.
    for event in spec.events.iter().filter(|event| event.turn.is_some()) {
        canvas.disc((columns.rail.1 + LEAVES, y.at(event.at)), 3.2, Role::Record);
    }
    canvas.finish(&spec.words, bottom + 8.0)
}

/// Returns round times about 60 units of the picture apart.
fn ticks(low: f64, high: f64, bottom: f64) -> Vec<f64> {
    clock_ticks(low, high, (bottom - TOP) / 60.0)
}

fn extent(spec: &TimelineSpec<'_>) -> (f64, f64) {
    let starts = spec.events.iter().map(|event| event.at).chain(spec.phases.iter().map(|phase| phase.from));
    let ends = spec.events.iter().map(|event| event.until.unwrap_or(event.at));
    let ends = ends.chain(spec.phases.iter().map(|phase| phase.to));
    (starts.fold(f64::INFINITY, f64::min), ends.fold(f64::NEG_INFINITY, f64::max))
}

/// Lays the list out from the top: headings and events in order of time.
fn groups<'a>(spec: &'a TimelineSpec<'_>, canvas: &Canvas<'_>, columns: Columns) -> Vec<Group<'a>> {
    let first = spec.phases.first().map_or(f64::INFINITY, |phase| phase.from);
    let last = spec.phases.last().map_or(f64::INFINITY, |phase| phase.to);
    let mut stretches = vec![(None, f64::NEG_INFINITY, first)];
    for (index, phase) in spec.phases.iter().enumerate() {
        // What ends the last phase belongs to it; what ends another begins the next.
        let to = spec.phases.get(index + 1).map_or(last + 1e-6, |next| next.from);
        stretches.push((Some(phase), phase.from, to));
    }
    if last.is_finite() {
        stretches.push((None, last + 1e-6, f64::INFINITY));
    }
    let mut groups = Vec::new();
    let mut y = TOP;
    for (phase, from, to) in stretches {
        let events: Vec<&Event> = spec.events.iter().filter(|event| event.at >= from && event.at < to).collect();
        if events.is_empty() && phase.is_none() {
            continue;
        }
        let top = y;
        let heading = phase.map(|phase| canvas.wrap(&phase.label, canvas.right() - columns.time, HEADING));
        let heading = heading.unwrap_or_default();
        y += heading.len().saturating_sub(1) as f64 * leading(14.0);
        y += if phase.is_some() { HEADING_HEIGHT } else { 2.0 };
        let mut rows = Vec::new();
        for event in events {
            let style = if event.key { TEXT.bold() } else { TEXT };
            let lines = canvas.wrap(&event.text, canvas.right() - columns.text - 4.0, style);
            let turn = event.turn.as_ref();
            let turn = turn.map(|turn| canvas.wrap(turn, canvas.right() - columns.text - 4.0, TURN));
            let turn = turn.unwrap_or_default();
            let height = (lines.len().max(1) + usize::from(columns.stacked)) as f64 * leading(13.0);
            let turned = turn.len() as f64 * leading(12.0);
            rows.push(Row { event, baseline: y + 13.0, lines, turn });
            y += height + turned + if columns.stacked { 8.0 } else { 5.0 };
        }
        groups.push(Group { phase, heading, top, bottom: y, rows });
        y += GROUP_GAP;
    }
    groups
}

fn draw_rail(spec: &TimelineSpec<'_>, canvas: &Canvas<'_>, (columns, y): (Columns, Scale), marks: &[f64]) {
    canvas.text(&spec.zone, (0.0, 14.0), Style::new(12.0, Role::Muted));
    let (low, high) = extent(spec);
    let (left, right) = columns.rail;
    canvas.rect((left, y.at(low) - 6.0), (right, y.at(high) + 6.0), 1.0, Role::Grid);
    for phase in &spec.phases {
        canvas.rect((left, y.at(phase.from)), (right, y.at(phase.to)), 1.0, phase.role);
    }
    for event in &spec.events {
        if let Some(until) = event.until {
            canvas.rect((left - 7.0, y.at(event.at)), (left - 3.0, y.at(until)), 1.0, Role::Record);
        }
    }
    for tick in marks {
        let at = y.at(*tick);
        canvas.line(&[(columns.tick + 4.0, at), (left - 8.0, at)], 1.0, Role::Axis);
        canvas.text(&(spec.clock)(*tick), (columns.tick, at + 4.0), TICK);
    }
}

fn draw_group(group: &Group<'_>, canvas: &Canvas<'_>, (columns, y): (Columns, Scale)) {
    let role = group.phase.map_or(Role::Axis, |phase| phase.role);
    let (edges, bar) = (columns.rail, columns.bar);
    if let Some(phase) = group.phase {
        let (top, bottom) = (y.at(phase.from), y.at(phase.to));
        let lens = [(edges.1, top), (bar.0, group.top), (bar.0, group.bottom), (edges.1, bottom)];
        canvas.area(&lens, 0.13, role);
        canvas.rect((bar.0, group.top), (bar.1, group.bottom), 1.0, role);
        canvas.lines(&group.heading, (columns.time, group.top + 15.0), Style::new(14.0, role).bold());
    }
    for row in &group.rows {
        let middle = row.baseline - 4.5;
        let at = y.at(row.event.at);
        // From the strip that shows how long it lasted, for what did not happen in one moment; past the bar of time, so
        // that phases of a few minutes stay visible between their lines. Only key times lead to their place in the
        // list: where every event did, many at one time would make a bundle.
        let lasted = row.event.until.is_some();
        let from = edges.0 - if lasted { 7.0 } else { 0.0 };
        if row.event.key {
            let leaves = (if lasted { from } else { edges.1 }, at);
            let turns = (edges.1 + LEAVES, at);
            canvas.line(&[leaves, turns, (bar.0 - 4.0, middle), (bar.1, middle)], 1.0, Role::Record);
        } else {
            canvas.line(&[(from, at), (edges.1, at)], 0.8, Role::Paper);
        }
        let radius = if row.event.key { 4.5 } else { 3.0 };
        canvas.disc((f64::midpoint(bar.0, bar.1), middle), radius, if row.event.key { role } else { Role::Axis });
        let style = if row.event.key { TEXT.bold() } else { TEXT };
        canvas.text(&row.event.time, (columns.time, row.baseline), style);
        let first = row.baseline + if columns.stacked { leading(13.0) } else { 0.0 };
        canvas.lines(&row.lines, (columns.text, first), style);
        let after = first + row.lines.len().max(1) as f64 * leading(13.0) - 1.0;
        canvas.lines(&row.turn, (columns.text, after), TURN);
    }
}
