//! Incidents that are attacks: indicators are defanged wherever they stand, techniques have their numbers, and the
//! report shows both beside what stopped the spread.

use nidan::base::lang::Lang;
use nidan::model::{Audience, redact};
use nidan::text::Texts;
use nidan::typography::Fonts;
use nidan::view::document::{Block, BlockKind, Href, Inline};
use nidan::view::{Press, report};

use crate::project::Project;

pub(crate) const FOLDER: &str = "incidents/2025-01-30-attack/incident.yaml";

pub(crate) const ATTACK: &str = "\
schema: 1
kind: study
title: {en: A stolen key, bn: চুরি যাওয়া চাবি}
zone: Asia/Dhaka
tlp: CLEAR
stage: published
published: 2025-02-01
sources: {S1: https://example.org/report}
trigger: {en: 'A mail led to login[.]bad[.]example.', bn: একটা মেইল।}
timeline:
  - {at: 14:00, mark: impact, en: It begins, bn: শুরু}
  - {at: 14:20, mark: mitigated, en: It spreads no further, bn: আর ছড়ায় না}
  - {at: 15:00, mark: resolved, en: It ends, bn: শেষ}
factors: {trust: {en: One consent was enough, bn: এক সম্মতিই যথেষ্ট}}
attack:
  - T1566.002
  - {technique: T1528, en: Consent instead of a password, bn: পাসওয়ার্ডের বদলে সম্মতি}
containment:
  cut: {at: 14:20, outcome: worked, en: The key is revoked, bn: চাবি বাতিল}
mitigations:
  tell: {en: Customers are told, bn: গ্রাহকদের জানানো}
indicators:
  c2: {kind: domain, value: 'bad[.]example', as_of: 2025-01-31, en: Takes the data, bn: ডেটা নেয়}
  file: {kind: hash, value: AC5CC8BCC05AC27A8F189134C2E3300863B317FB, en: The script, bn: স্ক্রিপ্ট}
";

#[test]
fn what_is_written_as_asked_has_no_findings() {
    assert_eq!(Project::new().file(FOLDER, ATTACK).findings(), "");
}

#[test]
fn a_live_indicator_is_an_error_where_it_is_listed_and_in_every_text() {
    let listed = ATTACK.replace("'bad[.]example'", "bad.example");
    insta::assert_snapshot!(Project::new().file(FOLDER, listed).findings(), @r"
    error[live-indicator]: `bad.example` is not defanged: a reader could click on it
      --> incidents/2025-01-30-attack/incident.yaml:23:29
       |
    23 |   c2: {kind: domain, value: bad.example, as_of: 2025-01-31, en: Takes the data, bn: ডেটা নেয়}
       |                             ^^^^^^^^^^^ live
       |
       = hint: write `bad[.]example`

    1 error found
    ");
    let told = ATTACK.replace("login[.]bad[.]example", "Login.BAD.example");
    let findings = Project::new().file(FOLDER, told).findings();
    for part in ["this text names the indicator `c2`", ":9:16", "- the indicator", "write `bad[.]example`"] {
        assert!(findings.contains(part), "`{part}` is not in\n{findings}");
    }
    let prose = Project::new().file(FOLDER, ATTACK).file(
        "incidents/2025-01-30-attack/incident.en.md",
        "## summary\n\nThe data went to `https://bad.example/in`.\n",
    );
    assert!(prose.findings().contains("error[live-indicator]: this text names the indicator `c2`"));
    let other = ATTACK.replace("login[.]bad[.]example", "notbad.example");
    assert_eq!(Project::new().file(FOLDER, other).findings(), "");
}

#[test]
fn a_value_of_another_kind_is_told_apart() {
    let glued = ATTACK.replace("C2E3300863B317FB", "C2E3300863B317FB14");
    let findings = Project::new().file(FOLDER, glued).findings();
    for part in ["B317FB14` is not of the kind `hash`", "40 (SHA-1)", "a footnote number", "1 error found"] {
        assert!(findings.contains(part), "`{part}` is not in\n{findings}");
    }
    let kind = ATTACK.replace("kind: domain", "kind: domian");
    assert!(Project::new().file(FOLDER, kind).findings().contains("did you mean `domain`?"));
    let none = ATTACK.replace("kind: domain, ", "");
    assert!(Project::new().file(FOLDER, none).findings().contains("`indicators/c2` has no `kind`"));
}

#[test]
fn a_technique_has_a_number_and_stands_once() {
    let small = ATTACK.replace("- T1566.002", "- t1566.002");
    insta::assert_snapshot!(Project::new().file(FOLDER, small).findings(), @r"
    error[bad-value]: `t1566.002` is not a technique of ATT&CK
      --> incidents/2025-01-30-attack/incident.yaml:16:5
       |
    16 |   - t1566.002
       |     ^^^^^^^^^
       |
       = hint: write `T1566.002`

    1 error found
    ");
    let tactic = ATTACK.replace("- T1566.002", "- TA0001");
    assert!(Project::new().file(FOLDER, tactic).findings().contains("`TA0001` is not a technique of ATT&CK"));
    let twice = ATTACK.replace("- T1566.002", "- T1528");
    assert!(Project::new().file(FOLDER, twice).findings().contains("the technique `T1528` stands twice"));
}

/// Returns the block with an id, wherever it stands.
fn find<'a>(blocks: &'a [Block], id: &str) -> Option<&'a Block> {
    blocks.iter().find_map(|block| {
        if block.id == id {
            return Some(block);
        }
        match &block.kind {
            BlockKind::Section { blocks, .. } => find(blocks, id),
            BlockKind::List { items, .. } => items.iter().find_map(|item| find(item, id)),
            BlockKind::Paragraph(_)
            | BlockKind::Quote(_)
            | BlockKind::Code(_)
            | BlockKind::Callout { .. }
            | BlockKind::Facts(_)
            | BlockKind::Table { .. }
            | BlockKind::Timeline { .. }
            | BlockKind::Figure(_)
            | BlockKind::Picture(_)
            | BlockKind::Lesson(_)
            | BlockKind::Cards(_) => None,
        }
    })
}

#[test]
fn the_report_shows_techniques_containment_and_indicators() {
    let kb = Project::new().file(FOLDER, ATTACK).load().kb.expect("it loads");
    let edition = redact(&kb, Audience::Public, kb.newest_date().expect("it has dates"));
    let fonts = Fonts::embedded();
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        let press = Press { edition: &edition, texts: &texts, fonts: &fonts, pdf: false };
        let document = report::report(press, &edition.incidents[0], None);
        let why = find(&document.blocks, "why").expect("it says why");
        let Some(Block { kind: BlockKind::Paragraph(technique), .. }) =
            find(std::slice::from_ref(why), "attack/T1566-002")
        else {
            panic!("no technique in {why:?}");
        };
        let page = Href::External("https://attack.mitre.org/techniques/T1566/002/".to_owned());
        assert_eq!(technique[0], Inline::Link(page, vec![Inline::Code("T1566.002".to_owned())]));
        let handled = find(&document.blocks, "handled").expect("it says how");
        let BlockKind::Section { blocks, .. } = &handled.kind else { panic!("{handled:?}") };
        let parts: Vec<&str> = blocks.iter().map(|block| block.id.as_str()).collect();
        assert_eq!(parts, ["handled/containment", "handled/mitigations", "handled/indicators"]);
        let Some(Block { kind: BlockKind::Table { rows, head, .. }, .. }) = find(blocks, "indicators") else {
            panic!("no table in {blocks:?}");
        };
        assert_eq!((rows.len(), head.len()), (2, 4));
        assert_eq!(rows[0][0].content, [Inline::Code("bad[.]example".to_owned())]);
        assert_eq!(
            rows[0][3].content,
            [Inline::Text(texts.date(kb.incidents[0].indicators[0].entry.fact.as_of.unwrap()))]
        );
        assert_eq!(texts.faults(), Vec::<String>::new());
    }
}

/// Returns the words of the key times, and all that the page says.
fn told(text: &str) -> (Vec<String>, String) {
    let kb = Project::new().file(FOLDER, text).load().kb.expect("it loads");
    let edition = redact(&kb, Audience::Public, kb.newest_date().expect("it has dates"));
    let (fonts, texts) = (Fonts::embedded(), Texts::new(Lang::EN));
    let press = Press { edition: &edition, texts: &texts, fonts: &fonts, pdf: false };
    let document = report::report(press, &edition.incidents[0], None);
    let Some(Block { kind: BlockKind::Timeline { rows, .. }, .. }) = find(&document.blocks, "timeline/table") else {
        panic!("no timeline in {document:?}");
    };
    let marks = rows.iter().filter_map(|row| row.mark.as_ref().map(|mark| mark.text.clone())).collect();
    (marks, format!("{document:?}"))
}

#[test]
fn what_was_contained_is_not_said_to_be_back() {
    let (marks, page) = told(ATTACK);
    assert_eq!(marks, ["Impact begins", "Contained", "Over"]);
    assert!(page.contains("Contained after 20 min, over after 1 h") && page.contains("Until contained (TTM)"));
    assert!(page.contains("Contained, not over · 40 min") && !page.contains("argely back"));
    let outage =
        ATTACK.replace("containment:\n  cut: {at: 14:20, outcome: worked, en: The key is revoked, bn: চাবি বাতিল}\n", "");
    let (marks, page) = told(&outage);
    assert_eq!(marks, ["Impact begins", "Largely back", "All back"]);
    assert!(page.contains("Until largely back (TTM)") && !page.contains("Stopping the spread"));
    assert!(page.contains("mitigations/tell") && !page.contains("handled/mitigations"));
}
