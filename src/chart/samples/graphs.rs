//! Causes, lengths and exposure with data that no one plans for.

use super::Tongue;
use crate::chart::Words;
use crate::chart::causal::{CausalSpec, Cause, causal};
use crate::chart::drawing::{Drawing, Point, Role, Shape};
use crate::chart::durations::{DurationsSpec, Lasted, Strip, durations};
use crate::chart::exposure::{Course, ExposureSpec, exposure};
use crate::chart::for_screens;
use crate::chart::geometry::{Rect, faults};
use crate::chart::series::Milestone;
use crate::typography::Fonts;

fn clean(drawing: &Drawing, fonts: &Fonts) {
    assert_eq!(faults(drawing, fonts), Vec::<String>::new());
    assert!(!drawing.svg_paths(fonts).contains("NaN") && !drawing.svg_text("picture", "wide", None).contains("inf"));
    assert!(drawing.narrow.as_ref().is_none_or(|narrow| narrow.width < 360.0 && narrow.takeaway == drawing.takeaway));
}

fn graph(links: &[(usize, &[usize], &[usize])]) -> CausalSpec {
    let cause = |(index, (_, leads_to, loops_to)): (usize, &(usize, &[usize], &[usize]))| Cause {
        number: (index + 1).to_string(),
        text: "a cause with a few more words than it needs".to_owned(),
        leads_to: leads_to.to_vec(),
        loops_to: loops_to.to_vec(),
    };
    CausalSpec {
        words: Words::default(),
        causes: links.iter().enumerate().map(cause).collect(),
        leads_to: "leads to".to_owned(),
        loops_to: "feeds back into".to_owned(),
    }
}

fn bounds(points: &[Point]) -> Rect {
    let fold = |of: fn(&Point) -> f64, start: f64, pick: fn(f64, f64) -> f64| points.iter().map(of).fold(start, pick);
    Rect {
        left: fold(|point| point.0, f64::MAX, f64::min),
        top: fold(|point| point.1, f64::MAX, f64::min),
        right: fold(|point| point.0, f64::MIN, f64::max),
        bottom: fold(|point| point.1, f64::MIN, f64::max),
    }
}

/// Boxes apart from one another, every way around them, and inside the picture.
fn ways_keep_clear(drawing: &Drawing) {
    let boxes: Vec<Rect> = drawing
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Area { points, role: Role::Band, .. } if points.len() > 10 => Some(bounds(points)),
            Shape::Area { .. } | Shape::Line { .. } | Shape::Dot { .. } => None,
        })
        .collect();
    for (index, one) in boxes.iter().enumerate() {
        assert!(boxes[..index].iter().all(|other| !one.touches(*other)), "{one:?}");
        assert!(one.left >= 0.0 && one.right <= drawing.width, "{one:?}");
    }
    let mut ways = 0;
    for shape in &drawing.shapes {
        let Shape::Line { points, role: Role::Muted | Role::Second, .. } = shape else { continue };
        ways += 1;
        let all = bounds(points);
        assert!(all.left >= 0.0 && all.right <= drawing.width && all.bottom <= drawing.height, "{all:?}");
        for one in &boxes {
            let inner =
                Rect { left: one.left + 1.5, top: one.top + 1.5, right: one.right - 1.5, bottom: one.bottom - 1.5 };
            assert!(points.windows(2).all(|pair| !inner.crossed(pair[0], pair[1])), "{one:?} {points:?}");
        }
    }
    assert!(ways > 0);
}

#[test]
fn causes_with_many_links_rings_and_no_links_are_drawn_around_their_boxes() {
    let fonts = Fonts::embedded();
    let dense = graph(&[
        (0, &[2, 3, 9], &[]),
        (1, &[3], &[]),
        (2, &[4, 5], &[0]),
        (3, &[4, 5, 6], &[1, 0]),
        (4, &[7], &[2]),
        (5, &[7, 8], &[0]),
        (6, &[8], &[6]),
        (7, &[9], &[4, 5]),
        (8, &[9, 3], &[0, 40]),
        (9, &[], &[0, 7]),
        (10, &[], &[9]),
        (11, &[], &[]),
    ]);
    let fan = graph(&[
        (0, &[1, 2, 3, 4, 5, 6], &[]),
        (1, &[], &[]),
        (2, &[], &[0]),
        (3, &[], &[0]),
        (4, &[], &[]),
        (5, &[], &[]),
        (6, &[], &[0]),
    ]);
    // Sixteen ways back leave no room for boxes on a phone.
    for (spec, phone) in [(dense, false), (fan, true)] {
        let drawing = causal(&spec, &fonts);
        assert_eq!(drawing.narrow.is_some(), phone);
        clean(&drawing, &fonts);
        ways_keep_clear(&drawing);
        if let Some(narrow) = &drawing.narrow {
            ways_keep_clear(narrow);
        }
    }
    clean(&causal(&graph(&[]), &fonts), &fonts);
    clean(&causal(&graph(&[(0, &[], &[])]), &fonts), &fonts);
}

#[test]
fn lengths_from_seconds_to_weeks_alike_or_missing_are_drawn() {
    let fonts = Fonts::embedded();
    let point = |seconds: f64| Lasted {
        name: "A service with a rather long name of its own".to_owned(),
        date: "11 December 2024".to_owned(),
        seconds: (!(89_000.0..=91_000.0).contains(&seconds)).then_some(seconds),
        value: "about 10 days 20 h".to_owned(),
        about: seconds > 1e5,
    };
    let strip = |all: &[f64], median: Option<f64>| Strip {
        title: "From first impact until largely back".to_owned(),
        points: all.iter().copied().map(point).collect(),
        median: median.map(|seconds| (seconds, "median 4 h 22 min, n = 5".to_owned())),
        notes: vec![
            "No such time in the record: this one and that one and a third and a fourth that has a long name."
                .to_owned();
            2
        ],
    };
    for strips in [
        vec![strip(&[30.0, 4000.0, 4000.0, 90_000.0, 2e6], Some(4000.0)), strip(&[], None)],
        vec![strip(&[60.0], None)],
        vec![strip(&[-180.0, 0.0, 60.0], None), strip(&[4000.0, 2e6], Some(4000.0))],
        vec![strip(&[600.0, 600.0, 600.0], Some(600.0)), strip(&[61.0, 3e6], None)],
        vec![strip(&[], None)],
    ] {
        let told = |seconds: f64| format!("{seconds} s");
        let spec = DurationsSpec { words: Words::default(), print: &told, edge: "0 or before".to_owned(), strips };
        clean(&for_screens(&fonts, |sheet| durations(&spec, sheet)), &fonts);
    }
}

#[test]
fn exposure_of_nobody_of_all_at_once_or_with_names_that_find_no_room_is_drawn() {
    let fonts = Fonts::embedded();
    let course = |values: &[f64], words: &str| Course {
        label: words.to_owned(),
        figure: "72,000 at most".to_owned(),
        values: values.to_vec(),
    };
    let long = "A name that goes on for so long that it needs several lines wherever it is put: 72,000 at most";
    let up: Vec<f64> = (0..60).map(|at| f64::min(f64::from(at), 30.0) * 1000.0).collect();
    let down: Vec<f64> = (0..60).map(|at| f64::from(if at < 30 { at } else { 60 - at }) * 1000.0).collect();
    for (now, ever) in
        [(vec![0.0; 60], vec![0.0; 60]), (vec![9.0; 60], vec![9.0; 60]), (down, up), (vec![5.0], vec![5.0])]
    {
        for bangla in [true, false] {
            let tongue = Tongue { code: "en", bangla };
            let spec = ExposureSpec {
                words: Words::default(),
                clock: &|seconds| tongue.clock(seconds),
                value: &|value| tongue.number(value),
                axis: "devices".to_owned(),
                start: 3600.0,
                start_label: bangla.then(|| "২৫ ডিসেম্বর, ০১:০০".to_owned()),
                step: 600.0,
                band: (now.clone(), ever.clone()),
                now: course(&now, "have it at that moment"),
                ever: course(&ever, "had it at some time: 30,000"),
                lessons: vec![course(&now, long), course(&vec![0.0; now.len()], long), course(&ever, long)],
                whole: Some((40_000.0, "all 40,000 devices".to_owned())),
                withdrawn: Some(Milestone { at: 9000.0, time: "02:30".to_owned(), name: "withdrawn".to_owned() }),
                milestones: vec![Milestone {
                    at: 10_200.0,
                    time: "02:50".to_owned(),
                    name: "something else".to_owned(),
                }],
            };
            clean(&for_screens(&fonts, |sheet| exposure(&spec, sheet)), &fonts);
        }
    }
}
