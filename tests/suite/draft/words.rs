//! Whatever a message says, the draft loads and says the same, or the message is left out and counted.

use std::collections::BTreeSet;

use nidan::draft::{self, Draft, Noise, Setting, Timeline, Window};
use nidan::load::characters;
use pulldown_cmark::{Event, Options, Parser};
use unicode_normalization::UnicodeNormalization;

use crate::project::Project;

const ID: &str = "2025-03-02-words";

fn timeline(texts: &[String]) -> (Timeline, usize) {
    let rows = texts.iter().map(|text| serde_json::json!({ "at": "2025-03-02T08:00:00Z", "text": text }).to_string());
    let lines = rows.collect::<Vec<_>>().join("\n");
    let (zone, day) = (chrono_tz::Tz::Asia__Dhaka, chrono::NaiveDate::from_ymd_opt(2025, 3, 2).expect("a day"));
    let window = Window::of(day, zone);
    let setting = Setting { name: "log", zone, day, window, order: None, only: None };
    let (format, import) = draft::read(lines.as_bytes(), None, setting).expect("it is JSON");
    let read = import.events.len() + import.left_out.of(Noise::Empty);
    (draft::timeline(vec![("log".to_owned(), format, import)], (window, zone)).expect("something is left"), read)
}

/// What a reader of the page sees of a text.
fn shown(markdown: &str) -> String {
    let mut shown = String::new();
    for event in Parser::new_ext(markdown, Options::empty()) {
        if let Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) = event {
            shown.push_str(&text);
        }
    }
    shown
}

/// Letters and signs alone: without spaces, without the backticks that frame code, without emoji, which a PDF cannot show.
fn letters(text: &str) -> String {
    let emoji = |c: char| matches!(c, '🔥' | '👩' | '💻');
    let silent = |c: char| characters::first_refused(&format!("x{c}x")).is_some();
    text.nfc()
        .filter(|c| {
            !c.is_whitespace() && *c != '`' && !emoji(*c) && !silent(*c) && !matches!(c, '\u{200c}' | '\u{200d}')
        })
        .collect()
}

fn checked(texts: &[String]) {
    let (made, read) = timeline(texts);
    assert_eq!(read, texts.len());
    let left: usize = made.left_out.iter().map(|(_, count)| count).sum();
    assert_eq!(made.entries.len() + left, texts.len(), "every text is there or counted");
    let draft = Draft {
        id: ID,
        day: chrono::NaiveDate::from_ymd_opt(2025, 3, 2).expect("a day"),
        zone: chrono_tz::Tz::Asia__Dhaka,
        severity: None,
        title: Some("Words"),
        services: &[],
        languages: &nidan::base::lang::Lang::ALL,
        timeline: Some(&made),
        schema: None,
    };
    let project = Project::new().file(&format!("incidents/{ID}/incident.yaml"), draft.text());
    let loaded = project.load();
    let errors = nidan::ui::human(&loaded.report.errors(), &loaded.sources);
    assert!(errors.is_empty(), "{errors}");
    let kb = loaded.kb.expect("it loads");
    let incident = kb.incidents.first().expect("it is there");
    let wanted = texts.iter().filter(|text| !text.chars().any(hides)).map(|text| letters(text));
    let wanted: BTreeSet<String> = wanted.filter(|text| !text.is_empty()).collect();
    let mut found = BTreeSet::new();
    for (event, entry) in incident.timeline.iter().zip(&made.entries) {
        assert_eq!(event.when.from, entry.at);
        let (_, prose) = event.text.iter().next().expect("a text is in one language at least");
        found.insert(letters(&shown(&prose.markdown)));
    }
    found.remove("");
    assert_eq!(found, wanted);
}

/// Characters for which a message is left out: they could make it read as something else.
fn hides(c: char) -> bool {
    (c.is_control() && !c.is_whitespace()) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{e0000}'..='\u{e007f}')
}

#[test]
fn hostile_texts_are_said_as_they_are() {
    let texts = [
        "a: b # c",
        "- {at: 14:02}",
        "\"quoted\" 'single' \\ \\n \\x41",
        "key: [1, 2",
        "*anchor &x !tag %d @a `b`",
        "---",
        "...",
        "null",
        "~",
        "yes",
        "<script>alert(1)</script>",
        "[click](javascript:alert(1))",
        "![x](http://x.example/y.png)",
        "# heading",
        "    indented",
        "1. one",
        "> quoted",
        "|table|",
        "$(rm -rf /) {{ x }} <<write>> <<id>>",
        "error\u{202e}gnp.exe",
        "bell\u{7}",
        "\u{1b}[31mred",
        "zero\u{200b}width",
        "soft\u{ad}hyphen",
        "👩\u{200d}💻 র\u{200d}্যাম উদ্\u{200c}যাপন",
        "কী হলো? **জোরে** _ধীরে_ `kubectl get po`",
        "line\r\nbreak\n\n- list\n  > quote\ttab",
        "nel\u{85}ls\u{2028}ps\u{2029}end",
        "e\u{301} vs é",
        "য\u{9bc} ড\u{9bc}",
        "\u{feff}bom",
        "ends with \\",
        "ends with `",
        "```\ncode\n```",
        "&amp; &lt;b&gt; &#x27;",
        "__init__ *a* ~~b~~",
        "a\u{0}b",
        "!!python/object:os.system",
        "x: &a *a",
        "=cmd|'/c calc'!A1",
        "\u{2066}isolate\u{2069}",
        "tag\u{e0041}",
    ];
    checked(&texts.map(str::to_owned));
}

/// What random texts are made of.
#[rustfmt::skip]
const SIGNS: &[&str] = &[
    "a",
    "B",
    "7",
    " ",
    "  ",
    "\n",
    "\t",
    ":",
    ": ",
    "#",
    " # ",
    "- ",
    "\"",
    "'",
    "\\",
    "`",
    "``",
    "*",
    "_",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "<",
    ">",
    "&",
    "&amp;",
    "!",
    "|",
    "~",
    "%",
    ",",
    "?",
    "=",
    "+",
    ".",
    "1. ",
    "ক",
    "ষ",
    "\u{9cd}",
    "\u{9be}",
    "\u{200d}",
    "\u{200c}",
    "\u{200e}",
    "\u{202e}",
    "\u{202f}",
    "\u{a0}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{0}",
    "\u{7f}",
    "é",
    "e\u{301}",
    "🔥",
    "👩\u{200d}💻",
    "漢",
    "https://x.example/a_b?c=d&e",
    "য়",
    "error_rate",
    "<br>",
    "-->",
    "<!--",
    "\r\n",
    "\r",
    "///",
    "$",
    "^",
];

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % sides
    }
}

#[test]
fn any_text_is_said_as_it_is_or_counted() {
    let mut dice = Dice(7);
    for _ in 0..40 {
        let text = |dice: &mut Dice| {
            let length = 1 + dice.roll(14);
            let signs: String = (0..length).map(|_| SIGNS[dice.roll(SIGNS.len())]).collect();
            // A letter in front makes sure that something is left to say.
            if dice.roll(3) == 0 { signs } else { format!("x{signs}") }
        };
        let texts: Vec<String> = (0..60).map(|_| text(&mut dice)).collect();
        checked(&texts);
    }
}
