//! Data that no one plans for: nothing at all, one of a kind, all at once, all on one side.

use std::collections::BTreeSet;

use crate::base::math;
use crate::chart::Words;
use crate::chart::cafeteria::{CafeteriaSpec, Gathering, cafeteria};
use crate::chart::curve::{CurveSpec, Kind, Limit, Line, Mark, Note, Panel, curve};
use crate::chart::drawing::{Anchor, Drawing, Role};
use crate::chart::effects::{Bound, EffectRow, EffectsSpec, effects};
use crate::chart::factorial::{FactorialRow, FactorialSpec, Group, Switch, factorial};
use crate::chart::for_screens;
use crate::chart::geometry::faults;
use crate::chart::heat::{Axis, HeatPanel, HeatSpec, Parting, Tile, heat};
use crate::chart::hypotheses::{HypothesesSpec, HypothesisRow, hypotheses};
use crate::chart::series::{Milestone, SeriesSpec, series};
use crate::chart::timeline::{Event, Phase, TimelineSpec, timeline};
use crate::chart::tornado::{TornadoBar, TornadoSpec, tornado};
use crate::typography::Fonts;

fn print(value: f64) -> String {
    format!("{value}")
}

fn clean(drawing: &Drawing, fonts: &Fonts) {
    for form in drawing.forms() {
        assert_eq!(faults(form, fonts), Vec::<String>::new());
        assert!(!form.svg_paths(fonts).contains("NaN") && !form.svg_text("picture", "wide", None).contains("inf"));
    }
}

fn row(effect: f64, bound: f64) -> EffectRow {
    EffectRow {
        label: "a lesson whose words go on for rather longer than anyone would like them to".to_owned(),
        effect,
        interval: None,
        bound: Some(Bound { at: bound, below: effect < 1.0 }),
        value: print(effect),
        verdict: "holds".to_owned(),
        role: Role::Good,
    }
}

#[test]
fn effects_on_one_side_or_at_nothing_stay_readable() {
    let fonts = Fonts::embedded();
    let cases =
        [vec![], vec![row(1.0, 1.0)], vec![row(0.0, 0.0)], vec![row(0.97, 0.99)], vec![row(40.0, 2.0), row(0.0, 0.5)]];
    for rows in cases {
        let spec = EffectsSpec {
            words: Words::default(),
            ratio: &print,
            axis: "ratio".to_owned(),
            one_label: "as it happened, in every run that was made".to_owned(),
            zero_label: "to zero".to_owned(),
            bound_label: "claimed".to_owned(),
            met_label: "where the claim is met".to_owned(),
            rows,
        };
        clean(&for_screens(&fonts, |sheet| effects(&spec, sheet)), &fonts);
    }
}

#[test]
fn a_timeline_without_phases_is_a_list() {
    let fonts = Fonts::embedded();
    let event = |at: f64| Event {
        at,
        until: None,
        time: print(at),
        text: "something ".repeat(30),
        key: false,
        turn: Some("the end ".repeat(20)),
    };
    for events in [vec![], vec![event(60.0)], vec![event(60.0), event(60.0), event(90_000.0)]] {
        let count = events.len();
        let spec =
            TimelineSpec { words: Words::default(), clock: &print, zone: "UTC".to_owned(), phases: vec![], events };
        let drawing = for_screens(&fonts, |sheet| timeline(&spec, sheet));
        clean(&drawing, &fonts);
        assert!(drawing.labels.len() > count);
    }
}

#[test]
fn milestones_at_one_time_do_not_touch() {
    let fonts = Fonts::embedded();
    let milestone = |at: f64| Milestone { at, time: format!("{at}"), name: "something happens".to_owned() };
    for (mean, times) in [(vec![], vec![]), (vec![0.5; 60], vec![600.0, 600.0, 660.0, 3500.0, 3500.0])] {
        let spec = SeriesSpec {
            words: Words::default(),
            clock: &print,
            value: &print,
            axis: "share".to_owned(),
            start: 0.0,
            step: 60.0,
            top: None,
            mean,
            p05: vec![],
            p95: vec![],
            mean_label: "model".to_owned(),
            band_label: "band".to_owned(),
            milestones: times.into_iter().map(milestone).collect(),
            peak: None,
            gap: None,
            thresholds: vec![],
        };
        clean(&for_screens(&fonts, |sheet| series(&spec, sheet)), &fonts);
    }
}

#[test]
fn hypotheses_of_one_value_and_a_lone_desk_are_drawn() {
    let fonts = Fonts::embedded();
    let row = HypothesisRow {
        group: "g ".repeat(90),
        label: "a law of records".repeat(2),
        minor: vec![0.5],
        maximum: vec![0.5],
        strict: vec![true],
        loose: vec![true],
        finding: "fits".to_owned(),
    };
    for (values, rows) in [(vec![], vec![]), (vec![20.0], vec![row])] {
        let spec = HypothesesSpec {
            words: Words::default(),
            values,
            value: &print,
            axis: "minutes".to_owned(),
            share: &print,
            minor_label: "early".to_owned(),
            minor_words: "what the early share is a share of ".repeat(4),
            maximum_label: "late".to_owned(),
            maximum_words: "share at the late moment".to_owned(),
            bounds: (0.1, 0.95),
            mark: Some((20.0, "published".to_owned())),
            strict_label: "strict".to_owned(),
            loose_label: "loose".to_owned(),
            rows,
        };
        clean(&for_screens(&fonts, |sheet| hypotheses(&spec, sheet)), &fonts);
    }
    let desk = Gathering { people: 1, title: "one".to_owned(), count: "1".to_owned() };
    let spec =
        CafeteriaSpec { words: Words::default(), rings: vec![], desk, growth_title: String::new(), growth: vec![] };
    clean(&for_screens(&fonts, |sheet| cafeteria(&spec, sheet)), &fonts);
}

#[test]
fn curves_of_nothing_one_value_or_no_height_are_drawn() {
    let fonts = Fonts::embedded();
    let line = |points: Vec<(f64, f64)>| Line {
        label: "a formula with a name that goes on and on and on".to_owned(),
        notes: points.iter().map(|point| Note { at: *point, label: "here".to_owned() }).collect(),
        crossings: vec![],
        points,
    };
    let flat: Vec<(f64, f64)> = (1..=9).map(|at| (f64::from(at), 0.0)).collect();
    let steep: Vec<(f64, f64)> = (1..=9).map(|at| (f64::from(at), -math::pow(10.0, f64::from(at)))).collect();
    let hole = vec![(1.0, 5.0), (2.0, f64::NAN), (3.0, f64::INFINITY), (4.0, 2.0), (5.0, 1.0)];
    let same = vec![line(hole.clone()), line(hole.clone()), line(hole.clone()), line(hole.clone()), line(hole.clone())];
    let cases = [vec![], vec![line(vec![])], vec![line(vec![(3.0, 3.0)])], vec![line(flat)], vec![line(steep)], same];
    for (lines, log) in cases.into_iter().flat_map(|lines| [(lines.clone(), false), (lines, true)]) {
        let kind = Kind { log, time: false };
        let panel = Panel { print: &print, kind, lines, limit: Some(Limit { at: 3.0, label: "enough".to_owned() }) };
        let marks = (1..=5).map(|at| Mark { at: f64::from(at), label: format!("a mark at {at}") }).collect();
        let axis = "variable".to_owned();
        let spec = CurveSpec { words: Words::default(), axis, print: &print, kind, marks, panels: vec![panel] };
        clean(&for_screens(&fonts, |sheet| curve(&spec, sheet)), &fonts);
    }
}

/// Prints midnights as dates and other times by the clock, as long as the longest month makes them.
fn long_dates(seconds: f64) -> String {
    let hours = seconds / 3600.0;
    if hours % 24.0 == 0.0 {
        format!("{} সেপ্টেম্বর", 1.0 + hours / 24.0)
    } else {
        format!("{:02}:00", hours % 24.0)
    }
}

#[test]
fn a_timeline_over_days_has_dates_beside_it_and_room_for_them() {
    const DAY: f64 = 86_400.0;
    let fonts = Fonts::embedded();
    for days in [2.0, 11.0, 60.0] {
        let event = |at: f64, until: Option<f64>| Event {
            at,
            until,
            time: long_dates(at),
            text: "কিছু একটা ঘটে, আর তা বলতে একটু জায়গা লাগে ".repeat(4),
            key: until.is_none(),
            turn: None,
        };
        let phases =
            vec![Phase {
                from: 15_000.0, to: days * DAY, label: "ব্যবহারকারীরা ভুগছেন".to_owned(), role: Role::Bad
            }];
        let events = vec![event(15_000.0, None), event(DAY, Some(2.0 * DAY)), event(days * DAY, None)];
        let spec = TimelineSpec { words: Words::default(), clock: &long_dates, zone: "UTC".to_owned(), phases, events };
        let drawing = for_screens(&fonts, |sheet| timeline(&spec, sheet));
        clean(&drawing, &fonts);
        let dates =
            drawing.labels.iter().filter(|label| label.anchor == Anchor::End && label.text.contains("সেপ্টেম্বর"));
        let texts: BTreeSet<&str> = dates.clone().map(|label| label.text.as_str()).collect();
        assert!(!texts.is_empty() && texts.len() == dates.count(), "{days}: {texts:?}");
    }
}

#[test]
fn a_curve_over_days_has_dates_below_it() {
    let fonts = Fonts::embedded();
    for (hours, peak) in [(30, 1.0), (142, 0.86), (264, 0.175)] {
        let mean: Vec<f64> = (0..=hours).map(|hour| peak / f64::from(1 + hour)).collect();
        let spec = SeriesSpec {
            words: Words::default(),
            clock: &long_dates,
            value: &|share| format!("{share:.2}"),
            axis: "কত ভাগ আক্রান্ত".to_owned(),
            start: 14_400.0,
            step: 3600.0,
            top: Some(1.0),
            p05: Vec::new(),
            p95: Vec::new(),
            mean,
            mean_label: "মডেল, গড়".to_owned(),
            band_label: String::new(),
            milestones: vec![Milestone {
                at: 15_000.0, time: "০৪:০৯".to_owned(), name: "প্রভাব শুরু".to_owned()
            }],
            peak: None,
            gap: None,
            thresholds: Vec::new(),
        };
        let drawing = for_screens(&fonts, |sheet| series(&spec, sheet));
        clean(&drawing, &fonts);
        assert!(drawing.labels.iter().any(|label| label.text.contains("সেপ্টেম্বর")), "{hours}");
        let levels =
            drawing.labels.iter().filter(|label| label.text.starts_with("0.") || label.text.starts_with("1.0"));
        assert!((4..=7).contains(&levels.count()), "{hours}");
    }
}

#[test]
fn combinations_of_one_value_of_none_or_below_nothing_are_drawn() {
    let fonts = Fonts::embedded();
    let row = |on: bool, mean: Option<f64>| FactorialRow {
        on: vec![on; 5],
        mean,
        interval: mean.map(|mean| (mean - 1.0, mean + 1.0)),
        value: mean.map_or_else(|| "never".to_owned(), print),
        added: mean,
    };
    let cases = [
        vec![],
        vec![row(false, None)],
        vec![row(false, Some(0.0)), row(true, Some(-40.0))],
        vec![row(true, Some(7.0))],
    ];
    for (rows, from_zero) in cases.into_iter().flat_map(|rows| [(rows.clone(), true), (rows, false)]) {
        let switch = Switch { key: "A".to_owned(), label: "a switch whose words go on and on ".repeat(6) };
        let spec = FactorialSpec {
            words: Words::default(),
            switches: vec![switch; 5],
            groups: vec![Group { title: "all".to_owned(), rows }],
            axis: "an axis ".repeat(20),
            print: &print,
            time: false,
            from_zero,
            base_label: "as it happened, in every run that was made".to_owned(),
            added_label: "if each did only what it does alone ".repeat(5),
        };
        clean(&for_screens(&fonts, |sheet| factorial(&spec, sheet)), &fonts);
    }
}

#[test]
fn tornadoes_on_one_side_or_with_missing_ends_are_drawn() {
    let fonts = Fonts::embedded();
    let bar = |low: Option<f64>, high: Option<f64>| TornadoBar {
        label: "a parameter with a name that goes on and on and on and on".to_owned(),
        deciding: low.is_none(),
        low: ("10 microseconds".to_owned(), low),
        high: ("100 microseconds".to_owned(), high),
        turn: high.is_some().then(|| "turns at 30.5 microseconds".to_owned()),
    };
    let cases = [
        vec![],
        vec![bar(None, None)],
        vec![bar(None, Some(5.0)), bar(Some(4.0), Some(5.0)), bar(Some(1.0), Some(1.0))],
        vec![bar(Some(-30.0), Some(2.4)), bar(Some(2.0), Some(2.5))],
    ];
    for (rows, bound) in cases.into_iter().flat_map(|rows| [1.0, 2.5, 40.0].map(|bound| (rows.clone(), bound))) {
        let spec = TornadoSpec {
            words: Words::default(),
            axis: "result".to_owned(),
            print: &print,
            time: false,
            declared: 1.0,
            declared_label: "as declared: 1".to_owned(),
            bound,
            bound_label: format!("claimed: at most {bound}"),
            holds_above: bound > 2.0,
            holds_label: "holds".to_owned(),
            end_labels: ("low end".to_owned(), "high end".to_owned()),
            rows,
        };
        clean(&for_screens(&fonts, |sheet| tornado(&spec, sheet)), &fonts);
    }
}

#[test]
fn tiles_many_or_few_keep_to_themselves() {
    let fonts = Fonts::embedded();
    let long = "a name that goes on for rather longer than anyone would like it to, and then for a while more";
    for (columns, rows) in [(0, 2), (1, 1), (2, 24), (24, 2)] {
        let axis = |count: usize| Axis {
            title: long.to_owned(),
            labels: (0..count).map(|at| format!("{}.{at} min", at * 1000)).collect(),
            own: count.checked_sub(1).map(|last| last as f64),
        };
        let tile = |at: usize| Tile {
            shade: (!at.is_multiple_of(5)).then_some(at as f64 / 7.0),
            label: if at.is_multiple_of(3) { "1,234,567 min".to_owned() } else { print(at as f64) },
            wanted: at.is_multiple_of(2),
            undecided: at.is_multiple_of(3),
        };
        let panel = || HeatPanel { title: long.to_owned(), tiles: (0..columns * rows).map(tile).collect() };
        let spec = HeatSpec {
            words: Words::default(),
            across: axis(columns),
            upwards: axis(rows),
            measure: long.to_owned(),
            ramp: vec![
                (0.0, "1,234,567".to_owned()),
                (0.02, "2".to_owned()),
                (0.9, "3".to_owned()),
                (1.0, "4".to_owned()),
            ],
            limit: (columns > 1).then(|| Parting {
                at: [0.0, 0.02, 1.0][rows % 3],
                below: rows > 2,
                wanted: long.to_owned(),
                sides: ["does hold".to_owned(), "does not hold".to_owned()],
            }),
            undecided: Some(long.to_owned()),
            own: Some(long.to_owned()),
            panels: vec![panel(), panel()],
        };
        clean(&for_screens(&fonts, |sheet| heat(&spec, sheet)), &fonts);
    }
}
