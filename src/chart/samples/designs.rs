//! The charts of what designs give.

use super::Tongue;
use crate::base::math;
use crate::chart::curve::{self, CurveSpec, Kind, Limit, Line, Mark, Note, Panel};
use crate::chart::drawing::{Drawing, Point};
use crate::chart::factorial::{self, FactorialRow, FactorialSpec, Group, Switch};
use crate::chart::for_screens;
use crate::chart::heat::{self, Axis, HeatPanel, HeatSpec, Parting, Tile};
use crate::chart::tornado::{self, TornadoBar, TornadoSpec};
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
    for_screens(fonts, |sheet| curve::curve(&spec, sheet))
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
    for_screens(fonts, |sheet| curve::curve(&spec, sheet))
}

/// Three switches that do nothing alone and nearly everything together.
pub(super) fn waves(tongue: Tongue, fonts: &Fonts) -> Drawing {
    let minutes = |number: f64| {
        let number = tongue.number(math::round(number * 10.0) / 10.0);
        tongue.say(&format!("{number} মিনিট"), &format!("{number} min"))
    };
    let keys = [("ক", "A"), ("খ", "B"), ("গ", "C")];
    let labels = [
        (
            "দুই ধাপের মাঝে ত্রিশ মিনিট, DNS রেকর্ডের মেয়াদের চেয়ে বেশি",
            "Thirty minutes between waves, longer than a DNS record lives; small clusters still come first",
        ),
        ("প্রতিটি ধাপে সব আকারের ক্লাস্টার", "Every wave has clusters of every size"),
        (
            "গেট দেখে কন্ট্রোল প্লেনের লোড, ব্যবহারকারীর এরর নয়",
            "The gate watches the control plane's load, not users' errors",
        ),
    ];
    let means = [96.2, 97.0, 91.4, 96.2, 60.3, 95.8, 88.0, 7.4];
    let row = |subset: usize| {
        let mean = means[subset];
        let alone = (0..3).filter(|place| subset >> place & 1 == 1).map(|place| means[1 << place] - means[0]);
        FactorialRow {
            on: (0..3).map(|place| subset >> place & 1 == 1).collect(),
            mean: Some(mean * 60.0),
            interval: Some(((mean - 1.8) * 60.0, (mean + 1.8) * 60.0)),
            value: minutes(mean),
            added: (subset.count_ones() > 1).then(|| (means[0] + alone.sum::<f64>()) * 60.0),
        }
    };
    let group = |bangla: &str, english: &str, rows: &[usize]| Group {
        title: tongue.say(bangla, english),
        rows: rows.iter().map(|subset| row(*subset)).collect(),
    };
    let spec = FactorialSpec {
        words: tongue.words("designs/waves"),
        switches: keys
            .into_iter()
            .zip(labels)
            .map(|(key, label)| Switch { key: tongue.say(key.0, key.1), label: tongue.say(label.0, label.1) })
            .collect(),
        groups: vec![
            group("কোনোটি নয়", "none", &[0]),
            group("একটি", "one alone", &[1, 2, 4]),
            group("দুটি একসঙ্গে", "two together", &[3, 5, 6]),
            group("তিনটিই একসঙ্গে", "all three together", &[7]),
        ],
        axis: tongue.say("এরর-মিনিট, গড় আর ৯৫% আস্থার পাল্লা", "Error minutes, mean with 95 % interval"),
        print: &|seconds| minutes(seconds / 60.0),
        time: true,
        from_zero: true,
        base_label: tongue.say("যেমন ঘটেছিল", "as it happened"),
        added_label: tongue
            .say("প্রতিটি শুধু একা যা করে তা-ই করলে এখানে থাকত", "where it would stand if each did only what it does alone"),
    };
    for_screens(fonts, |sheet| factorial::factorial(&spec, sheet))
}

/// A claim that turns with how much of the traffic can be moved.
pub(super) fn tornado(tongue: Tongue, fonts: &Fonts) -> Drawing {
    let bar = |(bangla, english): (&str, &str), low: (&str, f64), high: (&str, f64), deciding| TornadoBar {
        label: tongue.say(bangla, english),
        deciding,
        low: (tongue.digits(low.0), Some(low.1)),
        high: (tongue.digits(high.0), Some(high.1)),
        turn: deciding.then(|| tongue.say("উল্টে যায়: ২০ মিনিট", "turns at 20 min")),
    };
    let spec = TornadoSpec {
        words: tongue.words("tornado/break-glass"),
        axis: tongue.say("এরর-মিনিট, মূল রানের ভাগে", "Error minutes, as a share of the base run"),
        print: &|share| tongue.percent(share),
        time: false,
        declared: 0.36,
        declared_label: tongue.say("ঘোষিত মানে: ৩৬%", "as declared: 36 %"),
        bound: 0.5,
        bound_label: tongue.say("দাবি: বড়জোর ৫০%", "claimed: at most 50 %"),
        holds_above: false,
        holds_label: tongue.say("টেকে", "holds"),
        end_labels: (
            tongue.say("পাল্লার নিচের প্রান্ত", "low end of its range"),
            tongue.say("পাল্লার ওপরের প্রান্ত", "high end of its range"),
        ),
        rows: vec![
            bar(
                (
                    "অ্যালার্ট থেকে ক্লাস্টার ছোট করা আর রোলব্যাকের প্রথম চেষ্টা",
                    "From the alert to scaling down and the first try at taking the change back",
                ),
                ("5", 0.2),
                ("45", 0.83),
                true,
            ),
            bar(("ক্যাশে DNS রেকর্ডের মেয়াদ", "Life of a DNS record in the cache"), ("5", 0.47), ("60", 0.22), false),
            bar(("একসঙ্গে যত ক্লাস্টারে কাজ চলে", "Clusters worked on at a time"), ("3", 0.455), ("40", 0.31), false),
            bar(
                ("আক্রান্ত ট্রাফিকের যতটা সরানো গেছে", "Share of affected traffic moved elsewhere"),
                ("0%", 0.40),
                ("40%", 0.43),
                false,
            ),
            bar(("মোট ক্লাস্টার", "Clusters in the fleet"), ("100", 0.36), ("500", 0.361), false),
        ],
    };
    for_screens(fonts, |sheet| tornado::tornado(&spec, sheet))
}

/// Overloaded clusters over cache life and wait, for two orders of a rollout.
pub(super) fn heat(tongue: Tongue, fonts: &Fonts) -> Drawing {
    let minutes = |minutes: &f64| {
        let number = tongue.number(*minutes);
        tongue.say(&format!("{number} মিনিট"), &format!("{number} min"))
    };
    let (lives, waits) = ([5.0, 10.0, 20.0, 40.0, 60.0], [1.0, 3.0, 7.0, 15.0, 30.0]);
    let tile = |count: f64, mark: &str| Tile {
        shade: (count >= 0.0).then_some(count / 40.0),
        label: if count < 0.0 { "–".to_owned() } else { format!("{mark}{}", tongue.number(count)) },
        wanted: count <= 10.0,
        undecided: !mark.is_empty(),
    };
    let caught = |life: f64, wait: f64| match wait / life {
        share if share >= 0.6 => tile(1.0, ""),
        share if share >= 0.3 => tile(6.9, "~"),
        share if share >= 0.1 => tile(19.9, ""),
        share if share >= 0.03 => tile(40.0, ""),
        _ => tile(-1.0, ""),
    };
    let cells = |count: &dyn Fn(f64, f64) -> Tile| {
        waits.iter().flat_map(|wait| lives.map(|life| count(life, *wait))).collect::<Vec<_>>()
    };
    let spec = HeatSpec {
        words: tongue.words("designs/bake-or-life"),
        across: Axis {
            title: tongue.say("ক্যাশের মেয়াদ", "cache life"),
            labels: lives.iter().map(minutes).collect(),
            own: Some(2.0),
        },
        upwards: Axis {
            title: tongue.say("↑ দুই ধাপের বিরতি", "↑ wait between waves"),
            labels: waits.iter().map(minutes).collect(),
            own: Some(1.5),
        },
        measure: tongue.say("সক্ষমতার বাইরে যাওয়া ক্লাস্টার, ৮টি রানের গড়", "Clusters overloaded, mean of 8 replications"),
        ramp: [(0.0, 0.0), (1.0, 3.3), (2.0, 6.7), (3.0, 10.0), (6.0, 20.0), (9.0, 30.0), (12.0, 40.0)]
            .map(|(twelfths, count)| (twelfths / 12.0, tongue.number(count)))
            .into(),
        limit: Some(Parting {
            at: 0.25,
            below: true,
            wanted: tongue.say("টেকে: বড়জোর মূল রানের ২৫% (১০)", "holds: at most 25 % of the base run (10)"),
            sides: [tongue.say("টেকে", "holds"), tongue.say("টেকে না", "does not hold")],
        }),
        undecided: Some(tongue.say("নিশ্চিত নয়", "undecided")),
        own: Some(tongue.say(
            "ইনসিডেন্টে যা ছিল: ক্যাশের মেয়াদ ২০ মিনিট, দুই ধাপের বিরতি ১০ মিনিট",
            "as in the incident: cache life 20 min, wait between waves 10 min",
        )),
        panels: vec![
            HeatPanel {
                title: tongue.say("ছোট ক্লাস্টার আগে", "Small clusters first"),
                tiles: cells(&|_, _| tile(40.0, "")),
            },
            HeatPanel {
                title: tongue.say("প্রতি ধাপে সব মাপের ক্লাস্টার", "Every wave of all sizes"), tiles: cells(&caught)
            },
        ],
    };
    for_screens(fonts, |sheet| heat::heat(&spec, sheet))
}
