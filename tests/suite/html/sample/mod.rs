//! A report with every kind of block, in both languages.

use nidan::view::document::{
    Badge, Block, BlockKind, Document, Feeds, Frame, Href, Inline, Inlines, Menu, MenuPlace, Note, Preview, Tone,
};

const BANGLA: [char; 10] = ['০', '১', '২', '৩', '৪', '৫', '৬', '৭', '৮', '৯'];
const LATIN: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

mod story;
mod verdicts;

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

/// A paragraph.
fn para(id: &str, content: Inlines) -> Block {
    block(id, BlockKind::Paragraph(content))
}

/// A list whose items are lone paragraphs.
fn list(id: &str, ordered: bool, items: Vec<Inlines>) -> Block {
    let item = |(index, content)| vec![para(&format!("{id}/{}", index + 1), content)];
    block(id, BlockKind::List { ordered, items: items.into_iter().enumerate().map(item).collect() })
}

fn site(path: &str) -> Href {
    Href::Site(path.to_owned())
}

/// A report in a language: `bn` or `en`.
pub(crate) fn report(lang: &'static str) -> Document {
    let w = Words(lang == "bn");
    let (other, name) = if w.0 { ("en", "English") } else { ("bn", "বাংলা") };
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
                Inline::Text(w.t(" · লস অ্যাঞ্জেলেসের সময়", " · Los Angeles time")),
            ],
            w.i("ChatGPT, API, Sora", "ChatGPT, API, Sora"),
        ],
        tlp: "TLP:CLEAR".to_owned(),
        date: "2025-01-20".to_owned(),
        forms: vec![(
            site(&format!("{lang}/incidents/2024-12-11-openai-telemetry/report.pdf")),
            w.t("PDF নামান", "Download the PDF"),
        )],
        picture_file: Some(w.t("ছবি (PNG)", "Picture (PNG)")),
        preview: Preview { article: true, card: Some(w.t("শিরোনাম · SEV1", "Title · SEV1")) },
        blocks: sections(w),
        notes: notes(w),
        frame: frame(w, (lang, other, name)),
    }
}

fn frame(w: Words, (lang, other, name): (&'static str, &'static str, &str)) -> Frame {
    Frame {
        site: w.t("নিদান", "nidan"),
        home: (site(&format!("{lang}/index.html")), w.t("সব প্রতিবেদন", "All reports")),
        menu: menu(w),
        languages: vec![(
            other,
            name.to_owned(),
            site(&format!("{other}/incidents/2024-12-11-openai-telemetry/index.html")),
        )],
        general: Some(site("both/incidents/2024-12-11-openai-telemetry/index.html")),
        address: None,
        locales: if w.0 { vec!["bn_BD", "en_US"] } else { vec!["en_US", "bn_BD"] },
        feeds: Some(Feeds {
            title: w.t("নিদান: প্রতিবেদন", "nidan: reports"),
            word: w.t("ফিড", "Feed"),
            atom: site(&format!("{lang}/feed.xml")),
            json: site(&format!("{lang}/feed.json")),
        }),
        contents: w.t("সূচি", "Contents"),
        skip: w.t("সরাসরি লেখায় যান", "Skip to the text"),
        data: w.t("ছবির তথ্য", "Data of this picture"),
        notes: w.t("উৎস", "Sources"),
        places: w.t("লেখার যেখানে যেখানে এসেছে", "Where the text refers to it"),
        footer: w.i(
            "নিদান দিয়ে তৈরি। তথ্য ২০ জানুয়ারি ২০২৫ পর্যন্ত, ইঞ্জিন ১।",
            "Made with nidan. As of 20 January 2025, engine 1.",
        ),
        page: (w.t("পৃষ্ঠা ", "Page "), String::new()),
        digits: if w.0 { BANGLA } else { LATIN },
    }
}

fn menu(w: Words) -> Menu {
    let place =
        |href: String, bangla, english, here| MenuPlace { href: Href::Site(href), text: w.t(bangla, english), here };
    let lang = if w.0 { "bn" } else { "en" };
    Menu {
        name: w.t("সাইটের পাতা", "Places of the site"),
        places: vec![
            place(format!("{lang}/index.html"), "প্রতিবেদন", "Reports", true),
            place(format!("{lang}/lessons/index.html"), "শিক্ষা", "Lessons", false),
        ],
    }
}

fn section(id: &str, title: Inlines, blocks: Vec<Block>) -> Block {
    block(id, BlockKind::Section { title, blocks })
}

fn sections(w: Words) -> Vec<Block> {
    vec![
        section("at-a-glance", w.i("এক নজরে", "At a glance"), glance(w)),
        section("plain", w.i("সহজ কথায়", "In plain words"), story::plain(w)),
        section("timeline", w.i("কখন কী ঘটল", "What happened when"), story::timeline(w)),
        section("lessons", w.i("কী শিখলাম", "What we learned"), verdicts::lessons(w)),
        section("trust", w.i("মডেলটা কতটা ভরসার", "How far to trust the model"), verdicts::trust(w)),
        section("run-yourself", w.i("নিজে চালিয়ে দেখুন", "Run it yourself"), verdicts::run(w)),
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
        para("summary", summary),
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
                    vec![para("ruled_out/attack", w.i("সাইবার আক্রমণ নয়।", "Not a cyber attack."))],
                    vec![
                        para("ruled_out/launch", w.i("নতুন কোনো ফিচারের ত্রুটি নয়।", "Not a bug in a new feature.")),
                        list(
                            "ruled_out/steps",
                            true,
                            vec![
                                w.i("Sora আগের দিনই চালু হয়েছিল।", "Sora had launched the day before."),
                                w.i("তার সঙ্গে এর সম্পর্ক পাওয়া যায়নি।", "No link to it was found."),
                            ],
                        ),
                    ],
                ],
            },
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
