//! Every chart in both languages with real words, held against what readers must never see.

use std::fmt::Write as _;
use std::io::Write as _;

use crate::base::math;
use crate::chart::Words;
use crate::chart::cafeteria::{CafeteriaSpec, Gathering, Growth, cafeteria};
use crate::chart::drawing::{Drawing, Role, Table};
use crate::chart::effects::{EffectRow, EffectsSpec, effects};
use crate::chart::geometry::faults;
use crate::chart::hypotheses::{HypothesesSpec, HypothesisRow, hypotheses};
use crate::chart::series::{Milestone, SeriesSpec, Threshold, series};
use crate::chart::timeline::{Event, Phase, TimelineSpec, timeline};
use crate::typography::Fonts;

/// The words of one language, Bangla first wherever both stand side by side.
#[derive(Clone, Copy)]
struct Tongue {
    code: &'static str,
    bangla: bool,
}

const TONGUES: [Tongue; 2] = [Tongue { code: "bn", bangla: true }, Tongue { code: "en", bangla: false }];

impl Tongue {
    fn say(self, bangla: &str, english: &str) -> String {
        if self.bangla { bangla.to_owned() } else { english.to_owned() }
    }

    fn digits(self, text: &str) -> String {
        let bangla = |char: char| match char.to_digit(10) {
            Some(digit) => char::from_u32(0x9e6 + digit).unwrap(),
            None => char,
        };
        if self.bangla { text.chars().map(bangla).collect() } else { text.to_owned() }
    }

    fn clock(self, seconds: f64) -> String {
        let minutes = math::round(seconds / 60.0) as u32;
        self.digits(&format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60))
    }

    fn number(self, value: f64) -> String {
        self.digits(&format!("{value}"))
    }

    fn percent(self, share: f64) -> String {
        let number = format!("{}", math::round(share * 100.0));
        if self.bangla { format!("{}%", self.digits(&number)) } else { format!("{number} %") }
    }

    fn change(self, percent: f64) -> String {
        let sign = if percent > 0.0 {
            "+"
        } else if percent < 0.0 {
            "−"
        } else {
            ""
        };
        format!("{sign}{}", self.percent(math::abs(percent) / 100.0))
    }

    fn words(self, id: &str) -> Words {
        Words {
            id: id.to_owned(),
            lang: self.code,
            takeaway: self.say("যা ছবিটা বলে, এক বাক্যে", "What it tells, <in> one sentence"),
            caption: self.say("ছবিতে যা আছে", "What it shows"),
            alt: self.say("যাঁরা দেখতে পান না, তাঁদের জন্য", "For those who do not see it & more"),
            table: Table { head: vec!["a".to_owned()], rows: vec![vec!["b".to_owned()]] },
        }
    }
}

const fn at(hour: u32, minute: u32) -> f64 {
    (hour * 3600 + minute * 60) as f64
}

fn sample_timeline(tongue: Tongue, fonts: &Fonts) -> Drawing {
    let rows: [(f64, bool, &str, &str); 15] = [
        (
            at(14, 23),
            false,
            "পরিবর্তন মূল কোডে যুক্ত হয়, রোলআউটের পাইপলাইন চালু হয়।",
            "The change is merged; the rollout pipeline starts.",
        ),
        (
            at(14, 51),
            true,
            "টেলিমেট্রি সার্ভিস একে একে সব ক্লাস্টারে বসতে থাকে।",
            "The telemetry service reaches cluster after cluster.",
        ),
        (
            at(15, 12),
            false,
            "মূল কারণের বিবরণে এই সময়টাকেই সার্ভিস বসানোর সময় বলা হয়েছে।",
            "The root-cause section gives this minute as the time of deployment.",
        ),
        (at(15, 13), true, "অ্যালার্ট বাজে; ব্যবহারকারীরা তখনো কিছু টের পাননি।", "Alerts fire; no user has noticed anything yet."),
        (
            at(15, 16),
            true,
            "প্রথম ব্যবহারকারীরা এরর দেখেন। প্রকৌশলীরা মূল কারণ চিহ্নিত করেন।",
            "First users see errors. Engineers name the root cause.",
        ),
        (at(15, 17), false, "স্ট্যাটাস পেজে প্রথম ঘোষণা: তদন্ত চলছে।", "The status page says: investigating."),
        (at(15, 27), false, "আক্রান্ত ক্লাস্টার থেকে ট্রাফিক সরানো শুরু হয়।", "Traffic is moved away from the affected clusters."),
        (at(15, 40), false, "প্রভাব সর্বোচ্চে পৌঁছায়।", "Impact at its maximum."),
        (
            at(16, 24),
            false,
            "তিনটি সেবাই অচল; সমাধান বসানো হচ্ছে বলে জানানো হয়।",
            "All three products are down, says the status page; a fix is on its way.",
        ),
        (at(16, 36), false, "প্রথম ক্লাস্টার সচল হয়।", "The first cluster recovers."),
        (at(16, 55), false, "কিছু অনুরোধ আবার সফল হতে থাকে।", "Some requests succeed again."),
        (at(17, 36), false, "API-র বড় অংশ সচল।", "The API is largely back."),
        (at(17, 45), true, "ChatGPT-র বড় অংশ সচল।", "ChatGPT is largely back."),
        (at(19, 1), false, "ChatGPT আর Sora পুরোপুরি সচল।", "ChatGPT and Sora are fully back."),
        (at(19, 38), true, "সব ক্লাস্টার আর API-র সব মডেল সচল।", "All clusters and all models of the API are back."),
    ];
    let event = |(when, key, bangla, english): (f64, bool, &str, &str)| {
        let until = (math::abs(when - at(14, 51)) < 1.0).then_some(at(15, 20));
        let time = until.map_or(tongue.clock(when), |end| format!("{}–{}", tongue.clock(when), tongue.clock(end)));
        Event { at: when, until, time, text: tongue.say(bangla, english), key }
    };
    let phase =
        |from, to, bangla: &str, english: &str, role| Phase { from, to, label: tongue.say(bangla, english), role };
    let phases = vec![
        phase(at(14, 51), at(15, 13), "কেউ টের পায়নি · ২২ মিনিট", "Nobody notices · 22 min", Role::Second),
        phase(at(15, 13), at(15, 16), "জানা গেছে, প্রভাব নেই · ৩ মিনিট", "Known, not yet felt · 3 min", Role::Open),
        phase(at(15, 16), at(17, 45), "সেবা অচল · ২ ঘণ্টা ২৯ মিনিট", "Services down · 2 h 29 min", Role::Bad),
        phase(at(17, 45), at(19, 38), "ধীরে ধীরে সচল · ১ ঘণ্টা ৫৩ মিনিট", "Coming back · 1 h 53 min", Role::Good),
    ];
    let spec = TimelineSpec {
        words: tongue.words("timeline"),
        clock: &|seconds| tongue.clock(seconds),
        zone: tongue.say("লস অ্যাঞ্জেলেস সময়", "Los Angeles time"),
        phases,
        events: rows.into_iter().map(event).collect(),
    };
    timeline(&spec, fonts)
}

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

fn sample_hypotheses(tongue: Tongue, fonts: &Fonts) -> Drawing {
    let values: Vec<f64> = (1..=60).map(f64::from).collect();
    let row = |(bangla, english): (&str, &str), from: f64, to: f64, even: bool| {
        let share = |when: f64, life: f64| {
            (0..200)
                .map(|step| gone(when - from - (to - from) * (f64::from(step) + 0.5) / 200.0, life, even))
                .sum::<f64>()
                / 200.0
        };
        let minor: Vec<f64> = values.iter().map(|life| share(16.0, *life)).collect();
        let maximum: Vec<f64> = values.iter().map(|life| share(40.0, *life)).collect();
        let fits = |low: f64, high: f64| -> Vec<bool> {
            minor.iter().zip(&maximum).map(|(minor, maximum)| *minor <= low && *maximum >= high).collect()
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
        maximum_label: tongue.clock(at(15, 40)),
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
    hypotheses(&spec, fonts)
}

fn sample_effects(tongue: Tongue, fonts: &Fonts) -> Drawing {
    let rows = [
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
    let row = |(bangla, english, effect, half, bound, verdict_bangla, verdict_english, role): (
        &str,
        &str,
        f64,
        f64,
        f64,
        &str,
        &str,
        Role,
    )| {
        let (low, high) = (effect - half, effect + half);
        EffectRow {
            label: tongue.say(bangla, english),
            effect,
            interval: Some((low, high)),
            bound: Some(bound),
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
        change: &|percent| tongue.change(percent),
        axis: tongue.say("এরর-মিনিট কতটা বদলায়, মূল রানের তুলনায়", "Change of error minutes against the base run"),
        zero_label: tongue.say("যেমন ঘটেছিল", "as it happened"),
        bound_label: tongue.say("দাবি", "claimed"),
        rows: rows.into_iter().map(row).collect(),
    };
    effects(&spec, fonts)
}

fn sample_cafeteria(tongue: Tongue, fonts: &Fonts) -> Drawing {
    let ring = |people: u32| Gathering {
        people,
        title: tongue
            .digits(&tongue.say(&format!("{people} জন, সবাই সবাইকে"), &format!("{people} pupils ask each other"))),
        count: tongue.digits(
            &tongue.say(&format!("{}টি প্রশ্ন", people * (people - 1)), &format!("{} askings", people * (people - 1))),
        ),
    };
    let growth = |people: f64, bangla: &str, english: &str| Growth { people, label: tongue.say(bangla, english) };
    let spec = CafeteriaSpec {
        words: tongue.words("cafeteria"),
        rings: vec![ring(6), ring(12)],
        desk: Gathering {
            people: 12,
            title: tongue.say("১২ জন, এক ডেস্কে", "12 pupils at one desk"),
            count: tongue.say("১২টি প্রশ্ন, প্রতি উত্তরে ১২টি নাম", "12 askings, 12 names in each answer"),
        },
        growth_title: tongue.say("বর্গের ক্ষেত্রফল যত, প্রশ্নও তত", "The area of the square is the number of askings"),
        growth: vec![
            growth(10.0, "১০ জন: ৯০টি প্রশ্ন", "10 pupils: 90 askings"),
            growth(32.0, "৩২ জন: ৯৯২টি প্রশ্ন", "32 pupils: 992 askings"),
            growth(100.0, "১০০ জন: ৯,৯০০টি প্রশ্ন", "100 pupils: 9,900 askings"),
            growth(1000.0, "১,০০০ জন: ৯,৯৯,০০০টি প্রশ্ন", "1,000 pupils: 999,000 askings"),
        ],
    };
    cafeteria(&spec, fonts)
}

fn sample_series(tongue: Tongue, fonts: &Fonts) -> Drawing {
    // Up while caches run out, a plateau, down cluster by cluster.
    let share = |minute: f64, shift: f64| {
        let up = gone(minute - 22.0 - shift, 24.0, true);
        let down = gone(minute - 130.0 - 6.0 * shift, 160.0 + 8.0 * shift, true);
        0.97 * math::pow(up, 1.5) * (1.0 - down)
    };
    let curve = |shift: f64| -> Vec<f64> { (0..=360).map(|minute| share(f64::from(minute), shift)).collect() };
    let mark = |when, bangla: &str, english: &str| Milestone {
        at: when,
        label: format!("{} {}", tongue.clock(when), tongue.say(bangla, english)),
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
        thresholds: vec![Threshold { at: 0.1, label: tongue.say("অল্প: ১০%", "minor: 10 %") }],
    };
    series(&spec, fonts)
}

fn all(fonts: &Fonts) -> Vec<(String, Drawing)> {
    let charts = [sample_timeline, sample_hypotheses, sample_effects, sample_cafeteria, sample_series];
    let names = ["timeline", "hypotheses", "effects", "cafeteria", "series"];
    let pairs = TONGUES.into_iter().flat_map(|tongue| names.into_iter().zip(charts).map(move |pair| (tongue, pair)));
    pairs.map(|(tongue, (name, chart))| (format!("{name}-{}", tongue.code), chart(tongue, fonts))).collect()
}

#[test]
fn no_label_touches_another_leaves_the_picture_or_is_struck_through() {
    let fonts = Fonts::embedded();
    let mut found = String::new();
    for (name, drawing) in all(&fonts) {
        for fault in faults(&drawing, &fonts) {
            let _ = writeln!(found, "{name}: {fault}");
        }
        for label in &drawing.labels {
            assert!(label.size >= 12.0, "{name}: `{}` is too small", label.text);
            assert_eq!(fonts.uncovered(&label.text), [], "{name}: `{}`", label.text);
        }
    }
    assert_eq!(found, "");
}

#[test]
fn pictures_are_well_formed_without_inline_styles_and_the_same_every_time() {
    let fonts = Fonts::embedded();
    for ((name, drawing), (_, again)) in all(&fonts).into_iter().zip(all(&fonts)) {
        let (text, paths) = (drawing.svg_text(), drawing.svg_paths(&fonts));
        assert_eq!((&text, &paths), (&again.svg_text(), &again.svg_paths(&fonts)), "{name}");
        for svg in [&text, &paths] {
            well_formed(svg).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            assert!(!svg.contains("style="), "{name}");
        }
        assert!(!paths.contains("<text") && !paths.contains("class="), "{name}");
        assert_eq!(text.matches("<text").count(), drawing.labels.len(), "{name}");
        let folder = std::env::temp_dir().join("nidan-charts");
        std::fs::DirBuilder::new().recursive(true).create(&folder).unwrap();
        for (suffix, svg) in [("text", &text), ("paths", &paths)] {
            let mut file = std::fs::File::create(folder.join(format!("{name}-{suffix}.svg"))).unwrap();
            file.write_all(svg.as_bytes()).unwrap();
        }
    }
}

/// Checks that tags nest, attributes are quoted and no bare `<` or `&` stands in text.
fn well_formed(svg: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some((text, after)) = rest.split_once('<') {
        for (_, entity) in
            text.split('&').skip(1).map(|tail| tail.split_once(';').map_or((tail, ""), |(name, _)| (tail, name)))
        {
            if !["amp", "lt", "gt", "quot", "#39"].contains(&entity) {
                return Err(format!("bare & in {text:?}"));
            }
        }
        let (tag, after) = after.split_once('>').ok_or("a tag does not end")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        if tag.matches('"').count() % 2 != 0 || tag.contains('<') {
            return Err(format!("quotes of <{tag}>"));
        }
        if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().unwrap_or_default());
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("open: {open:?}")) }
}
