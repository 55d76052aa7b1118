//! A report with every kind of block, in both languages, long enough for several pages.

mod evidence;
mod sections;

use evidence::{learned, trust, yourself};
use nidan::view::document::{
    Badge, Block, BlockKind, Cell, Document, Frame, Href, Inline, Inlines, Menu, Note, Preview, Tone,
};
use sections::{affected, glance, plain, when, why};

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
        picture_file: None,
        preview: Preview { article: true, card: None },
        blocks: vec![glance(t), plain(t), affected(t), when(t), why(t), learned(t), trust(t), yourself(t)],
        notes: notes(t),
        frame: frame(t),
    }
}

fn frame(t: Tongue) -> Frame {
    Frame {
        site: t.say("নিদান", "nidan"),
        home: (Href::Site(format!("{}/index.html", t.code)), t.say("সব প্রতিবেদন", "All reports")),
        menu: Menu { name: String::new(), places: Vec::new() },
        languages: vec![],
        general: None,
        address: None,
        locales: Vec::new(),
        feeds: None,
        contents: t.say("সূচিপত্র", "Contents"),
        skip: t.say("লেখায় যান", "Skip to the text"),
        data: t.say("এই ছবির ডেটা", "Data of this picture"),
        notes: t.say("উৎস", "Sources"),
        places: t.say("লেখার যেখানে যেখানে এসেছে", "Where the text refers to it"),
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
