//! The charts of what designs give.

use super::Tongue;
use crate::base::math;
use crate::chart::curve::{self, CurveSpec, Kind, Limit, Line, Mark, Note, Panel};
use crate::chart::drawing::{Drawing, Point};
use crate::typography::Fonts;

/// Samples a formula evenly on a logarithmic axis.
fn sampled(low: f64, high: f64, formula: impl Fn(f64) -> f64) -> Vec<Point> {
    let at = |step: u32| low * math::pow(high / low, f64::from(step) / 120.0);
    (0..=120).map(|step| (at(step), formula(at(step)))).collect()
}

fn line(label: String, points: Vec<Point>) -> Line {
    Line { label, points, notes: Vec::new(), crossings: Vec::new() }
}

/// The load of a control plane over the cluster's size, with the sizes of test and production.
pub(super) fn scale(tongue: Tongue, fonts: &Fonts) -> Drawing {
    let load = |n: f64| n * (0.002 + 0.00002 * 30.0 * n) / 60.0 / 96.0;
    let nodes = |n: f64| tongue.number(math::round(n));
    let share = |share: f64| {
        let percent = share * 100.0;
        let number =
            if percent >= 10.0 { format!("{percent:.0}") } else { format!("{}", (percent * 1e3).round() / 1e3) };
        tongue.say(&format!("{}%", tongue.digits(&number)), &format!("{number} %"))
    };
    let meets = 3095.0;
    let mark = |at: f64, bangla: &str, english: &str| Mark {
        at,
        label: format!("{}: {}", tongue.say(bangla, english), nodes(at)),
    };
    let label = tongue
        .say("টেলিমেট্রির লোড, API সার্ভারের সক্ষমতার ভাগে", "Load of the telemetry, as a share of the API servers' capacity");
    let note = |at: f64, label: String| Note { at: (at, load(at)), label };
    let spec = CurveSpec {
        words: tongue.words("designs/scale"),
        axis: tongue.say("ক্লাস্টারে নোডের সংখ্যা (লগ স্কেল)", "Nodes in a cluster (log scale)"),
        print: &nodes,
        kind: Kind { log: true, time: false },
        marks: vec![
            mark(100.0, "টেস্ট", "test"),
            mark(300.0, "স্টেজিং", "staging"),
            mark(7500.0, "প্রোডাকশন", "production"),
        ],
        panels: vec![Panel {
            print: &share,
            kind: Kind { log: true, time: false },
            lines: vec![Line {
                notes: [100.0, 300.0, 7500.0].map(|at| note(at, share(load(at)))).into(),
                crossings: vec![note(
                    meets,
                    tongue.say("৩,০৯৫ থেকে বেশি হলে সীমার ওপরে", "over the limit from 3,095 on"),
                )],
                ..line(label, sampled(10.0, 7500.0, load))
            }],
            limit: Some(Limit { at: 1.0, label: tongue.say("সক্ষমতা: ১০০%", "capacity: 100 %") }),
        }],
    };
    curve::curve(&spec, fonts)
}

/// Lines of two dimensions over a duration: how late an alert comes and how much is hidden, by the life of records.
pub(super) fn masking(tongue: Tongue, fonts: &Fonts) -> Drawing {
    let minutes = |seconds: f64| {
        let number = tongue.number(math::round(seconds / 6.0) / 10.0);
        tongue.say(&format!("{number} মিনিট"), &format!("{number} min"))
    };
    let share = |share: f64| tongue.percent(share);
    let points = |formula: &dyn Fn(f64) -> f64| -> Vec<Point> {
        (1..=60).map(|minute| (f64::from(minute) * 60.0, formula(f64::from(minute) * 60.0))).collect()
    };
    let late = |weight: f64| points(&|ttl: f64| ttl * 0.01 / weight);
    let delays = vec![
        line(tongue.say("সব ক্লাস্টার অচল হলে দেরি", "Delay when every cluster fails"), late(1.0)),
        line(tongue.say("দশটির একটি অচল হলে দেরি", "Delay when one cluster in ten fails"), late(0.1)),
        line(tongue.say("বারোটির একটি অচল হলে দেরি", "Delay when one in twelve fails"), late(1.0 / 12.0)),
    ];
    let hidden = points(&|ttl: f64| math::exp(-300.0 / ttl));
    let spec = CurveSpec {
        words: tongue.words("designs/masking"),
        axis: tongue.say("DNS রেকর্ডের মেয়াদ", "Life of a DNS record"),
        print: &minutes,
        kind: Kind { log: false, time: true },
        marks: vec![Mark { at: 1200.0, label: tongue.say("উৎসে: ২০ মিনিট", "source: 20 min") }],
        panels: vec![
            Panel {
                print: &minutes,
                kind: Kind { log: false, time: true },
                lines: delays,
                limit: Some(Limit {
                    at: 120.0, label: tongue.say("এক ধাপের সময়: ২ মিনিট", "one wave: 2 min")
                }),
            },
            Panel {
                print: &share,
                kind: Kind::default(),
                lines: vec![line(
                    tongue.say("পাঁচ মিনিটেও যতটা চোখে পড়ে না", "Share still hidden after five minutes"),
                    hidden,
                )],
                limit: None,
            },
        ],
    };
    curve::curve(&spec, fonts)
}
