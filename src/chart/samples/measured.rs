//! Charts of what was measured: lines that tremble, with gaps, beside a model and key times close to one another.

use super::{Tongue, at};
use crate::base::math;
use crate::chart::drawing::Drawing;
use crate::chart::for_screens;
use crate::chart::measured::{self, Line, MeasuredSpec, ModelLine};
use crate::chart::series::Milestone;
use crate::typography::Fonts;

/// Answers of a server that stops and comes back, in seconds from `start`; a tremble that is the same every time.
fn answers(second: u32) -> f64 {
    let tremble = f64::from(second * 7919 % 23) - 11.0;
    match second {
        0..240 | 600.. => 40.0 + tremble,
        240..252 => 70.0 + tremble,
        252..600 => 0.0,
    }
}

fn milestones(tongue: Tongue, start: f64) -> Vec<Milestone> {
    let all = [
        (240.0, "পরিবর্তন", "Change"),
        (252.0, "প্রভাব শুরু", "Impact begins"),
        (311.0, "শনাক্ত", "Detected"),
        (565.0, "মোটামুটি সচল", "Largely back"),
        (600.0, "পুরোপুরি সচল", "All back"),
    ];
    let mark = |(after, bangla, english): (f64, &str, &str)| Milestone {
        at: start + after,
        time: format!("{}:{}", tongue.clock(start + after), tongue.digits("09")),
        name: tongue.say(bangla, english),
    };
    all.into_iter().map(mark).collect()
}

/// One line beside the model and its band.
pub(super) fn beside_model(tongue: Tongue, fonts: &Fonts) -> Drawing {
    let start = at(10, 18);
    let values: Vec<(f64, f64)> = (0..840).map(|second| (start + f64::from(second), answers(second))).collect();
    let shown = (start, start + 839.0);
    let pieces = measured::pieces(&values, 2.0).iter().map(|piece| measured::thin(piece, shown)).collect();
    let mean: Vec<(f64, f64)> = (1..14)
        .map(|minute| (start + 60.0 * f64::from(minute), if (5..10).contains(&minute) { 0.3 } else { 40.0 }))
        .collect();
    let band = mean.iter().map(|(at, value)| (*at, f64::max(value - 6.0, 0.0), value + 6.0)).collect();
    let spec = MeasuredSpec {
        words: tongue.words("charts/model"),
        clock: &|seconds| tongue.clock(seconds),
        value: &|value| tongue.number(value),
        axis: tongue.say("প্রতি সেকেন্ডে", "a second"),
        shown,
        lines: vec![Line { label: tongue.say("উত্তর, মাপা", "answers, measured"), pieces }],
        model: Some(ModelLine { label: tongue.say("মডেল, গড়", "model, mean"), mean, band }),
        milestones: milestones(tongue, start),
    };
    for_screens(fonts, |sheet| measured::measured(&spec, sheet))
}

/// Three lines in a short stretch of time, one with gaps and a lone value, one below nought.
pub(super) fn with_gaps(tongue: Tongue, fonts: &Fonts) -> Drawing {
    let start = at(23, 59);
    let line = |bangla: &str, english: &str, of: &dyn Fn(f64) -> f64| {
        let values: Vec<(f64, f64)> = (0..120).map(f64::from).map(|second| (start + second, of(second))).collect();
        Line { label: tongue.say(bangla, english), pieces: measured::pieces(&values, 1.5) }
    };
    let gaps = |second: f64| {
        if (30.0..60.0).contains(&second) && math::abs(second - 45.0) > 0.5 { f64::NAN } else { 900.0 + second }
    };
    let spec = MeasuredSpec {
        words: tongue.words("charts/gaps"),
        clock: &|seconds| tongue.clock(seconds),
        value: &|value| tongue.number(value),
        axis: tongue.say("মিলিসেকেন্ড", "milliseconds"),
        shown: (start, start + 119.0),
        lines: vec![
            line("মধ্যমা", "median", &gaps),
            line("সময়ের তফাত", "clock skew", &|second| -200.0 - math::abs(second - 60.0)),
            line("স্থির", "steady", &|_| 300.0),
        ],
        model: None,
        milestones: Vec::new(),
    };
    for_screens(fonts, |sheet| measured::measured(&spec, sheet))
}
