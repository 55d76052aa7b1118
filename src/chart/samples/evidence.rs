//! The charts of what the model gives.

use super::{Tongue, at};
use crate::base::math;
use crate::chart::drawing::{Drawing, Role};
use crate::chart::effects::{self, Bound, EffectRow, EffectsSpec};
use crate::chart::for_screens;
use crate::chart::hypotheses::{self, HypothesesSpec, HypothesisRow};
use crate::chart::series::{self, Gap, Milestone, Peak, SeriesSpec, Threshold};
use crate::typography::Fonts;

/// Share of records gone `after` minutes of a life: evenly aged records, or records that run out at random.
fn gone(after: f64, life: f64, even: bool) -> f64 {
    if after <= 0.0 {
        0.0
    } else if even {
        f64::min(after / life, 1.0)
    } else {
        1.0 - math::exp(-after / life)
    }
}

/// Share of users with errors when clusters fail evenly over a stretch of minutes and records then run out.
fn failed(when: f64, (from, to): (f64, f64), life: f64, even: bool) -> f64 {
    let moment = |step: i32| from + (to - from) * (f64::from(step) + 0.5) / 200.0;
    (0..200).map(|step| gone(when - moment(step), life, even)).sum::<f64>() / 200.0
}

pub(super) fn hypotheses(tongue: Tongue, fonts: &Fonts) -> Drawing {
    let values: Vec<f64> = (1..=60).map(f64::from).collect();
    let row = |(bangla, english): (&str, &str), from: f64, to: f64, even: bool| {
        let at_all_lives = |when: f64| values.iter().map(|life| failed(when, (from, to), *life, even)).collect();
        let (minor, maximum): (Vec<f64>, Vec<f64>) = (at_all_lives(16.0), at_all_lives(40.0));
        let fits = |low: f64, high: f64| -> Vec<bool> {
            minor.iter().zip(&maximum).map(|(minor, maximum)| *minor <= low + 1e-9 && *maximum >= high - 1e-9).collect()
        };
        let (strict, loose) = (fits(0.1, 0.95), fits(0.25, 0.85));
        let range = |flags: &[bool]| {
            let first = flags.iter().position(|flag| *flag)?;
            let last = flags.iter().rposition(|flag| *flag)?;
            Some(tongue.digits(&format!("{}–{}", first + 1, last + 1)))
        };
        let finding = match (range(&strict), range(&loose)) {
            (Some(range), _) => format!("{range} {}", tongue.say("মিনিটে মেলে", "min fits")),
            (None, Some(range)) => {
                format!("{} {range} {}", tongue.say("শিথিল পাঠে", "loosely"), tongue.say("মিনিট", "min"))
            }
            (None, None) => tongue.say("কোথাও মেলে না", "fits nowhere"),
        };
        HypothesisRow {
            group: tongue.say(bangla, english),
            label: if even {
                tongue.say("বয়স সমান ছড়ানো", "ages spread evenly")
            } else {
                tongue.say("মেয়াদ এলোমেলো", "lives at random")
            },
            minor,
            maximum,
            strict,
            loose,
            finding,
        }
    };
    let a = ("ক. রোলআউট পৌঁছালেই ক্লাস্টার অচল", "A. Each cluster fails when the rollout reaches it");
    let b = ("খ. বড় ক্লাস্টার অচল হয় ১৫:১২ থেকে ১৫:২০-এর মধ্যে", "B. The large clusters fail between 15:12 and 15:20");
    let c = ("গ. ১৫:১২-তে সব ক্লাস্টার একসঙ্গে অচল", "C. All clusters fail at 15:12");
    let spec = HypothesesSpec {
        words: tongue.words("designs/onset"),
        values: values.clone(),
        value: &|value| tongue.number(value),
        axis: tongue.say("DNS ক্যাশের মেয়াদ, মিনিট", "Life of a cached DNS record, minutes"),
        share: &|share| tongue.percent(share),
        minor_label: tongue.clock(at(15, 16)),
        minor_words: tongue.say("১৫:১৬-তে আক্রান্ত ট্রাফিকের যতটা ব্যর্থ", "Share of the traffic failing at 15:16"),
        maximum_label: tongue.clock(at(15, 40)),
        maximum_words: tongue.say("১৫:৪০-এ আক্রান্ত ট্রাফিকের যতটা ব্যর্থ", "Share of the traffic failing at 15:40"),
        bounds: (0.1, 0.95),
        mark: Some((20.0, tongue.say("উৎসে: ২০ মিনিট", "published: 20 min"))),
        strict_label: tongue
            .say("দুই শর্তই মেলে: ১৫:১৬-তে অল্প, ১৫:৪০-এ সর্বোচ্চ", "both windows met: minor at 15:16, maximum at 15:40"),
        loose_label: tongue.say("শুধু শিথিল পাঠে মেলে", "met only under the looser reading"),
        rows: [(a, -9.0, 20.0), (b, 12.0, 20.0), (c, 12.0, 12.001)]
            .into_iter()
            .flat_map(|(name, from, to)| [row(name, from, to, true), row(name, from, to, false)])
            .collect(),
    };
    for_screens(fonts, |sheet| hypotheses::hypotheses(&spec, sheet))
}

type Effect = (&'static str, &'static str, f64, f64, f64, &'static str, &'static str, Role);

const EFFECTS: [Effect; 4] = [
    (
        "লোডের চাপে বন্ধ হয় না, এমন একটা পথ রাখুন",
        "Keep a way in that load cannot close",
        -64.2,
        3.1,
        -50.0,
        "টেকে",
        "holds",
        Role::Good,
    ),
    (
        "টেলিমেট্রির কলে একটা সীমা বেঁধে দিন",
        "Put a ceiling on the calls of the telemetry",
        -99.1,
        0.4,
        -90.0,
        "টেকে",
        "holds",
        Role::Good,
    ),
    (
        "শুধু রোলব্যাক করলেই চলত",
        "Rolling the change back would have been enough",
        148.0,
        22.0,
        10.0,
        "টেকে না",
        "fails",
        Role::Bad,
    ),
    (
        "ধাপের মাঝে বেশি সময় দিলেই যথেষ্ট",
        "A longer wait between waves is enough",
        -41.0,
        12.5,
        -50.0,
        "নির্ভর করে ক্যাশের মেয়াদের ওপর",
        "depends on the life of cached records",
        Role::Open,
    ),
];

pub(super) fn effects(tongue: Tongue, fonts: &Fonts) -> Drawing {
    let row = |(bangla, english, effect, half, bound, verdict_bangla, verdict_english, role): Effect| {
        let (low, high) = (effect - half, effect + half);
        EffectRow {
            label: tongue.say(bangla, english),
            effect: 1.0 + effect / 100.0,
            interval: Some((1.0 + low / 100.0, 1.0 + high / 100.0)),
            bound: Some(Bound { at: 1.0 + bound / 100.0, below: bound < 0.0 }),
            value: tongue.say(
                &format!("{} ({} থেকে {})", tongue.change(effect), tongue.change(low), tongue.change(high)),
                &format!("{} ({} to {})", tongue.change(effect), tongue.change(low), tongue.change(high)),
            ),
            verdict: tongue.say(verdict_bangla, verdict_english),
            role,
        }
    };
    let spec = EffectsSpec {
        words: tongue.words("effects"),
        ratio: &|ratio| {
            let number = tongue.number(math::round(ratio * 100.0) / 100.0);
            tongue.say(&format!("{number} গুণ"), &format!("×{number}"))
        },
        axis: tongue.say("এরর-মিনিট: মূল রানের কত গুণ", "Error minutes, as multiples of the base run"),
        one_label: tongue.say("যেমন ঘটেছিল", "as it happened"),
        zero_label: tongue.say("শূন্যে", "to zero"),
        bound_label: tongue.say("দাবি", "claimed"),
        met_label: tongue.say("এই অংশে পড়লে দাবি মেলে", "where the claim is met"),
        rows: EFFECTS.into_iter().map(row).collect(),
    };
    for_screens(fonts, |sheet| effects::effects(&spec, sheet))
}

pub(super) fn series(tongue: Tongue, fonts: &Fonts) -> Drawing {
    // Up while caches run out, a plateau, down cluster by cluster.
    let share = |minute: f64, shift: f64| {
        let up = gone(minute - 22.0 - shift, 24.0, true);
        let down = gone(minute - 130.0 - 6.0 * shift, 160.0 + 8.0 * shift, true);
        0.97 * math::pow(up, 1.5) * (1.0 - down)
    };
    let curve = |shift: f64| -> Vec<f64> { (0..=360).map(|minute| share(f64::from(minute), shift)).collect() };
    let mark = |when, bangla: &str, english: &str| Milestone {
        at: when,
        time: tongue.clock(when),
        name: tongue.say(bangla, english),
    };
    let (early, late) = (curve(-2.0), curve(3.0));
    let spec = SeriesSpec {
        words: tongue.words("runs/base/users-error"),
        clock: &|seconds| tongue.clock(seconds),
        value: &|share| tongue.percent(share),
        axis: tongue.say("যত শতাংশ ব্যবহারকারী এরর দেখেন", "Share of users who see errors"),
        start: at(14, 51),
        step: 60.0,
        top: Some(1.0),
        mean: curve(0.0),
        p05: early.iter().zip(&late).map(|(a, b)| a.min(*b)).collect(),
        p95: early.iter().zip(&late).map(|(a, b)| a.max(*b)).collect(),
        mean_label: tongue.say("মডেল, গড়", "model, mean"),
        band_label: tongue.say("৯০% রান এর ভেতরে", "90 % of runs"),
        milestones: vec![
            mark(at(15, 13), "অ্যালার্ট", "alert"),
            mark(at(15, 16), "প্রথম এরর", "first errors"),
            mark(at(15, 40), "সর্বোচ্চ প্রভাব", "maximum impact"),
            mark(at(16, 36), "প্রথম ক্লাস্টার সচল", "first cluster back"),
            mark(at(17, 36), "API সচল", "API largely back"),
            mark(at(17, 45), "ChatGPT সচল", "ChatGPT largely back"),
            mark(at(19, 38), "সব ক্লাস্টার সচল", "all clusters back"),
        ],
        peak: Some(Peak {
            at: at(16, 20),
            until: at(16, 40),
            value: 0.97,
            label: tongue.say("সর্বোচ্চ ৯৭%, ১৬:২০-এ", "peak: 97 % at 16:20"),
        }),
        gap: Some(Gap {
            from: at(19, 38),
            to: at(20, 30),
            label: tongue.say("মেলে না: নথিতে আগেই শেষ", "not reproduced: over sooner in the record"),
        }),
        thresholds: vec![Threshold { at: 0.1, label: tongue.say("অল্প: ১০%", "minor: 10 %") }],
    };
    for_screens(fonts, |sheet| series::series(&spec, sheet))
}
