//! What was learned and what it rests on, in the sample report.

use nidan::view::document::{Badge, Block, BlockKind, CalloutKind, Href, Inline, LessonCard, LinkCard, Tone};

use super::{Tongue, block, cell};

fn lesson(t: Tongue, index: usize, verdict: Badge, bn: &'static str, en: &'static str) -> Block {
    let mark = |name: (&'static str, &'static str), badge: Badge, text: (&'static str, &'static str)| {
        (t.say(name.0, name.1), badge, t.text(text.0, text.1))
    };
    let card = LessonCard {
        kind: t.say("শিক্ষা", "Lesson"),
        lesson: t.text(bn, en),
        verdict: Some(verdict),
        effect: Some(t.text(
            "মডেলে এরর-মিনিট ৮১% কমে (৯৫% পাল্লা ৭৮–৮৪%)।",
            "In the model, error minutes fall by 81 % (95 % interval 78–84 %).",
        )),
        marks: vec![
            mark(("আবার চালালে", "Repeats"), t.badge("একই ফল", "the same bytes", Tone::Good), ("রেকর্ড করা ডাইজেস্টের সঙ্গে মেলে।", "The run gives the recorded digest.")),
            mark(("রেকর্ডের সঙ্গে", "Fits the record"), t.badge("আংশিক", "in part", Tone::Mixed), ("২টি ধরে নেওয়া মান, ৪টির মধ্যে ৩টি মাইলফলক মেলে।", "Two parameters calibrated; three of four held-out milestones met.")),
            mark(("মান বদলালে", "Robust"), t.badge("৯৬% ক্ষেত্রে", "in 96 % of sets", Tone::Good), ("ঘোষিত পাল্লার ভেতরে ২০০ সেটে দেখা।", "Over 200 sets drawn from the declared ranges.")),
        ],
        body: vec![t.paragraph(
            &format!("lesson-{index}-body"),
            "এর দাম আছে: আলাদা করে রাখা ধারণক্ষমতা, আর প্রতি তিন মাসে একবার মহড়া। তবু যে রাতে আর কোনো পথ খোলা থাকে না, সে রাতে এটাই একমাত্র দরজা।",
            "It has a price: capacity held in reserve, and a drill each quarter. On the night when no other way is open, it is the only door.",
        )],
        run: Some((
            vec![Inline::Link(Href::Site(format!("{}/incidents/x/runs/break-glass/index.html", t.code)), t.text("রান break-glass: মান, ডাইজেস্ট, ডেটা", "Run break-glass: parameters, digest, data"))],
            "nidan sim run 2024-12-11-openai-telemetry/break-glass".to_owned(),
        )),
    };
    block(&format!("lessons/{index}"), BlockKind::Lesson(Box::new(card)))
}

pub(super) fn learned(t: Tongue) -> Block {
    t.section(
        "learned",
        "কী শিখলাম",
        "What we learned",
        vec![
            lesson(
                t,
                1,
                t.badge("মডেলে টেকে", "holds in the model", Tone::Good),
                "এমন একটা পথ রাখুন, যা লোডের চাপে বন্ধ হয় না।",
                "Keep a way in that load cannot close.",
            ),
            lesson(
                t,
                2,
                t.badge("টেকে না", "fails in the model", Tone::Bad),
                "ধাপের মাঝে বেশি সময় দিলেই যথেষ্ট।",
                "A longer wait between waves is enough.",
            ),
            lesson(
                t,
                3,
                t.badge("নির্ভর করে", "depends", Tone::Mixed),
                "টেলিমেট্রির ডাকের সংখ্যা বেঁধে দিন।",
                "Limit the rate of telemetry calls.",
            ),
        ],
    )
}

pub(super) fn trust(t: Tongue) -> Block {
    let rows = (1..=34)
        .map(|n| {
            vec![
                cell(format!("parameter_{n}"), false),
                cell(t.digits(&format!("{}", n * 37)), true),
                cell(t.digits(&format!("{}..{}", n * 20, n * 55)), true),
                cell(
                    t.say(
                        "ধরে নেওয়া, উৎসে মেলে না; পাল্লার ভেতরে যেকোনো মান হতে পারে",
                        "assumed: no source gives it, any value in the range may be true",
                    ),
                    false,
                ),
            ]
        })
        .collect();
    let head =
        [("নাম", "Name", false), ("মান", "Value", true), ("পাল্লা", "Range", true), ("কোথা থেকে", "Where from", false)];
    let table = BlockKind::Table {
        caption: t.text("মডেলের সব মান", "Every parameter of the model"),
        head: head.iter().map(|(bn, en, number)| cell(t.say(bn, en), *number)).collect(),
        rows,
    };
    let callout = BlockKind::Callout {
        kind: CalloutKind::Note,
        title: t.text("মডেল প্রমাণ নয়, যুক্তি", "A model is an argument, not proof"),
        blocks: vec![t.paragraph(
            "argue",
            "যা মেলে না তা প্রথম বাক্যেই বলা আছে।",
            "What it does not reproduce is said in the first sentence.",
        )],
    };
    t.section(
        "trust",
        "মডেলটা কতটা ভরসার",
        "How far to trust the model",
        vec![block("argument", callout), block("parameters", table)],
    )
}

pub(super) fn yourself(t: Tongue) -> Block {
    let card = |bn: &'static str, en: &'static str, tone: Tone| LinkCard {
        href: Href::External("https://example.org/runs".to_owned()),
        title: t.text(bn, en),
        text: t.text(
            "মান, ডাইজেস্ট, ছবি আর ডেটা, সঙ্গে আবার চালানোর কমান্ড।",
            "Parameters, digest, pictures and data, and the command that repeats it.",
        ),
        badges: vec![t.badge("রান", "run", tone)],
    };
    t.section(
        "yourself",
        "নিজে চালিয়ে দেখুন",
        "Run it yourself",
        vec![
            block(
                "runs",
                BlockKind::Cards(vec![
                    card("যেমন ঘটেছিল", "As it happened", Tone::Open),
                    card("আলাদা দরজা", "A door of its own", Tone::Good),
                ]),
            ),
            block(
                "digest",
                BlockKind::Paragraph(vec![
                    Inline::Text(t.say("ডাইজেস্ট: ", "Digest: ")),
                    Inline::Code("af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262".to_owned()),
                    Inline::Text(t.say(" → মিললে রানটা একই।", " → if it matches, it is the same run.")),
                ]),
            ),
        ],
    )
}
