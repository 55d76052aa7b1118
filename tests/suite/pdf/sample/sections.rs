//! What happened, in the sample report.

use nidan::chart::drawing::{Anchor, Drawing, Label, Role, Shape, Table};
use nidan::view::document::{Badge, Block, BlockKind, CalloutKind, Href, Inline, Moment, Tone};

use super::{Tongue, block, cell};

pub(super) fn glance(t: Tongue) -> Block {
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

pub(super) fn plain(t: Tongue) -> Block {
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
        narrow: None,
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

pub(super) fn affected(t: Tongue) -> Block {
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

pub(super) fn when(t: Tongue) -> Block {
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
    let steps = steps(t);
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

type Step = (&'static str, &'static str, Option<Badge>, &'static str, &'static str);

fn steps(t: Tongue) -> [Step; 8] {
    [
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
    ]
}

pub(super) fn why(t: Tongue) -> Block {
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
