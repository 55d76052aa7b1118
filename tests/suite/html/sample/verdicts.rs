//! The parts that judge.

use super::{Words, block, para, section};
use nidan::view::document::{Badge, Block, BlockKind, Cell, Href, Inline, Inlines, LessonCard, LinkCard, Tone};

fn marks(w: Words, tone: Tone) -> Vec<(String, Badge, Inlines)> {
    vec![
        (
            w.t("আবার চালালে", "Repeats"),
            w.badge(Tone::Good, "একই ফল", "Same bytes"),
            w.i("রেকর্ড করা ফলের সঙ্গে হুবহু মেলে।", "The run gives the recorded bytes."),
        ),
        (
            w.t("রেকর্ডের সঙ্গে", "Fits the record"),
            w.badge(Tone::Mixed, "আংশিক", "In part"),
            w.i("৪টি মাইলফলকের ৩টি মেলে।", "Meets 3 of 4 milestones."),
        ),
        (
            w.t("কতটা দৃঢ়", "Robust"),
            w.badge(tone, "৯৭%", "97%"),
            w.i("এত ভাগ প্যারামিটার-সেটে টেকে।", "The share of sampled parameter sets in which it holds."),
        ),
    ]
}

fn lesson(w: Words, id: &str, verdict: Badge, lesson: Inlines, effect: Inlines) -> Block {
    let page = "incidents/2024-12-11-openai-telemetry/runs/break-glass/index.html";
    let link = Href::Site(format!("{}/{page}", w.t("bn", "en")));
    let cost = vec![
        Inline::Strong(w.i("খরচ: ", "Cost: ")),
        Inline::Text(w.t("কিছু ক্ষমতা আলাদা রাখা, আর প্রতি প্রান্তিকে একটা মহড়া।", "reserved capacity and a drill each quarter.")),
    ];
    let kind = if verdict.tone == Tone::Bad {
        w.t("অনুমান", "Hypothesis")
    } else {
        w.t("শিক্ষা", "Lesson")
    };
    let card = LessonCard {
        kind,
        lesson,
        marks: marks(w, verdict.tone),
        verdict: Some(verdict),
        effect: Some(effect),
        body: vec![para(&format!("{id}/cost"), cost)],
        run: Some((
            vec![Inline::Link(link, w.i("রানের পাতা", "The run’s page"))],
            "nidan sim run 2024-12-11-openai-telemetry/break-glass".to_owned(),
        )),
    };
    block(id, BlockKind::Lesson(Box::new(card)))
}

pub(super) fn lessons(w: Words) -> Vec<Block> {
    let card = |id: &str, verdict: Badge, text: Inlines, effect: Inlines| lesson(w, id, verdict, text, effect);
    vec![
        card(
            "lessons/break-glass",
            w.badge(Tone::Good, "মডেলে টেকে", "Holds in the model"),
            w.i("এমন একটা পথ রাখুন, যা লোডের চাপে বন্ধ হয় না।", "Keep a way in that load cannot close."),
            w.i(
                "বিভ্রাটের সময় ৭৩% কমে (৯৫% সম্ভাবনায় ৬৮% থেকে ৭৭%)।",
                "Cuts error minutes by 73% (95% interval 68% to 77%).",
            ),
        ),
        card(
            "lessons/longer-bake",
            w.badge(Tone::Bad, "মডেলে টেকে না", "Fails in the model"),
            w.i("ধাপের মাঝে বেশি সময় দিলেই যথেষ্ট।", "A longer wait between waves is enough."),
            w.i("৪% কমে, দাবি ছিল অন্তত ৫০%।", "Cuts them by 4%, against a claim of at least 50%."),
        ),
        card(
            "lessons/rate-limit",
            w.badge(Tone::Mixed, "নির্ভর করে", "Depends"),
            w.i("টেলিমেট্রির ডাকে সীমা বসান।", "Limit the rate of telemetry calls."),
            w.i("ক্যাশের আয়ু ১২ মিনিটের বেশি হলে তবেই টেকে।", "Holds only where caches live longer than 12 minutes."),
        ),
        card(
            "lessons/rollback",
            w.badge(Tone::Open, "নিশ্চিত নয়", "Undecided"),
            w.i("শুধু রোলব্যাকই যথেষ্ট।", "Rolling back is enough."),
            w.i("পাল্লাটা দাবির দুই পাশেই পড়ে।", "The interval lies on both sides of the claim."),
        ),
    ]
}

pub(super) fn trust(w: Words) -> Vec<Block> {
    let text = |content: Inlines| Cell { content, number: false };
    let number = |content: Inlines| Cell { content, number: true };
    let row = |a: Inlines, b: Inlines, c: Inlines, d: Inlines| vec![text(a), number(b), number(c), text(d)];
    vec![
        para(
            "trust/limits",
            w.i("প্রথম ক্লাস্টার কখন ফিরেছিল, মডেল তা ধরতে পারে না।", "The model misses when the first cluster came back."),
        ),
        section(
            "trust/held-out",
            w.i("যা মেলানো হয়েছে", "What was held out"),
            vec![block(
                "trust/held-out/table",
                BlockKind::Table {
                    caption: w.i("রেকর্ডের পাশে মডেল", "The record beside the model"),
                    head: row(
                        w.i("মাইলফলক", "Milestone"),
                        w.i("রেকর্ড", "Record"),
                        w.i("মডেল", "Model"),
                        w.i("মন্তব্য", "Remark"),
                    ),
                    rows: vec![
                        row(
                            w.i("অ্যালার্ট", "Alert"),
                            w.i("১৫:১৩", "15:13"),
                            w.i("১৫:১২", "15:12"),
                            w.i("২ মিনিটের মধ্যে", "within 2 minutes"),
                        ),
                        row(
                            w.i("প্রথম ক্লাস্টার ফেরে", "First cluster back"),
                            w.i("১৬:৩৬", "16:36"),
                            w.i("১৭:০৫", "17:05"),
                            w.i(
                                "২০ মিনিটের পাল্লার বাইরে, কারণ মডেলে অপারেটরের সারি সরল করা",
                                "outside the 20 minutes, since the queue of operators is simplified in the model",
                            ),
                        ),
                    ],
                },
            )],
        ),
    ]
}

pub(super) fn run(w: Words) -> Vec<Block> {
    let card = |run: &str, tone: Tone, bn: (&str, &str), en: (&str, &str)| LinkCard {
        href: Href::Site(format!(
            "{}/incidents/2024-12-11-openai-telemetry/runs/{run}/index.html",
            if w.0 { "bn" } else { "en" }
        )),
        title: w.i(bn.0, en.0),
        text: w.i(bn.1, en.1),
        badges: vec![if tone == Tone::Good {
            w.badge(tone, "টেকে", "Holds")
        } else {
            w.badge(tone, "টেকে না", "Fails")
        }],
    };
    vec![
        block(
            "run-yourself/command",
            BlockKind::Code("nidan sim verify 2024-12-11-openai-telemetry\n# 12 runs repeat".to_owned()),
        ),
        block(
            "run-yourself/back",
            BlockKind::Paragraph(vec![
                Inline::Text(w.t("আগে ", "Read ")),
                Inline::Link(Href::Anchor("trust".to_owned()), w.i("মডেলের সীমা", "the limits of the model")),
                Inline::Text(w.t(" পড়ে নিন;", " first;")),
                Inline::Break,
                Inline::Text(w.t("তারপর চালান।", "then run it.")),
            ]),
        ),
        block(
            "run-yourself/runs",
            BlockKind::Cards(vec![
                card(
                    "break-glass",
                    Tone::Good,
                    ("জরুরি পথ", "লোডের চাপেও ঢোকার পথ খোলা।"),
                    ("Break-glass lane", "A way in stays open under load."),
                ),
                card(
                    "longer-bake",
                    Tone::Bad,
                    ("ধাপের মাঝে বেশি সময়", "প্রতি ধাপে ৭ নয়, ৩০ মিনিট।"),
                    ("Longer bake", "30 minutes per wave instead of 7."),
                ),
            ]),
        ),
    ]
}
