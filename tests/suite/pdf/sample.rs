//! A report with every kind of block, in both languages, long enough for several pages.

use nidan::chart::drawing::{Anchor, Drawing, Label, Role, Shape, Table};
use nidan::view::document::{
    Badge, Block, BlockKind, CalloutKind, Cell, Document, Frame, Href, Inline, Inlines, LessonCard, LinkCard, Moment,
    Note, Tone,
};

/// Writes one of two originals.
#[derive(Clone, Copy)]
pub(super) struct Tongue {
    code: &'static str,
}

pub(super) const BN: Tongue = Tongue { code: "bn" };
pub(super) const EN: Tongue = Tongue { code: "en" };

impl Tongue {
    fn say(self, bn: &'static str, en: &'static str) -> String {
        if self.code == "bn" { bn } else { en }.to_owned()
    }

    fn text(self, bn: &'static str, en: &'static str) -> Inlines {
        vec![Inline::Text(self.say(bn, en))]
    }

    fn paragraph(self, id: &str, bn: &'static str, en: &'static str) -> Block {
        block(id, BlockKind::Paragraph(self.text(bn, en)))
    }

    fn badge(self, bn: &'static str, en: &'static str, tone: Tone) -> Badge {
        Badge { text: self.say(bn, en), tone }
    }

    fn section(self, id: &str, bn: &'static str, en: &'static str, blocks: Vec<Block>) -> Block {
        block(id, BlockKind::Section { title: self.text(bn, en), blocks })
    }

    fn digits(self, latin: &str) -> String {
        if self.code == "en" {
            return latin.to_owned();
        }
        latin.chars().map(|c| c.to_digit(10).and_then(|d| char::from_u32('০' as u32 + d)).unwrap_or(c)).collect()
    }

    fn note(self, number: usize) -> Inline {
        Inline::Note { number, label: self.digits(&number.to_string()) }
    }
}

fn block(id: &str, kind: BlockKind) -> Block {
    Block { id: id.to_owned(), kind }
}

fn cell(text: String, number: bool) -> Cell {
    Cell { content: vec![Inline::Text(text)], number }
}

pub(super) fn document(t: Tongue) -> Document {
    Document {
        lang: t.code,
        path: format!("{}/incidents/2024-12-11-openai-telemetry/index.html", t.code),
        title: t.say("মনিটরিং টুলের আপডেটে ChatGPT, API আর Sora অচল", "A monitoring update takes ChatGPT, the API and Sora down"),
        description: t.say(
            "ক্লাস্টারের ভেতরটা আরও ভালো করে দেখার জন্য একটা সার্ভিস বসানো হয়েছিল। সব নোড একসঙ্গে Kubernetes API ডাকতে শুরু করে, আর তাতেই সব থেমে যায়।",
            "A service was meant to show more of what happens inside the clusters. Every node began to call the Kubernetes API at once, and that stopped everything.",
        ),
        kicker: vec![t.badge("পোস্টমর্টেম", "Post-mortem", Tone::Open), t.badge("মাত্রা SEV1", "Severity SEV1", Tone::Bad)],
        byline: vec![
            t.text("১১ ডিসেম্বর ২০২৪, ১৫:১৬ – ১৯:৩৮ (প্যাসিফিক সময়)", "11 December 2024, 15:16 – 19:38 (Pacific time)"),
            t.text("সার্ভিস: ChatGPT, API, Sora", "Services: ChatGPT, API, Sora"),
        ],
        tlp: "TLP:CLEAR".to_owned(),
        date: "2024-12-11".to_owned(),
        forms: vec![(Href::Site(format!("{}/incidents/2024-12-11-openai-telemetry/report.pdf", t.code)), "PDF".to_owned())],
        blocks: vec![glance(t), plain(t), affected(t), when(t), why(t), learned(t), trust(t), yourself(t)],
        notes: notes(t),
        frame: frame(t),
    }
}

fn frame(t: Tongue) -> Frame {
    Frame {
        site: t.say("নিদান", "nidan"),
        home: (Href::Site(format!("{}/index.html", t.code)), t.say("সব প্রতিবেদন", "All reports")),
        languages: vec![],
        contents: t.say("সূচিপত্র", "Contents"),
        skip: t.say("লেখায় যান", "Skip to the text"),
        data: t.say("এই ছবির ডেটা", "Data of this picture"),
        notes: t.say("উৎস", "Sources"),
        footer: t.text(
            "nidan দিয়ে তৈরি, ২০ জানুয়ারি ২০২৫ পর্যন্ত যা জানা তার ভিত্তিতে। ইঞ্জিন ১।",
            "Made with nidan from what was known on 20 January 2025. Engine 1.",
        ),
        page: (t.say("পৃষ্ঠা ", "Page "), String::new()),
        digits: if t.code == "bn" {
            ['০', '১', '২', '৩', '৪', '৫', '৬', '৭', '৮', '৯']
        } else {
            ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
        },
    }
}

fn notes(t: Tongue) -> Vec<Note> {
    let url = "https://status.openai.com/incidents/ctrsv3lwd797";
    vec![
        Note {
            label: t.digits("1"),
            content: vec![
                Inline::Text(t.say("OpenAI-এর নিজের প্রতিবেদন: ", "OpenAI's own report: ")),
                Inline::Link(
                    Href::External(url.to_owned()),
                    vec![Inline::Text("API, ChatGPT & Sora Facing Issues".to_owned())],
                ),
                Inline::Text(t.say(", ১২ ডিসেম্বর ২০২৪।", ", 12 December 2024.")),
            ],
        },
        Note {
            label: t.digits("2"),
            content: vec![Inline::Link(Href::External(url.to_owned()), vec![Inline::Text(url.to_owned())])],
        },
    ]
}

fn glance(t: Tongue) -> Block {
    let fact =
        |bn: (&'static str, &'static str), en: (&'static str, &'static str)| (t.text(bn.0, en.0), t.text(bn.1, en.1));
    let facts = BlockKind::Facts(vec![
        fact(("প্রভাব", "৪ ঘণ্টা ২২ মিনিট"), ("Impact", "4 h 22 min")),
        fact(("শনাক্ত করতে", "৩ মিনিট আগেই"), ("Time to detect", "3 min before impact")),
        fact(("প্রথম ফেরা", "১ ঘণ্টা ২০ মিনিট"), ("First back", "1 h 20 min")),
        fact(("সূত্রপাত", "টেলিমেট্রি সার্ভিসের রোলআউট"), ("Trigger", "Rollout of a telemetry service")),
        fact(("আক্রমণ?", "না"), ("An attack?", "No")),
        fact(("ডেটা", "কোনো ডেটা হারায়নি"), ("Data", "None was lost")),
    ]);
    let summary = vec![
        Inline::Text(t.say(
            "১১ ডিসেম্বর বিকেলে ChatGPT, API আর Sora প্রায় সবার জন্য বন্ধ হয়ে যায়। এটা সাইবার আক্রমণ ছিল না, নতুন কোনো ফিচারের ভুলও না।",
            "On the afternoon of 11 December, ChatGPT, the API and Sora stopped for nearly everyone. It was no cyber attack, and no bug in a new feature.",
        )),
        t.note(1),
        Inline::Text(t.say(
            " নির্ভরযোগ্যতা বাড়ানোর জন্যই যে টুল বসানো হচ্ছিল, সেটাই ",
            " The very tool that was meant to raise reliability put ",
        )),
        Inline::Strong(t.text("কন্ট্রোল প্লেনের ওপর", "more load on the control plane")),
        Inline::Text(t.say(" এত চাপ ফেলে যে অপারেটররাও আর ভেতরে ঢুকতে পারেননি।", " than it could carry, so that even the operators could not get in.")),
        t.note(2),
        Inline::Text(t.say(" কেন, তা পড়ুন ", " Why is told under ")),
        Inline::Link(Href::Anchor("why".to_owned()), t.text("কেন এমন হলো", "Why it happened")),
        Inline::Text(t.say(" অংশে।", ".")),
    ];
    t.section(
        "glance",
        "এক নজরে",
        "At a glance",
        vec![
            block("summary", BlockKind::Paragraph(summary)),
            block("facts", facts),
            t.paragraph(
                "not",
                "যা এটা ছিল না: আক্রমণ নয়, ডেটা সেন্টারের গোলমাল নয়, ধারণক্ষমতার অভাবও নয়।",
                "What it was not: an attack, a fault in a data centre, or a lack of capacity.",
            ),
        ],
    )
}

fn plain(t: Tongue) -> Block {
    let callout = BlockKind::Callout {
        kind: CalloutKind::Caution,
        title: t.text("তুলনাটা কোথায় ভুল পথে নেয়", "Where the picture misleads"),
        blocks: vec![t.paragraph(
            "limits",
            "আসল ঘটনায় সবাই সবাইকে জিজ্ঞেস করেনি, সবাই মিলে একজন কেরানিকে জিজ্ঞেস করেছে। তাই চাপটা এক জায়গায় জমেছে।",
            "In the outage nobody asked everybody. Everybody asked one clerk, and so the load gathered in one place.",
        )],
    };
    let quote = BlockKind::Quote(vec![t.paragraph(
        "eye",
        "নিজের চোখ দিয়ে নিজের চোখ দেখা যায় না: যে টুল দিয়ে দেখা হয়, সেটাকেই দেখা সবচেয়ে কঠিন।",
        "One cannot see one's own eye with one's own eye: the tool that watches is the hardest to watch.",
    )]);
    t.section("plain", "সহজ কথায়", "In plain words", vec![
        t.paragraph(
            "cafeteria",
            "একটা স্কুলের ক্যাফেটেরিয়ার কথা ভাবুন। নিয়ম হলো, প্রত্যেক ছাত্র বাকি সবার নাম খাতায় লিখবে। ত্রিশ জনের ক্লাসে এটা কোনো ব্যাপারই না। কয়েক হাজার ছাত্রের স্কুলে সবাই যখন একসঙ্গে লিখতে বসে, তখন আর খাওয়া হয় না।",
            "Think of a school cafeteria with a rule: every student writes down the name of everyone else. In a class of thirty that is nothing. In a school of thousands, when all sit down to write at once, nobody eats.",
        ),
        block("misleads", callout),
        block("quote", quote),
        block("growth", BlockKind::Figure(Box::new(drawing(t)))),
    ])
}

fn drawing(t: Tongue) -> Drawing {
    let label = |text: String, x: f64, y: f64, anchor| Label {
        text,
        at: (x, y),
        anchor,
        size: 12.0,
        bold: false,
        role: Role::Ink,
    };
    let curve: Vec<(f64, f64)> = (0..=60)
        .map(|n| {
            let x = f64::from(n);
            (60.0 + 10.0 * x, 260.0 - x * x / 16.0)
        })
        .collect();
    let line =
        |y: f64| Shape::Line { points: vec![(60.0, y), (660.0, y)], width: 0.6, dashed: false, role: Role::Grid };
    Drawing {
        id: "growth".to_owned(),
        lang: t.code,
        width: 680.0,
        height: 300.0,
        shapes: vec![
            line(60.0),
            line(160.0),
            Shape::Line { points: vec![(60.0, 260.0), (660.0, 260.0)], width: 1.0, dashed: false, role: Role::Axis },
            Shape::Line { points: curve, width: 2.0, dashed: false, role: Role::Main },
        ],
        labels: vec![
            label(t.digits("0"), 60.0, 280.0, Anchor::Middle),
            label(t.say("৭,৫০০ নোড", "7,500 nodes"), 660.0, 280.0, Anchor::End),
            label(t.say("একজনের কাজ", "work of one call"), 640.0, 26.0, Anchor::End),
        ],
        takeaway: t.say("ক্লাস্টার দ্বিগুণ হলে মোট চাপ চার গুণ", "Twice the cluster, four times the load"),
        caption: t.say(
            "মডেল: প্রতি নোডের কল আর প্রতিটি কলের খরচ, দুটোই ক্লাস্টারের আকারের সঙ্গে বাড়ে।",
            "Model: the calls and the cost of each call both grow with the size of the cluster.",
        ),
        alt: t.say(
            "একটা রেখা, যা বাঁ থেকে ডানে ক্রমেই খাড়া হয়ে উঠেছে।",
            "A curve that rises ever more steeply from left to right.",
        ),
        table: Table { head: vec![t.say("নোড", "Nodes")], rows: vec![vec![t.digits("7500")]] },
    }
}

fn affected(t: Tongue) -> Block {
    let row = |service: &str, down: &'static str, bn: &'static str, en: &'static str| {
        vec![cell(service.to_owned(), false), cell(t.digits(down), true), cell(t.say(bn, en), false)]
    };
    let table = BlockKind::Table {
        caption: t.text("সার্ভিস ধরে, কতক্ষণ", "Each service, and for how long"),
        head: vec![
            cell(t.say("সার্ভিস", "Service"), false),
            cell(t.say("মিনিট", "Minutes"), true),
            cell(t.say("কী দেখা গেছে", "What users saw"), false),
        ],
        rows: vec![
            row(
                "ChatGPT",
                "149",
                "১৫:১৬ থেকে এরর, ১৭:৪৫-এর পর বেশির ভাগ ব্যবহারকারী ফিরে পান",
                "Errors from 15:16; most users were back after 17:45",
            ),
            row(
                "API",
                "140",
                "সব মডেলে অনুরোধ ব্যর্থ, ১৭:৩৬-এ অনেকটা সচল",
                "Requests to all models failed; largely back at 17:36",
            ),
            row("Sora", "262", "১৯:৩৮ পর্যন্ত অচল", "Down until 19:38"),
        ],
    };
    let list = BlockKind::List {
        ordered: false,
        items: vec![
            vec![t.paragraph(
                "l1",
                "যাঁরা API দিয়ে নিজের সার্ভিস চালান, তাঁদের গ্রাহকেরাও আটকে যান।",
                "Those who run a service on the API passed the outage on to their own customers.",
            )],
            vec![t.paragraph(
                "l2",
                "অপারেটররা সমস্যা বুঝেও ঠিক করতে পারেননি।",
                "Operators knew what was wrong and could not put it right.",
            )],
        ],
    };
    t.section("affected", "কার কী হলো", "Who was affected", vec![block("impact", table), block("who", list)])
}

fn when(t: Tongue) -> Block {
    let moment = |index: usize,
                  local: &'static str,
                  utc: &'static str,
                  mark: Option<Badge>,
                  bn: &'static str,
                  en: &'static str| Moment {
        id: format!("timeline/{index}"),
        time: vec![Inline::Time { iso: format!("2024-12-11T{local}:00-08:00"), text: t.digits(local) }],
        others: vec![
            vec![Inline::Text(t.digits(utc))],
            vec![Inline::Text(t.say("১২ ডিসেম্বর ২০২৪", "12 December 2024"))],
        ],
        mark,
        content: t.text(bn, en),
    };
    let steps = [
        (
            "14:51",
            "22:51",
            Some(t.badge("পরিবর্তন", "Change", Tone::Open)),
            "টেলিমেট্রি সার্ভিসের রোলআউট শুরু, ১৫:২০-এর মধ্যে সব ক্লাস্টারে পৌঁছায়।",
            "The telemetry service begins to reach the clusters; all have it by 15:20.",
        ),
        ("15:13", "23:13", Some(t.badge("শনাক্ত", "Detected", Tone::Good)), "অ্যালার্ট বাজে।", "Alerts fire."),
        (
            "15:16",
            "23:16",
            Some(t.badge("প্রভাব", "Impact", Tone::Bad)),
            "ব্যবহারকারীরা এরর দেখতে শুরু করেন।",
            "First users see errors.",
        ),
        ("15:27", "23:27", None, "ইঞ্জিনিয়াররা ট্রাফিক সরাতে শুরু করেন।", "Engineers begin to move traffic away."),
        (
            "15:40",
            "23:40",
            None,
            "প্রভাব সবচেয়ে বেশি: তিনটি সার্ভিসই অচল।",
            "The impact is at its height: all three services are unavailable.",
        ),
        ("16:36", "00:36", None, "প্রথম ক্লাস্টার ফেরে।", "The first cluster is back."),
        (
            "17:36",
            "01:36",
            Some(t.badge("সামাল", "Mitigated", Tone::Mixed)),
            "API অনেকটা সচল, ChatGPT-ও তার ৯ মিনিট পরে।",
            "The API is largely back, ChatGPT nine minutes later.",
        ),
        (
            "19:38",
            "03:38",
            Some(t.badge("মিটে গেছে", "Resolved", Tone::Good)),
            "সব ক্লাস্টার সচল।",
            "All clusters are back.",
        ),
    ];
    let rows = steps
        .into_iter()
        .enumerate()
        .map(|(index, step)| moment(index, step.0, step.1, step.2, step.3, step.4))
        .collect();
    let head = vec![
        t.say("প্যাসিফিক সময়", "Pacific time"),
        "UTC".to_owned(),
        t.say("বাংলাদেশ সময়", "Bangladesh time"),
        t.say("কী ঘটল", "What happened"),
    ];
    t.section("when", "কখন কী ঘটল", "What happened when", vec![block("timeline", BlockKind::Timeline { head, rows })])
}

fn why(t: Tongue) -> Block {
    let steps = BlockKind::List {
        ordered: true,
        items: vec![
            vec![t.paragraph(
                "s1",
                "প্রতিটি নোড API সার্ভারকে ডাকে, আর বড় ক্লাস্টারে প্রতিটি ডাকের খরচও বেশি।",
                "Every node calls the API servers, and in a bigger cluster each call costs more.",
            )],
            vec![t.paragraph(
                "s2",
                "DNS ক্যাশ প্রায় ২০ মিনিট পুরোনো উত্তর দিয়ে যায়, তাই রোলআউট থামানোর সংকেত আসে না।",
                "For some 20 minutes DNS caches go on giving old answers, so nothing says stop.",
            )],
            vec![t.paragraph(
                "s3",
                "ক্যাশ ফুরালে সব সার্ভিস একসঙ্গে একে অন্যকে হারিয়ে ফেলে।",
                "When the caches run out, all services lose each other at once.",
            )],
        ],
    };
    let borrowed = vec![
        Inline::Text(t.say("উৎসের নিজের ভাষায়: ", "A reader's summary: ")),
        if t.code == "bn" {
            Inline::Borrowed {
                lang: "en",
                text: vec![Inline::Text("“a slow-rolling failure, hidden by caching”".to_owned())],
            }
        } else {
            Inline::Borrowed {
                lang: "bn", text: vec![Inline::Text("“ক্যাশের আড়ালে ধীরে ধীরে ছড়ানো বিভ্রাট”".to_owned())]
            }
        },
        Inline::Break,
        Inline::Emph(
            t.text("অর্থাৎ যন্ত্রণা শুরু হওয়ার আগেই ক্ষতি ছড়িয়ে গেছে।", "The damage had spread before it began to hurt."),
        ),
    ];
    let code = "kubectl --context break-glass scale deployment/telemetry --replicas=0 --namespace=observability-platform-telemetry-agent-v2\nn * (n - 1) >= 7500 * 7499 != 0";
    t.section("why", "কেন এমন হলো", "Why it happened", vec![
        t.paragraph(
            "loop",
            "ভেতরে ঢুকে সার্ভিসটা বন্ধ করলেই মিটে যেত। কিন্তু ঢোকার জন্যও একই API সার্ভার লাগে, আর সেটাই তখন চাপে নুয়ে আছে। তাই আগে চাপ কমাতে হলো: ক্লাস্টার ছোট করা, অ্যাডমিন API বন্ধ রাখা, API সার্ভার বাড়ানো। র‍্যাম, ক্ষমতা আর স্ত্রীলিঙ্গ শব্দের যুক্তাক্ষরও এখানে পরীক্ষা হয়ে যায়।",
            "To go in and switch the service off would have been enough. But the way in leads through the same API servers, which were on their knees. So the load had to come down first: clusters scaled down, the admin API blocked, API servers scaled up.",
        ),
        t.section("chain", "ধাপে ধাপে", "Step by step", vec![
            block("steps", steps),
            block("borrowed", BlockKind::Paragraph(borrowed)),
            block("command", BlockKind::Code(code.to_owned())),
        ]),
    ])
}

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

fn learned(t: Tongue) -> Block {
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

fn trust(t: Tongue) -> Block {
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

fn yourself(t: Tongue) -> Block {
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
