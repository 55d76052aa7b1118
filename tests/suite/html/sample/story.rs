//! The parts that tell what happened.

use super::{BANGLA, LATIN, Words, block, para};
use nidan::chart::drawing::{Anchor, Drawing, Label, Role, Shape, Table};
use nidan::view::document::{Badge, Block, BlockKind, CalloutKind, Inline, Moment, Tone};

pub(super) fn plain(w: Words) -> Vec<Block> {
    vec![
        para(
            "analogy",
            vec![
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
            ],
        ),
        block(
            "analogy/limits",
            BlockKind::Callout {
                kind: CalloutKind::Caution,
                title: w.i("তুলনাটা যেখানে খাটে না", "Where the picture misleads"),
                blocks: vec![para(
                    "analogy/limits/1",
                    w.i(
                        "আসল বিভ্রাটে সবাই একে অন্যকে নয়, একই কেরানিকে জিজ্ঞেস করছিল: এক ডেস্কে n জন।",
                        "In the outage nobody asked each other. They all asked the same clerk: n askers at one desk.",
                    ),
                )],
            },
        ),
        block(
            "analogy/note",
            BlockKind::Callout {
                kind: CalloutKind::Note,
                title: w.i("এই প্রতিবেদন কীভাবে পড়বেন", "How to read this report"),
                blocks: vec![para(
                    "analogy/note/1",
                    w.i("ছোট সংখ্যাগুলো উৎস দেখায়।", "The small numbers lead to the sources."),
                )],
            },
        ),
        block(
            "analogy/quote",
            BlockKind::Quote(vec![para(
                "analogy/quote/1",
                vec![Inline::Borrowed {
                    lang: "en",
                    text: vec![Inline::Text("We moved too fast on a change that looked safe.".to_owned())],
                }],
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
    let wide = Drawing {
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
        narrow: None,
    };
    Drawing { narrow: Some(Box::new(wide.clone())), ..wide }
}

pub(super) fn timeline(w: Words) -> Vec<Block> {
    let moment = |id: &str, times: [&str; 3], mark: Option<Badge>, bn: &str, en: &str| {
        let set = if w.0 { BANGLA } else { LATIN };
        let digits = |text: &str| -> String {
            text.chars().map(|c| c.to_digit(10).map_or(c, |digit| set[digit as usize])).collect()
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
                w.t("লস অ্যাঞ্জেলেসের সময়", "Los Angeles time"),
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
