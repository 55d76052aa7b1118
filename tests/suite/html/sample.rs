//! A report with every kind of block, in both languages.

use nidan::chart::drawing::{Anchor, Drawing, Label, Role, Shape, Table};
use nidan::view::document::{
    Badge, Block, BlockKind, CalloutKind, Cell, Document, Frame, Href, Inline, Inlines, LessonCard, LinkCard, Moment,
    Note, Tone,
};

/// Picks the words of a language.
#[derive(Clone, Copy)]
struct Words(bool);

impl Words {
    fn t(self, bn: &str, en: &str) -> String {
        if self.0 { bn.to_owned() } else { en.to_owned() }
    }

    fn i(self, bn: &str, en: &str) -> Inlines {
        vec![Inline::Text(self.t(bn, en))]
    }

    fn badge(self, tone: Tone, bn: &str, en: &str) -> Badge {
        Badge { text: self.t(bn, en), tone }
    }

    fn note(self, number: usize) -> Inline {
        Inline::Note { number, label: self.t(["০", "১", "২"][number], ["0", "1", "2"][number]) }
    }
}

fn block(id: &str, kind: BlockKind) -> Block {
    Block { id: id.to_owned(), kind }
}

/// A report in a language: `bn` or `en`.
pub(crate) fn report(lang: &'static str) -> Document {
    let w = Words(lang == "bn");
    let (other, name) = if w.0 { ("en", "English") } else { ("bn", "বাংলা") };
    let site = |path: &str| Href::Site(path.to_owned());
    Document {
        lang,
        path: format!("{lang}/incidents/2024-12-11-openai-telemetry/index.html"),
        title: w.t(
            "মনিটরিং টুলের আপডেটে ChatGPT, API আর Sora অচল",
            "A monitoring update takes ChatGPT, the API and Sora down",
        ),
        description: w.t("নির্ভরযোগ্যতা বাড়ানোর আপডেটেই বিভ্রাট।", "A change meant to raise reliability caused the outage."),
        kicker: vec![
            w.badge(Tone::Open, "পোস্টমর্টেম", "Post-mortem"),
            w.badge(Tone::Bad, "মাত্রা SEV1", "Severity SEV1"),
            w.badge(Tone::Open, "অন্যের বিভ্রাট থেকে শেখা", "A study of someone else’s outage"),
        ],
        byline: vec![
            vec![
                Inline::Time {
                    iso: "2024-12-11".to_owned(), text: w.t("১১ ডিসেম্বর ২০২৪", "11 December 2024")
                },
                Inline::Text(w.t(" · লস অ্যাঞ্জেলেস সময়", " · Los Angeles time")),
            ],
            w.i("ChatGPT, API, Sora", "ChatGPT, API, Sora"),
        ],
        tlp: "TLP:CLEAR".to_owned(),
        date: "2025-01-20".to_owned(),
        forms: vec![(
            site(&format!("{lang}/incidents/2024-12-11-openai-telemetry/report.pdf")),
            w.t("PDF নামান", "Download the PDF"),
        )],
        blocks: sections(w),
        notes: notes(w),
        frame: Frame {
            site: w.t("নিদান", "nidan"),
            home: (site(&format!("{lang}/index.html")), w.t("সব প্রতিবেদন", "All reports")),
            languages: vec![(
                other,
                name.to_owned(),
                site(&format!("{other}/incidents/2024-12-11-openai-telemetry/index.html")),
            )],
            contents: w.t("সূচি", "Contents"),
            skip: w.t("সরাসরি লেখায় যান", "Skip to the text"),
            data: w.t("ছবির তথ্য", "Data of this picture"),
            notes: w.t("উৎস", "Sources"),
            footer: w.i(
                "নিদান দিয়ে তৈরি। তথ্য ২০ জানুয়ারি ২০২৫ পর্যন্ত, ইঞ্জিন ১।",
                "Made with nidan. As of 20 January 2025, engine 1.",
            ),
            page: (w.t("পৃষ্ঠা ", "Page "), String::new()),
            digits: if w.0 {
                ['০', '১', '২', '৩', '৪', '৫', '৬', '৭', '৮', '৯']
            } else {
                ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
            },
        },
    }
}

fn section(id: &str, title: Inlines, blocks: Vec<Block>) -> Block {
    block(id, BlockKind::Section { title, blocks })
}

fn sections(w: Words) -> Vec<Block> {
    vec![
        section("at-a-glance", w.i("এক নজরে", "At a glance"), glance(w)),
        section("plain", w.i("সহজ কথায়", "In plain words"), plain(w)),
        section("timeline", w.i("কখন কী ঘটল", "What happened when"), timeline(w)),
        section("lessons", w.i("কী শিখলাম", "What we learned"), lessons(w)),
        section("trust", w.i("মডেলটা কতটা ভরসার", "How far to trust the model"), trust(w)),
        section("run-yourself", w.i("নিজে চালিয়ে দেখুন", "Run it yourself"), run(w)),
    ]
}

fn glance(w: Words) -> Vec<Block> {
    let mut summary = w.i(
        "নির্ভরযোগ্যতা বাড়াতে একটা নতুন টেলিমেট্রি সার্ভিস সব ক্লাস্টারে ছাড়া হয়েছিল। প্রতিটা নোড একসঙ্গে Kubernetes API-কে ডাকতে শুরু করে, আর ক্লাস্টার যত বড়, প্রতিটা ডাকের খরচও তত বেশি।",
        "A new telemetry service, meant to raise reliability, was rolled out to every cluster. Each node began to call the Kubernetes API, at a cost that grows with the size of the cluster.",
    );
    summary.push(w.note(1));
    summary.extend(w.i(
        " DNS ক্যাশ সমস্যাটা বিশ মিনিট আড়াল করে রেখেছিল; ততক্ষণে রোলআউট সবখানে।",
        " DNS caches hid the trouble for twenty minutes; by then the rollout was everywhere.",
    ));
    summary.push(w.note(2));
    summary.extend(w.i(" এটা সাইবার আক্রমণ ছিল না", " It was no cyber attack"));
    summary.push(w.note(1));
    summary.extend(w.i("।", "."));
    let fact = |bn: (&str, &str), en: (&str, &str)| (w.i(bn.0, en.0), w.i(bn.1, en.1));
    vec![
        block("summary", BlockKind::Paragraph(summary)),
        block(
            "facts",
            BlockKind::Facts(vec![
                fact(("মাত্রা", "SEV1"), ("Severity", "SEV1")),
                fact(("সেবা", "ChatGPT, API, Sora"), ("Services", "ChatGPT, API, Sora")),
                fact(("প্রভাব শুরু", "১১ ডিসেম্বর ২০২৪, ১৫:১৬"), ("Impact began", "11 December 2024, 15:16")),
                fact(("পুরো সচল হতে", "৪ ঘণ্টা ২২ মিনিট"), ("Time to full recovery", "4 h 22 min")),
                fact(("শনাক্ত হতে", "প্রভাবের ৩ মিনিট আগে"), ("Time to detect", "3 min before impact")),
            ]),
        ),
        block(
            "ruled-out",
            BlockKind::List {
                ordered: false,
                items: vec![
                    vec![block("ruled_out/attack", BlockKind::Paragraph(w.i("সাইবার আক্রমণ নয়।", "Not a cyber attack.")))],
                    vec![
                        block(
                            "ruled_out/launch",
                            BlockKind::Paragraph(w.i("নতুন কোনো ফিচারের ত্রুটি নয়।", "Not a bug in a new feature.")),
                        ),
                        block(
                            "ruled_out/steps",
                            BlockKind::List {
                                ordered: true,
                                items: vec![
                                    vec![block(
                                        "ruled_out/steps/1",
                                        BlockKind::Paragraph(
                                            w.i("Sora আগের দিনই চালু হয়েছিল।", "Sora had launched the day before."),
                                        ),
                                    )],
                                    vec![block(
                                        "ruled_out/steps/2",
                                        BlockKind::Paragraph(
                                            w.i("তার সঙ্গে এর সম্পর্ক পাওয়া যায়নি।", "No link to it was found."),
                                        ),
                                    )],
                                ],
                            },
                        ),
                    ],
                ],
            },
        ),
    ]
}

fn plain(w: Words) -> Vec<Block> {
    vec![
        block(
            "analogy",
            BlockKind::Paragraph(vec![
                Inline::Text(w.t("একটা স্কুলের ক্যান্টিন ভাবুন, যেখানে ", "Think of a school cafeteria in which ")),
                Inline::Strong(w.i("প্রত্যেককে", "everyone")),
                Inline::Text(w.t(
                    " বাকি সবার নাম লিখতে হয়। একটা ক্লাসে চলে, ",
                    " must write down everyone else’s name. A class can do it, ",
                )),
                Inline::Emph(w.i("হাজার জনে আর চলে না", "a thousand people cannot")),
                Inline::Text(w.t(": কাজ বাড়ে ", ": the work grows as ")),
                Inline::Code("n(n-1)".to_owned()),
                Inline::Text(w.t(" হারে।", ".")),
            ]),
        ),
        block(
            "analogy/limits",
            BlockKind::Callout {
                kind: CalloutKind::Caution,
                title: w.i("তুলনাটা যেখানে খাটে না", "Where the picture misleads"),
                blocks: vec![block(
                    "analogy/limits/1",
                    BlockKind::Paragraph(w.i(
                        "আসল বিভ্রাটে সবাই একে অন্যকে নয়, একই কেরানিকে জিজ্ঞেস করছিল: এক ডেস্কে n জন।",
                        "In the outage nobody asked each other. They all asked the same clerk: n askers at one desk.",
                    )),
                )],
            },
        ),
        block(
            "analogy/note",
            BlockKind::Callout {
                kind: CalloutKind::Note,
                title: w.i("এই প্রতিবেদন কীভাবে পড়বেন", "How to read this report"),
                blocks: vec![block(
                    "analogy/note/1",
                    BlockKind::Paragraph(w.i("ছোট সংখ্যাগুলো উৎস দেখায়।", "The small numbers lead to the sources.")),
                )],
            },
        ),
        block(
            "analogy/quote",
            BlockKind::Quote(vec![block(
                "analogy/quote/1",
                BlockKind::Paragraph(vec![Inline::Borrowed {
                    lang: "en",
                    text: vec![Inline::Text("We moved too fast on a change that looked safe.".to_owned())],
                }]),
            )]),
        ),
        block("cafeteria", BlockKind::Figure(Box::new(drawing(w)))),
    ]
}

fn drawing(w: Words) -> Drawing {
    let dot = |x: f64, y: f64| Shape::Dot { at: (x, y), radius: 5.0, filled: true, role: Role::Main };
    let label = |text: String, x: f64, y: f64, anchor: Anchor, role: Role| Label {
        text,
        at: (x, y),
        anchor,
        size: 14.0,
        bold: false,
        role,
    };
    let points = vec![(60.0, 250.0), (200.0, 235.0), (340.0, 190.0), (480.0, 120.0), (620.0, 30.0)];
    let mut shapes = vec![
        Shape::Line { points: vec![(60.0, 250.0), (640.0, 250.0)], width: 1.0, dashed: false, role: Role::Axis },
        Shape::Area { points: vec![(60.0, 250.0), (620.0, 250.0), (620.0, 30.0)], opacity: 0.15, role: Role::Band },
        Shape::Line { points: points.clone(), width: 2.5, dashed: false, role: Role::Main },
    ];
    shapes.extend(points.into_iter().map(|(x, y)| dot(x, y)));
    let row = |a: &str, b: &str, c: &str, d: &str| vec![w.t(a, c), w.t(b, d)];
    Drawing {
        id: "cafeteria-picture".to_owned(),
        lang: if w.0 { "bn" } else { "en" },
        width: 680.0,
        height: 280.0,
        shapes,
        labels: vec![
            label(w.t("৬ জনে ৩০ বার", "6 people, 30 questions"), 60.0, 272.0, Anchor::Start, Role::Muted),
            label(w.t("১২ জনে ১৩২ বার", "12 people, 132 questions"), 610.0, 22.0, Anchor::End, Role::Ink),
        ],
        takeaway: w.t("মানুষ দ্বিগুণ হলে কাজ চার গুণ হয়", "Twice the people, four times the work"),
        caption: w.t(
            "মডেল: n জনের প্রত্যেকে বাকি সবার নাম জিজ্ঞেস করে। নিচের অক্ষে মানুষ, খাড়া অক্ষে প্রশ্ন।",
            "Model: each of n people asks everyone else. People along the foot, questions up the side.",
        ),
        alt: w.t(
            "বাঁকা রেখা: মানুষ বাড়লে প্রশ্ন বর্গের হারে বাড়ে।",
            "A curve: questions grow with the square of the number of people.",
        ),
        table: Table {
            head: row("মানুষ", "প্রশ্ন", "People", "Questions"),
            rows: vec![row("৬", "৩০", "6", "30"), row("১২", "১৩২", "12", "132")],
        },
    }
}

fn timeline(w: Words) -> Vec<Block> {
    let moment = |id: &str, times: [&str; 3], mark: Option<Badge>, bn: &str, en: &str| {
        let digits = |text: &str| {
            if w.0 {
                text.chars()
                    .map(|c| if let Some(d) = c.to_digit(10) { char::from_u32(0x9e6 + d).unwrap() } else { c })
                    .collect()
            } else {
                text.to_owned()
            }
        };
        let time = |iso: &str, text: String| vec![Inline::Time { iso: iso.to_owned(), text }];
        let next = w.t(", ১২ ডিসেম্বর", ", 12 December");
        Moment {
            id: id.to_owned(),
            time: time(&format!("2024-12-11T{}:00-08:00", times[0]), digits(times[0])),
            others: vec![
                time(&format!("2024-12-11T{}:00Z", times[1]), digits(times[1])),
                time(&format!("2024-12-12T{}:00+06:00", times[2]), digits(times[2]) + &next),
            ],
            mark,
            content: w.i(bn, en),
        }
    };
    let mark = |tone, bn: &str, en: &str| Some(w.badge(tone, bn, en));
    vec![block(
        "timeline/table",
        BlockKind::Timeline {
            head: vec![
                w.t("লস অ্যাঞ্জেলেস সময়", "Los Angeles time"),
                "UTC".to_owned(),
                w.t("বাংলাদেশ সময়", "Bangladesh time"),
                w.t("যা ঘটল", "What happened"),
            ],
            rows: vec![
                moment(
                    "timeline/1",
                    ["15:12", "23:12", "05:12"],
                    None,
                    "পরিবর্তনটা সব ক্লাস্টারে পৌঁছাতে থাকে।",
                    "The change reaches the clusters one after another.",
                ),
                moment(
                    "timeline/2",
                    ["15:13", "23:13", "05:13"],
                    mark(Tone::Good, "শনাক্ত", "Detected"),
                    "অ্যালার্ট বাজে।",
                    "Alerts fire.",
                ),
                moment(
                    "timeline/3",
                    ["15:16", "23:16", "05:16"],
                    mark(Tone::Bad, "প্রভাব শুরু", "Impact"),
                    "ব্যবহারকারীরা এরর দেখতে শুরু করেন; প্রকৌশলীরা বোঝেন যে নিয়ন্ত্রণ-স্তরে ঢোকাই যাচ্ছে না।",
                    "First users see errors, and engineers find that they cannot reach the control plane to undo it.",
                ),
                moment("timeline/4", ["15:40", "23:40", "05:40"], None, "প্রভাব চরমে।", "Impact at its peak."),
            ],
        },
    )]
}

fn lessons(w: Words) -> Vec<Block> {
    let card = |id: &str, verdict: Badge, lesson: Inlines, effect: Inlines| {
        let tone = verdict.tone;
        block(
            id,
            BlockKind::Lesson(Box::new(LessonCard {
                kind: if tone == Tone::Bad {
                    w.t("অনুমান", "Hypothesis")
                } else {
                    w.t("শিক্ষা", "Lesson")
                },
                lesson,
                verdict: Some(verdict),
                effect: Some(effect),
                marks: vec![
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
                ],
                body: vec![block(
                    &format!("{id}/cost"),
                    BlockKind::Paragraph(vec![
                        Inline::Strong(w.i("খরচ: ", "Cost: ")),
                        Inline::Text(w.t(
                            "কিছু ক্ষমতা আলাদা রাখা, আর প্রতি প্রান্তিকে একটা মহড়া।",
                            "reserved capacity and a drill each quarter.",
                        )),
                    ]),
                )],
                run: Some((
                    vec![Inline::Link(
                        Href::Site(format!(
                            "{}/incidents/2024-12-11-openai-telemetry/runs/break-glass/index.html",
                            if w.0 { "bn" } else { "en" }
                        )),
                        w.i("রানের পাতা", "The run’s page"),
                    )],
                    "nidan sim run 2024-12-11-openai-telemetry/break-glass".to_owned(),
                )),
            })),
        )
    };
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

fn trust(w: Words) -> Vec<Block> {
    let text = |content: Inlines| Cell { content, number: false };
    let number = |content: Inlines| Cell { content, number: true };
    let row = |a: Inlines, b: Inlines, c: Inlines, d: Inlines| vec![text(a), number(b), number(c), text(d)];
    vec![
        block(
            "trust/limits",
            BlockKind::Paragraph(
                w.i("প্রথম ক্লাস্টার কখন ফিরেছিল, মডেল তা ধরতে পারে না।", "The model misses when the first cluster came back."),
            ),
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

fn run(w: Words) -> Vec<Block> {
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

fn notes(w: Words) -> Vec<Note> {
    let link = |address: &str| {
        Inline::Link(
            Href::External(address.to_owned()),
            vec![Inline::Text(address.trim_start_matches("https://").to_owned())],
        )
    };
    vec![
        Note {
            label: w.t("১", "1"),
            content: vec![
                Inline::Text(w.t("OpenAI-এর পোস্টমর্টেম, ", "OpenAI’s post-mortem, ")),
                link("https://status.openai.com/incidents/ctrsv3lwd797"),
            ],
        },
        Note {
            label: w.t("২", "2"), content: w.i("আমাদের পোস্ট, ১৮ ডিসেম্বর ২০২৪", "Our own post, 18 December 2024")
        },
    ]
}
